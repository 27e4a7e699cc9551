//! Path templates (OAS 3.0.3, Path Templating).

use super::Value;
use super::encode::append_template;
use super::style::path_text;
use crate::codec::json::EncodeFailure;
use crate::contract::{Location, Parameter};

/// The reason why a parameter is refused whose text is empty.
const EMPTY: &str = "it is empty";

/// Fills `template`, and gives path and query as they stand in a request, percent-encoded. `value` gives the value of the parameter with an index.
///
/// A fragment is dropped, a query kept. A segment that comes out as `.` or `..` is refused, and an empty value where the document does not list it: both would address
/// another operation.
pub(crate) fn fill<'a>(
    template: &str,
    parameters: &[Parameter],
    value: impl Fn(usize) -> Option<&'a Value>,
) -> Result<(String, String), EncodeFailure> {
    let template = template.split('#').next().unwrap_or_default();
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let mut filled = String::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        filled.push('/');
        let start = filled.len();
        expand(&mut filled, segment, parameters, &value).map_err(|failure| {
            match is_last && failure.reason().ends_with(EMPTY) {
                true => EncodeFailure::new(format_args!(
                    "{failure}; `empty-path-parameters` in callsmith.toml allows it at the end of a path"
                )),
                false => failure,
            }
        })?;
        let text = &filled[start..];
        // Also of a value that is several segments.
        if text.split('/').any(is_step) {
            return Err(EncodeFailure::new(format_args!("the path segment `{segment}` would be `{text}`")));
        }
    }
    let mut filled_query = String::new();
    expand(&mut filled_query, query, parameters, &value)?;
    Ok((filled, filled_query))
}

/// `true` if a segment leads to another place: `.` or `..`, also with its dots percent-encoded (RFC 3986, section 6.2.2.3).
fn is_step(segment: &str) -> bool {
    let (mut rest, mut dots) = (segment, 0);
    while let Some(after) = [".", "%2E", "%2e"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        (rest, dots) = (after, dots + 1);
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// Appends `text` with each `{name}` replaced.
fn expand<'a, F>(out: &mut String, text: &str, parameters: &[Parameter], value: &F) -> Result<(), EncodeFailure>
where
    F: Fn(usize) -> Option<&'a Value>,
{
    let mut rest = text;
    while let Some((literal, (name, after))) = rest.split_once('{').and_then(|(l, r)| Some((l, r.split_once('}')?))) {
        let is_named = |parameter: &Parameter| parameter.location == Location::Path && parameter.name == name;
        let index = parameters.iter().position(is_named);
        let text = match index.and_then(|index| Some((&parameters[index], value(index)?))) {
            Some((parameter, value)) => path_text(parameter, value).and_then(|text| {
                let text = text.unwrap_or_default();
                if text.is_empty() && !parameter.may_be_empty { Err(EncodeFailure::new(EMPTY)) } else { Ok(text) }
            }),
            None => Err(EncodeFailure::new("it has no value")),
        };
        append_template(out, literal);
        *out += &text.map_err(|failure| EncodeFailure::new(format_args!("the path parameter `{name}`: {failure}")))?;
        rest = after;
    }
    append_template(out, rest);
    Ok(())
}

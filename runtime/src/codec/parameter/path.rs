//! Path templates (OAS 3.0.3, Path Templating).

use super::Value;
use super::encode::append_template;
use super::style::append_path_text;
use crate::codec::json::EncodeFailure;
use crate::contract::{Location, Parameter};

// An empty value leaves `//` or a slash at the end: servers route that to another operation, or to none.
/// The reason why a parameter is refused whose text is empty.
const EMPTY: &str = "it is empty";

/// Appends `template`, filled, to a URL without a query: path and query as they stand in a request, percent-encoded. `value` gives the value of the
/// parameter with an index.
///
/// A fragment is dropped, a query kept. A segment that comes out as `.` or `..` is refused, and so is an empty value
/// where the document does not list it. Both would address another operation.
pub(crate) fn fill<'a>(
    url: &mut String,
    template: &str,
    parameters: &[Parameter],
    value: impl Fn(usize) -> Option<&'a Value>,
) -> Result<(), EncodeFailure> {
    // A fragment tells operations apart in the document (`/#Action=List`); it never goes over the wire.
    let template = cut(template, b'#').map_or(template, |(before, _)| before);
    let (path, query) = cut(template, b'?').unwrap_or((template, ""));
    let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
    while let Some(segments) = rest {
        let (segment, after) = cut(segments, b'/').map_or((segments, None), |(segment, after)| (segment, Some(after)));
        rest = after;
        let is_last = after.is_none();
        url.push('/');
        let start = url.len();
        expand(url, segment, parameters, &value).map_err(|failure| {
            if is_last && failure.reason().ends_with(EMPTY) {
                EncodeFailure::new(format_args!(
                    "{failure}; `empty-path-parameters` in callsmith.toml allows it at the end of a path"
                ))
            } else {
                failure
            }
        })?;
        let text = &url[start..];
        // Checked after expansion: a value may make a step only together with the text around it. That holds for a
        // value of several segments too.
        if text.bytes().any(|byte| matches!(byte, b'.' | b'%')) && text.split('/').any(is_step) {
            return Err(EncodeFailure::new(format_args!("the path segment `{segment}` would be `{text}`")));
        }
    }
    if !query.is_empty() {
        url.push('?');
        expand(url, query, parameters, &value)?;
    }
    Ok(())
}

/// A text before and after the first of a sign in it. Templates are short: the search of the standard library takes longer to be prepared than this takes.
fn cut(text: &str, sign: u8) -> Option<(&str, &str)> {
    debug_assert!(sign.is_ascii());
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((&text[..at], &text[at + 1..]))
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
    while let Some((literal, (name, after))) = cut(rest, b'{').and_then(|(l, r)| Some((l, cut(r, b'}')?))) {
        let is_named = |parameter: &Parameter| parameter.location == Location::Path && parameter.name == name;
        let index = parameters.iter().position(is_named);
        append_template(out, literal);
        let start = out.len();
        let written = match index.and_then(|index| Some((&parameters[index], value(index)?))) {
            Some((parameter, value)) => append_path_text(out, parameter, value).and_then(|()| {
                if out.len() == start && !parameter.may_be_empty { Err(EncodeFailure::new(EMPTY)) } else { Ok(()) }
            }),
            None => Err(EncodeFailure::new("it has no value")),
        };
        written.map_err(|failure| EncodeFailure::new(format_args!("the path parameter `{name}`: {failure}")))?;
        rest = after;
    }
    append_template(out, rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::codec::parameter::{Value, fill as fill_template};
    use crate::contract::{Parameter, Style};

    static PARAMETERS: &[Parameter] = &[
        Parameter::path("id"),
        Parameter::path("rest").style(Style::Matrix),
        Parameter::path("label").style(Style::Label),
    ];

    fn fill(template: &str, texts: [&str; 3]) -> Result<String, String> {
        let values = texts.map(|text| Value::Text(text.to_owned()));
        let mut url = String::new();
        let filled = fill_template(&mut url, template, PARAMETERS, |index| values.get(index));
        filled.map(|()| url).map_err(|failure| failure.to_string())
    }

    #[test]
    fn values_are_encoded() {
        assert_eq!(fill("/pets/{id}", ["a/b c", "", ""]).as_deref(), Ok("/pets/a%2Fb%20c"));
        assert_eq!(fill("/pets/{id}.json{rest}/x", ["7", "", ""]).as_deref(), Ok("/pets/7.json;rest/x"));
        assert_eq!(fill("pets(id='{id}')", ["7", "", ""]).as_deref(), Ok("/pets(id='7')"));
    }

    #[test]
    fn a_query_is_kept_and_a_fragment_dropped() {
        assert_eq!(fill("/a?b=c", [""; 3]).as_deref(), Ok("/a?b=c"));
        assert_eq!(fill("/#Action=List", [""; 3]).as_deref(), Ok("/"));
        assert_eq!(fill("/a?id={id}#x", ["1&2", "", ""]).as_deref(), Ok("/a?id=1%262"));
    }

    #[test]
    fn empty_values_and_steps_are_refused() {
        let empty = "the path parameter `id`: it is empty";
        assert_eq!(fill("/pets/{id}/x", [""; 3]), Err(empty.to_owned()));
        let advice = "; `empty-path-parameters` in callsmith.toml allows it at the end of a path";
        assert_eq!(fill("/pets/{id}", [""; 3]), Err(format!("{empty}{advice}")));
        for (template, value) in [("/{id}", "."), ("/a/{id}/b", ".."), ("/a/.{id}", ".")] {
            assert!(fill(template, [value, "", ""]).is_err(), "{template}");
        }
        assert_eq!(fill("/{id}.txt", [".", "", ""]).as_deref(), Ok("/..txt"));
        assert!(fill("/{label}", [""; 3]).is_err());
        assert_eq!(fill("/{unknown}", [""; 3]), Err("the path parameter `unknown`: it has no value".to_owned()));
    }
}

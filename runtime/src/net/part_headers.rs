//! Headers of the parts of a body (OAS 3.1.1, Encoding Object).

use http::{HeaderName, HeaderValue};

use crate::codec::Escaped;
use crate::codec::parameter::{Value, header_value};
use crate::codec::rules::check_parameter;
use crate::contract::{Location, Parameter, Spec};

/// Names and values of headers.
pub(crate) type Pairs = Vec<(String, String)>;

/// The headers of parts that an operation has, and those that the caller set for all parts of a name.
pub(crate) struct PartHeaders {
    declared: &'static [Parameter],
    set: Vec<(&'static Parameter, String)>,
}

impl PartHeaders {
    /// Those among the values of a call.
    pub(crate) fn of(spec: Option<&'static Spec>, values: &[(usize, Value)]) -> Result<Self, String> {
        let declared = spec.map_or(&[] as &[_], |spec| spec.parameters);
        let mut set = Vec::new();
        for (index, value) in values {
            let Some(own) = declared.get(*index).filter(|own| own.location == Location::Part) else { continue };
            let checked = check_parameter(value, own.rules).map_err(String::from);
            let text = checked.and_then(|()| Ok(header_value(own, value)?));
            let text =
                text.map_err(|reason| format!("the header `{}` of the part `{}`: {reason}", own.name, own.part))?;
            set.extend(text.map(|text| (own, text)));
        }
        Ok(Self { declared, set })
    }

    /// It is an error that a header was set whose part is not among those that are sent.
    pub(crate) fn all_are_sent<'a>(&self, sent: impl Iterator<Item = &'a str> + Clone) -> Result<(), String> {
        let lost = self.set.iter().find(|(own, _)| !sent.clone().any(|name| name == own.part));
        let Some((own, _)) = lost else { return Ok(()) };
        Err(format!("the header `{}` was set for the part `{}`, which is not sent", own.name, own.part))
    }

    /// The headers of one part as text: those that the document fixes, those of all parts of the name, and those of the file. The
    /// last one of a name counts.
    pub(crate) fn text(&self, part: &str, fixed: &[(&str, &str)], own: &Pairs) -> Result<String, String> {
        let of_part = self.set.iter().filter(|(declared, _)| declared.part == part);
        let of_part = of_part.map(|(declared, text)| (declared.name, text.as_str()));
        let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for header in fixed.iter().copied().chain(of_part).chain(own) {
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case(header.0));
            headers.push(header);
        }
        let is_missing = |declared: &&Parameter| {
            let is_there = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(declared.name));
            declared.part == part && declared.required && !is_there
        };
        if let Some(missing) = self.declared.iter().find(is_missing) {
            return Err(format!("the part `{}` needs the header `{}`", Escaped(part), Escaped(missing.name)));
        }
        headers.into_iter().map(|(name, value)| line(name, value)).collect()
    }
}

/// A header with the line break in front of it. Its value is not repeated in the error: it may be a secret.
fn line(name: &str, value: &str) -> Result<String, String> {
    let invalid = |what| format!("the header `{}` of a part has {what}", name.escape_debug());
    let parsed: HeaderName = name.parse().map_err(|_| invalid("a name that cannot be sent"))?;
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid("a value that cannot be sent"))?;
    match parsed.as_str() {
        "content-disposition" | "content-type" => Err(invalid("a name that is the client's own")),
        _ => Ok(format!("\r\n{name}: {value}")),
    }
}

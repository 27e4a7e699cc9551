//! Headers of the parts of a body (OAS 3.1.1, Encoding Object).

use http::{HeaderName, HeaderValue};

use crate::codec::file::Pairs;
use crate::codec::parameter::{Value, header_value};
use crate::codec::rules::check_parameter;
use crate::contract::{Location, Parameter, Spec};
use crate::net::unsendable::{HeaderFault, Unsendable};

/// The headers of parts that an operation has, and those that the caller set for all parts of a name.
pub(crate) struct PartHeaders {
    declared: &'static [Parameter],
    set: Vec<(&'static Parameter, String)>,
}

impl PartHeaders {
    /// Takes the headers of parts from the values of a call.
    pub(crate) fn new(spec: Option<&'static Spec>, values: &[(usize, Value)]) -> Result<Self, Unsendable> {
        let declared = spec.map_or(&[] as &[_], |spec| spec.parameters);
        let mut set = Vec::new();
        for (index, value) in values {
            let Some(parameter) = declared.get(*index).filter(|parameter| parameter.location == Location::Part) else {
                continue;
            };
            let checked = check_parameter(value, parameter.rules).map_err(Unsendable::from);
            let text = checked.and_then(|()| Ok(header_value(parameter, value)?));
            let text = text.map_err(|reason| Unsendable::OfPart(parameter.name, parameter.part, Box::new(reason)))?;
            set.extend(text.map(|text| (parameter, text)));
        }
        Ok(Self { declared, set })
    }

    /// Fails where a header was set whose part is not among those that are sent.
    pub(crate) fn all_are_sent<'a>(&self, sent: impl Iterator<Item = &'a str> + Clone) -> Result<(), Unsendable> {
        let lost = self.set.iter().find(|(header, _)| !sent.clone().any(|name| name == header.part));
        let Some((header, _)) = lost else { return Ok(()) };
        Err(Unsendable::PartNotSent(header.name, header.part))
    }

    /// The headers of one part as text: those that the document fixes, those of all parts of the name, and those of the file. The
    /// last one of a name counts.
    pub(crate) fn text(&self, part: &str, fixed: &[(&str, &str)], file_headers: &Pairs) -> Result<String, Unsendable> {
        let of_part = self.set.iter().filter(|(declared, _)| declared.part == part);
        let of_part = of_part.map(|(declared, text)| (declared.name, text.as_str()));
        let file_headers = file_headers.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for header in fixed.iter().copied().chain(of_part).chain(file_headers) {
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case(header.0));
            headers.push(header);
        }
        let is_missing = |declared: &&Parameter| {
            let is_there = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(declared.name));
            let is_of_part = declared.location == Location::Part && declared.part == part;
            is_of_part && declared.required && !is_there
        };
        if let Some(missing) = self.declared.iter().find(is_missing) {
            return Err(Unsendable::PartWithout(part.to_owned(), missing.name));
        }
        headers.into_iter().map(|(name, value)| line(name, value)).collect()
    }
}

/// A header with the line break in front of it. Its value is not repeated in the error: it may be a secret.
fn line(name: &str, value: &str) -> Result<String, Unsendable> {
    let invalid = |fault| Unsendable::PartHeader(name.to_owned(), fault);
    let parsed: HeaderName = name.parse().map_err(|_| invalid(HeaderFault::Name))?;
    // A line break in a value would begin another header, or the content.
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid(HeaderFault::Value))?;
    match parsed.as_str() {
        "content-disposition" | "content-type" => Err(invalid(HeaderFault::Reserved)),
        _ => Ok(format!("\r\n{name}: {value}")),
    }
}

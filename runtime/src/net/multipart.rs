//! Bodies of several parts (`multipart/form-data`, RFC 7578; other subtypes, RFC 2046, section 5.1).

use std::hash::{BuildHasher, RandomState};

use serde_core::ser::Serialize;
use serde_json::Value as Json;

use crate::codec::charset::{Charset, in_charset};
#[cfg(feature = "fs")]
use crate::codec::file::Pairs;
use crate::codec::file::{File, by_ending};
use crate::codec::json::EncodeFailure;
use crate::codec::media_type::Essence;
use crate::codec::parameter::Value;
use crate::codec::parameter::form::{Form, plain, properties_of};
use crate::codec::parameter::style::part_pairs;
use crate::codec::parts::{FILE_KEY, PartValue, ToPart};
use crate::codec::rules::{Invalid, check_parts};
use crate::codec::xml;
use crate::contract::{Part, PartPlace, Rule};
use crate::net::body::Body;
use crate::net::part_headers::PartHeaders;
use crate::net::unsendable::Unsendable;

#[cfg(feature = "fs")]
impl File {
    /// The file at a path, with its name and, where its ending tells one, its media type. It is read while it is sent.
    ///
    /// # Errors
    /// Where there is none.
    pub fn open(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let (path, body) = (path.as_ref(), Body::file(path.as_ref())?);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let content_type = by_ending(&name).map(str::to_owned);
        Ok(Self { body, name, content_type, headers: Pairs::new() })
    }
}

/// The values that become a body of several parts, in their order.
#[derive(Clone, Debug)]
pub struct Multipart(Result<Values, EncodeFailure>);

#[derive(Clone, Debug)]
struct Values {
    /// The properties of an object; the items of an array have no names.
    list: Vec<(String, PartContent)>,
    is_array: bool,
}

/// A value that becomes one part, or several.
#[derive(Clone, Debug)]
enum PartContent {
    Json(Json),
    File(File),
    /// Items of which some are files.
    List(Vec<PartContent>),
}

impl PartContent {
    /// Fails where a file is within a value that is written as one part.
    fn parse(value: &PartValue) -> Result<Self, EncodeFailure> {
        Ok(match value {
            PartValue::File(file) => Self::File(file.clone()),
            PartValue::List(items) if value.has_file() => {
                Self::List(items.iter().map(Self::parse).collect::<Result<_, _>>()?)
            }
            PartValue::Object(_) if value.has_file() => return Err(EncodeFailure::new(NESTED_FILE)),
            value => Self::Json(value.to_json()?),
        })
    }
}

const NO_OBJECT: &str = "expected an object, whose properties are the names of parts";
const NESTED_FILE: &str = "a file is a part of its own, and not within another";

impl Multipart {
    /// The parts of a value without files, which is an object or an array in its JSON form.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        Self::of_value(&PartValue::of(value))
    }

    /// The parts of a value with files.
    pub fn of_part<T: ToPart + ?Sized>(value: &T) -> Self {
        Self::of_value(&value.to_part())
    }

    fn of_value(value: &PartValue) -> Self {
        let list = match value {
            PartValue::Json(json) if json.trim_ascii_start().starts_with(b"[") => {
                let items = serde_json::from_slice::<Vec<Json>>(json).map_err(EncodeFailure::new);
                items.map(|items| items.into_iter().map(|item| (String::new(), PartContent::Json(item))).collect())
            }
            PartValue::Json(json) => properties_of(json).map(form_values),
            PartValue::List(items) => {
                let items = items.iter().map(|item| Ok((String::new(), PartContent::parse(item)?)));
                items.collect::<Result<_, _>>()
            }
            PartValue::Object(properties) => {
                let property = |(name, value): &(String, PartValue)| match PartContent::parse(value) {
                    Ok(value) => Ok((name.clone(), value)),
                    // The path of an invalid value has its name already.
                    Err(failure) if matches!(value, PartValue::Invalid(_)) => Err(failure),
                    Err(failure) => Err(failure.within(name)),
                };
                properties.iter().map(property).collect::<Result<_, _>>()
            }
            PartValue::Invalid(failure) => Err(failure.clone()),
            PartValue::File(_) => Err(EncodeFailure::new(NO_OBJECT)),
        };
        let is_array = match value {
            PartValue::Json(json) => json.trim_ascii_start().starts_with(b"["),
            value => matches!(value, PartValue::List(_)),
        };
        Self(list.map(|list| Values { list, is_array }))
    }

    /// The parts of a form.
    pub(crate) fn of_form(form: Result<Form, EncodeFailure>) -> Self {
        let properties = form.and_then(Form::into_properties);
        Self(properties.map(|list| Values { list: form_values(list), is_array: false }))
    }

    /// The form of the parts, where none is a file.
    pub(crate) fn to_form(&self) -> Result<Form, EncodeFailure> {
        let Values { list, is_array } = self.0.as_ref().map_err(EncodeFailure::clone)?;
        if *is_array {
            return Err(EncodeFailure::new("a form is made of an object"));
        }
        let property = |(name, value): &(String, PartContent)| match value {
            PartContent::Json(value) => Ok((name.clone(), value.clone())),
            PartContent::File(_) | PartContent::List(_) => Err(EncodeFailure::new("a file can be sent as a part only")),
        };
        Ok(Form::of_properties(list.iter().map(property).collect::<Result<_, _>>()?))
    }

    /// Holds the properties against rules, of which there are none for files.
    pub(crate) fn check(&self, rules: &[Rule]) -> Result<(), Invalid> {
        match &self.0 {
            Ok(values) if !values.is_array && !rules.is_empty() => {
                let properties: Vec<(String, Json)> =
                    values.list.iter().map(|(name, value)| (name.clone(), json_form(value))).collect();
                check_parts(properties, rules)
            }
            _ => Ok(()),
        }
    }

    /// The content type and the body. Parts of other media types than `multipart/form-data` have their names too where they have one.
    pub(crate) fn encode(
        &self,
        media_type: &str,
        parts: &[Part],
        headers: &PartHeaders,
    ) -> Result<(String, Body), Unsendable> {
        let Values { list, is_array } = self.0.as_ref().map_err(EncodeFailure::clone)?;
        let essence = Essence::parse(media_type);
        let essence = if essence.is_multipart() { essence } else { Essence::parse("multipart/form-data") };
        let is_form = essence.is("multipart/form-data");
        if *is_array && is_form {
            return Err(EncodeFailure::new(NO_OBJECT).into());
        }
        let (mut bodies, mut sent) = (Vec::new(), Vec::new());
        let written = PartTables { headers, is_form };
        for (index, (name, value)) in list.iter().enumerate() {
            let at = |place: PartPlace| parts.iter().find(|part| part.place == place);
            let part = if *is_array {
                at(PartPlace::Nth(index)).or_else(|| at(PartPlace::Rest))
            } else {
                parts.iter().find(|part| part.place == PartPlace::Named && part.name == *name)
            };
            let before = bodies.len();
            let style = part.and_then(|part| part.style);
            match (value, style) {
                // An item has a place, which those behind it keep.
                (PartContent::Json(Json::Null), _) if !*is_array => {}
                (PartContent::Json(value), Some(style)) => {
                    for (pair_name, text) in part_pairs(style, &Value::of(value))? {
                        bodies.push(written.part(&pair_name, name, part, &PartContent::Json(Json::String(text)))?);
                    }
                }
                (PartContent::Json(Json::Array(items)), None)
                    if part.is_some_and(|part| !part.separator.is_empty()) =>
                {
                    let texts: Vec<String> = items.iter().filter_map(plain).collect();
                    let text = texts.join(part.map_or(",", |part| part.separator));
                    bodies.push(written.part(name, name, part, &PartContent::Json(Json::String(text)))?);
                }
                (PartContent::Json(Json::Array(items)), None)
                    if !*is_array && part.is_none_or(|part| !part.content_type.contains("json")) =>
                {
                    // Each item is a part of the same name (RFC 7578, section 4.3).
                    for item in items {
                        bodies.push(written.part(name, name, part, &PartContent::Json(item.clone()))?);
                    }
                }
                (PartContent::List(items), _) => {
                    for item in items {
                        bodies.push(written.part(name, name, part, item)?);
                    }
                }
                (value, _) => bodies.push(written.part(name, name, part, value)?),
            }
            sent.extend((bodies.len() > before).then_some(name.as_str()));
        }
        headers.all_are_sent(sent.iter().copied())?;
        Ok(joined(essence, bodies))
    }
}

/// The tables that parts are encoded with.
struct PartTables<'a> {
    headers: &'a PartHeaders,
    is_form: bool,
}

/// One part: its media type, its headers with the empty line after them, and its content.
struct Head {
    content_type: Option<String>,
    text: String,
    content: Body,
}

impl PartTables<'_> {
    /// The part called `name` of a property.
    fn part(&self, name: &str, property: &str, part: Option<&Part>, value: &PartContent) -> Result<Head, Unsendable> {
        let (file, value) = match value {
            PartContent::File(file) => (Some(file), &Json::Null),
            PartContent::Json(value) => (None, value),
            PartContent::List(_) => return Err(EncodeFailure::new(NESTED_FILE).into()),
        };
        let listed = part.filter(|part| part.style.is_none()).map_or("", |part| part.content_type);
        let declared = chosen(listed, file, value);
        let node = part.and_then(|part| part.xml);
        let kind = match (self.is_form, file) {
            (true, _) => "form-data",
            (false, Some(_)) => "attachment",
            (false, None) => "inline",
        };
        let mut head = format!("Content-Disposition: {kind}");
        if self.is_form || !name.is_empty() {
            head += &format!("; name=\"{}\"", escaped(name));
        }
        let essence = Essence::parse(declared.unwrap_or_default());
        let (content_type, content) = match (file, value, node) {
            (Some(file), ..) => {
                head += &format!("; filename=\"{}\"", escaped(&file.name));
                (Some(declared.unwrap_or("application/octet-stream")), file.body.clone())
            }
            (None, value, Some(node)) => {
                let text = xml::encode(value.to_string().as_bytes(), node)?;
                (declared, in_charset(declared.unwrap_or_default(), text, true)?.into())
            }
            (None, Json::Object(_), None) if essence.is("application/x-www-form-urlencoded") => {
                (declared, Form::of(value).text(&[])?.into())
            }
            (None, Json::Object(_) | Json::Array(_) | Json::Null, None) => {
                let declared = declared.unwrap_or("application/json");
                (Some(declared), in_charset(declared, value.to_string(), false)?.into())
            }
            (None, value, None) if essence.is_json() => {
                (declared, in_charset(declared.unwrap_or_default(), value.to_string(), false)?.into())
            }
            (None, value, None) => {
                let charset = Charset::parse(declared.unwrap_or_default());
                (declared, charset.encode(&plain(value).unwrap_or_default(), |_| None)?.into())
            }
        };
        // A line break in it would begin another header.
        if let Some(content_type) = content_type {
            head += &format!("\r\nContent-Type: {}", content_type.replace(['\r', '\n'], " "));
        }
        let (fixed, file_headers) = (part.map_or(&[] as &[_], |part| part.headers), file.map(|file| &file.headers));
        head += &self.headers.text(property, fixed, file_headers.unwrap_or(&Vec::new()))?;
        let content_type = content_type.map(str::to_owned);
        Ok(Head { content_type, text: head + "\r\n\r\n", content })
    }
}

/// Properties without files.
fn form_values(properties: Vec<(String, Json)>) -> Vec<(String, PartContent)> {
    properties.into_iter().map(|(name, value)| (name, PartContent::Json(value))).collect()
}

/// The JSON form of what is given, for rules.
fn json_form(part: &PartContent) -> Json {
    match part {
        PartContent::Json(value) => value.clone(),
        PartContent::File(_) => FILE_KEY.into(),
        PartContent::List(items) => items.iter().map(json_form).collect(),
    }
}

/// The media type of a part among those that the document lists for it.
fn chosen<'a>(declared: &'a str, file: Option<&'a File>, value: &Json) -> Option<&'a str> {
    let listed = || declared.split(',').map(str::trim).filter(|media_type| !media_type.is_empty());
    let first = || listed().find(|media_type| !media_type.contains('*'));
    match (file, value) {
        (Some(File { content_type: Some(chosen_type), .. }), _) => Some(chosen_type),
        (Some(file), _) => {
            let by_name =
                by_ending(&file.name).filter(|chosen_type| listed().any(|listed| covers(listed, chosen_type)));
            let is_choice = listed().nth(1).is_some() || first().is_none();
            by_name.filter(|_| is_choice).or_else(first)
        }
        (None, Json::Object(_) | Json::Array(_)) => {
            listed().find(|chosen_type| Essence::parse(chosen_type).is_json()).or_else(first)
        }
        (None, _) => listed().find(|chosen_type| Essence::parse(chosen_type).is_text()).or_else(first),
    }
}

/// Returns `true` if a media type is one of a range, or the same.
fn covers(range: &str, media_type: &str) -> bool {
    let essence = Essence::parse(range);
    match essence.as_str().split_once('/') {
        Some(("*", _)) => true,
        Some((top_level, "*")) => {
            media_type.split_once('/').is_some_and(|(type_name, _)| type_name.eq_ignore_ascii_case(top_level))
        }
        _ => essence.is(media_type),
    }
}

/// A name within quotation marks (HTML, "multipart form data": escaped like this by all browsers).
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Parts with a boundary of 128 random bits between them: nobody can guess it, so it stands in none of them, whatever
/// they hold. Their contents are neither looked at nor copied.
fn joined(essence: Essence<'_>, parts: Vec<Head>) -> (String, Body) {
    let random = RandomState::new();
    let boundary = format!("callsmith-{:016x}{:016x}", random.hash_one(0_u8), RandomState::new().hash_one(1_u8));
    let mut out = Vec::new();
    // The media type of the whole names that of its first part (RFC 2387, section 3.1).
    let first = parts.first().and_then(|part| part.content_type.clone()).filter(|_| essence.is("multipart/related"));
    let first = first.map(|first| format!("; type=\"{}\"", first.replace(['"', '\r', '\n'], ""))).unwrap_or_default();
    for Head { text, content, .. } in parts {
        out.extend([format!("--{boundary}\r\n{text}").into(), content, "\r\n".into()]);
    }
    out.push(format!("--{boundary}--\r\n").into());
    (format!("{}{first}; boundary={boundary}", essence.as_str()), Body::joined(out))
}

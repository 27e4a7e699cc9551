//! Bodies of several parts (`multipart/form-data`, RFC 7578; other subtypes, RFC 2046, section 5.1).

use std::fmt;
use std::hash::{BuildHasher, DefaultHasher, Hasher, RandomState};
use std::sync::Arc;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::Value as Json;

use crate::codec::json::{EncodeFailure, json_of};
use crate::codec::media_type::Essence;
use crate::codec::parameter::Value;
use crate::codec::parameter::files::{Files, mark, with_files};
use crate::codec::parameter::form::{Form, plain, properties_of};
use crate::codec::parameter::style::part_pairs;
use crate::codec::rules::check_properties;
use crate::codec::xml;
use crate::contract::{Part, Rule};
use crate::net::body::Body;
use crate::net::part_headers::{Pairs, PartHeaders};

/// A file in a body of several parts: its content, and what the service is told of it.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    body: Body,
    name: String,
    content_type: Option<String>,
    headers: Pairs,
}

impl File {
    /// A file with this name. Its content is bytes, a text or a stream (see [`Body`]); of a stream whose length is unknown the whole body is.
    pub fn new(name: &str, body: impl Into<Body>) -> Self {
        Self { body: body.into(), name: name.to_owned(), content_type: None, headers: Pairs::new() }
    }

    /// The file at a path, with its name and, where its ending tells one, its media type. It is read while it is sent. It is an error when it is not there.
    #[cfg(feature = "fs")]
    pub fn open(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let (path, body) = (path.as_ref(), Body::file(path.as_ref())?);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let content_type = by_ending(&name).map(str::to_owned);
        Ok(Self { body, name, content_type, headers: Pairs::new() })
    }

    /// Sets its media type. Default: what the document says, of several the one that the ending of the name stands for, or else the first; without
    /// any `application/octet-stream`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: &str) -> Self {
        self.content_type = Some(content_type.to_owned());
        self
    }

    /// Sets a header of the part that it is. Takes the place of one that a call has for all parts of the name.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The content.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Media types of files by the ending of their names.
const ENDINGS: [(&str, &str); 22] = [
    ("txt log", "text/plain"),
    ("html htm", "text/html"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("md", "text/markdown"),
    ("js mjs", "text/javascript"),
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("xml", "application/xml"),
    ("yaml yml", "application/yaml"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("gz tgz", "application/gzip"),
    ("png", "image/png"),
    ("jpg jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("mp3", "audio/mpeg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
];

/// The media type that the ending of a name stands for.
fn by_ending(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let known = ENDINGS.iter().find(|(endings, _)| endings.split(' ').any(|known| known == ending));
    known.map(|(_, media_type)| *media_type)
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {:?})", self.name, self.body)
    }
}

impl Serialize for File {
    /// Hands the file to the body of parts that is being written. There is no other place for one.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match mark(|| Arc::new(self.clone())) {
            Some(text) => serializer.serialize_str(&text),
            None => Err(S::Error::custom("a file is a part of its own, and not within another")),
        }
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("a file is sent and not received"))
    }
}

/// The values that become a body of several parts, in their order.
#[derive(Clone, Debug)]
pub struct Multipart(Result<Values, String>);

#[derive(Clone, Debug)]
struct Values {
    /// The properties of an object; the items of an array have no names.
    list: Vec<(String, Json)>,
    is_array: bool,
    files: Files,
}

impl Multipart {
    /// The parts of a value, which is an object or an array in its JSON form.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        let (written, files) = with_files(|| json_of(value).map_err(|failure| failure.to_string()));
        Self(written.and_then(|json| {
            let is_array = json.trim_ascii_start().starts_with(b"[");
            let list = match is_array {
                true => {
                    let items: Vec<Json> = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
                    items.into_iter().map(|item| (String::new(), item)).collect()
                }
                false => properties_of(&json)?,
            };
            Ok(Values { list, is_array, files })
        }))
    }

    /// The parts of a form.
    pub(crate) fn of_form(form: Result<Form, EncodeFailure>) -> Self {
        let properties = form.and_then(Form::into_properties).map_err(String::from);
        Self(properties.map(|list| Values { list, is_array: false, files: Files::new() }))
    }

    /// The form of the parts, where none is a file.
    pub(crate) fn to_form(&self) -> Result<Form, String> {
        let Values { list, is_array, files } = self.0.as_ref().map_err(String::clone)?;
        match files.is_empty() {
            true if *is_array => Err("a form is made of an object".to_owned()),
            true => Ok(Form::of_properties(list.clone())),
            false => Err("a file can be sent as a part only".to_owned()),
        }
    }

    /// Holds the properties against rules. Files are marks here, for which there are none.
    pub(crate) fn check(&self, rules: &[Rule]) -> Result<(), String> {
        match &self.0 {
            Ok(values) if !values.is_array => Ok(check_properties(&values.list, rules)?),
            _ => Ok(()),
        }
    }

    /// The content type and the body. Parts of other media types than `multipart/form-data` have their names too where they have one.
    pub(crate) fn encode(
        &self,
        media_type: &str,
        parts: &[Part],
        headers: &PartHeaders,
    ) -> Result<(String, Body), String> {
        let Values { list, is_array, files } = self.0.as_ref().map_err(String::clone)?;
        let essence = Essence::of(media_type);
        let essence = if essence.is_multipart() { essence } else { Essence::of("multipart/form-data") };
        let is_form = essence.is("multipart/form-data");
        if *is_array && is_form {
            return Err("expected an object, whose properties are the names of parts".to_owned());
        }
        let (mut bodies, mut sent) = (Vec::new(), Vec::new());
        let written = Written { files, headers, is_form };
        for (name, value) in list {
            let (part, before) = (parts.iter().find(|part| part.name == *name), bodies.len());
            let is_file = |value: &Json| value.as_str().is_some_and(|text| files.of(text).is_some());
            let is_list_of_files = value.as_array().is_some_and(|items| items.iter().any(is_file));
            let style = part.and_then(|part| part.style).filter(|_| !is_list_of_files && !is_file(value));
            match (value, style) {
                (Json::Null, _) => {}
                (value, Some(style)) => {
                    for (own, text) in part_pairs(style, &Value::of(value))? {
                        bodies.push(written.part(&own, name, part, &Json::String(text))?);
                    }
                }
                (Json::Array(items), None) if part.is_some_and(|part| !part.separator.is_empty()) => {
                    let texts: Vec<String> = items.iter().filter_map(plain).collect();
                    let text = texts.join(part.map_or(",", |part| part.separator));
                    bodies.push(written.part(name, name, part, &Json::String(text))?);
                }
                (Json::Array(items), None)
                    if is_list_of_files || part.is_none_or(|part| !part.content_type.contains("json")) =>
                {
                    for item in items {
                        bodies.push(written.part(name, name, part, item)?);
                    }
                }
                (value, None) => bodies.push(written.part(name, name, part, value)?),
            }
            sent.extend((bodies.len() > before).then_some(name.as_str()));
        }
        headers.all_are_sent(sent.iter().copied())?;
        Ok(joined(essence, bodies))
    }
}

/// What parts are written with.
struct Written<'a> {
    files: &'a Files,
    headers: &'a PartHeaders,
    is_form: bool,
}

/// One part: its media type, its headers with the empty line after them, and its content.
struct Head {
    content_type: Option<String>,
    text: String,
    content: Body,
}

impl Written<'_> {
    /// The part called `name` of a property.
    fn part(&self, name: &str, property: &str, part: Option<&Part>, value: &Json) -> Result<Head, String> {
        let file = value.as_str().and_then(|text| self.files.of(text)?.downcast_ref::<File>());
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
        let essence = Essence::of(declared.unwrap_or_default());
        let (content_type, content) = match (file, value, node) {
            (Some(file), ..) => {
                head += &format!("; filename=\"{}\"", escaped(&file.name));
                (Some(declared.unwrap_or("application/octet-stream")), file.body.clone())
            }
            (None, value, Some(node)) => (declared, xml::encode(value.to_string().as_bytes(), node)?.into()),
            (None, Json::Object(_), None) if essence.is("application/x-www-form-urlencoded") => {
                (declared, Form::of(value).text(&[])?.into())
            }
            (None, Json::Object(_) | Json::Array(_), None) => {
                (Some(declared.unwrap_or("application/json")), Body::from(value.to_string()))
            }
            (None, value, None) if essence.is_json() => (declared, Body::from(value.to_string())),
            (None, value, None) => (declared, Body::from(plain(value).unwrap_or_default())),
        };
        if file.is_none() {
            self.files.are_not_within(&value.to_string())?;
        }
        if let Some(content_type) = content_type {
            head += &format!("\r\nContent-Type: {}", content_type.replace(['\r', '\n'], " "));
        }
        let (fixed, own) = (part.map_or(&[] as &[_], |part| part.headers), file.map(|file| &file.headers));
        head += &self.headers.text(property, fixed, own.unwrap_or(&Pairs::new()))?;
        let content_type = content_type.map(str::to_owned);
        Ok(Head { content_type, text: head + "\r\n\r\n", content })
    }
}

/// The media type of a part among those that the document lists for it.
fn chosen<'a>(declared: &'a str, file: Option<&'a File>, value: &Json) -> Option<&'a str> {
    let listed = || declared.split(',').map(str::trim).filter(|media_type| !media_type.is_empty());
    let first = || listed().find(|media_type| !media_type.contains('*'));
    match (file, value) {
        (Some(File { content_type: Some(own), .. }), _) => Some(own),
        (Some(file), _) => {
            let by_name = by_ending(&file.name).filter(|own| listed().any(|listed| covers(listed, own)));
            let is_choice = listed().nth(1).is_some() || first().is_none();
            by_name.filter(|_| is_choice).or_else(first)
        }
        (None, Json::Object(_) | Json::Array(_)) => listed().find(|own| Essence::of(own).is_json()).or_else(first),
        (None, _) => listed().find(|own| Essence::of(own).is_text()).or_else(first),
    }
}

/// Returns `true` if a media type is one of a range, or the same.
fn covers(range: &str, media_type: &str) -> bool {
    let essence = Essence::of(range);
    match essence.as_str().split_once('/') {
        Some(("*", _)) => true,
        Some((top_level, "*")) => {
            media_type.split_once('/').is_some_and(|(own, _)| own.eq_ignore_ascii_case(top_level))
        }
        _ => essence.is(media_type),
    }
}

/// A name within quotation marks (HTML, "multipart form data": escaped like this by all browsers).
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Parts with a boundary between them that occurs in none. Equal parts have an equal boundary, unless there are streams among them: nothing is known of those,
/// and the boundary is one that nobody can guess.
fn joined(essence: Essence<'_>, parts: Vec<Head>) -> (String, Body) {
    let texts =
        || parts.iter().flat_map(|part| [Some(part.text.as_bytes()), part.content.as_bytes().map(AsRef::as_ref)]);
    let mut hasher = DefaultHasher::new();
    if texts().any(|text| text.is_none()) {
        let random = RandomState::new();
        (0..2_u8).for_each(|number| hasher.write_u64(random.hash_one(number)));
    }
    let boundary = loop {
        texts().flatten().for_each(|text| hasher.write(text));
        let boundary = format!("callsmith-{:016x}", hasher.finish());
        let is_within = |text: &[u8]| text.windows(boundary.len()).any(|window| window == boundary.as_bytes());
        if !texts().flatten().any(is_within) {
            break boundary;
        }
    };
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

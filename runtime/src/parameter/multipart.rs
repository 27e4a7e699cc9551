//! Bodies of several parts (`multipart/form-data`, RFC 7578).

use std::cell::RefCell;
use std::fmt;
use std::hash::{BuildHasher, DefaultHasher, Hasher, RandomState};

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::Value as Json;

use super::form::{Form, plain, properties};
use super::part_headers::{Pairs, PartHeaders};
use crate::Body;
use crate::codec::{EncodeFailure, json_of};
use crate::macros::setters;
use crate::rules::{Rule, check_properties};
use crate::xml::{self, XmlNode};

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
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let known = ENDINGS.iter().find(|(endings, _)| endings.split(' ').any(|known| known == ending));
        let content_type = known.map(|(_, media_type)| (*media_type).to_owned());
        Ok(Self { body, name, content_type, headers: Pairs::new() })
    }

    /// Sets its media type. Default: what the document says, or else `application/octet-stream`.
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
#[cfg(feature = "fs")]
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

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {:?})", self.name, self.body)
    }
}

thread_local! {
    /// The files of the body that is being written, where one is.
    static FILES: RefCell<Option<Files>> = const { RefCell::new(None) };
}

/// The files of a body.
#[derive(Clone, Debug)]
struct Files {
    /// What stands for them among the properties, before their number. It is another for each body, so that no text which a caller passes on is taken for
    /// it.
    mark: String,
    list: Vec<File>,
}

impl Files {
    fn new() -> Self {
        let random = RandomState::new().build_hasher().finish();
        Self { mark: format!("\u{1}file {random:016x} "), list: Vec::new() }
    }

    /// The file that a text stands for.
    fn of(&self, text: &str) -> Option<&File> {
        self.list.get(text.strip_prefix(&self.mark)?.parse::<usize>().ok()?)
    }
}

/// Writes a value that may hold files, for each of which it has a mark.
fn with_files<T>(write: impl FnOnce() -> T) -> (T, Files) {
    FILES.set(Some(Files::new()));
    let written = write();
    (written, FILES.take().unwrap_or_else(Files::new))
}

/// Returns the JSON text of a value that is held against rules: there are none for files, whose marks it has.
pub(crate) fn json_of_any<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeFailure> {
    with_files(|| json_of(value)).0
}

impl Serialize for File {
    /// Hands the file to the body of parts that is being written. There is no other place for one.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = FILES.with_borrow_mut(|files| {
            let files = files.as_mut()?;
            files.list.push(self.clone());
            Some(format!("{}{}", files.mark, files.list.len() - 1))
        });
        match text {
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

/// What a document says about one part.
#[derive(Debug)]
pub struct Part {
    name: &'static str,
    content_type: &'static str,
    separator: &'static str,
    xml: Option<&'static XmlNode>,
    headers: &'static [(&'static str, &'static str)],
}

impl Part {
    /// The part of this property.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: "", separator: "", xml: None, headers: &[] }
    }

    setters! {
        /// Its media type.
        content_type: &'static str;
        /// What stands between the items of an array which is one part. Without it each item is a part.
        separator: &'static str;
        /// Its element in XML.
        xml: Option<&'static XmlNode>;
        /// The headers whose value the document fixes.
        headers: &'static [(&'static str, &'static str)];
    }
}

/// The properties of an object that becomes a body of several parts, in their order.
#[derive(Clone, Debug)]
pub struct Multipart(Result<(Vec<(String, Json)>, Files), String>);

impl Multipart {
    /// The parts of a value, which is an object in its JSON form.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        let (written, files) = with_files(|| properties(value));
        Self(written.map(|properties| (properties, files)))
    }

    /// The parts of a form.
    pub(crate) fn of_form(form: Result<Form, String>) -> Self {
        let properties = form.and_then(Form::into_properties);
        Self(properties.map(|properties| (properties, Files::new())))
    }

    /// The form of the parts, where none is a file.
    pub(crate) fn to_form(&self) -> Result<Form, String> {
        let (properties, files) = self.0.as_ref().map_err(String::clone)?;
        match files.list.is_empty() {
            true => Ok(Form::of_properties(properties.clone())),
            false => Err("a file can be sent as a part only".to_owned()),
        }
    }

    /// Holds the properties against rules. Files are marks here, for which there are none.
    pub(crate) fn check(&self, rules: &[Rule]) -> Result<(), String> {
        let Ok((properties, _)) = &self.0 else { return Ok(()) };
        check_properties(properties, rules)
    }

    /// The content type and the body.
    pub(crate) fn encode(&self, parts: &[Part], headers: &PartHeaders) -> Result<(String, Body), String> {
        let (properties, files) = self.0.as_ref().map_err(String::clone)?;
        let (mut bodies, mut sent) = (Vec::new(), Vec::new());
        let written = Written { files, headers };
        for (name, value) in properties {
            let (part, before) = (parts.iter().find(|part| part.name == *name), bodies.len());
            match value {
                Json::Array(items) if part.is_some_and(|part| !part.separator.is_empty()) => {
                    let texts: Vec<String> = items.iter().filter_map(plain).collect();
                    let text = texts.join(part.map_or(",", |part| part.separator));
                    bodies.push(written.part(name, part, &Json::String(text))?);
                }
                Json::Array(items) if part.is_none_or(|part| !part.content_type.contains("json")) => {
                    for item in items {
                        bodies.push(written.part(name, part, item)?);
                    }
                }
                Json::Null => {}
                value => bodies.push(written.part(name, part, value)?),
            }
            sent.extend((bodies.len() > before).then_some(name.as_str()));
        }
        headers.all_are_sent(sent.iter().copied())?;
        Ok(joined(bodies))
    }
}

/// What parts are written with.
struct Written<'a> {
    files: &'a Files,
    headers: &'a PartHeaders,
}

impl Written<'_> {
    /// One part: its headers with the empty line after them, and its content.
    fn part(&self, name: &str, part: Option<&Part>, value: &Json) -> Result<(String, Body), String> {
        let declared = part.map(|part| part.content_type).filter(|content_type| !content_type.is_empty());
        let node = part.and_then(|part| part.xml);
        let file = value.as_str().and_then(|text| self.files.of(text));
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", escaped(name));
        let (content_type, content) = match (file, value, node) {
            (Some(file), ..) => {
                head += &format!("; filename=\"{}\"", escaped(&file.name));
                let content_type = file.content_type.as_deref().or(declared).unwrap_or("application/octet-stream");
                (Some(content_type), file.body.clone())
            }
            (None, value, Some(node)) => (declared, xml::encode(value.to_string().as_bytes(), node)?.into()),
            (None, Json::Object(_) | Json::Array(_), None) => {
                (Some(declared.unwrap_or("application/json")), Body::from(value.to_string()))
            }
            (None, value, None) if declared.is_some_and(|declared| declared.contains("json")) => {
                (declared, Body::from(value.to_string()))
            }
            (None, value, None) => (declared, Body::from(plain(value).unwrap_or_default())),
        };
        if let Some(content_type) = content_type {
            head += &format!("\r\nContent-Type: {}", content_type.replace(['\r', '\n'], " "));
        }
        let (fixed, own) = (part.map_or(&[] as &[_], |part| part.headers), file.map(|file| &file.headers));
        head += &self.headers.text(name, fixed, own.unwrap_or(&Pairs::new()))?;
        Ok((head + "\r\n\r\n", content))
    }
}

/// A name within quotation marks (HTML, "multipart form data": escaped like this by all browsers).
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Parts with a boundary between them that occurs in none. Equal parts have an equal boundary, unless there are streams among them: nothing is known of those,
/// and the boundary is one that nobody can guess.
fn joined(parts: Vec<(String, Body)>) -> (String, Body) {
    let texts = || parts.iter().flat_map(|(head, body)| [Some(head.as_bytes()), body.as_bytes().map(AsRef::as_ref)]);
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
    for (head, body) in parts {
        out.extend([format!("--{boundary}\r\n{head}").into(), body, "\r\n".into()]);
    }
    out.push(format!("--{boundary}--\r\n").into());
    (format!("multipart/form-data; boundary={boundary}"), Body::joined(out))
}

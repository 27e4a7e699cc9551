//! Files in bodies of several parts, as data: the floor above writes them.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};

use crate::codec::body::Body;

/// Names and values of headers.
pub(crate) type Pairs = Vec<(String, String)>;

// Data of this floor, and not of `net`: types with files are compiled without a client of HTTP.
/// A file in a body of several parts: its content, and what the service is told of it.
///
/// ```
/// use callsmith_runtime::File;
///
/// let report = File::new("report.csv", "a,b\n1,2\n").with_content_type("text/csv");
/// assert_eq!(report.name(), "report.csv");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub(crate) body: Body,
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Pairs,
}

impl File {
    /// A file with this name. Its content is bytes, a text or a stream (see [`Body`]); of a stream whose length is unknown the whole body is.
    pub fn new(name: &str, body: impl Into<Body>) -> Self {
        Self { body: body.into(), name: name.to_owned(), content_type: None, headers: Pairs::new() }
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
pub(crate) fn by_ending(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let entry = ENDINGS.iter().find(|(endings, _)| endings.split(' ').any(|entry| entry == ending));
    entry.map(|(_, media_type)| *media_type)
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {:?})", self.name, self.body)
    }
}

impl Serialize for File {
    /// A value with a file in it has no text: [`ToPart`](crate::codec::parts::ToPart) hands files on.
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("a file is a part of its own, and not within another"))
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("a file is sent and not received"))
    }
}

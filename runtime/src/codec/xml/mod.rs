//! Bodies in XML: tables that say how the JSON form of a value stands in XML, and the ways from one to the other.
//!
//! A type has one codec, its JSON form. The XML of the document (OAS 3.2.1, "XML Object") is a table over that form,
//! which is interpreted here. XML has no kinds of scalars, no lists and no objects. The table knows which text is a
//! number and which elements are the items of a list.

#[cfg(feature = "xml")]
mod name;
#[cfg(feature = "xml")]
mod read;
#[cfg(feature = "xml")]
mod scalar;
#[cfg(feature = "xml")]
mod tree;
#[cfg(feature = "xml")]
mod write;

use bytes::Bytes;

use crate::codec::json::{DecodeFailure, EncodeFailure};
use crate::contract::XmlNode;

/// Elements within each other that are read and written.
#[cfg(feature = "xml")]
const MAX_DEPTH: usize = 128;

/// The namespace of `xsi:nil`.
#[cfg(feature = "xml")]
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The JSON form of a body in XML.
#[cfg(feature = "xml")]
pub(crate) fn form_of(body: &[u8], node: &XmlNode) -> Result<String, DecodeFailure> {
    let text = tree::text(body)?;
    read::read(&text, node)
}

/// The XML of a value by its JSON text.
#[cfg(feature = "xml")]
pub(crate) fn encode(json: &[u8], node: &XmlNode) -> Result<Bytes, EncodeFailure> {
    let json = std::str::from_utf8(json).map_err(EncodeFailure::new)?;
    write::write(json, node).map(Bytes::from)
}

/// The error of XML without the feature. A client that needs XML does not compile then.
#[cfg(not(feature = "xml"))]
const MISSING: &str = "the feature `xml` of `callsmith-runtime` is off";

#[cfg(not(feature = "xml"))]
pub(crate) fn form_of(_: &[u8], _: &XmlNode) -> Result<String, DecodeFailure> {
    Err(DecodeFailure::new(MISSING))
}

#[cfg(not(feature = "xml"))]
pub(crate) fn encode(_: &[u8], _: &XmlNode) -> Result<Bytes, EncodeFailure> {
    Err(EncodeFailure::new(MISSING))
}

#[cfg(all(test, feature = "xml"))]
mod tests;

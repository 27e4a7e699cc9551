//! The floor of codecs: from values to text and bytes and back, without a client.

pub(crate) mod charset;
mod escaped;
pub(crate) mod find;
pub(crate) mod header;
pub(crate) mod json;
pub(crate) mod media_type;
pub(crate) mod parameter;
pub(crate) mod pointer;
pub(crate) mod redact;
pub(crate) mod rules;
pub(crate) mod scalar;
mod secret;
pub(crate) mod xml;

pub(crate) use self::escaped::Escaped;
pub use self::secret::Secret;

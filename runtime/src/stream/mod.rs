//! Answers as streams: bytes, server-sent events, and items one by one.

mod bytes;

pub(crate) use self::bytes::About;
pub use self::bytes::ByteStream;

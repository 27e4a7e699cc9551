//! The words of the specifications that several stages share.

mod keyword;
pub(crate) mod number;

pub(crate) use keyword::{InstanceType, Keyword, Keywords, Role, Subschemas, UNIONS, ValueKind};

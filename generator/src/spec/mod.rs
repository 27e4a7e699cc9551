//! The words of the specifications that several stages share: of OpenAPI, and of HTTP where OpenAPI has them.

mod field;
pub(crate) mod foreign;
pub(crate) mod format;
mod header;
mod keyword;
mod location;
mod media_type;
mod member;
mod method;
pub(crate) mod number;
mod parameter;
mod part;
mod server;
mod status;
mod style;

pub(crate) use field::{Field, is_extension};
pub(crate) use header::{GeneratedValue, HeaderOwner, is_date_header, is_header_name, is_same_header};
pub(crate) use keyword::{InstanceType, Keyword, Keywords, Role, Subschemas, UNIONS, ValueKind};
pub(crate) use location::Location;
pub(crate) use media_type::{MediaNames, MediaType};
pub(crate) use member::{Members, MembersMut, Name};
pub(crate) use method::{BodyRule, FIXED_METHODS, Method};
pub(crate) use parameter::ParameterIdentity;
pub(crate) use part::PartRules;
pub(crate) use server::{Server, Variable};
pub(crate) use status::Status;
pub(crate) use style::{Encoding, Style};

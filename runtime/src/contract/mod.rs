//! The floor of data: static tables that generated code prints, and the macros that it invokes.
//!
//! Generated code builds the tables with `const fn`s. Their fields are private to this crate, so that the contract can grow by adding. Nothing here
//! reads a body or sends a request: the floors above interpret the tables.

pub(crate) mod macros;
mod operation;
mod paging;
mod parameter;
mod part;
mod polling;
mod rule;
pub(crate) mod security;
mod service;
mod xml;

pub(crate) use self::operation::ResponseClass;
pub use self::operation::{Method, Spec, Status};
pub(crate) use self::paging::{Next, Place as PagePlace};
pub use self::paging::{NextOperation, Paging};
pub(crate) use self::parameter::Location;
pub use self::parameter::{Brackets, Made, Parameter, Style};
pub use self::part::Part;
pub(crate) use self::part::PartPlace;
pub use self::polling::Polling;
pub(crate) use self::polling::Source;
pub use self::rule::{Checked, Rule};
#[cfg(feature = "oauth2")]
pub(crate) use self::security::Grant;
pub(crate) use self::security::{CredentialLocation, Kind};
pub use self::security::{In, OAuthFlow, SecurityScheme};
pub use self::service::Api;
pub use self::xml::{Xml, XmlKind, XmlNode, XmlRoot};

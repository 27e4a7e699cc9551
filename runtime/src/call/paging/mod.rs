//! Pages: operations whose answer is one page of several.
//!
//! The rule of the document or the configuration is a [`Paging`], which is interpreted here. [`pointer`] reads the
//! answer, [`link`] the header `Link`, [`next`] makes the call of the next page, and [`pages`] hands out pages and
//! items.

mod link;
mod next;
mod pages;

pub use self::pages::{Items, Page, Pages};
use crate::call::Operation;
use crate::contract::{Paging, Spec};
use crate::net::decode::Look;
use crate::net::error::WholeResponse;

/// An operation that answers with pages of items. Implemented by generated code for marker types.
pub trait Paged: Operation {
    /// An item of a page.
    type Item: serde_core::de::DeserializeOwned;
    /// The codec that finds and decodes items.
    #[doc(hidden)]
    type Codec: Look;
    /// The pagination of the operation.
    #[doc(hidden)]
    const PAGING: Paging;
}

impl Paging {
    /// `true` if the success of an operation is a page, and not what it answers with another status.
    fn is_page(&self, spec: &Spec, response: &WholeResponse) -> bool {
        self.status.is_none_or(|status| spec.success_of(response.status.as_u16()) == Some(status))
    }
}

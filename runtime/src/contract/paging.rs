//! Pages of lists: where an answer has its items, and how the next page is asked for.

use super::{Polling, Spec, Status};
use crate::contract::macros::setters;

/// The pagination of an operation, and the pointer of the items.
///
/// Values of an answer are named by JSON Pointers (RFC 6901), in which `-1` is the last item of an array.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(crate) items: &'static str,
    pub(crate) next: Next,
    pub(crate) header: &'static str,
    pub(crate) more: &'static str,
    pub(crate) total: &'static str,
    pub(crate) last: &'static str,
    pub(crate) status: Option<Status>,
    pub(crate) polling: Option<Polling>,
}

/// The step to the next page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Next {
    /// Nothing: there is one page.
    Nothing,
    /// The URL of it at a pointer.
    Link(&'static str),
    /// The URL of it in the header `Link`, with the relation `next` (RFC 8288).
    Header,
    /// Another operation, which gets what stands at a pointer.
    Operation(&'static str, NextOperation),
    /// The value at a pointer, put into the next request.
    Cursor(Place, &'static str),
    /// The number of items up to there, put into the next request; and the number of the first one.
    Offset(Place, u64),
    /// The number of the page, put into the next request; and the number of the first one.
    Page(Place, u64),
}

/// The place of the page in a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// In the parameter with this index.
    Parameter(usize),
    /// In its body, at this pointer.
    Body(&'static str),
}

/// The operation that fetches the next page.
#[derive(Clone, Copy, Debug)]
pub struct NextOperation {
    pub(crate) spec: &'static Spec,
    pub(crate) link: Option<usize>,
    pub(crate) values: &'static [(usize, usize)],
}

impl NextOperation {
    /// The operation with this description. `values` pairs parameters of the first operation with those of this one.
    pub const fn new(spec: &'static Spec, values: &'static [(usize, usize)]) -> Self {
        Self { spec, link: None, values }
    }

    /// Gives the next link to the parameter with this index.
    #[must_use]
    pub const fn link(mut self, parameter: usize) -> Self {
        self.link = Some(parameter);
        self
    }
}

impl Paging {
    /// One page, whose items stand at a pointer.
    pub const fn new(items: &'static str) -> Self {
        Self { items, next: Next::Nothing, header: "", more: "", total: "", last: "", status: None, polling: None }
    }

    /// The URL of the next page stands at a pointer.
    #[must_use]
    pub const fn next_link(mut self, pointer: &'static str) -> Self {
        self.next = Next::Link(pointer);
        self
    }

    /// The URL of the next page stands in the header `Link`.
    #[must_use]
    pub const fn link_header(mut self) -> Self {
        self.next = Next::Header;
        self
    }

    /// The next page is fetched by another operation, as long as there is something at a pointer.
    #[must_use]
    pub const fn next_operation(mut self, pointer: &'static str, operation: NextOperation) -> Self {
        self.next = Next::Operation(pointer, operation);
        self
    }

    /// The value at a pointer becomes the value of a parameter for the next page.
    #[must_use]
    pub const fn cursor(mut self, parameter: usize, pointer: &'static str) -> Self {
        self.next = Next::Cursor(Place::Parameter(parameter), pointer);
        self
    }

    /// The number of items up to there is the value of a parameter for the next page. The first item has the number `start`.
    #[must_use]
    pub const fn offset(mut self, parameter: usize, start: u64) -> Self {
        self.next = Next::Offset(Place::Parameter(parameter), start);
        self
    }

    /// The number of the page is the value of a parameter. The first page has the number `start`.
    #[must_use]
    pub const fn page(mut self, parameter: usize, start: u64) -> Self {
        self.next = Next::Page(Place::Parameter(parameter), start);
        self
    }

    /// The value at a pointer is put into the body of the next request, at the pointer `to`.
    #[must_use]
    pub const fn cursor_in_body(mut self, to: &'static str, pointer: &'static str) -> Self {
        self.next = Next::Cursor(Place::Body(to), pointer);
        self
    }

    /// The number of items up to there is put into the body of the next request. The first item has the number `start`.
    #[must_use]
    pub const fn offset_in_body(mut self, to: &'static str, start: u64) -> Self {
        self.next = Next::Offset(Place::Body(to), start);
        self
    }

    /// The number of the page is put into the body of the request. The first page has the number `start`.
    #[must_use]
    pub const fn page_in_body(mut self, to: &'static str, start: u64) -> Self {
        self.next = Next::Page(Place::Body(to), start);
        self
    }

    /// Answers with this status are pages, of an operation whose successes differ by their status.
    #[must_use]
    pub const fn of_status(mut self, status: Status) -> Self {
        self.status = Some(status);
        self
    }

    /// The first page is the result of a long-running operation.
    #[must_use]
    pub const fn polling(mut self, polling: Polling) -> Self {
        self.polling = Some(polling);
        self
    }

    setters! {
        /// The header that has the URL or the cursor, in place of a pointer.
        header: &'static str;
        /// The pointer of the value that says whether there are more pages.
        more: &'static str;
        /// The pointer of the number of all items.
        total: &'static str;
        /// The pointer of the number of the last page.
        last: &'static str;
    }
}

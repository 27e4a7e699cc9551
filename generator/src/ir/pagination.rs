//! Operations that take several requests: for more pages, and until they are done.

use super::OperationId;
use crate::spec::Status;

/// Pagination of a response. JSON Pointers name values of the response; `-1` is the last item of an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// The status of the answers that are pages, where what a success carries differs by status.
    pub(crate) status: Option<Status>,
    /// The pointer of the items.
    pub(crate) items: String,
    pub(crate) next: NextPage,
    /// The header that has the link or the cursor, in place of a pointer.
    pub(crate) header: Option<String>,
    /// The pointer of the value that says whether there are more pages.
    pub(crate) more: Option<String>,
    /// The pointer of the number of all items.
    pub(crate) total: Option<String>,
    /// The pointer of the number of the last page.
    pub(crate) last: Option<String>,
}

/// The step to the next page. Parameters are indices into those of the operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NextPage {
    /// Nothing: there is one page.
    Nothing,
    /// The URL at a pointer.
    Link(String),
    /// The header `Link`.
    Header,
    /// Another operation, as long as there is something at a pointer.
    Operation {
        pointer: String,
        operation: OperationId,
        /// Its parameter for what stands there.
        link: Option<usize>,
        /// Parameters of this operation with those of the other one that have their values.
        values: Vec<(usize, usize)>,
    },
    /// The value at a pointer is put into the next request.
    Cursor { place: PagePlace, pointer: String },
    /// The number of items before the page, put into the request, and that of the first one.
    Offset { place: PagePlace, start: u64 },
    /// The number of the page, put into the request, and that of the first one.
    Page { place: PagePlace, start: u64 },
}

/// The place of the page in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PagePlace {
    /// In the parameter with this index.
    Parameter(usize),
    /// In its body, at this pointer.
    Body(String),
}

/// An operation that goes on after its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LongRunning {
    /// The place of the final result.
    pub(crate) result: ResultPlace,
    /// `true` if the result always has a body, although the first answer may have none.
    pub(crate) has_body: bool,
}

/// The place of the final result of a long-running operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultPlace {
    /// The usual place for the method.
    Usual,
    /// The URL in the header `Location`.
    Location,
    /// At the URL of the request.
    Original,
    /// In the last answer about the operation.
    Status,
}

//! The account: what a document says against what its client has.
//!
//! * In: the trees of the documents as they were read, the [`Api`], and what was found on the way.
//! * Out: a [`Coverage`].
//! * One side walks the document with a knowledge of its own of where the specification has operations, parameters,
//!   bodies, responses, headers, schemas and properties, and of no more than that. The other side is the model. They
//!   meet in the origin of each construct; so a construct that no stage handled is a difference, which is listed, and
//!   listed without a code where no diagnostic speaks of it.

mod carried;
mod construct;
mod coverage;
mod document;
mod explain;
mod live;
mod outcome;
mod schema;
mod shelf;

pub use coverage::{ConstructKind, Coverage, Loss, Outcome, Tally};

use crate::diagnostic::Diagnostics;
use crate::document::{Node, SourceId, Sources};
use crate::ir::Api;
use shelf::Shelf;

/// Draws up the account of a document.
pub(crate) fn account(
    trees: &[(SourceId, Node)],
    root: SourceId,
    api: &Api,
    diagnostics: &Diagnostics,
    sources: &Sources,
) -> Coverage {
    let written = document::constructs(&Shelf::of(trees, root, sources));
    let live = live::live(&written);
    let carried = carried::Carried::of(api);
    let explanations = explain::Explanations::of(diagnostics, &written);
    let outcomes = outcome::outcomes(&written, &live, &carried, &explanations);
    coverage::coverage(&written, &outcomes, sources)
}

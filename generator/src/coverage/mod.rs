//! Coverage: the constructs of a document, held against what its client has.
//!
//! * In: the trees of the documents as they were read, the [`Api`], and what was found on the way.
//! * Out: a [`Coverage`].
//! * One side walks the document with a knowledge of its own of where the specification has operations, parameters,
//!   bodies, responses, headers, schemas and properties, and of no more than that. The other side is the model. They
//!   meet in the origin of each construct; so a construct that no stage handled is a difference, which is listed, and
//!   listed without a code where no diagnostic speaks of it.

mod classification;
mod construct;
mod document;
mod explain;
mod index;
mod model;
mod reachability;
mod report;
mod schema;

pub use report::{ConstructKind, Coverage, Loss, Outcome, Tally};

use crate::diagnostic::Diagnostics;
use crate::document::{Node, SourceId, Sources};
use crate::ir::Api;
use index::DocumentIndex;

/// Reports which constructs of a document are in its client.
pub(crate) fn coverage(
    trees: &[(SourceId, Node)],
    root: SourceId,
    api: &Api,
    diagnostics: &Diagnostics,
    sources: &Sources,
) -> Coverage {
    let written = document::constructs(&DocumentIndex::of(trees, root, sources));
    let reachable = reachability::reachable(&written);
    let model = model::ModelIndex::of(api);
    let explanations = explain::Explanations::of(diagnostics, &written);
    let classifications = classification::classify(&written, &reachable, &model, &explanations);
    report::report(&written, &classifications, sources)
}

//! Coverage: the constructs of a document, held against what its client has.
//!
//! * In: the trees of the documents as they were read, the [`Api`], and what was found on the way.
//! * Out: a [`Coverage`].
//! * One side walks the document with a knowledge of its own. It knows where operations, parameters, bodies, responses,
//!   headers, schemas and properties stand, and no more than that. The other side is the model. They meet in the origin
//!   of each construct. A construct that no stage handled is a difference; it is listed without a code where no
//!   diagnostic speaks of it.

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
use crate::document::{Node, Origin, SourceId, Sources};
use crate::ir::Api;
use index::DocumentIndex;

// Both walks are of their own: the document is read without the stages, and the model without the document. They meet
// in origins alone, so a construct that a stage forgets is found by nobody but this.
/// Reports which constructs of a document are in its client.
pub(crate) fn coverage(
    trees: &[(SourceId, Node)],
    root: SourceId,
    api: &Api,
    omitted: &[Origin],
    diagnostics: &Diagnostics,
    sources: &Sources,
) -> Coverage {
    let written = document::constructs(&DocumentIndex::new(trees, root, sources), omitted);
    let reachable = reachability::reachable(&written);
    let model = model::ModelIndex::new(api);
    let explanations = explain::Explanations::new(diagnostics, &written);
    let classifications = classification::classify(&written, &reachable, &model, &explanations);
    report::report(&written, &classifications, sources)
}

//! Constructs of a document.

use crate::collections::HashMap;

use super::ConstructKind;
use super::schema::{Expressiveness, Role};
use crate::document::Origin;

/// A construct of the document.
#[derive(Clone, Debug)]
pub(super) struct Construct {
    pub(super) kind: ConstructKind,
    /// The origin of the construct; of a reference, the origin of the `$ref`.
    pub(super) origin: Origin,
    /// The number of the last node within it.
    pub(super) end: u32,
    /// The construct that it stands in.
    pub(super) parent: Option<usize>,
    /// The node between that one and this one that holds several of its kind, such as the object of all `properties`.
    pub(super) slot: Origin,
    /// The shared object that it is or that it stands in, or the operation that is not selected.
    pub(super) region: Option<usize>,
    pub(super) detail: Detail,
}

/// Properties of a construct beside its origin.
#[derive(Clone, Debug)]
pub(super) enum Detail {
    /// Nothing: the place says all.
    Plain,
    /// A shared object, which counts where it is used: a component, or something inline that has a use of its own.
    Shared,
    /// The use of an object in an operation or response.
    Use(ObjectUse),
    /// A schema or reference: what it says, and what it is for the one around it.
    Schema(Expressiveness, Role),
}

/// A use of an object.
#[derive(Clone, Debug)]
pub(super) struct ObjectUse {
    /// The object itself, which may stand elsewhere.
    pub(super) target: Origin,
    /// The operation that has it; of a header there is none, since it belongs to a response, which may be shared.
    pub(super) operation: Option<Origin>,
    /// `true` if it is a property of a form, and not a parameter of its own.
    pub(super) form: bool,
    /// Of a parameter of Swagger 2.0, which is its own schema, what it says.
    pub(super) expressiveness: Option<Expressiveness>,
}

/// All constructs of a document, those that contain others first.
#[derive(Debug, Default)]
pub(super) struct Constructs {
    pub(super) list: Vec<Construct>,
    /// The shared objects by their place.
    pub(super) shared: HashMap<Origin, usize>,
    /// References: the shared object that one stands in, and what it leads to.
    pub(super) references: Vec<(Option<usize>, Origin)>,
    /// The operations that are not selected.
    pub(super) omitted: Vec<usize>,
    /// The target of the `$ref` of each schema.
    pub(super) targets: HashMap<Origin, Origin>,
    /// Places other than its own that a diagnostic about an object may point at. In Swagger 2.0 its media types stand
    /// elsewhere, and the first parameter of a form stands for the form.
    pub(super) elsewhere: HashMap<Origin, Vec<Origin>>,
}

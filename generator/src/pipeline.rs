//! The driver: runs the stages one after the other, and reads like the table in ARCHITECTURE.md.

use std::time::Instant;
use std::{fmt, panic, thread};

use crate::analyze::{self, Facts};
use crate::coverage::{self, Coverage};
use crate::diagnostic::Diagnostics;
use crate::document::{self, Library, Node, Origin, Origins, SourceId, Sources, SpanTarget};
use crate::ir::Api;
use crate::name::{self, Names};
use crate::{amend, bundle, compose, limits, lint, lower, normalise, overlay, resolve, simplify, values};

/// A stage of generation, up to the names. Emission and output are the methods of [`Generated`](crate::Generated).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Reads the document.
    Document,
    /// Applies overlays.
    Overlay,
    /// Resolves references, and reads the files and URLs that they lead to.
    Bundle,
    /// Brings all versions of the specification into one shape.
    Normalise,
    /// Corrects schemas as the configuration says.
    Amend,
    /// Composes schemas that are made of others.
    Compose,
    /// Gives operations all that they inherit.
    Resolve,
    /// Holds examples and defaults against their schemas.
    Values,
    /// Looks for constructs that the client lacks.
    Lint,
    /// Makes the model of the client.
    Lower,
    /// Gives each use of a type its shape.
    Simplify,
    /// Finds recursion, defaults and the decisions of unions.
    Analyze,
    /// Names all items.
    Name,
}

impl fmt::Display for Stage {
    /// The activity, in a few words: `resolving references`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document => "reading the document",
            Self::Overlay => "applying overlays",
            Self::Bundle => "resolving references",
            Self::Normalise => "normalising schemas",
            Self::Amend => "correcting schemas",
            Self::Compose => "composing schemas",
            Self::Resolve => "resolving operations",
            Self::Values => "checking examples",
            Self::Lint => "checking the document",
            Self::Lower => "making types",
            Self::Simplify => "simplifying types",
            Self::Analyze => "analyzing types",
            Self::Name => "naming items",
        })
    }
}

/// The function that is told of each stage before it begins.
pub(crate) type Observer<'a> = &'a mut (dyn FnMut(Stage) + Send);

/// A document that went through all stages up to emission.
pub(crate) struct Model {
    pub(crate) api: Api,
    pub(crate) facts: Facts,
    pub(crate) names: Names,
    /// The tree of the document where overlays have changed it, for coverage.
    overlaid: Option<Node>,
    /// Operations that the user does not select, for coverage.
    omitted: Vec<Origin>,
}

/// Runs on a stack that fits documents nested as deeply as the readers allow.
pub(crate) fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(limits::STACK_BYTES).spawn_scoped(scope, work);
        let thread = thread.expect("the system has room for one thread");
        thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
    })
}

/// Runs the stages on one source, to which those are added that it refers to. No model, and at least one error among the
/// findings, where the document cannot be used. With a model there are errors only where the run is to keep going. No stage begins
/// once its time is over.
pub(crate) fn run(
    sources: &mut Sources,
    root: SourceId,
    origins: Origins<'_>,
    until: Option<Instant>,
    observer: Observer<'_>,
) -> (Option<Model>, Diagnostics) {
    let options = origins.options;
    let mut diagnostics = Diagnostics::default();
    diagnostics.keep_going(options.keep_going);
    diagnostics.end_at(until);
    let model = stages(sources, root, origins, &mut diagnostics, observer);
    let denied = diagnostics.apply_levels(&options.allow, &options.deny);
    (model.filter(|_| !denied && settled(&diagnostics).is_some()), diagnostics)
}

/// The coverage of a document that went through. What was read is read once more: few runs ask for it, and none has to
/// keep trees for it.
pub(crate) fn coverage(sources: &Sources, root: SourceId, model: &Model, diagnostics: &Diagnostics) -> Coverage {
    // The findings of this second reading are dropped: the first one reported them.
    let read = |id| document::read(sources, id, &mut Diagnostics::default()).map(|tree| (id, tree));
    let mut trees: Vec<(SourceId, Node)> = sources.ids().filter_map(read).collect();
    if let (Some(tree), Some(source)) = (&model.overlaid, trees.iter_mut().find(|(id, _)| *id == root)) {
        source.1 = tree.clone();
    }
    coverage::coverage(&trees, root, &model.api, &model.omitted, diagnostics, sources)
}

fn stages(
    sources: &mut Sources,
    root: SourceId,
    origins: Origins<'_>,
    diagnostics: &mut Diagnostics,
    begin: Observer<'_>,
) -> Option<Model> {
    // Each stage ends the run where it found errors: most findings of later stages would follow from those errors.
    // Sloppy input is repaired in the stage that sees the fault, so no later stage meets it.
    begin(Stage::Document);
    let tree = document::read(sources, root, diagnostics)?;
    begin(Stage::Overlay);
    let tree = overlay::apply(tree, root, sources, origins, diagnostics)?;
    settled(diagnostics)?;
    let overlaid = (!origins.options.overlays.is_empty()).then(|| tree.clone());
    begin(Stage::Bundle);
    let mut library = Library::new(sources, root, tree, origins);
    let mut bundle = bundle::bundle(&mut library, origins.options, diagnostics)?;
    let omitted = std::mem::take(&mut bundle.omitted);
    // The trees of the documents are not needed any more, and are as large as the envelope and the table together.
    drop(library);
    settled(diagnostics)?;
    begin(Stage::Normalise);
    let normalised = normalise::normalise(bundle, diagnostics);
    settled(diagnostics)?;
    begin(Stage::Amend);
    let amended = amend::amend(normalised, origins.options, diagnostics);
    settled(diagnostics)?;
    begin(Stage::Compose);
    let composed = compose::compose(amended, diagnostics);
    settled(diagnostics)?;
    let name = sources.get(root).name.as_str();
    let address = Some(name).filter(|name| name.starts_with("http://") || name.starts_with("https://"));
    begin(Stage::Resolve);
    let service = resolve::resolve(&composed.envelope, address, diagnostics);
    settled(diagnostics)?;
    // Names and tests refer to operations by pointer. A node knows its number alone, so the pointers of all operations
    // are found in one walk of each text.
    let written: Vec<_> = service.operations.iter().map(|operation| (operation.origin, SpanTarget::Value)).collect();
    begin(Stage::Values);
    let overridden = values::overridden(&composed, origins.options, diagnostics);
    let bodies = values::Bodies::collect(&service);
    let scalars = values::Scalars::new(origins.options);
    let declared = values::Validity { schemas: &composed.schemas, foreign: &overridden, scalars, bodies: &bodies };
    // Two rounds. The first finds, with the types that the document declares, the schemas that cannot hold their own
    // examples. The second has the looser types that `lint` and `lower` see.
    let loosened = values::loosened(&declared);
    let validity = values::Validity { scalars: scalars.loosened(&loosened.schemas), ..declared };
    begin(Stage::Lint);
    // `lint` runs before `lower`, over schemas and not over types: texts, bytes and events never become a type, and
    // would go unchecked.
    let reached = lint::reached(&service, &validity, origins.options);
    lint::lint(&service, &validity, &loosened, &reached, diagnostics);
    begin(Stage::Lower);
    let mut api = lower::lower(service, &composed, validity, &reached, origins.options, diagnostics);
    settled(diagnostics)?;
    for ((operation, place), (origin, _)) in api.operations.iter_mut().zip(sources.places(&written)).zip(&written) {
        let elsewhere = if origin.source == root { "" } else { &sources.get(origin.source).name };
        operation.pointer = format!("{elsewhere}{}", place.pointer);
    }
    lower::read_as_configured(&mut api.operations, origins.options, diagnostics);
    settled(diagnostics)?;
    begin(Stage::Simplify);
    let api = simplify::simplify(api, origins.options, diagnostics);
    settled(diagnostics)?;
    begin(Stage::Analyze);
    let facts = analyze::analyze(&api);
    begin(Stage::Name);
    let names = name::name(&api, &facts, origins.options, diagnostics);
    Some(Model { api, facts, names, overlaid, omitted })
}

/// Ends the run where a stage found errors, unless it is to keep going: what follows from them in later stages would only
/// hide them. Ends it also where its time is over.
fn settled(diagnostics: &Diagnostics) -> Option<()> {
    ((diagnostics.keeps_going() || !diagnostics.has_errors()) && !diagnostics.is_over()).then_some(())
}

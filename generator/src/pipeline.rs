//! The driver: runs the stages one after the other, and reads like the table in ARCHITECTURE.md.

use crate::analyze::{self, Facts};
use crate::coverage::{self, Coverage};
use crate::diagnostic::Diagnostics;
use crate::document::{self, Library, Node, Origins, Part, SourceId, Sources};
use crate::ir::Api;
use crate::name::{self, Names};
use crate::{amend, bundle, compose, lint, lower, normalise, overlay, resolve, simplify, values};

/// A document that went through all stages up to emission.
pub(crate) struct Model {
    pub(crate) api: Api,
    pub(crate) facts: Facts,
    pub(crate) names: Names,
    /// The tree of the document where overlays have changed it, for coverage.
    overlaid: Option<Node>,
}

/// Runs the stages on one source, to which those are added that it refers to. No model, and at least one error among the
/// findings, where the document cannot be used. With a model there are errors only where the run is to keep going.
pub(crate) fn run(sources: &mut Sources, root: SourceId, origins: Origins<'_>) -> (Option<Model>, Diagnostics) {
    let options = origins.options;
    let mut diagnostics = Diagnostics::default();
    diagnostics.keep_going(options.keep_going);
    let model = stages(sources, root, origins, &mut diagnostics);
    let denied = diagnostics.judge(&options.allow, &options.deny);
    (model.filter(|_| !denied && settled(&diagnostics).is_some()), diagnostics)
}

/// The coverage of a document that went through. What was read is read once more: few runs ask for it, and none has to
/// keep trees for it.
pub(crate) fn coverage(sources: &Sources, root: SourceId, model: &Model, diagnostics: &Diagnostics) -> Coverage {
    let read = |id| document::read(sources, id, &mut Diagnostics::default()).map(|tree| (id, tree));
    let mut trees: Vec<(SourceId, Node)> = sources.ids().filter_map(read).collect();
    if let (Some(tree), Some(known)) = (&model.overlaid, trees.iter_mut().find(|(id, _)| *id == root)) {
        known.1 = tree.clone();
    }
    coverage::coverage(&trees, root, &model.api, diagnostics, sources)
}

fn stages(sources: &mut Sources, root: SourceId, origins: Origins<'_>, diagnostics: &mut Diagnostics) -> Option<Model> {
    let tree = document::read(sources, root, diagnostics)?;
    let tree = overlay::apply(tree, root, sources, origins, diagnostics)?;
    settled(diagnostics)?;
    let overlaid = (!origins.options.overlays.is_empty()).then(|| tree.clone());
    let mut library = Library::new(sources, root, tree, origins);
    let bundle = bundle::bundle(&mut library, &origins.options.limits, diagnostics)?;
    drop(library);
    settled(diagnostics)?;
    let normalised = normalise::normalise(bundle, diagnostics);
    settled(diagnostics)?;
    let amended = amend::amend(normalised, origins.options, diagnostics);
    settled(diagnostics)?;
    let composed = compose::compose(amended, diagnostics);
    settled(diagnostics)?;
    let name = sources.get(root).name.as_str();
    let address = Some(name).filter(|name| name.starts_with("http://") || name.starts_with("https://"));
    let service = resolve::resolve(&composed.envelope, address, diagnostics);
    settled(diagnostics)?;
    let written: Vec<_> = service.operations.iter().map(|operation| (operation.origin, Part::Value)).collect();
    let overridden = values::overridden(&composed, origins.options, diagnostics);
    let bodies = values::Bodies::of(&service);
    let scalars = values::Scalars::new(origins.options);
    let declared = values::Validity { schemas: &composed.schemas, foreign: &overridden, scalars, bodies: &bodies };
    let loosened = values::loosened(&declared);
    let validity = values::Validity { scalars: scalars.loosened(&loosened.schemas), ..declared };
    lint::lint(&service, &validity, &loosened, diagnostics);
    let mut api = lower::lower(service, &composed, validity, origins.options, diagnostics);
    settled(diagnostics)?;
    for ((operation, place), (origin, _)) in api.operations.iter_mut().zip(sources.places(&written)).zip(&written) {
        let elsewhere = if origin.source == root { "" } else { &sources.get(origin.source).name };
        operation.pointer = format!("{elsewhere}{}", place.pointer);
    }
    lower::read_as_configured(&mut api.operations, origins.options, diagnostics);
    settled(diagnostics)?;
    let api = simplify::simplify(api, origins.options, diagnostics);
    settled(diagnostics)?;
    let facts = analyze::analyze(&api);
    let names = name::name(&api, &facts, origins.options, diagnostics);
    Some(Model { api, facts, names, overlaid })
}

/// Ends the run where a stage found errors, unless it is to keep going: what follows from them in later stages would only
/// hide them.
fn settled(diagnostics: &Diagnostics) -> Option<()> {
    (diagnostics.keeps_going() || !diagnostics.has_errors()).then_some(())
}

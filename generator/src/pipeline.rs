//! The driver: runs the stages one after the other, and reads like the table in ARCHITECTURE.md.

use crate::analyze::{self, Facts};
use crate::diagnostic::{Diagnostics, Report};
use crate::document::{self, Library, Origins, Part, SourceId, Sources};
use crate::ir::Api;
use crate::name::{self, Names};
use crate::{bundle, lower, normalise, overlay, resolve};

/// A document that went through all stages up to emission.
pub(crate) struct Model {
    pub(crate) api: Api,
    pub(crate) facts: Facts,
    pub(crate) names: Names,
}

/// Runs the stages on one source, to which those are added that it refers to. No model, and at least one error among the reports, where the document cannot be
/// used.
pub(crate) fn run(sources: &mut Sources, root: SourceId, origins: Origins<'_>) -> (Option<Model>, Vec<Report>) {
    let mut diagnostics = Diagnostics::default();
    let model = stages(sources, root, origins, &mut diagnostics);
    let reports = diagnostics.reports(sources);
    (model.filter(|_| !diagnostics.has_errors()), reports)
}

fn stages(sources: &mut Sources, root: SourceId, origins: Origins<'_>, diagnostics: &mut Diagnostics) -> Option<Model> {
    let tree = document::read(sources, root, diagnostics)?;
    let tree = overlay::apply(tree, root, sources, origins, diagnostics)?;
    let mut library = Library::new(sources, root, tree, origins);
    let bundle = bundle::bundle(&mut library, diagnostics)?;
    drop(library);
    let normalised = normalise::normalise(bundle, diagnostics);
    let service = resolve::resolve(&normalised.envelope, diagnostics);
    let written: Vec<_> = service.operations.iter().map(|operation| (operation.origin, Part::Value)).collect();
    let mut api = lower::lower(service, &normalised, &origins.options.type_overrides, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    for ((operation, place), (origin, _)) in api.operations.iter_mut().zip(sources.places(&written)).zip(&written) {
        let elsewhere = if origin.source == root { "" } else { &sources.get(origin.source).name };
        operation.pointer = format!("{elsewhere}{}", place.pointer);
    }
    let facts = analyze::analyze(&api);
    let names = name::name(&api, &facts);
    Some(Model { api, facts, names })
}

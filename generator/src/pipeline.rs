//! The driver: runs the stages one after the other, and reads like the table in ARCHITECTURE.md.

use crate::analyze::{self, Facts};
use crate::config::Options;
use crate::diagnostic::{Diagnostics, Report};
use crate::document::{self, Part, SourceId, Sources};
use crate::ir::Api;
use crate::name::{self, Names};
use crate::{bundle, compose, lower, normalise, resolve};

/// A document that went through all stages up to emission.
pub(crate) struct Model {
    pub(crate) api: Api,
    pub(crate) facts: Facts,
    pub(crate) names: Names,
}

/// Runs the stages on one source. No model, and at least one error among the reports, where the document cannot be
/// used.
pub(crate) fn run(sources: &Sources, root: SourceId, options: &Options) -> (Option<Model>, Vec<Report>) {
    let mut diagnostics = Diagnostics::default();
    let model = stages(sources, root, options, &mut diagnostics);
    let reports = diagnostics.reports(sources);
    (model.filter(|_| !diagnostics.has_errors()), reports)
}

fn stages(sources: &Sources, root: SourceId, options: &Options, diagnostics: &mut Diagnostics) -> Option<Model> {
    let tree = document::read(sources, root, diagnostics)?;
    let bundle = bundle::bundle(&tree, diagnostics)?;
    drop(tree);
    let mut normalised = normalise::normalise(bundle, diagnostics);
    normalised.hints = compose::compose(&mut normalised.schemas, diagnostics);
    let name = sources.get(root).name.as_str();
    let address = Some(name).filter(|name| name.starts_with("http://") || name.starts_with("https://"));
    let service = resolve::resolve(&normalised.envelope, address, diagnostics);
    let written: Vec<_> = service.operations.iter().map(|operation| (operation.origin, Part::Value)).collect();
    let mut api = lower::lower(service, &normalised, &options.type_overrides, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    for (operation, place) in api.operations.iter_mut().zip(sources.places(&written)) {
        operation.pointer = place.pointer;
    }
    let facts = analyze::analyze(&api);
    let names = name::name(&api, &facts);
    Some(Model { api, facts, names })
}

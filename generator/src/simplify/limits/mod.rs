//! Limits that requests are held against.
//!
//! * In: all that schemas say of their values.
//! * Out: what a client checks: nothing, unless the user asks for it (`validate = true`); then what is said
//!   of the types and parameters of requests.
//! * Afterwards: each pattern is one that the runtime understands. One that it does not has been named in a diagnostic,
//!   and is not checked.

mod pattern;

use pattern::Translator;

use crate::config::{Limit, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;
use crate::ir::{Api, Constraint, Constraints, Operation, TypeDef, TypeKind};

/// Leaves the constraints that are checked.
pub(super) fn keep_checked_limits(api: &mut Api, options: &Options, diagnostics: &mut Diagnostics) {
    let validate = options.validate;
    let mut translator = Translator::new(options.limits.of(Limit::LargePatterns));
    for def in &mut api.types {
        let is_checked = validate && def.views.is_sent();
        of_type(def, &mut |constraints| settle(constraints, is_checked, &mut translator, diagnostics));
    }
    for operation in &mut api.operations {
        of_operation(operation, &mut |constraints| settle(constraints, validate, &mut translator, diagnostics));
    }
}

fn settle(constraints: &mut Constraints, is_checked: bool, translator: &mut Translator, diagnostics: &mut Diagnostics) {
    if is_checked {
        patterns(constraints, translator, diagnostics);
    } else {
        *constraints = Constraints::default();
    }
}

fn of_type(def: &mut TypeDef, visit: &mut impl FnMut(&mut Constraints)) {
    visit(&mut def.constraints);
    match &mut def.kind {
        TypeKind::Struct(structure) => structure.fields.iter_mut().for_each(|field| visit(&mut field.constraints)),
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| visit(&mut variant.constraints)),
        TypeKind::Enum(_) | TypeKind::Alias(_) => {}
    }
}

fn of_operation(operation: &mut Operation, visit: &mut impl FnMut(&mut Constraints)) {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.constraints);
    let body = operation.body.iter_mut().flat_map(|body| {
        let others = body.others.iter_mut().map(|other| &mut other.constraints);
        std::iter::once(&mut body.constraints).chain(others)
    });
    parameters.chain(body).for_each(visit);
}

/// Puts patterns into the dialect of the runtime, and leaves out those that it has no words for.
fn patterns(constraints: &mut Constraints, translator: &mut Translator, diagnostics: &mut Diagnostics) {
    constraints.own.retain_mut(|constraint| match constraint {
        Constraint::Pattern(text, origin) => match translator.translated(text) {
            Ok(translated) => {
                (*text, *origin) = (translated, None);
                true
            }
            Err(reason) => {
                let shown = text.replace('`', "'").replace(['\n', '\r'], " ");
                let message = format!("values are not held against the pattern `{shown}`: {reason}");
                let mut diagnostic = Diagnostic::warning(Code::Unsupported, message);
                if let Some(origin) = origin {
                    diagnostic = diagnostic.at(*origin, Part::Value);
                }
                diagnostics
                    .push(diagnostic.help("patterns are expressions of the crate `regex`, which reads a text once"));
                false
            }
        },
        _ => true,
    });
    let within = constraints.items.as_deref_mut().into_iter().chain(constraints.values.as_deref_mut());
    within.chain(&mut constraints.places).for_each(|within| patterns(within, translator, diagnostics));
}

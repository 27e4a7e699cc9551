//! Limits that requests are held against.
//!
//! * In: all that schemas say of their values.
//! * Out: what a client checks: nothing, unless the user asks for it (`validate = true`); then what is said
//!   of the types and parameters of requests. Beside that what is said of types within unions, whose variants it may tell apart.
//! * Afterwards: each pattern is one that the runtime understands. One that it does not is left out; where it was to be checked it has been
//!   named in a diagnostic.

mod pattern;

use crate::collections::HashSet;

use pattern::Translator;

use crate::config::{Limit, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::SpanTarget;
use crate::ir::{Api, Constraint, Constraints, Operation, Type, TypeDef, TypeId, TypeKind};

/// Leaves the constraints that are checked.
pub(super) fn keep_checked_limits(api: &mut Api, options: &Options, diagnostics: &mut Diagnostics) {
    let validate = options.validate;
    let mut translator = Translator::new(options.limits.value(Limit::LargePatterns));
    let within_unions = within_unions(api);
    for (id, def) in api.types.iter_mut().enumerate() {
        // Responses are never held against limits: a value that the service sent is there, and refusing it helps
        // nobody.
        def.is_checked = validate && def.views.is_sent();
        let use_of = if def.is_checked {
            LimitUse::Checked
        } else if within_unions.contains(&TypeId(id)) {
            LimitUse::Telling
        } else {
            LimitUse::None
        };
        of_type(def, &mut |constraints| settle(constraints, use_of, &mut translator, diagnostics));
    }
    let of_operations = if validate { LimitUse::Checked } else { LimitUse::None };
    for operation in &mut api.operations {
        of_operation(operation, &mut |constraints| settle(constraints, of_operations, &mut translator, diagnostics));
    }
}

/// The use of limits.
#[derive(Clone, Copy)]
enum LimitUse {
    /// Values are held against them.
    Checked,
    /// They may tell the variants of a union apart.
    Telling,
    None,
}

fn settle(constraints: &mut Constraints, use_of: LimitUse, translator: &mut Translator, diagnostics: &mut Diagnostics) {
    match use_of {
        LimitUse::Checked => patterns(constraints, translator, diagnostics),
        LimitUse::Telling => keep_translated(constraints, translator),
        LimitUse::None => *constraints = Constraints::default(),
    }
}

/// Unions, and the types that values of their variants are made of.
fn within_unions(api: &Api) -> HashSet<TypeId> {
    let unions = api.type_ids().filter(|(_, def)| matches!(def.kind, TypeKind::Union(_)));
    let mut open: Vec<TypeId> = unions.map(|(id, _)| id).collect();
    let mut types = HashSet::default();
    while let Some(id) = open.pop() {
        if types.insert(id) {
            open.extend(api.ty(id).inner_types().into_iter().flat_map(Type::mentioned));
        }
    }
    types
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

/// Puts patterns into the dialect of the runtime. One that it has no words for tells nothing apart.
fn keep_translated(constraints: &mut Constraints, translator: &mut Translator) {
    constraints.limits.retain_mut(|constraint| match constraint {
        Constraint::Pattern(text, origin) => match translator.translated(text) {
            Ok(translated) => {
                // Without a place, so that those that say the same are equal.
                (*text, *origin) = (translated, None);
                true
            }
            // Here it is dropped without a word: a pattern that tells nothing apart is no loss of a check.
            Err(_) => false,
        },
        _ => true,
    });
    within(constraints).for_each(|within| keep_translated(within, translator));
}

/// The constraints of parts of values.
fn within(constraints: &mut Constraints) -> impl Iterator<Item = &mut Constraints> {
    let within = constraints.items.as_deref_mut().into_iter().chain(constraints.values.as_deref_mut());
    within.chain(&mut constraints.places)
}

/// Puts patterns into the dialect of the runtime, and leaves out those that it has no words for.
fn patterns(constraints: &mut Constraints, translator: &mut Translator, diagnostics: &mut Diagnostics) {
    constraints.limits.retain_mut(|constraint| match constraint {
        Constraint::Pattern(text, origin) => match translator.translated(text) {
            Ok(translated) => {
                (*text, *origin) = (translated, None);
                true
            }
            Err(unchecked) => {
                let shown = text.replace('`', "'").replace(['\n', '\r'], " ");
                let message = format!("values are not checked against the pattern `{shown}`: {}", unchecked.reason());
                let mut diagnostic = Diagnostic::warning(Code::Unsupported, message);
                if let Some(origin) = origin {
                    diagnostic = diagnostic.at(*origin, SpanTarget::Value);
                }
                diagnostics.push(diagnostic.help(unchecked.help()));
                false
            }
        },
        _ => true,
    });
    within(constraints).for_each(|within| patterns(within, translator, diagnostics));
}

//! Types that lead back to themselves with nothing in between.
//!
//! * In: names, lists and unions that may contain themselves.
//! * Out: no name that stands for itself, as a whole or in a list, and no union that is an alternative of itself.
//! * Afterwards: following names ends, and each decoder comes to an end.

use crate::collections::HashSet;

use super::aliased;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::SpanTarget;
use crate::ir::{Api, Discriminator, Type, TypeDef, TypeId, TypeKind, Union, components};

/// Breaks the cycles that are no Rust types, and those that no decoder comes out of.
pub(super) fn break_cycles(api: &mut Api, _: &Options, diagnostics: &mut Diagnostics) {
    for id in returns(&api.types) {
        widen_to_any(&mut api.types[id.0], diagnostics);
    }
    for cycle in unions(&api.types) {
        merge_unions(&mut api.types, &cycle, diagnostics);
    }
}

/// The names that lead back to themselves by names and lists alone; of those in one cycle the first that is met. Which one that
/// is does not depend on the order of the document.
fn returns(types: &[TypeDef]) -> Vec<TypeId> {
    let mut visited = vec![false; types.len()];
    let mut on_trail = vec![false; types.len()];
    let mut path = Vec::new();
    let mut is_found = vec![false; types.len()];
    for start in by_pointer(types) {
        if std::mem::replace(&mut visited[start.0], true) {
            continue;
        }
        // The types on the way here, each with the ones that it leads to. A trail in place of recursion, since a chain
        // of names may be as long as the document.
        let mut trail: Vec<(TypeId, Vec<TypeId>)> = vec![(start, aliased(&types[start.0]))];
        on_trail[start.0] = true;
        while let Some((at, open)) = trail.last_mut() {
            match open.pop() {
                Some(to) if on_trail[to.0] => {
                    if !std::mem::replace(&mut is_found[to.0], true) {
                        path.push(to);
                    }
                }
                Some(to) if !visited[to.0] => {
                    (visited[to.0], on_trail[to.0]) = (true, true);
                    trail.push((to, aliased(&types[to.0])));
                }
                Some(_) => {}
                None => {
                    on_trail[at.0] = false;
                    trail.pop();
                }
            }
        }
    }
    path
}

/// All types, in an order that does not depend on the one of the document.
fn by_pointer(types: &[TypeDef]) -> Vec<TypeId> {
    let mut ids: Vec<TypeId> = (0..types.len()).map(TypeId).collect();
    // By pointer: which of the names in a cycle becomes any JSON value must not change when the document is sorted
    // otherwise.
    ids.sort_by(|a, b| types[a.0].pointer.cmp(&types[b.0].pointer));
    ids
}

/// Makes a name that stands for itself (`A: array of A`) stand for any JSON value.
fn widen_to_any(def: &mut TypeDef, diagnostics: &mut Diagnostics) {
    // An alias of Rust cannot mention itself.
    def.kind = TypeKind::Alias(Type::Any);
    let message = "this schema contains itself without an object in between";
    let diagnostic = Diagnostic::warning(Code::LooserType, message).at(def.origin, SpanTarget::Key);
    diagnostics.push(
        diagnostic
            .with_note("its type is any JSON value")
            .help("describe the inner value as a property of an object, which becomes a struct"),
    );
}

/// Unions that are each other's alternatives, directly or through others, with the names on the way.
fn unions(types: &[TypeDef]) -> Vec<Vec<TypeId>> {
    let edges = |node: usize| whole(&types[node]).into_iter().map(|id| id.0).collect();
    let component = components(types.len(), edges);
    let mut members: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    for id in by_pointer(types) {
        members[component[id.0]].push(id);
    }
    members.retain(|members| match members[..] {
        [] => false,
        [only] => whole(&types[only.0]).contains(&only),
        _ => true,
    });
    members
}

/// Makes one union of unions that are each other's alternatives: the same values are valid for all of them. The others become
/// names for it.
fn merge_unions(types: &mut [TypeDef], cycle: &[TypeId], diagnostics: &mut Diagnostics) {
    let mut unions: Vec<(TypeId, Union)> = Vec::new();
    for id in cycle {
        if let TypeKind::Union(union) = &types[id.0].kind {
            unions.push((*id, union.clone()));
        }
    }
    let Some((one, _)) = unions.first() else { return };
    let one = *one;
    for (id, _) in unions.iter().skip(1) {
        types[id.0].kind = TypeKind::Alias(Type::Named(one));
    }
    let note = Diagnostic::note(Code::MergedUnion, "this union is an alternative of itself");
    let note = note.at(types[one.0].origin, SpanTarget::Key);
    diagnostics.push(note.with_note("that alternative adds no values, and is left out"));
    if unions.len() > 1 {
        report_discriminators(types, &unions, diagnostics);
    }
    let union = merged(unions.into_iter().map(|(_, union)| union).collect(), cycle);
    if union.variants.is_empty() {
        widen_to_any(&mut types[one.0], diagnostics);
    } else {
        types[one.0].kind = TypeKind::Union(union);
    }
}

/// Names the discriminators that merged unions lose: each tells the alternatives of its union apart, and not those of all.
fn report_discriminators(types: &[TypeDef], unions: &[(TypeId, Union)], diagnostics: &mut Diagnostics) {
    for (id, union) in unions {
        let Some(discriminator) = &union.discriminator else { continue };
        let property = &discriminator.property;
        let message = format!("the discriminator `{property}` is that of a union within its own alternatives");
        let diagnostic = Diagnostic::warning(Code::MergedUnion, message).at(types[id.0].origin, SpanTarget::Key);
        diagnostics.push(diagnostic.with_note("it is not used: the alternatives are told apart by their properties"));
    }
}

/// The alternatives of several unions without the members of `cycle`. A discriminator is kept where there is one union.
fn merged(unions: Vec<Union>, cycle: &[TypeId]) -> Union {
    let cycle: HashSet<TypeId> = cycle.iter().copied().collect();
    let is_alone = unions.len() == 1;
    let inclusive = unions.iter().any(|union| union.inclusive);
    // A value of either union may come for the merged one, and each discriminator tells the members of its own union
    // alone.
    let discriminator = unions.first().and_then(|union| union.discriminator.clone()).filter(|_| is_alone);
    let mut variants = Vec::new();
    let mut seen: HashSet<Type> = HashSet::default();
    let mut places = Vec::new();
    for variant in unions.into_iter().flat_map(|union| union.variants) {
        let leads_back = named(&variant.ty).is_some_and(|id| cycle.contains(&id));
        let is_new = !leads_back && seen.insert(variant.ty.clone());
        places.push(is_new.then_some(variants.len()));
        if is_new {
            variants.push(variant);
        }
    }
    let place = |index: usize| places.get(index).copied().flatten();
    let discriminator = discriminator.map(|discriminator| Discriminator {
        values: discriminator.values.into_iter().filter_map(|(tag, index)| Some((tag, place(index)?))).collect(),
        absent: discriminator.absent.and_then(place),
        other: discriminator.other.and_then(place),
        ..discriminator
    });
    Union { variants, discriminator, inclusive }
}

/// The types that a value of another name or of a union may be as a whole.
fn whole(def: &TypeDef) -> Vec<TypeId> {
    match &def.kind {
        TypeKind::Alias(to) => named(to).into_iter().collect(),
        TypeKind::Union(union) => union.variants.iter().filter_map(|variant| named(&variant.ty)).collect(),
        TypeKind::Struct(_) | TypeKind::Enum(_) => Vec::new(),
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => named(inner),
        _ => None,
    }
}

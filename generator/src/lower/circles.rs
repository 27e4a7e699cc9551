//! Types that lead back to themselves with nothing in between.

use super::types::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Part;
use crate::ir::{Discriminator, Type, TypeDef, TypeId, TypeKind, Union};

/// How often circles are looked for: those of a knot come to light one after the other.
const PASSES: usize = 16;

impl Types<'_> {
    /// Breaks the circles that are no Rust types, or that no decoder comes out of.
    pub(super) fn break_circles(&mut self) {
        for trail in self.circles(aliased) {
            self.loosen(trail[0]);
        }
        for _ in 0..PASSES {
            let circles = self.circles(directly);
            if circles.is_empty() {
                return;
            }
            for circle in circles {
                self.unite(&circle);
            }
        }
        // Every circle has a step back to its first type.
        for circle in self.circles(directly) {
            self.loosen(circle[0]);
        }
    }

    /// The ways that lead back to their beginning. Where they begin does not depend on the order of the document.
    fn circles(&self, next: fn(&TypeDef) -> Vec<TypeId>) -> Vec<Vec<TypeId>> {
        let mut starts: Vec<usize> = (0..self.defs.len()).collect();
        starts.sort_by(|a, b| self.defs[*a].pointer.cmp(&self.defs[*b].pointer));
        let mut settled = vec![false; self.defs.len()];
        let mut on_trail = vec![false; self.defs.len()];
        let mut circles = Vec::new();
        for start in starts {
            // The types on the way here, each with those that it leads to.
            let mut trail: Vec<(TypeId, Vec<TypeId>)> = vec![(TypeId(start), next(&self.defs[start]))];
            on_trail[start] = true;
            while let Some((at, open)) = trail.last_mut() {
                let at = *at;
                match open.pop() {
                    Some(to) if on_trail[to.0] => {
                        circles.push(trail.iter().map(|(id, _)| *id).skip_while(|id| *id != to).collect());
                    }
                    Some(to) if !settled[to.0] => {
                        on_trail[to.0] = true;
                        trail.push((to, next(&self.defs[to.0])));
                    }
                    Some(_) => {}
                    None => {
                        (settled[at.0], on_trail[at.0]) = (true, false);
                        trail.pop();
                    }
                }
            }
        }
        circles
    }

    /// Makes a name that stands for itself (`A: array of A`) stand for any JSON value.
    fn loosen(&mut self, def: TypeId) {
        self.defs[def.0].kind = TypeKind::Alias(Type::Any);
        let message = "a schema that contains itself without an object in between becomes any JSON value";
        let diagnostic = Diagnostic::warning(Code::Approximated, message).at(self.defs[def.0].origin, Part::Key);
        self.diagnostics.push(diagnostic);
    }

    /// Makes one union of those that are each other's alternatives, directly or through others: the same values are valid
    /// for all of them. The others become names for it.
    fn unite(&mut self, circle: &[TypeId]) {
        let mut steps = circle.iter().zip(circle.iter().cycle().skip(1));
        if !steps.all(|(at, to)| directly(&self.defs[at.0]).contains(to)) {
            return; // another circle took a step of this one
        }
        let mut unions: Vec<(TypeId, Union)> = Vec::new();
        for id in circle {
            if let TypeKind::Union(union) = &self.defs[id.0].kind {
                unions.push((*id, union.clone()));
            }
        }
        unions.sort_by(|(a, _), (b, _)| self.defs[a.0].pointer.cmp(&self.defs[b.0].pointer));
        let one = unions.first().expect("names that lead to themselves stand for any value by now").0;
        for (id, _) in unions.iter().skip(1) {
            self.defs[id.0].kind = TypeKind::Alias(Type::Named(one));
        }
        let message = "this union is an alternative of itself: that adds no values, and is left out";
        let diagnostic = Diagnostic::note(Code::Approximated, message).at(self.defs[one.0].origin, Part::Key);
        self.diagnostics.push(diagnostic);
        self.drop_discriminators(&unions);
        let union = united(unions.into_iter().map(|(_, union)| union).collect(), circle);
        let is_empty = union.variants.is_empty();
        self.defs[one.0].kind = if is_empty { TypeKind::Alias(Type::Any) } else { TypeKind::Union(union) };
    }
}

impl Types<'_> {
    /// Names the discriminators that unions of one circle lose: each tells its own alternatives apart, and not those of all.
    fn drop_discriminators(&mut self, unions: &[(TypeId, Union)]) {
        for (id, union) in unions.iter().filter(|_| unions.len() > 1) {
            let Some(discriminator) = &union.discriminator else { continue };
            let property = &discriminator.property;
            let message = format!(
                "the discriminator `{property}` is not used: this union and another are each other's alternatives"
            );
            let diagnostic = Diagnostic::warning(Code::Approximated, message).at(self.defs[id.0].origin, Part::Key);
            self.diagnostics.push(diagnostic.help("the alternatives of both are told apart by what they hold"));
        }
    }
}

/// The alternatives of several unions without those that are among `circle`. A discriminator is one union's own.
fn united(unions: Vec<Union>, circle: &[TypeId]) -> Union {
    let alone = unions.len() == 1;
    let inclusive = unions.iter().any(|union| union.inclusive);
    let discriminator = unions[0].discriminator.clone();
    let mut union = Union { variants: Vec::new(), discriminator, inclusive };
    let mut places = Vec::new();
    for variant in unions.into_iter().flat_map(|union| union.variants) {
        let leads_back = direct(&variant.ty).is_some_and(|id| circle.contains(&id));
        let is_new = !leads_back && union.variants.iter().all(|known| known.ty != variant.ty);
        places.push(is_new.then_some(union.variants.len()));
        if is_new {
            union.variants.push(variant);
        }
    }
    let place = |of: usize| places.get(of).copied().flatten();
    union.discriminator = union.discriminator.filter(|_| alone).map(|discriminator| Discriminator {
        values: discriminator.values.into_iter().filter_map(|(tag, of)| Some((tag, place(of)?))).collect(),
        absent: discriminator.absent.and_then(place),
        ..discriminator
    });
    union
}

/// The names that another name for a type mentions.
pub(super) fn aliased(def: &TypeDef) -> Vec<TypeId> {
    match &def.kind {
        TypeKind::Alias(to) => to.mentioned(),
        _ => Vec::new(),
    }
}

/// The types that a value of another name or of a union may be as a whole.
fn directly(def: &TypeDef) -> Vec<TypeId> {
    match &def.kind {
        TypeKind::Alias(to) => direct(to).into_iter().collect(),
        TypeKind::Union(union) => union.variants.iter().filter_map(|variant| direct(&variant.ty)).collect(),
        _ => Vec::new(),
    }
}

fn direct(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => direct(inner),
        _ => None,
    }
}

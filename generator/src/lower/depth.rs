//! Lists within lists: the compiler follows types within each other and gives up after 128 steps.

use super::circles::aliased;
use super::types::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Part;
use crate::ir::{Type, TypeId, TypeKind};
use crate::schema::Schema;

/// Lists, maps and tuples within each other, without a name in between.
const DEEPEST: usize = 32;
/// The same with names for some of them.
const DEEPEST_NAMED: usize = 64;

impl Types<'_> {
    /// The type of items or values of a schema: any JSON value where they are lists of lists very many times.
    pub(super) fn bounded(&mut self, schema: &Schema, ty: Type) -> Type {
        if levels(&ty, &|_| 0) < DEEPEST {
            return ty;
        }
        let message = format!("what is within {DEEPEST} lists within each other becomes any JSON value");
        self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(schema.origin, Part::Key));
        Type::Any
    }

    /// Makes names for lists of lists, very many times, stand for any JSON value. No name leads back to itself here.
    pub(super) fn cut_deep_names(&mut self) {
        let all: Vec<TypeId> = self.ids().collect();
        let mut heights: Vec<Option<usize>> = vec![None; all.len()];
        for start in all {
            // The names on the way here, each with those that it leads to.
            let mut trail = vec![(start, aliased(self.def(start)))];
            while let Some((id, open)) = trail.last_mut() {
                let id = *id;
                match open.pop() {
                    Some(to) if heights[to.0].is_none() => trail.push((to, aliased(self.def(to)))),
                    Some(_) => {}
                    None => {
                        heights[id.0] = Some(self.height(id, &heights));
                        trail.pop();
                    }
                }
            }
        }
    }

    /// How many lists are within each other where a name stands; none if it was cut.
    fn height(&mut self, id: TypeId, heights: &[Option<usize>]) -> usize {
        let TypeKind::Alias(to) = &self.def(id).kind else { return 0 };
        let height = levels(to, &|id| heights[id.0].unwrap_or_default());
        if height <= DEEPEST_NAMED {
            return height;
        }
        let message = format!("more than {DEEPEST_NAMED} lists within each other become any JSON value");
        let diagnostic = Diagnostic::warning(Code::Approximated, message).at(self.def(id).origin, Part::Key);
        self.diagnostics.push(diagnostic);
        self.define(id, TypeKind::Alias(Type::Any));
        0
    }
}

/// How many lists, maps and options are within each other.
fn levels(ty: &Type, named: &impl Fn(TypeId) -> usize) -> usize {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => 1 + levels(inner, named),
        Type::Tuple(places) => 1 + places.iter().map(|place| levels(place, named)).max().unwrap_or_default(),
        Type::Named(id) => named(*id),
        _ => 0,
    }
}

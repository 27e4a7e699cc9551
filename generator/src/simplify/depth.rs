//! Lists within lists by name: the compiler follows types within each other and gives up after 128 steps.
//!
//! * In: names for lists of names for lists, and no name that leads back to itself.
//! * Out: no more than [`limits::LISTS_WITH_NAMES`] of them within each other.

use super::aliased;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::SpanTarget;
use crate::ir::{Api, Type, TypeDef, TypeId, TypeKind};
use crate::limits;

/// Makes names for lists of lists, very many times, stand for any JSON value.
pub(super) fn cut_deep_names(api: &mut Api, _: &Options, diagnostics: &mut Diagnostics) {
    // Heights are computed once for each name, from the innermost outwards: a chain of ten thousand names costs ten
    // thousand steps and no stack.
    let mut heights: Vec<Option<usize>> = vec![None; api.types.len()];
    for start in (0..api.types.len()).map(TypeId) {
        // The names on the way here, each with the ones that it leads to.
        let mut trail = vec![(start, aliased(api.ty(start)))];
        while let Some((id, open)) = trail.last_mut() {
            let id = *id;
            match open.pop() {
                Some(to) if heights[to.0].is_none() => trail.push((to, aliased(api.ty(to)))),
                Some(_) => {}
                None => {
                    heights[id.0] = Some(cut(&mut api.types[id.0], &heights, diagnostics));
                    trail.pop();
                }
            }
        }
    }
}

/// The number of lists within each other where a name stands; none if it was cut.
fn cut(def: &mut TypeDef, heights: &[Option<usize>], diagnostics: &mut Diagnostics) -> usize {
    let TypeKind::Alias(to) = &def.kind else { return 0 };
    let height = to.levels(&|id| heights[id.0].unwrap_or_default());
    let most = limits::LISTS_WITH_NAMES;
    if height <= most {
        return height;
    }
    let message = format!("this schema has more than {most} arrays within each other");
    let diagnostic = Diagnostic::warning(Code::LooserType, message).at(def.origin, SpanTarget::Key);
    diagnostics.push(
        diagnostic
            .with_note("its type is any JSON value")
            .help("describe one of the arrays as a property of an object"),
    );
    def.kind = TypeKind::Alias(Type::Any);
    0
}

//! Types that differ by what they are used for.
//!
//! * In: types that are as their schemas are written.
//! * Out: a type for each way in which a schema is used and looks different. The ways are from the service, to the
//!   service, as a body of several parts, and as a merge patch.
//! * Afterwards: the presence and type of each field are those of the view that its type is for. A schema that looks the
//!   same wherever it is used has one type still. Of several the one for responses keeps the name, then the one for
//!   requests; a schema that no operation uses looks as in a response.

mod deletions;
mod differences;
mod places;
mod uses;

use crate::collections::HashMap;

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Constraints, Extra, Field, Type, TypeDef, TypeId, TypeKind, View, Views};
use differences::Differences;

/// Gives each type the shape of what it is used for, and makes copies of those that have several.
pub(super) fn split_by_usage(api: &mut Api, _: &Options, _: &mut Diagnostics) {
    // Used in one way, or looking the same in all, a schema has one type. A type for each direction without need would
    // double a client, and values could not be sent back as they came.
    let used = uses::views(api);
    let differences = Differences::new(api);
    let copies = copy(api, &used, &differences);
    for index in 0..api.types.len() {
        let form = copies.form(api, TypeId(index), &used, &differences);
        let def = &mut api.types[index];
        shape(&mut def.kind, form);
        if form == View::Multipart {
            def.examples.clear(); // they are JSON, and files are not
        }
        places::each(&mut def.kind, form, &mut |id, view| copies.target(*id, differences.form(*id, view)));
    }
    uses::each(api, &mut |id, view| copies.target(*id, differences.form(*id, view)));
    uses::patches(api).for_each(deletions::allow);
}

/// The copies of types, by the type and the view that they are for.
#[derive(Default)]
struct Copies(HashMap<(TypeId, View), TypeId>);

impl Copies {
    /// The type that stands for another one in a view.
    fn target(&self, id: TypeId, form: View) -> TypeId {
        self.0.get(&(id, form)).copied().unwrap_or(id)
    }

    /// The view that a type is for.
    fn form(&self, api: &Api, id: TypeId, used: &[Views], differences: &Differences) -> View {
        match api.ty(id).view_of {
            Some((_, view)) => view,
            None => own_form(id, used[id.0], differences),
        }
    }
}

// A schema that is used in one way, or looks the same in all, has one type. One that no operation uses looks as in a
// response.
/// The view whose shape a type has under its own name.
fn own_form(id: TypeId, used: Views, differences: &Differences) -> View {
    used.iter().next().map_or(View::Response, |first| differences.form(id, first))
}

/// Adds the copies, and notes with each type what it is used for.
fn copy(api: &mut Api, used: &[Views], differences: &Differences) -> Copies {
    let mut copies = Copies::default();
    for (index, views) in used.iter().enumerate() {
        let id = TypeId(index);
        let original_form = own_form(id, *views, differences);
        for view in views.iter() {
            let form = differences.form(id, view);
            let at = if form == original_form {
                id
            } else {
                *copies.0.entry((id, form)).or_insert_with(|| add(api, id, form))
            };
            api.types[at.0].views.insert(view);
        }
    }
    copies
}

/// Adds the copy of a type for a view.
fn add(api: &mut Api, original: TypeId, view: View) -> TypeId {
    let copy = TypeDef { views: Views::default(), view_of: Some((original, view)), ..api.ty(original).clone() };
    api.types.push(copy);
    TypeId(api.types.len() - 1)
}

// A value that the caller fills in is sent, also where it is `readOnly`: the document says SHOULD NOT (OAS 3.0.4), and
// the service decides. So in a request such a property is an `Option` and not missing.
/// Gives the fields of a struct the presence and type that they have in a view.
fn shape(kind: &mut TypeKind, view: View) {
    if view == View::Patch {
        deletions::allow_within(kind);
    }
    let TypeKind::Struct(structure) = kind else { return };
    if view == View::Multipart
        && let Some(file) = structure.extra_file.take()
    {
        structure.extra = Extra::Kept(file);
    }
    for field in &mut structure.fields {
        field.presence = field.presence_in(view);
        if view == View::Multipart {
            as_part(field);
        }
    }
}

/// A field as a part, which has no way to be null.
fn as_part(field: &mut Field) {
    if let Some(file) = field.file.take() {
        field.presence = field.presence.not_null();
        field.constraints.items = None;
        if !matches!(file, Type::List(_)) {
            // Lengths and patterns are about texts, and a file is none.
            field.constraints = Constraints::default();
        }
        field.ty = file;
    }
}

/// The named types that occur in a type.
fn each_name(ty: &mut Type, change: &mut impl FnMut(&mut TypeId)) {
    match ty {
        Type::Named(id) => change(id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => each_name(inner, change),
        Type::Tuple(places) => places.iter_mut().for_each(|place| each_name(place, change)),
        _ => {}
    }
}

//! Names of what lists hold.

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeSet;

use super::plural::singular;
use super::{case, words};
use crate::ir::{Api, Hint, Root, Step, Struct, Type, TypeId, TypeKind};

/// The names of items, by the place where they stand.
pub(super) type Items<'a> = HashMap<&'a Hint, String>;

/// Names the unnamed objects in lists that are properties. The name joins that of the schema or operation at the begin
/// of the place and one of the items: `OrderLine` for `lines` of `Order`. A list without a plural has rows or items:
/// `InputRow`. The objects in a named list are called after that: `Label` of `Labels`. Enums and unions in lists are called so too, where the
/// list has a plural.
///
/// Names that would be equal, or that another type has, get the properties on the way, and in the end the whole way. So
/// a name depends on the schema or operation alone, as far as no other type has it.
pub(super) fn names<'a>(
    api: &'a Api,
    word: impl Fn(&Hint, usize) -> String,
    root: impl Fn(&Hint) -> String,
    is_open: impl Fn(TypeId, &Hint) -> bool,
    taken: impl IntoIterator<Item = String>,
) -> Items<'a> {
    let open = api.type_ids().filter(|(id, def)| def.view_of.is_none() && is_open(*id, &def.hint));
    let items = open.filter_map(|(_, def)| match &def.kind {
        TypeKind::Struct(structure) => Item::object(&word, &def.hint, structure),
        // A fixed tag is a part of the type that has it.
        TypeKind::Enum(definition) if definition.is_tag() => None,
        TypeKind::Enum(_) | TypeKind::Union(_) => Item::counted(&word, &def.hint),
        TypeKind::Alias(_) => None,
    });
    let mut open: Vec<Item<'a>> = items.collect();
    open.sort_by_key(|item| item.hint);
    open.dedup_by_key(|item| item.hint);
    let mut taken: HashSet<String> = taken.into_iter().collect();
    let mut names = Items::default();
    // Three rounds, each over all items. Names that would be equal get the longer form alike, so none of them depends on
    // the order of the others.
    for name_of in [Item::shortest, Item::short, Item::long] {
        let wishes: Vec<String> = open.iter().map(|item| name_of(item, root(item.hint))).collect();
        let mut count: HashMap<&str, usize> = HashMap::default();
        wishes.iter().for_each(|wish| *count.entry(wish).or_default() += 1);
        let free: BTreeSet<&str> =
            wishes.iter().map(String::as_str).filter(|wish| count[wish] == 1 && !taken.contains(*wish)).collect();
        let granted = open.iter().zip(&wishes).filter(|(_, wish)| free.contains(wish.as_str()));
        names.extend(granted.map(|(item, wish)| (item.hint, wish.clone())));
        taken.extend(wishes);
        open.retain(|item| !names.contains_key(item.hint));
    }
    names
}

/// The item of a list.
struct Item<'a> {
    hint: &'a Hint,
    /// The names of the properties on the way to the list.
    around: String,
    /// The name of the list; none where that is the schema itself.
    list: Option<String>,
    /// The word for an item of a list without a plural.
    noun: &'static str,
}

impl<'a> Item<'a> {
    /// A struct in a list.
    fn object(word: &impl Fn(&Hint, usize) -> String, hint: &'a Hint, structure: &Struct) -> Option<Self> {
        let is_row = structure.fields.iter().all(|field| !holds_objects(&field.ty));
        Self::new(word, hint, if is_row { "Row" } else { "Item" })
    }

    /// An enum or union in a list that has a plural.
    fn counted(word: &impl Fn(&Hint, usize) -> String, hint: &'a Hint) -> Option<Self> {
        Self::new(word, hint, "Item").filter(|item| item.list.as_deref().and_then(singular).is_some())
    }

    fn new(word: &impl Fn(&Hint, usize) -> String, hint: &'a Hint, noun: &'static str) -> Option<Self> {
        let lists = hint.path.iter().rev().take_while(|step| **step == Step::Item).count();
        if lists == 0 {
            return None;
        }
        let end = hint.path.len() - lists;
        let (list, around) = match &hint.path[..end] {
            [around @ .., Step::Property(_)] => (Some(word(hint, end - 1)), around),
            [] if matches!(hint.root, Root::Schema(_) | Root::Component(..)) => (None, [].as_slice()),
            _ => return None,
        };
        let around = around.iter().enumerate().filter(|(_, step)| **step != Step::Item).map(|(at, _)| word(hint, at));
        Some(Self { hint, around: around.collect(), list, noun })
    }

    /// The name by the root and the list, without words that both have.
    fn shortest(&self, root: String) -> String {
        let [root, one] = self.parts(root);
        words::appended(&root, &one).unwrap_or_else(|| case::joined([root, one]))
    }

    /// The name by the root and the list.
    fn short(&self, root: String) -> String {
        case::joined(self.parts(root))
    }

    fn parts(&self, root: String) -> [String; 2] {
        match &self.list {
            Some(list) => [root, singular(list).unwrap_or_else(|| self.noun.to_owned())],
            None => match singular(&root) {
                Some(one) => [one, String::new()],
                None => [root, self.noun.to_owned()],
            },
        }
    }

    /// The name by all properties on the way.
    fn long(&self, root: String) -> String {
        let list = self.list.as_deref().unwrap_or_default();
        let one = singular(list).unwrap_or_else(|| format!("{list}{}", self.noun));
        case::joined([root, format!("{}{one}", self.around)])
    }
}

/// Returns `true` if a value is more than a cell of a table.
fn holds_objects(ty: &Type) -> bool {
    match ty {
        Type::AnyObject | Type::Map(_) | Type::Named(_) => true,
        Type::List(inner) | Type::Nullable(inner) => holds_objects(inner),
        Type::Tuple(places) => places.iter().any(holds_objects),
        _ => false,
    }
}

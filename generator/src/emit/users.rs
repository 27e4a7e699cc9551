//! The groups of operations that use each type, as the tokens say it. Whatever a type or a module names has to be there
//! where it is compiled.

use crate::collections::HashMap;
use std::collections::BTreeSet;

use crate::print::{Kind, Tokens};

// Features are closed by construction: the users of a type are the groups whose tokens name it, or name a type that
// does. So a type has all the users of those that name it, and a feature never misses one.
/// The users of all types. A user is a number; modules of one group may have the same.
pub(super) struct TypeUsers {
    by_name: HashMap<String, usize>,
    /// The types that each type names.
    mentioned: Vec<BTreeSet<usize>>,
    /// The types that modules name, each with the user.
    open: Vec<(usize, BTreeSet<usize>)>,
}

impl TypeUsers {
    /// Begins with the names of the types in their order.
    pub(super) fn new(names: impl Iterator<Item = String>) -> Self {
        let by_name = names.enumerate().map(|(index, name)| (name, index)).collect();
        Self { by_name, mentioned: Vec::new(), open: Vec::new() }
    }

    /// Adds the items of the next type.
    pub(super) fn add_type<'a>(&mut self, items: impl Iterator<Item = &'a Tokens>) {
        let mut mentioned = BTreeSet::new();
        items.for_each(|item| mentions(item, Path::Bare, &self.by_name, &mut mentioned));
        self.mentioned.push(mentioned);
    }

    /// Begins a module of a user.
    pub(super) fn begin_module(&mut self, user: usize) {
        self.open.push((user, BTreeSet::new()));
    }

    /// Adds an item of the module that was begun last.
    pub(super) fn add_item_of_module(&mut self, item: &Tokens) {
        if let Some((_, open)) = self.open.last_mut() {
            mentions(item, Path::InTypes, &self.by_name, open);
        }
    }

    /// The users of each type, and the types that it names. `others` is the user of types that no module names, and of what these
    /// name.
    pub(super) fn finish(mut self, others: usize) -> impl Iterator<Item = (BTreeSet<usize>, BTreeSet<usize>)> {
        let mut users = vec![BTreeSet::new(); self.mentioned.len()];
        for (user, open) in std::mem::take(&mut self.open) {
            self.reach(&mut users, open, user);
        }
        let unused = users.iter().enumerate().filter(|(_, users)| users.is_empty()).map(|(index, _)| index).collect();
        self.reach(&mut users, unused, others);
        users.into_iter().zip(self.mentioned)
    }

    /// Adds a user to types, and to all that they name.
    fn reach(&self, users: &mut [BTreeSet<usize>], mut open: BTreeSet<usize>, user: usize) {
        while let Some(index) = open.pop_first() {
            if users[index].insert(user) {
                open.extend(&self.mentioned[index]);
            }
        }
    }
}

/// The way in which tokens name a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    /// By its name alone, in the module of the types.
    Bare,
    /// By `types::`, elsewhere.
    InTypes,
}

/// Adds the types that tokens name.
fn mentions(tokens: &Tokens, path: Path, types: &HashMap<String, usize>, users: &mut BTreeSet<usize>) {
    Mentions { tokens, path, types, users }.add(0, tokens.len(), false);
}

struct Mentions<'a> {
    tokens: &'a Tokens,
    path: Path,
    types: &'a HashMap<String, usize>,
    users: &'a mut BTreeSet<usize>,
}

impl Mentions<'_> {
    /// Adds what tokens from one place to another name. Those of the body of an enum are its variants.
    fn add(&mut self, start: usize, end: usize, are_variants: bool) {
        let tokens = self.tokens;
        // The module in front of the last `::` is that of the types, and the number of colons since.
        let (mut is_in_module, mut colons) = (false, 0);
        // Variants have names of their own: those of an enum's body, and those that stand behind `..` and `=>` in macros.
        let (mut is_enum, mut is_variant, mut last, mut is_start) = (false, false, "", are_variants);
        for at in tokens.places(start, end) {
            let (kind, text) = (tokens.kind(at), tokens.text(at));
            if kind == Kind::Word && std::mem::take(&mut is_start) {
                continue;
            }
            let names_variant = std::mem::take(&mut is_variant);
            let sign = if matches!(kind, Kind::Sign { .. }) { text } else { "" };
            is_variant = matches!((last, sign), (".", ".") | ("=", ">"));
            is_start |= are_variants && sign == ",";
            last = sign;
            match kind {
                Kind::Word if names_variant => (is_in_module, colons) = (false, 0),
                Kind::Open { end } if is_enum && text == "{" => {
                    is_enum = false;
                    self.add(at + 1, end, true);
                }
                Kind::Word => {
                    is_enum |= text == "enum";
                    if (colons == 2 && is_in_module) || (self.path == Path::Bare && colons < 2) {
                        self.users.extend(self.types.get(text));
                    }
                    (is_in_module, colons) = (text == "types", 0);
                }
                Kind::Sign { .. } if sign == ":" => colons += 1,
                Kind::Open { end } => {
                    self.add(at + 1, end, false);
                    (is_in_module, colons) = (false, 0);
                }
                Kind::Sign { .. } | Kind::Literal | Kind::Doc | Kind::Close => (is_in_module, colons) = (false, 0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::TypeUsers;
    use crate::print::Tokens;

    #[test]
    fn types_are_used_by_what_names_them_and_their_users() {
        let ty = |name: &str, item_tokens, codecs| (name.to_owned(), [item_tokens, codecs].map(Tokens::read));
        let types = [
            ty("Pet", quote! { pub struct Pet { pub owner: Option<Owner>, } }, quote! { impl rt::Status for Pet {} }),
            ty("Owner", quote! { pub struct Owner {} }, quote! {}),
            ty("Status", quote! { pub type Status = String; }, quote! {}),
            ty("Idle", quote! { pub type Idle = Vec<Pet>; }, quote! {}),
            ty("Unknown", quote! { pub struct Unknown {} }, quote! {}),
            ty(
                "Kind",
                quote! { pub enum Kind { Owner, Unknown(String) } },
                quote! { rt::string_enum!(Kind { Owner = "owner", ..Unknown }); },
            ),
        ];
        let pets = quote! { fn pet(a: &types::Pet) -> rt::Status {} };
        let owners = quote! { fn owner() -> super::types::Owner { Status } };
        let mut users = TypeUsers::new(types.iter().map(|(name, _)| name.clone()));
        types.iter().for_each(|(_, items)| users.add_type(items.iter()));
        for (user, item) in [pets, owners].into_iter().enumerate() {
            users.begin_module(user);
            users.add_item_of_module(&Tokens::read(item));
        }
        let user_lists: Vec<Vec<usize>> = users.finish(2).map(|(users, _)| users.into_iter().collect()).collect();
        assert_eq!(user_lists, [vec![0, 2], vec![0, 1, 2], vec![2], vec![2], vec![2], vec![2]]);
    }
}

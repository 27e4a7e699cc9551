//! The groups of operations that use each type, as the tokens say it. Whatever a type or a module names has to be there
//! where it is compiled.

use crate::collections::HashMap;
use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::Module;

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
    pub(super) fn add_type<'a>(&mut self, items: impl Iterator<Item = &'a TokenStream>) {
        let mut mentioned = BTreeSet::new();
        items.for_each(|item| mentions(item, Path::Bare, &self.by_name, &mut mentioned));
        self.mentioned.push(mentioned);
    }

    /// Adds a module of a user.
    pub(super) fn add_module(&mut self, user: usize, module: &Module<TokenStream>) {
        let mut open = BTreeSet::new();
        module.items.iter().for_each(|item| mentions(item, Path::InTypes, &self.by_name, &mut open));
        self.open.push((user, open));
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

fn mentions(tokens: &TokenStream, path: Path, types: &HashMap<String, usize>, users: &mut BTreeSet<usize>) {
    // The module in front of the last `::` is that of the types, and the number of colons since.
    let (mut is_in_module, mut colons) = (false, 0);
    // Variants have names of their own: those of an enum's body, and those that stand behind `..` and `=>` in macros.
    let (mut is_enum, mut is_variant, mut last) = (false, false, ' ');
    for token in tokens.clone() {
        let names_variant = std::mem::take(&mut is_variant);
        match &token {
            TokenTree::Punct(sign) => {
                is_variant = matches!((last, sign.as_char()), ('.', '.') | ('=', '>'));
                last = sign.as_char();
            }
            _ => last = ' ',
        }
        match token {
            TokenTree::Ident(_) if names_variant => (is_in_module, colons) = (false, 0),
            TokenTree::Group(group) if is_enum && group.delimiter() == Delimiter::Brace => {
                is_enum = false;
                mentions(&without_names(group.stream()), path, types, users);
            }
            TokenTree::Ident(ident) => {
                is_enum |= ident == "enum";
                if (colons == 2 && is_in_module) || (path == Path::Bare && colons < 2) {
                    users.extend(types.get(&ident.to_string()));
                }
                (is_in_module, colons) = (ident == "types", 0);
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                mentions(&group.stream(), path, types, users);
                (is_in_module, colons) = (false, 0);
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => (is_in_module, colons) = (false, 0),
        }
    }
}

/// The body of an enum without the names of its variants.
fn without_names(body: TokenStream) -> TokenStream {
    let mut is_start = true;
    let is_kept = |token: &TokenTree| match token {
        TokenTree::Ident(_) => !std::mem::take(&mut is_start),
        TokenTree::Punct(sign) => {
            is_start |= sign.as_char() == ',';
            true
        }
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
    };
    body.into_iter().filter(is_kept).collect()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::Module;
    use super::TypeUsers;

    #[test]
    fn types_are_used_by_what_names_them_and_their_users() {
        let ty = |name: &str, item_tokens, codecs| (name.to_owned(), [item_tokens, codecs]);
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
        let module = |items| Module::new("a", quote! {}, quote! {}, vec![items]);
        let pets = module(quote! { fn pet(a: &types::Pet) -> rt::Status {} });
        let owners = module(quote! { fn owner() -> super::types::Owner { Status } });
        let mut users = TypeUsers::new(types.iter().map(|(name, _)| name.clone()));
        types.iter().for_each(|(_, items)| users.add_type(items.iter()));
        users.add_module(0, &pets);
        users.add_module(1, &owners);
        let user_lists: Vec<Vec<usize>> = users.finish(2).map(|(users, _)| users.into_iter().collect()).collect();
        assert_eq!(user_lists, [vec![0, 2], vec![0, 1, 2], vec![2], vec![2], vec![2], vec![2]]);
    }
}

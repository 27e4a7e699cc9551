//! Changes from the items of one client to those of another.

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use super::items::{ClientItem, ClientItems};
use super::{ApiChange, ApiDiff, ChangeKind, ChangeLevel, ItemKind};
use crate::limits;

type Key = (String, ItemKind);

/// Compares two clients.
pub(crate) fn compare(old: &ClientItems, new: &ClientItems) -> ApiDiff {
    let renames = Renames::find(old, new);
    let before: BTreeMap<Key, ClientItem> = old
        .items
        .iter()
        .map(|((path, kind), item)| {
            let item = ClientItem {
                text: renames.text(path, &item.text),
                contract: renames.text(path, &item.contract),
                parent: item.parent.as_ref().map(|parent| renames.text("", parent)),
                ..item.clone()
            };
            ((renames.text(path, path), *kind), item)
        })
        .collect();
    let aliases = [Aliases(&before), Aliases(&new.items)];
    let mut comparison = Comparison { old, new, before: &before, renames: &renames, aliases, changes: Vec::new() };
    comparison.renamed();
    comparison.items();
    comparison.wire();
    let mut changes = comparison.changes;
    changes.sort_by(|a, b| (b.level, &a.path, a.item).cmp(&(a.level, &b.path, b.item)));
    ApiDiff { format: ApiDiff::FORMAT, level: changes.iter().map(|change| change.level).max(), changes }
}

/// Items that have another name for the same schema or operation.
#[derive(Debug, Default)]
struct Renames {
    /// Types and methods, from the old path to the new one.
    items: HashMap<String, String>,
    /// The same, with the types behind operations.
    paths: HashMap<String, String>,
    /// Names of types as they stand within `types`.
    types: HashMap<String, String>,
    /// Names of the types behind operations, as they stand outside of it.
    markers: HashMap<String, String>,
}

impl Renames {
    fn find(old: &ClientItems, new: &ClientItems) -> Self {
        let types = Self::pairs(old, new, &old.pointers, &new.pointers, is_type);
        let methods = Self::pairs(old, new, &old.requests, &new.requests, |kind| kind == ItemKind::Function);
        let markers = methods.iter().filter_map(|(old_method, new_method)| {
            Some((old.markers.get(old_method)?.clone(), new.markers.get(new_method)?.clone()))
        });
        let markers: Vec<(String, String)> = markers.collect();
        let beside = markers.iter().flat_map(|(marker, new_marker)| Self::beside(old, new, marker, new_marker));
        let beside: Vec<(String, String)> = beside.collect();
        let markers: Vec<(String, String)> = markers.into_iter().chain(beside).collect();
        let last = |pairs: &[(String, String)]| {
            let name = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
            pairs.iter().map(|(old, new)| (name(old), name(new))).collect()
        };
        Self {
            types: last(&types),
            markers: last(&markers),
            paths: types.iter().chain(&methods).chain(&markers).cloned().collect(),
            items: types.into_iter().chain(methods).collect(),
        }
    }

    /// The types that stand beside an operation, such as `ListPetsHeaders`: they have new names with it.
    fn beside(old: &ClientItems, new: &ClientItems, marker: &str, new_marker: &str) -> Vec<(String, String)> {
        let range = old.items.range((marker.to_owned(), ItemKind::Struct)..);
        let range = range.take_while(|((path, _), _)| path.starts_with(marker));
        let types = range.filter(|((path, kind), item)| {
            path != marker
                && is_type(*kind)
                && item.parent.as_ref().and_then(|method| old.markers.get(method)).is_some_and(|of| of == marker)
        });
        let pairs = types.filter_map(|((path, kind), _)| {
            let new_path = format!("{new_marker}{}", &path[marker.len()..]);
            new.items.contains_key(&(new_path.clone(), *kind)).then(|| (path.clone(), new_path))
        });
        pairs.collect()
    }

    /// The pairs of an item that is gone and one that is new, where no other item is about the same thing.
    fn pairs(
        old: &ClientItems,
        new: &ClientItems,
        about_old: &HashMap<String, String>,
        about_new: &HashMap<String, String>,
        has_kind: impl Fn(ItemKind) -> bool,
    ) -> Vec<(String, String)> {
        let has = |client: &ClientItems, path: &String| kinds(&client.items, path).any(&has_kind);
        let mut gone: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for (path, about) in about_old.iter().filter(|(path, _)| has(old, path) && !has(new, path)) {
            gone.entry(about).or_default().push(path);
        }
        let mut fresh: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for (path, about) in about_new.iter().filter(|(path, _)| has(new, path) && !has(old, path)) {
            fresh.entry(about).or_default().push(path);
        }
        let pairs =
            gone.into_iter().filter_map(|(about, gone)| match (gone.as_slice(), fresh.get(about)?.as_slice()) {
                ([gone], [fresh]) => Some(((*gone).clone(), (*fresh).clone())),
                _ => None,
            });
        pairs.collect()
    }

    /// A text of the old client with the new names. Within `types` a type stands without its module.
    fn text(&self, path: &str, text: &str) -> String {
        if self.paths.is_empty() {
            return text.to_owned();
        }
        let is_within_types = path.starts_with("types::");
        with_paths(text, |path| self.path(path, is_within_types))
    }

    fn path(&self, path: &str, is_within_types: bool) -> String {
        let short = if is_within_types { &self.types } else { &self.markers };
        if let Some(new) = short.get(path) {
            return new.clone();
        }
        // The longest beginning that has a new name: `types::Pet::name` begins with `types::Pet`.
        let ends = std::iter::once(path.len()).chain(path.rmatch_indices("::").map(|(at, _)| at));
        for end in ends {
            let (head, tail) = path.split_at(end);
            if let Some(new) = self.paths.get(head) {
                return format!("{new}{tail}");
            }
        }
        path.to_owned()
    }
}

/// The aliases of a client. An alias and the type behind it are one and the same for the compiler.
#[derive(Clone, Copy)]
struct Aliases<'a>(&'a BTreeMap<Key, ClientItem>);

impl<'a> Aliases<'a> {
    /// A text without aliases, and with the module of each type. Within `types` a type stands without its module.
    fn resolved(self, path: &str, text: &str) -> String {
        self.without(path.starts_with("types::"), text, limits::ALIASES_IN_A_ROW)
    }

    fn without(self, is_within_types: bool, text: &str, depth: usize) -> String {
        with_paths(text, |name| {
            let of_types = is_within_types.then(|| format!("types::{name}"));
            let of_types = of_types.filter(|path| kinds(self.0, path).any(is_type));
            let path = of_types.unwrap_or_else(|| name.to_owned());
            match (self.target(&path), depth.checked_sub(1)) {
                (Some(ty), Some(depth)) => self.without(path.starts_with("types::"), ty, depth),
                _ => path,
            }
        })
    }

    /// The type behind an alias without parameters.
    fn target(self, path: &str) -> Option<&'a str> {
        let alias = self.0.get(&(path.to_owned(), ItemKind::Alias))?;
        alias.text.strip_prefix("type ")?.strip_prefix(path)?.strip_prefix(" = ")
    }
}

/// A text in which each path is another one.
fn with_paths(text: &str, other: impl Fn(&str) -> String) -> String {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut changed = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !(is_name(c) || c == ':')) {
        let end = word.trim_end_matches(|c: char| !is_name(c));
        changed.push_str(&other(end));
        changed.push_str(&word[end.len()..]);
    }
    changed
}

struct Comparison<'a> {
    old: &'a ClientItems,
    new: &'a ClientItems,
    /// The old items under their new names.
    before: &'a BTreeMap<Key, ClientItem>,
    renames: &'a Renames,
    /// The aliases before, and now.
    aliases: [Aliases<'a>; 2],
    changes: Vec<ApiChange>,
}

impl Comparison<'_> {
    fn renamed(&mut self) {
        let paths: Vec<_> = self.renames.items.iter().map(|(old, new)| (old.clone(), new.clone())).collect();
        for (old, new) in paths {
            let text = |client: &ClientItems, path: &str| {
                let kind = kinds(&client.items, path).next()?;
                client.items.get(&(path.to_owned(), kind)).map(|item| item.text.clone())
            };
            let (before, now) = (text(self.old, &old), text(self.new, &new));
            let Some(item) = kinds(&self.new.items, &new).next() else { continue };
            self.push(ChangeLevel::Breaking, ChangeKind::Renamed, item, &new, before, now, None);
        }
    }

    fn items(&mut self) {
        let gone = self.before.keys().filter(|key| !self.new.items.contains_key(*key));
        let gone: Vec<Key> = gone.cloned().collect();
        let fresh = self.new.items.keys().filter(|key| !self.before.contains_key(*key));
        let fresh: Vec<Key> = fresh.cloned().collect();
        let [gone, fresh] = self.without_same_impls(gone, fresh);
        // A struct that became an enum is one change, whose parts say nothing more.
        let became: HashSet<String> = paths(&gone, is_type).intersection(&paths(&fresh, is_type)).cloned().collect();
        let owners: HashSet<String> = paths(&gone, is_owner).union(&paths(&fresh, is_owner)).cloned().collect();
        for (path, kind) in &gone {
            let item = &self.before[&(path.clone(), *kind)];
            if self.is_part(item.parent.as_deref(), &owners) {
                continue;
            }
            let mut kinds_now = kinds(&self.new.items, path);
            let kind_now = kinds_now.find(|now| became.contains(path) && is_type(*kind) && is_type(*now));
            let now = kind_now.map(|kind| self.new.items[&(path.clone(), kind)].text.clone());
            let change = if now.is_some() { ChangeKind::Changed } else { ChangeKind::Removed };
            self.push(ChangeLevel::Breaking, change, *kind, path, Some(item.text.clone()), now, None);
        }
        for (path, kind) in &fresh {
            let item = &self.new.items[&(path.clone(), *kind)];
            if self.is_part(item.parent.as_deref(), &owners) || became.contains(path) && is_type(*kind) {
                continue;
            }
            let parent = item.parent.as_ref().and_then(|parent| {
                let kind = kinds(self.before, parent).find(|kind| is_type(*kind))?;
                self.before.get(&(parent.clone(), kind))
            });
            let (level, note) = match kind {
                ItemKind::Field if parent.is_some_and(|parent| parent.is_exhaustive) => {
                    (ChangeLevel::Breaking, Some("a literal of the struct without `..` misses the field"))
                }
                ItemKind::Variant if parent.is_some_and(|parent| parent.is_exhaustive) => {
                    (ChangeLevel::Breaking, Some("a `match` without `_` misses the variant"))
                }
                _ => (ChangeLevel::Additive, None),
            };
            self.push(level, ChangeKind::Added, *kind, path, None, Some(item.text.clone()), note);
        }
        for ((path, kind), item) in &self.new.items {
            let Some(before) = self.before.get(&(path.clone(), *kind)).filter(|before| before.text != item.text) else {
                continue;
            };
            let [old, new] = self.aliases;
            let is_other = before.contract != item.contract
                && old.resolved(path, &before.contract) != new.resolved(path, &item.contract);
            let have_moved = have_changed_places(&before.arguments, &item.arguments);
            // The compiler sees nothing of it, and values land in other fields.
            let are_others = item.is_constructor && before.arguments != item.arguments;
            let note = match (is_other, have_moved) {
                (true, _) => None,
                (false, true) => Some("arguments of one type have changed places"),
                (false, false) => Some("an argument is another field of the same type"),
            };
            if is_other || have_moved || are_others {
                let texts = (Some(before.text.clone()), Some(item.text.clone()));
                self.push(ChangeLevel::Breaking, ChangeKind::Changed, *kind, path, texts.0, texts.1, note);
            }
        }
    }

    /// The keys without those of implementations that are the same but for aliases.
    fn without_same_impls(&self, gone: Vec<Key>, fresh: Vec<Key>) -> [Vec<Key>; 2] {
        let [old, new] = self.aliases;
        let resolved = |(path, kind): &Key, items: &BTreeMap<Key, ClientItem>, aliases: Aliases<'_>| {
            (*kind == ItemKind::Impl).then(|| aliases.resolved(path, &items[&(path.clone(), *kind)].text))
        };
        let before = |key: &Key| resolved(key, self.before, old);
        let now = |key: &Key| resolved(key, &self.new.items, new);
        let texts: [HashSet<String>; 2] =
            [gone.iter().filter_map(before).collect(), fresh.iter().filter_map(now).collect()];
        let is_in = |text: Option<String>, texts: &HashSet<String>| text.is_some_and(|text| texts.contains(&text));
        [
            gone.into_iter().filter(|key| !is_in(before(key), &texts[1])).collect(),
            fresh.into_iter().filter(|key| !is_in(now(key), &texts[0])).collect(),
        ]
    }

    /// Changes of private code, where nothing else has changed about an item.
    fn wire(&mut self) {
        let mut changed: HashSet<String> = HashSet::default();
        for change in &self.changes {
            changed.insert(change.path.clone());
            let item = self.new.items.get(&(change.path.clone(), change.item));
            let item = item.or_else(|| self.before.get(&(change.path.clone(), change.item)));
            changed.extend(item.and_then(|item| item.parent.clone()));
        }
        for (path, code) in &self.old.private {
            let path = self.renames.text(path, path);
            let Some(now) = self.new.private.get(&path).filter(|_| !changed.contains(&path)) else { continue };
            let before: Vec<String> = code.iter().map(|code| self.renames.text(&path, code)).collect();
            let requests = (self.old.requests.get(&path), self.new.requests.get(&path));
            let unnamed = |code: &[String], request: Option<&String>| without_names(&code.join("\n"), request);
            if unnamed(&before, requests.0) == unnamed(now, requests.1) {
                continue;
            }
            let (before, now) = match requests {
                (Some(before), Some(now)) if before != now => (before.clone(), now.clone()),
                _ => excerpts(&before.join("\n"), &now.join("\n")),
            };
            let Some(kind) = kinds(&self.new.items, &path).next() else { continue };
            self.push(ChangeLevel::Wire, ChangeKind::Changed, kind, &path, Some(before), Some(now), None);
        }
    }

    /// Returns `true` if an item goes or comes with the one that it is a part of.
    fn is_part(&self, parent: Option<&str>, owners: &HashSet<String>) -> bool {
        let mut parent = parent.map(str::to_owned);
        while let Some(path) = parent {
            if owners.contains(&path) {
                return true;
            }
            let of = |items: &BTreeMap<Key, ClientItem>| {
                let kind = kinds(items, &path).find(|kind| is_owner(*kind))?;
                items.get(&(path.clone(), kind)).and_then(|item| item.parent.clone())
            };
            parent = of(&self.new.items).or_else(|| of(self.before)).filter(|next| *next != path);
        }
        false
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        level: ChangeLevel,
        kind: ChangeKind,
        item: ItemKind,
        path: &str,
        old: Option<String>,
        new: Option<String>,
        note: Option<&'static str>,
    ) {
        let parent = |path: &str, item: ItemKind| {
            let key = (path.to_owned(), item);
            self.new.items.get(&key).or_else(|| self.before.get(&key))?.parent.as_deref()
        };
        let around = parent(path, item);
        let around_that = around.and_then(|path| {
            let types = kinds(&self.new.items, path).chain(kinds(self.before, path)).find(|kind| is_owner(*kind))?;
            parent(path, types)
        });
        let mut paths = ancestors(path).chain(around).chain(around_that);
        let pointer =
            paths.find_map(|path| self.new.pointers.get(path).or_else(|| self.old.pointers.get(path))).cloned();
        self.changes.push(ApiChange { level, kind, item, path: path.to_owned(), old, new, note, pointer });
    }
}

/// Returns `true` if an argument stands where another one has been, under the name that it has had.
fn have_changed_places(old: &[String], new: &[String]) -> bool {
    new.iter().enumerate().any(|(now, name)| old.iter().position(|old| old == name).is_some_and(|before| before != now))
}

/// The kinds of the items at a path.
fn kinds<'a>(items: &'a BTreeMap<Key, ClientItem>, path: &str) -> impl Iterator<Item = ItemKind> + 'a {
    // The first and the last kind of the enum, so that the range has all of a path.
    let [first, last] = [ItemKind::Struct, ItemKind::Impl].map(|kind| (path.to_owned(), kind));
    items.range(first..=last).map(|((_, kind), _)| *kind)
}

/// A path and those of what is around it, the innermost first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split(" as ").next().unwrap_or_default();
    std::iter::once(path.len()).chain(path.rmatch_indices("::").map(|(at, _)| at)).map(move |end| &path[..end])
}

// A service never sees them.
/// Code of an operation with a number for the name of each variable in the path of its request.
fn without_names(code: &str, request: Option<&String>) -> String {
    let path = request.map_or("", String::as_str);
    let variables = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    variables.enumerate().fold(code.to_owned(), |code, (index, (name, _))| {
        let code = code.replace(&format!("{{{name}}}"), &format!("{{{index}}}"));
        code.replace(&format!("path(\"{name}\")"), &format!("path(\"{index}\")"))
    })
}

/// The parts of private code that differ: calls of a chain, and items of lists.
fn excerpts(old: &str, new: &str) -> (String, String) {
    let [old, new] = [old, new].map(|code| code.replace(").", ")\n.").replace(", ", ",\n"));
    let diff = TextDiff::from_lines(&old, &new);
    let side = |tag: ChangeTag| {
        let parts = diff.iter_all_changes().filter(|change| change.tag() == tag).map(|change| change.value().trim());
        let text = parts.collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(limits::EXCERPT_OF_CODE) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    (side(ChangeTag::Delete), side(ChangeTag::Insert))
}

fn paths(keys: &[Key], has_kind: impl Fn(ItemKind) -> bool) -> HashSet<String> {
    keys.iter().filter(|(_, kind)| has_kind(*kind)).map(|(path, _)| path.clone()).collect()
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Alias)
}

/// Returns `true` if an item has parts that go and come with it.
fn is_owner(kind: ItemKind) -> bool {
    match kind {
        ItemKind::Struct
        | ItemKind::Enum
        | ItemKind::Variant
        | ItemKind::Alias
        | ItemKind::Trait
        | ItemKind::Function => true,
        ItemKind::Constant
        | ItemKind::Field
        | ItemKind::Output
        | ItemKind::Failure
        | ItemKind::Headers
        | ItemKind::Continuation
        | ItemKind::Impl => false,
    }
}

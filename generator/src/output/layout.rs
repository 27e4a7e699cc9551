//! Modules of a crate as files: types by the operations that use them, and no file of more than so many lines.

use std::collections::{BTreeMap, BTreeSet};

use super::format;
use crate::emit::{Module, Types};
use crate::limits;
use crate::print;
use crate::protocol::file;

// A set of few lines is not worth a file and a `cfg`. It becomes what the larger sets around it have in common, or all
// of them. That keeps the order of sets: the types that a type names are there wherever it is.
/// Types that several groups share stand in a file of their own where they have so many lines; the others share one.
const SHARED_LINES: usize = 60;

/// Lines of the items of a file: the others are for what is in front of them.
const LINES: usize = limits::FILE_LINES - 100;

/// So many groups are named in the name of a file.
const NAMED_GROUPS: usize = 2;

/// The users of types, in the order of their numbers: groups of operations, and what no group uses.
pub(super) struct Groups<'a> {
    /// The names of their files.
    pub(super) names: Vec<&'a str>,
    /// Their features; none where the crate has none.
    pub(super) features: Vec<Option<&'a str>>,
}

/// A file of a module: its path within `src`, and its text.
pub(super) type File = (String, String);

/// A part of a module that is a file of its own.
struct ModuleFile {
    name: String,
    /// The features with any of which it is compiled; none where it always is.
    features: BTreeSet<String>,
    /// The items of the module above that it names.
    imports: String,
    text: String,
}

/// The files of a module whose items stand in an order of their own. `stem` is the name of its file.
pub(super) fn module(module: &Module, stem: &str) -> Vec<File> {
    let mut cuts = module.breaks.iter().copied().chain([module.items.len()]);
    let head = cuts.next().unwrap_or_default();
    let mut current_head = print::items(&module.items[..head]);
    let mut runs = Vec::new();
    let mut start = head;
    for end in cuts {
        runs.push(print::items(&module.items[start..end]));
        start = end;
    }
    let mut files =
        cut(runs.iter().map(String::as_str), LINES.saturating_sub(current_head.lines().count())).into_iter();
    let first = files.next().unwrap_or_default();
    let mut parts = Vec::new();
    let mut declared = String::new();
    for (index, text) in files.enumerate() {
        let name = format!("part_{}", index + 2);
        let path = (stem != format::plain_name(&module.name)).then(|| format!("#[path = \"{stem}/{name}.rs\"]\n"));
        declared.push_str(&format!("{}mod {name};\npub use self::{name}::*;\n", path.unwrap_or_default()));
        parts.push((format!("{stem}/{name}.rs"), format::file(&format!("use super::*;\n\n{text}"))));
    }
    // In a part `super` is this module, and items were written for the module above it.
    let names: BTreeSet<&str> = parts.iter().flat_map(|(_, text)| names_above(text)).collect();
    let missing: Vec<&str> = names.difference(&names_above(&current_head)).copied().collect();
    if !missing.is_empty() {
        current_head.push_str(&format::import(&missing));
    }
    if !declared.is_empty() {
        current_head.push_str(&format!("\n{declared}"));
    }
    let separator = if current_head.is_empty() || first.is_empty() { "" } else { "\n" };
    parts.push((format!("{stem}.rs"), format::file(&format!("{current_head}{separator}{first}"))));
    parts
}

// Every line is looked at, so this is no parser: literals of text have no line breaks, and all else that may say anything is a comment.
/// The names behind `super::` in the text of a file.
fn names_above(text: &str) -> BTreeSet<&str> {
    const ABOVE: &str = "super::";
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices(ABOVE) {
            let (before, name) = (&line[..at], &line[at + ABOVE.len()..]);
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#')).unwrap_or(name.len());
            let is_path = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if is_path && end > 0 && !ends_in_literal(before) {
                names.insert(&name[..end]);
            }
        }
    }
    names
}

/// Returns `true` if the end of a text is within a literal that begins in it.
fn ends_in_literal(text: &str) -> bool {
    let (mut is_within, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_within,
            b'"' => is_within = !is_within,
            _ => {}
        }
    }
    is_within
}

/// A type as text.
struct PrintedType<'a> {
    name: String,
    users: &'a BTreeSet<usize>,
    /// The types that it names.
    mentioned: &'a BTreeSet<usize>,
    /// The type, and its codecs.
    sides: [&'a str; 2],
}

/// The files of the types, and those of their codecs.
pub(super) fn types(types: &Types, groups: &Groups<'_>) -> Vec<File> {
    let printed = types.list.iter().map(|items| PrintedType {
        name: items.name.to_string(),
        users: &items.users,
        mentioned: &items.mentioned,
        sides: [&items.items, &items.codecs],
    });
    let printed: Vec<PrintedType<'_>> = printed.collect();
    let names: BTreeSet<String> = types.list.iter().map(|items| format::plain_name(&items.name)).collect();
    let sets = sets(&printed, groups);
    let mut files = Vec::new();
    let codecs = types.has_codecs().then_some(&types.codecs);

    for (side, module) in [Some(&types.types), codecs].into_iter().flatten().enumerate() {
        let mut taken = names.clone();
        let mut parts = Vec::new();
        for Set { name, features, members } in &sets {
            let texts = members.iter().map(|index| (*index, printed[*index].sides[side]));
            // Where no type names the runtime, the module has no name for it.
            let has_runtime = module.items.iter().any(|item| item.ends_with(" as rt;\n"));
            for (members, text) in cut_members(texts.filter(|(_, text)| !text.is_empty()), LINES) {
                let runtime = (has_runtime && names_runtime(&text)).then_some("rt");
                let imports = imports(&printed, &members, side, runtime);
                parts.push(ModuleFile { name: free(&mut taken, name), features: features.clone(), imports, text });
            }
        }
        files.extend(of_parts(module, parts, side == 0));
    }
    files
}

/// The file of a module, and those of its parts. One part that is always compiled is the module itself.
fn of_parts(module: &Module, parts: Vec<ModuleFile>, is_public: bool) -> Vec<File> {
    let stem = format::plain_name(&module.name);
    let mut text = print::items(&module.items);
    if !(text.is_empty() || parts.is_empty()) {
        text.push('\n');
    }
    if let [ModuleFile { features, text: part_text, .. }] = &parts[..]
        && features.is_empty()
    {
        text.push_str(part_text);
        return vec![(format!("{stem}.rs"), format::file(&text))];
    }
    let mut files = Vec::new();
    for ModuleFile { name, features, imports, text: part_text } in parts {
        let cfg = cfg(&features);
        text.push_str(&format!("{cfg}mod {name};\n"));
        if is_public {
            text.push_str(&format!("{cfg}pub use self::{name}::*;\n"));
        }
        files.push((format!("{stem}/{name}.rs"), format::file(&format!("{imports}{part_text}"))));
    }
    files.push((format!("{stem}.rs"), format::file(&text)));
    files
}

// With `use super::*` rustc looks at each type once for each file. For 8,000 operations in 800 files that took a sixth of
// the time of a check, and grew as a square.
/// The imports of a file with some types or their codecs, and a blank line.
fn imports(types: &[PrintedType<'_>], members: &[usize], side: usize, runtime: Option<&str>) -> String {
    let mut named: BTreeSet<usize> = members.iter().flat_map(|index| types[*index].mentioned).copied().collect();
    for index in members {
        // Types stand in the file itself, and codecs beside it.
        if side == 0 {
            named.remove(index)
        } else {
            named.insert(*index)
        };
    }
    let mut names: Vec<&str> = named.iter().map(|index| types[*index].name.as_str()).chain(runtime).collect();
    names.sort_unstable();
    match names[..] {
        [] => String::new(),
        [name] => format!("use super::{name};\n\n"),
        _ => format!("{}\n", format::import(&names)),
    }
}

/// The attribute of a module that is compiled with any of some features.
pub(super) fn cfg(features: &BTreeSet<String>) -> String {
    let mut each = features.iter().map(|feature| format!("feature = {feature:?}"));
    match (each.next(), features.len()) {
        (None, _) => String::new(),
        (Some(one), 1) => format!("#[cfg({one})]\n"),
        (Some(first), _) => {
            let list: String = std::iter::once(first).chain(each).map(|one| format!("    {one},\n")).collect();
            format!("#[cfg(any(\n{list}))]\n")
        }
    }
}

// A type has all the users of those that name it. So a file that is compiled for any of its users finds all that it
// names.
/// Types that stand together.
struct Set {
    /// The name of their file.
    name: String,
    features: BTreeSet<String>,
    members: Vec<usize>,
}

/// The types by what uses them.
fn sets(types: &[PrintedType<'_>], groups: &Groups<'_>) -> Vec<Set> {
    let lines = |side: usize| types.iter().map(|printed| printed.sides[side].lines().count() + 1).sum::<usize>();
    if groups.names.is_empty() || groups.features.iter().all(Option::is_none) && lines(0).max(lines(1)) <= LINES {
        let members = (0..types.len()).collect();
        return vec![Set { name: SHARED.to_owned(), features: BTreeSet::new(), members }];
    }
    let mut by_users: BTreeMap<BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for (users, printed) in closed(types, groups).into_iter().zip(types.iter().enumerate()) {
        by_users.entry(users).or_default().push(printed.0);
    }
    let set = |(users, members): (BTreeSet<usize>, Vec<usize>)| {
        let user_features: BTreeSet<String> =
            users.iter().filter_map(|user| groups.features[*user].map(str::to_owned)).collect();
        let all: BTreeSet<&str> = groups.features.iter().copied().flatten().collect();
        let features = if user_features.len() == all.len() { BTreeSet::new() } else { user_features };
        Set { name: file_name(&users, groups), features, members }
    };
    let mut sets: Vec<Set> = by_users.into_iter().map(set).collect();
    sets.sort_by(|a, b| a.name.cmp(&b.name));
    sets
}

/// The users for which each type is compiled: its own ones. Where types of these users have few lines, they are those
/// that larger sets of types around them have in common. The types that a type names have its users too, and keep them
/// so. Where one set is part of another, that holds for the results as well.
fn closed(types: &[PrintedType<'_>], groups: &Groups<'_>) -> Vec<BTreeSet<usize>> {
    let mut lines: BTreeMap<&BTreeSet<usize>, usize> = BTreeMap::new();
    for printed in types {
        *lines.entry(printed.users).or_default() +=
            printed.sides.iter().map(|text| text.lines().count()).sum::<usize>();
    }
    let all: BTreeSet<usize> = (0..groups.names.len()).collect();
    let large: Vec<&BTreeSet<usize>> = lines
        .iter()
        .filter(|(users, lines)| users.len() > 1 && **lines >= SHARED_LINES)
        .map(|(users, _)| *users)
        .collect();
    let close = |users: &BTreeSet<usize>| {
        if users.len() == 1 {
            return users.clone();
        }
        let around = large.iter().filter(|large| users.is_subset(large));
        around.fold(all.clone(), |common, large| common.intersection(large).copied().collect())
    };
    let users_of_lines: BTreeMap<&BTreeSet<usize>, BTreeSet<usize>> =
        lines.keys().map(|users| (*users, close(users))).collect();
    types.iter().map(|printed| users_of_lines[printed.users].clone()).collect()
}

/// The file of types that groups share.
const SHARED: &str = "shared";

/// The name of the file of types with these users.
fn file_name(users: &BTreeSet<usize>, groups: &Groups<'_>) -> String {
    match users.len() {
        1..=NAMED_GROUPS => users.iter().map(|user| groups.names[*user]).collect::<Vec<_>>().join("_and_"),
        count if count == groups.names.len() => SHARED.to_owned(),
        count => format!("{SHARED}_by_{count}"),
    }
}

/// A name that no other part and no type has, and that can be one of a file.
fn free(taken: &mut BTreeSet<String>, wish: &str) -> String {
    let mut wish = file::stems([wish.to_owned()]).remove(0);
    // A keyword of edition 2024 is none to the parser yet.
    if wish == "gen" || syn::parse_str::<syn::Ident>(&wish).is_err() {
        wish.push('_');
    }
    let mut name = wish.clone();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{wish}_{number}");
    }
    name
}

/// Returns `true` if a path in the text begins with the name of the runtime, and not with one that ends so, such as `Port`.
fn names_runtime(text: &str) -> bool {
    text.match_indices("rt::").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|before| !(before.is_alphanumeric() || matches!(before, '_' | ':')))
    })
}

/// Packs texts into files, in their order.
fn cut<'a>(texts: impl IntoIterator<Item = &'a str>, lines: usize) -> Vec<String> {
    cut_members(texts.into_iter().enumerate(), lines).into_iter().map(|(_, text)| text).collect()
}

/// Packs texts into files, in their order, with the places of those in each.
fn cut_members<'a>(texts: impl IntoIterator<Item = (usize, &'a str)>, lines: usize) -> Vec<(Vec<usize>, String)> {
    let mut files: Vec<(usize, (Vec<usize>, String))> = Vec::new();
    for (index, text) in texts {
        let count = text.lines().count() + 1;
        match files.last_mut() {
            Some((count_of_file, (members, file))) if *count_of_file + count <= lines => {
                *count_of_file += count;
                file.push('\n');
                file.push_str(text);
                members.push(index);
            }
            _ => files.push((count, (vec![index], text.to_owned()))),
        }
    }
    files.into_iter().map(|(_, file)| file).collect()
}

#[cfg(test)]
mod tests {
    use super::names_runtime;

    #[test]
    fn a_path_names_the_runtime_where_it_begins_with_it() {
        assert!(names_runtime("rt::object!(Pet {});"));
        assert!(names_runtime("pub size: Vec<rt::Number>,"));
        assert!(!names_runtime("Self::Port::new(Sort::Up)"));
        assert!(!names_runtime("super::rt::Number"));
        assert!(!names_runtime("start::first"));
    }
}

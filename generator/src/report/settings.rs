//! The options that are set.

use serde::Serialize;

use crate::config::{Brackets, ClosedEnums, Codes, Methods, Names, Options, Selection};

/// An option with its value, as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Setting {
    pub(super) key: &'static str,
    pub(super) value: String,
}

/// The options that are set, by their keys in a configuration.
pub(super) fn settings(options: &Options) -> Vec<Setting> {
    let switches = [
        ("keep-going", options.keep_going),
        ("validate", options.validate),
        ("deny-unknown-properties", options.deny_unknown_properties),
        ("keep-unknown-properties", options.keep_unknown_properties),
        ("exact-numbers", options.exact_numbers),
        ("unsigned-integers", options.unsigned_integers),
        ("lenient-nulls", options.lenient_nulls),
        ("types-only", options.types_only),
        ("keep-unused-types", options.keep_unused_types),
        ("types-apart", options.types_apart),
        ("tests", options.tests),
    ];
    let selections = [
        ("double-encoded", &options.double_encoded),
        ("non-finite-numbers", &options.non_finite_numbers),
        ("raw", &options.raw),
        ("streams", &options.streams),
        ("integers-as-doubles", &options.integers_as_doubles),
        ("empty-path-parameters", &options.empty_path_parameters),
        ("null-as-absent", &options.null_as_absent),
        ("rust-types", &options.rust_types),
    ];
    let overlays = options.overlays.iter().map(|path| path.to_string_lossy().into_owned());
    let folders = options.allow_folders.iter().map(|path| path.to_string_lossy().into_owned());
    let selectors = options.select.iter().map(|(list, selector)| format!("{} {}", list.key(), selector.value));
    let overrides = options.type_overrides.iter().map(|(key, ty)| format!("{key} = {}", ty.value));
    let formats = options.formats.iter().map(|(key, ty)| format!("{key} = {}", ty.value));
    let names = options.name_overrides.iter().map(|(key, name)| format!("{key} = {}", name.value));
    let lists: [(&'static str, Vec<String>); 9] = [
        ("overlays", overlays.collect()),
        ("allow-folders", folders.collect()),
        ("select", selectors.collect()),
        ("override", overrides.collect()),
        ("formats", formats.collect()),
        ("names", names.collect()),
        ("types", options.types.iter().map(|(key, _)| key.to_owned()).collect()),
        ("deny", codes(&options.deny)),
        ("allow", codes(&options.allow)),
    ];
    let names = [("nullable", &options.nullable), ("optional", &options.optional)];
    let switches = switches.into_iter().filter(|(_, is_on)| *is_on).map(|(key, _)| (key, "true".to_owned()));
    let words = [
        ("methods", (options.methods != Methods::default()).then(|| options.methods.name().to_owned())),
        ("brackets", (options.brackets != Brackets::default()).then(|| options.brackets.name().to_owned())),
        ("closed-enums", closed(&options.closed_enums)),
    ];
    let words = words.into_iter().filter_map(|(key, word)| Some((key, word?)));
    let selections = selections.into_iter().map(|(key, selected)| (key, selection(selected)));
    let names = names.into_iter().map(|(key, names)| (key, list(names)));
    let lists = lists.into_iter().map(|(key, texts)| (key, texts.join(", ")));
    let pages = options.pagination.len();
    let pages = (pages > 0).then(|| ("pagination", format!("rules: {pages}")));
    let all = switches.chain(words).chain(selections).chain(names).chain(lists).chain(pages);
    all.filter(|(_, value)| !value.is_empty()).map(|(key, value)| Setting { key, value }).collect()
}

fn selection(selection: &Selection) -> String {
    if selection.has_all() { "true".to_owned() } else { list(selection.names()) }
}

fn list(names: &Names) -> String {
    names.iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

fn closed(closed: &ClosedEnums) -> Option<String> {
    if closed.has_all() {
        return Some("true".to_owned());
    }
    let declared = closed.has_declared().then_some("declared");
    let texts: Vec<&str> = declared.into_iter().chain(closed.names().keys().map(String::as_str)).collect();
    Some(texts.join(", "))
}

fn codes(codes: &Codes) -> Vec<String> {
    let all = codes.names_warnings().then(|| "warnings".to_owned());
    all.into_iter().chain(codes.iter().map(|(code, _)| code.name().to_owned())).collect()
}

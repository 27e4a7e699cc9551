//! The options of a table of a configuration.

use std::path::{Path, PathBuf};

use super::key::ConfigKey;
use super::options::OPTION_KEYS;
use super::table::{Table, Value};
use super::{
    Brackets, ClosedEnums, Codes, Decorations, Features, Formats, Limits, Methods, NameOverrides, Names, NamesLock,
    OptionError, Options, PageRule, Select, Selection, SelectorList, TypeOverrides, UrlPrefix, decorations, package,
};

// The meaning of a key is checked where the value is used; here only its form is.
/// Adds what a table says to the options: lists and tables grow, single values are replaced. Paths are relative to the
/// folder of the configuration.
pub(super) fn read(table: &mut Table<'_>, folder: &Path, options: &mut Options) -> Result<(), OptionError> {
    if ["runtime-path", "runtime-version"].iter().any(|key| table.get(key).is_some()) {
        // Those of an outer table are replaced together.
        (options.runtime_path, options.runtime_version) = (None, None);
    }
    for option in OPTION_KEYS {
        if let Some(value) = table.get(option.key.name) {
            (option.read)(&value, folder, options).map_err(|error| error.of_key(&option.key))?;
        }
    }
    options.check_codes()?;
    options.places.extend(table.present_keys());
    options.check_exclusions()
}

/// The key of an option.
pub(super) fn key(name: &str) -> Option<&'static ConfigKey> {
    OPTION_KEYS.iter().map(|option| &option.key).find(|key| key.name == name)
}

/// Checks that the overlays are files. A text of options has none: they may be relative to a folder that it does not say.
pub(super) fn check_overlays(table: &mut Table<'_>, folder: &Path) -> Result<(), OptionError> {
    let items = table.get("overlays").map_or_else(|| Ok(Vec::new()), |value| value.items())?;
    items
        .iter()
        .try_for_each(|item| package::file(&folder.join(item.path()?), item.text()?).map_err(|error| item.error(error)))
}

// The readers of fields, each for the type of a field.

pub(super) fn flag(flag: &mut bool, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    *flag = value.flag()?;
    Ok(())
}

pub(super) fn crate_name(crate_name: &mut Option<String>, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    let name = value.text()?;
    package::crate_name(name).map_err(|error| value.error(error))?;
    *crate_name = Some(name.to_owned());
    Ok(())
}

pub(super) fn runtime_path(path: &mut Option<PathBuf>, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    *path = Some(value.path()?);
    Ok(())
}

pub(super) fn runtime_version(runtime: &mut Option<String>, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    let version = value.text()?;
    package::version(version).map_err(|error| value.error(error))?;
    *runtime = Some(version.to_owned());
    Ok(())
}

pub(super) fn features(features: &mut Features, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    match value.as_flag() {
        Some(on) => features.set_on(on),
        None => {
            for (tag, value) in value.table()?.entries() {
                features.set(&tag, value.text()?, value.span()).map_err(|error| value.error(error))?;
            }
        }
    }
    Ok(())
}

pub(super) fn paths(paths: &mut Vec<PathBuf>, value: &Value<'_>, folder: &Path) -> Result<(), OptionError> {
    for item in value.items()? {
        paths.push(folder.join(item.path()?));
    }
    Ok(())
}

pub(super) fn folders(folders: &mut Vec<PathBuf>, value: &Value<'_>, folder: &Path) -> Result<(), OptionError> {
    for item in value.items()? {
        let path = folder.join(item.path()?);
        package::folder(&path, item.text()?).map_err(|error| item.error(error))?;
        folders.push(path);
    }
    Ok(())
}

pub(super) fn urls(urls: &mut Vec<UrlPrefix>, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    for item in value.items()? {
        urls.push(item.text()?.parse().map_err(|error| item.error(error))?);
    }
    Ok(())
}

/// A flag, or the path of the file.
pub(super) fn names_lock(lock: &mut NamesLock, value: &Value<'_>, folder: &Path) -> Result<(), OptionError> {
    *lock = match value.as_flag() {
        Some(true) => NamesLock::Beside,
        Some(false) => NamesLock::WhereItExists,
        None => {
            let path = value.path();
            let expected = "expected `true`, `false` or the path of a file";
            NamesLock::At(folder.join(path.map_err(|_| value.error(OptionError::new(expected)))?))
        }
    };
    Ok(())
}

pub(super) fn brackets(brackets: &mut Brackets, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    let expected = "expected `\"indices\"`, `\"empty\"` or `\"repeat\"`";
    let named = value.text().ok().and_then(Brackets::from_name);
    *brackets = named.ok_or_else(|| value.error(OptionError::new(expected)))?;
    Ok(())
}

pub(super) fn methods(methods: &mut Methods, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    let expected = "expected `\"flat\"` or `\"grouped\"`";
    let named = value.text().ok().and_then(Methods::from_name);
    *methods = named.ok_or_else(|| value.error(OptionError::new(expected)))?;
    Ok(())
}

pub(super) fn codes(codes: &mut Codes, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    value.items()?.iter().try_for_each(|item| codes.set(item.text()?, item.span()).map_err(|error| item.error(error)))
}

pub(super) fn limits(limits: &mut Limits, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    value
        .table()?
        .dotted()
        .iter()
        .try_for_each(|(name, value)| limits.set(name, value.number()?).map_err(|error| error.at(value.span())))
}

pub(super) fn select(select: &mut Select, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    let mut table = value.table()?;
    for selectors in [SelectorList::Include, SelectorList::Exclude] {
        for item in list(&mut table, selectors.key())? {
            select.set(selectors, item.text()?, item.span()).map_err(|error| item.error(error))?;
        }
    }
    table.finish()
}

pub(super) fn names_of_properties(names: &mut Names, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    for item in value.items()? {
        names.set(item.text()?, item.span());
    }
    Ok(())
}

pub(super) fn overrides(overrides: &mut TypeOverrides, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    value.table()?.dotted().iter().try_for_each(|(key, value)| {
        overrides.set(key, value.text()?, value.span()).map_err(|error| value.error(error))
    })
}

pub(super) fn formats(formats: &mut Formats, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    value
        .table()?
        .dotted()
        .iter()
        .try_for_each(|(key, value)| formats.set(key, value.text()?, value.span()).map_err(|error| value.error(error)))
}

pub(super) fn names(names: &mut NameOverrides, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    for (key, value) in value.table()?.dotted() {
        // A name is a string, so that a schema may be called like these.
        if let (Ok(items), "compounds" | "strip-prefix") = (value.items(), key.as_str()) {
            for item in items {
                match key.as_str() {
                    "compounds" => names.compound(item.text()?).map_err(|error| item.error(error))?,
                    _ => names.set_prefix(item.text()?, item.span()).map_err(|error| item.error(error))?,
                }
            }
            continue;
        }
        names.set(&key, value.text()?, value.span()).map_err(|error| value.error(error))?;
    }
    Ok(())
}

pub(super) fn derives(derives: &mut Vec<String>, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    for item in value.items()? {
        let path = item.text()?;
        decorations::check_path(path).map_err(|error| item.error(error))?;
        derives.push(path.to_owned());
    }
    Ok(())
}

pub(super) fn types(types: &mut Decorations, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    value.table()?.entries().iter().try_for_each(|(key, value)| decoration(key, value, types))
}

pub(super) fn pagination(rules: &mut Vec<PageRule>, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    for item in value.items()? {
        rules.push(PageRule::read(&item)?);
    }
    Ok(())
}

/// A flag, the word `declared`, or a list of names.
pub(super) fn closed_enums(closed: &mut ClosedEnums, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    if let Some(all) = value.as_flag() {
        *closed = if all { ClosedEnums::all() } else { ClosedEnums::default() };
    } else if value.text() == Ok("declared") {
        *closed = ClosedEnums::declared();
    } else {
        let expected = "expected `true`, `false`, `\"declared\"` or a list of names";
        let names = value.texts().map_err(|_| value.error(OptionError::new(expected)))?;
        closed.set_names(names.iter().map(|(name, item)| (*name, item.span())));
    }
    Ok(())
}

/// A flag, or a list of names.
pub(super) fn selection(selection: &mut Selection, value: &Value<'_>, _: &Path) -> Result<(), OptionError> {
    if let Some(all) = value.as_flag() {
        selection.set_all(all);
        return Ok(());
    }
    if selection.has_all() {
        *selection = Selection::default();
    }
    let expected = "expected `true`, `false` or a list of names";
    for (name, item) in value.texts().map_err(|_| value.error(OptionError::new(expected)))? {
        selection.set(name, item.span());
    }
    Ok(())
}

/// The derives and attributes of one type or part of a type. `[types.Pet.name]` without quotation marks is a table within
/// that of `Pet`, and means the part.
fn decoration(key: &str, value: &Value<'_>, types: &mut Decorations) -> Result<(), OptionError> {
    let mut table = value.table()?;
    let is_whole = table.entries().iter().all(|(_, value)| value.table().is_err());
    if is_whole {
        types.entry(key, value.span());
    }
    for item in list(&mut table, "derives")? {
        types.set_derive(key, item.text()?, value.span()).map_err(|error| item.error(error))?;
    }
    for item in list(&mut table, "attributes")? {
        types.set_attribute(key, item.text()?, value.span()).map_err(|error| item.error(error))?;
    }
    let (parts, wrong): (Vec<_>, Vec<_>) = table.others().into_iter().partition(|(_, value)| value.table().is_ok());
    if !wrong.is_empty() {
        return table.finish();
    }
    parts.iter().try_for_each(|(part, value)| decoration(&format!("{key}.{part}"), value, types))
}

fn list<'a>(table: &mut Table<'a>, key: &'static str) -> Result<Vec<Value<'a>>, OptionError> {
    table.get(key).map_or_else(|| Ok(Vec::new()), |value| value.items())
}

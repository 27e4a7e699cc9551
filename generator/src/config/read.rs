//! The options of a table of a configuration.

use std::path::Path;

use super::table::{Table, Value};
use super::{Brackets, ClosedEnums, Decorations, OptionError, Options, PageRule, Selection, package};

/// Adds what a table says to the options: lists and tables grow, single values are replaced. Paths are relative to the
/// folder of the configuration.
pub(super) fn read(table: &mut Table<'_>, folder: &Path, options: &mut Options) -> Result<(), OptionError> {
    read_crate(table, options)?;
    read_documents(table, folder, options)?;
    read_flags(table, options)?;
    read_brackets(table, options)?;
    read_codes(table, options)?;
    for (name, value) in dotted(table, "limits")? {
        options.limits.set(&name, value.number()?).map_err(|error| error.at(value.span()))?;
    }
    read_selections(table, options)?;
    read_types(table, options)?;
    if let Some(value) = table.get("pagination") {
        for item in value.items()? {
            options.pagination.push(PageRule::read(&item)?);
        }
    }
    options.places.extend(table.found());
    options.check_exclusions()
}

fn read_crate(table: &mut Table<'_>, options: &mut Options) -> Result<(), OptionError> {
    if let Some(value) = table.get("crate-name") {
        let name = value.text()?;
        package::crate_name(name).map_err(|error| value.error(error))?;
        options.crate_name = Some(name.to_owned());
    }
    let (path, version) = (table.get("runtime-path"), table.get("runtime-version"));
    if path.is_some() || version.is_some() {
        // Those of an outer table are replaced together.
        (options.runtime_path, options.runtime_version) = (None, None);
    }
    if let Some(value) = path {
        options.runtime_path = Some(value.path()?);
    }
    if let Some(value) = version {
        let version = value.text()?;
        package::version(version).map_err(|error| value.error(error))?;
        options.runtime_version = Some(version.to_owned());
    }
    Ok(())
}

fn read_documents(table: &mut Table<'_>, folder: &Path, options: &mut Options) -> Result<(), OptionError> {
    for item in list(table, "overlays")? {
        options.overlays.push(folder.join(item.path()?));
    }
    for item in list(table, "allow-folders")? {
        let path = folder.join(item.path()?);
        package::folder(&path, item.text()?).map_err(|error| item.error(error))?;
        options.allow_folders.push(path);
    }
    for item in list(table, "allow-urls")? {
        options.allow_urls.push(item.text()?.parse().map_err(|error| item.error(error))?);
    }
    Ok(())
}

/// Checks that the overlays are files. A text of options has none: they may be relative to a folder that it does not say.
pub(super) fn check_overlays(table: &mut Table<'_>, folder: &Path) -> Result<(), OptionError> {
    for item in list(table, "overlays")? {
        package::file(&folder.join(item.path()?), item.text()?).map_err(|error| item.error(error))?;
    }
    Ok(())
}

fn read_flags(table: &mut Table<'_>, options: &mut Options) -> Result<(), OptionError> {
    for (key, flag) in [
        ("keep-going", &mut options.keep_going),
        ("validate", &mut options.validate),
        ("deny-unknown-properties", &mut options.deny_unknown_properties),
        ("keep-unknown-properties", &mut options.keep_unknown_properties),
        ("exact-numbers", &mut options.exact_numbers),
        ("unsigned-integers", &mut options.unsigned_integers),
        ("lenient-nulls", &mut options.lenient_nulls),
        ("types-only", &mut options.types_only),
    ] {
        if let Some(value) = table.get(key) {
            *flag = value.flag()?;
        }
    }
    Ok(())
}

fn read_brackets(table: &mut Table<'_>, options: &mut Options) -> Result<(), OptionError> {
    let Some(value) = table.get("brackets") else { return Ok(()) };
    let expected = "expected `\"indices\"`, `\"empty\"` or `\"repeat\"`";
    let meant = value.text().ok().and_then(Brackets::from_name);
    options.brackets = meant.ok_or_else(|| value.error(OptionError::new(expected)))?;
    Ok(())
}

fn read_codes(table: &mut Table<'_>, options: &mut Options) -> Result<(), OptionError> {
    for (key, codes) in [("deny", &mut options.deny), ("allow", &mut options.allow)] {
        for item in list(table, key)? {
            codes.set(item.text()?, item.span()).map_err(|error| item.error(error))?;
        }
    }
    options.check_codes()
}

fn read_selections(table: &mut Table<'_>, options: &mut Options) -> Result<(), OptionError> {
    for (key, selection) in [
        ("double-encoded", &mut options.double_encoded),
        ("non-finite-numbers", &mut options.non_finite_numbers),
        ("streams", &mut options.streams),
        ("integers-as-doubles", &mut options.integers_as_doubles),
        ("empty-path-parameters", &mut options.empty_path_parameters),
        ("null-as-absent", &mut options.null_as_absent),
    ] {
        if let Some(value) = table.get(key) {
            self::selection(&value, selection)?;
        }
    }
    for (key, names) in [("nullable", &mut options.nullable), ("optional", &mut options.optional)] {
        for item in list(table, key)? {
            names.set(item.text()?, item.span());
        }
    }
    Ok(())
}

fn read_types(table: &mut Table<'_>, options: &mut Options) -> Result<(), OptionError> {
    if let Some(value) = table.get("closed-enums") {
        closed_enums(&value, &mut options.closed_enums)?;
    }
    for (key, value) in dotted(table, "override")? {
        let inserted = options.type_overrides.set(&key, value.text()?, value.span());
        inserted.map_err(|error| value.error(error))?;
    }
    for (key, value) in dotted(table, "formats")? {
        options.formats.set(&key, value.text()?, value.span()).map_err(|error| value.error(error))?;
    }
    for (key, value) in dotted(table, "names")? {
        options.name_overrides.set(&key, value.text()?, value.span()).map_err(|error| value.error(error))?;
    }
    if let Some(value) = table.get("types") {
        for (key, value) in value.table()?.entries() {
            decoration(&key, &value, &mut options.types)?;
        }
    }
    Ok(())
}

/// A flag, the word `declared`, or a list of names.
fn closed_enums(value: &Value<'_>, closed: &mut ClosedEnums) -> Result<(), OptionError> {
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
fn selection(value: &Value<'_>, selection: &mut Selection) -> Result<(), OptionError> {
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

fn dotted<'a>(table: &mut Table<'a>, key: &'static str) -> Result<Vec<(String, Value<'a>)>, OptionError> {
    table.get(key).map_or_else(|| Ok(Vec::new()), |value| Ok(value.table()?.dotted()))
}

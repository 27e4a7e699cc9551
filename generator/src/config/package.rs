//! Names and versions of packages, and folders, as Cargo and the file system take them.

use std::fs;
use std::path::Path;

use heck::ToKebabCase;

use super::OptionError;
use crate::protocol::manifest;
use crate::spelling::nearest;

/// So many entries of a folder are looked at for one that was meant.
const ENTRIES: usize = 1_000;

/// Checks that a text can be the name of a crate as it is.
pub(super) fn crate_name(name: &str) -> Result<(), OptionError> {
    let possible = manifest::package_name(name);
    if name == possible {
        return Ok(());
    }
    let possible = manifest::package_name(&name.to_kebab_case());
    let error = OptionError::new(format!("`{name}` cannot be the name of a crate"));
    Err(error.help(format!("`{possible}` is possible")))
}

/// Checks that a text can be the name of a generated module, which is that of a file.
pub(crate) fn module_name(name: &str) -> Result<(), OptionError> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.chars().all(is_word) {
        return Ok(());
    }
    let error = OptionError::new(format!("`{name}` cannot be the name of a module"));
    Err(error.help("letters, digits, `_` and `-` make one, such as `client`"))
}

/// Checks that a text is a version requirement, as dependencies in a `Cargo.toml` have it.
pub(super) fn version(text: &str) -> Result<(), OptionError> {
    if text.split(',').all(|part| is_comparator(part.trim())) {
        return Ok(());
    }
    let error = OptionError::new(format!("`{text}` is no version requirement"));
    Err(error.help("Cargo reads versions such as `0.3`, `=0.3.1` and `>=0.3, <0.5`"))
}

/// Returns `true` if a text is one part of a version requirement: an operator, and a version of one to three numbers.
fn is_comparator(text: &str) -> bool {
    if text == "*" {
        return true;
    }
    let operator = ["^", "~", ">=", "<=", ">", "<", "="].iter().find_map(|operator| text.strip_prefix(operator));
    let version = operator.unwrap_or(text).trim_start();
    let (numbers, labels) = match version.find(['-', '+']) {
        Some(at) => (&version[..at], Some(&version[at + 1..])),
        None => (version, None),
    };
    let numbers: Vec<&str> = numbers.split('.').collect();
    let is_number = |text: &&str| text.parse::<u64>().is_ok() && (*text == "0" || !text.starts_with(['0', '+']));
    let is_star = |text: &&str| matches!(*text, "*" | "x" | "X");
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    let are_labels =
        labels.is_none_or(|labels| numbers.len() == 3 && !labels.is_empty() && labels.chars().all(is_label));
    let stars = numbers.iter().position(is_star).unwrap_or(numbers.len());
    let (numbers, stars) = numbers.split_at(stars);
    !numbers.is_empty()
        && numbers.len() + stars.len() <= 3
        && numbers.iter().all(is_number)
        && stars.iter().all(is_star)
        && are_labels
}

/// Checks that there is a folder at a path, which `written` says in the words of the user.
pub(super) fn folder(path: &Path, written: &str) -> Result<(), OptionError> {
    match (path.is_dir(), path.is_file()) {
        (true, _) => Ok(()),
        (false, true) => Err(OptionError::new(format!("`{written}` is a file, and not a folder"))),
        (false, false) => Err(absent("folder", path, written, Path::is_dir)),
    }
}

/// Checks that there is a file at a path, which `written` says in the words of the user.
pub(super) fn file(path: &Path, written: &str) -> Result<(), OptionError> {
    match (path.is_dir(), path.exists()) {
        (true, _) => Err(OptionError::new(format!("`{written}` is a folder, and not a file"))),
        (false, true) => Ok(()),
        (false, false) => Err(absent("file", path, written, Path::is_file)),
    }
}

fn absent(kind: &str, path: &Path, written: &str, is_kind: fn(&Path) -> bool) -> OptionError {
    let error = OptionError::new(format!("there is no {kind} `{written}`"));
    match neighbour(path, is_kind) {
        Some(suggestion) => {
            error.help(format!("did you mean `{}`?", Path::new(written).with_file_name(suggestion).display()))
        }
        None => error,
    }
}

/// The entry beside a path whose name is nearest to it.
fn neighbour(path: &Path, is_kind: fn(&Path) -> bool) -> Option<String> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(parent).ok()?.take(ENTRIES).filter_map(Result::ok);
    let entries = entries.filter(|entry| is_kind(&entry.path()));
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{crate_name, module_name, version};

    #[test]
    fn requirements_are_those_of_cargo() {
        for text in ["7", "0.3", "1.2.3", "=1.2.3-rc.1", "^1", "~1.2", ">=0.3, <0.5", "*", "1.*", "1.2.3+build"] {
            assert!(version(text).is_ok(), "{text}");
        }
        for text in ["banana", "", "1.2.3.4", "v1", "1..2", ">=", "1, ", "1.2-rc", "01.2", "1 2"] {
            assert!(version(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_module_is_a_file_of_the_folder() {
        for name in ["client", "my-service", "v1.2", "_x", "größe"] {
            assert!(module_name(name).is_ok(), "{name}");
        }
        for name in ["", "../client", "a/b", "a\\b", "a b", ".x", "C:x"] {
            assert!(module_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_crate_is_named_as_it_is() {
        assert!(crate_name("my-service").is_ok());
        let error = crate_name("my service").unwrap_err();
        assert_eq!(error.suggestion(), Some("`my-service` is possible"));
    }
}

//! Options that exclude each other, and options that only some clients have.

use std::path::{Component, Path, PathBuf};

use super::{Brackets, CratePackage, Methods, NamesLock, OptionError, Options, Selection, package};

/// Two options that are not set together.
struct Exclusion {
    keys: [&'static str; 2],
    /// Returns `true` if both are set.
    are_set: fn(&Options) -> bool,
    help: &'static str,
}

/// An option that only some clients have.
struct Partial {
    key: &'static str,
    is_set: fn(&Options) -> bool,
}

// Checked when all sources are read, since each of the two may come from another one.
const EXCLUSIONS: [Exclusion; 2] = [
    Exclusion {
        keys: ["runtime-path", "runtime-version"],
        are_set: |options| options.runtime_path.is_some() && options.runtime_version.is_some(),
        help: "keep `runtime-path` for a runtime on this machine, or `runtime-version` for one of the registry",
    },
    Exclusion {
        keys: ["deny", "allow"],
        are_set: |options| options.deny.names_warnings() && options.allow.names_warnings(),
        help: "`warnings` stands for all warnings: it is in one of the two lists",
    },
];

/// Options of a generated crate.
const CRATE_OPTIONS: [Partial; 6] = [
    Partial { key: "features", is_set: |options| !options.features.is_default() },
    Partial { key: "crate-name", is_set: |options| options.crate_name.is_some() },
    Partial { key: "package", is_set: |options| options.package != CratePackage::default() },
    Partial { key: "runtime-path", is_set: |options| options.runtime_path.is_some() },
    Partial { key: "runtime-version", is_set: |options| options.runtime_version.is_some() },
    Partial { key: "tests", is_set: |options| options.tests },
];

// An option without an effect is an error and not ignored: the user expects something of it.
/// Options of calls, which types alone have none of.
const CALL_OPTIONS: [Partial; 9] = [
    Partial { key: "brackets", is_set: |options| options.brackets != Brackets::default() },
    Partial { key: "double-encoded", is_set: |options| is_set(&options.double_encoded) },
    Partial { key: "empty-path-parameters", is_set: |options| is_set(&options.empty_path_parameters) },
    Partial { key: "methods", is_set: |options| options.methods != Methods::default() },
    Partial { key: "non-finite-numbers", is_set: |options| is_set(&options.non_finite_numbers) },
    Partial { key: "pagination", is_set: |options| !options.pagination.is_empty() },
    Partial { key: "raw", is_set: |options| is_set(&options.raw) },
    Partial { key: "streams", is_set: |options| is_set(&options.streams) },
    Partial { key: "tests", is_set: |options| options.tests },
];

/// The clients that have an option, in words; `None` for one that all have.
pub(super) fn clients_with(key: &str) -> Option<&'static str> {
    let is_in = |options: &[Partial]| options.iter().any(|option| option.key == key);
    match (is_in(&CRATE_OPTIONS), is_in(&CALL_OPTIONS)) {
        (true, true) => Some("crates with calls: neither modules nor types alone"),
        (true, false) => Some("crates, and not modules"),
        (false, true) => Some("those with calls, and not types alone"),
        (false, false) => None,
    }
}

fn is_set(selection: &Selection) -> bool {
    selection.has_all() || !selection.names().is_empty()
}

impl Options {
    /// Checks that no two options exclude each other.
    pub(super) fn check_exclusions(&self) -> Result<(), OptionError> {
        match EXCLUSIONS.iter().find(|exclusion| (exclusion.are_set)(self)) {
            Some(Exclusion { keys: [first, second], help, .. }) => {
                let message = format!("`{second}` and `{first}` exclude each other");
                Err(OptionError::new(message).at(self.places.span_of(second)).help(*help))
            }
            None => self.check_types_only(),
        }
    }

    /// Checks that no option of calls is set where there are none.
    fn check_types_only(&self) -> Result<(), OptionError> {
        match CALL_OPTIONS.iter().find(|option| self.types_only && (option.is_set)(self)) {
            Some(Partial { key, .. }) => {
                let error = OptionError::new(format!("`{key}` is for calls, and `types-only` generates none"));
                Err(error.at(self.places.span_of(key)).help(format!("remove `{key}` or `types-only`")))
            }
            None => Ok(()),
        }
    }

    /// Checks that the file of names is there where nothing writes it.
    ///
    /// # Errors
    /// Missing, or no file is named.
    pub(crate) fn check_names_lock(&self) -> Result<(), OptionError> {
        let place = self.places.span_of("names-lock");
        match &self.names_lock {
            NamesLock::Beside => {
                let error = OptionError::new("a build script has no crate beside which names are kept").at(place);
                Err(error.help("`names-lock = \"callsmith.names\"` names the file"))
            }
            NamesLock::At(path) if !path.exists() => {
                let message = format!("there is no file `{}` to keep names in", path.display());
                let help = "`Generated::names_lock` is its text, and so is what `callsmith generate` writes";
                Err(OptionError::new(message).at(place).help(help))
            }
            NamesLock::At(_) | NamesLock::WhereItExists => Ok(()),
        }
    }

    /// Checks that no option is set which only a crate has, where the client is a module.
    ///
    /// # Errors
    /// One is set; the error shows its place.
    pub fn check_module(&self) -> Result<(), OptionError> {
        match CRATE_OPTIONS.iter().find(|option| (option.is_set)(self)) {
            Some(Partial { key, .. }) => {
                let error = OptionError::new(format!("`{key}` is for a crate, and the client is a module"));
                let help = format!("remove `{key}`, or write it into the table `[[client]]` of a crate");
                Err(error.at(self.places.span_of(key)).help(help))
            }
            None => Ok(()),
        }
    }

    /// Checks that the path to the runtime crate leads to a crate, as seen from the folder of the generated crate.
    ///
    /// # Errors
    /// There is none; the error names one that may be meant.
    pub fn check_crate(&self, folder: &Path) -> Result<(), OptionError> {
        let Some(path) = &self.runtime_path else { return Ok(()) };
        let seen = normal(&folder.join(path));
        package::folder(&seen, &path.to_string_lossy()).map_err(|error| {
            let help = format!("`runtime-path` is relative to the generated crate: it leads to `{}`", seen.display());
            let error = error.at(self.places.span_of("runtime-path"));
            if error.suggestion().is_some() { error } else { error.help(help) }
        })?;
        if seen.join("Cargo.toml").is_file() {
            return Ok(());
        }
        let message = format!("`{}` is not the folder of a crate: it has no `Cargo.toml`", path.display());
        let help = format!("`runtime-path` leads to `{}`: write the folder of `callsmith-runtime`", seen.display());
        Err(OptionError::new(message).at(self.places.span_of("runtime-path")).help(help))
    }
}

/// An absolute path without `.` and `..`. Links are not followed: the path may lead through a folder that is not there yet.
pub(super) fn normal(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut normal = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Options, normal};

    fn read(text: &str) -> Options {
        Options::from_toml(text).expect("it can be read")
    }

    #[test]
    fn options_of_a_crate_are_for_a_crate() {
        for key in ["crate-name = \"pets\"", "runtime-version = \"1\"", "runtime-path = \"../runtime\"", "tests = true"]
        {
            let error = read(&format!("validate = true\n{key}")).check_module().unwrap_err().to_string();
            let name = key.split(' ').next().unwrap_or_default();
            let message = format!("`{name}` is for a crate, and the client is a module\n --> callsmith.toml:2:1\n");
            assert!(error.starts_with(&message), "{error}");
        }
        assert_eq!(read("validate = true").check_module(), Ok(()));
    }

    #[test]
    fn options_of_calls_are_not_for_types_alone() {
        let options = [
            "streams = true",
            "double-encoded = [\"list\"]",
            "brackets = \"empty\"",
            "non-finite-numbers = true",
            "tests = true",
        ];
        for option in options {
            let error = Options::from_toml(&format!("types-only = true\n{option}")).unwrap_err().to_string();
            let name = option.split(' ').next().unwrap_or_default();
            let message = format!("`{name}` is for calls, and `types-only` generates none\n --> callsmith.toml:2:1\n");
            assert!(error.starts_with(&message), "{error}");
            assert!(error.contains(&format!("remove `{name}` or `types-only`")), "{error}");
        }
        assert!(read("types-only = true\nvalidate = true").types_only);
    }

    #[test]
    fn the_runtime_is_a_folder_seen_from_the_crate() {
        let check = |path: &str| read(&format!("runtime-path = \"{path}\"")).check_crate(Path::new("client"));
        assert_eq!(check("../../runtime"), Ok(()));
        let error = check("../src").unwrap_err().to_string();
        assert!(error.starts_with("`../src` is not the folder of a crate: it has no `Cargo.toml`\n"), "{error}");
        assert!(
            error.contains("callsmith.toml:1:1\n") && error.contains("the folder of `callsmith-runtime`"),
            "{error}"
        );
        let error = check("../srcs").unwrap_err().to_string();
        assert!(error.starts_with("there is no folder `../srcs`\n --> callsmith.toml:1:1\n"), "{error}");
        assert!(error.contains("did you mean `../src`?"), "{error}");
        let error = check("nowhere").unwrap_err().to_string();
        assert!(error.contains("relative to the generated crate: it leads to `/"), "{error}");
    }

    #[test]
    fn paths_are_without_dots() {
        assert_eq!(normal(Path::new("/a/./b/../c.json")), Path::new("/a/c.json"));
        assert_eq!(normal(Path::new("a/../c.json")), normal(Path::new("./c.json")));
    }
}

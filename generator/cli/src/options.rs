//! Flags and `callsmith.toml` as options of the library.

use std::path::Path;
use std::{fs, io};

use callsmith::Options;

use crate::args::{DocumentArgs, OutputArgs};
use crate::failure::Failure;
use crate::relative;

/// The configuration that is read where none is named.
const CONFIG: &str = "callsmith.toml";

/// What decides about operations and types: the configuration, and the flags, which win.
pub(crate) fn of_document(args: &DocumentArgs) -> Result<Options, Failure> {
    let mut options = match &args.config {
        Some(path) => config(path)?.ok_or_else(|| Failure::file("read", path, &io::ErrorKind::NotFound.into()))?,
        None => config(Path::new(CONFIG))?.unwrap_or_default(),
    };
    options.overlays.extend(args.overlays.iter().cloned());
    options.allow_folders.extend(args.allow_folders.iter().cloned());
    options.allow_urls.extend(args.allow_urls.iter().cloned());
    for flag in &args.overrides {
        let inserted = options.type_overrides.insert(&flag.pointer, &flag.rust_type);
        inserted.map_err(|error| Failure::usage(error.to_string()))?;
    }
    options.exact_numbers |= args.exact_numbers;
    options.keep_going |= args.keep_going;
    options.validate |= args.validate;
    let usage = |error: callsmith::OptionError| Failure::usage(error.to_string());
    for code in &args.denied {
        options.deny.insert(code).map_err(usage)?;
    }
    for code in &args.allowed {
        options.allow.insert(code).map_err(usage)?;
    }
    options.checked().map_err(usage)
}

/// As [`of_document`], with what decides about the crate.
pub(crate) fn of_output(args: &OutputArgs) -> Result<Options, Failure> {
    let mut options = of_document(&args.document)?;
    if let Some(name) = &args.crate_name {
        options.crate_name = Some(name.clone());
    }
    if let Some(version) = &args.runtime_version {
        options.runtime_version = Some(version.clone());
        options.runtime_path = None;
    }
    if let Some(path) = &args.runtime_path {
        let path = if path.is_absolute() { Ok(path.clone()) } else { relative::path(&args.output, path) };
        let path = path.map_err(|error| Failure::file("find", Path::new("."), &error))?;
        options.runtime_path = Some(path);
    }
    Ok(options)
}

/// The options in a file; `None` where there is no such file.
fn config(path: &Path) -> Result<Option<Options>, Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::file("read", path, &error)),
    };
    let invalid = |error| Failure::usage(format!("`{}` is not a configuration: {error}", path.display()));
    let mut options = Options::from_toml(&text).map_err(invalid)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for path in options.overlays.iter_mut().chain(&mut options.allow_folders) {
        *path = folder.join(&path);
    }
    Ok(Some(options))
}

//! Flags and configurations as options of the library.

use std::path::Path;

use callsmith::{Configuration, Options};

use crate::args::{DocumentArgs, OutputArgs};
use crate::failure::Failure;
use crate::relative;

/// The configuration that is read where none is named; after that the manifest of the package.
const CONFIG: &str = "callsmith.toml";

/// What decides about operations and types: the configuration, and the flags, which win.
pub(crate) fn of_document(args: &DocumentArgs) -> Result<Options, Failure> {
    let mut options = Options::default();
    if let Some(configuration) = configuration(args)? {
        configuration.apply(&args.document, &mut options)?;
    }
    options.overlays.extend(args.overlays.iter().cloned());
    options.allow_folders.extend(args.allow_folders.iter().cloned());
    options.allow_urls.extend(args.allow_urls.iter().cloned());
    for flag in &args.overrides {
        options.type_overrides.insert(&flag.pointer, &flag.rust_type)?;
    }
    options.exact_numbers |= args.exact_numbers;
    options.keep_going |= args.keep_going;
    options.validate |= args.validate;
    for code in &args.denied {
        options.deny.insert(code)?;
    }
    for code in &args.allowed {
        options.allow.insert(code)?;
    }
    Ok(options.checked()?)
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

/// The configuration that is named, or the one of the current folder. A package that names its configuration for its
/// build script has the same one here.
fn configuration(args: &DocumentArgs) -> Result<Option<Configuration>, Failure> {
    if let Some(path) = &args.config {
        return Ok(Some(Configuration::read(path)?));
    }
    if Path::new("Cargo.toml").is_file() {
        let package = Configuration::package("")?;
        let is_whole = !Path::new(CONFIG).exists() || package.paths().any(|path| path == Path::new(CONFIG));
        if is_whole && !package.is_empty() {
            return Ok(Some(package));
        }
    }
    Ok(if Path::new(CONFIG).exists() { Some(Configuration::read(CONFIG)?) } else { None })
}

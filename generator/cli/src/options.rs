//! Flags and configurations as options of the library.

use std::fs;
use std::path::Path;

use callsmith::{Brackets, Configuration, Options};

use crate::args::{DocumentArgs, OutputArgs};
use crate::failure::Failure;
use crate::relative;

/// The configuration that is read where none is named.
const CONFIG: &str = "callsmith.toml";

/// What decides about operations and types: the configuration, and the flags, which win.
pub(crate) fn of_document(args: &DocumentArgs) -> Result<Options, Failure> {
    let mut options = Options::default();
    for configuration in configurations(args)? {
        configuration.apply(&args.document, &mut options)?;
    }
    options.overlays.extend(args.overlays.iter().cloned());
    options.allow_folders.extend(args.allow_folders.iter().cloned());
    options.allow_urls.extend(args.allow_urls.iter().cloned());
    for flag in &args.overrides {
        options.type_overrides.insert(&flag.pointer, &flag.rust_type)?;
    }
    if let Some(brackets) = args.brackets.as_deref().and_then(Brackets::from_name) {
        options.brackets = brackets;
    }
    options.exact_numbers |= args.exact_numbers;
    options.unsigned_integers |= args.unsigned_integers;
    options.lenient_nulls |= args.lenient_nulls;
    options.types_only |= args.types_only;
    options.keep_going |= args.keep_going;
    options.validate |= args.validate;
    for (name, number) in &args.limits {
        options.limits.set(name, *number)?;
    }
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
        Options::check_folder(path)?;
        let path = if path.is_absolute() { Ok(path.clone()) } else { relative::path(&args.output, path) };
        let path = path.map_err(|error| Failure::file("find", Path::new("."), &error))?;
        (options.runtime_path, options.runtime_version) = (Some(path), None);
    }
    let options = options.checked()?;
    if args.module {
        options.check_module()?
    } else {
        options.check_crate(&args.output)?
    }
    Ok(options)
}

/// The configuration that is named; otherwise those of the current folder: what its package has for the build script, and
/// behind that the one of the command, unless the package names it.
fn configurations(args: &DocumentArgs) -> Result<Vec<Configuration>, Failure> {
    if let Some(path) = &args.config {
        return Ok(vec![Configuration::read(path)?]);
    }
    let mut found = Vec::new();
    if Path::new("Cargo.toml").is_file() {
        found.push(Configuration::package("")?);
    }
    let own = fs::canonicalize(CONFIG);
    let is_own = |path: &Path| own.as_ref().is_ok_and(|own| fs::canonicalize(path).is_ok_and(|path| path == *own));
    if own.is_ok() && !found.iter().flat_map(Configuration::paths).any(is_own) {
        found.push(Configuration::read(CONFIG)?);
    }
    Ok(found)
}

//! Generation in a build script: what Cargo is told, and the stamp by which an unchanged client stays.

use std::path::PathBuf;
use std::{env, fs};

use super::run::run;
use super::{CONFIG, Generator, NamedDocument, operations_left, package_folder};
use crate::config::{Configuration, NamesLock, UrlLock};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::generated::Generated;
use crate::output::Files;
use crate::protocol::cargo;
use crate::stamp::{Input, Run, Stamp};

/// Writes the client into `OUT_DIR`.
pub(super) fn build(generator: &Generator, name: &str) -> Result<(), Error> {
    let folder = env::var_os("OUT_DIR").ok_or(Error::NoPackage("OUT_DIR"))?;
    crate::config::module_name(name)?;
    generator.options.check_module()?;
    generator.options.check_names_lock()?;
    let folder = PathBuf::from(folder);
    let output = folder.join(format!("{name}.rs"));
    let (settings, texts) = settings(generator);
    let stamp = Stamp { output: &output, settings: &settings, texts: &texts };
    // What fetches is code, which says nothing of what it will find.
    let fitting = generator.resolver.is_none().then(|| stamp.fitting()).flatten();
    if let Some(run) = fitting {
        tell(generator, &run);
        return Ok(());
    }
    stamp.remove();
    // Before the run: where one of them changes meanwhile, the stamp does not fit.
    let settings_files = settings_files(generator);
    let (looked_for, generated) = run(generator, &mut |_| ());
    let mut record = Run { files: looked_for, warnings: Vec::new() };
    let generated = match generated {
        Ok(generated) => generated,
        Err(error) => {
            // Also where the document cannot be used: once mended it has to be read again.
            tell(generator, &record);
            if let Error::Document(reports) = &error
                && let Some(left) = operations_left(generator, reports)
            {
                cargo::warning(&format!("`keep-going = true` makes a client of what is left: operations: {left}"));
            }
            return Err(error);
        }
    };
    let reports = generated.reports().iter().filter(|report| report.severity >= Severity::Warning);
    record.warnings = reports.map(ToString::to_string).collect();
    tell(generator, &record);
    let mut files = Files::default();
    files.insert(format!("{name}.rs"), generated.module());
    files.write(&folder).map_err(|source| Error::Output { path: folder, source })?;
    if let (None, Some(inputs)) = (&generator.resolver, inputs(&generated, &record, settings_files)) {
        // Without a stamp the next run generates again.
        let _ = stamp.write(&record, &inputs);
    }
    Ok(())
}

/// Tells Cargo of a run.
fn tell(generator: &Generator, run: &Run) {
    for file in run.files.iter().chain(&generator.configurations) {
        cargo::rerun_if_changed(file);
    }
    unused_configurations(generator).iter().chain(&run.warnings).for_each(|warning| cargo::warning(warning));
}

/// Everything that decides about the client and is in no file: as text, and texts at hand, which follow that text.
fn settings(generator: &Generator) -> (String, Vec<&str>) {
    let (name, text) = match &generator.document {
        NamedDocument::Path(_) | NamedDocument::Url(_) => (None, None),
        NamedDocument::Text { name, text } => (Some((name, text.len())), Some(text.as_str())),
    };
    let names: Vec<_> = generator.texts.iter().map(|(name, text)| (name, text.len())).collect();
    let named = match &generator.document {
        NamedDocument::Path(path) => format!("{path:?}"),
        NamedDocument::Url(url) => UrlLock::digest(url),
        NamedDocument::Text { .. } => String::new(),
    };
    let settings = format!("{:?}", (named, name, names, &generator.options, &generator.url_lock));
    (settings, text.into_iter().chain(generator.texts.values().map(String::as_str)).collect())
}

/// The files beside documents that a run may read, as they are now. `None` where one of them cannot be read.
fn settings_files(generator: &Generator) -> Option<Vec<Input>> {
    let names = match &generator.options.names_lock {
        NamesLock::At(path) => Some(path.clone()),
        NamesLock::WhereItExists | NamesLock::Beside => None,
    };
    let urls = generator.url_lock.as_ref().map(|folder| folder.join(UrlLock::FILE));
    names.iter().chain(&urls).chain(&generator.configurations).map(|path| Input::read(path).ok()).collect()
}

/// The files that decide about a client; `None` where one was missing, since another one beside it changes what is said of it.
fn inputs(generated: &Generated, run: &Run, settings: Option<Vec<Input>>) -> Option<Vec<Input>> {
    if !generated.sources.missing().is_empty() {
        return None;
    }
    let mut inputs =
        generated.sources.files().map(|(path, text)| Input::new(path, text.as_bytes())).collect::<Vec<_>>();
    // Options are compared by what they say, and Cargo.toml changes for many reasons. But a warning may name a line of it.
    let is_named = |input: &Input| {
        let name = input.path().to_string_lossy().replace('\\', "/");
        run.files.iter().any(|file| file == input.path()) || run.warnings.iter().any(|warning| warning.contains(&name))
    };
    inputs.extend(settings?.into_iter().filter(is_named));
    for path in &run.files {
        if !inputs.iter().any(|input| input.path() == path) {
            inputs.push(Input::read(path).ok()?);
        }
    }
    Some(inputs)
}

/// Warnings about options of the package that are not used: a `callsmith.toml` that nothing names, and the table of
/// `Cargo.toml`. Where there is no `callsmith.toml` yet it cannot be watched: Cargo takes an absent file for one that has
/// changed, each time.
fn unused_configurations(generator: &Generator) -> Vec<String> {
    let Ok(folder) = package_folder() else { return Vec::new() };
    let is_unused = |name: &str| {
        let path = fs::canonicalize(folder.join(name));
        let is_used = |path: &PathBuf| {
            generator.configurations.iter().any(|used| fs::canonicalize(used).is_ok_and(|used| used == *path))
        };
        path.is_ok_and(|path| !is_used(&path))
    };
    let document = generator.document.name();
    let mut warnings = Vec::new();
    if is_unused(CONFIG) {
        warnings.push(format!(
            "`{CONFIG}` is not used for `{document}`: write `config = \"{CONFIG}\"` under `[package.metadata.callsmith]` in \
             Cargo.toml, or `.config(\"{CONFIG}\")?` behind `Generator::new` in the build script"
        ));
    }
    if is_unused("Cargo.toml") && Configuration::is_in_package(&folder) {
        warnings.push(format!(
            "`[package.metadata.callsmith]` is not used for `{document}`: write `Generator::for_package` in place of \
             `Generator::new` in the build script, or `.config(\"Cargo.toml\")?` behind it"
        ));
    }
    warnings
}

//! The program that takes samples through the types of a client.

use std::fs;
use std::path::Path;

use callsmith_tools::corpus::Result;
use callsmith_tools::corpus::hash::Hash;

/// The crate that all programs share: it reads samples, and writes answers.
const TRIPS: &str = include_str!("trips.rs");

const TRIPS_MANIFEST: &str = "\
[package]
name = \"trips\"
version = \"0.0.0\"
edition = \"2024\"

[dependencies]
serde = \"1\"
serde_json = { version = \"1\", features = [\"float_roundtrip\"] }
";

/// Writes the shared crate, where it is not yet what it is to be.
pub(crate) fn trips(out: &Path) -> Result<()> {
    let folder = out.join("trips");
    fs::create_dir_all(folder.join("src"))?;
    for (path, text) in [("Cargo.toml", TRIPS_MANIFEST), ("src/lib.rs", TRIPS)] {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// Adds the program to a client crate.
pub(crate) fn add(folder: &Path, name: &str, types: &[String]) -> Result<()> {
    let path = folder.join("Cargo.toml");
    let mut manifest: toml::Table = fs::read_to_string(&path)?.parse()?;
    manifest.remove("dev-dependencies");
    manifest.remove("example");
    if let Some(dependencies) = manifest.get_mut("dependencies").and_then(toml::Value::as_table_mut) {
        if let Some(runtime) = dependencies.get_mut("callsmith-runtime").and_then(toml::Value::as_table_mut) {
            runtime.insert("default-features".to_owned(), false.into());
            let features = runtime.entry("features").or_insert_with(|| toml::Value::Array(Vec::new()));
            features.as_array_mut().into_iter().for_each(|features| features.push("client".into()));
        }
        let trips: toml::Table = "path = \"../../trips\"".parse()?;
        dependencies.insert("trips".to_owned(), trips.into());
    }
    fs::write(path, toml::to_string(&manifest)?)?;
    fs::remove_dir_all(folder.join("examples"))?;
    Ok(fs::write(folder.join("src/main.rs"), text(name, types))?)
}

/// A table of functions: one instance of a small generic function for each type.
fn text(name: &str, types: &[String]) -> String {
    let krate = name.replace('-', "_");
    let rows: String = types.iter().map(|path| format!("        ::trips::trip::<{path}>,\n")).collect();
    let types = if rows.contains("types::") { format!("use {krate}::types;\n\n") } else { String::new() };
    format!("{types}fn main() {{\n    let trips: &[::trips::Trip] = &[\n{rows}    ];\n    ::trips::run(trips);\n}}\n")
}

/// The hash of all files of a folder.
pub(crate) fn hash(mut hash: Hash, folder: &Path) -> Result<Hash> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        hash = if path.is_dir() { self::hash(hash, &path)? } else { hash.with(fs::read(path)?) };
    }
    Ok(hash)
}

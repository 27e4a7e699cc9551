//! Generates the client of each document in the folder `$AUTOREST_SWAGGER`, and a module for each of them.

use std::error::Error;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{env, fs};

use callsmith::Options;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=AUTOREST_SWAGGER");
    println!("cargo:rerun-if-changed=build.rs");
    let folder = env::var_os("AUTOREST_SWAGGER").ok_or("AUTOREST_SWAGGER is not set: `.ci/run autorest` sets it")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("this is a build script")?);
    let mut modules = String::new();
    for document in documents(Path::new(&folder))? {
        let name = module_name(&document).ok_or("a document without a name")?;
        let client = callsmith::Generator::new(&document).options(options(&name)?).generate()?;
        fs::write(out.join(format!("{name}.rs")), client.module())?;
        writeln!(modules, "/// The client of `{name}`.\npub mod {name} {{")?;
        writeln!(modules, "    include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"));\n}}")?;
    }
    fs::write(out.join("clients.rs"), modules)?;
    Ok(())
}

/// The documents of a folder in the order of their names.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let paths: Result<Vec<PathBuf>, _> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut documents: Vec<PathBuf> =
        paths?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    documents.sort();
    Ok(documents)
}

/// The options of a document: `options/<module>.toml`, if it exists.
fn options(name: &str) -> Result<Options, Box<dyn Error>> {
    println!("cargo:rerun-if-changed=options");
    match fs::read_to_string(format!("options/{name}.toml")) {
        Ok(text) => Ok(Options::from_toml(&text)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Options::default()),
        Err(error) => Err(error.into()),
    }
}

/// The name of a document as that of a module: `body-array.json` is `body_array`.
fn module_name(document: &Path) -> Option<String> {
    Some(document.file_stem()?.to_str()?.replace(['-', '.'], "_").to_lowercase())
}

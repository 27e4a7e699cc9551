//! The preprocessor of the guide that `docs/book.toml` names: mdBook hands it the book as JSON, and takes the book back with other links.
//!
//! Exit code 0 where the book is printed or the renderer is supported, 2 where the book cannot be read.

use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, fs};

use callsmith_tools::book_links::replace_in_book;
use serde_json::Value;

/// Any error, as text for the one who started the program.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    // mdBook asks first, with the name of a renderer. All renderers need the links.
    if env::args().nth(1).as_deref() == Some("supports") {
        return ExitCode::SUCCESS;
    }
    match replace() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn replace() -> Result<()> {
    let [_context, mut book]: [Value; 2] = serde_json::from_reader(io::stdin())?;
    replace_in_book(&mut book, &repository()?);
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(io::stdout().flush()?)
}

/// The address of the repository, as the manifest of the workspace has it.
fn repository() -> Result<String> {
    let manifest: toml::Table = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))?.parse()?;
    let package = manifest.get("workspace").and_then(|workspace| workspace.get("package"));
    let repository = package.and_then(|package| package.get("repository")?.as_str());
    Ok(repository.unwrap_or_default().to_owned())
}

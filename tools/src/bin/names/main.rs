//! Tells how good the names of generated types are, and whether a lock keeps names when documents change.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin names -- [--versions | --pairs] DOCUMENT...
//! ```
//!
//! For each document the ten worst names of types by length, repetition and numbers (`Judged::score`), and the share of names that end in a
//! number which the document does not have: of types, and of methods, parameters, fields and values. With `--versions` the next version of each JSON document is made, with operations, properties, values and
//! alternatives added and removed, and the items are counted whose name is another one with the lock of the first. With `--pairs` every second
//! document is the next version of the one before it. Exit code 0 where there is none, 1 where there is one, 2 where a document gives no client.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, process};

use callsmith::{Generated, Generator, Options};
use callsmith_tools::names::{Count, judged, of_parts, of_types, versions};
use clap::Parser;

/// Tells how good the names of generated types are
#[derive(Debug, Parser)]
struct Arguments {
    /// Documents
    documents: Vec<PathBuf>,
    /// Count the names that the next version of each document changes
    #[arg(long, conflicts_with = "pairs")]
    versions: bool,
    /// Count the names that every second document changes, which is the next version of the one before it
    #[arg(long)]
    pairs: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_lock = arguments.versions || arguments.pairs;
    let mut count = Count::default();
    for documents in arguments.documents.chunks(if arguments.pairs { 2 } else { 1 }) {
        let counted = match documents {
            [before, after] => counted_pair(before, after),
            [document] if arguments.versions => counted_versions(document),
            [document] if !arguments.pairs => counted_names(document),
            _ => Err("it has no next version: name an even number of documents".to_owned()),
        };
        match counted {
            Ok(of_document) => count += of_document,
            Err(error) => {
                eprintln!("error: {}: {error}", documents[0].display());
                return ExitCode::from(2);
            }
        }
    }
    let what = if is_lock { "renamed" } else { "with a number" };
    println!("all: {} names, {} {what} ({:.2} %)", count.all, count.numbered, count.share());
    if is_lock && count.numbered > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn generated(name: &str, text: String, lock: Option<&Path>) -> Result<Generated, String> {
    let options = || {
        let mut options = Options::default();
        options.keep_going = true;
        options
    };
    let generator = Generator::from_text(name, text).options(options());
    let generator = lock.map_or(generator.clone(), |lock| generator.names_lock(lock));
    generator.generate().map_err(|error| error.to_string())
}

fn counted_names(document: &Path) -> Result<Count, String> {
    let text = fs::read_to_string(document).map_err(|error| error.to_string())?;
    let client = generated(&document.to_string_lossy(), text.clone(), None)?.inspect();
    let judged = judged(&of_types(&client), &text);
    let types = Count { all: judged.len(), numbered: judged.iter().filter(|name| name.is_numbered).count() };
    let parts = of_parts(&client);
    let summary = |count: Count, what: &str| {
        format!("{} {what}, {} with a number ({:.2} %)", count.all, count.numbered, count.share())
    };
    println!("{}: {}; {}", document.display(), summary(types, "types"), summary(parts, "parts"));
    judged.iter().take(10).for_each(|name| println!("  {:4} {}", name.score, name.name));
    let mut count = types;
    count += parts;
    Ok(count)
}

fn counted_versions(document: &Path) -> Result<Count, String> {
    let text = fs::read_to_string(document).map_err(|error| error.to_string())?;
    let value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let next = versions::next(&value);
    counted_next(document, text, next.document.to_string(), |_, _| next.moved.clone())
}

fn counted_pair(before: &Path, after: &Path) -> Result<Count, String> {
    let [before_text, after_text] =
        [before, after].map(|path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display())));
    counted_next(after, before_text?, after_text?, versions::moved)
}

fn counted_next(
    document: &Path,
    before: String,
    after: String,
    moved: impl Fn(&str, &str) -> Vec<(String, String)>,
) -> Result<Count, String> {
    let name = document.to_string_lossy();
    let before = generated(&name, before, None)?.names_lock();
    let file = env::temp_dir().join(format!("callsmith-names-{}.names", process::id()));
    fs::write(&file, &before).map_err(|error| error.to_string())?;
    let free = generated(&name, after.clone(), None)?.names_lock();
    let after = generated(&name, after, Some(&file));
    fs::remove_file(&file).map_err(|error| error.to_string())?;
    let after = after?.names_lock();
    let moved = moved(&before, &after);
    let (both, renamed) = versions::renamed(&before, &after, &moved);
    let without = versions::renamed(&before, &free, &moved).1.len();
    let items = before.lines().count() - 1;
    println!(
        "{}: {both} of {items} items in both, {} renamed, {without} without the lock",
        document.display(),
        renamed.len()
    );
    renamed.iter().take(10).for_each(|line| println!("  {line}"));
    Ok(Count { all: both, numbered: renamed.len() })
}

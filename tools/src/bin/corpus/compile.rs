//! Clients through the compiler.

use std::collections::{BTreeMap, HashSet};

use callsmith_tools::corpus::check::{Compiled, check};
use callsmith_tools::corpus::hash::Hash;
use callsmith_tools::corpus::repository;
use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::workspace::Workspace;

use crate::Result;
use crate::arguments::{Arguments, Compile};
use crate::generate::{Runs, progress};
use crate::outcome::Outcome;
use crate::results::Results;

/// So many clients are one workspace.
const CHUNK: usize = 40;

/// The results of compiling the clients, by the path of the document.
pub(crate) type AllCompiled = BTreeMap<String, Compiled>;

/// The documents whose clients are compiled, if they have any: those whose hash comes first.
pub(crate) fn sample(roots: &[Root], compile: Compile) -> HashSet<String> {
    let mut order: Vec<(String, &Root)> = roots.iter().map(|root| (root.order(), root)).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let count = match compile {
        Compile::All => roots.len(),
        Compile::Sample(count) => count,
    };
    order.into_iter().take(count).map(|(_, root)| root.path.clone()).collect()
}

/// Compiles each client of the sample whose result is not known.
pub(crate) fn all(
    arguments: &Arguments,
    runs: &Runs,
    sample: &HashSet<String>,
    results: &Results,
) -> Result<AllCompiled> {
    let runtime = runtime()?;
    let earlier = results.compiled();
    let mut compiled = AllCompiled::new();
    let mut open: Vec<(Root, String)> = Vec::new();
    for (path, run) in runs.iter().filter(|(path, _)| sample.contains(*path)) {
        let Outcome::Generated(generated) = &run.outcome else { continue };
        let key = runtime.with(&generated.files).hex();
        match earlier.get(key.as_str()) {
            Some(client) if client.reached => {
                compiled.insert(path.clone(), (*client).clone());
            }
            _ => open.push((Root { path: path.clone(), bytes: 0 }, key)),
        }
    }
    // Neighbours are alike: in this order a mistake shows early.
    open.sort_by_cached_key(|(root, _)| root.order());
    let wanted = compiled.len() + open.len();
    for chunk in open.chunks(CHUNK) {
        let roots: Vec<&Root> = chunk.iter().map(|(root, _)| root).collect();
        let workspace = Workspace::create(results.folder(), &roots)?;
        let mut clients = check(&workspace, arguments.jobs)?;
        workspace.clean()?;
        for (root, key) in chunk {
            let one = clients.remove(&root.name()).unwrap_or_default();
            results.add_compiled(&root.path, key, &one)?;
            if let Some(message) = one.first_error.as_ref().or(one.first_warning.as_ref()) {
                eprintln!("{}: {message}", root.path);
            }
            compiled.insert(root.path.clone(), one);
        }
        progress("compiled", compiled.len(), wanted);
    }
    Ok(compiled)
}

/// The hash of the runtime that clients are compiled against.
fn runtime() -> Result<Hash> {
    let mut hash = Hash::new().with(std::fs::read(repository().join("Cargo.lock"))?);
    let mut folders = vec![repository().join("runtime/src")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else {
                hash = hash.with(std::fs::read(path)?);
            }
        }
    }
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::sample;
    use crate::arguments::Compile;
    use callsmith_tools::corpus::roots::Root;

    #[test]
    fn the_sample_does_not_depend_on_what_else_there_is() {
        let roots: Vec<Root> = (0..100).map(|number| Root { path: format!("{number}.json"), bytes: 0 }).collect();
        let some = sample(&roots, Compile::Sample(10));
        assert_eq!(some.len(), 10);
        let fewer: Vec<Root> = roots.iter().filter(|root| some.contains(&root.path)).cloned().collect();
        assert_eq!(sample(&fewer, Compile::Sample(10)), some);
        assert_eq!(sample(&roots, Compile::All).len(), 100);
    }
}

//! The choice of documents.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use callsmith::{Error, Generated, Generator, Options};
use callsmith_tools::corpus::roots::{self, Root};
use callsmith_tools::corpus::{Result, repository};

/// Larger documents are left out: the server looks at all their schemas for each request, and takes a second for that.
const BYTES: u64 = 400_000;

/// So are those with more operations, which would be most of what is called, and those with fewer, which show little.
const OPERATIONS: RangeInclusive<usize> = 5..=100;

/// A document with its client.
pub(crate) struct Chosen {
    pub(crate) root: Root,
    /// `2.0`, `3.0` or `3.1`.
    pub(crate) version: String,
    pub(crate) generated: Generated,
}

/// Chooses some documents of each version, those whose hash comes first, and generates their clients. The server has to take a document.
pub(crate) fn documents(
    corpus: &Path,
    filter: &[String],
    count: usize,
    taken: impl Fn(&Root) -> Result<bool>,
) -> Result<Vec<Chosen>> {
    let mut roots = roots::find(corpus, filter)?;
    roots.sort_by_key(Root::order);
    let versions = versions(corpus)?;
    let mut chosen: BTreeMap<&str, Vec<Chosen>> = BTreeMap::new();
    for root in roots {
        let version = versions.get(&root.path).map_or("", |text| text.get(..3).unwrap_or_default());
        let Some(version) = ["2.0", "3.0", "3.1"].into_iter().find(|listed| *listed == version) else { continue };
        let list = chosen.entry(version).or_default();
        if list.len() >= count || root.bytes > BYTES {
            continue;
        }
        if let Some(generated) = generate(corpus, &root)?
            && taken(&root)?
        {
            list.push(Chosen { root, version: version.to_owned(), generated });
        }
    }
    Ok(chosen.into_values().flatten().collect())
}

/// The client of a document that has operations, not too many and not too few.
fn generate(corpus: &Path, root: &Root) -> Result<Option<Generated>> {
    let mut options = Options::default();
    options.crate_name = Some(root.name());
    options.runtime_path = Some(repository().join("runtime"));
    options.allow_folders = vec![corpus.to_owned()];
    match Generator::new(corpus.join(&root.path)).options(options).generate() {
        Ok(generated) => {
            let count = generated.inspect().operations.len();
            Ok(OPERATIONS.contains(&count).then_some(generated))
        }
        Err(Error::Document(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The versions that the manifest tells.
fn versions(corpus: &Path) -> Result<BTreeMap<String, String>> {
    let manifest = fs::read_to_string(corpus.join("MANIFEST.tsv"))?;
    let row = |row: &str| {
        let mut cells = row.split('\t');
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    };
    Ok(manifest.lines().skip(1).filter_map(row).collect())
}

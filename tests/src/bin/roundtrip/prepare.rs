//! Generates the client of a document, and makes its samples.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use callsmith::{Error, Generated, Generator, Options};
use callsmith_tests::corpus::{Result, hash::Hash, repository};
use callsmith_tests::roundtrip::definitions::Definitions;
use callsmith_tests::roundtrip::maker::Maker;
use callsmith_tests::roundtrip::oracle::Oracle;
use callsmith_tests::roundtrip::samples::{Kind, samples};
use callsmith_tests::roundtrip::types;
use serde::{Deserialize, Serialize};

use crate::place::Files;
use crate::program;
use crate::worker::Task;

/// The first line of a file of samples: what is to be known of the document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The named schemas with a type: key and pointer.
    pub(crate) types: Vec<(String, String)>,
    /// Named schemas of which there are no samples, by reason.
    pub(crate) skipped: BTreeMap<String, Vec<String>>,
    /// Values that claimed to be valid and are not.
    pub(crate) dropped: usize,
    /// Schemas of which most values were dropped, with the first reason.
    #[serde(default)]
    pub(crate) hard: Vec<String>,
    /// Examples that are not valid.
    pub(crate) examples_dropped: usize,
}

/// A line of a file of samples.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The index of the type.
    #[serde(rename = "type")]
    pub(crate) ty: usize,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

pub(crate) fn prepare(task: &Task) -> Result<()> {
    let generated = generate(task)?;
    let definitions = Definitions::of(Path::new(&task.document))?;
    let oracle = Oracle::new(&definitions)?;
    let mut head = Head { types: Vec::new(), ..Head::default() };
    let (mut lines, mut paths) = (Vec::new(), Vec::new());
    let types = types::of(&generated.inspect());
    let seed = Hash::new().with(&task.document).hex();
    let mut maker = Maker::new(&definitions, u64::from_str_radix(&seed, 16)?);
    for named in &definitions.named {
        let mut skip = |reason: &str| head.skipped.entry(reason.to_owned()).or_default().push(named.pointer.clone());
        let Some(path) = types.get(&named.pointer) else {
            skip("no type");
            continue;
        };
        if let Some(reason) = oracle.refused.get(&named.key) {
            skip(&format!("the validator refuses the schema: {reason}"));
            continue;
        }
        let found = samples(&mut maker, &definitions, &oracle, named, task.samples);
        head.dropped += found.dropped;
        if found.dropped > task.samples {
            head.hard.push(format!("{}: {}", named.pointer, found.fault.clone().unwrap_or_default()));
        }
        head.examples_dropped += found.examples_dropped;
        if !found.values.iter().any(|(kind, _)| matches!(kind, Kind::Valid | Kind::Example)) {
            let pointer = format!("{}: {}", named.pointer, found.fault.unwrap_or("nothing is made".to_owned()));
            head.skipped.entry("no valid value".to_owned()).or_default().push(pointer);
            continue;
        }
        let ty = paths.len();
        paths.push(path.clone());
        head.types.push((named.key.clone(), named.pointer.clone()));
        lines.extend(found.values.iter().map(|(kind, value)| Line { ty, kind: *kind, text: value.to_string() }));
    }
    write(task, &generated, &head, &lines, &paths)
}

fn generate(task: &Task) -> Result<Generated> {
    let mut options = Options::default();
    options.crate_name = Some(task.name.clone());
    options.runtime_path = Some(repository().join("runtime"));
    // Documents may refer to their neighbours: the worker stands in the folder of the whole collection.
    options.allow_folders = vec![".".into()];
    Generator::new(&task.document).options(options).generate().map_err(|error| match error {
        Error::Document(_) => "rejected".into(),
        other => other.into(),
    })
}

fn write(task: &Task, generated: &Generated, head: &Head, lines: &[Line], paths: &[String]) -> Result<()> {
    let folder = task.out.join("clients").join(&task.name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    generated.write_crate(&folder)?;
    program::add(&folder, &task.name, paths)?;
    let mut file = BufWriter::new(File::create(Files::new(&task.out, &task.name).samples)?);
    writeln!(file, "{}", serde_json::to_string(head)?)?;
    for line in lines {
        writeln!(file, "{}", serde_json::to_string(line)?)?;
    }
    Ok(file.flush()?)
}

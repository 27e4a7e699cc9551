//! Generates the client of a document, and makes its samples.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use callsmith::{Error, Generated, Generator, Options};
use callsmith_tools::corpus::{Result, hash::Hash, repository};
use callsmith_tools::roundtrip::definitions::Named;
use callsmith_tools::roundtrip::direction::Direction;
use callsmith_tools::roundtrip::maker::Maker;
use callsmith_tools::roundtrip::samples::{Kind, Samples, Source, examples, samples};
use serde::{Deserialize, Serialize};

use crate::place::Files;
use crate::program;
use crate::sides::{Side, Sides};
use crate::suite;
use crate::units::{Unit, Units};
use crate::worker::{Mode, Task};

/// The first line of a file of samples: what is to be known of the document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The pointers of all schemas that were looked at: they give the keys.
    pub(crate) pointers: Vec<String>,
    /// The schemas with a type that there are samples of.
    pub(crate) types: Vec<Row>,
    /// Named schemas of which there are no samples, by reason.
    pub(crate) skipped: BTreeMap<String, Vec<String>>,
    /// Values that claimed to be valid and are not.
    pub(crate) dropped: usize,
    /// Schemas of which most values were dropped, with the first reason.
    #[serde(default)]
    pub(crate) hard: Vec<String>,
    /// Examples: how many the document mentions, and those that are not tested, by reason.
    pub(crate) mentioned: usize,
    pub(crate) examples_left: BTreeMap<String, usize>,
}

/// A schema with a type.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) pointer: String,
    pub(crate) direction: Direction,
    /// The place of its examples.
    pub(crate) what: String,
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
    let path = Path::new(&task.document);
    let units = Units::new(path, &generated)?;
    let mut head = Head { skipped: units.skipped, mentioned: units.mentioned, ..Head::default() };
    head.examples_left = units.left;
    head.pointers = units.all.iter().map(|unit| unit.pointer.clone()).collect();
    let mut work = Work { task, head, lines: Vec::new(), paths: Vec::new() };
    let sides = Sides::read(&task.document, &work.head.pointers)?;
    for direction in [Direction::Received, Direction::Sent] {
        work.side(sides.get(direction), &units.all, direction)?;
    }
    work.write(&generated)
}

struct Work<'t> {
    task: &'t Task,
    head: Head,
    lines: Vec<Line>,
    paths: Vec<String>,
}

impl Work<'_> {
    /// Makes the samples of one direction.
    fn side(&mut self, side: &Side, units: &[Unit], direction: Direction) -> Result<()> {
        let seed = Hash::new().with(&self.task.document).hex();
        let mut maker = Maker::new(&side.definitions, u64::from_str_radix(&seed, 16)?);
        let tests = if self.task.mode == Mode::Suite { suite::tests(&self.task.document)? } else { BTreeMap::new() };
        let units = units.iter().zip(&side.definitions.named).filter(|(unit, _)| unit.direction == direction);
        for (unit, named) in units {
            let mut named = named.clone();
            if let Some(examples) = &unit.examples {
                (named.examples, named.within) = (examples.clone(), Vec::new());
            }
            if let Some(reason) = side.oracle.refused.get(&named.key) {
                let reason = format!("the validator refuses the schema: {reason}");
                self.head.skipped.entry(reason).or_default().push(unit.pointer.clone());
                continue;
            }
            let source = Source { maker: &mut maker, definitions: &side.definitions, oracle: &side.oracle };
            match self.task.mode {
                Mode::Samples(most) if unit.is_named => self.made(unit, &named, samples(source, &named, most), most),
                Mode::Suite => {
                    let tests = tests.get(&unit.pointer).map_or(&[][..], Vec::as_slice);
                    let collected_samples = suite::samples(tests, &mut self.head.examples_left);
                    self.add(unit, &named, collected_samples);
                }
                _ => self.examples(unit, &named, examples(source, &named)),
            }
        }
        Ok(())
    }

    fn made(&mut self, unit: &Unit, named: &Named, samples: Samples, most: usize) {
        self.head.dropped += samples.dropped;
        if samples.dropped > most {
            self.head.hard.push(format!("{}: {}", named.pointer, samples.fault.clone().unwrap_or_default()));
        }
        if samples.values.iter().any(|(kind, _)| matches!(kind, Kind::Valid | Kind::Example)) {
            self.examples(unit, named, samples);
        } else {
            let pointer = format!("{}: {}", named.pointer, samples.fault.unwrap_or("nothing is made".to_owned()));
            self.head.skipped.entry("no valid value".to_owned()).or_default().push(pointer);
        }
    }

    fn examples(&mut self, unit: &Unit, named: &Named, samples: Samples) {
        for (reason, count) in [("not valid", samples.examples_dropped), ("null or alike", samples.examples_alike)] {
            if count > 0 {
                *self.head.examples_left.entry(reason.to_owned()).or_default() += count;
            }
        }
        self.add(unit, named, samples.values);
    }

    fn add(&mut self, unit: &Unit, named: &Named, values: Vec<(Kind, serde_json::Value)>) {
        if values.is_empty() {
            return;
        }
        let ty = self.paths.len();
        self.paths.push(unit.rust.clone());
        let (key, pointer, what) = (named.key.clone(), unit.pointer.clone(), unit.what.to_owned());
        self.head.types.push(Row { key, pointer, what, direction: unit.direction });
        self.lines.extend(values.iter().map(|(kind, value)| Line { ty, kind: *kind, text: value.to_string() }));
    }

    fn write(&self, generated: &Generated) -> Result<()> {
        let task = self.task;
        let folder = task.out.join("clients").join(&task.name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        generated.write_crate(&folder)?;
        program::add(&folder, &task.name, &self.paths)?;
        let mut file = BufWriter::new(File::create(Files::new(&task.out, &task.name).samples)?);
        writeln!(file, "{}", serde_json::to_string(&self.head)?)?;
        for line in &self.lines {
            writeln!(file, "{}", serde_json::to_string(line)?)?;
        }
        Ok(file.flush()?)
    }
}

fn generate(task: &Task) -> Result<Generated> {
    let mut options = Options::default();
    options.crate_name = Some(task.name.clone());
    options.keep_unused_types = true;
    options.runtime_path = Some(repository().join("runtime"));
    // Documents may refer to their neighbours: the worker stands in the folder of the whole collection.
    options.allow_folders = vec![".".into()];
    options.keep_unused_types = true;
    Generator::new(&task.document).options(options).generate().map_err(|error| match error {
        Error::Document(_) => "rejected".into(),
        other => other.into(),
    })
}

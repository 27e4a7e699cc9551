//! Stamps: a build script that runs again does not generate again what is there.
//!
//! * In: the settings of a run, and the files that it read.
//! * Out: a file beside the module, and the run that it stands for, if nothing has changed since.
//! * Afterwards: a stamp fits only where a run would write the same module and the same warnings.

// Cargo runs a build script again for more reasons than a changed document: a line of `Cargo.toml`, another time of a file after a
// checkout. The texts are kept as they are and not as digests. Build scripts are not optimised, and comparing bytes costs a hundredth of
// hashing them there; and what is equal is certain.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs, io};

use serde::{Deserialize, Serialize};

/// The mark in front of a text in UTF-8, which is no part of it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A run of a build script, as it is told to Cargo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Run {
    /// The files that were read or looked for.
    pub(crate) files: Vec<PathBuf>,
    /// The warnings about the document.
    pub(crate) warnings: Vec<String>,
}

/// The place of a stamp, and what a run is made of beside files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp<'a> {
    /// The file of the module.
    pub(crate) output: &'a Path,
    /// Everything that decides about the module, and is in no file.
    pub(crate) settings: &'a str,
    /// Texts at hand, which may be long.
    pub(crate) texts: &'a [&'a str],
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    path: PathBuf,
    /// The path without links; `None` where there is no such file.
    real: Option<PathBuf>,
    text: Vec<u8>,
}

/// The first line of a stamp. The texts of the inputs follow, then those at hand, one behind the other.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    version: String,
    program: FileState,
    output: FileState,
    settings: String,
    run: Run,
    inputs: Vec<InputHead>,
}

#[derive(Debug, Serialize, Deserialize)]
struct InputHead {
    path: PathBuf,
    real: Option<PathBuf>,
    length: usize,
}

/// The state of a file that is not read: another content comes with another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FileState {
    length: u64,
    changed: SystemTime,
}

impl Input {
    /// A file as it is now.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(text) => Ok(Self::new(path, without_mark(&text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self { path: path.to_owned(), real: None, text: Vec::new() })
            }
            Err(error) => Err(error),
        }
    }

    /// A file whose text is at hand.
    pub(crate) fn new(path: &Path, text: &[u8]) -> Self {
        Self { path: path.to_owned(), real: fs::canonicalize(path).ok(), text: text.to_owned() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl InputHead {
    /// Returns `true` if the file is what it was.
    fn fits(&self, text: &[u8]) -> bool {
        // Links decide which files may be read, and which are one.
        let real = fs::canonicalize(&self.path).ok();
        if real != self.real {
            return false;
        }
        if real.is_none() {
            return text.is_empty() && !self.path.exists();
        }
        fs::read(&self.path).is_ok_and(|now| without_mark(&now) == text)
    }
}

impl FileState {
    fn read(path: &Path) -> io::Result<Self> {
        let metadata = fs::metadata(path)?;
        Ok(Self { length: metadata.len(), changed: metadata.modified()? })
    }

    /// The state of this build script: the generator and its dependencies are a part of it.
    fn program() -> io::Result<Self> {
        Self::read(&env::current_exe()?)
    }
}

impl Stamp<'_> {
    fn path(&self) -> PathBuf {
        self.output.with_extension("stamp")
    }

    /// The run that made the module, if another one would make the same.
    pub(crate) fn fitting(&self) -> Option<Run> {
        let stamp = fs::read(self.path()).ok()?;
        let end = stamp.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&stamp[..end]).ok()?;
        let is_same = head.version == env!("CARGO_PKG_VERSION")
            && head.settings == self.settings
            && head.program == FileState::program().ok()?
            && head.output == FileState::read(self.output).ok()?;
        let mut rest = &stamp[end + 1..];
        for input in is_same.then_some(&head.inputs)? {
            let (text, behind) = rest.split_at_checked(input.length)?;
            rest = input.fits(text).then_some(behind)?;
        }
        for text in self.texts {
            rest = rest.strip_prefix(text.as_bytes())?;
        }
        rest.is_empty().then_some(head.run)
    }

    /// Writes the stamp of a run whose module is written.
    ///
    /// # Errors
    /// A file cannot be read or written, or has a name that is no Unicode. Then there is no stamp, and the next run generates.
    pub(crate) fn write(&self, run: &Run, inputs: &[Input]) -> io::Result<()> {
        let head = |input: &Input| {
            let (path, real) = (input.path.clone(), input.real.clone());
            InputHead { path, real, length: input.text.len() }
        };
        let head = Head {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            program: FileState::program()?,
            output: FileState::read(self.output)?,
            settings: self.settings.to_owned(),
            run: run.clone(),
            inputs: inputs.iter().map(head).collect(),
        };
        let mut stamp = serde_json::to_vec(&head).map_err(io::Error::other)?;
        stamp.push(b'\n');
        let texts = inputs.iter().map(|input| &input.text[..]).chain(self.texts.iter().map(|text| text.as_bytes()));
        // Half a stamp does not fit: its texts end too early.
        let mut file = fs::File::create(self.path())?;
        file.write_all(&stamp)?;
        texts.into_iter().try_for_each(|text| file.write_all(text))
    }

    /// Removes a stamp that does not fit any more.
    pub(crate) fn remove(&self) {
        // There may be none.
        let _ = fs::remove_file(self.path());
    }
}

fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(MARK).unwrap_or(text)
}

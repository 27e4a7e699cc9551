//! A workspace of some clients.

use std::fs;
use std::path::{Path, PathBuf};

use super::Result;
use super::repository;
use super::roots::Root;

/// Prefixes of the names of all clients, as packages and as crates.
const PREFIXES: [&str; 3] = ["corpus-", "corpus_", "libcorpus_"];

/// A workspace at the root of the output folder. Its members change; target folder, features and versions do not, so that
/// dependencies are built once.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Makes the workspace of some clients.
    pub fn create(out: &Path, roots: &[&Root]) -> Result<Self> {
        let members: Vec<String> = roots.iter().map(|root| format!("clients/{}", root.name())).collect();
        Self::with(out, &members)
    }

    /// Makes the workspace of some packages.
    pub fn with(out: &Path, members: &[String]) -> Result<Self> {
        let members: Vec<String> = members.iter().map(|member| format!("    \"{member}\",\n")).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n{PROFILE}", members.concat());
        fs::write(out.join("Cargo.toml"), manifest)?;
        fs::copy(repository().join("Cargo.lock"), out.join("Cargo.lock"))?;
        Ok(Self { root: out.to_owned() })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The target folder, which all workspaces share.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Removes what the compiler has made of the members: thousands of clients fill a disk.
    pub fn clean(&self) -> Result<()> {
        let profile = self.target().join("debug");
        for folder in ["deps", "examples", ".fingerprint"] {
            let Ok(entries) = fs::read_dir(profile.join(folder)) else { continue };
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name();
                let name = name.to_string_lossy();
                // Examples of all clients are called `call`.
                if !(PREFIXES.iter().any(|prefix| name.starts_with(prefix)) || folder == "examples") {
                    continue;
                }
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?;
                } else {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }
}

const PROFILE: &str = "[profile.dev]\ndebug = false\nincremental = false\n";

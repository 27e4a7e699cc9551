//! Clients with tests in a workspace, and the outcome of these.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use callsmith::{Generator, Inspection, Options, Tested};

use super::{Kind, Mutant};
use crate::corpus::workspace::Workspace;
use crate::corpus::{Result, repository};

/// The outcome of the tests of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of them pass.
    Passed,
    /// Some fail: their names.
    Failed(Vec<String>),
    /// They do not compile: the first error.
    Broken(String),
}

/// A client with tests.
#[derive(Debug)]
pub struct Client {
    /// The name of its package, and of its folder.
    pub name: String,
    /// The document.
    pub document: PathBuf,
    /// The account of its tests.
    pub tested: Tested,
    inspection: Inspection,
}

/// Clients in a workspace, which share the folder of what is compiled.
#[derive(Debug)]
pub struct Suite {
    out: PathBuf,
    /// The clients.
    pub clients: Vec<Client>,
}

impl Suite {
    /// Generates the clients of some documents into a folder, each with the configuration beside it. Documents that cannot be used are
    /// told to `refused`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn generate(out: &Path, documents: &[PathBuf], mut refused: impl FnMut(&Path, &str)) -> Result<Self> {
        fs::create_dir_all(out)?;
        let mut clients = Vec::new();
        for (index, document) in documents.iter().enumerate() {
            let name = format!("client-{index}");
            let mut options = Options::default();
            options.keep_going = true;
            options.tests = true;
            options.crate_name = Some(name.clone());
            options.runtime_path = Some(repository().join("runtime"));
            let mut generator = Generator::new(document).options(options);
            let config = document.with_file_name("callsmith.toml");
            if config.is_file() {
                generator = generator.config(config)?;
            }
            let generated = match generator.generate() {
                Ok(generated) => generated,
                Err(error) => {
                    refused(document, error.to_string().lines().next().unwrap_or_default());
                    continue;
                }
            };
            let folder = out.join(&name);
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            generated.write_crate(&folder)?;
            let (tested, inspection) = (generated.tested().unwrap_or_default(), generated.inspect());
            clients.push(Client { name, document: document.clone(), tested, inspection });
        }
        let members: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
        Workspace::with(out, &members)?;
        Ok(Self { out: out.to_owned(), clients })
    }

    /// Runs the tests of a client.
    ///
    /// # Errors
    /// Cargo cannot be run.
    pub fn run(&self, client: &Client) -> Result<Outcome> {
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["test", "--quiet", "--package", &client.name, "--test", "operations"])
            .current_dir(&self.out)
            .env("CARGO_TARGET_DIR", self.out.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output()?;
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.success() {
            return Ok(Outcome::Passed);
        }
        if !stdout.contains("test result:") {
            let error = stderr.lines().skip_while(|line| !line.starts_with("error")).take(8).collect::<Vec<_>>();
            return Ok(Outcome::Broken(error.join("\n")));
        }
        // The list behind the last `failures:`.
        let list = stdout.rsplit("failures:").next().unwrap_or_default();
        let names = list.lines().take_while(|line| !line.starts_with("test result")).map(str::trim);
        Ok(Outcome::Failed(names.filter(|name| !name.is_empty()).map(str::to_owned).collect()))
    }

    /// The changes of a kind that can be made to a client, by its sources.
    ///
    /// # Errors
    /// A source cannot be read.
    pub fn mutants(&self, client: &Client, kind: Kind) -> Result<Vec<(PathBuf, Mutant)>> {
        let sources = self.sources(client)?;
        let all = sources.iter().flat_map(|(path, source)| {
            Mutant::all(kind, source, &client.inspection).into_iter().map(|mutant| (path.clone(), mutant))
        });
        Ok(all.collect())
    }

    /// The outcome of the tests of a client with a change, which is taken back.
    ///
    /// # Errors
    /// A file cannot be written, or Cargo cannot be run.
    pub fn run_with(&self, client: &Client, path: &Path, mutant: &Mutant) -> Result<(Outcome, String)> {
        let source = fs::read_to_string(path)?;
        fs::write(path, mutant.applied(&source))?;
        let outcome = self.run(client);
        fs::write(path, &source)?;
        Ok((outcome?, mutant.shown(&source)))
    }

    fn sources(&self, client: &Client) -> Result<BTreeMap<PathBuf, String>> {
        let mut sources = BTreeMap::new();
        let mut folders = vec![self.out.join(&client.name).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = fs::read_to_string(&path)?;
                    sources.insert(path, text);
                }
            }
        }
        Ok(sources)
    }
}

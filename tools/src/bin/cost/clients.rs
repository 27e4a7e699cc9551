//! Synthetic clients in a workspace of their own, and what cargo takes for them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use callsmith::{Generator, Options};
use callsmith_tools::synthetic;
use serde_json::json;

use crate::Result;
use crate::arguments::Grouping;

/// A workspace of generated clients, below the target folder, with the dependencies that the repository has locked.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    runtime: PathBuf,
}

/// A client of the workspace.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) operations: usize,
    pub(crate) generated_in: Duration,
    /// The size of all source files.
    pub(crate) source_bytes: usize,
    /// `true` if it is made of copies of a smaller one.
    pub(crate) is_of_copies: bool,
    name: String,
    library: PathBuf,
}

impl Workspace {
    /// Makes the workspace, without the clients of an earlier run.
    pub(crate) fn create() -> Result<Self> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let repository = package.parent().ok_or("the package is a folder of the repository")?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository.join("target"), PathBuf::from);
        let root = std::path::absolute(target)?.join("cost");
        let clients = root.join("clients");
        if clients.exists() {
            fs::remove_dir_all(&clients)?;
        }
        fs::create_dir_all(&clients)?;
        fs::write(root.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"clients/*\"]\n")?;
        fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock"))?;
        Ok(Self { root, runtime: repository.join("runtime") })
    }

    /// Generates a client of so many operations and adds it to the workspace.
    pub(crate) fn generate(&self, operations: usize, grouping: Grouping) -> Result<Client> {
        let name = format!("synthetic-{operations}-{grouping}");
        let document = synthetic::document(operations, grouping.tags()).to_string();
        let client = self.add(&name, Generator::from_text(format!("{name}.json"), document))?;
        Ok(Client { operations, ..client })
    }

    /// Adds a crate whose modules are copies of one client.
    pub(crate) fn copies(&self, operations: usize, copies: usize, grouping: Grouping) -> Result<Client> {
        let document = synthetic::document(operations, grouping.tags()).to_string();
        let generator = Generator::from_text("copied.json", document);
        let module = generator.clone().generate()?.module();
        let modules: String =
            (1..=copies).map(|number| format!("#[path = \"client.rs\"]\npub mod copy_{number};\n")).collect();
        let source = format!("//! Copies of a client.\n#![allow(clippy::duplicate_mod)]\n{modules}");
        let client = self.add(&format!("copies-{copies}-{grouping}"), generator)?;
        fs::write(&client.library, source)?;
        fs::write(client.library.with_file_name("client.rs"), &module)?;
        let source_bytes = copies * module.len();
        Ok(Client { operations: copies * operations, source_bytes, is_of_copies: true, ..client })
    }

    /// Generates a client and adds it to the workspace.
    pub(crate) fn add(&self, name: &str, generator: Generator) -> Result<Client> {
        let mut options = Options::default();
        options.crate_name = Some(name.to_owned());
        options.runtime_path = Some(self.runtime.clone());
        let start = Instant::now();
        let generated = generator.options(options).generate()?;
        let files = generated.crate_files();
        let generated_in = start.elapsed();
        let folder = self.root.join("clients").join(name);
        files.write(&folder)?;
        // All have the same dependencies, those of types with derive macros too.
        let manifest = folder.join("Cargo.toml");
        let mut text = fs::read_to_string(&manifest)?;
        text.push_str("\n[dependencies.serde]\nversion = \"1\"\nfeatures = [\"derive\"]\n");
        fs::write(manifest, text)?;
        let source_bytes = files.iter().filter(|(path, _)| path.starts_with("src")).map(|(_, text)| text.len()).sum();
        Ok(Client {
            operations: 0,
            generated_in,
            source_bytes,
            is_of_copies: false,
            name: name.to_owned(),
            library: folder.join("src/lib.rs"),
        })
    }

    /// Adds a crate of one file with the dependencies of a client.
    pub(crate) fn add_source(&self, name: &str, source: &str) -> Result<Client> {
        let nothing = json!({ "openapi": "3.0.3", "info": { "title": "nothing", "version": "1" }, "paths": {} });
        let client = self.add(name, Generator::from_text("nothing.json", nothing.to_string()))?;
        fs::write(&client.library, source)?;
        Ok(Client { source_bytes: source.len(), ..client })
    }

    /// Checks a client, and gives the CPU seconds of that.
    pub(crate) fn check(&self, client: &Client) -> Result<f64> {
        self.cargo("check", client)
    }

    /// Builds a client, and gives the path of its library.
    pub(crate) fn build(&self, client: &Client) -> Result<PathBuf> {
        self.cargo("build", client)?;
        Ok(self.root.join(format!("target/debug/lib{}.rlib", client.name.replace('-', "_"))))
    }

    fn cargo(&self, command: &str, client: &Client) -> Result<f64> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let before = seconds_of_children()?;
        let output = Command::new(cargo)
            .args([command, "--quiet", "--package", &client.name])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            // What a cache or its server does is not seen here.
            .env_remove("RUSTC_WRAPPER")
            .output()?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(format!("`cargo {command}` of `{}` failed:\n{reason}", client.name).into());
        }
        Ok(seconds_of_children()? - before)
    }
}

impl Client {
    /// Makes cargo compile the client again.
    pub(crate) fn touch(&self) -> Result<()> {
        Ok(File::options().append(true).open(&self.library)?.set_modified(SystemTime::now())?)
    }
}

/// The CPU time, of user and system, of all processes that this one and its children have waited for (proc(5), `cutime` and
/// `cstime` of `/proc/pid/stat`).
fn seconds_of_children() -> Result<f64> {
    /// The unit of CPU time that the kernel reports to programs, on all but the oldest machines.
    const TICKS_PER_SECOND: f64 = 100.0;
    let unknown = "CPU time cannot be read from /proc/self/stat: the measurement needs Linux";
    let stat = fs::read_to_string("/proc/self/stat").map_err(|_| unknown)?;
    // The second field is the name of the program in parentheses, and may hold spaces.
    let (_, fields) = stat.rsplit_once(')').ok_or(unknown)?;
    let mut fields = fields.split_whitespace().skip(13);
    let mut ticks = || fields.next().and_then(|field| field.parse::<u64>().ok()).ok_or(unknown);
    Ok((ticks()? + ticks()?) as f64 / TICKS_PER_SECOND)
}

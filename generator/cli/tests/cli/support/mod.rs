//! A folder to run the command in, and a server to fetch from.

mod server;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

pub(crate) use server::{Server, refused_url, response};

/// A document of the folder `fixtures/`.
pub(crate) fn fixture(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Variables of the environment that change what the command does or prints.
const VARIABLES: [&str; 10] = [
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "COLUMNS",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
];

/// A document whose bodies are in a file that is not there.
pub(crate) fn missing_bodies() -> String {
    fixture("warned/unresolved-reference/missing-body.yaml").replace("#/components/requestBodies/", "bodies.yaml#/")
}

/// The outcome of a run.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// Checks the exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// The last line on standard error.
    pub(crate) fn last_line(&self) -> &str {
        self.stderr.lines().last().unwrap_or_default()
    }

    /// The closing lines on standard error, with `TIME` in place of the time.
    pub(crate) fn summary(&self) -> String {
        let is_headline =
            |line: &&str| ["generated ", "checked ", "nothing "].iter().any(|verb| line.starts_with(verb));
        let lines: Vec<&str> = self.stderr.lines().skip_while(|line| !is_headline(line)).collect();
        let text = lines.join("\n");
        match text.split_once(" (").and_then(|(_, rest)| rest.split_once(" s)")) {
            Some((time, _)) => text.replacen(&format!("({time} s)"), "(TIME)", 1),
            None => text,
        }
    }
}

/// A folder of its own, which is the current one of the runs.
#[derive(Debug)]
pub(crate) struct Folder {
    temporary: TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { temporary: tempfile::tempdir().expect("the machine has a folder for temporary files") }
    }

    /// A folder with the document of a scoring service, `swagger.json`.
    pub(crate) fn with_scoring() -> Self {
        let folder = Self::new();
        folder.write("swagger.json", &fixture("scoring/swagger.json"));
        folder
    }

    /// A path in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.temporary.path().join(path)
    }

    /// Writes a file, with its folders.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Reads a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The texts and time stamps of all files below a folder.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, (String, SystemTime)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(folder) else { continue };
            for path in entries.map(|entry| entry.expect("an entry").path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let time = path.metadata().and_then(|data| data.modified()).expect("a time stamp");
                let name =
                    path.strip_prefix(self.temporary.path()).expect("it is below").to_string_lossy().into_owned();
                files.insert(name, (fs::read_to_string(&path).expect("a text"), time));
            }
        }
        files
    }

    /// Runs `callsmith`.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with_input(arguments, b"")
    }

    /// Runs `callsmith` behind a proxy of HTTP.
    pub(crate) fn run_behind(&self, proxy: &str, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, b"", &[("http_proxy", proxy)])
    }

    /// Runs `callsmith` with bytes on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        self.run_with(arguments, input, &[])
    }

    /// Runs `callsmith` with variables of the environment.
    pub(crate) fn run_in(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
        self.run_with(arguments, b"", variables)
    }

    /// The command, before it runs.
    pub(crate) fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_callsmith"));
        command.args(arguments).current_dir(self.temporary.path());
        for variable in VARIABLES {
            command.env_remove(variable);
        }
        command.envs(variables.iter().copied());
        command
    }

    fn run_with(&self, arguments: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Outcome {
        let mut command = self.command(arguments, variables);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // A program that reads no input may have ended already.
        let _ = child.stdin.take().expect("it is piped").write_all(input);
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
        Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

//! A project beside the repository, as `cargo new` makes it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// A project. Its folder stays the same, so that dependencies are compiled once.
pub(crate) struct Project {
    folder: PathBuf,
    /// The name of the package, which may not be that of a crate which the repository has.
    name: &'static str,
}

/// A run of Cargo.
pub(crate) struct Cargo(Command);

impl Project {
    /// An empty project with the document of a scoring service.
    pub(crate) fn new() -> Self {
        Self::empty("scoring-readme")
    }

    /// A project without dependencies but for the build script.
    pub(crate) fn of_build_script() -> Self {
        let project = Self::empty("scoring-script");
        project.write("Cargo.toml", &(project.manifest() + "[build-dependencies]\ncallsmith = \"0.1\"\n"));
        project.write("src/lib.rs", "");
        project
    }

    /// An empty project for the blocks of the guide.
    pub(crate) fn of_guide() -> Self {
        Self::empty("callsmith-guide")
    }

    /// An empty project for the files of a page.
    pub(crate) fn of_page() -> Self {
        Self::empty("callsmith-page")
    }

    /// The place of a file.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn empty(name: &'static str) -> Self {
        let project = Self { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), name };
        let _ = fs::remove_dir_all(&project.folder);
        let document = repository().join("fixtures/scoring/swagger.json");
        project.write("swagger.json", &fs::read_to_string(document).expect("the fixture can be read"));
        // The versions that were tested.
        fs::copy(repository().join("Cargo.lock"), project.folder.join("Cargo.lock"))
            .expect("the repository has a lock");
        project
    }

    /// The manifest of `cargo new`, with the places of packages that are not published yet.
    pub(crate) fn manifest(&self) -> String {
        let path = |folder: &str| repository().join(folder).to_string_lossy().replace('\\', "/");
        format!(
            "[workspace]\n\n[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[patch.crates-io]\n\
             callsmith = {{ path = \"{}\" }}\ncallsmith-runtime = {{ path = \"{}\" }}\n\n",
            self.name,
            path("generator"),
            path("runtime")
        )
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub(crate) fn append(&self, path: &str, text: &str) {
        self.write(path, &(self.read(path) + text));
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Changes nothing but the time of a file.
    pub(crate) fn touch(&self, path: &str) {
        let file = File::options().append(true).open(self.folder.join(path)).expect("the file is there");
        file.set_modified(SystemTime::now()).expect("the file has a time");
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Cargo {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).arg("--offline").current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", target()).env("CARGO_PROFILE_DEV_DEBUG", "0").env("INSTA_UPDATE", "always");
        // What this test was started with is not for the project.
        for variable in ["CARGO_MANIFEST_DIR", "OUT_DIR", "RUSTFLAGS"] {
            command.env_remove(variable);
        }
        Cargo(command)
    }

    /// The client that the build script has written.
    pub(crate) fn client(&self) -> String {
        self.built("client.rs")
    }

    /// A file of the latest run of the build script.
    pub(crate) fn built(&self, name: &str) -> String {
        let folders = fs::read_dir(target().join("debug/build")).expect("something was built");
        let files = folders.map(|folder| folder.expect("it can be read").path());
        let of_project = files.filter(|folder| {
            folder.file_name().is_some_and(|folder| folder.to_string_lossy().starts_with(&format!("{}-", self.name)))
        });
        let files = of_project.map(|folder| folder.join("out").join(name)).filter(|file| file.is_file());
        let latest = files.max_by_key(|file| fs::metadata(file).and_then(|data| data.modified()).ok());
        fs::read_to_string(latest.expect("the build script has run")).expect("it is text")
    }

    /// The client by the options of the package, generated here.
    pub(crate) fn generate(&self) -> String {
        let configuration = callsmith::Configuration::package(&self.folder).expect("the manifest can be read");
        let (mut options, document) = (callsmith::Options::default(), self.folder.join("swagger.json"));
        configuration.apply(&document.to_string_lossy(), &mut options).expect("the options make sense");
        let client = callsmith::Generator::new(document).options(options).generate();
        client.expect("the document can be used").module()
    }
}

impl Cargo {
    pub(crate) fn env(&mut self, name: &str, value: impl AsRef<OsStr>) -> &mut Self {
        self.0.env(name, value);
        self
    }

    /// The standard error of a run that succeeds.
    pub(crate) fn succeeds(mut self) -> String {
        let (succeeded, _, stderr) = self.run();
        assert!(succeeded, "{stderr}");
        stderr
    }

    /// The standard error of a run that fails.
    pub(crate) fn fails(mut self) -> String {
        let (succeeded, _, stderr) = self.run();
        assert!(!succeeded, "{stderr}");
        stderr
    }

    /// The standard output of a run.
    pub(crate) fn prints(mut self) -> String {
        let (succeeded, stdout, stderr) = self.run();
        assert!(succeeded, "{stdout}{stderr}");
        stdout
    }

    fn run(&mut self) -> (bool, String, String) {
        let output = self.0.output().expect("Cargo can be started");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    }
}

/// All projects share what they compile.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-target")
}

pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the repository").to_owned()
}

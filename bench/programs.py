"""Programs that use a client: one of one call, and one whose build script generates it."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import measure
from crates import Client
from documents import FOLDER, REPOSITORY, Document
from measure import Bound, Sample

BY_HAND = """
#[derive(Debug, serde::Deserialize)]
pub struct Repository {
    pub id: i64,
    pub full_name: String,
    pub description: Option<String>,
    pub stargazers_count: i64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::Client::builder().user_agent("bench").build()?;
    let request = client.get("https://api.github.com/repos/rust-lang/rust");
    let repository: Repository = request.send().await?.error_for_status()?.json().await?;
    println!("{repository:?}");
    Ok(())
}
"""

CALLSMITH = """
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = client::Client::new()?;
    let repository = client.repos_get("rust-lang", "rust").await?;
    println!("{} {}", repository.id, repository.full_name);
    Ok(())
}
"""

OPENAPI_GENERATOR = """
use client::apis::{configuration::Configuration, repos_api};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let configuration = Configuration::new();
    let repository = repos_api::repos_slash_get(&configuration, "rust-lang", "rust").await?;
    println!("{} {}", repository.id, repository.full_name);
    Ok(())
}
"""

# The call of each client by the generator's name. The clients of the others do not compile within the usual bounds.
SOURCES = {"Callsmith": CALLSMITH, "openapi-generator": OPENAPI_GENERATOR}

REQWEST = 'reqwest = { version = "0.13", default-features = false, features = ["json", "rustls"] }\nserde = { version = "1", features = ["derive"] }'


@dataclass(frozen=True)
class Program:
    """A small program that makes one call."""

    name: str
    source: str
    dependencies: str
    target: Path

    @classmethod
    def by_hand(cls) -> "Program":
        return cls("by hand", BY_HAND, REQWEST, FOLDER / "programs/target")

    @classmethod
    def of(cls, client: Client) -> "Program":
        return cls(client.generator.name, SOURCES[client.generator.name], f'client = {{ path = "{client.folder}" }}', client.target)

    @property
    def folder(self) -> Path:
        return FOLDER / "programs" / self.name.replace(" ", "-")

    def write(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "src").mkdir(parents=True)
        (self.folder / "src/main.rs").write_text(self.source)
        tokio = 'tokio = { version = "1", features = ["macros", "rt"] }'
        package = '[package]\nname = "program"\nversion = "0.1.0"\nedition = "2024"\n[workspace]'
        (self.folder / "Cargo.toml").write_text(f"{package}\n[dependencies]\n{self.dependencies}\n{tokio}\n")

    def cargo(self, *arguments: str, bound: Bound) -> Sample:
        """Cargo as users have it, with incremental builds."""
        return measure.run(["cargo", *arguments, "--quiet"], cwd=self.folder, env={"CARGO_TARGET_DIR": self.target}, bound=bound)

    def rebuild(self, bound: Bound) -> Sample:
        os.utime(self.folder / "src/main.rs")
        return self.cargo("build", bound=bound)

    def size(self, profile: str) -> int:
        return (self.target / profile / "program").stat().st_size


class BuildScript:
    """A package whose build script generates a client."""

    def __init__(self, document: Document):
        self.folder = FOLDER / "programs/build-script"
        self.target = FOLDER / "programs/target"
        self.out = FOLDER / "programs/out"
        self.document = document

    def build(self) -> None:
        """Builds the script and all that it needs with the profile of development."""
        (self.folder / "src").mkdir(parents=True, exist_ok=True)
        (self.folder / "src/lib.rs").touch()
        (self.folder / "build.rs").write_text(f"fn main() -> Result<(), callsmith::Error> {{\n    callsmith::generate({json.dumps(str(self.document.path))})\n}}\n")
        package = '[package]\nname = "script"\nversion = "0.1.0"\nedition = "2024"\n[workspace]'
        dependency = f'[build-dependencies]\ncallsmith = {{ path = "{REPOSITORY / "generator"}" }}'
        (self.folder / "Cargo.toml").write_text(f"{package}\n{dependency}\n")
        measure.run(["cargo", "check", "--quiet"], cwd=self.folder, env={"CARGO_TARGET_DIR": self.target}).require()

    def run(self, anew: bool) -> Sample:
        """Runs the script as Cargo does."""
        if anew:
            shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(exist_ok=True)
        scripts = (self.target / "debug/build").glob("script-*/build-script-build")
        script = max(scripts, key=lambda path: path.stat().st_mtime)
        environment = {
            "OUT_DIR": self.out,
            "CARGO_MANIFEST_DIR": self.folder,
            "CARGO_MANIFEST_PATH": self.folder / "Cargo.toml",
            "CARGO_PKG_NAME": "script",
            "CARGO_PKG_VERSION": "0.1.0",
            "TARGET": "x86_64-unknown-linux-gnu",
            "HOST": "x86_64-unknown-linux-gnu",
            "PROFILE": "debug",
        }
        return measure.run([script], cwd=self.folder, env=environment).require()

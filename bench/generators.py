"""Callsmith and its peers: how each is installed and run, and how the methods of its clients are counted."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import measure
from documents import FOLDER, REPOSITORY, Document
from measure import Bound, Sample

TYPE = re.compile(r"^\s*pub(?:\([a-z]+\))? (?:struct|enum|type) \w+", re.MULTILINE)
ASYNC_METHOD = r"^\s*pub async fn \w+"


@dataclass(frozen=True)
class Generator:
    """A generator of clients, by its name and version on a registry."""

    name: str
    version: str
    package: str
    program: str
    method: str = ASYNC_METHOD

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def root(self) -> Path:
        return FOLDER / "generators" / f"{self.name}-{self.version}"

    @property
    def executable(self) -> Path:
        return self.root / "bin" / self.program

    @property
    def record(self) -> Path:
        """What the installation took."""
        return self.root / "install.json"

    def install(self) -> None:
        """Installs the generator where it is not yet, and keeps what that took beside it."""
        if self.record.exists():
            return
        print(f"installing {self}", file=sys.stderr)
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        sample = self.build().require()
        self.record.write_text(json.dumps({"cpu": [sample.cpu], "memory": [sample.memory], "size": self.executable.stat().st_size}))

    def installed(self) -> dict | None:
        """What the installation took, as far as it was measured."""
        return json.loads(self.record.read_text()) if self.record.exists() else None

    def build(self) -> Sample:
        return self.cargo_install(f"{self.package}@{self.version}")

    def cargo_install(self, *source: str) -> Sample:
        """Builds with one job, whose dependencies are built nowhere else, and leaves the program alone."""
        build = self.root / "build"
        arguments = ["--locked", "--jobs", "1", "--root", self.root, "--target-dir", build]
        try:
            return measure.run(["nice", "-n", "10", "cargo", "install", *arguments, *source])
        finally:
            shutil.rmtree(build, ignore_errors=True)

    def generate(self, document: Document, folder: Path, bound: Bound) -> Sample:
        """Writes a client crate to a folder that is empty before."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        sample = measure.run(self.command(document, folder), cwd=folder, bound=bound)
        if not sample.failure:
            self.complete(folder)
        return sample

    def command(self, document: Document, folder: Path) -> list:
        raise NotImplementedError

    def complete(self, folder: Path) -> None:
        """Makes the output a crate that cargo takes by itself."""
        manifest = folder / "Cargo.toml"
        text = manifest.read_text()
        if "[workspace]" not in text:
            manifest.write_text(f"{text}\n[workspace]\n")

    def methods(self, folder: Path) -> int:
        """The number of operations that have a method."""
        return sum(len(re.findall(self.method, text, re.MULTILINE)) for text in sources(folder))


@dataclass(frozen=True)
class Callsmith(Generator):
    """The generator of this repository, built from its sources as they are, or a command that is built already."""

    prebuilt: Path | None = None

    def build(self) -> Sample:
        return self.cargo_install("--path", str(REPOSITORY / "generator/cli"))

    @property
    def executable(self) -> Path:
        return self.prebuilt or super().executable

    def install(self) -> None:
        if not self.prebuilt:
            super().install()

    def command(self, document: Document, folder: Path) -> list:
        runtime = REPOSITORY / "runtime"
        return [self.executable, "generate", document.path, "-o", folder, "--crate-name", "client", "--runtime-path", runtime]


class Progenitor(Generator):
    def command(self, document: Document, folder: Path) -> list:
        return [self.executable, "progenitor", "-i", document.path, "-o", folder, "-n", "client", "-v", "0.1.0"]


class Ploidy(Generator):
    def command(self, document: Document, folder: Path) -> list:
        return [self.executable, "generate", "rust", document.path, "-o", folder, "--name", "client"]


class OpenapiToRust(Generator):
    def command(self, document: Document, folder: Path) -> list:
        return [self.executable, "generate", document.path, "--output-dir", folder / "src/generated", "--quiet"]

    def complete(self, folder: Path) -> None:
        dependencies = (folder / "src/generated/REQUIRED_DEPS.toml").read_text()
        package = '[package]\nname = "client"\nversion = "0.1.0"\nedition = "2024"\n'
        (folder / "Cargo.toml").write_text(f"{package}\n{dependencies}\n")
        (folder / "src/lib.rs").write_text("pub mod generated;\npub use generated::*;\n")
        super().complete(folder)


class Oas3Gen(Generator):
    def command(self, document: Document, folder: Path) -> list:
        return [self.executable, "generate", "client-mod", "-i", document.path, "-o", folder, "--workspace"]


class OpenapiGenerator(Generator):
    """A program in Java, which the package for Python brings."""

    @property
    def executable(self) -> Path:
        return self.root / "openapi_generator_cli/openapi-generator.jar"

    def build(self) -> Sample:
        return measure.run([sys.executable, "-m", "pip", "install", "--no-deps", "--target", self.root, f"{self.package}=={self.version}"])

    def command(self, document: Document, folder: Path) -> list:
        properties = "packageName=client,packageVersion=0.1.0"
        arguments = ["-g", "rust", "-i", document.path, "-o", folder, "--skip-validate-spec", f"--additional-properties={properties}"]
        return ["java", "-jar", self.executable, "generate", *arguments]


def all_generators(prebuilt: Path | None = None) -> dict:
    """Callsmith and its peers by name. `prebuilt` is a command of Callsmith that is built already."""
    call = r"^\s*(?:pub )?fn \w+[^;{]*-> (?:rt::)?Call<"
    generators = [
        Callsmith("Callsmith", revision(), "callsmith-cli", "callsmith", call, prebuilt),
        Oas3Gen("oas3-gen", "0.29.0", "oas3-gen", "oas3-gen", r"^\s*pub async fn (?!parse_response\b)\w+"),
        OpenapiGenerator("openapi-generator", "7.26.0", "openapi-generator-cli", ""),
        OpenapiToRust("openapi-to-rust", "0.23.0", "openapi-to-rust", "openapi-to-rust"),
        Ploidy("ploidy", "0.15.0", "ploidy", "ploidy"),
        Progenitor("progenitor", "0.15.1", "cargo-progenitor", "cargo-progenitor"),
    ]
    return {generator.name: generator for generator in generators}


def revision() -> str:
    """The commit of the sources, with a mark where they differ from it."""

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout

    sources = ["Cargo.lock", "Cargo.toml", "generator"]
    commit, change = git("log", "-1", "--format=%h", "--", *sources).strip(), git("diff", "HEAD", "--", *sources)
    return f"{commit}+{hashlib.sha256(change.encode()).hexdigest()[:6]}" if change else commit


def sources(folder: Path) -> list:
    """The texts of the Rust files of a client, without its tests and examples."""
    return [path.read_text() for path in sorted((folder / "src").rglob("*.rs"))]


def content(generator: Generator, folder: Path) -> dict:
    """What a client is made of."""
    texts = sources(folder)
    return {
        "methods": generator.methods(folder),
        "types": sum(len(TYPE.findall(text)) for text in texts),
        "lines": sum(text.count("\n") for text in texts),
        "bytes": sum(len(text.encode()) for text in texts),
    }

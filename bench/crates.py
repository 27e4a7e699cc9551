"""Client crates below the target folder, and what cargo takes for them."""

import os
import shutil
import tomllib
from pathlib import Path

import measure
from documents import FOLDER, Document
from generators import Generator
from measure import Bound, Sample

GENERATION = Bound(seconds=180, gigabytes=8)


class Client:
    """The client of a document. Those of one generator share the versions of their dependencies and a target folder."""

    def __init__(self, generator: Generator, document: Document):
        self.generator, self.document = generator, document
        self.home = FOLDER / "clients" / generator.name
        self.folder = self.home / document.name
        self.target = self.home / "target"

    def generate(self, bound: Bound = GENERATION) -> Sample:
        self.home.mkdir(parents=True, exist_ok=True)
        self.mark.unlink(missing_ok=True)
        sample = self.generator.generate(self.document, self.folder, bound)
        self.mark.write_text(f"{self.generator}\n{sample.failure or ''}")
        return sample

    @property
    def mark(self) -> Path:
        """The generator that wrote the client, and its failure if it did not."""
        return self.home / f"{self.document.name}.txt"

    def require(self) -> str | None:
        """Generates the client unless that generator has done so before, and gives its failure."""
        if not self.mark.exists() or self.mark.read_text().split("\n")[0] != str(self.generator):
            self.generate()
        return self.mark.read_text().split("\n", 1)[1] or None

    def prepare(self, *flags: str) -> Sample:
        """Builds the dependencies: the crate without its sources."""
        lock, shared = self.folder / "Cargo.lock", self.home / "Cargo.lock"
        if shared.exists():
            shutil.copy(shared, lock)
        sources, aside = self.folder / "src", self.folder / "aside"
        sources.rename(aside)
        try:
            sources.mkdir()
            (sources / "lib.rs").touch()
            sample = self.cargo(*flags)
        finally:
            shutil.rmtree(sources)
            aside.rename(sources)
        shutil.copy(lock, shared)
        return sample

    def cargo(self, *arguments: str, bound: Bound | None = None, target: Path | None = None) -> Sample:
        environment = {"CARGO_TARGET_DIR": target or self.target, "CARGO_INCREMENTAL": 0}
        return measure.run(["cargo", *arguments, "--quiet"], cwd=self.folder, env=environment, bound=bound)

    def build(self, *arguments: str, bound: Bound) -> Sample:
        """Compiles the crate again, whose dependencies are built."""
        os.utime(self.folder / "src/lib.rs")
        return self.cargo(*arguments, bound=bound)

    @property
    def library(self) -> Path:
        """The library of a release build."""
        package = tomllib.loads((self.folder / "Cargo.toml").read_text())["package"]["name"]
        return self.target / f"release/lib{package.replace('-', '_')}.rlib"

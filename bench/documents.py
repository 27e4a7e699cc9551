"""Documents that clients are made of."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import measure

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
FOLDER = REPOSITORY / "target" / "bench"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


@dataclass(frozen=True)
class Document:
    name: str
    title: str
    path: Path

    @cached_property
    def operations(self) -> int:
        """The number of operations of the paths."""
        paths = json.loads(self.path.read_text()).get("paths", {})
        return sum(method in METHODS for item in paths.values() for method in item)


def real(shared: Path) -> dict:
    """Documents of real services, which lie beside the repository."""
    documents = [
        Document("github", "GitHub", shared / "bench/github.json"),
        Document("stripe", "Stripe", shared / "corpus/directory/stripe.com.json"),
        Document("kubernetes", "Kubernetes", shared / "corpus/directory/kubernetes.io.json"),
        Document("graph", "Microsoft Graph", shared / "corpus/directory/microsoft.com/graph.json"),
    ]
    return {document.name: document for document in documents}


def synthetic(operations: int) -> Document:
    """A document of so many operations in tags of forty, from the tool that `.ci/run cost` has them of."""
    path = FOLDER / "documents" / f"synthetic-{operations}.json"
    if not path.exists():
        tool = ["cargo", "run", "--quiet", "--package", "callsmith-tools", "--bin", "synthetic", "--"]
        path.parent.mkdir(parents=True, exist_ok=True)
        measure.run([*tool, operations, path], cwd=REPOSITORY).require()
    return Document(path.stem, f"{operations:,}", path)

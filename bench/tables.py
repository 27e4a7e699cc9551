"""Tables of what was measured, as Markdown."""

import math
from dataclasses import dataclass
from statistics import median
from typing import Callable


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def mebibytes(value: float) -> str:
    return f"{value:,.0f} MiB"


def megabytes(value: float) -> str:
    return f"{value / 1e6:,.1f} MB"


def count(value: float) -> str:
    return f"{value:,.0f}"


@dataclass(frozen=True)
class Measure:
    """A figure of a cell, and how it is written."""

    key: str
    format: Callable[[float], str]
    # Whether the cells of peers have it as a multiple of that of Callsmith.
    is_held_against: bool = True


CPU, MEMORY = Measure("cpu", seconds), Measure("memory", mebibytes)


@dataclass(frozen=True)
class Table:
    """A table of one row of the benchmark: generators down, columns across."""

    title: str
    measures: tuple
    note: str = ""
    columns: tuple = ()


TABLES = {
    "generate": (
        Table("Generation", (CPU, MEMORY), "One run of the command, from a document on the disk to a crate on the disk."),
        Table(
            "What is generated",
            (Measure("methods", count, False), Measure("types", count, False), Measure("lines", count), Measure("bytes", megabytes)),
            "Methods that make calls, public types, lines and bytes of the sources of the crate. An operation may have several methods, for instance one for each body.",
        ),
    ),
    "check": (Table("`cargo check`", (CPU, MEMORY), "The client alone, with its dependencies built, and the memory of rustc."),),
    "release": (
        Table("Release build", (CPU, MEMORY, Measure("size", megabytes)), "The client alone, with its dependencies built, the memory of rustc, and the library (`.rlib`)."),
    ),
    "binary": (
        Table(
            "A small program",
            (CPU, Measure("size", megabytes), Measure("developing", megabytes)),
            "One call over the client of GitHub: `cargo build` after a touch of `main.rs`, the program of a release build, and that of development.",
        ),
    ),
    "dependencies": (
        Table("Dependencies", (Measure("packages", count), CPU), "Packages that a client of one operation builds, and a cold `cargo build` of it."),
    ),
    "build_script": (Table("Generation in a build script", (CPU, MEMORY), "Kubernetes, with the profile of development, which does not optimise build scripts."),),
    "install": (Table("Installation", (CPU, MEMORY, Measure("size", megabytes)), "`cargo install --locked` with one job, nothing built before; the size of the program."),),
    "scale": (Table("Scale", (CPU, MEMORY), "Generation of synthetic documents by their number of operations."),),
    "parts": (Table("All of a large client, and a part", (CPU, MEMORY), "`cargo check` of the client alone, with the features named, as in the row of all clients."),),
    "editor": (Table("rust-analyzer", (CPU, MEMORY), "`rust-analyzer analysis-stats` of the client of GitHub, the build of its dependencies included."),),
    "calls": (Table("Calls", (), "Instructions of one call, beside the same call by hand (`.ci/run calls`)."),),
    "codecs": (Table("Decoding and encoding", (), "Generated types beside the same types with derives of serde (`cargo bench -p callsmith-figures`)."),),
}


def render(row: str, result: dict) -> str:
    """The tables of a row."""
    about = f"Measured on {result['date']}, {result['runs']} run(s), load {result['load'][0]:.1f} to {result['load'][1]:.1f}."
    parts = []
    for table in TABLES[row]:
        text = table.note
        if "text" in result["cells"]:
            body = f"```text\n{result['cells']['text']}\n```"
        else:
            body = grid(table, result["cells"])
        parts.append(f"## {table.title}\n\n{text} {about}\n\n{body}\n")
    if row == "scale":
        parts.append(exponents(result["cells"]))
    if reasons := failures(result["cells"]):
        parts.append(reasons)
    return "\n".join(parts)


def grid(table: Table, cells: dict) -> str:
    names = list(dict.fromkeys(name for column in cells.values() for name in column))
    columns = list(cells)
    # Figures of one column stand beside each other; those of several have a row for each generator.
    if columns == [""]:
        heads = [measure.key for measure in table.measures]
        rows = [[name, *(entry(cells[""], name, (measure,)) for measure in table.measures)] for name in names]
    elif len(names) == 1:
        heads = [measure.key for measure in table.measures]
        rows = [[column, *(entry(cells[column], names[0], (measure,)) for measure in table.measures)] for column in columns]
    else:
        heads = [headed(column, cells[column], table) for column in columns]
        rows = [[name, *(entry(cells[column], name, table.measures) for column in columns)] for name in names]
    lines = [["", *heads], ["---"] * (len(heads) + 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def headed(title: str, column: dict, table: Table) -> str:
    """The head of a column, with the operations of its document where methods are counted."""
    operations = {cell["operations"] for cell in column.values() if "operations" in cell}
    return f"{title}, {operations.pop():,} operations" if operations and table.measures[0].key == "methods" else title


def entry(column: dict, name: str, measures: tuple) -> str:
    cell = column.get(name)
    if cell is None:
        return "–"
    if "failure" in cell:
        return cell["failure"]
    return "; ".join(figure(column, name, measure) for measure in measures)


def figure(column: dict, name: str, measure: Measure) -> str:
    value = middle(column[name], measure.key)
    if value is None:
        return "–"
    text = measure.format(value)
    own = middle(column.get("Callsmith", {}), measure.key)
    if measure.key in ("methods", "types", "lines"):
        text = f"{text} {measure.key}"
    return f"{text} ({value / own:.2f})" if measure.is_held_against and own and name != "Callsmith" else text


def middle(cell: dict, key: str) -> float | None:
    value = cell.get(key)
    return median(value) if isinstance(value, list) else value


def exponents(cells: dict) -> str:
    """The growth between neighbours: 1 where twice the operations take twice the time."""
    points = [(int(column.replace(",", "")), cell["Callsmith"]) for column, cell in cells.items()]
    lines = []
    for (fewer, less), (more, greater) in zip(points, points[1:]):
        if "failure" in less or "failure" in greater:
            continue
        values = [math.log(middle(greater, key) / middle(less, key)) / math.log(more / fewer) for key in ("cpu", "memory")]
        lines.append(f"| {fewer:,} to {more:,} | {values[0]:.2f} | {values[1]:.2f} |")
    return "\n".join(["| exponent | CPU | memory |", "| --- | --- | --- |", *lines, ""])


def failures(cells: dict) -> str:
    """The reasons of cells without figures."""
    lines = []
    for column, generators in cells.items():
        for name, cell in generators.items() if isinstance(generators, dict) else ():
            if reason := cell.get("reason", "").strip()[:160]:
                lines.append(f"* {name}{', ' if column else ''}{column}: {cell['failure']}: `{reason.replace('`', '')}`")
    return "\n".join([*lines, ""]) if lines else ""

#!/usr/bin/env python3
"""Tests of the benchmark itself: `python3 bench/tests.py`."""

import sys

sys.dont_write_bytecode = True

import json
import re
import tempfile
import unittest
from pathlib import Path

import documents
import generators
import measure
import programs
import rows
import tables
from measure import Bound, Sample


def sample(cpu: float, failure: str | None = None) -> Sample:
    return Sample(cpu, 10.0, "", failure)


class Measurements(unittest.TestCase):
    def test_children_are_counted(self):
        burn = "import time; x = bytearray(60 << 20)\nwhile time.process_time() < 0.3: pass"
        taken = measure.run(["sh", "-c", f"{sys.executable} -c '{burn}'; true"])
        self.assertIsNone(taken.failure)
        self.assertGreaterEqual(taken.cpu, 0.3)
        self.assertGreaterEqual(taken.memory, 60)

    def test_a_failure_keeps_its_output(self):
        taken = measure.run(["sh", "-c", "echo broken >&2; exit 3"])
        self.assertEqual((taken.failure, taken.output), ("exit code 3", "broken\n"))

    def test_a_bound_of_time_ends_all_processes(self):
        taken = measure.run(["sh", "-c", "while :; do :; done & wait"], bound=Bound(0.3, 1))
        self.assertEqual(taken.failure, "> 0.3 s")

    def test_a_bound_of_memory_ends_all_processes(self):
        hoard = "import time; x = bytearray(200 << 20); time.sleep(60)"
        taken = measure.run([sys.executable, "-c", hoard], bound=Bound(60, 0.1))
        self.assertEqual(taken.failure, "> 0.1 GB")

    def test_what_is_long_or_fails_runs_once(self):
        subjects = {"short": lambda: sample(1), "long": lambda: sample(31), "broken": lambda: sample(1, "exit code 1")}
        taken = measure.take_turns(subjects, 3)
        self.assertEqual({name: len(samples) for name, samples in taken.items()}, {"short": 3, "long": 1, "broken": 1})


class Counts(unittest.TestCase):
    def test_operations_of_a_document_are_counted(self):
        item = {"get": {}, "post": {}, "parameters": [], "x-get": {}}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document.json"
            path.write_text(json.dumps({"paths": {"/a": item, "/b": {"head": {}}}}))
            self.assertEqual(documents.Document("a", "A", path).operations, 3)

    def test_methods_and_types_of_a_client_are_counted(self):
        callsmith = generators.all_generators()["Callsmith"]
        text = (
            "impl Client {\n    pub fn get_pet(&self, id: i64) -> Call<GetPet> {\n    }\n"
            "    pub fn find(\n        &self,\n        id: i64,\n    ) -> Call<Find> {\n    }\n    pub fn new() -> Self {\n    }\n}\n"
            "pub struct Pet {\n}\npub enum Kind {}\nstruct Hidden;\n"
        )
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "src").mkdir()
            (Path(folder) / "src/lib.rs").write_text(text)
            content = generators.content(callsmith, Path(folder))
        self.assertEqual(content, {"methods": 2, "types": 2, "lines": 15, "bytes": len(text)})


    def test_failures_say_what_and_why(self):
        output = "start\nthread 'main' panicked at /home/me/.cargo/registry/src/host-1/peer-1.0.0/src/main.rs:7:1:\nend\n"
        broken = Sample(1.0, 10.0, output, "exit code 101")
        reason = "thread 'main' panicked at peer-1.0.0/src/main.rs:7:1:"
        self.assertEqual(rows.cell([broken]), {"failure": "does not generate", "reason": reason})
        self.assertEqual(rows.cell([sample(1, "> 6 GB")], "compile"), {"failure": "> 6 GB"})


class Tables(unittest.TestCase):
    CELLS = {"A": {"Callsmith": {"cpu": [2.0, 9.0, 2.5], "memory": [100]}, "peer": {"cpu": [5.0], "memory": [50]}, "other": {"failure": "> 6 GB"}}}

    def test_peers_are_multiples_of_callsmith(self):
        lines = tables.grid(tables.TABLES["check"][0], self.CELLS).splitlines()
        self.assertEqual(lines[0], "|  | A |")
        self.assertEqual(lines[2:], ["| Callsmith | 2.50 s; 100 MiB |", "| peer | 5.00 s (2.00); 50 MiB (0.50) |", "| other | > 6 GB |"])

    def test_one_column_has_a_column_for_each_figure(self):
        lines = tables.grid(tables.TABLES["install"][0], {"": self.CELLS["A"]}).splitlines()
        self.assertEqual(lines[0], "|  | cpu | memory | size |")
        self.assertEqual(lines[3], "| peer | 5.00 s (2.00) | 50 MiB (0.50) | – |")

    def test_exponents_stand_between_neighbours(self):
        cells = {"1,000": {"Callsmith": {"cpu": [1], "memory": [2]}}, "10,000": {"Callsmith": {"cpu": [10], "memory": [200]}}}
        self.assertIn("| 1,000 to 10,000 | 1.00 | 2.00 |", tables.exponents(cells))

    def test_every_row_has_tables_and_is_explained(self):
        readme = (Path(__file__).parent / "README.md").read_text()
        explained = [name for line in readme.splitlines() if line.startswith("| `") for name in re.findall(r"`(\w+)`", line.split("|")[1])]
        self.assertEqual(sorted(explained), sorted(tables.TABLES))
        for name in tables.TABLES:
            self.assertTrue(callable(getattr(rows, name)))

    def test_programs_are_those_of_generators(self):
        self.assertLessEqual(set(programs.SOURCES), set(generators.all_generators()))


if __name__ == "__main__":
    unittest.main()

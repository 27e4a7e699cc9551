"""What is measured: each row gives the cells of a table, by column and generator."""

import re
import shutil
from dataclasses import dataclass

import measure
import programs
from crates import Client
from documents import FOLDER, REPOSITORY, synthetic
from generators import Generator, content
from measure import Bound, take_turns


LARGE = Bound(seconds=600, gigabytes=10)


@dataclass
class Run:
    """What one run of the command measures, with which bounds."""

    generators: dict
    documents: dict
    runs: int
    bound: Bound

    @property
    def callsmith(self) -> Generator:
        return self.generators["Callsmith"]

    def clients(self, names: tuple) -> list:
        """The clients of each of these documents that is selected."""
        documents = [self.documents[name] for name in names if name in self.documents]
        return [{name: Client(generator, document) for name, generator in self.generators.items()} for document in documents]


def cell(samples: list, verb: str = "generate", **more) -> dict:
    """What a table says of the samples of one generator. `verb` is what it does not where a command fails."""
    last = samples[-1]
    if last.failure and last.failure.startswith("exit code"):
        lines = last.output.strip().splitlines() or [""]
        reasons = [line.strip() for line in lines if re.search(r"(?i)\berror\b|panicked at", line)]
        # Paths of this machine say nothing elsewhere.
        return {"failure": f"does not {verb}", "reason": re.sub(r"/\S*/(?=[^/\s]+/src/)", "", (reasons or lines[-1:])[0])}
    if last.failure:
        return {"failure": last.failure}
    return {"cpu": [sample.cpu for sample in samples], "memory": [sample.memory for sample in samples], **more}


def install(run: Run) -> dict:
    """CPU seconds of the installation of each command, as they were kept when it was made."""
    records = {name: generator.installed() for name, generator in run.generators.items()}
    return {"": {name: record for name, record in records.items() if record}}


def generate(run: Run) -> dict:
    cells = {}
    for clients in run.clients(("github", "stripe", "kubernetes", "graph")):
        samples = take_turns({name: client.generate for name, client in clients.items()}, run.runs)
        document = next(iter(clients.values())).document
        column = cells[document.title] = {}
        for name, client in clients.items():
            failed = samples[name][-1].failure
            more = {} if failed else content(client.generator, client.folder) | {"operations": document.operations}
            column[name] = cell(samples[name], **more)
    return cells


def compiled(run: Run, *command: str, more=lambda client: {}) -> dict:
    """Compiles clients whose dependencies are built."""
    cells = {}
    for clients in run.clients(("github", "stripe", "kubernetes")):
        column, subjects = {}, {}
        for name, client in clients.items():
            if failure := client.require():
                column[name] = {"failure": "does not generate", "reason": failure}
            elif (dependencies := client.prepare(*command)).failure:
                column[name] = cell([dependencies], "compile")
            else:
                subjects[name] = lambda client=client: client.build(*command, bound=run.bound)
        for name, samples in take_turns(subjects, run.runs).items():
            column[name] = cell(samples, "compile", **({} if samples[-1].failure else more(clients[name])))
        cells[next(iter(clients.values())).document.title] = column
    return cells


def check(run: Run) -> dict:
    return compiled(run, "check")


def release(run: Run) -> dict:
    return compiled(run, "build", "--release", more=lambda client: {"size": client.library.stat().st_size})


def dependencies(run: Run) -> dict:
    """The packages that a small client needs, and a build of them all."""
    column = {}
    for name, generator in run.generators.items():
        client, target = Client(generator, synthetic(1)), FOLDER / "cold"
        if client.generate().failure:
            column[name] = {"failure": "does not generate"}
            continue
        shutil.rmtree(target, ignore_errors=True)
        tree = client.cargo("tree", "--edges", "normal,build", "--prefix", "none").require().output
        packages = {line.split(" (")[0] for line in tree.splitlines() if re.match(r"[\w-]+ v\d", line)}
        column[name] = cell([client.cargo("build", target=target)], "compile", packages=len(packages) - 1)
        shutil.rmtree(target, ignore_errors=True)
    return {"": column}


def binary(run: Run) -> dict:
    """A program of one call over the client of a large document, and the same by hand."""
    clients = run.clients(("github",))
    if not clients:
        return {}
    programs_of_clients = [programs.Program.of(client) for name, client in clients[0].items() if name in programs.SOURCES]
    subjects, column = {}, {}
    for program in [programs.Program.by_hand(), *programs_of_clients]:
        program.write()
        built = program.cargo("build", "--release", bound=run.bound)
        prepared = built if built.failure else program.cargo("build", bound=run.bound)
        if prepared.failure:
            column[program.name] = cell([prepared], "compile")
        else:
            column[program.name] = {"size": program.size("release"), "developing": program.size("debug")}
            subjects[program.name] = lambda program=program: program.rebuild(run.bound)
    for name, samples in take_turns(subjects, max(run.runs, 5)).items():
        column[name] |= cell(samples, "compile")
    return {"": column}


def build_script(run: Run) -> dict:
    """Generation in a build script, which Cargo builds without optimisation, and again with nothing changed."""
    if "kubernetes" not in run.documents:
        return {}
    script = programs.BuildScript(run.documents["kubernetes"])
    script.build()
    first = take_turns({"": lambda: script.run(anew=True)}, run.runs)[""]
    again = take_turns({"": lambda: script.run(anew=False)}, run.runs)[""]
    return {"generates": {"Callsmith": cell(first)}, "nothing changed": {"Callsmith": cell(again)}}


def scale(run: Run) -> dict:
    cells = {}
    for operations in (100, 300, 1_000, 3_000, 10_000, 20_000, 30_000):
        client = Client(run.callsmith, synthetic(operations))
        cells[client.document.title] = {"Callsmith": cell(take_turns({"": client.generate}, run.runs)[""])}
        shutil.rmtree(client.folder)
    return cells


def parts(run: Run) -> dict:
    """A check of the largest client with all its features, and one of a large client with the feature of one tag."""
    cells = {}
    selections = {"graph": [()], "github": [("--no-default-features", "--features", tag) for tag in ("repos", "issues", "gists")]}
    for name, flags in selections.items():
        for (clients, selection) in ((clients, selection) for clients in run.clients((name,)) for selection in flags):
            client = clients["Callsmith"]
            if client.require() or client.prepare("check", *selection).failure:
                continue
            samples = take_turns({"": lambda: client.build("check", *selection, bound=LARGE)}, run.runs)[""]
            cells[f"{client.document.title}, {selection[-1] if selection else 'all features'}"] = {"Callsmith": cell(samples)}
    return cells


def editor(run: Run) -> dict:
    """What rust-analyzer takes to analyse the client of a large document."""
    column = {}
    for clients in run.clients(("github",)):
        for name, client in clients.items():
            if name in programs.SOURCES and not client.require():
                environment = {"CARGO_TARGET_DIR": client.target}
                analyse = ["rust-analyzer", "analysis-stats", "--quiet", client.folder]
                column[name] = cell([measure.run(analyse, cwd=client.folder, env=environment, bound=run.bound)])
    return {"": column}


def tool(*command: str) -> dict:
    """What a tool of the repository prints."""
    sample = measure.run(["cargo", *command], cwd=REPOSITORY)
    text = sample.output if not sample.failure else f"{sample.failure}\n{sample.output[-2000:]}"
    return {"text": "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("Compiling", "Finished", "Running")))}


def calls(run: Run) -> dict:
    # Each call has a connection of its own.
    return tool("run", "--quiet", "--profile", "figures", "--package", "callsmith-calls", "--", "count")


def codecs(run: Run) -> dict:
    return tool("bench", "--quiet", "--package", "callsmith-figures")

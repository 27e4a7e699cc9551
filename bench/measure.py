"""Commands, and the time of the processor and the memory that they take."""

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Bound:
    """The most that a command may take before it is ended."""

    seconds: float
    gigabytes: float


@dataclass(frozen=True)
class Sample:
    """One run of a command: seconds of CPU of all its processes, and the peak memory of the largest one in MiB."""

    cpu: float
    memory: float
    output: str
    failure: str | None

    def require(self) -> "Sample":
        """The sample itself, or an error with the end of the output of a command that failed."""
        if self.failure:
            raise SystemExit(f"{self.failure}:\n{self.output[-2000:]}")
        return self


def run(command: list, *, cwd: Path | None = None, env: dict | None = None, bound: Bound | None = None) -> Sample:
    """Runs a command to its end, or to its bound.

    The kernel adds up what the processes below the command took, as they are waited for (getrusage(2)).
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=environment(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        exceeded, looked = None, time.monotonic()
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG if bound else 0)
            if pid:
                break
            # Looking at all processes takes time itself.
            if not exceeded and time.monotonic() - looked > 0.5:
                looked = time.monotonic()
                if exceeded := excess(process.pid, bound):
                    os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    failure = exceeded or (f"exit code {process.returncode}" if process.returncode else None)
    return Sample(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MEBIBYTE, text, failure)


def environment(changes: dict) -> dict:
    """The environment without what changes a build unseen, and with `changes`."""
    removed = {"RUSTC_WRAPPER", "RUSTFLAGS", "CARGO_TARGET_DIR", "CARGO_INCREMENTAL", "CARGO_BUILD_JOBS", "RUST_BACKTRACE"}
    kept = {key: value for key, value in os.environ.items() if key not in removed and not key.startswith("CARGO_PROFILE_")}
    return kept | {key: str(value) for key, value in changes.items()}


def excess(session: int, bound: Bound) -> str | None:
    """The bound that the processes of a session are beyond."""
    seconds = memory = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The second field is the name of the program in parentheses, and may hold spaces.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            seconds += sum(map(int, fields[11:15])) / TICKS
            memory = max(memory, int(fields[21]) * PAGE / 1e9)
    if seconds > bound.seconds:
        return f"> {bound.seconds:g} s"
    if memory > bound.gigabytes:
        return f"> {bound.gigabytes:g} GB"
    return None


def take_turns(subjects: dict, runs: int, once_above: float = 30.0) -> dict:
    """Runs each subject `runs` times, in turns, so that a busy time of the machine meets all of them.

    `subjects` has a function without arguments for each name, which gives a sample. What fails, or takes more than `once_above` seconds, runs once.
    """
    samples = {name: [] for name in subjects}
    for _ in range(runs):
        for name, subject in subjects.items():
            if not samples[name] or not (samples[name][-1].failure or samples[name][-1].cpu > once_above):
                samples[name].append(subject())
    return samples

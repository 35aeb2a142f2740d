"""Measure start-up against named baselines, as ratios of paired runs, and print a table.

    python -m bench.measure [--pairs 25] [--events 600] [--data DIR]

Baselines: *bare* is `python -c pass`; *hello* is a Typer app with one command, of the newest Typer,
that prints a three-row rich table (installed into a temporary environment); *CSafeLoader* reads the
same YAML with PyYAML's fastest loader. A ratio is the median over pairs of runs, one after the
other, so that what else the machine does weighs on both.
"""

from __future__ import annotations

import argparse
import os
import platform
import pty
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.synthetic import make_chronology

HELLO = """
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()

@app.command()
def main(name: str = typer.Option("x")) -> None:
    table = Table("a", "b")
    for n in range(3):
        table.add_row(str(n), name)
    Console().print(table)

app()
"""
LOADER = """
import sys, yaml
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
COMMANDS = {
    # What a shell asks at a Tab, with an index to find names in.
    '__complete bash "mali actor a" a': 0.7,
    "timeline --from 2012 --to 2015": 0.7,
    "actor {actor}": 0.7,
    "events --format csv": 0.7,
    "actors": 0.7,
    "map": 0.7,
    "relations": 0.7,
    "--help": None,
}


class Run(NamedTuple):
    """One run: seconds from start to end, and peak memory in MiB."""

    seconds: float
    peak: float


def run_piped(command: list[str], environment: dict[str, str]) -> Run:
    """Run with output into a pipe that nobody looks at."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(time.perf_counter() - begin, usage.ru_maxrss / 1024)


def run_terminal(command: list[str], environment: dict[str, str]) -> Run:
    """Run on a pseudo-terminal of 100 columns, with colours."""
    begin = time.perf_counter()
    child, master = pty.fork()
    if not child:
        os.execvpe(command[0], command, {**environment, "TERM": "xterm", "COLUMNS": "100"})
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # Linux ends a terminal's stream so
        pass
    _, status, usage = os.wait4(child, 0)
    os.close(master)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(time.perf_counter() - begin, usage.ru_maxrss / 1024)


class Ratio(NamedTuple):
    """The medians of a command, of its baseline, and of the ratios of their pairs."""

    baseline: float
    command: float
    ratio: float
    peak: float


def compare(baseline: Callable[[], Run], command: Callable[[], Run], pairs: int) -> Ratio:
    """Run both in turn, after one run of each that does not count."""
    baseline()
    command()
    both = [(baseline(), command()) for _ in range(pairs)]
    return Ratio(
        statistics.median(b.seconds for b, _ in both),
        statistics.median(c.seconds for _, c in both),
        statistics.median(c.seconds / b.seconds for b, c in both),
        max(c.peak for _, c in both),
    )


def install_hello(folder: Path) -> list[str]:
    """Install the newest Typer into an environment of its own."""
    venv.create(folder / "hello", with_pip=True)
    python = str(folder / "hello" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "typer", "rich"], check=True)
    (folder / "hello.py").write_text(HELLO, "utf-8")
    return [python, str(folder / "hello.py")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=25)
    parser.add_argument("--events", type=int, default=600)
    parser.add_argument("--data", type=Path, help="measure on this chronology instead")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = chosen.data or folder / "data"
        if not chosen.data:
            make_chronology(data, chosen.events)
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("PYTHON")
        }
        environment |= {"MALI_CACHE": str(folder / "cache"), "MALI_DATA": str(data)}
        measure(folder, data, environment, chosen.pairs)


def measure(folder: Path, data: Path, environment: dict[str, str], pairs: int) -> None:
    """Print the table."""
    mali = str(Path(sys.executable).with_name("mali"))
    hello = install_hello(folder)
    size = sum(path.stat().st_size for path in data.glob("*.yaml"))
    events = (data / "events.yaml").read_text("utf-8").count("\n- id:") + 1
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} "
          f"{platform.machine()}, {os.cpu_count()} cores; {events} events, {size // 1024} KiB of "
          f"YAML; {pairs} pairs\n")  # fmt: skip
    print("| command | output | baseline | ms | baseline ms | ratio | bar | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")

    def show(what: str, output: str, name: str, got: Ratio, bar: float | None) -> None:
        cells = [what, output, name, f"{got.command * 1000:.0f}", f"{got.baseline * 1000:.0f}",
                 f"{got.ratio:.2f}", f"≤ {bar}" if bar else "", f"{got.peak:.0f}"]  # fmt: skip
        print(f"| {' | '.join(cells)} |", flush=True)

    invented = "actor-003" in (data / "actors.yaml").read_text("utf-8")
    actor = "actor-003" if invented else "MNLA"
    runners = {"pipe": run_piped, "terminal": run_terminal}
    for command, bar in COMMANDS.items():
        words = [mali, *shlex.split(command.format(actor=actor))]
        for output, runner in runners.items():
            got = compare(
                lambda r=runner: r(hello, environment),  # type: ignore[misc]
                lambda r=runner, w=words: r(w, environment),  # type: ignore[misc]
                pairs,
            )
            show(f"`mali {command.format(actor=actor)}`", output, "hello", got, bar)
    bare = compare(
        lambda: run_piped([sys.executable, "-c", "pass"], environment),
        lambda: run_piped([mali, "timeline", "--compact"], environment),
        pairs,
    )
    show("`mali timeline --compact`", "pipe", "bare", bare, None)
    files = sorted(str(path) for path in data.glob("*.yaml"))

    def run_first() -> Run:
        for path in (folder / "cache").glob("*"):
            path.unlink()
        return run_piped([mali, "events", "--limit", "1", "--format", "csv"], environment)

    first = compare(
        lambda: run_piped([sys.executable, "-c", LOADER, *files], environment),
        run_first,
        max(3, pairs // 3),
    )
    show("first run, `mali events --limit 1`", "pipe", "CSafeLoader", first, 2.0)


if __name__ == "__main__":
    main()

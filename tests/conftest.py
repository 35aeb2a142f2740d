"""What tests share: a small invented chronology to vary, and the program run in this process."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from malicli.canonical import order_keys, write_mapping, write_records
from malicli.cli.main import run
from malicli.environment import Environment

TODAY = date(2040, 1, 1)
Record = dict[str, Any]

# The smallest chronology that breaks no rule. All names are invented.
SOURCES: list[Record] = [
    {"id": "daily-x", "title": "What happened", "publisher": "Daily X", "kind": "press"},
    {"id": "un-report-z", "title": "Report", "publisher": "UN", "kind": "un-report"},
]
ACTORS: list[Record] = [
    {"id": "army-a", "name": "Army of A", "short": "AA", "kind": "state-forces"},
    {"id": "front-b", "name": "Front B", "short": "FB", "kind": "armed-group"},
]
PLACES: list[Record] = [
    {
        "id": "port-city",
        "name": "Port City",
        "kind": "town",
        "latitude": 10.5,
        "longitude": -3.25,
        "precision": "exact",
    },
]
EVENTS: list[Record] = [
    {
        "id": "2031-port-city-clash",
        "date": "2031-03-22",
        "type": "battle",
        "title": "Front B attacks the army in Port City",
        "title_fr": "Le Front B attaque l'armée à Port City",
        "summary": "Fighters of Front B attack an army post at dawn.",
        "places": [{"place": "port-city"}],
        "actors": [
            {"actor": "front-b", "role": "attacker"},
            {"actor": "army-a", "role": "defender"},
        ],
        "sources": [{"source": "daily-x", "at": "¶1"}, {"source": "un-report-z", "at": "§14"}],
    },
]
ABOUT: Record = {
    "name": "Invented",
    "version": "1",
    "updated": "2039-12-31",
    "languages": ["en", "fr"],
    "licence": "CC0",
}


def write_chronology(
    folder: Path,
    *,
    events: Sequence[Record] = EVENTS,
    actors: Sequence[Record] = ACTORS,
    places: Sequence[Record] = PLACES,
    sources: Sequence[Record] = SOURCES,
    figures: Sequence[Record] = (),
    about: Mapping[str, Any] = ABOUT,
) -> Path:
    """Write a chronology in canonical form (records in the order given) and give its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "chronology.yaml").write_text(write_mapping(order_keys(dict(about))), "utf-8")
    kinds = {"events": events, "actors": actors, "places": places, "sources": sources}
    for name, records in {**kinds, "figures": figures}.items():
        if records or name != "figures":
            text = write_records(order_keys(list(records))) if records else "[]\n"
            (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


class Stream(io.TextIOWrapper):
    """A stream to write to and read back, which may say that it is a terminal."""

    def __init__(self, *, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def text(self) -> str:
        """All that was written."""
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode(self.encoding)


class Ran(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Mali = Callable[..., Ran]


@pytest.fixture
def mali(tmp_path: Path) -> Mali:
    """Run the program: ``mali("events", "--type", "coup", data=folder, terminal=80)``.

    ``terminal`` is the width of the terminal that standard output pretends to be; ``variables``
    the environment variables. The cache is this test's own. Today is 1 January 2040.
    """

    def run_mali(
        *arguments: str,
        data: Path | None = None,
        terminal: int | None = None,
        variables: Mapping[str, str] = {},
        encoding: str = "utf-8",
        today: date = TODAY,
    ) -> Ran:
        out = Stream(terminal=terminal is not None, encoding=encoding)
        err = Stream(encoding=encoding)
        environ = {"MALI_CACHE": str(tmp_path / "cache"), **variables}
        if terminal is not None:
            environ = {"COLUMNS": str(terminal), "TERM": "xterm", **environ}
        if data is not None:
            environ["MALI_DATA"] = str(data)
        environment = Environment(out, err, environ, today=today)
        code = run(list(arguments), environment)
        return Ran(code, out.text, err.text)

    return run_mali


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    """The smallest chronology, in a folder of this test's own."""
    return write_chronology(tmp_path / "chronology")

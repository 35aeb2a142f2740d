"""The library as others use it: ``from malicli import open_chronology``."""

from __future__ import annotations

import csv
import doctest
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import malicli
from malicli.chronology import Chronology, asked, face, listing, open_chronology
from malicli.environment import Environment
from malicli.errors import FileUnusableError, MaliError, NameUnresolvedError, WrongUseError
from malicli.formats import FORMATS
from malicli.formats.columns import COLUMNS
from malicli.query.filters import Filter
from tests.conftest import TODAY, Mali
from tests.render.invented import write_disputed
from tests.test_quality import ROOT, read_blocks


def open_here(path: Path | None, cache: Path) -> Chronology:
    return open_chronology(path, Environment(variables={"MALI_CACHE": str(cache)}, today=TODAY))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_disputed(tmp_path / "data")


@pytest.fixture
def c(data: Path, tmp_path: Path) -> Iterator[Chronology]:
    with open_here(data, tmp_path / "cache") as chronology:
        yield chronology


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


# Where it is found -----------------------------------------------------------------------------


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, malicli; print([m for m in sys.modules if m.startswith('malicli')])"
    assert run_python(code).stdout == "['malicli']\n"


def test_the_package_offers_what_the_readme_says() -> None:
    assert malicli.open_chronology is open_chronology
    assert malicli.Chronology is Chronology
    assert {"open_chronology", "Chronology", "__version__"} <= {*dir(malicli)}
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        getattr(malicli, "nonsense")  # noqa: B009 - mypy knows that there is none


def test_asking_on_a_warm_index_loads_nothing_heavy(data: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from malicli import open_chronology\n"
        "from malicli.environment import Environment\n"
        "e = Environment(variables={'MALI_CACHE': sys.argv[2]})\n"
        "with open_chronology(sys.argv[1], e) as c: list(c.events(text='soldiers'))\n"
        "print(*(m for m in ('pydantic', 'yaml', 'typer', 'rich') if m in sys.modules))"
    )
    arguments = (str(data), str(tmp_path / "warm"))
    assert "yaml" in run_python(code, *arguments).stdout
    assert run_python(code, *arguments).stdout == "\n"


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_is_text_or_a_path(data: Path, kind: type) -> None:
    with open_chronology(kind(data), Environment(variables={}), use_cache=False) as chronology:
        assert chronology.event("2031-harbour-coup").type == "coup"


def test_nothing_to_open_is_an_error_of_the_library(tmp_path: Path) -> None:
    with pytest.raises(FileUnusableError, match="there is no chronology at"):
        open_chronology(tmp_path / "nowhere")


# Questions -------------------------------------------------------------------------------------

# What is asked from Python → the same as an option.
ALIKE: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"start": "2031", "end": "March 2031"}, "--from 2031 --to 2031-03"),
    ({"start": date(2031, 3, 22)}, "--from 2031-03-22"),
    ({"end": datetime(2031, 3, 22, 12, tzinfo=UTC)}, "--to 2031-03-22"),
    ({"start": 2031}, "--from 2031"),
    ({"on": "2031-03", "certain": True}, "--on 2031-03 --certain"),
    ({"actor": "FRONT B"}, "--actor FB"),
    (
        {"actor": ["FB", "Council"], "role": "attacker"},
        "--actor FB --actor Council --role attacker",
    ),
    ({"actor": "Mission B", "lineage": True}, "--actor mission-b --lineage"),
    ({"actor": "CD", "members": True}, "--actor CD --members"),
    ({"type": ("coup", "Battle")}, "--type coup --type battle"),
    ({"place": {"North"}}, "--place North"),
    ({"around": (11.5, -3), "within": 20}, "--around 11.5,-3 --within 20km"),
    ({"around": "Port City"}, "--around port-city"),
    ({"source": "daily-x", "tag": "pay"}, "--source daily-x --tag pay"),
    ({"text": "ville port"}, "--text ville --text 'ville port'"),
    ({"min_killed": 3, "disputed": True}, "--min-killed 3 --disputed"),
    ({"rank": 1, "sort": "-date", "limit": 2}, "--rank 1 --sort=-date --limit 2"),
    ({"actor": "United Front", "as_of": "2033"}, "--actor 'United Front' --as-of 2033"),
    ({"actor": None, "start": None, "limit": None, "around": None}, ""),
]


@pytest.mark.parametrize(("which", "options"), ALIKE, ids=lambda value: repr(value)[:40])
def test_events_are_those_of_the_command(
    mali: Mali, c: Chronology, data: Path, which: dict[str, Any], options: str
) -> None:
    import shlex

    ran = mali("export", *shlex.split(options), data=data)
    assert ran.code == 0
    assert c.events(**which).to_text("csv") == ran.out


def test_every_filter_has_its_argument() -> None:
    renamed = {"first": "start", "last": "end"}
    several = {f"{name}s": name for name in ("actor", "role", "type", "place", "source", "tag")}
    fields = {renamed.get(f, several.get(f, f)) for f in Filter._fields}
    assert fields | {"on"} == {*asked.Which.__annotations__}


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ({"start": "soon"}, "start: not a date"),
        ({"end": "2031-13"}, "no such day or month"),
        ({"on": "x"}, "on: not a date"),
        ({"as_of": ""}, "as_of: not a date"),
        ({"on": "2031", "start": "2030"}, "on stands alone"),
        ({"start": "2032", "end": "2031"}, "start 2032-01-01 is after end 2031-12-31"),
        ({"role": "bystander"}, "role: 'bystander'"),
        ({"type": ["coup", "batle"]}, "type: 'batle'"),
        ({"rank": 4}, "rank: '4' is no whole number from 1 to 3"),
        ({"rank": "first"}, "rank: 'first'"),
        ({"limit": -1}, "limit: '-1'"),
        ({"min_killed": 1.5}, "min_killed: '1.5'"),
        ({"sort": "place"}, "sort: cannot sort by 'place'"),
        ({"within": 3}, "within needs around"),
        ({"around": "Port City", "within": 0}, "within: not a distance"),
        ({"around": "Port City", "within": "100km"}, "within: not a distance"),
        ({"around": (1, 2, 3)}, "around: neither a place nor a point"),
        ({"around": 7}, "around: neither a place nor a point"),
        ({"around": (91, 0)}, "not on Earth"),
        ({"text": "…"}, "no word"),
        ({"lineage": True}, "--actor"),
    ],
    ids=repr,
)
def test_a_wrong_value_is_told_at_once(c: Chronology, which: dict[str, Any], told: str) -> None:
    with pytest.raises(WrongUseError, match=told) as raised:
        c.events(**which)
    assert isinstance(raised.value, MaliError)
    for ask in (c.stats, c.disputes, lambda **more: c.search("the", **more)):
        with pytest.raises(WrongUseError):
            ask(**which)


@pytest.mark.parametrize("which", [{"actor": "Front Z"}, {"place": "x"}, {"source": "x"}], ids=repr)
def test_an_unknown_name_is_told_at_once(c: Chronology, which: dict[str, Any]) -> None:
    for ask in (c.events, c.stats, c.disputes, c.figures):
        with pytest.raises(NameUnresolvedError):
            ask(**which)


@pytest.mark.parametrize("question", ["events", "stats", "disputes", "figures"])
def test_an_unknown_argument_is_a_type_error(c: Chronology, question: str) -> None:
    with pytest.raises(TypeError, match=r"no argument from_; there are .*start"):
        getattr(c, question)(from_="2031")


@pytest.mark.parametrize(
    ("question", "arguments", "error"),
    [
        ("event", ["none"], NameUnresolvedError),
        ("claims", ["none"], NameUnresolvedError),
        ("actor", ["Front Z"], NameUnresolvedError),
        ("actor", ["United Front"], NameUnresolvedError),
        ("actor", ["FA", "soon"], WrongUseError),
        ("relations", ["Front Z"], NameUnresolvedError),
        ("place", ["x"], NameUnresolvedError),
        ("source", ["x"], NameUnresolvedError),
        ("search", [""], WrongUseError),
        ("actors", ["robot"], WrongUseError),
        ("places", ["robot"], WrongUseError),
        ("sources", ["robot"], WrongUseError),
        ("actors", ["person", -1], WrongUseError),
        ("stats", ["colour"], WrongUseError),
        ("stats", [[]], WrongUseError),
        ("stats", [["year", "year"]], WrongUseError),
        ("stats", [["year", "type", "actor"]], WrongUseError),
        ("stats", ["year", "joy"], WrongUseError),
    ],
)
def test_each_question_tells_what_is_wrong(
    c: Chronology, question: str, arguments: list[Any], error: type[MaliError]
) -> None:
    with pytest.raises(error):
        getattr(c, question)(*arguments)


def test_one_record_is_given_by_any_name(c: Chronology) -> None:
    assert c.event("2031-harbour-coup").record["type"] == "coup"
    assert c.actor("United Front", as_of="2031").id == "coalition-d"
    assert c.actor("United Front", as_of=date(2033, 1, 1)).id == "front-a"
    assert c.place("Ville-Port").id == "port-city"
    assert c.source("daily-x").publisher == "Daily X"


def test_lists_are_those_of_the_commands(c: Chronology) -> None:
    assert {row.kind for row in c.actors(kind=["person", "mission"])} == {"person", "mission"}
    assert len(c.places(limit=2)) == 2
    assert len(c.sources(kind="press", limit=9)) == 1
    assert [row.id for row in c.figures(measure="displaced", actor="FB")] == ["displaced-2031"]
    assert [row.id for row in c.figures(start="2033")] == []
    assert {row.kind for row in c.relations("Front A")} >= {"member-of", "leads"}
    assert "leads" not in {row.kind for row in c.relations("Front A", as_of="2033")}
    assert next(iter(c.search("harbour", type="coup"))).id == "2031-harbour-coup"
    assert {row.field for row in c.claims("2031-harbour-coup")} == {
        "date", "day", "who", "quantity", "control",
    }  # fmt: skip


def test_counts_and_differences_are_those_of_the_commands(
    mali: Mali, c: Chronology, data: Path
) -> None:
    rows = c.stats(by=["type", "year"], measure="killed", start="2031")
    options = "--by type --by year --measure killed --from 2031 --format csv"
    assert rows.to_text() == mali("stats", *options.split(), data=data).out
    claims = c.disputes(field=["toll", "date"], explained=True, end="2032")
    options = "--field toll --field date --all --to 2032 --format csv"
    assert claims.to_text() == mali("disputes", *options.split(), data=data).out
    assert {claim.why for claim in c.disputes(why="slip")} == {"slip"}


# Listings --------------------------------------------------------------------------------------


def list_all(c: Chronology) -> dict[str, listing.Listing[Any]]:
    return {
        "event": c.events(),
        "actor": c.actors(),
        "place": c.places(),
        "source": c.sources(),
        "figure": c.figures(),
        "stat": c.stats(by="type"),
        "dispute": c.disputes(),
        "claim": c.claims("2031-harbour-coup"),
        "relation": c.relations("FA"),
    }


def test_a_listing_is_read_anew_each_time(c: Chronology) -> None:
    events = c.events(type="coup")
    assert [*events] == [*events]
    assert len(events) == 1
    assert events
    assert not c.events(type="death")
    assert repr(events) == "<Listing of event rows>"


def test_nothing_is_read_before_it_is_asked_for(c: Chronology) -> None:
    statements: list[str] = []
    c.index.set_trace_callback(statements.append)
    events = c.events(type="coup")
    assert not statements
    next(iter(events))
    assert len(statements) == 1
    len(events), len(events)
    assert len(statements) == 2


@pytest.mark.parametrize("format_", FORMATS)
def test_every_listing_is_written_in_every_format(c: Chronology, format_: str) -> None:
    for kind, rows in list_all(c).items():
        assert rows.kind == kind
        assert rows.to_text(format_).count("\n") >= (len(rows) if format_ != "jsonl" else 1)
    for kind, rows in list_all(c).items():
        read = list(csv.reader(io.StringIO(rows.to_text())))
        assert (tuple(read[0]), len(read) - 1) == (COLUMNS[kind], len(rows))
        assert rows.columns == COLUMNS[kind]
        assert len(json.loads(rows.to_text("JSON"))) == len(rows)


def test_an_unknown_format_is_told(c: Chronology) -> None:
    with pytest.raises(WrongUseError, match="format: 'pdf'") as raised:
        c.events().to_text("pdf")
    assert "csv, tsv, json" in raised.value.help


class Frame:
    """What stands for a data frame where the libraries are not installed."""

    def __init__(self, rows: list[tuple[Any, ...]], **more: Any) -> None:
        self.rows = rows
        self.more = more

    @classmethod
    def from_records(cls, rows: list[tuple[Any, ...]], columns: list[str]) -> Frame:
        return cls(rows, columns=columns)


@pytest.mark.parametrize(("library", "names"), [("pandas", "columns"), ("polars", "schema")])
def test_a_listing_becomes_a_data_frame(
    c: Chronology, monkeypatch: pytest.MonkeyPatch, library: str, names: str
) -> None:
    stub = ModuleType(library)
    stub.DataFrame = Frame  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, library, stub)
    for kind, rows in list_all(c).items():
        frame = getattr(rows, f"to_{library}")()
        assert frame.more[names] == [*COLUMNS[kind]]
        assert len(frame.rows) == len(rows)
        assert {len(row) for row in frame.rows} == {len(COLUMNS[kind])}
    disputed = COLUMNS["event"].index("disputed")
    cells = getattr(c.events(), f"to_{library}")().rows
    assert {row[disputed] for row in cells} == {True, False}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_installed_is_told(
    c: Chronology, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=f"{library} is not installed; pip install {library}"):
        getattr(c.events(), f"to_{library}")()


def test_a_closed_chronology_is_closed(data: Path, tmp_path: Path) -> None:
    import sqlite3

    with open_here(data, tmp_path / "cache") as chronology:
        events = chronology.events()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        list(events)


# What is shown ---------------------------------------------------------------------------------

RUN_CELLS = """
import json, pathlib, sys
namespace = {}
cells = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))["cells"]
for number, cell in enumerate(cells):
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), f"cell {number}", "exec"), namespace)
"""
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def test_the_cells_of_the_notebook_run_in_order() -> None:
    """In one namespace, as a kernel would; nbclient would bring fifty packages for that."""
    done = run_python(RUN_CELLS, str(NOTEBOOK))
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_notebook_is_valid_and_has_no_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    assert {*notebook} == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len({*ids}) == len(ids)
    for cell in notebook["cells"]:
        keys = {"cell_type", "id", "metadata", "source"}
        if cell["cell_type"] == "code":
            keys |= {"execution_count", "outputs"}
            assert (cell["execution_count"], cell["outputs"]) == (None, [])
        assert {*cell} == keys
        assert cell["cell_type"] in ("code", "markdown")
        assert cell["source"]
        assert all(isinstance(line, str) for line in cell["source"])
        assert [line.endswith("\n") for line in cell["source"][:-1]] == [True] * (
            len(cell["source"]) - 1
        )


def test_what_the_readme_shows_runs() -> None:
    blocks = read_blocks((ROOT / "README.md").read_text("utf-8"), "python")
    assert blocks
    for block in blocks:
        done = run_python(block)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("module", [malicli, malicli.chronology, face, listing], ids=str)
def test_the_examples_of_the_library_run(module: ModuleType) -> None:
    with open_chronology() as chronology:
        known = {"c": chronology, "open_chronology": open_chronology}
        failed, tried = doctest.testmod(module, extraglobs=known)
    assert tried
    assert not failed


def test_every_question_has_an_example() -> None:
    public = [
        function
        for owner in (Chronology, listing.Listing)
        for name, function in vars(owner).items()
        if callable(function) and not name.startswith("_")
    ]
    plain = {"close", "discard", "to_pandas", "to_polars"}
    without = {f.__name__ for f in public if ">>>" not in (f.__doc__ or "")}
    assert without == plain


USER = """
from datetime import date
from malicli import open_chronology
from malicli.errors import MaliError

def find_titles() -> list[str]:
    with open_chronology() as c:
        events = c.events(actor=["MNLA"], start="2012", end=date(2013, 1, 1), rank=1)
        reveal_type(events)
        reveal_type(c.actor("JNIM", as_of="2017-03").short)
        reveal_type([row.low for row in c.stats(by="year", measure="killed")])
        c.events(colour="red")
        c.events(rank=["1"])
        return [event.title for event in events]
"""


def test_programs_that_use_it_are_checked_by_their_types(tmp_path: Path) -> None:
    script = tmp_path / "user.py"
    script.write_text(USER, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, str(script)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = done.stdout
    assert "Listing[" in told
    assert "EventRow]" in told
    assert told.count("Revealed type") == 3
    assert told.count("error:") == 2
    assert "Unexpected keyword argument" in told
    assert 'incompatible type "list[str]"' in told

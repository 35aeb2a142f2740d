from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from malicli.errors import WrongUseError
from malicli.formats import FORMATS, TABLE, choose_format
from tests.conftest import Mali
from tests.formats.hostile import UNSAFE, write_hostile_index
from tests.render.invented import EVENTS, write_invented


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    return write_invented(tmp_path / "invented")


def read_rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


READERS: dict[str, Callable[[str], list[Any]]] = {
    "csv": read_rows,
    "tsv": lambda text: read_rows(text, "\t"),
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "yaml": yaml.safe_load,
}


def test_each_format_has_a_reader_here() -> None:
    # A table in Markdown has titles for ids.
    assert {*READERS, "markdown"} == set(FORMATS)


FILTERS = [
    [],
    ["--actor", "FB"],
    ["--from", "2031-04", "--sort", "-date"],
    ["--sort", "title", "--limit", "4"],
    ["--tag", "none-such"],
]


@pytest.mark.parametrize("which", FILTERS, ids=" ".join)
@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_filtered_is_what_is_written(
    mali: Mali, invented: Path, format_: str, which: list[str]
) -> None:
    table = mali("events", *which, data=invented).out
    expected = [line.split()[-1] for line in table.splitlines()[2:]]
    for command in ("events", "timeline", "export"):
        out = mali(command, *which, "--format", format_, data=invented).out
        if format_ == "markdown":
            titles = {str(event["title"]): event["id"] for event in EVENTS}
            cells = [line.split(" | ")[1] for line in out.splitlines()[2:]]
            # What did not simply happen has its status behind its title.
            written = [titles[cell.partition(" \\(")[0]] for cell in cells]
        else:
            written = [row["id"] for row in READERS[format_](out)]
        assert written == expected


@pytest.mark.parametrize("format_", READERS)
@pytest.mark.parametrize("command", ["actors", "places", "sources", "figures", "map"])
def test_every_listing_is_written_whole(
    mali: Mali, invented: Path, command: str, format_: str
) -> None:
    rows = READERS[format_](mali(command, "--format", format_, data=invented).out)
    table = mali(command, "--format", "csv", data=invented).out
    ids = [row["id"] for row in read_rows(table)]
    # Records stand in YAML in the order of their files; what is worked out as in a table.
    by_id = format_ == "yaml" and command != "map"
    assert [row["id"] for row in rows] == (sorted(ids) if by_id else ids)
    assert len(rows) > 1


@pytest.mark.parametrize("format_", FORMATS)
def test_export_writes_what_events_writes(mali: Mali, invented: Path, format_: str) -> None:
    ran = mali("export", "--format", format_, data=invented)
    assert ran == mali("events", "--format", format_, data=invented)
    assert (ran == mali("export", data=invented)) == (format_ == "csv")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_ends_with_one_line_feed(mali: Mali, invented: Path, format_: str) -> None:
    for which in ([], ["--tag", "none-such"]):
        out = mali("events", *which, "--format", format_, data=invented).out
        assert "\r" not in out
        assert not out.endswith("\n\n")
        assert out.endswith("\n") or (not out and format_ == "jsonl")


@pytest.mark.parametrize(
    ("asked", "name", "settled"),
    [
        (None, None, "default"),
        (None, "out", "default"),
        (None, "out.txt", "default"),
        (None, "out.JSON", "json"),
        (None, "out.ndjson", "jsonl"),
        (None, "out.tab", "tsv"),
        (None, "out.yml", "yaml"),
        (None, "out.markdown", "markdown"),
        ("csv", None, "csv"),
        ("csv", "out.txt", "csv"),
        ("csv", "out.csv", "csv"),
        ("table", "out.txt", "table"),
    ],
)
def test_the_format_is_the_one_asked_for_or_the_suffix(
    asked: str | None, name: str | None, settled: str
) -> None:
    assert choose_format(asked, Path(name) if name else None, "default") == settled


@pytest.mark.parametrize(
    ("asked", "name"), [("csv", "out.json"), (TABLE, "a.csv"), ("json", "x.jsonl")]
)
def test_a_suffix_that_contradicts_is_refused(asked: str, name: str) -> None:
    with pytest.raises(WrongUseError, match=f"{asked}.*{name}"):
        choose_format(asked, Path(name), TABLE)


# Text that should never have come into an index ------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile_index(tmp_path_factory.mktemp("hostile"))


COMMANDS = [
    ["timeline"],
    ["timeline", "--compact"],
    ["events"],
    ["event", "2031-harbour-coup"],
    ["event", "2031-week-of-fighting"],
    ["actor", "front-a"],
    ["actor", "front-a", "--as-of", "2031"],
    ["actors"],
    ["map"],
    ["place", "port-city"],
    ["places"],
    ["holds", "port-city"],
    ["holds", "port-city", "--as-of", "2031-03-23"],
    ["day", "03-22", "--possible"],
    ["between", "2030-harbour-mutiny", "2031-harbour-coup"],
    ["source", "daily-x"],
    ["sources"],
    ["figures"],
]


@pytest.mark.parametrize("format_", [TABLE, *FORMATS])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_hostile_text_is_shown_never_sent(
    mali: Mali, hostile: Path, command: list[str], format_: str
) -> None:
    code, out, err = mali(*command, "--format", format_, data=hostile)
    assert (code, err) == (0, "")
    assert not UNSAFE & set(out)
    assert "x1b" in out or "u001b" in out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_hostile_text_sends_nothing_to_a_terminal(
    mali: Mali, hostile: Path, command: list[str]
) -> None:
    plain = mali(*command, data=hostile, terminal=80, variables={"NO_COLOR": "1"}).out
    assert not UNSAFE & set(plain)
    ascii_ = mali(*command, data=hostile, terminal=80, variables={"NO_COLOR": "1", "LC_ALL": "C"})
    assert set(ascii_.out) <= set(map(chr, range(0x20, 0x7F))) | {"\n"}


@pytest.mark.parametrize("name", ["colline", "front", "qqqq"])
def test_hostile_names_among_the_suggestions_are_shown_never_sent(
    mali: Mali, hostile: Path, name: str
) -> None:
    for kind in ("actor", "event", "place", "source"):
        code, _, err = mali(kind, name, data=hostile)
        assert code in (0, 3)
        assert not UNSAFE & set(err)


def test_json_and_yaml_read_hostile_text_back(mali: Mali, hostile: Path) -> None:
    which = ("event", "2031-harbour-coup", "--format")
    (by_json,) = json.loads(mali(*which, "json", data=hostile).out)
    (by_yaml,) = yaml.safe_load(mali(*which, "yaml", data=hostile).out)
    assert by_json["title"] == by_yaml["title"]
    assert "\x1b[2J" in by_json["title"]
    assert "\u202e" in by_json["title"]

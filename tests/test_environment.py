from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from malicli import environment as module
from malicli.environment import PIPED_PROSE_WIDTH, Environment, find_shipped_data, is_terminal
from tests.conftest import Mali, Stream

TERMINAL = {"TERM": "xterm"}


def make(
    variables: Mapping[str, str] = {},
    *,
    terminal: bool = False,
    encoding: str = "utf-8",
    width: int | None = None,
) -> Environment:
    out = Stream(terminal=terminal, encoding=encoding)
    return Environment(out, Stream(), variables, width)


# Terminal and colour --------------------------------------------------------------------------


def test_a_closed_stream_is_no_terminal() -> None:
    out = io.TextIOWrapper(io.BytesIO())
    out.close()
    environment = Environment(out, Stream(), TERMINAL)
    assert is_terminal(environment.stdout) is False
    assert environment.takes_colour(environment.stdout) is False


@pytest.mark.parametrize(
    ("terminal", "variables", "colour"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm-256color"}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "0"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (False, {"TERM": "xterm"}, False),
        (False, {"TERM": "xterm", "FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    terminal: bool, variables: dict[str, str], colour: bool
) -> None:
    environment = make(variables, terminal=terminal)
    assert environment.takes_colour(environment.stdout) is colour


# Width ----------------------------------------------------------------------------------------


def test_a_pipe_has_prose_at_100_and_tables_uncut() -> None:
    environment = make({"COLUMNS": "60"})
    assert environment.prose_width == PIPED_PROSE_WIDTH == 100
    assert environment.table_width is None


@pytest.mark.parametrize("terminal", [True, False])
def test_a_width_that_was_asked_for_wins(terminal: bool) -> None:
    environment = make({"COLUMNS": "60"}, terminal=terminal, width=44)
    assert environment.prose_width == environment.table_width == 44


@pytest.mark.parametrize(
    ("lines", "height"),
    [("40", 40), ("1", 1), ("0", None), ("", None), ("-5", None), ("many", None), ("٤", None)],
)
def test_lines_is_the_height_of_a_terminal(lines: str, height: int | None) -> None:
    assert make({"LINES": lines}, terminal=True).height == height
    assert make({"LINES": lines}).height is None


@pytest.mark.parametrize(
    ("columns", "width"),
    [("60", 60), ("120", 120), ("20", 20), ("3", 20), ("99999999", 10_000)],
)
def test_columns_is_the_width_of_a_terminal_within_reason(columns: str, width: int) -> None:
    environment = make({"COLUMNS": columns}, terminal=True)
    assert environment.prose_width == environment.table_width == width


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "80.5", "²"])
def test_columns_that_make_no_sense_are_ignored(columns: str) -> None:
    assert make({"COLUMNS": columns}, terminal=True).prose_width == 80


@pytest.mark.parametrize(("columns", "width"), [(132, 132), (20, 20), (7, 20), (0, 80)])
def test_a_terminal_is_asked_for_its_width(
    columns: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some terminals do not know theirs, and say 0."""
    monkeypatch.setattr(Stream, "fileno", lambda _: 7)
    sizes = {7: os.terminal_size((columns, 24))}
    monkeypatch.setattr(os, "get_terminal_size", sizes.__getitem__)
    assert make(terminal=True).prose_width == width


# Characters -----------------------------------------------------------------------------------

# Where LANG is C, Python sets LC_CTYPE itself, to the first of these that the system has.
COERCED = ["C.UTF-8", "C.utf8", "UTF-8"]


@pytest.mark.parametrize(
    ("variables", "unicode"),
    [
        ({}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LC_ALL": "C"}, False),
        ({"LC_ALL": "POSIX"}, False),
        ({"LC_CTYPE": "C"}, False),
        ({"LC_CTYPE": "POSIX", "LANG": "aa_BB.UTF-8"}, False),
        ({"LC_ALL": "C", "LC_CTYPE": "aa_BB.UTF-8", "LANG": "aa_BB.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "aa_BB.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "aa_BB.UTF-8", "LC_CTYPE": "C", "LANG": "C"}, True),
        ({"LC_CTYPE": "aa_BB.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "C"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": ""}, True),
        ({"LC_MESSAGES": "C"}, True),
        *[({"LC_CTYPE": coerced, "LANG": "C"}, False) for coerced in COERCED],
        *[({"LC_CTYPE": coerced, "LANG": "POSIX"}, False) for coerced in COERCED],
        *[({"LC_CTYPE": coerced}, True) for coerced in COERCED],
    ],
)
def test_the_c_locale_is_ascii(variables: dict[str, str], unicode: bool) -> None:
    assert make(variables).unicode is unicode


@pytest.mark.parametrize(
    ("encoding", "unicode"),
    [("utf-8", True), ("UTF8", True), ("utf_16", True), ("ascii", False), ("latin-1", False),
     ("cp1252", False)],
)  # fmt: skip
def test_an_encoding_that_lacks_characters_is_ascii(encoding: str, unicode: bool) -> None:
    assert make({"LANG": "aa_BB.UTF-8"}, encoding=encoding).unicode is unicode


def test_a_stream_without_an_encoding_is_ascii() -> None:
    class Bare(Stream):
        encoding = None  # type: ignore[assignment]

    assert Environment(Bare(), Stream(), {}).unicode is False


@pytest.mark.parametrize("command", [["timeline"], ["timeline", "--compact"], ["event"], ["actor"]])
@pytest.mark.parametrize("lang", ["C", "aa_BB.UTF-8"])
def test_glyphs_are_ascii_in_the_c_locale(
    command: list[str], lang: str, mali: Mali, chronology: Path
) -> None:
    name = {"event": ["2031-port-city-clash"], "actor": ["FB"]}.get(command[0], [])
    ran = mali(*command, *name, data=chronology, terminal=80, variables={"LANG": lang})
    assert ran.code == 0
    assert ran.out.isascii() is (lang == "C")


# Today ----------------------------------------------------------------------------------------


def test_today_can_be_set() -> None:
    environment = Environment(Stream(), Stream(), {}, today=date(2031, 3, 22))
    assert environment.today == date(2031, 3, 22)


# The cache folder -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/mali"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/var/x"}, "/var/x/mali"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": ""}, "/home/a/.cache/mali"),
        # A relative path in XDG_CACHE_HOME is invalid, says its specification: ignore it.
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "x"}, "/home/a/.cache/mali"),
        ("linux", {"XDG_CACHE_HOME": "/var/x"}, "/var/x/mali"),
        ("linux", {"HOME": "/home/a", "LOCALAPPDATA": "/local"}, "/home/a/.cache/mali"),
        ("freebsd14", {"HOME": "/home/a"}, "/home/a/.cache/mali"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/mali"),
        ("win32", {"LOCALAPPDATA": "/local", "USERPROFILE": "/users/a"}, "/local/mali"),
        ("win32", {"USERPROFILE": "/users/a"}, "/users/a/mali"),
        ("linux", {}, None),
        ("linux", {"HOME": ""}, None),
        ("linux", {"HOME": "here"}, None),
        ("darwin", {}, None),
        ("win32", {}, None),
    ],
)
def test_the_cache_is_where_the_system_keeps_caches(
    platform: str, variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = make(variables)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", platform)
        found = environment.cache_folder
    assert found == (Path(folder) if folder else None)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_mali_cache_wins_everywhere(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {"HOME": "/home/a", "XDG_CACHE_HOME": "/x", "LOCALAPPDATA": "/local"}
    environment = make({"MALI_CACHE": "/own", **variables})
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", platform)
        found = environment.cache_folder
    assert found == Path("/own")


# The shipped data -----------------------------------------------------------------------------


@pytest.mark.parametrize("inside", [True, False])
def test_data_inside_the_package_win_over_data_beside_it(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / "data").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "chronology.yaml").touch()
    if inside:
        (package / "data" / "chronology.yaml").touch()
    monkeypatch.setattr(module, "__file__", str(package / "environment.py"))
    assert find_shipped_data() == (package if inside else tmp_path) / "data"


def test_there_are_shipped_data() -> None:
    assert (find_shipped_data() / "chronology.yaml").is_file()

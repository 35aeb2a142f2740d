from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from malicli.environment import Environment
from malicli.render.lines import STYLES, Writer, to_ascii, wrap_spans
from tests.conftest import EVENTS, Mali, Stream, write_chronology

COMMANDS = [
    ["timeline"],
    ["timeline", "--compact"],
    ["events"],
    ["event", "2031-harbour-coup"],
    ["event", "2031-week-of-fighting"],
    ["actor", "FA"],
    ["actor", "FA", "--as-of", "2031-08"],
    ["actors"],
    ["place", "port-city"],
    ["places"],
    ["source", "daily-x"],
    ["sources"],
    ["figures"],
]
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.mark.parametrize("width", [40, 50, 59, 60, 80, 120])
@every_command
def test_no_line_is_wider_than_the_terminal(
    mali: Mali, invented: Path, command: list[str], width: int
) -> None:
    variables = {"NO_COLOR": "1"}
    out = mali(*command, data=invented, terminal=width, variables=variables).out
    assert max(map(cell_len, out.splitlines())) <= width


@every_command
def test_no_line_is_wider_than_the_terminal_in_ascii(
    mali: Mali, invented: Path, command: list[str]
) -> None:
    variables = {"NO_COLOR": "1", "LC_ALL": "C"}
    for width in (60, 61, 62, 63, 64, 80):
        out = mali(*command, data=invented, terminal=width, variables=variables).out
        assert max(map(cell_len, out.splitlines())) <= width


WIDE = "漢字の表題 " * 9 + "e\u0301te\u0301 👩‍🚀".replace("\u200d", "") + " ﷽"


@pytest.mark.parametrize("command", [["timeline"], ["events"], ["timeline", "--compact"]])
def test_wide_letters_take_the_cells_that_they_take(
    mali: Mali, tmp_path: Path, command: list[str]
) -> None:
    events = [{**EVENTS[0], "title": WIDE, "summary": WIDE * 3}]
    folder = write_chronology(tmp_path / "wide", events=events)
    for width in (50, 61, 80):
        out = mali(*command, data=folder, terminal=width, variables={"NO_COLOR": "1"}).out
        assert max(map(cell_len, out.splitlines())) <= width


CODE = re.compile(r"\x1b\[[0-9;]*m")
PAIR = re.compile(r"\x1b\[[1-9][0-9;]*m[^\x1b\n]+\x1b\[0m")


@every_command
def test_colour_adds_balanced_codes_and_nothing_else(
    mali: Mali, invented: Path, command: list[str]
) -> None:
    for terminal in (80, None):
        force = {} if terminal else {"FORCE_COLOR": "1"}
        colour = mali(*command, data=invented, terminal=terminal, variables=force).out
        plain = mali(*command, data=invented, terminal=terminal, variables={"NO_COLOR": "1"}).out
        assert "\x1b" in colour
        assert "\x1b" not in PAIR.sub("", colour)
        assert CODE.sub("", colour) == plain


@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}, {"NO_COLOR": "yes"}]
)
def test_who_wants_no_colour_gets_none(
    mali: Mali, invented: Path, variables: dict[str, str]
) -> None:
    assert "\x1b" not in mali("timeline", data=invented, terminal=80, variables=variables).out


def test_a_pipe_gets_no_colour(mali: Mali, invented: Path) -> None:
    for command in COMMANDS:
        assert "\x1b" not in mali(*command, data=invented).out


def test_no_line_ends_in_spaces(mali: Mali, invented: Path) -> None:
    for command in COMMANDS:
        for terminal in (None, 80):
            out = mali(*command, data=invented, terminal=terminal, variables={"NO_COLOR": "1"}).out
            assert not re.search(r"[ \t]+$", out, re.MULTILINE)


def test_a_stream_without_unicode_gets_ascii(mali: Mali, invented: Path) -> None:
    for encoding in ("ascii", "latin-1", "cp1252"):
        ran = mali("timeline", data=invented, terminal=80, encoding=encoding)
        assert ran.out.isascii()


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("déjà – “vu” … ≠", 'deja - "vu" ~ !'),
        ("Œuvre, æther", "OEuvre, aether"),
        ("§14, ¶2", "s14, p2"),
        ("plain", "plain"),
        ("漢", "?"),
    ],
)
def test_ascii_keeps_what_can_be_kept(text: str, spelled: str) -> None:
    assert to_ascii(text) == spelled


def test_wrapping_keeps_every_span_its_style() -> None:
    spans = [("one two ", "a"), ("three", "b"), (" four", "")]
    lines = list(wrap_spans(spans, 9, indent=2))
    assert [[part for part in line if part[0].strip()] for line in lines] == [
        [("one two", "a")],
        [("three", "b")],
        [("four", "")],
    ]
    assert ["".join(text for text, _ in line) for line in lines] == ["one two", "  three", "  four"]


@pytest.mark.parametrize("style", STYLES)
def test_colours_are_those_that_rich_would_send(style: str) -> None:
    from rich.color import ColorSystem
    from rich.style import Style

    stream = Stream()
    around = Environment(stream, variables={"FORCE_COLOR": "1"})
    Writer(around).write([[("word", style)]])
    painted = Style.parse(STYLES[style]).render("word", color_system=ColorSystem.STANDARD)
    assert stream.text == f"{painted}\n"

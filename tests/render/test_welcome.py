from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from malicli.text import measure
from tests.conftest import ACTORS, EVENTS, Mali, write_chronology
from tests.render.invented import write_invented


def read_questions(out: str) -> list[list[str]]:
    return [shlex.split(line)[1:] for line in out.splitlines() if line.startswith("  mali ")]


def test_the_program_alone_says_what_is_in_it(mali: Mali, chronology: Path) -> None:
    code, out, err = mali(data=chronology)
    assert (code, err) == (0, "")
    assert out.startswith("Invented\nversion 1, updated 2039-12-31, CC0\n\n")
    assert "1 event (2031), 2 actors, 1 place, 2 sources" in out
    assert "`mali --help` lists every command" in out


def test_its_four_questions_are_commands_that_answer(mali: Mali, tmp_path: Path) -> None:
    invented = write_invented(tmp_path / "invented")
    questions = read_questions(mali(data=invented).out)
    assert [question[0] for question in questions] == ["timeline", "actor", "place", "event"]
    for question in questions:
        ran = mali(*question, data=invented)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out


@pytest.mark.parametrize("width", [120, 80, 50])
def test_it_fits_the_terminal(mali: Mali, chronology: Path, width: int) -> None:
    out = mali(data=chronology, terminal=width, variables={"NO_COLOR": "1"}).out
    assert max(map(measure, out.splitlines())) <= width


def test_an_empty_chronology_has_no_questions(mali: Mali, tmp_path: Path) -> None:
    data = write_chronology(tmp_path / "empty", events=[], actors=[], places=[], sources=[])
    code, out, err = mali(data=data)
    assert (code, err) == (0, "")
    assert "0 events, 0 actors, 0 places, 0 sources" in out
    assert not read_questions(out)


def test_a_name_that_a_shell_would_read_is_quoted(mali: Mali, tmp_path: Path) -> None:
    odd = {**ACTORS[1], "name": "It's $HOME; `id`"}
    odd.pop("short")
    data = write_chronology(tmp_path / "odd", actors=[ACTORS[0], odd], events=EVENTS)
    out = mali(data=data).out
    assert ["actor", "It's $HOME; `id`"] in read_questions(out)

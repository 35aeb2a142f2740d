from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from malicli.diagnostics import Diagnostic, Severity, Span, sort_diagnostics
from malicli.errors import MaliError, NameUnresolvedError
from malicli.render.faults import (
    draw_diagnostics,
    draw_error,
    draw_github,
    draw_summary,
    write_json,
)
from malicli.text import make_safe
from tests.conftest import Mali

FAULT = "wrong-value"


def _draw(text: str, column: int) -> list[str]:
    """The lines of a fault at this column (from 1) of a line, as plain text."""
    fault = Diagnostic(FAULT, "is wrong", Span("a.yaml", 3, column, text), "mend it")
    return ["".join(part for part, _ in line) for line in draw_diagnostics([fault])]


def _find_under_caret(lines: list[str]) -> str:
    """What is left of the line from the cell on at which the caret points."""
    cells, shown = lines[2].index("^"), lines[1]
    # A combining mark takes no cell: it belongs to the letter before.
    return [shown[n:] for n in range(len(shown)) if cell_len(shown[:n]) == cells][-1]


def test_a_fault_is_told_with_its_line_a_caret_and_help() -> None:
    assert _draw("  rank: 9", 9) == [
        "a.yaml:3:9: error[wrong-value]: is wrong",
        "  |   rank: 9",
        "  |         ^",
        "  help: mend it",
    ]


@pytest.mark.parametrize(
    "before",
    [
        "a: ",
        "é: ",
        "日本語: ",
        "🙂🙂: ",
        "e\u0301: ",
        "ＡＢ: ",
        "§12–14, «a»: ",
        "한국: ",
        "\u202e: ",
        "\t: ",
    ],
)
def test_the_caret_stands_under_the_fault(before: str) -> None:
    assert _find_under_caret(_draw(f"{before}here", len(before) + 1)).startswith("here")


@given(st.text("ab é日🙂한\u0301\u202e\t", max_size=300), st.text("ab é日🙂", max_size=300))
def test_the_caret_stands_under_the_fault_in_a_line_of_any_length(before: str, after: str) -> None:
    lines = _draw(f"{before}here{after}", len(before) + 1)
    assert _find_under_caret(lines).startswith("here")
    assert cell_len(lines[1]) == cell_len(make_safe(lines[1]))


def test_a_long_line_is_cut_around_the_fault() -> None:
    lines = _draw("x" * 5000 + "here" + "y" * 5000, 5001)
    assert len(lines[1]) <= 100
    assert _find_under_caret(lines).startswith("herey")


def test_the_caret_may_stand_behind_the_end_of_a_line() -> None:
    assert _draw("date:", 6)[1:3] == ["  | date:", "  |      ^"]


def test_the_caret_stands_under_the_fault_in_ascii_too(mali: Mali, chronology: Path) -> None:
    path = chronology / "events.yaml"
    path.write_text(
        path.read_text("utf-8").replace("at: §14", "at: “§14 … œ” Nº 日本, colour: red"), "utf-8"
    )
    ran = mali("check", data=chronology, variables={"LC_ALL": "C"})
    assert ran.out.isascii()
    _, line, caret, *_ = ran.out.splitlines()
    assert line[caret.index("^") :].startswith("colour")


def test_a_file_without_a_place_has_neither_line_nor_caret() -> None:
    fault = Diagnostic("file-missing", "there is no a.yaml", Span("a.yaml"))
    lines = ["".join(part for part, _ in line) for line in draw_diagnostics([fault])]
    assert lines == ["a.yaml: error[file-missing]: there is no a.yaml"]


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], "no faults found"),
        (["no-source"], "1 error"),
        (["no-source"] * 2, "2 errors"),
        (["order"], "1 warning"),
        (["order", "no-source", "order"], "1 error, 2 warnings"),
    ],
)
def test_the_summary_counts_by_severity(codes: list[str], words: str) -> None:
    faults = [Diagnostic(code, "a", Span("b")) for code in codes]
    assert draw_summary(faults) == [(words, "")]


def test_faults_are_sorted_by_place_as_numbers_and_told_once() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 10), ("a", 9, 2), ("a", 0, 0), ("a", 9, 2)]
    faults = [Diagnostic("order", "m", Span(*place, "text")) for place in places]
    found = [d.span[:3] for d in sort_diagnostics(faults)]
    assert found == [("a", 0, 0), ("a", 9, 2), ("a", 9, 10), ("a", 10, 1), ("b", 1, 1)]


def test_json_and_github_tell_the_severity_of_the_code() -> None:
    faults = [Diagnostic(code, "m", Span("p", 1, 2, "t")) for code in ("order", "no-source")]
    assert [row["severity"] for row in json.loads(write_json(faults))] == ["warning", "error"]
    heads = [line[0][0].partition(" ")[0] for line in draw_github(faults)]
    assert heads == [f"::{Severity.WARNING}", f"::{Severity.ERROR}"]


def test_github_keeps_a_message_on_one_line() -> None:
    fault = Diagnostic(FAULT, "a\r\nb 50%", Span("p", 1, 2, "t"))
    ((drawn, _),) = next(draw_github([fault]))
    assert drawn == "::error file=p,line=1,col=2,title=wrong-value::a%0D%0Ab 50%25"


def test_an_error_lists_its_candidates_and_its_help() -> None:
    error = NameUnresolvedError("several", ["one", "two"], help="choose")
    lines = ["".join(part for part, _ in line) for line in draw_error(error)]
    assert lines == ["mali: error: several", "  one", "  two", "  help: choose"]
    assert len(list(draw_error(MaliError("a")))) == 1

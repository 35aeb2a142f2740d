"""Diagnostics and errors in words: the place, the line with a caret, how to mend it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from malicli.diagnostics import Diagnostic, Severity
from malicli.errors import MaliError
from malicli.language import _
from malicli.render.lines import Line, to_ascii
from malicli.text import escape_json, make_safe, measure

_LINE_ROOM = 96


def draw_diagnostics(
    diagnostics: Sequence[Diagnostic], *, ascii_only: bool = False
) -> Iterator[Line]:
    """``path:line:column: severity[code]: message``, the line, a caret, ``help:``.

    With ``ascii_only`` the excerpt is spelled in ASCII here, where the caret can still follow it.
    """
    for diagnostic in diagnostics:
        span = diagnostic.span
        place = ":".join(str(part) for part in span[:3] if part)
        severity = diagnostic.severity
        yield [
            (f"{place}: ", "heading"),
            (f"{severity}[{diagnostic.code}]", str(severity)),
            (f": {diagnostic.message}", ""),
        ]
        if span.text:
            yield from _draw_excerpt(span.text, span.column, to_ascii if ascii_only else str)
        if diagnostic.help:
            yield [("  help: ", "label"), (diagnostic.help, "")]


def _draw_excerpt(text: str, column: int, spell: Callable[[str], str]) -> Iterator[Line]:
    """The line as the file has it, a long one cut around the column, and a caret beneath."""
    start = max(0, column - _LINE_ROOM // 2) if len(text) > _LINE_ROOM else 0
    shown = spell(make_safe(text[start : start + _LINE_ROOM]))
    before = spell(make_safe(text[start : column - 1]))
    yield [("  | ", "faint"), (shown, "")]
    yield [("  | ", "faint"), (" " * measure(before), ""), ("^", "error")]


def draw_summary(diagnostics: Sequence[Diagnostic]) -> Line:
    """How many faults there are: "2 errors, 1 warning"."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if counts[severity]
    ]
    return [(", ".join(parts) or "no faults found", "")]


def write_json(diagnostics: Sequence[Diagnostic]) -> str:
    """All diagnostics as a JSON array of objects."""
    rows = [
        {
            "path": d.span.path,
            "line": d.span.line,
            "column": d.span.column,
            "severity": d.severity,
            "code": d.code,
            "message": d.message,
            "help": d.help,
        }
        for d in diagnostics
    ]
    return escape_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def draw_github(diagnostics: Sequence[Diagnostic]) -> Iterator[Line]:
    """Workflow commands, which a forge shows beside the lines of a change."""
    for d in diagnostics:
        place = f"file={d.span.path.translate(_PROPERTY_ESCAPES)}"
        if d.span.line:
            place += f",line={d.span.line},col={d.span.column}"
        text = f"{d.message}. {d.help}" if d.help else d.message
        yield [(f"::{d.severity} {place},title={d.code}::{text.translate(_ESCAPES)}", "")]


def draw_error(error: MaliError) -> Iterator[Line]:
    """An error: what is wrong, the candidates if there are any, how to mend it."""
    yield [("mali: ", ""), (_("error: "), "error"), (error.message, "")]
    for candidate in getattr(error, "candidates", ()):
        yield [("  ", ""), (candidate, "")]
    if error.help:
        yield [("  ", ""), (_("help: "), "label"), (error.help, "")]

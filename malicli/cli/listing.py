"""Sending what was found: a table or page to the terminal, a format to a file or a pipe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from malicli.cli.options import Output, Session
from malicli.errors import WrongUseError
from malicli.files import DATA_FILES, OUTLINE_FILE, write_atomically
from malicli.formats import TABLE, write_listing
from malicli.language import _, get_language, mark
from malicli.query.names import Labels, load_labels
from malicli.render.lines import Line, Writer
from malicli.render.table import Column, draw_table
from malicli.text import make_safe


class Layout(NamedTuple):
    """How a listing is laid out: its columns, and the cells that a row has under them."""

    columns: Sequence[Column]
    write: Callable[[Any, Labels], Sequence[str]]


def read_labels(session: Session, format_: str) -> Labels:
    """The labels of all records: in the language of the run where people are to read them.

    Formats for programs do not change with the language.
    """
    told = format_ in (TABLE, "markdown")
    return load_labels(session.chronology.index, get_language() if told else "en")


def send_lines(session: Session, lines: Iterable[Line], output: Output) -> None:
    """Send lines to standard output, or as plain text to a file."""
    if output.path is None:
        Writer(session.environment).write(lines)
        return
    text = "".join("".join(make_safe(t) for t, _ in line).rstrip(" ") + "\n" for line in lines)
    _write_file(session, output.path, text)


def send_format(
    session: Session, format_: str, kind: str, rows: Iterable[Any], labels: Labels, output: Output
) -> None:
    """Write rows in a format of the registry to standard output or a file."""
    text = write_listing(format_, kind, rows, labels)
    if output.path is None:
        Writer(session.environment).write_text(text)
    else:
        _write_file(session, output.path, text)


def _write_file(session: Session, path: Path, text: str) -> None:
    """Write a file, but never one of the chronology that is being read."""
    folder = os.path.realpath(session.chronology.path)
    if path.name in (*DATA_FILES, OUTLINE_FILE) and os.path.realpath(path.parent) == folder:
        shown = make_safe(str(path))
        raise WrongUseError(
            _("{file} is a file of the chronology itself").format(file=shown),
            help=_("name another"),
        )
    write_atomically(path, text.encode())


_NOTHING = {
    "event": mark("no events in this chronology match"),
    "actor": mark("no actors in this chronology match"),
    "place": mark("no places in this chronology match"),
    "source": mark("no sources in this chronology match"),
    "figure": mark("no figures in this chronology match"),
    "edge": mark("no relations in this chronology match"),
    "dispute": mark("no differences in this chronology match"),
}


def tell_empty(session: Session, rows: Sequence[Any], kind: str) -> None:
    """Say on stderr that nothing was found; the exit status stays 0."""
    if not rows:
        message = _(_NOTHING[kind])
        Writer(session.environment).write([[(message, "")]], session.environment.stderr)


def send_listing(
    session: Session,
    output: Output,
    kind: str,
    rows: Sequence[Any],
    layout: Layout,
    *,
    default: str = TABLE,
) -> None:
    """Send rows of a kind as a table for people, or in the format that was asked for."""
    format_ = output.settle(default)
    tell_empty(session, rows, kind)
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, kind, rows, labels, output)
        return
    cells = [layout.write(row, labels) for row in rows]
    width = session.environment.table_width
    send_lines(session, draw_table(layout.columns, cells, width), output)


class Canvas(NamedTuple):
    """What a page is drawn with: labels, the widths of prose and tables, whether in ASCII."""

    labels: Labels
    prose_width: int
    table_width: int | None
    ascii_only: bool


def send_page(
    session: Session, output: Output, kind: str, row: Any, draw: Callable[[Canvas], Iterable[Line]]
) -> None:
    """Send one record as a page for people, or in the format that was asked for."""
    format_ = output.settle()
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, kind, [row], labels, output)
        return
    around = session.environment
    canvas = Canvas(labels, around.prose_width, around.table_width, not around.unicode)
    send_lines(session, draw(canvas), output)


def is_table(format_: str) -> bool:
    """Whether the listing is for people to look at."""
    return format_ == TABLE

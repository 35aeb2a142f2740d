"""Sending what was found: a table or page to the terminal, a format to a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from malicli.cli.options import Output, Session
from malicli.files import write_atomically
from malicli.formats import TABLE, write_listing
from malicli.query.names import Labels
from malicli.render.lines import Line, Writer
from malicli.text import make_safe


def send_lines(session: Session, lines: Iterable[Line], output: Output) -> None:
    """Send lines to standard output, or as plain text to a file."""
    if output.path is None:
        Writer(session.environment).write(lines)
        return
    text = "".join("".join(make_safe(t) for t, _ in line).rstrip(" ") + "\n" for line in lines)
    write_atomically(output.path, text.encode())


def send_format(
    session: Session, format_: str, kind: str, rows: Iterable[Any], labels: Labels, output: Output
) -> None:
    """Write rows in a format of the registry to standard output or a file."""
    text = write_listing(format_, kind, rows, labels)
    if output.path is None:
        Writer(session.environment).write_text(text)
    else:
        write_atomically(output.path, text.encode())


def tell_empty(session: Session, rows: Sequence[Any], what: str) -> None:
    """Say on stderr that nothing was found; the exit status stays 0."""
    if not rows:
        message = f"no {what} in this chronology match"
        Writer(session.environment).write([[(message, "")]], session.environment.stderr)


def is_table(format_: str) -> bool:
    """Whether the listing is for people to look at."""
    return format_ == TABLE

"""Tables: columns sized to their content, cells wrapped to fit a terminal, never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from malicli.language import _
from malicli.render.lines import Line
from malicli.text import cut, make_safe, measure, wrap

_GAP = 2
_LEAST = 6
_READABLE = 11


class Column(NamedTuple):
    """A heading, the style of its cells, and whether numbers stand at its right edge."""

    heading: str
    style: str = ""
    right: bool = False


def draw_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None
) -> Iterator[Line]:
    """Draw a table. With a ``width``, cells are wrapped until it fits.

    Where columns would become too narrow to read, each row is drawn as a card instead: a line for
    each of its cells, with the heading before it.
    """
    safe = [[make_safe(cell) for cell in row] for row in rows]
    kept = [n for n in range(len(columns)) if any(row[n] for row in safe) or not safe]
    columns = [columns[n]._replace(heading=_translate(columns[n].heading)) for n in kept]
    cells = [[row[n] for n in kept] for row in safe]
    natural = [_size_column(n, columns, cells) for n in range(len(columns))]
    gaps = _GAP * (len(columns) - 1)
    if width is not None and sum(min(n, _READABLE) for n in natural) + gaps > width:
        yield from _draw_cards(columns, cells, width)
        return
    widths = _fit(natural, columns, width)
    yield from _draw_row([c.heading for c in columns], ["heading"] * len(columns), columns, widths)
    yield [("─" * (sum(widths) + _GAP * (len(widths) - 1)), "faint")]
    styles = [column.style for column in columns]
    for row in cells:
        yield from _draw_row(row, styles, columns, widths)


def _translate(heading: str) -> str:
    return _(heading) if heading else ""


def _size_column(n: int, columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> int:
    return max([measure(columns[n].heading), *(measure(row[n]) for row in cells)])


def _fit(natural: list[int], columns: Sequence[Column], width: int | None) -> list[int]:
    """Take cells from the widest columns until the table fits; numbers keep their width."""
    widths = list(natural)
    if width is None:
        return widths
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        soft = [n for n, w in enumerate(widths) if w > _LEAST and not columns[n].right]
        if not soft:
            break
        widest = max(soft, key=lambda n: widths[n])
        widths[widest] -= 1
    return widths


def _draw_row(
    cells: Sequence[str], styles: Sequence[str], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[Line]:
    wrapped = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=""):
        line: Line = []
        for piece, style, column, width in zip(pieces, styles, columns, widths, strict=True):
            pad = " " * (width - measure(piece))
            line.append((pad + piece if column.right else piece + pad, style))
            line.append((" " * _GAP, ""))
        yield line[:-1]


def _draw_cards(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int
) -> Iterator[Line]:
    margin = min(max(measure(column.heading) for column in columns) + _GAP, width // 2)
    for number, row in enumerate(cells):
        if number and row[0]:  # a row that begins empty goes on with the one before
            yield []
        for column, cell in zip(columns, row, strict=True):
            pieces = wrap(cell, max(1, width - margin))
            for line, piece in enumerate(pieces):
                head = cut(column.heading, margin - 1) if not line else ""
                pad = " " * (margin - measure(head))
                yield [(head + pad, "label"), (piece, column.style)]

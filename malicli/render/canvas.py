"""A grid of cells to draw on: lines of dots beneath, marks and labels on top."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from malicli.render.lines import Line
from malicli.render.projection import DOTS_ACROSS, DOTS_DOWN
from malicli.text import measure

Dot = tuple[float, float]

# The bits of a braille character, by row and column of its dots.
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_UPPER = 0x01 | 0x08 | 0x02 | 0x10


class Canvas:
    """Cells that hold dots of one style, or text. Dots are counted from the upper left."""

    def __init__(self, columns: int, rows: int, *, ascii_only: bool = False) -> None:
        self.columns = columns
        self.rows = rows
        self._ascii = ascii_only
        self._dots: dict[tuple[int, int], int] = {}
        self._styles: dict[tuple[int, int], str] = {}
        self._texts: dict[tuple[int, int], tuple[str, str]] = {}

    def draw_line(self, dots: Sequence[Dot], style: str = "", gap: int = 1) -> None:
        """Draw a line through dots, each ``gap``-th of it; what lies outside is left out."""
        phase = 0
        for start, end in pairwise(dots):
            clipped = self._clip(start, end)
            if clipped:
                phase = self._draw_segment(*clipped, style, gap, phase)

    def _clip(self, start: Dot, end: Dot) -> tuple[Dot, Dot] | None:
        """The part of a segment that lies on the canvas (Liang and Barsky)."""
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        right, bottom = self.columns * DOTS_ACROSS - 1, self.rows * DOTS_DOWN - 1
        first, last = 0.0, 1.0
        for step, room in ((-dx, x), (dx, right - x), (-dy, y), (dy, bottom - y)):
            if not step:
                if room < 0:
                    return None
            elif step < 0:
                first = max(first, room / step)
            else:
                last = min(last, room / step)
        if first > last:
            return None
        return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)

    def _draw_segment(self, start: Dot, end: Dot, style: str, gap: int, phase: int) -> int:
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        steps = max(1, round(max(abs(dx), abs(dy))))
        dots, styles = self._dots, self._styles
        for n in range(steps + 1):
            if (phase + n) % gap:
                continue
            column, row = round(x + dx * n / steps), round(y + dy * n / steps)
            cell = row // DOTS_DOWN, column // DOTS_ACROSS
            bit = _BRAILLE[row % DOTS_DOWN][column % DOTS_ACROSS]
            dots[cell] = dots.get(cell, 0) | bit
            styles[cell] = style
        return phase + steps

    def put(self, row: int, column: int, text: str, style: str) -> None:
        """Write a text over the cells from a place on. There must be room."""
        begin = column
        for part in text:
            width = measure(part)
            if not width:  # a mark that stands on the letter before, if there is one
                if column > begin:
                    before, _ = self._texts[row, column - 1]
                    self._texts[row, column - 1] = (before + part, style)
                continue
            self._texts[row, column] = (part, style)
            for more in range(1, width):
                self._texts[row, column + more] = ("", style)
            column += max(1, width)

    def has_room(self, row: int, column: int, width: int) -> bool:
        """Whether a text fits here, with a cell free of other text on each side."""
        if not 0 <= row < self.rows or column < 0 or column + width > self.columns:
            return False
        return not any((row, n) in self._texts for n in range(column - 1, column + width + 1))

    def count_dotted(self, row: int, column: int, width: int) -> int:
        """How many of these cells have dots that a text would hide."""
        return sum((row, n) in self._dots for n in range(column, column + width))

    def draw(self) -> list[Line]:
        """The rows as lines: runs of one style become one span."""
        return [self._draw_row(row) for row in range(self.rows)]

    def _draw_row(self, row: int) -> Line:
        line: Line = []
        for column in range(self.columns):
            cell = row, column
            text, style = self._texts.get(cell) or self._draw_dots(cell)
            if line and line[-1][1] == style:
                line[-1] = (line[-1][0] + text, style)
            else:
                line.append((text, style))
        return line

    def _draw_dots(self, cell: tuple[int, int]) -> tuple[str, str]:
        bits = self._dots.get(cell)
        if not bits:
            return " ", ""
        if not self._ascii:
            return chr(0x2800 + bits), self._styles[cell]
        # A character has two halves: a dot below, an apostrophe above, a colon for both.
        halves = (1 if bits & _UPPER else 0) + (2 if bits & ~_UPPER else 0)
        return " '.:"[halves], self._styles[cell]

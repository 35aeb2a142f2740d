"""A stretch of time on a row of cells: which cell a day falls in, and the days to name below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

_TAIL = 3  # cells after the last day: what it began may have gone on

# Steps between named days, the finest first: days, months, years, and how long their names are.
_STEPS = (
    *((days, 0, 10) for days in (1, 2, 7)),
    *((0, months, 7) for months in (1, 3, 6)),
    *((0, years * 12, 4) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
)
_MOST_NAMED = 200


class Axis:
    """The days from a first to a last one on so many cells; the last few cells lie after them."""

    def __init__(self, first: date, last: date, cells: int) -> None:
        self.first = first
        self.cells = cells
        self._days = max(1, (last - first).days)
        self._room = max(1, cells - 1 - _TAIL)

    def find_cell(self, day: date) -> int:
        """The cell of a day; the nearest one for a day outside."""
        cell = (day - self.first).days * self._room // self._days
        return min(max(cell, 0), self.cells)

    def write_ticks(self) -> str:
        """Names of days under a stroke each, as many as there is room for."""
        for step in _STEPS:
            ticks = self._place_ticks(*step)
            if ticks:
                break
        else:
            ticks = {0: self.first.isoformat()}
        row = ""
        for cell, name in ticks.items():
            row += " " * (cell - len(row)) + f"│{name}"
        return row

    def _place_ticks(self, days: int, months: int, size: int) -> dict[int, str]:
        """The ticks of one step by cell; none where they would touch or there are none."""
        span = days or months * 30
        if self._days // span > _MOST_NAMED:
            return {}
        found: dict[int, str] = {}
        for day in self._list_days(days, months):
            cell = self.find_cell(day)
            if found and cell - next(reversed(found)) < size + 2:
                return {}
            if cell + size < self.cells:
                found[cell] = day.isoformat()[:size]
        return found

    def _list_days(self, days: int, months: int) -> Iterator[date]:
        first = self.first
        last = date.fromordinal(min(first.toordinal() + self._days, date.max.toordinal()))
        if days:
            for number in range(first.toordinal(), last.toordinal() + 1, days):
                yield date.fromordinal(number)
            return
        number = first.year * 12 + first.month - 1 + (first.day > 1)
        for month in range(number + -number % months, last.year * 12 + last.month, months):
            yield date(month // 12, month % 12 + 1, 1)

"""The map: borders in dots, a mark for each place, its name where there is room, a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from math import cos, pi, radians, sin
from typing import NamedTuple

from malicli.language import ngettext
from malicli.query.filters import KM_PER_DEGREE
from malicli.query.names import Labels
from malicli.query.outlines import Outline
from malicli.query.positions import PositionRow, Spread
from malicli.render.canvas import Canvas
from malicli.render.legend import Legend, Shown, Size, choose_mark, spell, style_family
from malicli.render.lines import Line, wrap_spans
from malicli.render.projection import Box, View, enclose, enclose_circle
from malicli.text import measure

LEAST_WIDTH, MOST_WIDTH = 30, 200
_LEAST_ROWS = 10
_PANEL, _GAP = 26, 3  # what a legend beside the map takes, and the cells between
# How the borders of each kind of area are drawn: style, and every how manieth dot.
_BORDERS = {"neighbour": ("faint", 3), "region": ("faint", 2), "country": ("", 1)}
_AROUND = ("blue", 3)
_AROUND_POINTS = 0.5  # degrees, so that a single point does not stand in a void


class Circle(NamedTuple):
    """What ``--around`` and ``--within`` draw: a point in degrees, and a distance."""

    latitude: float
    longitude: float
    kilometres: float


def frame(
    outline: Outline, spread: Spread, places: Sequence[str], circle: Circle | None
) -> Box | None:
    """The box to show: the circle; else the areas of the places asked for; else the country.

    Without an outline of these, what holds all points; None if there is none either.
    """
    if circle:
        return enclose_circle(circle.longitude, circle.latitude, circle.kilometres)
    asked = [area for area in outline.areas if area.place in places]
    shown = asked or [area for area in outline.areas if area.kind == "country" and not places]
    borders = (point for area in shown for line in area.lines for point in line)
    points = ((place.longitude, place.latitude) for place in spread.positions)
    return enclose(borders) or enclose(points, _AROUND_POINTS)


class MapSheet:
    """Draws one map: what is found of events, in a box, at a size."""

    def __init__(
        self, outline: Outline, spread: Spread, labels: Labels, box: Box, size: Size
    ) -> None:
        self._outline = outline
        self._spread = spread
        self._labels = labels
        self._size = size
        least = min(LEAST_WIDTH, size.columns), _LEAST_ROWS
        self._view = View(box, size.columns, size.rows, least)
        self._canvas = Canvas(self._view.columns, self._view.rows, ascii_only=size.ascii_only)
        self._cells: dict[tuple[int, int], list[PositionRow]] = {}
        self._outside: list[PositionRow] = []
        self._legend = Legend(spread, labels, size, outline.credit if outline.areas else "")

    def draw(self, title: str, circle: Circle | None = None) -> Iterator[Line]:
        """The title, the map, its legend: beside it where there is room, else below."""
        self._draw_borders()
        if circle:
            self._draw_circle(circle)
        self._put_marks()
        self._put_names()
        yield from wrap_spans([(self._write_title(title), "heading")], self._size.columns)
        yield []
        room = self._size.columns - self._view.columns - _GAP
        if room < _PANEL:
            yield from self._canvas.draw()
            yield from self._draw_legend(self._size.columns)
        else:
            yield from self._draw_beside(room)

    def _draw_beside(self, room: int) -> Iterator[Line]:
        """The map, and to the right of it the largest places and the legend."""
        body = self._canvas.draw()
        legend = [*self._draw_legend(room)]
        ranking = self._legend.rank_places(room, len(body) - len(legend) - 1)
        panel = [*ranking, *[[]] * (len(body) - len(legend) - len(ranking)), *legend]
        blank: Line = [(" " * self._view.columns, "")]
        for left, right in zip_longest(body, panel, fillvalue=None):
            yield [*(left or blank), (" " * _GAP, ""), *(right or [])]

    def _draw_legend(self, width: int) -> Iterator[Line]:
        return self._legend.draw(self._view, Shown(self._cells, self._outside), width)

    def _write_title(self, title: str) -> str:
        spread = self._spread
        counted = ngettext("{n} event", "{n} events", spread.placed).format(n=spread.placed)
        number = len(spread.positions)
        where = ngettext("at {n} place", "at {n} places", number).format(n=number)
        return f"{title}: {counted} {where}" if spread.positions else title

    # Drawing ----------------------------------------------------------------------------------

    def _draw_borders(self) -> None:
        project = self._view.project
        drawn: set[tuple[object, ...]] = set()
        for area in self._outline.areas:
            style, gap = _BORDERS[area.kind]
            for line in area.lines:
                for run in _list_fresh(line, area.kind, drawn):
                    self._canvas.draw_line([project(*point) for point in run], style, gap)

    def _draw_circle(self, circle: Circle) -> None:
        reach = circle.kilometres / KM_PER_DEGREE
        narrowing = max(cos(radians(circle.latitude)), 0.01)
        dots = []
        for n in range(181):
            turn = 2 * pi * n / 180
            longitude = circle.longitude + reach * cos(turn) / narrowing
            dots.append(self._view.project(longitude, circle.latitude + reach * sin(turn)))
        self._canvas.draw_line(dots, *_AROUND)

    def _put_marks(self) -> None:
        for place in self._spread.positions:  # the largest first: it gives its cell the mark
            cell = self._view.find_cell(place.longitude, place.latitude)
            if cell is None:
                self._outside.append(place)
                continue
            self._cells.setdefault(cell, []).append(place)
        for (row, column), (largest, *_more) in self._cells.items():
            mark = choose_mark(largest, ascii_only=self._size.ascii_only)
            self._canvas.put(row, column, mark, style_family(largest.family))

    def _put_names(self) -> None:
        for cell, (largest, *_more) in self._cells.items():
            self._put_label(cell, self._name(largest.id), str(largest.events))
        for area in self._outline.areas:
            if area.kind == "neighbour" and area.label:
                name = self._name(area.place) if area.place else self._spell(area.name)
                self._put_country(area.label, name.upper())

    def _put_country(self, at: Sequence[float], name: str) -> None:
        """Write a neighbour's name where its label belongs, if nothing else is there."""
        cell = self._view.find_cell(at[0], at[1])
        if cell:
            row, column = cell[0], cell[1] - measure(name) // 2
            if self._canvas.has_room(row, column, measure(name)):
                self._canvas.put(row, column, name, "faint")

    def _put_label(self, cell: tuple[int, int], name: str, number: str) -> None:
        """Write a name beside its mark: where there is room, and the fewest dots are hidden."""
        row, column = cell
        width = measure(name) + 1 + len(number)
        right, left, middle = column + 2, column - width - 1, column - width // 2
        sides = [(0, right, 0), (0, left, 1), (-1, right - 1, 3), (1, right - 1, 3),
                 (-1, left + 1, 4), (1, left + 1, 4), (-1, middle, 5), (1, middle, 5)]  # fmt: skip
        free = [
            (self._canvas.count_dotted(row + down, start, width) + cost, row + down, start)
            for down, start, cost in sides
            if self._canvas.has_room(row + down, start, width)
        ]
        if free:
            _cost, at, start = min(free)
            self._canvas.put(at, start, f"{name} ", "place")
            self._canvas.put(at, start + width - len(number), number, "faint")

    def _name(self, id_: str) -> str:
        return self._spell(self._labels.name_place(id_))

    def _spell(self, name: str) -> str:
        return spell(name, ascii_only=self._size.ascii_only)


def _list_fresh(
    line: Sequence[Sequence[float]], kind: str, drawn: set[tuple[object, ...]]
) -> Iterator[list[Sequence[float]]]:
    """The parts of a line that no other of its kind has drawn.

    Two regions share a border: the dots of one would fill the gaps of the other's.
    """
    run: list[Sequence[float]] = []
    for start, end in pairwise(line):
        key = (kind, *sorted((tuple(start), tuple(end))))
        if key in drawn:
            if run:
                yield run
            run = []
            continue
        drawn.add(key)
        run = run or [start]
        run.append(end)
    if run:
        yield run

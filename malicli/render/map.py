"""The map: borders in dots, a mark for each place, its name where there is room, a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from math import cos, pi, radians, sin
from typing import NamedTuple

from malicli.event_types import FAMILIES
from malicli.language import _, ngettext
from malicli.query.filters import KM_PER_DEGREE
from malicli.query.names import Labels
from malicli.query.outlines import Outline
from malicli.query.positions import VAGUE, PositionRow, Spread
from malicli.render.canvas import Canvas
from malicli.render.lines import Line, measure_line, to_ascii, wrap_spans
from malicli.render.projection import Box, View, choose_bar, enclose, enclose_circle
from malicli.render.table import Column, draw_table
from malicli.render.words import write_range
from malicli.text import make_safe, measure

LEAST_WIDTH, MOST_WIDTH = 30, 200
_LEAST_ROWS = 10
_PANEL, _GAP = 26, 3  # what a legend beside the map takes, and the cells between
_RANKED = 15  # places in the table beside the map
_STEPS = (1, 2, 10)  # from how many events on a mark is larger

# Marks by size; hollow where only the region or cercle is known.
_MARKS = ("•", "●", "◉"), ("o", "O", "@")
_HOLLOW = ("◦", "○", "◎"), ("?", "?", "?")
# How the borders of each kind of area are drawn: style, and every how manieth dot.
_BORDERS = {"neighbour": ("faint", 3), "region": ("faint", 2), "country": ("", 1)}
_AROUND = ("blue", 3)
_AROUND_POINTS = 0.5  # degrees, so that a single point does not stand in a void
_NAMED = 12  # places named in a list below the map


class Circle(NamedTuple):
    """What ``--around`` and ``--within`` draw: a point in degrees, and a distance."""

    latitude: float
    longitude: float
    kilometres: float


class Size(NamedTuple):
    """The room for a map: columns and rows of cells; and what the terminal can show."""

    columns: int
    rows: int
    ascii_only: bool = False
    colour: bool = False


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
        ranking = self._rank_places(room, len(body) - len(legend) - 1)
        panel = [*ranking, *[[]] * (len(body) - len(legend) - len(ranking)), *legend]
        blank: Line = [(" " * self._view.columns, "")]
        for left, right in zip_longest(body, panel, fillvalue=None):
            yield [*(left or blank), (" " * _GAP, ""), *(right or [])]

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
            self._canvas.put(row, column, self._choose_mark(largest), _style(largest.family))

    def _choose_mark(self, place: PositionRow) -> str:
        size = sum(place.events >= step for step in _STEPS) - 1
        marks = _HOLLOW if place.precision in VAGUE else _MARKS
        return marks[self._size.ascii_only][size]

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
        safe = make_safe(name)
        return to_ascii(safe) if self._size.ascii_only else safe

    def _rank_places(self, width: int, most: int) -> list[Line]:
        """The largest places as a table of at most so many lines."""
        listed = self._spread.positions[: max(0, min(most - 2, _RANKED))]
        columns = (Column(_("place"), "place"), Column(_("events"), right=True),
                   Column(_("killed"), right=True))  # fmt: skip
        rows = [
            (
                self._labels.name_place(p.id),
                str(p.events),
                write_range(p.killed_low, None, p.killed_high),
            )
            for p in listed
        ]
        lines = [*draw_table(columns, rows, width)] if listed else []
        return lines if len(lines) <= most else []

    # The legend -------------------------------------------------------------------------------

    def _draw_legend(self, width: int) -> Iterator[Line]:
        yield from self._draw_scale(width)
        if self._cells:
            yield []
            for spans in (self._list_sizes(), self._list_families()):
                yield from _wrap(spans, width)
        notes = [*self._list_notes()]
        if notes:
            yield []
        for label, words in notes:
            yield from _wrap([(f"{label}  ", "label"), (words, "")], width)

    def _draw_scale(self, width: int) -> Iterator[Line]:
        cells, words = choose_bar(self._view)
        bar = "|" + "-" * max(0, cells - 2) + "|" if self._size.ascii_only else (
            "├" + "─" * max(0, cells - 2) + "┤")  # fmt: skip
        line: Line = [(bar, ""), (f" {words}", "")]
        if self._outline.credit and self._outline.areas:
            credit = _("borders: {credit}").format(credit=make_safe(self._outline.credit))
            gap = width - measure_line(line) - measure(credit)
            if gap < 2:
                yield line
                line = []
            line = [*line, (" " * max(gap, 2) if line else "", ""), (credit, "faint")]
        yield line

    def _list_sizes(self) -> Line:
        """What the size of a mark means."""
        marks = _MARKS[self._size.ascii_only]
        spans: Line = [(_("marks") + "  ", "label")]
        for mark, first, after in zip(marks, _STEPS, (*_STEPS[1:], 0), strict=True):
            last = after - 1
            words = f"{first}+" if not after else str(first) if first == last else f"{first}–{last}"
            spans += [(f"{mark}\u00a0{words}   ", "")]
        spans.append((_("events"), ""))
        shown = [place for places in self._cells.values() for place in places]
        if any(place.precision in VAGUE for place in shown):
            hollow = _HOLLOW[self._size.ascii_only][1]
            spans += [(f"   {hollow}\u00a0" + _("only the region or cercle is known"), "")]
        return spans

    def _list_families(self) -> Line:
        """How many events of each family there are; its colour is that of a place's most."""
        spans: Line = [(_("kinds") + "  ", "label")]
        mark = _MARKS[self._size.ascii_only][1]
        for code, number in self._spread.families.items():
            known = FAMILIES.get(code)
            label = _(known.label) if known else _("other")
            spans += [(f"{mark}\u00a0", _style(code))] if self._size.colour else []
            spans += [(f"{label} {number}".replace(" ", "\u00a0") + "   ", "")]
        return spans

    def _list_notes(self) -> Iterator[tuple[str, str]]:
        spread = self._spread
        if spread.unplaced:
            label = _("without a point")
            total = spread.placed + spread.unplaced
            words = _("{n} of {total} events").format(n=spread.unplaced, total=total)
            yield label, f"{words}: {self._list_places(spread.elsewhere)}"
        hidden = {p.id: p.events for _first, *more in self._cells.values() for p in more}
        if hidden:
            yield _("under a larger mark"), self._list_places(hidden)
        if self._outside:
            yield _("outside this map"), self._list_places({p.id: p.events for p in self._outside})

    def _list_places(self, places: Mapping[str, int]) -> str:
        """The largest of some places by name, with their events, and how many more there are."""
        ranked = sorted(places.items(), key=lambda pair: -pair[1])
        parts = [f"{self._name_elsewhere(id_)}\u00a0{number}" for id_, number in ranked[:_NAMED]]
        if len(ranked) > _NAMED:
            more = len(ranked) - _NAMED
            parts.append(ngettext("{n} more place", "{n} more places", more).format(n=more))
        return ", ".join(parts)

    def _name_elsewhere(self, id_: str) -> str:
        return self._name(id_) if id_ else _("no place of their own")


def _style(family: str) -> str:
    known = FAMILIES.get(family)
    return known.style if known else ""


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


def _wrap(spans: Line, width: int) -> Iterator[Line]:
    """Wrap, and only then let the spaces that were to be kept be like others."""
    for line in wrap_spans(spans, width, 2):
        yield [(text.replace("\u00a0", " "), style) for text, style in line]

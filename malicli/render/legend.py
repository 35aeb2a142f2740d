"""What stands beside or below a map: its scale, what marks mean, what the map does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from malicli.event_types import FAMILIES
from malicli.language import _, ngettext
from malicli.query.names import Labels
from malicli.query.positions import VAGUE, PositionRow, Spread
from malicli.render.lines import Line, measure_line, to_ascii, wrap_spans
from malicli.render.projection import View, choose_bar
from malicli.render.table import Column, draw_table
from malicli.render.words import write_range
from malicli.text import make_safe, measure

_NAMED = 12  # places named in a note
_RANKED = 15  # places in the table

# Marks by size; hollow where only the region or cercle is known.
_MARKS = ("•", "●", "◉"), ("o", "O", "@")
_STEPS = (1, 2, 10)  # from how many events on a mark is larger
_HOLLOW = ("◦", "○", "◎"), ("?", "?", "?")


class Size(NamedTuple):
    """The room for a map: columns and rows of cells; and what the terminal can show."""

    columns: int
    rows: int
    ascii_only: bool = False
    colour: bool = False


class Shown(NamedTuple):
    """What of the places a map shows: in each of its cells, the largest first; and outside it."""

    cells: Mapping[tuple[int, int], Sequence[PositionRow]]
    outside: Sequence[PositionRow]


def style_family(family: str) -> str:
    """The colour of a family of event types; none for a type of the chronology's own."""
    known = FAMILIES.get(family)
    return known.style if known else ""


def choose_mark(place: PositionRow, *, ascii_only: bool) -> str:
    """The mark of a place: by how many events it has, and how exactly it is known."""
    size = sum(place.events >= step for step in _STEPS) - 1
    marks = _HOLLOW if place.precision in VAGUE else _MARKS
    return marks[ascii_only][size]


def spell(name: str, *, ascii_only: bool) -> str:
    """A name as it takes up cells: safe, and in ASCII where nothing else is shown."""
    safe = make_safe(name)
    return to_ascii(safe) if ascii_only else safe


class Legend:
    """Draws what explains one map."""

    def __init__(self, spread: Spread, labels: Labels, size: Size, credit: str) -> None:
        self._spread = spread
        self._labels = labels
        self._size = size
        self._credit = credit

    def draw(self, view: View, shown: Shown, width: int) -> Iterator[Line]:
        """The scale; what marks mean; what has no mark."""
        yield from self._draw_scale(view, width)
        if shown.cells:
            yield []
            for spans in (self._list_sizes(shown), self._list_families()):
                yield from _wrap(spans, width)
        notes = [*self._list_notes(shown)]
        if notes:
            yield []
        for label, words in notes:
            yield from _wrap([(f"{label}  ", "label"), (words, "")], width)

    def rank_places(self, width: int, most: int) -> list[Line]:
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

    def _draw_scale(self, view: View, width: int) -> Iterator[Line]:
        cells, words = choose_bar(view, width)
        bar = "|" + "-" * max(0, cells - 2) + "|" if self._size.ascii_only else (
            "├" + "─" * max(0, cells - 2) + "┤")  # fmt: skip
        line: Line = [(bar, ""), (f" {words}", "")]
        if self._credit:
            credit = _("borders: {credit}").format(credit=make_safe(self._credit))
            gap = width - measure_line(line) - measure(credit)
            if gap < 2:
                yield line
                line = []
            line = [*line, (" " * max(gap, 2) if line else "", ""), (credit, "faint")]
        yield line

    def _list_sizes(self, shown: Shown) -> Line:
        """What the size of a mark means."""
        marks = _MARKS[self._size.ascii_only]
        spans: Line = [(_("marks") + "  ", "label")]
        for mark, first, after in zip(marks, _STEPS, (*_STEPS[1:], 0), strict=True):
            last = after - 1
            words = f"{first}+" if not after else str(first) if first == last else f"{first}–{last}"
            spans += [(f"{mark}\u00a0{words}   ", "")]
        spans.append((_("events"), ""))
        if any(place.precision in VAGUE for places in shown.cells.values() for place in places):
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
            spans += [(f"{mark}\u00a0", style_family(code))] if self._size.colour else []
            spans += [(f"{label} {number}".replace(" ", "\u00a0") + "   ", "")]
        return spans

    def _list_notes(self, shown: Shown) -> Iterator[tuple[str, str]]:
        spread = self._spread
        if spread.unplaced:
            label = _("without a point")
            total = spread.placed + spread.unplaced
            words = _("{n} of {total} events").format(n=spread.unplaced, total=total)
            yield label, f"{words}: {self._list_places(spread.elsewhere)}"
        hidden = {p.id: p.events for _first, *more in shown.cells.values() for p in more}
        if hidden:
            yield _("under a larger mark"), self._list_places(hidden)
        if shown.outside:
            yield _("outside this map"), self._list_places({p.id: p.events for p in shown.outside})

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

    def _name(self, id_: str) -> str:
        return spell(self._labels.name_place(id_), ascii_only=self._size.ascii_only)


def _wrap(spans: Line, width: int) -> Iterator[Line]:
    """Wrap, and only then let the spaces that were to be kept be like others."""
    for line in wrap_spans(spans, width, 2):
        yield [(text.replace("\u00a0", " "), style) for text, style in line]

"""An actor over time: names, memberships, leaders, allies and opponents as bars on one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from malicli.dates import FIRST_DAY, LAST_DAY, DateKind, parse_date
from malicli.language import _
from malicli.query.actors import ActorRow
from malicli.query.names import Labels
from malicli.query.relations import LINEAGE, Edge, measure_edge
from malicli.query.spans import Span, measure_span
from malicli.query.trees import grow_trees
from malicli.render.lines import Line, wrap_spans
from malicli.render.relations import name_relation, write_head
from malicli.render.timeline import abbreviate
from malicli.text import cut, measure
from malicli.vocabulary import label_code

SURE, POSSIBLE, ONCE, ONWARD, UNKNOWN = "█", "░", "◆", "►", "?"
_MOST_WIDTH = 200
_DATED_WIDTH = 100  # from here on there is room for the dates beside the bars
_LEAST_LABEL, _MOST_LABEL, _LABEL_SHARE = 14, 34, 0.34
_MOST_DATES = 27
_STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)
_YEAR_ROOM = 5
_STYLES = {"opponent-of": "red", "ally-of": "date", "leads": "blue", "member-of": "cyan"}


class Bar(NamedTuple):
    """One row: under which heading, whose, when, in which style; ``once`` for a single day."""

    heading: str
    label: str
    span: Span
    dates: str
    style: str
    once: bool = False


class Axis(NamedTuple):
    """Days, first and last as ordinals, spread over some cells."""

    first: int
    last: int
    cells: int

    def find_cell(self, day: date) -> int:
        """The cell of a day; one outside stands at the end that it is beyond."""
        place = (day.toordinal() - self.first) * self.cells // (self.last - self.first + 1)
        return min(max(place, 0), self.cells - 1)


class History:
    """Draws one actor for one width, up to a last day."""

    def __init__(self, labels: Labels, width: int, last: date, *, ascii_only: bool = False) -> None:
        self._labels = labels
        self._width = min(width, _MOST_WIDTH)
        self._last = last
        self._mark = "~" if ascii_only else "…"

    def draw(self, actor: ActorRow, edges: Sequence[Edge], *, named: bool) -> Iterator[Line]:
        """Heading, years, bars under headings, and what the signs mean; names only if asked."""
        yield from wrap_spans([(write_head(self._labels, actor.id), "title")], self._width)
        bars = [*(self._list_names(actor) if named else ()), *self._list_edges(actor.id, edges)]
        if not bars:
            return
        room = int(self._width * _LABEL_SHARE)
        longest = max(measure(bar.label) for bar in bars) + 2
        label = min(max(min(longest, room), _LEAST_LABEL), _MOST_LABEL)
        dates = min(max(measure(bar.dates) for bar in bars), _MOST_DATES)
        dates = dates if self._width >= _DATED_WIDTH else 0
        cells = max(8, self._width - label - 1 - (dates + 2 if dates else 0))
        axis = self._lay_axis(bars, cells)
        yield []
        yield [(" " * (label + 1), ""), (_draw_years(axis), "date")]
        for heading, group in groupby(bars, key=lambda bar: bar.heading):
            yield [(heading, "heading")]
            for bar in group:
                yield self._draw_bar(bar, axis, label, dates)
        yield []
        legend = _(
            "{sure} sure   {possible} possible   {onward} goes on, or its end is not known   "
            "{unknown} not known how far   {once} on a day"
        ).format(sure=SURE, possible=POSSIBLE, onward=ONWARD, unknown=UNKNOWN, once=ONCE)
        yield from wrap_spans([(legend, "faint")], self._width)

    def _list_names(self, actor: ActorRow) -> Iterator[Bar]:
        """The main name for as long as the actor is known to exist, and names that have dates."""
        record = actor.record
        life = record.get("active", {})
        names = [{**life, "name": self._labels.name_actor(actor.id)}]
        names += [name for name in record.get("names", ()) if name.get("from") or name.get("to")]
        for name in names:
            start, end, seen = name.get("from"), name.get("to"), name.get("attested", ())
            span = measure_span(start, end, seen)
            if span.first is None or span.first <= self._last:
                dates = _write_dates(start, end, seen)
                yield Bar(_("Names"), name["name"], span, dates, "title")

    def _list_edges(self, actor: str, edges: Sequence[Edge]) -> Iterator[Bar]:
        for branch in grow_trees([actor], edges, 1)[actor]:
            edge = branch.edge
            seen = edge.record.get("attested", ())
            known = edge.date_from and parse_date(edge.date_from).kind is not DateKind.LASTED
            once = edge.kind in LINEAGE and bool(known) and not edge.date_to
            span = measure_span(edge.date_from, edge.date_from) if once else measure_edge(edge)
            status = "" if edge.status == "accepted" else edge.status
            status = label_code("relation-status", status)
            name = self._labels.name_actor(branch.actor)
            dates = abbreviate(parse_date(edge.date_from or "")) if once else ""
            dates = dates or _write_dates(edge.date_from, edge.date_to, seen)
            yield Bar(
                name_relation(edge.kind, outgoing=branch.outgoing, several=True),
                ", ".join(filter(None, (name, edge.office, status))),
                span,
                dates,
                "dispute" if status else _STYLES.get(edge.kind, "magenta"),
                once,
            )

    def _lay_axis(self, bars: Sequence[Bar], cells: int) -> Axis:
        """From the first year that any bar tells to the last day; a year at the least."""
        known = [day for bar in bars for day in bar.span if day and day < LAST_DAY]
        first = min([*known, self._last])
        last = max(self._last, date(first.year, 12, 31))
        return Axis(date(first.year, 1, 1).toordinal(), last.toordinal(), cells)

    def _draw_bar(self, bar: Bar, axis: Axis, label: int, dates: int) -> Line:
        name = cut(f"  {bar.label}", label, self._mark)
        line: Line = [(f"{name}{' ' * (label - measure(name) + 1)}", "")]
        if bar.span.dated:
            drawn = "".join(_draw_once(bar.span, axis) if bar.once else _draw_span(bar.span, axis))
        else:
            drawn = cut(_("not dated"), axis.cells, self._mark)
        line.append((f"{drawn:<{axis.cells}}", bar.style if bar.span.dated else "faint"))
        told = cut(bar.dates, dates, self._mark)
        return [*line, (f"  {told}", "faint")] if told else line


def _draw_once(span: Span, axis: Axis) -> list[str]:
    """A single day, in the middle of the days that it may have been."""
    first, last = (
        axis.find_cell(day or date.fromordinal(axis.first)) for day in (span.first, span.last)
    )
    cells = [" "] * axis.cells
    cells[first : last + 1] = POSSIBLE * (last + 1 - first)
    cells[(first + last) // 2] = ONCE
    return cells


def _draw_span(span: Span, axis: Axis) -> list[str]:
    """The sure core, lighter cells to the known bounds, and a sign where there is no bound."""
    cells = [" "] * axis.cells
    core = span.sure_first is not None and span.sure_last is not None
    core = core and (span.sure_first or FIRST_DAY) <= (span.sure_last or LAST_DAY)
    known = [axis.find_cell(day) for day in span if day]
    first, last = min(known), max(known)
    cells[first : last + 1] = POSSIBLE * (last + 1 - first)
    if core:
        begin, end = (
            axis.find_cell(day)
            for day in (span.sure_first or FIRST_DAY, span.sure_last or LAST_DAY)
        )
        cells[begin : end + 1] = SURE * (end + 1 - begin)
    if span.first is None:
        cells[max(first - 1, 0)] = UNKNOWN
    if span.sure_last == LAST_DAY or (span.last or FIRST_DAY).toordinal() > axis.last:
        cells[-1] = ONWARD
    elif span.last is None:
        cells[min(last + 1, axis.cells - 1)] = UNKNOWN
    return cells


def _draw_years(axis: Axis) -> str:
    """The years along the top, as many as have room."""
    first, last = date.fromordinal(axis.first).year, date.fromordinal(axis.last).year
    each = axis.cells / (last - first + 1)
    step = next((step for step in _STEPS if each * step >= _YEAR_ROOM), _STEPS[-1])
    text = ""
    for year in range(first, last + 1):
        cell = axis.find_cell(date(year, 1, 1))
        if year % step == 0 and cell >= len(text) + bool(text) and cell + 4 <= axis.cells:
            text = f"{text:<{cell}}{year}"
    return text


def _write_dates(start: str | None, end: str | None, attested: Sequence[str]) -> str:
    """The bounds as the record has them, shortly: "2014-06-09 –", "? – 2012-06"."""
    if start or end:
        ends = (abbreviate(parse_date(text)) if text else "" for text in (start, end))
        first, last = ends
        return f"{first or UNKNOWN} – {last}".rstrip()
    days = sorted((parse_date(text) for text in attested), key=lambda when: when.earliest)
    shown = list(dict.fromkeys(abbreviate(day) for day in (*days[:1], *days[-1:])))
    return f"{UNKNOWN} {' … '.join(shown)} {UNKNOWN}" if shown else ""

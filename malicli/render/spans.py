"""Events of one day of the year, and between two events: timelines under a heading of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from malicli.date_words import describe_date, name_month, write_day
from malicli.dates import DateKind, parse_date
from malicli.language import _, ngettext, pgettext
from malicli.query.days import Anniversary, Stretch
from malicli.query.events import EventRow
from malicli.query.names import Labels
from malicli.render.lines import Line, wrap_spans
from malicli.render.timeline import Timeline, draw_compact


class SpanSheet(NamedTuple):
    """What both pages are drawn with; the methods give lines."""

    labels: Labels
    width: int
    table_width: int | None
    ascii_only: bool

    def draw_day(self, day: date, found: Anniversary, *, possible: bool) -> Iterator[Line]:
        """What fell on a day of the year; what went on that day; what may have, or how many."""
        name = pgettext("date", "{day} {month}").format(
            day=write_day(day), month=name_month(day.month)
        )
        yield [(_("On {day}").format(day=name), "heading")]
        yield []
        own = [event for event in found.certain if _is_on(event, day)]
        yield from self._timeline.draw(own)
        if not own:
            yield [(_("nothing is known to have happened on that day alone"), "faint")]
            yield []
        ongoing = [event for event in found.certain if event not in own]
        yield from self._draw_section(_("Going on that day"), ongoing)
        if possible:
            words = _("May have been on that day: in that month or year, or about then")
            yield from self._draw_section(words, found.possible)
        elif found.possible:
            yield from self._tell_possible(len(found.possible))

    def _draw_section(self, words: str, events: Sequence[EventRow]) -> Iterator[Line]:
        if events:
            yield from wrap_spans([(words, "heading")], self.width)
            yield []
            yield from self._draw_short(events)
            yield []

    def _tell_possible(self, number: int) -> Iterator[Line]:
        words = ngettext(
            "{n} more event may have been on that day: --possible",
            "{n} more events may have been on that day: --possible",
            number,
        ).format(n=number)
        yield from wrap_spans([(words, "faint")], self.width)

    def draw_between(
        self,
        stretch: Stretch,
        events: Sequence[EventRow],
        most: int | None = None,
        *,
        compact: bool,
    ) -> Iterator[Line]:
        """The earlier event, what may have happened until the later one, and that one.

        Of the events at ``most`` so many are drawn; all are counted.
        """
        yield from self._draw_bound(_("From"), stretch.before, stretch.first, compact=compact)
        number = len(events)
        words = ngettext(
            "{n} event may fall between them", "{n} events may fall between them", number
        ).format(n=number)
        if most is not None and most < number:
            words = _("{words}, the first {n} here").format(words=words, n=most)
        yield [(words, "faint")]
        yield []
        events = events[:most]
        if compact and events:
            yield from self._draw_short(events)
            yield []
        else:
            yield from self._timeline.draw(events)
        yield from self._draw_bound(_("To"), stretch.after, stretch.last, compact=compact)

    @property
    def _timeline(self) -> Timeline:
        return Timeline(self.labels, self.width, ascii_only=self.ascii_only)

    def _draw_short(self, events: Iterable[EventRow]) -> Iterator[Line]:
        return draw_compact(events, self.labels, self.table_width, ascii_only=self.ascii_only)

    def _draw_bound(
        self, word: str, event: EventRow, day: date | None, *, compact: bool
    ) -> Iterator[Line]:
        """One of the two events, marked by a heading with its whole date; ``day`` bounds it."""
        when = parse_date(event.date)
        head = f"▶ {word}: {describe_date(when)} "
        rule = "━" * max(0, self.width - len(head))
        yield [(head, "match"), (rule if not self.ascii_only else "=" * len(rule), "match")]
        yield from (
            self._draw_short([event]) if compact else self._timeline.draw_event(event, when)
        )
        if day is None:
            words = _("This date has no bound on that side: nothing is left out there.")
            yield from wrap_spans([(words, "warning")], self.width)
        yield []


def _is_on(event: EventRow, day: date) -> bool:
    """Whether it was on that day alone, or began or ended with it."""
    when = parse_date(event.date)
    ends = {(end.month, end.day) for end in (when.earliest, when.latest)}
    return when.kind is DateKind.DAY or (day.month, day.day) in ends

"""Claims about who held a place: through time as a strip and a list, or as known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from malicli.date_words import describe
from malicli.dates import LAST_DAY
from malicli.language import _, ngettext
from malicli.query.control import LAST, NEXT, POSSIBLE, Holding, group_parts, judge
from malicli.query.names import Labels
from malicli.query.places import PlaceRow
from malicli.render.lines import Line, wrap_spans
from malicli.render.strip import Strip
from malicli.render.words import cite, mark_title, write_hold
from malicli.text import make_safe
from malicli.vocabulary import label_code

_DAYS_PER_MONTH, _DAYS_PER_YEAR = 30.44, 365.25
# Up to how many days a gap is told in days, and in months.
_IN_DAYS, _IN_MONTHS = 60, 730


class HoldingSheet(NamedTuple):
    """What the page of one place is drawn with; its methods give lines."""

    place: PlaceRow
    labels: Labels
    width: int
    ascii_only: bool

    def draw(self, claims: Sequence[Holding]) -> Iterator[Line]:
        """Through time: the strip; every claim about the place; the last ones inside it."""
        name = self.labels.name_place(self.place.id)
        words = _("Who held {place}, by whose account").format(place=name)
        yield from wrap_spans([(words, "heading")], self.width)
        yield []
        strip = list(Strip(claims, self.labels, self.width, ascii_only=self.ascii_only)
                     .draw(self.place.id))  # fmt: skip
        if strip:
            yield from strip
            yield []
        own = [claim for claim in claims if claim.place == self.place.id]
        inside = [claim for claim in claims if claim.place != self.place.id]
        yield from self._draw_changes(own)
        if inside:
            yield from self._draw_heading(_("Last known, place by place"))
            yield from self._draw_parts(judge(inside, LAST_DAY), None)
        yield from self._draw_caution()

    def draw_day(self, claims: Sequence[Holding], day: date) -> Iterator[Line]:
        """On one day: the last claims about each part, what may be, and what is known next."""
        name = self.labels.name_place(self.place.id)
        title = _("Who held {place} on {day}, by whose account")
        words = title.format(place=name, day=describe(day.isoformat()))
        yield from wrap_spans([(words, "heading")], self.width)
        yield []
        yield from self._draw_parts(claims, day)
        yield from self._draw_caution()

    def _draw_heading(self, words: str) -> Iterator[Line]:
        yield [(words, "heading")]
        yield []

    def _draw_caution(self) -> Iterator[Line]:
        words = _("A claim says who held it from a day on; until when, nobody says.")
        yield from wrap_spans([(words, "faint")], self.width)

    def _draw_changes(self, claims: Sequence[Holding]) -> Iterator[Line]:
        """Every claim, under its day and event."""
        ordered = sorted(claims, key=lambda claim: (claim.first, claim.last))
        for _key, told in groupby(ordered, key=lambda claim: (claim.date, claim.event)):
            group = list(told)
            yield from self._draw_event(group[0])
            for claim in group:
                yield from self._draw_claim(claim, f"{label_code('control-part', claim.part)}: ")
            yield []

    def _draw_event(self, claim: Holding) -> Iterator[Line]:
        """The day from which its claims tell, what happened, its id."""
        line: Line = [(f"{describe(claim.date)}  ", "date"), (mark_title(claim), "title")]
        yield from wrap_spans([*line, ("  ", ""), (claim.event, "faint")], self.width, 2)

    def _draw_claim(self, claim: Holding, part: str) -> Iterator[Line]:
        rival = [("≠ ", "dispute")] if claim.rival else [("  ", "")]
        line: Line = [*rival, (part, "label"), (write_hold(claim, self.labels), "")]
        line.append((f" — {self._cite(claim)}", "faint"))
        yield from self._indent(wrap_spans(line, max(10, self.width - 2), 4), 2)

    def _cite(self, claim: Holding) -> str:
        """Who says so, where; and what the chronology notes about the claim."""
        told = cite(claim._asdict(), self.labels)
        return _("{told}. Note: {note}").format(told=told, note=claim.note) if claim.note else told

    def _indent(self, lines: Iterable[Line], margin: int) -> Iterator[Line]:
        for line in lines:
            yield [(" " * margin, ""), *line]

    def _draw_parts(self, claims: Sequence[Holding], day: date | None) -> Iterator[Line]:
        for (place, part), group in group_parts(claims).items():
            yield [(self._name(place, part), "place")]
            told = [claim for claim in group if claim.standing != NEXT]
            ahead = [claim for claim in group if claim.standing == NEXT]
            if not told:
                words = _("nothing is known before {date}")
                yield [("  ", ""), (words.format(date=describe(ahead[0].date)), "faint")]
            for claim in (*told, *ahead):
                yield from self._draw_known(claim, day)
            if day and not ahead:
                yield [("  ", ""), (_("nothing later is known"), "faint")]
            yield []

    def _name(self, place: str, part: str) -> str:
        words = label_code("control-part", part)
        if place == self.place.id:
            return words
        name = self.labels.name_place(place)
        return name if part == "town" else f"{name}, {words}"

    def _draw_known(self, claim: Holding, day: date | None) -> Iterator[Line]:
        """A claim with how long before or after the day it was; then its event."""
        line: Line = [("≠ ", "dispute")] if claim.rival else []
        label = {NEXT: _("next known:"), POSSIBLE: _("possibly:")}.get(claim.standing, "")
        if label:
            line.append((f"{label} ", "label"))
        style = "title" if claim.standing == LAST else ""
        line += [(write_hold(claim, self.labels), style), (" · ", "faint")]
        line.append((describe(claim.date), "date"))
        if day:
            line.append((f", {write_distance(claim, day)}", ""))
        yield from self._indent(wrap_spans(line, max(10, self.width - 2), 2), 2)
        cited: Line = [(self._cite(claim), "faint")]
        yield from self._indent(wrap_spans(cited, max(10, self.width - 6)), 6)
        event: Line = [(mark_title(claim), ""), ("  ", ""), (claim.event, "faint")]
        yield from self._indent(wrap_spans(event, max(10, self.width - 6)), 6)


def write_distance(claim: Holding, day: date) -> str:
    """How long before or after a day a claim began: "3 days before", "about 2 years after"."""
    if claim.standing == POSSIBLE and claim.last > day:
        return _("before or after that day")
    if claim.standing == NEXT:
        after, longest = (claim.first - day).days, (claim.last - day).days
        words = _("{time} after")
    else:
        after, longest = (day - claim.last).days, (day - claim.first).days
        words = _("{time} before")
    least, most = _write_time(after), _write_time(longest)
    if longest == 0:
        return _("the same day")
    if least == most:
        return words.format(time=most)
    if not claim.earliest or not claim.latest:
        return words.format(time=_("{time} or more").format(time=least))
    return words.format(time=_("{least} to {most}").format(least=least, most=most))


def _write_time(days: int) -> str:
    if days <= _IN_DAYS:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if days <= _IN_MONTHS:
        months = round(days / _DAYS_PER_MONTH)
        return ngettext("about {n} month", "about {n} months", months).format(n=months)
    years = round(days / _DAYS_PER_YEAR)
    return ngettext("about {n} year", "about {n} years", years).format(n=years)


def spell_places(counts: Sequence[tuple[str, int]], labels: Labels) -> str:
    """Places and how many claims each has: "Kidal (23), Gao (4)"."""
    return ", ".join(f"{make_safe(labels.name_place(id_))} ({number})" for id_, number in counts)

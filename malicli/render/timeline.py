"""The timeline: years and months as headings, one event a block; or one line an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from malicli.date_words import describe_date, name_month, name_third
from malicli.dates import DateKind, UncertainDate, parse_date
from malicli.event_types import EVENT_TYPES, FAMILIES
from malicli.language import _, mark, pgettext
from malicli.query.events import EventRow
from malicli.query.names import Labels
from malicli.render.lines import Line, measure_line, wrap_spans
from malicli.render.words import (
    Record,
    group_tolls,
    list_publishers,
    mark_title,
    write_actors,
    write_claimant,
    write_claims,
    write_fate,
    write_number,
    write_people,
    write_places,
    write_summary,
    write_title,
)
from malicli.text import cut, measure
from malicli.vocabulary import label_code

_DAY_WIDTH = 7
_NARROW = 60


def draw_glyph(type_: str, *, ascii_only: bool) -> tuple[str, str]:
    """The sign and style of an event type."""
    known = EVENT_TYPES.get(type_)
    if known is None:
        return ("+" if ascii_only else "·"), ""
    family = FAMILIES[known.family]
    return (family.ascii_glyph if ascii_only else known.glyph), family.style


class Timeline:
    """Draws events for one width."""

    def __init__(self, labels: Labels, width: int, *, ascii_only: bool = False) -> None:
        self._labels = labels
        self._width = width
        self._ascii = ascii_only
        self._margin = _DAY_WIDTH + 4 if width >= _NARROW else 2

    def draw(self, events: Iterable[EventRow]) -> Iterator[Line]:
        """Blocks under headings of year and month."""
        dated = [(parse_date(event.date), event) for event in events]
        dated.sort(key=lambda pair: _find_heading(pair[0]))
        for year, in_year in groupby(dated, key=lambda pair: _find_heading(pair[0])[0]):
            rule = "─" * (self._width - len(str(year)) - 1)
            yield [(f"{year} ", "heading"), (rule, "faint")]
            for month, in_month in groupby(in_year, key=lambda pair: _find_heading(pair[0])[1]):
                yield []
                yield [(name_month(month).capitalize() if month else _("In the year"), "heading")]
                for when, event in in_month:
                    yield []
                    yield from self.draw_event(event, when)
            yield []

    def draw_event(self, event: EventRow, when: UncertainDate) -> Iterator[Line]:
        """One block: day, glyph, title, place; then what is known, indented beneath."""
        glyph, style = draw_glyph(event.type, ascii_only=self._ascii)
        label = shorten_day(when)
        pad = " " * max(0, _DAY_WIDTH - measure(label)) if self._width >= _NARROW else ""
        head: Line = [(f"{pad}{label}", "date"), ("  ", ""), (glyph, style), (" ", "")]
        margin = measure_line(head)
        title: Line = [(write_title(event), "title")]
        record = event.record
        places = write_places(event, self._labels)
        if places:
            title += [(" · ", "faint"), (places, "place")]
        first, *rest = wrap_spans(title, max(10, self._width - margin))
        yield [*head, *first]
        margin = self._margin
        yield from self._indent(rest, margin)
        yield from self._indent(self._draw_details(event, when, record), margin)

    def _indent(self, lines: Iterable[Line], margin: int) -> Iterator[Line]:
        for line in lines:
            yield [(" " * margin, ""), *line]

    def _draw_details(self, event: EventRow, when: UncertainDate, record: Record) -> Iterator[Line]:
        room = max(10, self._width - self._margin)
        if note := _note_date(when, record):
            yield from wrap_spans([(note, "date")], room)
        if status := note_status(event):
            yield from wrap_spans([(status, "dispute")], room)
        yield from wrap_spans([(write_summary(event), "")], room)
        for label, words in self._list_facts(record):
            yield from wrap_spans([(f"{label}  ", "label"), (words, "")], room, indent=2)
        if publishers := list_publishers(record.get("sources", ()), self._labels):
            label = pgettext("source", "from")
            told: Line = [(f"{label}  ", "label"), ("; ".join(publishers), "faint")]
            yield from wrap_spans(told, room, 2)
        if event.disputed:
            yield from wrap_spans([(f"≠ {name_disputes(event.disputed)}", "dispute")], room, 2)

    def _list_facts(self, record: Record) -> Iterator[tuple[str, str]]:
        who = [self._write_actor(line) for line in record.get("actors", ())]
        if who:
            yield _("who"), " · ".join(who)
        for (harm, *_rest), claims in group_tolls(record.get("tolls", ())).items():
            people = list(dict.fromkeys(write_people(claim, self._labels) for claim in claims))
            numbers = "; ".join(self._list_numbers(claims, tell_people=len(people) > 1))
            same = people[0] if len(people) == 1 else ""
            yield label_code("harm", harm), f"{same}: {numbers}" if same else numbers
        for control in record.get("control", ()):
            yield _("held"), self._write_control(control)
        for quantity in record.get("quantities", ()):
            by = write_claimant(quantity, self._labels)
            number = write_number(quantity)
            yield label_code("quantity", quantity["quantity"]), f"{number} ({by})" if by else number

    def _write_actor(self, line: Record) -> str:
        name = f"{write_actors(line, self._labels)}, {label_code('role', line['role'])}"
        claims = write_claims(line.get("claims", ()), self._labels)
        extra = ", ".join(filter(None, (write_fate(line), claims)))
        return f"{name} ({extra})" if extra else name

    def _write_control(self, control: Record) -> str:
        part = control.get("part", "town")
        place = self._labels.name_place(control["place"])
        where = place if part == "town" else f"{place} ({label_code('control-part', part)})"
        holders = ", ".join(map(self._labels.name_actor, control.get("holders", ())))
        state = "" if control["state"] == "held" else label_code("control-state", control["state"])
        held = f"{where}: {', '.join(filter(None, (state, holders)))}"
        by = write_claimant(control, self._labels)
        return f"{held} ({by})" if by else held

    def _list_numbers(self, claims: Iterable[Record], *, tell_people: bool) -> Iterator[str]:
        """Each number once, with all who give it; also of whom, where one group names several."""
        givers: dict[str, list[str]] = {}
        mark_refuted = _("refuted")
        for claim in claims:
            refuted = f", {mark_refuted}" if claim.get("refuted") else ""
            by = write_claimant(claim, self._labels)
            people = f" {write_people(claim, self._labels)}" if tell_people else ""
            givers.setdefault(f"{write_number(claim)}{people.rstrip()}{refuted}", []).append(by)
        for number, names in givers.items():
            told = "; ".join(dict.fromkeys(filter(None, names)))
            yield f"{number} ({told})" if told else number


def draw_compact(
    events: Iterable[EventRow], labels: Labels, width: int | None, *, ascii_only: bool = False
) -> Iterator[Line]:
    """One line an event: date, glyph, title, place; cut to the width only on a terminal."""
    dated = [(abbreviate(parse_date(event.date)), event) for event in events]
    room = max((measure(date) for date, _ in dated), default=0)
    for date, event in dated:
        glyph, style = draw_glyph(event.type, ascii_only=ascii_only)
        line: Line = [
            (f"{date:<{room}}  ", "date"),
            (f"{glyph} ", style),
            (mark_title(event), "title"),
        ]
        if places := write_places(event, labels):
            line += [(" · ", "faint"), (places, "place")]
        if event.disputed:
            line.append((" ≠", "dispute"))
        yield line if width is None else _cut_line(line, width)


def _cut_line(line: Line, width: int) -> Line:
    kept: Line = []
    room = width
    for text, style in line:
        if measure(text) > room:
            return [*kept, (cut(text, room), style)] if room > 0 else kept
        kept.append((text, style))
        room -= measure(text)
    return kept


def _find_heading(when: UncertainDate) -> tuple[int, int]:
    """The year and month to stand under; month 0 where the month is not known."""
    anchor = when.earliest if when.earliest.year > 1 else when.latest
    known = when.kind is not DateKind.ONCE_WITHIN or (
        (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month)
    )
    if when.kind is DateKind.LASTED:
        known = when.start_latest.month == when.earliest.month and when.earliest.year > 1
    return anchor.year, anchor.month if known else 0


def shorten_day(when: UncertainDate) -> str:
    """The day under its month: "17", "26–30", "late", "6…21" for once within; "" if unknown."""
    first, last = when.earliest, when.latest
    same_month = (first.year, first.month) == (last.year, last.month)
    if when.kind is DateKind.DAY:
        return str(first.day)
    if when.kind is DateKind.LASTED:
        if same_month:
            return f"{first.day}–{last.day}"
        return f"{first.day}–" if when.earliest == when.start_latest else ""
    if (third := name_third(when)) and third != "in {month}":
        return pgettext("date", third).format(month="").strip(" -")
    return f"{first.day}…{last.day}" if same_month and when.precision == "range" else ""


def abbreviate(when: UncertainDate) -> str:
    """A date for a narrow column: 2012-01-17, 2013-01-26–30, 2023-01-06…21, else EDTF."""
    separator, mark = ("/", "–") if when.kind is DateKind.LASTED else ("..", "…")
    first, found, last = when.text.strip("[]").partition(separator)
    if not found or len(first) != len(last):
        return when.text
    for size in (8, 5):
        if first[:size] == last[:size] and len(last) > size:
            return f"{first}{mark}{last[size:]}"
    return f"{first}{mark}{last}"


def _note_date(when: UncertainDate, record: Record) -> str:
    """The date in full where the day alone does not say it, with the source's own words."""
    # "26–30" under its month says it all; "6…21", "late" and "30–" do not.
    shown = when.kind is DateKind.DAY or "–" in shorten_day(when)[:-1]
    plain = shown and not when.doubt
    words = "" if plain else describe_date(when)
    written = record.get("as_written", "")
    return f"{words} (“{written}”)" if words and written else words or written


def note_status(event: EventRow) -> str:
    """What is not certain of the whole event: claimed, announced, refuted, provisional."""
    notes = [] if event.status == "happened" else [label_code("status", event.status)]
    if event.provisional:
        notes.append(_("provisional"))
    return ", ".join(notes)


_DISPUTED = {
    "date": mark("the date"),
    "place": mark("the place"),
    "type": mark("what it was"),
    "status": mark("whether it happened"),
    "actors": mark("who took part"),
    "who": mark("who did it"),
    "fate": mark("what became of somebody"),
    "toll": mark("the toll"),
    "quantity": mark("a number"),
    "control": mark("who held what"),
}


def name_disputes(fields: str) -> str:
    """Which fields sources dispute, in words."""
    names: Sequence[str] = [_(_DISPUTED.get(field, field)) for field in fields.split(";")]
    return _("sources dispute {fields}").format(fields=", ".join(names))

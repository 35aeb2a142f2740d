"""One event in full: every claim side by side, with its source and the place in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from malicli.date_words import describe, describe_date
from malicli.dates import parse_date
from malicli.language import _, get_language, mark
from malicli.query.disputes import read_own
from malicli.query.events import ClaimRow, EventRow, LinkRow
from malicli.query.names import Labels
from malicli.render.lines import Line, wrap_spans
from malicli.render.table import Column, draw_table
from malicli.render.timeline import draw_glyph, name_disputes, note_status
from malicli.render.words import (
    Record,
    cite,
    write_actors,
    write_count,
    write_fate,
    write_measure,
    write_people,
    write_range,
    write_title,
    write_value,
)
from malicli.vocabulary import EXPLAINED, VOCABULARIES, label_code

_LINK_LABELS = {
    "part-of": (mark("part of"), mark("has as a part")),
    "responds-to": (mark("responds to"), mark("is answered by")),
    "ends": (mark("ends"), mark("is ended by")),
    "reports-on": (mark("reports on"), mark("is reported in")),
    "reverses": (mark("reverses"), mark("is reversed by")),
    "renews": (mark("renews"), mark("is renewed by")),
}


class EventPage:
    """Draws one event for one width; without a width, tables keep their full width."""

    def __init__(
        self, labels: Labels, prose_width: int, table_width: int | None, ascii_only: bool
    ) -> None:
        self._labels = labels
        self._width = prose_width
        self._table_width = table_width
        self._ascii = ascii_only

    def draw(
        self, event: EventRow, claims: Sequence[ClaimRow], links: Sequence[LinkRow]
    ) -> Iterator[Line]:
        """The whole page."""
        record = event.record
        yield from self._draw_head(event, record)
        for summary in _list_summaries(event):
            yield []
            yield from wrap_spans([(summary, "")], self._width)
        yield from self._draw_section(_("Who"), self._list_who(record))
        yield from self._draw_section(_("How many"), self._list_tolls(event, record))
        yield from self._draw_section(
            _("Where sources differ"), self._list_differences(event, claims)
        )
        yield from self._draw_section(_("Other days of the same act"), self._list_days(record))
        yield from self._draw_section(_("Who holds what"), self._list_control(record))
        yield from self._draw_section(_("Related events"), self._list_links(links))
        yield from self._draw_section(_("Sources"), self._list_sources(record))

    def _draw_section(self, heading: str, lines: Iterator[Line]) -> Iterator[Line]:
        first = next(lines, None)
        if first is not None:
            yield []
            yield [(heading, "heading")]
            yield first
            yield from lines

    def _draw_head(self, event: EventRow, record: Record) -> Iterator[Line]:
        glyph, style = draw_glyph(event.type, ascii_only=self._ascii)
        yield from wrap_spans(
            [(glyph, style), (" ", ""), (write_title(event), "title")], self._width, 2
        )
        if event.title_fr:
            other = event.title if get_language() == "fr" else event.title_fr
            yield from wrap_spans([(other, "faint")], self._width)
        when = parse_date(event.date)
        words = describe_date(when)
        if written := record.get("as_written"):
            words = f"{words} (“{written}”)"
        if when.precision != "day":
            bounds = _("{first} to {last}, {kind}").format(
                first=event.earliest or "…",
                last=event.latest or "…",
                kind=label_code("date-form", when.kind),
            )
            words = f"{words}  [{bounds}]"
        yield from wrap_spans([(words, "date")], self._width)
        for place in record.get("places", ()):
            yield from wrap_spans([(self._write_place(place), "place")], self._width)
        facts = [
            label_code("type", event.type),
            *(label_code("method", m) for m in record.get("method", ())),
        ]
        facts += [_("rank {n}").format(n=event.rank), *filter(None, (note_status(event),))]
        if tags := ", ".join(record.get("tags", ())):
            facts.append(_("tags: {tags}").format(tags=tags))
        yield from wrap_spans([(" · ".join([*facts, f"id: {event.id}"]), "faint")], self._width)
        if event.disputed:
            yield from wrap_spans([(f"≠ {name_disputes(event.disputed)}", "dispute")], self._width)

    def _write_place(self, place: Record) -> str:
        name = self._labels.name_place(place["place"])
        role = place.get("role", "at")
        notes = [label_code("place-role", role) if role != "at" else "", place.get("part", "")]
        words = f"{name} ({', '.join(filter(None, notes))})" if any(notes) else name
        return f"{words}: {place['note']}" if place.get("note") else words

    def _list_who(self, record: Record) -> Iterator[Line]:
        columns = (Column("actor"), Column("role"), Column("fate"), Column("according to"),
                   Column("note", "faint"))  # fmt: skip
        rows = []
        for line in record.get("actors", ()):
            office = f", {line['as']}" if line.get("as") else ""
            name = write_actors(line, self._labels) + office
            claims = [self._write_claim(claim) for claim in line.get("claims", ())] or [""]
            role, fate = label_code("role", line["role"]), write_fate(line)
            note = line.get("note", "")
            rows.append((name, role, fate, claims[0], note))
            rows.extend(("", "", "", claim, "") for claim in claims[1:])
        if rows:
            yield from draw_table(columns, rows, self._table_width)

    def _write_claim(self, claim: Record) -> str:
        by = self._labels.name_actor(claim["by"]) if claim.get("by") else ""
        said = f", {describe(claim['said'])}" if claim.get("said") else ""
        verb = label_code("says", claim["says"])
        note = f": {claim['note']}" if claim.get("note") else ""
        return f"{by} {verb}{said} ({self._cite(claim)}){note}".strip()

    def _cite(self, claim: Record) -> str:
        return cite({**claim, "by": None}, self._labels)

    def _list_tolls(self, event: EventRow, record: Record) -> Iterator[Line]:
        columns = (Column("what"), Column("whom"), Column("how many"), Column("according to"),
                   Column("source"), Column("note", "faint"))  # fmt: skip
        rows = []
        for claim in (*record.get("tolls", ()), *record.get("quantities", ())):
            what = write_measure(claim)
            whom = write_people(claim, self._labels) if "harm" in claim else ""
            if "harm" not in claim and claim.get("of"):
                whom = self._labels.name_actor(claim["of"])
            by = self._labels.name_actor(claim["by"]) if claim.get("by") else ""
            said = describe(claim["said"]) if claim.get("said") else ""
            marks = [
                _("refuted") if claim.get("refuted") else "",
                _("preferred") if claim.get("preferred") else "",
                label_code("why", claim.get("why", "")),
                claim.get("note", ""),
            ]
            rows.append((what, whom, write_count(claim), ", ".join(filter(None, (by, said))),
                         self._cite(claim), "; ".join(filter(None, marks))))  # fmt: skip
        if rows:
            yield from draw_table(columns, rows, self._table_width)
        for harm in ("killed", "injured"):
            low, best, high = (getattr(event, f"{harm}_{end}") for end in ("low", "best", "high"))
            if total := write_range(low, best, high):
                words = _("All claims together: {total} {harm}").format(
                    total=total, harm=label_code("harm", harm)
                )
                if best is not None and low != high:
                    words = _("{words}, best {number}").format(words=words, number=best)
                yield from wrap_spans([(words, "")], self._width)
            elif any(toll["harm"] == harm for toll in record.get("tolls", ())):
                words = _("{harm}: counted in its parts, or no claim gives a number.").format(
                    harm=label_code("harm", harm).capitalize()
                )
                yield from wrap_spans([(words, "")], self._width)

    def _list_differences(self, event: EventRow, claims: Sequence[ClaimRow]) -> Iterator[Line]:
        columns = (Column("field"), Column("here"), Column("there"), Column("source"),
                   Column("why"), Column("note", "faint"))  # fmt: skip
        rows = []
        for claim in claims:
            if not claim.path.startswith("sources.") or (not claim.why and not claim.disputed):
                continue  # a vaguer or finer value is no difference, unless somebody says why
            why = label_code("why", claim.why or "")
            if claim.why in EXPLAINED:
                why = f"{why} ({_(VOCABULARIES['why'][claim.why])})"
            elif claim.disputed:
                dispute = _("in dispute")
                why = f"{why}: {dispute}" if why else dispute
            source = self._cite({"source": claim.source, "at": claim.at})
            there = write_value(claim.field, json.loads(claim.value), self._labels)
            here = self._write_own(event, claim.field)
            rows.append(
                (label_code("field", claim.field), here, there, source, why, claim.note or "")
            )
        if rows:
            yield from draw_table(columns, rows, self._table_width)

    def _write_own(self, event: EventRow, field: str) -> str:
        return write_value(field, read_own(event, field), self._labels)

    def _list_days(self, record: Record) -> Iterator[Line]:
        columns = (Column("what"), Column("day", "date"), Column("according to"), Column("source"),
                   Column("note", "faint"))  # fmt: skip
        rows = [
            (
                label_code("date-kind", day["kind"]),
                describe(day["date"]),
                self._labels.name_actor(day["by"]) if day.get("by") else "",
                self._cite(day),
                day.get("note", ""),
            )
            for day in record.get("dates", ())
        ]
        if rows:
            yield from draw_table(columns, rows, self._table_width)

    def _list_control(self, record: Record) -> Iterator[Line]:
        columns = (Column("place"), Column("state"), Column("held by"), Column("from", "date"),
                   Column("according to"), Column("note", "faint"))  # fmt: skip
        rows = []
        for claim in record.get("control", ()):
            part = claim.get("part", "town")
            place = self._labels.name_place(claim["place"])
            rows.append((
                place if part == "town" else f"{place} ({label_code('control-part', part)})",
                label_code("control-state", claim["state"]),
                ", ".join(map(self._labels.name_actor, claim.get("holders", ()))),
                describe(claim.get("from") or record["date"]),
                cite(claim, self._labels),
                claim.get("note", ""),
            ))  # fmt: skip
        if rows:
            yield from draw_table(columns, rows, self._table_width)

    def _list_links(self, links: Sequence[LinkRow]) -> Iterator[Line]:
        for link in links:
            label = _(_LINK_LABELS[link.kind][0 if link.outgoing else 1])
            words: Line = [
                (f"{label}  ", "label"),
                (f"{write_title(link)} ", ""),
                (f"({describe(link.date)})  ", "date"),
                (link.id, "faint"),
            ]
            yield from wrap_spans(words, self._width, indent=2)

    def _list_sources(self, record: Record) -> Iterator[Line]:
        for source in record.get("sources", ()):
            label = self._labels.sources[source["source"]]
            words: Line = [(f"{label.short}, ", ""), (f"{label.name} ", "title")]
            if source.get("at"):
                words.append((_("at {where} ").format(where=source["at"]), ""))
            words.append((f"[{source['source']}]", "faint"))
            yield from wrap_spans(words, self._width, indent=2)


def _list_summaries(event: EventRow) -> Iterator[str]:
    """Both summaries, that of the language of the run first."""
    both = (event.summary, event.summary_fr)
    yield from filter(None, both if get_language() == "en" else reversed(both))

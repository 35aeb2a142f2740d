"""Sheets on one place and on one source: what it is, what is claimed about it or by it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from malicli.date_words import describe
from malicli.language import _, ngettext, pgettext
from malicli.query.events import EventRow
from malicli.query.figures import FigureRow
from malicli.query.names import Labels
from malicli.query.places import ControlRow, PlaceRow
from malicli.query.sources import DeviationRow, SourceRow
from malicli.render.lines import Line, wrap_spans
from malicli.render.table import Column, draw_table
from malicli.render.timeline import draw_compact
from malicli.render.words import (
    Record,
    cite,
    write_bounds,
    write_number,
    write_people,
    write_span,
    write_value,
)
from malicli.vocabulary import EXPLAINED, VOCABULARIES, label_code

_LABEL_WIDTH = 12


class Sheet:
    """What both sheets share: a width, labels, entries and sections."""

    def __init__(
        self, labels: Labels, prose_width: int, table_width: int | None, ascii_only: bool
    ) -> None:
        self.labels = labels
        self.width = prose_width
        self.table_width = table_width
        self.ascii_only = ascii_only

    def draw_entry(self, label: str, words: str) -> Iterator[Line]:
        """A label and words beside it, wrapped in their column."""
        if words:
            spans = [(f"{label:<{_LABEL_WIDTH}}", "label"), (words, "")]
            yield from wrap_spans(spans, self.width, indent=_LABEL_WIDTH)

    def draw_section(self, heading: str, lines: Iterable[Line]) -> Iterator[Line]:
        """A heading above lines, if there are any."""
        ahead = iter(lines)
        first = next(ahead, None)
        if first is not None:
            yield from ([], [(heading, "heading")], first)
            yield from ahead

    def draw_events(self, events: Sequence[EventRow]) -> Iterator[Line]:
        """Events, a line each."""
        lines = draw_compact(events, self.labels, self.table_width, ascii_only=self.ascii_only)
        yield from self.draw_section(_("Events"), lines)


class PlaceSheet(Sheet):
    """Draws one place."""

    def draw(
        self, place: PlaceRow, control: Sequence[ControlRow], events: Sequence[EventRow]
    ) -> Iterator[Line]:
        """Where it is, which divisions when, who claimed to hold it, what happened there."""
        record = place.record
        yield [(self.labels.places[place.id].name, "title")]
        facts = [label_code("place-kind", place.kind), place.country or "", f"id: {place.id}"]
        yield from wrap_spans([(" · ".join(filter(None, facts)), "faint")], self.width)
        yield []
        names = [f"{place.name_fr} (fr)"] if place.name_fr else []
        names += [
            f"{n['name']} ({n['lang']})" if n.get("lang") else n["name"]
            for n in record.get("names", ())
        ]
        yield from self.draw_entry(_("Names"), "; ".join(names))
        yield from self.draw_entry(_("Where"), _write_where(record))
        for division in record.get("admin", ()):
            yield from self.draw_entry(_("Lies in"), self._write_division(division))
        for candidate in record.get("candidates", ()):
            yield from self.draw_entry(_("Perhaps"), self._write_candidate(candidate))
        codes = (f"{c['scheme']} {c['vintage']} {c['code']}" for c in record.get("external", ()))
        yield from self.draw_entry(_("Codes"), "; ".join(codes))
        yield from self.draw_entry(_("Note"), record.get("note", ""))
        yield from self.draw_section(
            _("Who held it, by whose account"), self._list_control(control)
        )
        yield from self.draw_events(events)

    def _write_division(self, division: Record) -> str:
        names = [self.labels.name_place(division[k]) for k in ("admin2", "admin1") if k in division]
        bounds = write_bounds(division.get("from"), division.get("to"))
        notes = ", ".join(filter(None, (division.get("scheme"), bounds)))
        return f"{', '.join(names)} ({notes})" if notes else ", ".join(names)

    def _write_candidate(self, candidate: Record) -> str:
        names = [candidate.get("name", "")]
        names += [
            self.labels.name_place(candidate[k]) for k in ("admin2", "admin1") if k in candidate
        ]
        where = _write_where(candidate)
        return ", ".join(filter(None, (*names, where, candidate.get("note", ""))))

    def _list_control(self, control: Sequence[ControlRow]) -> Iterator[Line]:
        columns = (
            Column("from", "date"),
            Column("part"),
            Column("state"),
            Column("held by"),
            Column("according to"),
            Column("event", "faint"),
            Column("note", "faint"),
        )
        rows = [
            (
                describe(claim.date),
                "" if claim.part == "town" else label_code("control-part", claim.part),
                label_code("control-state", claim.state),
                ", ".join(map(self.labels.name_actor, filter(None, claim.holders.split(";")))),
                cite(claim._asdict(), self.labels),
                claim.title,
                claim.note or "",
            )
            for claim in control
        ]
        if rows:
            yield from draw_table(columns, rows, self.table_width)


def _write_where(record: Record) -> str:
    precision = record.get("precision", "")
    meaning = VOCABULARIES["place-precision"].get(precision, "")
    meaning = _(meaning) if meaning else ""
    if "latitude" not in record:
        return meaning
    point = f"{record['latitude']}, {record['longitude']}"
    return (
        f"{point} ({label_code('place-precision', precision)}: {meaning})" if precision else point
    )


class SourceSheet(Sheet):
    """Draws one source, so that a reader sees how far to trust it."""

    def draw(
        self,
        source: SourceRow,
        siblings: Sequence[tuple[str, str]],
        deviations: Sequence[DeviationRow],
        events: Sequence[EventRow],
        figures: Sequence[FigureRow],
    ) -> Iterator[Line]:
        """What it is, whose stake, what it says, where it differs and why."""
        record = source.record
        yield from wrap_spans([(source.title, "title")], self.width)
        published = describe(source.published) if source.published else ""
        facts = [source.publisher, record.get("author", ""), published, f"id: {source.id}"]
        yield from wrap_spans([(" · ".join(filter(None, facts)), "faint")], self.width)
        yield []
        yield from self._draw_facts(source, record, siblings)
        yield from self.draw_entry(_("Trust"), _count_deviations(source, deviations))
        yield from self.draw_section(_("Where it differs"), self._list_deviations(deviations))
        yield from self.draw_events(events)
        yield from self.draw_section(
            _("Figures"), draw_figures(figures, self.labels, self.table_width)
        )

    def _draw_facts(
        self, source: SourceRow, record: Record, siblings: Sequence[tuple[str, str]]
    ) -> Iterator[Line]:
        kind = label_code("source-kind", source.kind)
        if meaning := VOCABULARIES["source-kind"].get(source.kind):
            kind = f"{kind}: {_(meaning)}"
        yield from self.draw_entry(_("Kind"), kind)
        yield from self.draw_entry(_("Symbol"), source.symbol or "")
        yield from self.draw_entry(_("Address"), source.url or "")
        yield from self.draw_entry(_("Language"), source.lang or "")
        if source.stake:
            name = self.labels.actors[source.stake].name
            words = _("{name}: what it says of its own acts is a party's claim").format(name=name)
            yield from self.draw_entry(_("Stake"), words)
        if source.origin:
            others = ", ".join(id_ for id_, _ in siblings)
            words = source.origin
            if others:
                words = _("{origin}; so do {others}").format(origin=words, others=others)
            yield from self.draw_entry(_("Rests on"), words)
        if read := record.get("read"):
            day = describe(read["on"]) if read.get("on") else ""
            yield from self.draw_entry(
                pgettext("source", "Read"), ", ".join(filter(None, (read.get("copy"), day)))
            )
        yield from self.draw_entry(_("Note"), record.get("note", ""))

    def _list_deviations(self, deviations: Sequence[DeviationRow]) -> Iterator[Line]:
        columns = (Column("event or actor", "title"), Column("field"), Column("it says"),
                   Column("why"), Column("note", "faint"), Column("id", "faint"))  # fmt: skip
        rows = [
            (
                f"{describe(row.date)}: {row.title}" if row.date else row.title,
                label_code("field", row.field),
                write_value(row.field, json.loads(row.value), self.labels),
                _write_why(row),
                row.note or "",
                row.record,
            )
            for row in deviations
        ]
        if rows:
            yield from draw_table(columns, rows, self.table_width)


def _write_why(row: DeviationRow) -> str:
    if row.why:
        return label_code("why", row.why)
    return _("in dispute") if row.disputed else ""


def _count_deviations(source: SourceRow, deviations: Sequence[DeviationRow]) -> str:
    """How often it is cited, and how often it differs for which reason."""
    cited = ngettext("cited by {n} event", "cited by {n} events", source.events)
    cited = cited.format(n=source.events)
    if not deviations:
        return _("{cited}; nothing there contradicts it").format(cited=cited)
    whys = Counter(row.why or "" for row in deviations)
    parts = [
        " ".join((str(n), label_code("why", why) if why else _("in dispute")))
        for why, n in whys.most_common()
    ]
    total, explained = len(deviations), sum(n for why, n in whys.items() if why in EXPLAINED)
    told = ngettext(
        "{cited}; differs once ({whys}), {explained} of them explained",
        "{cited}; differs {n} times ({whys}), {explained} of them explained",
        total,
    )
    return told.format(cited=cited, n=total, whys=", ".join(parts), explained=explained)


def draw_figures(figures: Sequence[FigureRow], labels: Labels, width: int | None) -> Iterator[Line]:
    """Figures as a table; they are never added up."""
    columns = (Column("when", "date"), Column("kind"), Column("what"), Column("whom"),
               Column("how many"), Column("covers"), Column("according to"),
               Column("note", "faint"))  # fmt: skip
    rows = []
    for figure in figures:
        record = figure.record
        when = write_span(record)
        whom = write_people(record, labels) if figure.whom else ""
        covers, note = record.get("covers", ""), record.get("note", "")
        kind, what = label_code("figure-kind", figure.kind), label_code("measure", figure.measure)
        told = cite(record, labels)
        rows.append((when, kind, what, whom, write_number(record), covers, told, note))
    if rows:
        yield from draw_table(columns, rows, width)

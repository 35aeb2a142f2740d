"""Where sources disagree: rival claims side by side, and a table of who deviates how often."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from malicli.date_words import describe
from malicli.language import _, ngettext
from malicli.query.disputes import NO_REASON, DisputeRow, Matter, TallyRow, list_claims
from malicli.query.names import Labels
from malicli.render.lines import Line, wrap_spans
from malicli.render.table import Column, draw_table
from malicli.render.words import (
    Record,
    cite,
    write_count,
    write_measure,
    write_people,
    write_title,
    write_value,
)
from malicli.text import measure, wrap
from malicli.vocabulary import VOCABULARIES, label_code

_MATTER, _CLAIM = 2, 4  # how far they stand in
_GAP = 2
_NARROW = 44  # below this, who says so stands under what is said


class Differences:
    """Draws matters for one width."""

    def __init__(self, labels: Labels, width: int) -> None:
        self._labels = labels
        self._width = width

    def draw(self, matters: Sequence[Matter]) -> Iterator[Line]:
        """Matters under their reasons, each with its claims; how many there are at the end."""
        for reason, under in groupby(matters, key=lambda matter: matter.reason):
            grouped = list(under)
            yield from wrap_spans(_head_reason(reason, len(grouped)), self._width, _MATTER)
            for _record, ones in groupby(grouped, key=lambda m: (m.claims[0].kind, m.claims[0].id)):
                yield []
                yield from self._draw_record(list(ones))
            yield []
        if matters:
            yield from wrap_spans([(count_claims(matters), "faint")], self._width, _MATTER)

    def _draw_record(self, matters: Sequence[Matter]) -> Iterator[Line]:
        first = matters[0].claims[0]
        head: Line = [(f"{describe(first.date)}  ", "date")] if first.date else []
        head += [(write_title(first), "title"), (f"  {first.id}", "faint")]
        yield from wrap_spans(head, self._width, _MATTER)
        for matter in matters:
            yield from self._draw_matter(matter)

    def _draw_matter(self, matter: Matter) -> Iterator[Line]:
        first = matter.claims[0]
        head: Line = [(" " * _MATTER, ""), (label_code("field", first.field), "label")]
        if what := self._write_matter(first.field, json.loads(first.value)):
            head.append((f": {what}", ""))
        yield from wrap_spans(head, self._width, _CLAIM)
        rows = [self._write_claim(claim, matter.reason) for claim in matter.claims]
        if first.own is not None:
            words = write_value(first.field, json.loads(first.own), self._labels)
            rows.insert(0, (words, "", [(_("the event's own"), "faint")]))
        widest = max(measure(words) for words, _style, _told in rows)
        column = min(widest, (self._width - _CLAIM - _GAP) * 2 // 5)
        for words, style, told in rows:
            yield from self._draw_claim(words, style, told, column)

    def _draw_claim(self, words: str, style: str, told: Line, column: int) -> Iterator[Line]:
        pad = " " * _CLAIM
        if self._width < _NARROW:
            yield from wrap_spans([(pad, ""), (words, style)], self._width, _CLAIM)
            yield from wrap_spans([(pad + "  ", ""), *told], self._width, _CLAIM + 2)
            return
        left = wrap(words, column) or [""]
        right = wrap_spans(told, self._width - _CLAIM - column - _GAP)
        for value, line in zip_longest(left, right):
            gap = " " * (column - measure(value or "") + _GAP)
            yield [(pad, ""), (value or "", style), (gap, ""), *(line or [])]

    def _write_matter(self, field: str, value: Record) -> str:
        """What the claims are about, where the field alone does not say it."""
        if field in ("toll", "quantity"):
            people = write_people(value, self._labels) if "harm" in value else ""
            of = self._labels.name_actor(value["of"]) if value.get("of") and not people else ""
            return ", ".join(filter(None, (write_measure(value), people or of)))
        if field in ("who", "fate"):
            who = _(" or ").join(map(self._labels.name_actor, value["actors"]))
            return _("{who} as {role}").format(who=who, role=label_code("role", value["role"]))
        if field == "control":
            part = value.get("part", "town")
            place = self._labels.name_place(value["place"])
            return place if part == "town" else f"{place} ({label_code('control-part', part)})"
        return write_value(field, value, self._labels) if field == "relation" else ""

    def _write_claim(self, claim: DisputeRow, reason: str) -> tuple[str, str, Line]:
        """What is said, its style, and who says so."""
        style = "dispute" if claim.disputed else ""
        told: Line = [(self._write_told(claim), "")]
        why = label_code("why", claim.why) if claim.why and claim.why != reason else ""
        if notes := ": ".join(filter(None, (why, claim.note))):
            told.append((f" · {notes}", "faint"))
        return self._write_said(claim.field, json.loads(claim.value)), style, told

    def _write_said(self, field: str, value: Record) -> str:
        if field in ("toll", "quantity"):
            return write_count(value)
        if field in ("who", "fate", "relation") and value.get("says"):
            return label_code("says", value["says"])
        if field == "relation":
            return label_code("relation-status", value["status"])
        return write_value(field, value, self._labels)

    def _write_told(self, claim: DisputeRow) -> str:
        """Who says so and when, and in brackets where it is read; or only where."""
        who = self._labels.name_actor(claim.by) if claim.by else ""
        said = describe(claim.said) if claim.said else ""
        where = cite({"source": claim.source, "at": claim.at}, self._labels)
        told = ", ".join(filter(None, (who, said)))
        return f"{told} ({where})" if told and where else told or where


def _head_reason(reason: str, number: int) -> Line:
    words = _("No reason given")
    if reason != NO_REASON:
        words = label_code("why", reason).capitalize()
        if meaning := VOCABULARIES["why"].get(reason):
            words = f"{words}: {_(meaning)}"
    told = ngettext("{n} difference", "{n} differences", number).format(n=number)
    return [(words, "heading"), (f"  {told}", "faint")]


def count_claims(matters: Sequence[Matter]) -> str:
    """How many events and claims there are, and on which fields: "2 events, 5 claims: toll 5"."""
    claims = list_claims(matters)
    records = Counter(kind for kind, _id in {(claim.kind, claim.id) for claim in claims})
    parts = []
    if events := records["event"]:
        parts.append(ngettext("{n} event", "{n} events", events).format(n=events))
    if actors := records["actor"]:
        parts.append(ngettext("{n} actor", "{n} actors", actors).format(n=actors))
    parts.append(ngettext("{n} claim", "{n} claims", len(claims)).format(n=len(claims)))
    fields = Counter(claim.field for claim in claims).most_common()
    told = ", ".join(f"{label_code('field', field)} {n}" for field, n in fields)
    return f"{', '.join(parts)}: {told}"


def draw_tally(rows: Sequence[TallyRow], width: int | None) -> Iterator[Line]:
    """Who deviates, how often, on which fields and why, as a table."""
    columns = (Column("publisher", "title"), Column("claims", right=True),
               Column("disputed", right=True), Column("on", right=True),
               Column("of events", right=True), Column("fields"), Column("why"),
               Column("source", "faint"))  # fmt: skip
    cells = [
        (row.publisher, str(row.claims), str(row.disputed), str(row.records), str(row.events),
         _write_counts("field", row.fields), _write_counts("why", row.whys), row.source or "")
        for row in rows
    ]  # fmt: skip
    if cells:
        yield from draw_table(columns, cells, width)


def _write_counts(vocabulary: str, counts: str) -> str:
    pairs = (count.split("=") for count in counts.split(";"))
    named = (
        (_("no reason") if code == NO_REASON else label_code(vocabulary, code), number)
        for code, number in pairs
    )
    return ", ".join(f"{name} {number}" for name, number in named)

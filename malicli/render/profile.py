"""An actor's profile: names over time, life, relations as of a day, events by year."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from malicli.date_words import describe
from malicli.dates import FIRST_DAY, LAST_DAY, parse_date
from malicli.language import _
from malicli.query.actors import ActorRow, RelationRow
from malicli.query.events import EventRow
from malicli.query.names import Labels
from malicli.render.lines import Line, wrap_spans
from malicli.render.relations import RELATION_LABELS, list_notes
from malicli.render.timeline import draw_compact
from malicli.render.words import Record, choose_words, write_bounds, write_claimant
from malicli.vocabulary import label_code

_LABEL_WIDTH = 14
_BAR_WIDTH = 30
_CITED = 2  # publishers named beside a relation; the record has them all


class Profile:
    """Draws one actor for one width."""

    def __init__(
        self,
        labels: Labels,
        prose_width: int,
        table_width: int | None,
        ascii_only: bool,
        *,
        as_of: date | None = None,
    ) -> None:
        self._labels = labels
        self._width = prose_width
        self._table_width = table_width
        self._as_of = as_of
        self._ascii = ascii_only

    def draw(
        self,
        actor: ActorRow,
        relations: Sequence[RelationRow],
        years: Sequence[tuple[int, int]],
        events: Sequence[EventRow],
    ) -> Iterator[Line]:
        """The whole profile."""
        record = actor.record
        yield from self._draw_head(actor, record)
        yield from self._draw_names(record)
        yield from self._draw_relations(relations)
        yield from self._draw_years(years)
        if events:
            yield []
            yield [(_("Events"), "heading")]
            yield from draw_compact(events, self._labels, self._table_width, ascii_only=self._ascii)
        yield from self._draw_sources(record)

    def _draw_head(self, actor: ActorRow, record: Record) -> Iterator[Line]:
        full = self._labels.actors[actor.id].name
        name = f"{self._labels.actors[actor.id].short} — {full}" if actor.short else full
        yield from wrap_spans([(name, "title")], self._width)
        kind = label_code("actor-kind", actor.kind)
        facts = [kind, *self._list_camps(record), *self._list_life(record)]
        yield from wrap_spans([(" · ".join(facts), "faint")], self._width)
        yield from wrap_spans([(f"id: {actor.id}", "faint")], self._width)
        if self._as_of:
            day = describe(self._as_of.isoformat())
            life = record.get("active", {})
            lived = self._may_hold(life.get("from"), life.get("to"))
            unknown = _("not known to exist on this day")
            note = "" if lived else f": {unknown}"
            as_of = _("As of {day}").format(day=day)
            yield from wrap_spans([(f"{as_of}{note}", "date")], self._width)
        if about := record.get("about"):
            about = choose_words(about, record.get("about_fr"))
            yield []
            yield from wrap_spans([(about, "")], self._width)

    def _list_camps(self, record: Record) -> Iterator[str]:
        for camp in record.get("camp", ()):
            if self._may_hold(camp.get("from"), camp.get("to")):
                bounds = write_bounds(camp.get("from"), camp.get("to"))
                yield f"{label_code('camp', camp['camp'])} {bounds}".rstrip()

    def _list_life(self, record: Record) -> Iterator[str]:
        life = record.get("active")
        if life:
            bounds = write_bounds(life.get("from"), life.get("to"), life.get("attested", ()))
            only_attested = "from" not in life and "to" not in life
            yield bounds if only_attested else _("active {bounds}").format(bounds=bounds)

    def _may_hold(self, start: str | None, end: str | None) -> bool:
        """Whether something dated so may hold on the day asked about."""
        if self._as_of is None:
            return True
        first = parse_date(start).earliest if start else FIRST_DAY
        last = parse_date(end).latest if end else LAST_DAY
        return first <= self._as_of <= last

    def _draw_names(self, record: Record) -> Iterator[Line]:
        names = []
        if french := record.get("name_fr"):
            names.append(f"{french} (fr)")
        for name in record.get("names", ()):
            if not self._may_hold(name.get("from"), name.get("to")):
                continue
            kind = (
                "" if name.get("kind", "name") == "name" else label_code("name-kind", name["kind"])
            )
            shared = _("shared") if name.get("shared") else ""
            bounds = write_bounds(name.get("from"), name.get("to"))
            notes = ", ".join(filter(None, (name.get("lang"), kind, bounds, shared)))
            names.append(f"{name['name']} ({notes})" if notes else name["name"])
        if names:
            yield []
            yield from self._draw_entry(_("Names"), "; ".join(names))

    def _draw_entry(self, label: str, words: str) -> Iterator[Line]:
        margin = _LABEL_WIDTH if self._width >= 60 else 2
        lines = list(wrap_spans([(words, "")], max(10, self._width - margin)))
        if margin == 2:
            yield [(label, "label")]
            yield from ([("  ", ""), *line] for line in lines)
            return
        for number, line in enumerate(lines):
            yield [(f"{label if not number else '':<{margin}}", "label"), *line]

    def _draw_relations(self, relations: Sequence[RelationRow]) -> Iterator[Line]:
        groups: dict[str, list[RelationRow]] = {}
        refuted = [relation for relation in relations if relation.status == "refuted"]
        for kind, (outgoing, incoming) in RELATION_LABELS.items():
            for relation in relations:
                if relation.kind == kind and relation.status != "refuted":
                    label = _(outgoing if relation.outgoing else incoming)
                    groups.setdefault(label, []).append(relation)
        if groups:
            yield []
        for label, group in groups.items():
            for number, relation in enumerate(group):
                yield from self._draw_entry(label if not number else "", self._write(relation))
        if refuted:
            yield []
            yield [(_("Told otherwise"), "heading")]
            for relation in refuted:
                label = _(RELATION_LABELS[relation.kind][0 if relation.outgoing else 1])
                yield from self._draw_entry(label, self._write(relation))

    def _write(self, relation: RelationRow) -> str:
        """One relation: who, as what, when, how sure, according to whom."""
        own = json.loads(relation.record)["relations"][relation.position]
        said = [write_claimant(source, self._labels) for source in own.get("sources", ())]
        said += [write_claimant(claim, self._labels) for claim in own.get("claims", ())]
        told = ", ".join(list_notes(relation, own.get("attested", ()), self._as_of))
        name = self._labels.actors[relation.other].name
        words = f"{name} ({told})" if told else name
        by = list(dict.fromkeys(filter(None, said)))
        more = _(" and {n} more").format(n=len(by) - _CITED) if len(by) > _CITED else ""
        words = f"{words} — {'; '.join(by[:_CITED])}{more}" if by else words
        if relation.status in ("refuted", "contested") and own.get("note"):
            words = f"{words}. {own['note']}"
        return words

    def _draw_years(self, years: Sequence[tuple[int, int]]) -> Iterator[Line]:
        if not years:
            return
        yield []
        yield [(_("Events by year"), "heading")]
        most = max(count for _, count in years)
        for year, count in years:
            size = round(count / most * _BAR_WIDTH) if most > _BAR_WIDTH else count
            size = max(size, 1) if count else 0
            yield [
                (f"{year}  ", "date"),
                ("█" * size, "cyan"),
                (f" {count}" if count else "·", "faint"),
            ]

    def _draw_sources(self, record: Record) -> Iterator[Line]:
        cited: Iterable[Record] = record.get("sources", ())
        publishers = list(dict.fromkeys(self._labels.name_source(s["source"]) for s in cited))
        if publishers:
            yield []
            yield from self._draw_entry(_("Sources"), "; ".join(publishers))

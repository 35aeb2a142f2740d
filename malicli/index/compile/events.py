"""Rows of the tables about events, and counts of what events use."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from malicli.checks.subject import map_divisions
from malicli.dates import FIRST_DAY, LAST_DAY, UncertainDate, parse_date
from malicli.index.compile.rows import Row, bound_days, insert, list_names, to_json
from malicli.index.schema import LAST_ORDINAL, LONG_SPAN_DAYS
from malicli.model.actor import Actor
from malicli.model.dataset import RECORD_KINDS, Dataset
from malicli.model.differences import Claim, find_claims
from malicli.model.event import Event
from malicli.model.fields import walk_references
from malicli.model.place import Place
from malicli.model.tolls import Total, total_tolls
from malicli.text import fold


class EventWriter:
    """Writes the events and all that hangs on them, and counts what they use."""

    def __init__(self, dataset: Dataset, connection: sqlite3.Connection) -> None:
        self._dataset = dataset
        self._connection = connection
        self._divisions = map_divisions(dataset)
        self._places = {place.id: place for place in dataset.places}
        self._countries = {
            p.country: p.id for p in dataset.places if p.kind == "country" and p.country
        }
        self._now = {
            kind: {old: r.id for r in dataset.records(kind) for old in (r.id, *r.formerly)}
            for kind in RECORD_KINDS
        }
        self._parts: dict[str, list[Event]] = {}
        for event in dataset.events:
            for r in event.related:
                if r.kind == "part-of":
                    self._parts.setdefault(self._now["event"][r.event], []).append(event)
        self._words = self._collect_words()
        self._used: Counter[tuple[str, str]] = Counter()
        self._rows: dict[str, list[Row]] = {}

    def write(self) -> None:
        """Write all events, in the order of time, then what counts them."""
        events = sorted(self._dataset.events, key=lambda event: event.sort_key)
        for n, event in enumerate(events, 1):
            self._add_event(n, event)
        for table, rows in self._rows.items():
            insert(self._connection, table, iter(rows))
        self._write_used()

    def _add(self, table: str, *row: Any) -> None:
        self._rows.setdefault(table, []).append(row)

    def _collect_words(self) -> dict[tuple[str, str], str]:
        """All names of each actor and place, folded: what a text search finds an event by."""
        words = {}
        for kind in ("actor", "place"):
            for record in self._dataset.records(kind):
                names = {fold(name) for name, _, _ in list_names(record)}
                words[kind, record.id] = " ".join(sorted(names))
        return words

    def _add_event(self, n: int, event: Event) -> None:
        when = event.when
        first, last = _to_ordinal(when.earliest), _to_ordinal(when.latest)
        claims = list(find_claims(event, self._divisions))
        self._add_links(n, event, first, last)
        for claim in claims:
            self._add("claim", "event", event.id, *_make_claim(event, claim))
        for position, t in enumerate(event.tolls):
            people = "/".join(t.same_people)
            self._add("toll", n, position, t.harm, t.whom, t.of, people, t.low, t.best, t.high,
                      t.words, t.by, t.source, t.refuted)  # fmt: skip
        place = self._find_own_place(event)
        killed, injured = (self._total(event, harm) for harm in ("killed", "injured"))
        own = total_tolls(event.tolls, "killed")
        self._add(
            "event", n, event.id, event.date, when.kind, when.precision, when.doubt,
            *_to_iso(when), first, _to_ordinal(when.start_latest), _to_ordinal(when.end_earliest),
            last, last - first > LONG_SPAN_DAYS, event.type, event.status, event.rank,
            event.provisional, event.episode, event.title, event.title_fr, event.summary,
            event.summary_fr, ";".join("|".join(line.actors) for line in event.actors),
            ";".join(p.place for p in event.places), self._find_admin1(place, when),
            place and place.latitude, place and place.longitude, *killed, *injured,
            ";".join(s.source for s in event.sources),
            ";".join(dict.fromkeys(c.field for c in claims if c.disputed)),
            ";".join(event.tags), own.low, own.high,
        )  # fmt: skip
        self._add_harms(n, event, [c for c in claims if c.disputed and c.field == "toll"])
        self._add_text(n, event)

    def _add_harms(self, n: int, event: Event, disputed: Sequence[Claim]) -> None:
        """What the claims of each harm come to, also where the parts are counted instead."""
        rival = {event.tolls[int(c.path[1])].harm for c in disputed if c.path[0] == "tolls"}
        for harm in dict.fromkeys(toll.harm for toll in event.tolls):
            in_parts = next(self._find_parts(event, harm), None) is not None
            total = total_tolls(event.tolls, harm)
            self._add("event_harm", n, harm, *total, in_parts, harm in rival)

    def _total(self, event: Event, harm: str) -> Total:
        """What an event's claims come to; nothing where its parts have claims of their own."""
        if next(self._find_parts(event, harm), None):
            return Total()
        return total_tolls(event.tolls, harm)

    def _find_parts(self, event: Event, harm: str) -> Iterator[Event]:
        """The parts of an event, and theirs, that have claims about a harm."""
        ahead, seen = [event.id], {event.id}
        while ahead:
            for part in self._parts.get(ahead.pop(), ()):
                if part.id not in seen:
                    seen.add(part.id)
                    ahead.append(part.id)
                    if total_tolls(part.tolls, harm).low is not None:
                        yield part

    def _add_links(self, n: int, event: Event, first: int, last: int) -> None:
        actors = [self._now["actor"][a] for line in event.actors for a in line.actors]
        roles = [line.role for line in event.actors for _ in line.actors]
        for position, (actor, role) in enumerate(zip(actors, roles, strict=True)):
            self._add("event_actor", actor, first, n, position, role, last)
        areas: set[str] = set()
        for position, p in enumerate(event.places):
            place = self._now["place"][p.place]
            self._add("event_place", place, first, n, position, p.role)
            areas |= {place, *self._find_areas(self._places[place], event.when)}
        for control in event.control:
            place = self._now["place"][control.place]
            areas |= {place, *self._find_areas(self._places[place], event.when)}
        for area in areas:
            self._add("event_area", area, first, n)
        # A source tells of an event also where only a claim in it cites it.
        cited = (ref.id for ref in walk_references(event) if ref.kind == "source")
        sources = list(dict.fromkeys(self._now["source"][id_] for id_ in cited))
        for position, source in enumerate(sources):
            self._add("event_source", source, n, position)
        for tag in set(event.tags):
            self._add("event_tag", tag, n)
        for r in event.related:
            self._add("event_relation", event.id, r.kind, self._now["event"][r.event], r.note)
        for position, c in enumerate(event.control):
            when = parse_date(c.from_) if c.from_ else event.when
            self._add("control", self._now["place"][c.place], _to_ordinal(when.earliest), n,
                      position, c.part, c.state, ";".join(c.holders), when.text, c.by, c.source,
                      c.at, c.note)  # fmt: skip
        self._used.update(("actor", actor) for actor in set(actors))
        self._used.update(("place", self._now["place"][p.place]) for p in event.places)
        self._used.update(("source", source) for source in sources)

    def _find_areas(self, place: Place, when: UncertainDate) -> Iterator[str]:
        """The places around a place on the day of an event."""
        for division in place.admin:
            first, last = bound_days(division.from_, division.to)
            if first <= when.latest.toordinal() and last >= when.earliest.toordinal():
                yield from filter(None, (division.admin1, division.admin2))
        if place.country in self._countries:
            yield self._countries[place.country]

    def _find_own_place(self, event: Event) -> Place | None:
        """The one place where it took place; none where there are several."""
        places = {p.place for p in event.places if p.role == "at"}
        return self._places[self._now["place"][places.pop()]] if len(places) == 1 else None

    def _find_admin1(self, place: Place | None, when: UncertainDate) -> str | None:
        if place is None:
            return None
        if place.kind == "region":
            return place.id
        for division in place.admin:
            first, last = bound_days(division.from_, division.to)
            if division.admin1 and first <= when.earliest.toordinal() <= last:
                return division.admin1
        return None

    def _add_text(self, n: int, event: Event) -> None:
        named = [
            self._words["actor", self._now["actor"][a]] for x in event.actors for a in x.actors
        ]
        named += [self._words["place", self._now["place"][p.place]] for p in event.places]
        title = " ".join(filter(None, (event.title, event.title_fr)))
        summary = " ".join(filter(None, (event.summary, event.summary_fr, *event.tags)))
        self._connection.execute(
            "INSERT INTO event_text (rowid, title, summary, names) VALUES (?, ?, ?, ?)",
            (n, fold(title), fold(summary), " ".join(named)),
        )

    def _write_used(self) -> None:
        used = self._used
        actors, places, sources = self._dataset.actors, self._dataset.places, self._dataset.sources
        insert(self._connection, "actor", (
            (a.id, a.name, a.name_fr, a.short, a.kind, *_get_life(a), used["actor", a.id],
             _find_short_fr(a))
            for a in actors
        ))  # fmt: skip
        insert(self._connection, "place", (
            (p.id, p.name, p.name_fr, p.kind, p.country, p.latitude, p.longitude, p.precision,
             used["place", p.id])
            for p in places
        ))  # fmt: skip
        insert(self._connection, "source", (
            (s.id, s.title, s.publisher, s.published, s.url, s.kind, s.lang, s.symbol, s.origin,
             s.stake, used["source", s.id])
            for s in sources
        ))  # fmt: skip


def _find_short_fr(actor: Actor) -> str | None:
    """The first abbreviation in French; a surname or a part of the usual one is none."""
    for name in actor.names:
        french = name.lang == "fr" and name.kind == "short" and name.name.isupper()
        always = not (name.from_ or name.to or name.shared)
        if french and always and actor.short and not actor.short.startswith(name.name):
            return name.name
    return None


def _get_life(actor: Actor) -> tuple[str | None, str | None]:
    return (actor.active.from_, actor.active.to) if actor.active else (None, None)


def _to_ordinal(day: date) -> int:
    if day == FIRST_DAY:
        return 0
    return LAST_ORDINAL if day == LAST_DAY else day.toordinal()


def _to_iso(when: UncertainDate) -> Iterator[str | None]:
    for day in (when.earliest, when.start_latest, when.end_earliest, when.latest):
        yield None if day in (FIRST_DAY, LAST_DAY) else day.isoformat()


def _make_claim(event: Event, claim: Claim) -> Row:
    """The columns of a claim from ``field`` on."""
    value: Any = event
    for step in claim.path:
        key = "from_" if step == "from" else step
        value = value[key] if isinstance(key, int) else getattr(value, key)
    plain = value.to_plain() if hasattr(value, "to_plain") else value
    if claim.field in ("who", "fate"):
        line = event.actors[int(claim.path[1])]
        plain = {"actors": list(line.actors), "role": line.role, **plain}
    carrier: Any = event.sources[int(claim.path[1])] if claim.path[0] == "sources" else value
    cite: Mapping[str, Any] = {
        key: getattr(carrier, key, None) for key in ("by", "said", "source", "at", "why", "note")
    }
    return (
        claim.field, ".".join(map(str, claim.path)), to_json(plain), *cite.values(),
        claim.standing, claim.disputed,
    )  # fmt: skip

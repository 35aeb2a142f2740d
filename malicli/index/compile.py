"""Dataset → rows: everything that a query needs, worked out once."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from malicli.checks.subject import map_divisions
from malicli.dates import FIRST_DAY, LAST_DAY, UncertainDate, parse_date
from malicli.index.schema import APPLICATION_ID, LAST_ORDINAL, LONG_SPAN_DAYS, TABLES, USER_VERSION
from malicli.model.actor import Actor
from malicli.model.dataset import RECORD_KINDS, Dataset
from malicli.model.differences import Claim, find_claims
from malicli.model.event import Event
from malicli.model.place import Place
from malicli.model.tolls import total_tolls
from malicli.text import fold

Row = tuple[Any, ...]


def compile_index(dataset: Dataset, connection: sqlite3.Connection, digest: str) -> None:
    """Fill an empty database with the index of a chronology, in one transaction."""
    connection.executescript(
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={USER_VERSION};"
        f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {TABLES}"
    )
    with connection:
        _insert(connection, "meta", _make_meta(dataset, digest))
        for kind in RECORD_KINDS:
            _insert(connection, "record", _make_records(dataset, kind))
        _insert(connection, "name", _make_names(dataset))
        _insert(connection, "former", _make_former(dataset))
        _EventWriter(dataset, connection).write()
        _insert(connection, "relation", _make_relations(dataset))
        _insert(connection, "claim", _make_relation_claims(dataset))
        _insert(connection, "figure", _make_figures(dataset))
    connection.execute("ANALYZE")
    connection.commit()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    first = next(rows, None)
    if first is None:
        return
    # The table names are our own constants; every value is a parameter.
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _make_meta(dataset: Dataset, digest: str) -> Iterator[Row]:
    yield "digest", digest
    yield "chronology", _to_json(dataset.chronology.to_plain())


def _make_records(dataset: Dataset, kind: str) -> Iterator[Row]:
    for position, record in enumerate(dataset.records(kind)):
        yield kind, record.id, position, _to_json(record.to_plain())


def _bound_days(first: str | None, last: str | None) -> tuple[int, int]:
    """The first and last day that a pair of dates may hold; 0 and ``LAST_ORDINAL`` when open."""
    begin = parse_date(first).earliest.toordinal() if first else 0
    end = parse_date(last).latest.toordinal() if last else LAST_ORDINAL
    return begin, end


def _make_names(dataset: Dataset) -> Iterator[Row]:
    """One row for each spelling, folded; ``rank`` 0 is an id, 1 a short name, 2 any other."""
    for kind in RECORD_KINDS:
        for record in dataset.records(kind):
            best: dict[str, Row] = {}
            for name, rank, days in _list_names(record):
                row = (kind, fold(name), record.id, name, rank, *days)
                best.setdefault(fold(name), row)
            yield from best.values()


def _make_former(dataset: Dataset) -> Iterator[Row]:
    for kind in RECORD_KINDS:
        for record in dataset.records(kind):
            for old in record.formerly:
                yield kind, old, record.id


def _list_names(record: Any) -> Iterator[tuple[str, int, tuple[int, int]]]:
    always = 0, LAST_ORDINAL
    for id_ in (record.id, *record.formerly):
        yield id_, 0, always
    if short := getattr(record, "short", None):
        yield short, 1, always
    # A dated name in `names` says when a spelling held, also that of the main name.
    for name in getattr(record, "names", ()):
        days = _bound_days(getattr(name, "from_", None), getattr(name, "to", None))
        yield name.name, 2, days
    for key in ("name", "name_fr"):
        if name := getattr(record, key, None):
            yield name, 2, always


def _make_relations(dataset: Dataset) -> Iterator[Row]:
    for actor in dataset.actors:
        for position, r in enumerate(actor.relations):
            days = _bound_days(r.from_, r.to)
            yield (actor.id, position, r.kind, r.actor, r.from_, r.to, *days, r.status, r.as_,
                   r.extent)  # fmt: skip


def _make_relation_claims(dataset: Dataset) -> Iterator[Row]:
    """Every source of a relation is a claim; a refuted or contested relation is a difference."""
    for actor in dataset.actors:
        for position, r in enumerate(actor.relations):
            differs = r.status in ("refuted", "contested")
            standing = "conflicting" if differs else "equal"
            value = {"kind": r.kind, "actor": r.actor, "status": r.status}
            path = f"relations.{position}"
            disputed = r.status == "contested"
            for cited in r.sources:
                yield ("actor", actor.id, "relation", path, _to_json(value), None, None,
                       cited.source, cited.at, r.why, r.note, standing, disputed)  # fmt: skip
            for n, c in enumerate(r.claims):
                said = _to_json({**value, "says": c.says})
                yield ("actor", actor.id, "relation", f"{path}.claims.{n}", said, c.by, c.said,
                       c.source, c.at, r.why, c.note, standing, disputed)  # fmt: skip


def _make_figures(dataset: Dataset) -> Iterator[Row]:
    for f in dataset.figures:
        when = f.as_of or f.period or f.since
        yield (f.id, f.kind, f.measure, f.whom, when, f.low, f.best, f.high, f.words, f.source)


class _EventWriter:
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
        self._words = self._collect_words()
        self._used: Counter[tuple[str, str]] = Counter()
        self._rows: dict[str, list[Row]] = {}

    def write(self) -> None:
        events = sorted(self._dataset.events, key=lambda event: event.sort_key)
        for n, event in enumerate(events, 1):
            self._add_event(n, event)
        for table, rows in self._rows.items():
            _insert(self._connection, table, iter(rows))
        self._write_used()

    def _add(self, table: str, *row: Any) -> None:
        self._rows.setdefault(table, []).append(row)

    def _collect_words(self) -> dict[tuple[str, str], str]:
        """All names of each actor and place, folded: what a text search finds an event by."""
        words = {}
        for kind in ("actor", "place"):
            for record in self._dataset.records(kind):
                names = {fold(name) for name, _, _ in _list_names(record)}
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
        killed, injured = total_tolls(event.tolls, "killed"), total_tolls(event.tolls, "injured")
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
            ";".join(event.tags),
        )  # fmt: skip
        self._add_text(n, event)

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
        for area in areas:
            self._add("event_area", area, first, n)
        sources = {self._now["source"][s.source] for s in event.sources}
        for position, s in enumerate(event.sources):
            self._add("event_source", self._now["source"][s.source], n, position)
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
            first, last = _bound_days(division.from_, division.to)
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
            first, last = _bound_days(division.from_, division.to)
            if division.admin1 and first <= when.earliest.toordinal() <= last:
                return division.admin1
        return None

    def _add_text(self, n: int, event: Event) -> None:
        named = [
            self._words["actor", self._now["actor"][a]] for x in event.actors for a in x.actors
        ]
        named += [self._words["place", self._now["place"][p.place]] for p in event.places]
        own = (event.title, event.title_fr, event.summary, event.summary_fr, *event.tags)
        text = " ".join((fold(" ".join(filter(None, own))), *named))
        self._connection.execute("INSERT INTO event_text (rowid, words) VALUES (?, ?)", (n, text))

    def _write_used(self) -> None:
        used = self._used
        actors, places, sources = self._dataset.actors, self._dataset.places, self._dataset.sources
        _insert(self._connection, "actor", (
            (a.id, a.name, a.name_fr, a.short, a.kind, *_get_life(a), used["actor", a.id])
            for a in actors
        ))  # fmt: skip
        _insert(self._connection, "place", (
            (p.id, p.name, p.name_fr, p.kind, p.country, p.latitude, p.longitude, p.precision,
             used["place", p.id])
            for p in places
        ))  # fmt: skip
        _insert(self._connection, "source", (
            (s.id, s.title, s.publisher, s.published, s.url, s.kind, s.lang, s.symbol, s.origin,
             s.stake, used["source", s.id])
            for s in sources
        ))  # fmt: skip


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
    if claim.field == "who":
        line = event.actors[int(claim.path[1])]
        plain = {"actors": list(line.actors), "role": line.role, **plain}
    carrier: Any = event.sources[int(claim.path[1])] if claim.path[0] == "sources" else value
    cite: Mapping[str, Any] = {
        key: getattr(carrier, key, None) for key in ("by", "said", "source", "at", "why", "note")
    }
    return (
        claim.field, ".".join(map(str, claim.path)), _to_json(plain), *cite.values(),
        claim.standing, claim.disputed,
    )  # fmt: skip

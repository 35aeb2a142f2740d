"""Actors through time: their rows, their relations on a day, their events by year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from malicli.query.records import get_row, list_rows, read_body


class ActorRow(NamedTuple):
    """One actor in one row; ``events`` is how many name it. ``body`` is the record as JSON."""

    id: str
    name: str
    name_fr: str | None
    short: str | None
    kind: str
    active_from: str | None
    active_to: str | None
    events: int
    body: str

    @property
    def record(self) -> dict[str, Any]:
        """The record as written, all its keys."""
        return read_body(self.body)


class RelationRow(NamedTuple):
    """One relation seen from one actor: ``outgoing`` is its own, else the other's.

    ``office`` is what a leader was; ``position`` the relation's place in its owner's record.
    """

    outgoing: int
    kind: str
    other: str
    name: str
    position: int
    date_from: str | None
    date_to: str | None
    first_day: int
    last_day: int
    status: str
    office: str | None
    extent: str
    other_kind: str
    record: str


_SELECT = f"""
SELECT {", ".join(f"a.{name}" for name in ActorRow._fields[:-1])}, r.body
FROM actor a JOIN record r ON r.kind = 'actor' AND r.id = a.id
"""  # noqa: S608 - our own field names


def list_actors(
    index: sqlite3.Connection, kinds: Sequence[str] = (), limit: int | None = None
) -> Iterator[ActorRow]:
    """All actors, or those of some kinds, by name."""
    rows = list_rows(index, _SELECT, "name COLLATE NOCASE, id", kinds, limit)
    return map(ActorRow._make, rows)


def get_actor(index: sqlite3.Connection, name: str, as_of: date | None = None) -> ActorRow:
    """Get one actor by id or any name. Raises ``NameUnresolvedError``."""
    return ActorRow._make(get_row(index, _SELECT, "actor", name, as_of))


def find_relations(
    index: sqlite3.Connection, actor: str, as_of: date | None = None
) -> list[RelationRow]:
    """The relations of an actor, both ways; on a day, those that may hold then."""
    day = as_of.toordinal() if as_of else None
    rows = index.execute(
        "SELECT 1, l.kind, l.other, a.name, l.position, l.date_from, l.date_to, l.first_day,"
        " l.last_day, l.status, l.office, l.extent, a.kind, r.body FROM relation l"
        " JOIN actor a ON a.id = l.other"
        " JOIN record r ON r.kind = 'actor' AND r.id = l.actor"
        " WHERE l.actor = ?1 AND (?2 IS NULL OR ?2 BETWEEN l.first_day AND l.last_day)"
        " UNION ALL "
        "SELECT 0, l.kind, l.actor, a.name, l.position, l.date_from, l.date_to, l.first_day,"
        " l.last_day, l.status, l.office, l.extent, a.kind, r.body FROM relation l"
        " JOIN actor a ON a.id = l.actor"
        " JOIN record r ON r.kind = 'actor' AND r.id = l.actor"
        " WHERE l.other = ?1 AND (?2 IS NULL OR ?2 BETWEEN l.first_day AND l.last_day)"
        " ORDER BY 2, 1 DESC, 8, 4",
        (actor, day),
    )
    relations = [RelationRow._make(row) for row in rows]
    # Groups before the people in them.
    relations.sort(key=lambda row: (row.kind, -row.outgoing, row.other_kind == "person"))
    return relations


def count_by_year(
    index: sqlite3.Connection, actor: str, until: date | None = None
) -> list[tuple[int, int]]:
    """How many events of an actor begin in each year, by the first day they can; gaps are zero.

    With ``until``, only events that may have begun by that day.
    """
    rows = index.execute(
        "SELECT CAST(substr(e.earliest, 1, 4) AS INTEGER), count(DISTINCT e.n) FROM event e"
        " JOIN event_actor a ON a.event = e.n WHERE a.actor = ?1 AND e.earliest IS NOT NULL"
        " AND (?2 IS NULL OR e.first_day <= ?2) GROUP BY 1 ORDER BY 1",
        (actor, until.toordinal() if until else None),
    ).fetchall()
    counts: dict[int, int] = dict(rows)
    if not counts:
        return []
    return [(year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1)]

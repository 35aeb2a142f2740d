"""Events as rows: the public type that every view and format is made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from malicli.query.filters import Filter, build_query
from malicli.query.records import get_row, read_body


class EventRow(NamedTuple):
    """One event in one row. Bounds are ISO days, None when open; several ids are joined by ``;``.

    ``disputed`` names the disputed fields; ``body`` is the whole record as JSON.
    """

    id: str
    date: str
    date_kind: str
    precision: str
    doubt: str
    earliest: str | None
    latest: str | None
    type: str
    status: str
    rank: int
    provisional: int
    title: str
    title_fr: str | None
    summary: str
    summary_fr: str | None
    actors: str
    places: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    sources: str
    disputed: str
    tags: str
    own_killed_low: int | None
    own_killed_high: int | None
    body: str

    @property
    def record(self) -> dict[str, Any]:
        """The record as written, all its keys."""
        return read_body(self.body)


# The columns are EventRow's own field names, all but the record itself.
EVENT_COLUMNS = ", ".join(f"e.{name}" for name in EventRow._fields[:-1])
_SELECT = f"""
SELECT {EVENT_COLUMNS}, r.body
FROM event e JOIN record r ON r.kind = 'event' AND r.id = e.id
"""  # noqa: S608


def find_events(index: sqlite3.Connection, which: Filter) -> Iterator[EventRow]:
    """Find the events that a filter lets through, in its order."""
    query = build_query(index, which)
    return map(EventRow._make, index.execute(_SELECT + query.clauses, query.parameters))


def get_event(index: sqlite3.Connection, name: str) -> EventRow:
    """Get one event by id or former id. Raises ``NameUnresolvedError``."""
    return EventRow._make(get_row(index, _SELECT, "event", name))


class ClaimRow(NamedTuple):
    """One claim about a field of a record, and how it stands to the others."""

    field: str
    path: str
    value: str
    by: str | None
    said: str | None
    source: str | None
    at: str | None
    why: str | None
    note: str | None
    standing: str
    disputed: int


def find_claims(index: sqlite3.Connection, kind: str, record: str) -> list[ClaimRow]:
    """All claims of one record, in the order they stand in it."""
    rows = index.execute(
        f"SELECT {', '.join(ClaimRow._fields)} FROM claim"  # noqa: S608 - our own field names
        " WHERE kind = ? AND record = ? ORDER BY rowid",
        (kind, record),
    )
    return [ClaimRow._make(row) for row in rows]


class LinkRow(NamedTuple):
    """Another event that this one is tied to, and from which side the tie is told."""

    kind: str
    outgoing: int
    id: str
    date: str
    title: str


def find_links(index: sqlite3.Connection, event: str) -> list[LinkRow]:
    """The events that an event names, and those that name it."""
    rows = index.execute(
        "SELECT l.kind, 1, e.id, e.date, e.title FROM event_relation l"
        " JOIN event e ON e.id = l.other WHERE l.event = ?1 UNION ALL"
        " SELECT l.kind, 0, e.id, e.date, e.title FROM event_relation l"
        " JOIN event e ON e.id = l.event WHERE l.other = ?1 ORDER BY 2 DESC, 1, 4",
        (event,),
    )
    return [LinkRow._make(row) for row in rows]

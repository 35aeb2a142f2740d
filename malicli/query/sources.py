"""Sources as rows, and what each says that others do not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from malicli.query.records import get_row, list_rows, read_body


class SourceRow(NamedTuple):
    """One source in one row; ``events`` cite it, ``differs`` is on how many fields of them.

    ``body`` is the record as JSON.
    """

    id: str
    title: str
    publisher: str
    published: str | None
    url: str | None
    kind: str
    lang: str | None
    symbol: str | None
    origin: str | None
    stake: str | None
    events: int
    differs: int
    body: str

    @property
    def record(self) -> dict[str, Any]:
        """The record as written, all its keys."""
        return read_body(self.body)


class DeviationRow(NamedTuple):
    """One claim of a source that conflicts with an event, an actor's record or another claim.

    ``value`` is the source's value as JSON; ``title`` and ``date`` are the record's own.
    """

    kind: str
    record: str
    title: str
    date: str | None
    field: str
    value: str
    at: str | None
    why: str | None
    note: str | None
    disputed: int


_SELECT = f"""
SELECT {", ".join(f"s.{name}" for name in SourceRow._fields[:-2])},
  (SELECT count(*) FROM claim c WHERE c.source = s.id AND c.standing = 'conflicting'), r.body
FROM source s JOIN record r ON r.kind = 'source' AND r.id = s.id
"""  # noqa: S608 - our own field names


def list_sources(
    index: sqlite3.Connection, kinds: Sequence[str] = (), limit: int | None = None
) -> Iterator[SourceRow]:
    """All sources, or those of some kinds; those that most events cite come first."""
    rows = list_rows(index, _SELECT, "events DESC, id", kinds, limit)
    return map(SourceRow._make, rows)


def get_source(index: sqlite3.Connection, name: str) -> SourceRow:
    """Get one source by id. Raises ``NameUnresolvedError``."""
    return SourceRow._make(get_row(index, _SELECT, "source", name))


def find_deviations(index: sqlite3.Connection, source: str) -> list[DeviationRow]:
    """Where a source conflicts with others, in the order of time."""
    rows = index.execute(
        "SELECT c.kind, c.record, coalesce(e.title, a.name), e.date, c.field, c.value, c.at, c.why,"
        " c.note, c.disputed FROM claim c"
        " LEFT JOIN event e ON c.kind = 'event' AND e.id = c.record"
        " LEFT JOIN actor a ON c.kind = 'actor' AND a.id = c.record"
        " WHERE c.source = ? AND c.standing = 'conflicting' ORDER BY c.kind DESC, e.n, c.rowid",
        (source,),
    )
    return [DeviationRow._make(row) for row in rows]


def find_siblings(index: sqlite3.Connection, row: SourceRow) -> list[tuple[str, str]]:
    """Ids and publishers of the other sources that rest on the same report."""
    if row.origin is None:
        return []
    return index.execute(
        "SELECT id, publisher FROM source WHERE origin = ? AND id <> ? ORDER BY id",
        (row.origin, row.id),
    ).fetchall()

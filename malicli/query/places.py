"""Places as rows, and who claimed to hold them when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from malicli.query.records import get_row, list_rows, read_body


class PlaceRow(NamedTuple):
    """One place in one row; ``events`` is how many name it. ``body`` is the record as JSON."""

    id: str
    name: str
    name_fr: str | None
    kind: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    events: int
    body: str

    @property
    def record(self) -> dict[str, Any]:
        """The record as written, all its keys."""
        return read_body(self.body)


class ControlRow(NamedTuple):
    """One claim about who holds a place from a day on; holders are ids joined by ``;``."""

    date: str
    part: str
    state: str
    holders: str
    by: str | None
    source: str | None
    at: str | None
    note: str | None
    event: str
    title: str


_SELECT = f"""
SELECT {", ".join(f"p.{name}" for name in PlaceRow._fields[:-1])}, r.body
FROM place p JOIN record r ON r.kind = 'place' AND r.id = p.id
"""  # noqa: S608 - our own field names


def list_places(
    index: sqlite3.Connection, kinds: Sequence[str] = (), limit: int | None = None
) -> Iterator[PlaceRow]:
    """All places, or those of some kinds, by name."""
    rows = list_rows(index, _SELECT, "name COLLATE NOCASE, id", kinds, limit)
    return map(PlaceRow._make, rows)


def get_place(index: sqlite3.Connection, name: str, as_of: date | None = None) -> PlaceRow:
    """Get one place by id or any name (of a day). Raises ``NameUnresolvedError``."""
    return PlaceRow._make(get_row(index, _SELECT, "place", name, as_of))


def find_control(index: sqlite3.Connection, place: str) -> list[ControlRow]:
    """Every claim about who held a place, in the order of time."""
    rows = index.execute(
        "SELECT c.date, c.part, c.state, c.holders, c.by, c.source, c.at, c.note, e.id, e.title"
        " FROM control c JOIN event e ON e.n = c.event WHERE c.place = ?"
        " ORDER BY c.first_day, c.event, c.position",
        (place,),
    )
    return [ControlRow._make(row) for row in rows]

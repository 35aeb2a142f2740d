"""Figures as rows: numbers that are no event, never added to anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from malicli.dates import FIRST_DAY, LAST_DAY, parse_date
from malicli.query.names import resolve_name
from malicli.query.records import read_body


class FigureRow(NamedTuple):
    """One figure in one row. ``date`` is the day, period or start it is about (EDTF)."""

    id: str
    kind: str
    measure: str
    whom: str | None
    date: str
    low: float | None
    best: float | None
    high: float | None
    words: str | None
    source: str
    body: str

    @property
    def record(self) -> dict[str, Any]:
        """The record as written, all its keys."""
        return read_body(self.body)


class FigureFilter(NamedTuple):
    """Which figures: about which days, what, which actor or place, told by which source."""

    first: date | None = None
    last: date | None = None
    measures: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    limit: int | None = None


_SELECT = f"""
SELECT {", ".join(f"f.{name}" for name in FigureRow._fields[:-1])}, r.body
FROM figure f JOIN record r ON r.kind = 'figure' AND r.id = f.id
"""  # noqa: S608 - our own field names


def list_figures(index: sqlite3.Connection, which: FigureFilter) -> Iterator[FigureRow]:
    """The figures that a filter lets through, in the order of time. There are hundreds at most."""
    wanted = {
        key: {resolve_name(index, kind, name) for name in getattr(which, f"{kind}s")}
        for kind, key in (("actor", "actors"), ("place", "places"), ("source", "source"))
    }
    rows = map(FigureRow._make, index.execute(_SELECT))
    kept = sorted((row for row in rows if _matches(row, which, wanted)), key=_find_start)
    return iter(kept if which.limit is None else kept[: which.limit])


def _find_start(row: FigureRow) -> tuple[date, str]:
    return parse_date(row.date).earliest, row.id


def _matches(row: FigureRow, which: FigureFilter, wanted: dict[str, set[str]]) -> bool:
    record = row.record
    if which.measures and row.measure not in which.measures:
        return False
    if which.kinds and row.kind not in which.kinds:
        return False
    for key, ids in wanted.items():
        named = {record["source"]} if key == "source" else set(record.get(key, ()))
        if key == "actors":
            named |= {record.get("of", ""), record.get("by", "")}
        if ids and ids.isdisjoint(named):
            return False
    first, last = which.first or FIRST_DAY, which.last or LAST_DAY
    begins, ends = parse_date(row.date), parse_date(record.get("until") or row.date)
    return begins.earliest <= last and ends.latest >= first

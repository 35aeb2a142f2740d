"""Counting events, and what they cost, by year, type, actor, place, source …"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from malicli.event_types import EVENT_TYPES
from malicli.query.filters import Filter, build_query
from malicli.vocabulary import VOCABULARIES

EVENTS = "events"  # the measure that counts events; any other is a harm


class Dimension(NamedTuple):
    """What to group by: tables joined to ``event e``, the key, and how the groups overlap.

    ``several`` where one event can count in more than one group.
    """

    join: str
    key: str
    several: bool = False


# A key is NULL where an event has none: no first day, no place, no actor.
DIMENSIONS = {
    "year": Dimension("", "substr(e.earliest, 1, 4)"),
    "quarter": Dimension(
        "",
        "substr(e.earliest, 1, 4) || '-Q' || ((CAST(substr(e.earliest, 6, 2) AS INTEGER) + 2) / 3)",
    ),
    "month": Dimension("", "substr(e.earliest, 1, 7)"),
    "type": Dimension("", "e.type"),
    "actor": Dimension("LEFT JOIN event_actor a ON a.event = e.n", "a.actor", several=True),
    "place": Dimension("LEFT JOIN event_place p ON p.event = e.n", "p.place", several=True),
    "region": Dimension(
        "LEFT JOIN (SELECT v.event, v.area FROM event_area v JOIN place q ON q.id = v.area"
        " AND q.kind = 'region') v ON v.event = e.n",
        "v.area",
        several=True,
    ),
    "source": Dimension("LEFT JOIN event_source s ON s.event = e.n", "s.source", several=True),
    "publisher": Dimension(
        "LEFT JOIN event_source s ON s.event = e.n LEFT JOIN source w ON w.id = s.source",
        "w.publisher",
        several=True,
    ),
    "harm": Dimension("LEFT JOIN event_harm d ON d.event = e.n", "d.harm", several=True),
}
TIMES = ("year", "quarter", "month")


class StatRow(NamedTuple):
    """One group, or one cell of two groupings.

    ``low`` and ``high`` are what the claims of the measured harm come to, ``high`` None where one
    is open above, ``reach`` what the highest come to at least; all None for plain counts, and where
    no claim gives a number. Events with claims
    but no number are ``silent``, those whose sources disagree about the toll ``disputed_tolls``,
    and those whose parts are counted instead of them ``in_parts``.
    """

    group: str | None
    within: str | None
    events: int
    disputed: int
    low: int | None = None
    high: int | None = None
    reach: int | None = None
    silent: int = 0
    disputed_tolls: int = 0
    in_parts: int = 0


class Summary(NamedTuple):
    """Groups in a sensible order, and what must be said of them.

    ``unsure`` is how many events may have begun in a later group of time than the one they count
    in; ``counted`` how many have a claim about the measured harm; ``hidden`` how many groups were
    left out.
    """

    rows: list[StatRow]
    events: int
    unsure: int
    counted: int = 0
    hidden: int = 0

    def keep(self, most: int | None) -> Summary:
        """The first groups alone."""
        groups = list(dict.fromkeys(row.group for row in self.rows))
        kept = set(groups[:most])
        rows = [row for row in self.rows if row.group in kept]
        return self._replace(rows=rows, hidden=len(groups) - len(kept))


def summarise(
    index: sqlite3.Connection, which: Filter, by: Sequence[str], measure: str = EVENTS
) -> Summary:
    """Count the events that a filter lets through, or what they cost, by one or two dimensions."""
    query = build_query(index, which)
    picked = f"WITH picked AS (SELECT e.* FROM event e {query.clauses})"  # noqa: S608
    rows = _group(index, picked, query.parameters, by, measure)
    (events,) = index.execute(f"{picked} SELECT count(*) FROM picked", query.parameters).fetchone()  # noqa: S608
    unsure = 0
    for dimension in (d for d in by if d in TIMES):
        unsure = max(unsure, _count_unsure(index, picked, query.parameters, dimension))
    (counted,) = index.execute(
        f"{picked} SELECT count(*) FROM picked e JOIN event_harm h ON h.event = e.n AND h.harm = ?",  # noqa: S608
        (*query.parameters, measure),
    ).fetchone()
    return Summary(_sort(_fill(rows, by, which), by, measure), events, unsure, counted)


def _group(
    index: sqlite3.Connection,
    picked: str,
    parameters: Sequence[object],
    by: Sequence[str],
    measure: str,
) -> list[StatRow]:
    """One row a group. All SQL is made of our own constants; the values are parameters."""
    dimensions = [DIMENSIONS[name] for name in by]
    # Two dimensions may need the same table; each then needs it once.
    joins = " ".join(dict.fromkeys(d.join for d in dimensions if d.join))
    first, second = dimensions[0].key, dimensions[1].key if len(by) > 1 else "NULL"
    cells = (
        f"cell AS (SELECT DISTINCT {first} AS one, {second} AS two, e.n, e.disputed <> '' AS d"  # noqa: S608
        f" FROM picked e {joins})"
    )
    if measure == EVENTS:
        numbers = "count(*), sum(c.d), NULL, NULL, NULL, 0, 0, 0"
        harm, values = "", [*parameters]
    else:
        whole = "h.in_parts = 0"
        numbers = (
            f"count(*), sum(c.d), sum(h.low) FILTER (WHERE {whole}),"
            f" CASE WHEN count(*) FILTER (WHERE {whole} AND h.low IS NOT NULL AND h.high IS NULL)"
            f" THEN NULL ELSE sum(h.high) FILTER (WHERE {whole}) END,"
            f" sum(coalesce(h.high, h.low)) FILTER (WHERE {whole}),"
            f" count(*) FILTER (WHERE {whole} AND h.low IS NULL), sum(h.disputed), sum(h.in_parts)"
        )
        harm, values = "JOIN event_harm h ON h.event = c.n AND h.harm = ?", [*parameters, measure]
    statement = f"{picked}, {cells} SELECT c.one, c.two, {numbers} FROM cell c {harm} GROUP BY 1, 2"  # noqa: S608
    return [StatRow._make(row) for row in index.execute(statement, values)]


def _count_unsure(
    index: sqlite3.Connection, picked: str, parameters: Sequence[object], by: str
) -> int:
    """How many events may have begun in a later year, quarter or month than their first."""
    first = DIMENSIONS[by].key
    last = first.replace("earliest", "start_latest")
    (found,) = index.execute(
        f"{picked} SELECT count(*) FROM picked e WHERE {first} IS NOT {last}",  # noqa: S608
        parameters,
    ).fetchone()
    return int(found)


def _fill(rows: list[StatRow], by: Sequence[str], which: Filter) -> list[StatRow]:
    """Add the empty years, quarters or months between the first and the last."""
    if by[0] not in TIMES:
        return rows
    known = {row.group for row in rows if row.group}
    asked = {_name_period(day, by[0]) for day in (which.first, which.last) if day}
    if not known:
        return rows
    ends = known | asked
    periods = _list_periods(min(ends), max(ends), by[0])
    return [*rows, *(StatRow(period, None, 0, 0) for period in periods if period not in known)]


def _name_period(day: date, by: str) -> str:
    return {
        "year": f"{day.year:04}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "month": f"{day.year:04}-{day.month:02}",
    }[by]


def _list_periods(first: str, last: str, by: str) -> Iterator[str]:
    """Every period from one to another, both included."""
    size = {"year": 1, "quarter": 4, "month": 12}[by]
    begin, end = (_count_periods(name, size) for name in (first, last))
    for number in range(begin, end + 1):
        year, part = divmod(number, size)
        yield {
            "year": f"{year:04}",
            "quarter": f"{year:04}-Q{part + 1}",
            "month": f"{year:04}-{part + 1:02}",
        }[by]


def _count_periods(name: str, size: int) -> int:
    part = name[5:].removeprefix("Q")
    return int(name[:4]) * size + (int(part) - 1 if part else 0)


def _sort(rows: Iterable[StatRow], by: Sequence[str], measure: str) -> list[StatRow]:
    """Time forwards, codes as the vocabulary has them, all else the largest first."""
    rows = list(rows)
    sizes: dict[str | None, int] = {}
    for row in rows:
        size = row.events if measure == EVENTS else row.low or 0
        sizes[row.group] = sizes.get(row.group, 0) + size

    def find_key(row: StatRow) -> tuple[object, ...]:
        first = _place(row.group, by[0]) or (-sizes[row.group], row.group or "")
        second = (_place(row.within, by[1]) or (row.within or "",)) if len(by) > 1 else ()
        return row.group is None, *first, row.within is None, *second

    return sorted(rows, key=find_key)


_ORDERS = {"type": list(EVENT_TYPES), "harm": list(VOCABULARIES["harm"])}


def _place(key: str | None, by: str) -> tuple[object, ...]:
    """Where a key stands in an order of its own; empty where the size decides."""
    if by in TIMES:
        return (key or "",)
    if by == "harm" and key:
        order = _ORDERS[by]
        return (order.index(key) if key in order else len(order), key)
    return ()

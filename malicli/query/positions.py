"""Where events took place: the places of a map, and what has no point to stand at."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any, NamedTuple

from malicli.event_types import EVENT_TYPES
from malicli.query.filters import Filter, build_query

# Precisions of coordinates that are not the place's own, nor close by.
VAGUE = frozenset({"admin2", "admin1", "country", "ambiguous"})


class PositionRow(NamedTuple):
    """One place with coordinates (WGS 84), and the events there.

    An event with several places counts at each, with its dead. ``killed_high`` is None where a
    claim is open above; ``family`` is that of most of its events.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    precision: str | None
    events: int
    killed_low: int | None
    killed_high: int | None
    family: str

    @property
    def record(self) -> dict[str, Any]:
        """The row as a mapping, without what is not known."""
        return {key: value for key, value in self._asdict().items() if value is not None}


class Spread(NamedTuple):
    """How events are spread: the places with a point, the largest first, and the events without.

    ``families`` counts the events that have a point by family, the commonest first; ``elsewhere``
    the others by the id of their place, "" where they have none, or are only about one.
    """

    positions: list[PositionRow]
    families: dict[str, int]
    placed: int
    unplaced: int
    elsewhere: dict[str, int]


# A place that an event is about is not where it took place.
_SPOTS = """
chosen AS (SELECT e.n, e.type, e.killed_low, e.killed_high FROM event e {clauses}),
spot AS (
  SELECT DISTINCT c.n, c.type, c.killed_low, c.killed_high, ep.place
  FROM chosen c JOIN event_place ep ON ep.event = c.n JOIN place p ON p.id = ep.place
  WHERE ep.role <> 'subject' AND p.latitude IS NOT NULL AND p.longitude IS NOT NULL
)
"""
_POSITIONS = """
SELECT p.id, p.name, p.latitude, p.longitude, p.precision, s.type, count(*), sum(s.killed_low),
  sum(s.killed_high), sum(s.killed_low IS NOT NULL AND s.killed_high IS NULL)
FROM spot s JOIN place p ON p.id = s.place GROUP BY p.id, s.type
"""
_TYPES = "SELECT type, count(*) FROM (SELECT DISTINCT n, type FROM spot) GROUP BY type"
_ELSEWHERE = """
SELECT coalesce(ep.place, ''), count(DISTINCT c.n) FROM chosen c
LEFT JOIN event_place ep ON ep.event = c.n AND ep.role <> 'subject'
WHERE c.n NOT IN (SELECT n FROM spot) GROUP BY 1 ORDER BY 2 DESC, 1
"""
_UNPLACED = "SELECT count(*) FROM chosen WHERE n NOT IN (SELECT n FROM spot)"


def find_spread(index: sqlite3.Connection, which: Filter) -> Spread:
    """Find where the events that a filter lets through took place."""
    query = build_query(index, which)
    head = f"WITH {_SPOTS.format(clauses=query.clauses)}"

    def run(select: str) -> list[tuple[Any, ...]]:
        return index.execute(head + select, query.parameters).fetchall()

    types = run(_TYPES)
    families: Counter[str] = Counter()
    for type_, number in types:
        families[name_family(type_)] += number
    return Spread(
        _gather(run(_POSITIONS)),
        dict(families.most_common()),
        sum(number for _, number in types),
        run(_UNPLACED)[0][0],
        dict(run(_ELSEWHERE)),
    )


def name_family(type_: str) -> str:
    """The family of a type of event; "" for a type that a chronology has added itself."""
    known = EVENT_TYPES.get(type_)
    return known.family if known else ""


def _gather(rows: list[tuple[Any, ...]]) -> list[PositionRow]:
    """Make one row a place of one row a place and type."""
    places: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        places.setdefault(row[0], []).append(row)
    positions = [_make_position(parts) for parts in places.values()]
    return sorted(positions, key=lambda p: (-p.events, p.name, p.id))


def _make_position(parts: list[tuple[Any, ...]]) -> PositionRow:
    families: Counter[str] = Counter()
    for part in parts:
        families[name_family(part[5])] += part[6]
    lows = [part[7] for part in parts if part[7] is not None]
    is_open = any(part[9] for part in parts)
    id_, name, latitude, longitude, precision, *_ = parts[0]
    return PositionRow(
        id_,
        name,
        latitude,
        longitude,
        precision,
        sum(part[6] for part in parts),
        sum(lows) if lows else None,
        sum(part[8] or 0 for part in parts) if lows and not is_open else None,
        families.most_common(1)[0][0],
    )

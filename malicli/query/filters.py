"""The one filter of every command that lists events, and the SQL it becomes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import asin, cos, pi, radians, sin, sqrt
from typing import NamedTuple

from malicli.errors import NameUnresolvedError, WrongUseError
from malicli.index.schema import LAST_ORDINAL, LONG_SPAN_DAYS
from malicli.language import _
from malicli.query.names import resolve_name
from malicli.query.wanted import parse_wanted

EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = EARTH_RADIUS_KM * pi / 180  # one degree of latitude

# What --sort takes. Undated last; ties fall back to the order of time.
SORTS = {
    "date": "e.n",
    "-date": "e.n DESC",
    "killed": "e.own_killed_low IS NULL, e.own_killed_low, e.n",
    "-killed": "e.own_killed_low IS NULL, e.own_killed_low DESC, e.n",
    "rank": "e.rank, e.n",
    "title": "e.title, e.n",
}


class Filter(NamedTuple):
    """Which events. Several values of one field widen it, different fields narrow.

    ``first`` and ``last`` are the days asked for, both included; None is open. ``within`` is in
    kilometres.
    """

    first: date | None = None
    last: date | None = None
    certain: bool = False
    actors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    lineage: bool = False
    members: bool = False
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    around: str | None = None
    within: float = 50.0
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    text: str | None = None
    min_killed: int | None = None
    disputed: bool = False
    rank: int | None = None
    sort: str = ""
    limit: int | None = None
    as_of: date | None = None


class Query(NamedTuple):
    """A FROM-less rest of a SELECT over ``event e``, and its parameters."""

    clauses: str
    parameters: tuple[object, ...]


Clause = tuple[str, Sequence[object]]


def build_query(index: sqlite3.Connection, which: Filter, order: str | None = None) -> Query:
    """Turn a filter into the WHERE, ORDER and LIMIT of one statement.

    ``order`` is a caller's own ORDER BY, a constant of its code.

    Raises ``NameUnresolvedError`` for names that nothing bears, ``WrongUseError`` for values that
    make no sense together.
    """
    builders: tuple[Callable[[sqlite3.Connection, Filter], Clause | None], ...] = (
        _filter_dates, _filter_actors, _filter_types, _filter_places, _filter_distance,
        _filter_sources, _filter_tags, _filter_text, _filter_numbers,
    )  # fmt: skip
    found = [clause for build in builders if (clause := build(index, which))]
    where = " AND ".join(f"({sql})" for sql, _ in found)
    parameters = [value for _, values in found for value in values]
    order = order or SORTS[which.sort or "date"]
    clauses = f"{'WHERE ' + where if where else ''} ORDER BY {order}"
    if which.limit is not None:
        clauses += " LIMIT ?"
        parameters.append(which.limit)
    return Query(clauses, tuple(parameters))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _filter_dates(index: sqlite3.Connection, which: Filter) -> Clause | None:
    if which.first is None and which.last is None:
        return ("e.doubt = ''", ()) if which.certain else None
    first = which.first.toordinal() if which.first else 0
    last = which.last.toordinal() if which.last else LAST_ORDINAL
    # Short events begin within one stretch of the index; the few long ones are looked for apart.
    touching = (
        "(e.long = 0 AND e.first_day BETWEEN ? AND ? AND e.last_day >= ?)"
        " OR (e.long = 1 AND e.first_day <= ? AND e.last_day >= ?)"
    )
    parameters = (first - LONG_SPAN_DAYS, last, first, last, first)
    if not which.certain:
        return touching, parameters
    sure = "e.doubt = '' AND e.start_latest_day <= ? AND e.end_earliest_day >= ?"
    return f"({touching}) AND {sure}", (*parameters, last, first)


def _filter_actors(index: sqlite3.Connection, which: Filter) -> Clause | None:
    if not which.actors:
        if which.lineage or which.members:
            raise WrongUseError(_("--lineage and --members need --actor"))
        if not which.roles:
            return None
        roles = _marks(which.roles)
        sql = f"e.n IN (SELECT a.event FROM event_actor a WHERE a.role IN ({roles}))"  # noqa: S608
        return sql, which.roles
    spans: list[Span] = []
    for name in which.actors:
        id_ = resolve_name(index, "actor", name, which.as_of)
        spans.append((id_, 0, LAST_ORDINAL))
        if which.lineage:
            spans.extend((other, 0, LAST_ORDINAL) for other in find_lineage(index, id_))
    if which.members:
        spans.extend(find_members(index, spans))
    return _match_actors(spans, which.roles)


Span = tuple[str, int, int]


def _match_actors(spans: Iterable[Span], roles: Sequence[str]) -> Clause:
    """Events that an actor took part in while it counts (a member while it was one)."""
    unique = sorted(set(spans))
    always = [id_ for id_, first, last in unique if (first, last) == (0, LAST_ORDINAL)]
    dated = [span for span in unique if span[1:] != (0, LAST_ORDINAL)]
    sql = [f"a.actor IN ({_marks(always)})"]
    parameters: list[object] = [*always]
    for id_, first, last in dated:
        sql.append("a.actor = ? AND a.first_day <= ? AND a.last_day >= ?")
        parameters += [id_, last, first]
    matching = " OR ".join(f"({part})" for part in sql)
    if roles:
        matching = f"({matching}) AND a.role IN ({_marks(roles)})"
        parameters += roles
    # All values are parameters; the text is built of our own constants.
    return f"e.n IN (SELECT a.event FROM event_actor a WHERE {matching})", parameters  # noqa: S608


def find_lineage(index: sqlite3.Connection, actor: str) -> set[str]:
    """Predecessors and successors of an actor, by accepted mergers and successions.

    Not those who only share a successor with it: they are no line of its own.
    """
    before = ("merged-into", "successor-of")
    return _follow(index, actor, before) | _follow(index, actor, before[::-1])


def _follow(index: sqlite3.Connection, actor: str, kinds: tuple[str, str]) -> set[str]:
    """Follow ties one way: those told of the others (first kind) and of the actor (second)."""
    found: set[str] = set()
    ahead = [actor]
    while ahead:
        near = ahead.pop()
        rows = index.execute(
            "SELECT actor FROM relation WHERE other = ?1 AND kind = ?2 AND status = 'accepted'"
            " UNION SELECT other FROM relation"
            " WHERE actor = ?1 AND kind = ?3 AND status = 'accepted'",
            (near, *kinds),
        )
        fresh = {row[0] for row in rows} - found - {actor}
        found |= fresh
        ahead.extend(fresh)
    return found


def find_members(index: sqlite3.Connection, coalitions: Iterable[Span]) -> list[Span]:
    """Members of coalitions, and theirs, each with the days it may have been one."""
    found: list[Span] = []
    ahead = list(coalitions)
    while ahead:
        coalition, first, last = ahead.pop()
        rows = index.execute(
            "SELECT actor, max(first_day, ?), min(last_day, ?) FROM relation"
            " WHERE other = ? AND kind = 'member-of' AND status IN ('accepted', 'contested')",
            (first, last, coalition),
        )
        fresh = [row for row in rows.fetchall() if row[0] and row[1] <= row[2] and row not in found]
        found += fresh
        ahead += fresh
    return found


def _filter_types(index: sqlite3.Connection, which: Filter) -> Clause | None:
    return (f"e.type IN ({_marks(which.types)})", which.types) if which.types else None


def _filter_places(index: sqlite3.Connection, which: Filter) -> Clause | None:
    if not which.places:
        return None
    ids = [resolve_name(index, "place", name, which.as_of) for name in which.places]
    return f"e.n IN (SELECT event FROM event_area WHERE area IN ({_marks(ids)}))", ids  # noqa: S608


def _filter_distance(index: sqlite3.Connection, which: Filter) -> Clause | None:
    if which.around is None:
        return None
    latitude, longitude = locate(index, which.around)
    band = which.within / KM_PER_DEGREE + 1e-6  # a little wide: the distance decides
    near = [
        id_
        for id_, there_lat, there_long in index.execute(
            "SELECT id, latitude, longitude FROM place WHERE latitude BETWEEN ? AND ?",
            (latitude - band, latitude + band),
        )
        if measure_km(latitude, longitude, there_lat, there_long) <= which.within
    ]
    return f"e.n IN (SELECT event FROM event_place WHERE place IN ({_marks(near)}))", near  # noqa: S608


_POINT = r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*"


def locate(index: sqlite3.Connection, text: str) -> tuple[float, float]:
    """The coordinates of a place by name, or of a point given as ``latitude,longitude``."""
    if match := re.fullmatch(_POINT, text, re.ASCII):
        latitude, longitude = float(match[1]), float(match[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            message = _("--around: not on Earth: {point}").format(point=f"{latitude}, {longitude}")
            raise WrongUseError(message, help=_("latitude first"))
        return latitude, longitude
    id_ = resolve_name(index, "place", text)
    row: tuple[float | None, float | None] = index.execute(
        "SELECT latitude, longitude FROM place WHERE id = ?", (id_,)
    ).fetchone()
    if row[0] is None or row[1] is None:
        raise NameUnresolvedError(
            _("{place} has no coordinates").format(place=id_),
            help=_("give a point: --around 16.27,-0.04"),
        )
    return row[0], row[1]


def measure_km(lat1: float, long1: float, lat2: float, long2: float) -> float:
    """The great-circle distance of two points in kilometres (haversine, on a sphere)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    chord = sin((phi2 - phi1) / 2) ** 2
    chord += cos(phi1) * cos(phi2) * sin(radians(long2 - long1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def _filter_sources(index: sqlite3.Connection, which: Filter) -> Clause | None:
    if not which.sources:
        return None
    ids = [resolve_name(index, "source", name) for name in which.sources]
    return f"e.n IN (SELECT event FROM event_source WHERE source IN ({_marks(ids)}))", ids  # noqa: S608


def _filter_tags(index: sqlite3.Connection, which: Filter) -> Clause | None:
    if not which.tags:
        return None
    return f"e.n IN (SELECT event FROM event_tag WHERE tag IN ({_marks(which.tags)}))", which.tags  # noqa: S608


def _filter_text(index: sqlite3.Connection, which: Filter) -> Clause | None:
    """What `mali search` finds: in the event's titles, summaries and names."""
    if which.text is None:
        return None
    try:
        match = parse_wanted(which.text).match
    except WrongUseError as error:
        raise WrongUseError(f"--text: {error.message}", help=error.help) from None
    return "e.n IN (SELECT rowid FROM event_text WHERE event_text MATCH ?)", (match,)


def _filter_numbers(index: sqlite3.Connection, which: Filter) -> Clause | None:
    sql: list[str] = []
    parameters: list[object] = []
    if which.min_killed is not None:
        sql.append("e.own_killed_low >= ?")
        parameters.append(which.min_killed)
    if which.rank is not None:
        sql.append("e.rank <= ?")
        parameters.append(which.rank)
    if which.disputed:
        sql.append("e.disputed <> ''")
    return (" AND ".join(sql), parameters) if sql else None

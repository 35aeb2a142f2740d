"""Who held a place when: the claims about it, which of them rival, which stood on a day.

A claim says that from a day on somebody held a part of a place. Nothing says until when: until the
next claim about that part it may have lasted.
"""

from __future__ import annotations

import datetime as dt  # the row has a field called date
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from malicli.dates import FIRST_DAY, LAST_DAY, DateKind, parse_date
from malicli.query.places import PlaceRow
from malicli.query.records import read_body
from malicli.vocabulary import VOCABULARIES

PRESENT = "present"
# To be there is no rival of holding it, nor is not to know who does.
_NO_RIVAL = frozenset({PRESENT, "unknown"})

# What a claim is on the day asked for.
LAST, POSSIBLE, NEXT = "last", "possible", "next"


class Holding(NamedTuple):
    """One claim about who held a part of a place from a day on; holders are ids joined by ``;``.

    ``earliest`` and ``latest`` are the ISO days between which it began, None when open. ``status``
    and the titles are the event's. ``standing`` is ``last``, ``possible`` or ``next`` on the day
    asked for, else empty.
    """

    place: str
    part: str
    state: str
    holders: str
    date: str
    earliest: str | None
    latest: str | None
    by: str | None
    source: str | None
    at: str | None
    note: str | None
    event: str
    status: str
    title: str
    title_fr: str | None
    rival: bool = False
    standing: str = ""

    @property
    def first(self) -> dt.date:
        """The first day on which it may have begun."""
        return dt.date.fromisoformat(self.earliest) if self.earliest else FIRST_DAY

    @property
    def last(self) -> dt.date:
        """The last day on which it may have begun."""
        return dt.date.fromisoformat(self.latest) if self.latest else LAST_DAY

    @property
    def doubted(self) -> bool:
        """Whether the source doubts the date."""
        return bool(parse_date(self.date).doubt)

    @property
    def weighs(self) -> bool:
        """Whether it counts: claims of a refuted event are told, and weigh nothing."""
        return self.status != "refuted"

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """What it says: claims of one kind agree."""
        return self.state, frozenset(self.holders.split(";"))


_SELECT = """
SELECT c.place, c.part, c.state, c.holders, c.date, c.by, c.source, c.at, c.note,
  e.id, e.status, e.title, e.title_fr
FROM control c JOIN event e ON e.n = c.event
WHERE c.place = ? ORDER BY c.first_day, c.event, c.position
"""


def find_holdings(
    index: sqlite3.Connection, place: PlaceRow, day: dt.date | None = None
) -> list[Holding]:
    """The claims about a place and, part by part, about the places that lie in it.

    Divisions changed: a place is taken in if it lay there on ``day``, or, without one, when the
    claim begins.
    """
    found = _read_claims(index, place.id)
    for id_, spans in _find_inside(index, place):
        for claim in _read_claims(index, id_):
            first, last = (day, day) if day else (claim.first, claim.last)
            if any(first <= end and last >= begin for begin, end in spans):
                found.append(claim)
    places = [*dict.fromkeys(claim.place for claim in found)]
    parts = [*VOCABULARIES["control-part"]]
    found.sort(key=lambda c: (
        places.index(c.place), parts.index(c.part) if c.part in parts else len(parts)
    ))  # fmt: skip
    return [claim for group in group_parts(found).values() for claim in _mark_rivals(group)]


def group_parts(claims: Iterable[Holding]) -> dict[tuple[str, str], list[Holding]]:
    """Claims by place and part, in their order."""
    groups: dict[tuple[str, str], list[Holding]] = {}
    for claim in claims:
        groups.setdefault((claim.place, claim.part), []).append(claim)
    return groups


def judge(claims: Sequence[Holding], day: dt.date) -> list[Holding]:
    """What is known on a day of each part: the last claims, those that may be, and the next.

    All others are left out.
    """
    found: list[Holding] = []
    for group in group_parts(claims).values():
        weighing = [claim for claim in group if claim.weighs]
        standings = ((claim, _weigh(claim, weighing, day)) for claim in weighing)
        found += [claim._replace(standing=standing) for claim, standing in standings if standing]
    return found


def supersedes(later: Holding, claim: Holding) -> bool:
    """Whether a claim certainly begins after another, and tells of the same thing.

    That somebody is there ends no hold. A hold ends all that was known before; news of somebody's
    presence ends only older news of it.
    """
    if later.first <= claim.last or not later.weighs:
        return False
    return later.state != PRESENT or later.kind == claim.kind


def count_claims(index: sqlite3.Connection, limit: int) -> list[tuple[str, int]]:
    """The places with most claims, by id, and how many each has."""
    rows = index.execute(
        "SELECT place, count(*) FROM control GROUP BY place ORDER BY 2 DESC, 1 LIMIT ?", (limit,)
    )
    return [(str(place), int(number)) for place, number in rows]


def _read_claims(index: sqlite3.Connection, place: str) -> list[Holding]:
    return [_make_holding(row) for row in index.execute(_SELECT, (place,))]


def _make_holding(row: Sequence[str]) -> Holding:
    when = parse_date(row[4])
    # Of what goes on without end, only its beginning can be the day of the claim.
    ongoing = when.kind is DateKind.LASTED and when.latest == LAST_DAY
    last = when.start_latest if ongoing else when.latest
    earliest = None if when.earliest == FIRST_DAY else when.earliest.isoformat()
    latest = None if last == LAST_DAY else last.isoformat()
    return Holding._make((*row[:5], earliest, latest, *row[5:], False, ""))


def _find_inside(
    index: sqlite3.Connection, area: PlaceRow
) -> Iterator[tuple[str, list[tuple[dt.date, dt.date]]]]:
    """The places with claims that lay in an area, each with the spans when it did."""
    former = index.execute("SELECT old FROM former WHERE kind = 'place' AND id = ?", (area.id,))
    names = {area.id, *(row[0] for row in former)}
    rows = index.execute(
        "SELECT p.id, p.country, r.body FROM place p"
        " JOIN record r ON r.kind = 'place' AND r.id = p.id"
        " WHERE p.id <> ? AND p.id IN (SELECT place FROM control) ORDER BY p.name, p.id",
        (area.id,),
    )
    for id_, country, body in rows:
        if area.kind == "country" and country == area.country is not None:
            yield id_, [(FIRST_DAY, LAST_DAY)]
            continue
        spans = [
            _bound(division.get("from"), division.get("to"))
            for division in read_body(body).get("admin", ())
            if names & {division.get("admin1"), division.get("admin2")}
        ]
        if spans:
            yield id_, spans


def _bound(first: str | None, last: str | None) -> tuple[dt.date, dt.date]:
    begin = parse_date(first).earliest if first else FIRST_DAY
    return begin, parse_date(last).latest if last else LAST_DAY


def _mark_rivals(claims: Sequence[Holding]) -> list[Holding]:
    """Mark claims whose days may be the same and that say different things."""
    weighing = [c for c in claims if c.weighs and c.state not in _NO_RIVAL]
    return [
        claim._replace(rival=claim in weighing and any(_conflict(claim, c) for c in weighing))
        for claim in claims
    ]


def _conflict(one: Holding, other: Holding) -> bool:
    return one.kind != other.kind and one.first <= other.last and other.first <= one.last


def _weigh(claim: Holding, group: Sequence[Holding], day: dt.date) -> str:
    if claim.first > day:
        return "" if any(_precedes(other, claim, day) for other in group) else NEXT
    begun = [c for c in group if c.last <= day and not c.doubted]
    if any(supersedes(later, claim) for later in begun):
        return ""
    return LAST if claim in begun else POSSIBLE


def _precedes(other: Holding, claim: Holding, day: dt.date) -> bool:
    """Whether another claim after the day certainly comes before this one."""
    comes = day < other.first and other.last < claim.first
    return comes and (claim.state == PRESENT or other.state != PRESENT)

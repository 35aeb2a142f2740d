"""Where sources disagree: rival claims about one thing gathered, and who deviates how often."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

from malicli.query.filters import Filter, build_query
from malicli.query.names import resolve_name
from malicli.vocabulary import EXPLAINED, VOCABULARIES

NO_REASON = "none"  # what --why takes for differences that nothing explains or names
# Real disputes first, the plainest ones on top; what is explained comes last.
REASONS = (
    "open",
    "interest",
    "early-count",
    "scope",
    NO_REASON,
    *(why for why in VOCABULARIES["why"] if why in EXPLAINED),
)
_SAYS = ("date", "place", "actors", "type", "status")  # a source's value against the event's own
_VERBS = list(VOCABULARIES["says"])  # those that affirm first, then those that deny


class DisputeRow(NamedTuple):
    """One claim of a difference. Claims of one record with the same ``matter`` are rivals.

    ``kind`` and ``id`` are the record's; ``value`` is the claim's and ``own`` the event's own value
    as JSON, None where the event has none but its claims.
    """

    kind: str
    id: str
    title: str
    field: str
    value: str
    by: str | None
    source: str | None
    at: str | None
    why: str | None
    note: str | None
    standing: str
    disputed: bool
    said: str | None
    date: str | None
    title_fr: str | None
    matter: str
    own: str | None


class DisputeFilter(NamedTuple):
    """Which differences: on which fields, for which reasons, also those that are explained."""

    fields: tuple[str, ...] = ()
    whys: tuple[str, ...] = ()
    explained: bool = False


_REAL = DisputeFilter()


class Matter(NamedTuple):
    """One thing that sources differ on: the reason they do, one of ``REASONS``, and their claims.

    Numbers stand from the lowest to the highest, those who affirm before those who deny.
    """

    reason: str
    claims: list[DisputeRow]


class TallyRow(NamedTuple):
    """How often one source, or publisher, differs from others.

    ``claims`` is how many of its claims do, ``disputed`` how many of them nothing explains,
    ``records`` on how many events and ties, ``events`` how many of the events it tells of at all.
    ``fields`` and ``whys`` are counts as ``code=number`` joined by ``;``.
    """

    source: str | None
    publisher: str
    claims: int
    disputed: int
    records: int
    events: int
    fields: str
    whys: str


def read_own(event: Any, field: str) -> Any:
    """The event's own value of a field that a source may give otherwise; None for other fields."""
    if field == "place":
        return event.places.split(";")
    if field == "actors":
        return event.actors.replace("|", ";").split(";")
    return getattr(event, field) if field in ("date", "type", "status") else None


# What a claim is of; what it says; what its matter and the event's own value are made of.
_CLAIM = "c.field, c.value, c.by, c.source, c.at, c.why, c.note, c.standing, c.disputed, c.said"
_EVENT_CLAIMS = (
    "SELECT c.kind, c.record AS id, e.title, e.title_fr, e.date, e.type, e.status, e.places,"  # noqa: S608
    f" e.actors, {_CLAIM}, c.path, t.people, t.refuted FROM picked e"
    " JOIN claim c ON c.kind = 'event' AND c.record = e.id"
    " LEFT JOIN toll t ON t.event = e.n AND c.path = 'tolls.' || t.position"
    " WHERE EXISTS (SELECT 1 FROM claim x WHERE x.kind = 'event' AND x.record = e.id"
    "  AND x.standing = 'conflicting') ORDER BY e.n, c.rowid"
)
_TIE_CLAIMS = (
    "SELECT c.kind, c.record AS id, a.name AS title, a.name_fr AS title_fr, NULL AS date,"  # noqa: S608
    f" {_CLAIM}, c.path FROM claim c JOIN actor a ON a.id = c.record"
    " WHERE c.kind = 'actor' AND c.standing = 'conflicting' ORDER BY a.name, c.rowid"
)


def find_disputes(
    index: sqlite3.Connection, which: Filter, wanted: DisputeFilter = _REAL
) -> list[Matter]:
    """What sources differ on: real disputes by reason, then what is explained if that is wanted.

    Ties between actors are among them unless the filter asks for something of events; with actors
    asked for, those of these actors. Raises what ``build_query`` raises.
    """
    found = (
        matter
        for claims in _gather(_read_claims(index, which))
        if (matter := _settle(claims, wanted))
    )
    return sorted(found, key=lambda matter: _rank(matter.reason))


def _read_claims(index: sqlite3.Connection, which: Filter) -> Iterator[DisputeRow]:
    query = build_query(index, which)
    picked = f"WITH picked AS (SELECT e.* FROM event e {query.clauses}) "  # noqa: S608
    yield from map(_make_row, _read(index, picked + _EVENT_CLAIMS, query.parameters))
    if which._replace(actors=(), lineage=False, members=False, as_of=None) != Filter():
        return
    ids = {resolve_name(index, "actor", name, which.as_of) for name in which.actors}
    for claim in map(_make_row, _read(index, _TIE_CLAIMS)):
        if not ids or ids & {claim.id, json.loads(claim.value)["actor"]}:
            yield claim


def _read(
    index: sqlite3.Connection, statement: str, parameters: Sequence[object] = ()
) -> Iterator[SimpleNamespace]:
    rows = index.execute(statement, parameters)
    names = [column[0] for column in rows.description]
    return (SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows)


def _make_row(found: SimpleNamespace) -> DisputeRow:
    own = read_own(found, found.field) if found.kind == "event" else None
    values = vars(found) | {
        "disputed": bool(found.disputed),
        "matter": _name_matter(found),
        "own": None if own is None else json.dumps(own, ensure_ascii=False),
    }
    return DisputeRow(*(values[name] for name in DisputeRow._fields))


def _name_matter(found: SimpleNamespace) -> str:
    """What claims about the same thing share: the people of a toll, the act of an actor …"""
    if found.field == "toll":
        # A refuted claim weighs nothing, so it is nobody's rival.
        return str(found.path) if found.refuted else f"toll/{found.people}"
    if found.field in ("who", "fate", "relation"):
        return ".".join(found.path.split(".")[:2])
    if found.field in ("quantity", "control"):
        value = json.loads(found.value)
        keys = ("quantity", "of") if found.field == "quantity" else ("place", "part", "from")
        return "/".join([found.field, *(value.get(key, "") for key in keys)])
    explained = found.standing == "conflicting" and not found.disputed
    return f"{found.field}/{found.why}" if explained else str(found.field)


def _gather(claims: Iterable[DisputeRow]) -> Iterator[list[DisputeRow]]:
    matters: dict[tuple[str, str, str], list[DisputeRow]] = {}
    for claim in claims:
        # A source's value that fits the event's own is no rival of it.
        if claim.standing == "conflicting" or claim.field not in _SAYS:
            matters.setdefault((claim.kind, claim.id, claim.matter), []).append(claim)
    return (sorted(claims, key=_place) for claims in matters.values())


def _place(claim: DisputeRow) -> tuple[float, float]:
    """Where a claim stands among its rivals."""
    value = json.loads(claim.value)
    if claim.field in ("who", "fate", "relation"):
        says = value.get("says")
        return (_VERBS.index(says) if says in _VERBS else -1), 0
    if claim.field in ("toll", "quantity"):
        given = [n for key in ("low", "best", "high") if (n := value.get(key)) is not None]
        if "low" not in value and "best" not in value:
            return (0, given[0]) if given else (float("inf"), 0)
        return min(given), max(given)
    return 0, 0


def _settle(claims: list[DisputeRow], wanted: DisputeFilter) -> Matter | None:
    """A matter, if it is one and is wanted."""
    differing = [claim for claim in claims if claim.standing == "conflicting"]
    disputed = [claim for claim in differing if claim.disputed]
    if not differing or (wanted.fields and claims[0].field not in wanted.fields):
        return None
    reasons = _list_reasons(disputed or differing, explained=not disputed)
    if wanted.whys:
        reasons = [reason for reason in reasons if reason in wanted.whys]
    elif not disputed and not wanted.explained:
        return None
    return Matter(min(reasons, key=_rank), claims) if reasons else None


def _list_reasons(differing: Iterable[DisputeRow], *, explained: bool) -> list[str]:
    """The reasons that claims name; a real dispute is not under one that explains it away."""
    named = {claim.why for claim in differing if claim.why}
    return [why for why in named if (why in EXPLAINED) == explained] or [NO_REASON]


def _rank(reason: str) -> tuple[int, str]:
    """Where a reason stands; one that a chronology has added itself before those unnamed."""
    known = reason if reason in REASONS else "scope"
    return REASONS.index(known), "" if reason in REASONS else reason


def list_claims(matters: Iterable[Matter]) -> list[DisputeRow]:
    """All claims of some matters, in their order."""
    return [claim for matter in matters for claim in matter.claims]


def tally_sources(
    index: sqlite3.Connection, which: Filter, matters: Iterable[Matter], *, publishers: bool = False
) -> list[TallyRow]:
    """How often each source, or publisher, differs in some matters; those that most do first."""
    names: dict[str, str] = dict(index.execute("SELECT id, publisher FROM source").fetchall())
    former = dict(index.execute("SELECT old, id FROM former WHERE kind = 'source'").fetchall())
    groups: dict[str, list[DisputeRow]] = {}
    for matter in matters:
        disputed = any(claim.disputed for claim in matter.claims)
        for claim in matter.claims:
            source = former.get(claim.source, claim.source)
            if source and (claim.disputed or (not disputed and claim.standing == "conflicting")):
                groups.setdefault(names[source] if publishers else source, []).append(claim)
    told = _count_told(index, which, "s.publisher" if publishers else "s.id")
    rows = [
        TallyRow(
            None if publishers else key,
            key if publishers else names[key],
            len(claims),
            sum(claim.disputed for claim in claims),
            len({(claim.kind, claim.id) for claim in claims}),
            told.get(key, 0),
            _write_counts(claim.field for claim in claims),
            _write_counts(claim.why or NO_REASON for claim in claims),
        )
        for key, claims in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.publisher, row.source or ""))


def _count_told(index: sqlite3.Connection, which: Filter, key: str) -> dict[str, int]:
    """How many of the events each source or publisher tells of. ``key`` is our own constant."""
    query = build_query(index, which)
    rows = index.execute(
        f"WITH picked AS (SELECT e.n FROM event e {query.clauses})"  # noqa: S608
        f" SELECT {key}, count(DISTINCT v.event) FROM picked e JOIN event_source v"
        " ON v.event = e.n JOIN source s ON s.id = v.source GROUP BY 1",
        query.parameters,
    )
    return dict(rows.fetchall())


def _write_counts(codes: Iterable[str]) -> str:
    return ";".join(f"{code}={number}" for code, number in Counter(codes).most_common())

"""The web of relations: those around an actor, and the whole landscape on a day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from malicli.index.schema import LAST_ORDINAL
from malicli.query.records import read_body
from malicli.query.spans import Span, measure_span

# What happened once and stays true: it holds from its day on, whatever became of either.
LINEAGE = ("splinter-of", "merged-into", "successor-of")


class Edge(NamedTuple):
    """One relation between two actors, as its owner's record has it.

    ``first_day`` and ``last_day`` are ordinals, 0 and ``LAST_ORDINAL`` when open, and never beyond
    the lives of both. ``office`` is what a leader was; ``body`` is the relation as JSON.
    """

    actor: str
    position: int
    kind: str
    other: str
    date_from: str | None
    date_to: str | None
    first_day: int
    last_day: int
    status: str
    office: str | None
    extent: str
    actor_kind: str
    other_kind: str
    body: str

    @property
    def record(self) -> dict[str, Any]:
        """The relation as written, all its keys."""
        relation: dict[str, Any] = json.loads(self.body)
        return relation

    @property
    def key(self) -> tuple[str, int]:
        """What tells one edge from all others."""
        return self.actor, self.position


class EdgeRow(NamedTuple):
    """An edge for a file: days in ISO, sources joined; ``depth`` steps from where it began."""

    actor: str
    kind: str
    other: str
    date_from: str | None
    date_to: str | None
    first_day: str
    last_day: str
    status: str
    office: str | None
    extent: str
    sources: str
    depth: int
    attested: str = ""


class Party(NamedTuple):
    """An actor of the landscape: its record, and when it existed, by events that name it too."""

    id: str
    kind: str
    record: dict[str, Any]
    life: Span


_HELD = f"""
l.status <> 'refuted' AND (:kinds = '' OR instr(:kinds, ';' || l.kind || ';'))
AND (:day IS NULL OR :day BETWEEN l.first_day AND l.last_day
  OR (:past AND l.first_day <= :day AND l.kind IN ({", ".join(f"'{kind}'" for kind in LINEAGE)})))
"""
_EDGES = """
SELECT l.actor, l.position, l.kind, l.other, l.date_from, l.date_to, l.first_day, l.last_day,
  l.status, l.office, l.extent, a.kind, o.kind,
  json_extract(r.body, '$.relations[' || l.position || ']')
FROM relation l JOIN actor a ON a.id = l.actor JOIN actor o ON o.id = l.other
JOIN record r ON r.kind = 'actor' AND r.id = l.actor
"""
# Each step goes along relations from either end; UNION lets no actor be counted twice at a depth.
_NEAR = f"""
WITH RECURSIVE near (id, depth) AS (
  SELECT :actor, 0 UNION
  SELECT CASE l.actor WHEN n.id THEN l.other ELSE l.actor END, n.depth + 1
  FROM near n JOIN relation l ON (l.actor = n.id OR l.other = n.id)
  WHERE n.depth < :depth - 1 AND {_HELD}
)
{_EDGES}
WHERE (l.actor IN (SELECT id FROM near) OR l.other IN (SELECT id FROM near)) AND {_HELD}
ORDER BY l.actor, l.position
"""  # noqa: S608 - our own constants


def find_edges(
    index: sqlite3.Connection,
    actor: str,
    depth: int = 1,
    day: date | None = None,
    kinds: Sequence[str] = (),
) -> list[Edge]:
    """The relations within some steps of an actor; on a day, those that may hold then.

    A merger or split holds from its day on, also when one side is gone. Refuted ones are left out.
    """
    values = {**_make_values(day, kinds, past=True), "actor": actor, "depth": depth}
    return [Edge._make(row) for row in index.execute(_NEAR, values)]


def find_landscape(
    index: sqlite3.Connection, day: date, kinds: Sequence[str] = ()
) -> tuple[list[Party], list[Edge]]:
    """All actors but persons that may have existed on a day, and the relations between them.

    Persons come in as leaders only, and not for days long before or after they are seen to lead.
    """
    rows = index.execute(
        f"{_EDGES} WHERE (l.kind = 'leads' OR 'person' NOT IN (a.kind, o.kind)) AND {_HELD}"
        " ORDER BY l.actor, l.position",
        _make_values(day, kinds, past=False),
    )
    edges = [edge for edge in map(Edge._make, rows) if not _is_stale(edge, day)]
    found = index.execute(
        "SELECT a.id, a.kind, r.body,"
        " (SELECT min(first_day) FROM event_actor v WHERE v.actor = a.id AND v.first_day > 0),"
        " (SELECT max(first_day) FROM event_actor v WHERE v.actor = a.id AND v.first_day > 0)"
        " FROM actor a JOIN record r ON r.kind = 'actor' AND r.id = a.id WHERE a.kind <> 'person'"
        " ORDER BY a.name COLLATE NOCASE, a.id"
    )
    parties = [make_party(*row) for row in found]
    return [party for party in parties if party.life.may_hold(day)], edges


def _is_stale(edge: Edge, day: date) -> bool:
    """Whether somebody is seen to lead on other days only, and nothing tells since or until when.

    Offices change hands: who held one years ago is no news of a day.
    """
    if edge.kind != "leads" or edge.date_from or edge.date_to:
        return False
    span = measure_edge(edge)
    return span.dated and not span.holds(day)


def _make_values(day: date | None, kinds: Sequence[str], *, past: bool) -> dict[str, object]:
    asked = f";{';'.join(kinds)};" if kinds else ""
    return {"day": day.toordinal() if day else None, "kinds": asked, "past": past}


def make_party(
    id_: str, kind: str, body: str, first_event: int | None = None, last_event: int | None = None
) -> Party:
    """An actor with its life, from its record and the first days of events that name it."""
    record = read_body(body)
    life = record.get("active", {})
    seen = [date.fromordinal(n).isoformat() for n in (first_event, last_event) if n]
    span = measure_span(life.get("from"), life.get("to"), (*life.get("attested", ()), *seen))
    return Party(id_, kind, record, span)


def find_first_day(index: sqlite3.Connection) -> date | None:
    """The first day that any event or relation has; None where there is none."""
    (day,) = index.execute(
        "SELECT min(day) FROM (SELECT first_day AS day FROM event"
        " UNION ALL SELECT first_day FROM relation) WHERE day > 0"
    ).fetchone()
    return date.fromordinal(day) if day else None


def find_last_day(index: sqlite3.Connection, today: date) -> date:
    """The last day that any event is known to touch, not after today; today without events."""
    (day,) = index.execute(
        "SELECT max(last_day) FROM event WHERE last_day <= ?", (today.toordinal(),)
    ).fetchone()
    return date.fromordinal(day) if day else today


def measure_edge(edge: Edge) -> Span:
    """From when to when an edge held, as its own record tells it."""
    return measure_span(edge.date_from, edge.date_to, edge.record.get("attested", ()))


def make_rows(edges: Iterable[tuple[Edge, int]]) -> list[EdgeRow]:
    """Edges with their depths, as rows for a file."""
    return [
        EdgeRow(
            edge.actor, edge.kind, edge.other, edge.date_from, edge.date_to,
            _write_day(edge.first_day), _write_day(edge.last_day), edge.status, edge.office,
            edge.extent, ";".join(_list_sources(edge.record)), depth,
            ";".join(edge.record.get("attested", ())),
        )
        for edge, depth in edges
    ]  # fmt: skip


def _write_day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal < LAST_ORDINAL else ""


def _list_sources(relation: dict[str, Any]) -> list[str]:
    """The sources of a relation and of the claims about it, each once."""
    cited = (*relation.get("sources", ()), *relation.get("claims", ()))
    return list(dict.fromkeys(line["source"] for line in cited if line.get("source")))

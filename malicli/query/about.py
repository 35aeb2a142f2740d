"""What a chronology says of itself, and what is in it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from malicli.errors import NameUnresolvedError
from malicli.query.names import resolve_name


def get_chronology(index: sqlite3.Connection) -> dict[str, Any]:
    """The content of chronology.yaml."""
    (text,) = index.execute("SELECT value FROM meta WHERE key = 'chronology'").fetchone()
    about: dict[str, Any] = json.loads(text)
    return about


class Contents(NamedTuple):
    """How much there is, and what stands out: names as they can be asked for, empty if none."""

    events: int
    actors: int
    places: int
    sources: int
    first: str  # the years of the first and the last event
    last: str
    year: str  # the one with the most events
    actor: str  # the most named
    place: str
    event: str  # the id of the one about which most is claimed
    title: str


# Towns and villages rather than the country, where everything lies.
_COUNT = """
WITH told AS (
  SELECT e.id, e.title, e.title_fr FROM event e JOIN claim c ON c.kind = 'event' AND c.record = e.id
  WHERE e.rank = 1 OR NOT EXISTS (SELECT 1 FROM event WHERE rank = 1)
  GROUP BY e.n ORDER BY sum(c.disputed) > 0 DESC, count(*) DESC, e.n LIMIT 1
)
SELECT
  (SELECT count(*) FROM event), (SELECT count(*) FROM actor),
  (SELECT count(*) FROM place), (SELECT count(*) FROM source),
  (SELECT substr(min(earliest), 1, 4) FROM event), (SELECT substr(max(latest), 1, 4) FROM event),
  (SELECT substr(earliest, 1, 4) FROM event WHERE earliest IS NOT NULL
   GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1),
  (SELECT id FROM actor WHERE events ORDER BY kind = 'armed-group' DESC, events DESC, id LIMIT 1),
  (SELECT id FROM place WHERE events
   ORDER BY kind IN ('town', 'village', 'city') DESC, events DESC, id LIMIT 1),
  (SELECT id FROM told), (SELECT {title} FROM told)
"""


def count_contents(index: sqlite3.Connection, language: str = "en") -> Contents:
    """Count what is in a chronology, and find what to ask it about."""
    title = "coalesce(title_fr, title)" if language == "fr" else "title"
    row = index.execute(_COUNT.replace("{title}", title)).fetchone()
    numbers, words = row[:4], [word or "" for word in row[4:]]
    found = Contents(*numbers, *words)
    return found._replace(
        actor=_choose_name(index, "actor", found.actor),
        place=_choose_name(index, "place", found.place),
    )


def _choose_name(index: sqlite3.Connection, kind: str, id_: str) -> str:
    """The short name or the name of a record if it means this record alone, else its id."""
    columns = "short, name" if kind == "actor" else "NULL, name"
    # Kind and columns are our own words.
    statement = f"SELECT {columns} FROM {kind} WHERE id = ?"  # noqa: S608
    for name in filter(None, index.execute(statement, (id_,)).fetchone() or ()):
        try:
            if name.isprintable() and name[0] != "-" and resolve_name(index, kind, name) == id_:
                return str(name)
        except NameUnresolvedError:
            continue
    return id_

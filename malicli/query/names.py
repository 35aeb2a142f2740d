"""Finding records by name, and naming the records that others refer to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from malicli.errors import NameUnresolvedError
from malicli.language import _, mark
from malicli.text import fold, make_safe
from malicli.vocabulary import label_code

_SHOWN = 8
_ARTICLE = r"^(?:the|les?|la|l) "  # "l'armée malienne" is found as "armée malienne"


_SEVERAL = {
    "actor": mark("several actors are called {name}"),
    "place": mark("several places are called {name}"),
    "source": mark("several sources are called {name}"),
    "event": mark("several events are called {name}"),
}
_NONE = {
    "actor": mark("no actor is called {name}"),
    "place": mark("no place is called {name}"),
    "source": mark("no source is called {name}"),
    "event": mark("no event is called {name}"),
}


class Label(NamedTuple):
    """What to call a record: its full name, and its short one (or the full again)."""

    name: str
    short: str


class Labels(NamedTuple):
    """The labels of all actors, places and sources, by id and former id."""

    actors: Mapping[str, Label]
    places: Mapping[str, Label]
    sources: Mapping[str, Label]

    def name_actor(self, id_: str) -> str:
        """The short name of an actor; a claimant code as words."""
        label = self.actors.get(id_)
        return label.short if label else label_code("claimant", id_)

    def name_place(self, id_: str) -> str:
        """The name of a place."""
        label = self.places.get(id_)
        return label.name if label else id_

    def name_source(self, id_: str) -> str:
        """The publisher of a source."""
        try:
            return self.sources[id_].short
        except KeyError:
            return id_


class SourceLabels(Mapping[str, Label]):
    """The labels of sources, read when the first is asked for: there are thousands."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def __getitem__(self, id_: str) -> Label:
        return Label._make(self._rows[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _rows(self) -> dict[str, tuple[str, str]]:
        found = self._index.execute("SELECT id, title, publisher FROM source")
        rows = {id_: (title, publisher) for id_, title, publisher in found}
        for old, id_ in self._index.execute("SELECT old, id FROM former WHERE kind = 'source'"):
            rows[old] = rows[id_]
        return rows


def load_labels(index: sqlite3.Connection, language: str = "en") -> Labels:
    """Read the labels, in French where there are French ones; hundreds, not millions."""
    name = "coalesce(name_fr, name)" if language == "fr" else "name"
    short = "coalesce(short_fr, short)" if language == "fr" else "short"
    actors = _load(index, f"SELECT id, {name}, coalesce({short}, {name}) FROM actor")  # noqa: S608
    places = _load(index, f"SELECT id, {name}, {name} FROM place")  # noqa: S608
    by_kind = {"actor": actors, "place": places}
    for kind, old, id_ in index.execute("SELECT kind, old, id FROM former"):
        if kind in by_kind:
            by_kind[kind][old] = by_kind[kind][id_]
    return Labels(actors, places, SourceLabels(index))


def _load(index: sqlite3.Connection, statement: str) -> dict[str, Label]:
    return {row[0]: Label._make(row[1:]) for row in index.execute(statement)}


def resolve_name(index: sqlite3.Connection, kind: str, text: str, as_of: date | None = None) -> str:
    """Find the id of the one record that a name means.

    An id wins over a short name, a short name over others. A name that several bear is decided by
    ``as_of``, if it can be. Raises ``NameUnresolvedError``.
    """
    key = fold(text)
    found = _look_up(index, kind, key) or _look_up(index, kind, re.sub(_ARTICLE, "", key))
    best = [row for row in found if row[1] == found[0][1]] if found else []
    if len(best) > 1 and as_of:
        day = as_of.toordinal()
        best = [row for row in best if row[2] <= day <= row[3]]
    ids = sorted({row[0] for row in best})
    if len(ids) == 1:
        return str(ids[0])
    raise _explain(index, kind, text, ids or sorted({row[0] for row in found}))


def _look_up(index: sqlite3.Connection, kind: str, key: str) -> list[tuple[str, int, int, int]]:
    return index.execute(
        "SELECT id, rank, first_day, last_day FROM name WHERE kind = ? AND key = ? ORDER BY rank",
        (kind, key),
    ).fetchall()


def _explain(
    index: sqlite3.Connection, kind: str, text: str, ids: Iterable[str]
) -> NameUnresolvedError:
    shown = make_safe(text) if len(text) <= 60 else make_safe(text[:60]) + "…"
    candidates = [_describe(index, kind, id_) for id_ in ids]
    if candidates:
        return NameUnresolvedError(
            _(_SEVERAL[kind]).format(name=repr(shown)),
            candidates,
            help=_("give the id, or --as-of DATE if the name changed hands"),
        )
    close = [_describe(index, kind, id_) for id_ in _find_close(index, kind, text)]
    help_ = _("`mali {kinds}` lists them all").format(kinds=f"{kind}s")
    message = _(_NONE[kind]).format(name=repr(shown))
    if close:
        asked = _("{message}; did you mean one of these?").format(message=message)
        return NameUnresolvedError(asked, close)
    return NameUnresolvedError(message, help=help_)


def _find_close(index: sqlite3.Connection, kind: str, text: str) -> list[str]:
    """Ids of records with a name like this one, the likeliest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only once nothing was found

    rows = index.execute("SELECT key, id FROM name WHERE kind = ?", (kind,)).fetchall()
    keys = [key for key, _ in rows]
    found = process.extract(fold(text[:200]), keys, scorer=fuzz.WRatio, limit=20, score_cutoff=75)
    return list(dict.fromkeys(rows[position][1] for _, _, position in found))[:_SHOWN]


def _describe(index: sqlite3.Connection, kind: str, id_: str) -> str:
    column = "title" if kind in ("event", "source") else "name"
    # Kind and column are our own constants.
    statement = f"SELECT {column} FROM {kind} WHERE id = ?"  # noqa: S608
    (name,) = index.execute(statement, (id_,)).fetchone()
    return f"{id_}  {make_safe(name)}"

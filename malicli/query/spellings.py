"""Names that begin as somebody has begun to type, one for each record."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from malicli.text import fold

_MOST = 1000
_LAST = "\U0010ffff"
_KEYS = "FROM name n JOIN {kind} r ON r.id = n.id WHERE n.kind = ? AND n.key >= ? AND n.key < ?"
# Kind → its records with a name in a range: id, the names to show in the order of preference, what
# tells it from others. The kinds are our own words, never what was typed.
_NAMED = "SELECT r.id, coalesce(r.short, ''), r.name, coalesce(r.name_fr, ''), n.name, r.name "
_PLACED = "SELECT r.id, '', r.name, coalesce(r.name_fr, ''), n.name, r.kind "
_STATEMENTS = {
    "actor": f"{_NAMED}{_KEYS.format(kind='actor')} ORDER BY r.events DESC, r.id, n.rank DESC",
    "place": f"{_PLACED}{_KEYS.format(kind='place')} ORDER BY r.events DESC, r.id, n.rank DESC",
    "source": "SELECT r.id, r.id, '', '', '', r.publisher || ': ' || r.title "
    f"{_KEYS.format(kind='source')} AND n.name = r.id ORDER BY r.events DESC, r.id",
    "event": f"SELECT r.id, r.id, '', '', '', r.title {_KEYS.format(kind='event')}"
    " AND n.name = r.id ORDER BY r.first_day, r.n",
}
KINDS = frozenset({*_STATEMENTS, "tag"})


class Spelling(NamedTuple):
    """A name to type, and what it stands for."""

    word: str
    meaning: str


def find_spellings(index: sqlite3.Connection, kind: str, typed: str) -> list[Spelling]:
    """Find what could be meant: the short name where it begins so, else the full, else any other.

    The most named records come first, events by date. A name that several records bear is given by
    their ids.
    """
    start = fold(typed)
    if start and not typed[-1].isalnum():
        start += " "
    if kind == "tag":
        return _find_tags(index, start)
    rows = index.execute(f"{_STATEMENTS[kind]} LIMIT {_MOST}", (kind, start, start + _LAST))
    found: dict[str, Spelling] = {}
    for id_, *names, meaning in rows:
        word = next(name for name in (*names, id_) if name and f"{fold(name)} ".startswith(start))
        found.setdefault(id_, Spelling(word, meaning if meaning != word else ""))
    return list(_tell_apart(found))


def _tell_apart(found: dict[str, Spelling]) -> Iterable[Spelling]:
    shared = Counter(fold(spelling.word) for spelling in found.values())
    for id_, (word, meaning) in found.items():
        if shared[fold(word)] > 1:
            yield Spelling(id_, meaning or word)
        else:
            yield Spelling(word, meaning)


def _find_tags(index: sqlite3.Connection, start: str) -> list[Spelling]:
    rows = index.execute("SELECT tag FROM event_tag GROUP BY tag ORDER BY count(*) DESC, tag")
    return [Spelling(tag, "") for (tag,) in rows if f"{fold(tag)} ".startswith(start)]

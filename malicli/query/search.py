"""Searching the words of events: ranked rows, and what may have been meant where none is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from malicli.query.events import EVENT_COLUMNS, EventRow
from malicli.query.filters import Filter, build_query
from malicli.query.wanted import Term, Wanted

# A word in the title weighs most, then one in a name, then one in the summary.
_WEIGHTS = "8.0, 1.0, 3.0"
_LEAST_LIKE = 70


def search_events(index: sqlite3.Connection, wanted: Wanted, which: Filter) -> Iterator[EventRow]:
    """The events that have the words and that a filter lets through; the best match first.

    A filter that names an order keeps it.
    """
    query = build_query(index, which, order=None if which.sort else "m.score, e.n")
    # All text here is our own; the words are a parameter.
    statement = (
        f"SELECT {EVENT_COLUMNS}, r.body FROM"  # noqa: S608
        f" (SELECT rowid AS n, bm25(event_text, {_WEIGHTS}) AS score"
        "  FROM event_text WHERE event_text MATCH ?) m"
        " JOIN event e ON e.n = m.n JOIN record r ON r.kind = 'event' AND r.id = e.id "
    )
    rows = index.execute(statement + query.clauses, (wanted.match, *query.parameters))
    return map(EventRow._make, rows)


def suggest_words(index: sqlite3.Connection, wanted: Wanted) -> str:
    """The same search with words that occur nowhere replaced by the likeliest that do.

    Empty where every word occurs, or nothing is like those that do not.
    """
    unknown = [term for term in wanted.terms if not _occurs(index, term)]
    replaced = {term: _find_like(index, term) for term in unknown}
    if not unknown or not any(replaced.values()):
        return ""
    groups = [
        " OR ".join(_write(replaced.get(term) or term) for term in terms)
        for terms in wanted.alternatives
    ]
    return " ".join([*groups, *(f"-{_write(term)}" for term in wanted.unwanted)])


def _write(term: Term) -> str:
    words = " ".join(term.words)
    quoted = f'"{words}"' if len(term.words) > 1 else words
    return f"{quoted}*" if term.open else quoted


def _occurs(index: sqlite3.Connection, term: Term) -> bool:
    found = index.execute(
        "SELECT 1 FROM event_text WHERE event_text MATCH ? LIMIT 1", (term.match,)
    )
    return found.fetchone() is not None


def _find_like(index: sqlite3.Connection, term: Term) -> Term | None:
    """The term with each word replaced by the likeliest one that occurs."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only once nothing was found

    index.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary"
        " USING fts5vocab('main', 'event_text', 'row')"
    )
    known = dict(index.execute("SELECT term, doc FROM temp.vocabulary").fetchall())
    words = []
    for word in term.words:
        found = process.extract(
            word, list(known), scorer=fuzz.ratio, limit=5, score_cutoff=_LEAST_LIKE
        )
        if not found:
            return None
        best = found[0][1]
        words.append(max((f for f in found if f[1] == best), key=lambda f: known[f[0]])[0])
    return term._replace(words=tuple(words))

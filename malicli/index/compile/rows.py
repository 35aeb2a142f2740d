"""Rows of the tables that are not about events: records, names, relations, figures."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from malicli.dates import parse_date
from malicli.index.schema import LAST_ORDINAL
from malicli.model.dataset import RECORD_KINDS, Dataset
from malicli.text import fold

Row = tuple[Any, ...]


def insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    """Insert rows into a table, if there are any."""
    first = next(rows, None)
    if first is None:
        return
    # The table names are our own constants; every value is a parameter.
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def to_json(value: Any) -> str:
    """Write a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def make_meta(dataset: Dataset, digest: str) -> Iterator[Row]:
    """What the index says of itself and of its chronology."""
    yield "digest", digest
    yield "chronology", to_json(dataset.chronology.to_plain())
    if dataset.outline:
        areas = [area._asdict() for area in dataset.outline.areas]
        yield "outline", to_json({"credit": dataset.outline.credit, "areas": areas})


def make_records(dataset: Dataset, kind: str) -> Iterator[Row]:
    """Every record of a kind, whole."""
    for position, record in enumerate(dataset.records(kind)):
        yield kind, record.id, position, to_json(record.to_plain())


def bound_days(first: str | None, last: str | None) -> tuple[int, int]:
    """The first and last day that a pair of dates may hold; 0 and ``LAST_ORDINAL`` when open."""
    begin = parse_date(first).earliest.toordinal() if first else 0
    end = parse_date(last).latest.toordinal() if last else LAST_ORDINAL
    return begin, end


Days = tuple[int, int]
ALWAYS: Days = (0, LAST_ORDINAL)


def clip(*spans: Days) -> Days:
    """The days that all spans share; an empty span if there are none."""
    return max(first for first, _ in spans), min(last for _, last in spans)


def map_lives(dataset: Dataset) -> dict[str, Days]:
    """For each actor, the first and last day that it may have existed."""
    return {
        old: bound_days(actor.active.from_, actor.active.to) if actor.active else ALWAYS
        for actor in dataset.actors
        for old in (actor.id, *actor.formerly)
    }


def make_names(dataset: Dataset) -> Iterator[Row]:
    """One row for each spelling, folded; ``rank`` 0 is an id, 1 a short name, 2 any other.

    A name means an actor on the days that it held and the actor existed.
    """
    lives = map_lives(dataset)
    for kind in RECORD_KINDS:
        for record in dataset.records(kind):
            best: dict[str, Row] = {}
            for name, rank, days in list_names(record):
                held = clip(days, lives[record.id]) if kind == "actor" else days
                row = (kind, fold(name), record.id, name, rank, *held)
                best.setdefault(fold(name), row)
            yield from best.values()


def make_former(dataset: Dataset) -> Iterator[Row]:
    """Ids that records had formerly."""
    for kind in RECORD_KINDS:
        for record in dataset.records(kind):
            for old in record.formerly:
                yield kind, old, record.id


def list_names(record: Any) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Every name of a record, its rank, and the days on which it held."""
    for id_ in (record.id, *record.formerly):
        yield id_, 0, ALWAYS
    if short := getattr(record, "short", None):
        yield short, 1, ALWAYS
    # A dated name in `names` says when a spelling held, also that of the main name.
    for name in getattr(record, "names", ()):
        days = bound_days(getattr(name, "from_", None), getattr(name, "to", None))
        yield name.name, 2, days
    for key in ("name", "name_fr"):
        if name := getattr(record, key, None):
            yield name, 2, ALWAYS


def make_relations(dataset: Dataset) -> Iterator[Row]:
    """The relations of all actors, with the days that they may hold on."""
    lives = map_lives(dataset)
    for actor in dataset.actors:
        for position, r in enumerate(actor.relations):
            # An undated tie holds at most while both exist.
            days = clip(bound_days(r.from_, r.to), lives[actor.id], lives[r.actor])
            yield (actor.id, position, r.kind, r.actor, r.from_, r.to, *days, r.status, r.as_,
                   r.extent)  # fmt: skip


def make_relation_claims(dataset: Dataset) -> Iterator[Row]:
    """Every source of a relation is a claim; a refuted or contested relation is a difference."""
    for actor in dataset.actors:
        for position, r in enumerate(actor.relations):
            differs = r.status in ("refuted", "contested")
            standing = "conflicting" if differs else "equal"
            value = {"kind": r.kind, "actor": r.actor, "status": r.status}
            path = f"relations.{position}"
            disputed = r.status == "contested"
            for cited in r.sources:
                yield ("actor", actor.id, "relation", path, to_json(value), None, None,
                       cited.source, cited.at, r.why, r.note, standing, disputed)  # fmt: skip
            for n, c in enumerate(r.claims):
                said = to_json({**value, "says": c.says})
                yield ("actor", actor.id, "relation", f"{path}.claims.{n}", said, c.by, c.said,
                       c.source, c.at, r.why, c.note, standing, disputed)  # fmt: skip


def make_figures(dataset: Dataset) -> Iterator[Row]:
    """The figures, by the day, period or start that they are about."""
    for f in dataset.figures:
        when = f.as_of or f.period or f.since
        yield (f.id, f.kind, f.measure, f.whom, when, f.low, f.best, f.high, f.words, f.source)

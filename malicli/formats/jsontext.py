"""JSON and JSON Lines: the record's keys, with names beside ids and the computed values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from malicli.formats.columns import COLUMNS, get_cell
from malicli.query.names import Label, Labels
from malicli.text import escape_json


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write an array of objects, or one object a line."""
    expand = _EXPAND.get(kind)
    objects = (
        expand(row, labels) if expand else {c: get_cell(row, c) for c in COLUMNS[kind]}
        for row in rows
    )
    if format_ == "jsonl":
        text = "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
    else:
        text = json.dumps(list(objects), ensure_ascii=False, indent=2) + "\n"
    return escape_json(text)


def expand_event(row: Any, labels: Labels) -> dict[str, Any]:
    """An event with bounds, and actors, places and sources as objects with id and name."""
    record = row.record
    record["actors"] = [_expand_actor(line, labels) for line in record.get("actors", ())]
    record["places"] = [
        _expand(line, "place", "name", labels.places) for line in record.get("places", ())
    ]
    record["sources"] = [
        _expand(line, "source", "title", labels.sources) for line in record.get("sources", ())
    ]
    bounds = {"earliest": row.earliest, "latest": row.latest, "precision": row.precision}
    return {**record, **bounds, "disputed": bool(row.disputed)}


def expand_actor(row: Any, labels: Labels) -> dict[str, Any]:
    """An actor with its relations' others named, and how many events name it."""
    record = row.record
    record["relations"] = [
        {**relation, "name": labels.actors[relation["actor"]].name}
        for relation in record.get("relations", ())
    ]
    return {**record, "events": row.events}


def expand_counted(row: Any, labels: Labels) -> dict[str, Any]:
    """A place or source, and how many events name it."""
    del labels
    return {**row.record, "events": row.events}


def expand_figure(row: Any, labels: Labels) -> dict[str, Any]:
    """A figure, its source named."""
    record = row.record
    source = {"id": row.source, "title": labels.sources[row.source].name}
    return {**record, "source": source}


def expand_claim(row: Any, labels: Labels) -> dict[str, Any]:
    """One claim of a difference, its value and the event's own as they are in the record."""
    del labels
    own = None if row.own is None else json.loads(row.own)
    return {**row._asdict(), "value": json.loads(row.value), "own": own}


def expand_edge(row: Any, labels: Labels) -> dict[str, Any]:
    """A relation with both actors named, its sources in a list."""
    cells = dict(zip(COLUMNS["edge"], row, strict=True))
    names = {"actor": row.actor, "other": row.other}
    named = {key: {"id": id_, "name": labels.actors[id_].name} for key, id_ in names.items()}
    return {**cells, **named, "sources": row.sources.split(";") if row.sources else []}


_EXPAND = {
    "edge": expand_edge,
    "event": expand_event,
    "actor": expand_actor,
    "figure": expand_figure,
    "place": expand_counted,
    "source": expand_counted,
    "dispute": expand_claim,
}


def _expand_actor(line: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    if "one_of" not in line:
        return _expand(line, "actor", "name", labels.actors)
    choices = [{"id": id_, "name": labels.actors[id_].name} for id_ in line["one_of"]]
    return {**line, "one_of": choices}


def _expand(
    line: Mapping[str, Any], key: str, name: str, labels: Mapping[str, Label]
) -> dict[str, Any]:
    rest = {k: v for k, v in line.items() if k != key}
    return {"id": line[key], name: labels[line[key]].name, **rest}

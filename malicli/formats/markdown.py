"""Markdown: a table that a page can take, with nothing of the data read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from malicli.date_words import describe
from malicli.formats.columns import COLUMNS
from malicli.formats.delimited import make_cells
from malicli.query.names import Labels
from malicli.render.words import (
    cite,
    list_publishers,
    mark_title,
    write_hold,
    write_killed,
    write_number,
    write_places,
    write_range,
    write_span,
    write_title,
    write_value,
)
from malicli.text import make_safe
from malicli.vocabulary import label_code

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write a table with a heading row."""
    del format_
    columns = COLUMNS[kind]
    if kind in _TABLES:
        headings, make = _TABLES[kind]
        cells = (make(row, labels) for row in rows)
    else:
        headings = list(columns)
        cells = ([_write_plain(cell) for cell in make_cells(row, columns)] for row in rows)
    lines = [headings, ["---"] * len(headings), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def escape(text: str) -> str:
    """Make a text mean itself in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", make_safe(text))


def _make_event(row: Any, labels: Labels) -> list[str]:
    return [
        escape(describe(row.date)),
        escape(mark_title(row)),
        escape(write_places(row, labels)),
        escape(write_killed(row)),
        escape(row.disputed.replace(";", ", ")),
        escape("; ".join(list_publishers(row.record.get("sources", ()), labels))),
    ]


def _make_actor(row: Any, labels: Labels) -> list[str]:
    del labels
    life = " – ".join(describe(d) if d else "" for d in (row.active_from, row.active_to))
    return [escape(row.short or ""), escape(row.name), escape(row.kind), escape(life.strip(" –")),
            str(row.events)]  # fmt: skip


def _make_place(row: Any, labels: Labels) -> list[str]:
    del labels
    point = "" if row.latitude is None else f"{row.latitude}, {row.longitude}"
    return [escape(row.name), escape(row.kind), escape(point), str(row.events)]


def _make_source(row: Any, labels: Labels) -> list[str]:
    del labels
    published = describe(row.published) if row.published else ""
    cells = (row.publisher, row.title, published, row.kind, row.url or "")
    return [*map(escape, cells), str(row.events)]


def _make_figure(row: Any, labels: Labels) -> list[str]:
    record = row.record
    cells = (write_span(record), row.measure, row.whom or "", write_number(record),
             record.get("covers", ""), labels.name_source(row.source))  # fmt: skip
    return [escape(cell) for cell in cells]


def _write_plain(cell: Any) -> str:
    return escape("" if cell is None else str(cell))


def _make_dispute(row: Any, labels: Labels) -> list[str]:
    cells = (describe(row.date) if row.date else "", write_title(row),
             label_code("field", row.field), write_value(row.field, json.loads(row.value), labels),
             cite(row._asdict(), labels), label_code("why", row.why or ""))  # fmt: skip
    return [escape(cell) for cell in cells]


def _make_position(row: Any, labels: Labels) -> list[str]:
    del labels
    killed = write_range(row.killed_low, None, row.killed_high)
    point = f"{row.latitude}, {row.longitude}"
    return [escape(row.name), escape(point), str(row.events), escape(killed)]


def _make_holding(row: Any, labels: Labels) -> list[str]:
    part = label_code("control-part", row.part)
    cells = (describe(row.date), labels.name_place(row.place), part, write_hold(row, labels),
             "≠" if row.rival else "", cite(row._asdict(), labels), mark_title(row),
             row.standing)  # fmt: skip
    return [escape(cell) for cell in cells]


_Make = Callable[[Any, Labels], list[str]]
_TABLES: dict[str, tuple[list[str], _Make]] = {
    "event": (["Date", "Event", "Place", "Killed", "Disputed", "Sources"], _make_event),
    "actor": (["Short", "Name", "Kind", "Active", "Events"], _make_actor),
    "place": (["Name", "Kind", "Where", "Events"], _make_place),
    "source": (["Publisher", "Title", "Published", "Kind", "Address", "Events"], _make_source),
    "position": (["Name", "Where", "Events", "Killed"], _make_position),
    "holding": (["From", "Place", "Part", "State", "≠", "According to", "Event", "Standing"],
                _make_holding),
    "dispute": (["Date", "Record", "On", "Claim", "According to", "Why"], _make_dispute),
    "figure": (["When", "What", "Whom", "How many", "Covers", "Source"], _make_figure),
}  # fmt: skip

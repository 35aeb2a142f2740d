"""Markdown: a table that a page can take, with nothing of the data read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from malicli.dates import describe
from malicli.query.names import Labels
from malicli.render.words import list_publishers, write_range
from malicli.text import make_safe

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write a table with a heading row."""
    del format_
    headings, make = {
        "event": (_EVENT_HEADINGS, _make_event),
        "actor": (_ACTOR_HEADINGS, _make_actor),
    }[kind]
    lines = [headings, ["---"] * len(headings), *(make(row, labels) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def escape(text: str) -> str:
    """Make a text mean itself in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", make_safe(text))


_EVENT_HEADINGS: Sequence[str] = ["Date", "Event", "Place", "Killed", "Disputed", "Sources"]
_ACTOR_HEADINGS: Sequence[str] = ["Short", "Name", "Kind", "Active", "Events"]


def _make_event(row: Any, labels: Labels) -> list[str]:
    places = dict.fromkeys(labels.name_place(id_) for id_ in row.places.split(";") if id_)
    return [
        escape(describe(row.date)),
        escape(row.title),
        escape(", ".join(places)),
        escape(write_range(row.killed_low, row.killed_best, row.killed_high)),
        escape(row.disputed.replace(";", ", ")),
        escape("; ".join(list_publishers(row.record.get("sources", ()), labels))),
    ]


def _make_actor(row: Any, labels: Labels) -> list[str]:
    del labels
    life = " – ".join(describe(d) if d else "" for d in (row.active_from, row.active_to))
    return [escape(row.short or ""), escape(row.name), escape(row.kind), escape(life.strip(" –")),
            str(row.events)]  # fmt: skip

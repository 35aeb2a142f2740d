"""CSV and TSV: UTF-8, RFC 4180 quoting, LF. The columns of events are a contract."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from malicli.query.names import Labels
from malicli.text import make_safe

# Stable: new columns go to the end (docs/codebook.md describes each).
EVENT_COLUMNS = (
    "id,date,earliest,latest,precision,type,title,summary,actors,places,admin1,latitude,longitude,"
    "killed_low,killed_best,killed_high,injured_low,injured_best,injured_high,sources,disputed,tags"
).split(",")
ACTOR_COLUMNS = ["id", "name", "name_fr", "short", "kind", "active_from", "active_to", "events"]
COLUMNS = {"event": EVENT_COLUMNS, "actor": ACTOR_COLUMNS}


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write a header and one line a row. Labels are not needed: cells hold ids."""
    del labels
    columns = COLUMNS[kind]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t" if format_ == "tsv" else ",", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(make_cells(row, columns) for row in rows)
    return text.getvalue()


def make_cells(row: Any, columns: Sequence[str]) -> list[Any]:
    """The cells of a row: empty for what is not known, ``true`` or ``false`` for ``disputed``."""
    return [_make_cell(column, getattr(row, column)) for column in columns]


def _make_cell(column: str, value: Any) -> Any:
    if column == "disputed":
        return "true" if value else "false"
    return make_safe(value) if isinstance(value, str) else value

"""YAML: the records as the data files have them, in canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from malicli.canonical import write_records
from malicli.formats.columns import COLUMNS, RECORDS, get_cell
from malicli.query.names import Labels


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write events in the order of the rows, other records by id, as their files have them."""
    del format_, labels
    rows = list(rows)
    if rows and kind not in RECORDS:
        return write_records([_drop_empty(row, COLUMNS[kind]) for row in rows])
    records = [row.record for row in rows]
    if kind != "event":
        records.sort(key=lambda record: str(record["id"]))
    return write_records(records) if records else "[]\n"


def _drop_empty(row: Any, columns: Sequence[str]) -> dict[str, Any]:
    return {key: value for key in columns if (value := get_cell(row, key)) not in (None, "")}

"""CSV and TSV: UTF-8, RFC 4180 quoting, LF. The columns of events are a contract."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from malicli.formats.columns import COLUMNS, get_cell
from malicli.query.names import Labels
from malicli.text import make_safe


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
    return [_make_cell(column, get_cell(row, column)) for column in columns]


def _make_cell(column: str, value: Any) -> Any:
    if isinstance(value, bool) or (column == "disputed" and isinstance(value, str)):
        return "true" if value else "false"
    return make_safe(value) if isinstance(value, str) else value

"""Reading the records of one kind: all, one by its name, one as it was written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from malicli.query.names import resolve_name


def list_rows(
    index: sqlite3.Connection, select: str, order: str, kinds: Sequence[str], limit: int | None
) -> Iterator[tuple[Any, ...]]:
    """Run a SELECT over a table with a column ``kind``: of some kinds or all, in an order.

    ``select`` and ``order`` are the caller's constants; kinds and limit are values.
    """
    where = f"WHERE kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    statement = f"SELECT * FROM ({select}) {where} ORDER BY {order} LIMIT ?"  # noqa: S608
    return index.execute(statement, (*kinds, -1 if limit is None else limit))


def get_row(
    index: sqlite3.Connection, select: str, kind: str, name: str, as_of: date | None = None
) -> tuple[Any, ...]:
    """Run a SELECT for the one record that a name means. Raises ``NameUnresolvedError``."""
    id_ = resolve_name(index, kind, name, as_of)
    statement = f"SELECT * FROM ({select}) WHERE id = ?"  # noqa: S608 - the caller's constant
    row: tuple[Any, ...] = index.execute(statement, (id_,)).fetchone()
    return row


def read_body(body: str) -> dict[str, Any]:
    """Read the JSON of a record: as it was written, all its keys."""
    record: dict[str, Any] = json.loads(body)
    return record

"""Listing the records of one kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any


def list_rows(
    index: sqlite3.Connection, select: str, order: str, kinds: Sequence[str], limit: int | None
) -> Iterator[tuple[Any, ...]]:
    """Run a SELECT over a table with a column ``kind``: of some kinds or all, in an order.

    ``select`` and ``order`` are the caller's constants; kinds and limit are values.
    """
    where = f"WHERE kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    statement = f"SELECT * FROM ({select}) {where} ORDER BY {order} LIMIT ?"  # noqa: S608
    return index.execute(statement, (*kinds, -1 if limit is None else limit))

"""An index made by hand, with text in it that no data file may hold."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from malicli.authoring.loader import load_chronology
from malicli.files import read_contents
from malicli.index.compile import compile_index
from tests.conftest import Record, write_chronology
from tests.render import invented

MARK = "QQQ"
# Controls of both sets, an escape sequence, a carriage return, bidi and zero-width characters.
HOSTILE = "\x1b[2J\x1b]0;x\x07\x9b1m\x00\r\n\t\x08\x7f\x85\u202e\u2066\u200b\ufeff\u2028"
UNSAFE = {c for c in HOSTILE if not c.isprintable()} - set("\n\t")


def mark(value: object) -> object:
    """Put the mark into every text that people wrote, and leave codes, dates and ids alone."""
    if isinstance(value, dict):
        return {k: f"{v} {MARK}" if k in _TEXTS else mark(v) for k, v in value.items()}
    return [mark(item) for item in value] if isinstance(value, list) else value


_TEXTS = set(
    "title title_fr summary summary_fr name name_fr short note at as words about part_of publisher "
    "covers as_written author symbol scheme".split()
)


def write_hostile_index(folder: Path) -> Path:
    """Compile the invented chronology, then put hostile text at every mark."""
    kinds: dict[str, list[Record]] = {
        kind: mark(getattr(invented, kind.upper()))  # type: ignore[misc]
        for kind in ("events", "actors", "places", "sources", "figures")
    }
    kinds["events"][0]["tags"] = ["qqq"]
    write_chronology(folder / "marked", **kinds)  # type: ignore[arg-type]
    loaded = load_chronology(read_contents(folder / "marked"), folder / "marked")
    assert loaded.diagnostics == []
    file = folder / "hostile.db"
    connection = sqlite3.connect(file)
    compile_index(loaded.dataset, connection, "")
    for table, column in list_text_columns(connection):
        inside = json.dumps(HOSTILE, ensure_ascii=False)[1:-1]
        text = inside if (column, table) in _JSON else HOSTILE
        connection.execute(f"UPDATE {table} SET {column} = replace({column}, ?, ?)", (MARK, text))
    connection.execute("UPDATE event SET tags = replace(tags, 'qqq', ?)", (HOSTILE,))
    connection.commit()
    connection.close()
    return file


_JSON = {("body", "record"), ("value", "claim"), ("value", "meta")}


def list_text_columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'event_text%'"
    return [
        (table, row[1])
        for (table,) in connection.execute(f"{tables} AND name NOT LIKE 'sqlite%'").fetchall()
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row[2] == "TEXT"
    ]

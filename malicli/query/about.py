"""What a chronology says of itself."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


def get_chronology(index: sqlite3.Connection) -> dict[str, Any]:
    """The content of chronology.yaml."""
    (text,) = index.execute("SELECT value FROM meta WHERE key = 'chronology'").fetchone()
    about: dict[str, Any] = json.loads(text)
    return about

"""The borders that a chronology gives for its map."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

Point = Sequence[float]


class Area(NamedTuple):
    """The borders of a country, region or neighbour: lines of [longitude, latitude], WGS 84."""

    kind: str
    name: str
    place: str | None
    label: Point | None
    lines: Sequence[Sequence[Point]]


class Outline(NamedTuple):
    """All areas, in the order to draw them, and whom to credit; empty where there is none."""

    credit: str = ""
    areas: Sequence[Area] = ()


def get_outline(index: sqlite3.Connection) -> Outline:
    """The outline of a chronology."""
    row = index.execute("SELECT value FROM meta WHERE key = 'outline'").fetchone()
    if row is None:
        return Outline()
    plain = json.loads(row[0])
    return Outline(plain["credit"], [Area(**area) for area in plain["areas"]])

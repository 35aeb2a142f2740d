"""The outline of a chronology's country: borders for a map to draw."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]

# What a map draws faintly, more strongly, most strongly: in this order, so that the last is on top.
AREA_KINDS = ("neighbour", "region", "country")


class Area(NamedTuple):
    """The borders of a country, region or neighbour: lines of (longitude, latitude), WGS 84.

    ``place`` is the id of its record, ``label`` where its name stands; either may be missing.
    """

    kind: str
    name: str
    place: str | None
    label: Point | None
    lines: tuple[tuple[Point, ...], ...]


class Outline(NamedTuple):
    """All areas, and whom to credit for them."""

    credit: str
    areas: tuple[Area, ...]

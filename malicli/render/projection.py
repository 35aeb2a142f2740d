"""The projection of maps: equirectangular, with true scale along the middle latitude.

A cell of a terminal is taken to be twice as high as wide; it holds 2 × 4 dots, which are square.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, cos, radians
from typing import NamedTuple

from malicli.query.filters import KM_PER_DEGREE

DOTS_ACROSS, DOTS_DOWN = 2, 4  # in one cell
_LEAST_SPAN = 0.02  # degrees: some 2 km, for a single point
_LEAST_COSINE = 0.01  # at the poles a degree of longitude has no width
_DISTANCE = 10  # cells that a distance takes: " 20000 km"
_MARGIN = 0.03  # of the span, on each side


class Box(NamedTuple):
    """A stretch of land, in degrees."""

    south: float
    west: float
    north: float
    east: float


def enclose(points: Iterable[Sequence[float]], around: float = 0) -> Box | None:
    """The smallest box around points of (longitude, latitude), with a margin; None without any.

    The margin is at least ``around`` degrees.
    """
    listed = list(points)
    if not listed:
        return None
    longitudes, latitudes = [p[0] for p in listed], [p[1] for p in listed]
    box = Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    height, width = box.north - box.south, box.east - box.west
    return widen(box, max(height * _MARGIN, around), max(width * _MARGIN, around))


def enclose_circle(longitude: float, latitude: float, kilometres: float) -> Box:
    """The box around a circle, with a margin."""
    reach = kilometres / KM_PER_DEGREE * (1 + 2 * _MARGIN)
    point = Box(latitude, longitude, latitude, longitude)
    return widen(point, reach, reach / max(cos(radians(latitude)), _LEAST_COSINE))


def widen(box: Box, latitude: float, longitude: float) -> Box:
    """Add degrees on every side, as far as the Earth goes."""
    return Box(
        max(-90.0, box.south - latitude),
        max(-180.0, box.west - longitude),
        min(90.0, box.north + latitude),
        min(180.0, box.east + longitude),
    )


class View:
    """A box seen through a grid of cells: where a point falls, how far a dot is.

    The grid is as large as the box needs within ``columns`` × ``rows``, but never smaller than
    ``least`` columns and rows: then more than the box is seen. ``scale`` is dots per degree of
    latitude.
    """

    def __init__(self, box: Box, columns: int, rows: int, least: tuple[int, int] = (1, 1)) -> None:
        self.latitude = (box.south + box.north) / 2
        self.longitude = (box.west + box.east) / 2
        self.narrowing = max(cos(radians(self.latitude)), _LEAST_COSINE)
        width = max(box.east - box.west, _LEAST_SPAN) * self.narrowing
        height = max(box.north - box.south, _LEAST_SPAN)
        across, down = DOTS_ACROSS * columns - 1, DOTS_DOWN * rows - 1
        self.scale = min(across / width, down / height)
        self.columns = _settle(width * self.scale, DOTS_ACROSS, columns, least[0])
        self.rows = _settle(height * self.scale, DOTS_DOWN, rows, least[1])
        self.across, self.down = DOTS_ACROSS * self.columns, DOTS_DOWN * self.rows

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a point in dots from the upper left: x to the right, y down."""
        x = (self.across - 1) / 2 + (longitude - self.longitude) * self.narrowing * self.scale
        y = (self.down - 1) / 2 + (self.latitude - latitude) * self.scale
        return x, y

    def find_cell(self, longitude: float, latitude: float) -> tuple[int, int] | None:
        """The row and column of the cell that a point falls in; None outside the view."""
        x, y = self.project(longitude, latitude)
        column, row = round(x) // DOTS_ACROSS, round(y) // DOTS_DOWN
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return (row, column) if inside else None

    @property
    def km_per_cell(self) -> float:
        """How far it is from a cell to the next beside it, along the middle latitude."""
        return KM_PER_DEGREE / self.scale * DOTS_ACROSS


def _settle(dots: float, size: int, most: int, least: int) -> int:
    return max(min(least, most), min(most, ceil((dots + 1) / size - 1e-9)))


def choose_bar(view: View, room: int) -> tuple[int, str]:
    """A length for the scale bar: cells, and the round distance that they come to.

    Both stand beside one another within ``room`` cells.
    """
    most = view.km_per_cell * max(4, min(view.columns // 4, room - _DISTANCE))
    size = 1.0
    while size * 10 <= most:
        size *= 10
    while size > most:
        size /= 10
    kilometres = max(n * size for n in (1, 2, 5) if n * size <= most)
    return max(1, round(kilometres / view.km_per_cell)), f"{kilometres:g} km"

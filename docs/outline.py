"""Make data/outline.geojson, the borders that `mali map` draws, from two files of Natural Earth.

python docs/outline.py REGIONS.geojson COUNTRIES.geojson

REGIONS holds the country's regions (ne_10m_admin_1_states_provinces), COUNTRIES the country and its
neighbours (ne_50m_admin_0_countries), both cut from Natural Earth. The country's border is that of
its regions; of the neighbours' borders only what is not the country's own is kept, so that no line
is drawn twice, a little beside itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = tuple[Point, ...]

TARGET = Path(__file__).parent.parent / "data" / "outline.geojson"
COUNTRY = "Mali"
TOLERANCE = 0.012  # degrees: a dot of the widest map of one region
MARGIN = 4.0  # degrees of the neighbours that are kept around the country

# The region's ISO 3166-2 code, or the country's name → the id of the place in places.yaml.
PLACES = {
    "ML-1": "kayes-region",
    "ML-2": "koulikoro-region",
    "ML-3": "sikasso-region",
    "ML-4": "segou-region",
    "ML-5": "mopti-region",
    "ML-6": "timbuktu-region",
    "ML-7": "gao-region",
    "ML-8": "kidal-region",
    "ML-BKO": "bamako",
    "Mali": "mali",
    "Algeria": "algeria",
    "Burkina Faso": "burkina-faso",
    "Guinea": "guinea",
    "Mauritania": "mauritania",
    "Niger": "niger",
    "Senegal": "senegal",
}
# Where a neighbour's name stands: in the part of it that a map of the country shows.
LABELS = {
    "Algeria": (-1.5, 24.2),
    "Burkina Faso": (-1.3, 12.6),
    "Côte d'Ivoire": (-5.9, 9.6),
    "Guinea": (-10.3, 11.0),
    "Mauritania": (-9.3, 18.2),
    "Niger": (3.3, 14.3),
    "Senegal": (-13.8, 14.6),
}
HEAD = {
    "type": "FeatureCollection",
    "credit": "Natural Earth",
    "source": "https://www.naturalearthdata.com/ (10m admin 1, 50m admin 0), simplified",
    "licence": "public domain",
    "note": "The eight regions and the district of Bamako as they were before 2016.",
}


class Mesh:
    """Areas that share borders, cut where borders meet, each piece simplified once for both."""

    def __init__(self, areas: dict[str, list[Line]]) -> None:
        self._areas = areas
        self._owners: dict[frozenset[Point], set[str]] = {}
        self._edges: dict[Point, set[frozenset[Point]]] = {}
        for name, rings in areas.items():
            for ring in rings:
                for edge in map(frozenset, pairwise(ring)):
                    self._owners.setdefault(edge, set()).add(name)
                    for point in edge:
                        self._edges.setdefault(point, set()).add(edge)

    def is_junction(self, point: Point) -> bool:
        """Whether borders meet at a point."""
        edges = self._edges[point]
        return len(edges) != 2 or len({frozenset(self._owners[edge]) for edge in edges}) > 1

    def name_owners(self, piece: Line) -> set[str]:
        """The areas that a piece is a border of."""
        return self._owners[frozenset(piece[:2])]

    def list_pieces(self, ring: Line) -> Iterator[Line]:
        """Cut a ring at its junctions."""
        starts = [n for n, point in enumerate(ring[:-1]) if self.is_junction(point)] or [0]
        turned = (*ring[starts[0] : -1], *ring[: starts[0] + 1])
        begin = 0
        for n in range(1, len(turned)):
            if n == len(turned) - 1 or self.is_junction(turned[n]):
                yield turned[begin : n + 1]
                begin = n

    def simplify_ring(self, ring: Line) -> Line:
        """A closed ring of simplified pieces."""
        points = [p for piece in self.list_pieces(ring) for p in simplify_alike(piece)]
        return drop_repeats(points)


def simplify_alike(piece: Line) -> Line:
    """Simplify a piece the same way from either end."""
    back = piece[::-1]
    return simplify(piece) if piece <= back else simplify(back)[::-1]


def simplify(line: Line) -> Line:
    """Keep the points that a line cannot do without (Douglas and Peucker), rounded."""
    kept, ahead = {0, len(line) - 1}, [(0, len(line) - 1)]
    while ahead:
        first, last = ahead.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda n: _stray(line[n], line[first], line[last]), default=None)
        if far is not None and _stray(line[far], line[first], line[last]) > TOLERANCE:
            kept.add(far)
            ahead += [(first, far), (far, last)]
    return drop_repeats((round(line[n][0], 2), round(line[n][1], 2)) for n in sorted(kept))


def _stray(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square if square else 0
    along = min(1, max(0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def drop_repeats(points: Iterable[Point]) -> Line:
    """Drop points that repeat the one before."""
    kept: list[Point] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return tuple(kept)


def read_areas(path: str, key: str) -> tuple[dict[str, list[Line]], dict[str, str]]:
    """The rings of each area by a property, and the areas' names."""
    areas, names = {}, {}
    for feature in json.loads(Path(path).read_text("utf-8"))["features"]:
        geometry, properties = feature["geometry"], feature["properties"]
        single = geometry["type"] == "Polygon"
        polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
        rings = [drop_repeats((p[0], p[1]) for p in ring) for one in polygons for ring in one]
        areas[properties[key]] = rings
        names[properties[key]] = properties["name"]
    return areas, names


def make_feature(kind: str, name: str, key: str, shape: str, coordinates: Any) -> dict[str, Any]:
    """One feature of GeoJSON."""
    properties: dict[str, Any] = {"kind": kind, "name": name}
    if key in PLACES:
        properties["place"] = PLACES[key]
    if name in LABELS:
        properties["label"] = LABELS[name]
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def trim(piece: Line, border: list[Point], own: set[Point]) -> Iterator[Line]:
    """Simplify a neighbour's piece, tie its ends to the border, drop what is far from it."""
    points = list(simplify_alike(piece))
    for end, original in ((0, piece[0]), (-1, piece[-1])):
        if original in own:
            at = points[end]
            points[end] = min(border, key=lambda p: hypot(p[0] - at[0], p[1] - at[1]))
    west, east = (side(p[0] for p in border) for side in (min, max))
    south, north = (side(p[1] for p in border) for side in (min, max))
    run: list[Point] = []
    for x, y in points:
        run.append((x, y))
        near = west - MARGIN <= x <= east + MARGIN and south - MARGIN <= y <= north + MARGIN
        if not near:
            if len(run) > 2:  # up to the first point outside
                yield tuple(run)
            run = [(x, y)]
    if len(run) > 1:
        yield tuple(run)


def make_features(regions_path: str, countries_path: str) -> Iterator[dict[str, Any]]:
    """Neighbours, regions, then the country: what is drawn later lies on top."""
    regions, names = read_areas(regions_path, "iso_3166_2")
    countries, _ = read_areas(countries_path, "name")
    inner, outer = Mesh(regions), Mesh(countries)
    pieces = [p for rings in regions.values() for ring in rings for p in inner.list_pieces(ring)]
    border = [simplify_alike(p) for p in pieces if len(inner.name_owners(p)) == 1]
    points = [point for line in border for point in line]
    own = {point for ring in countries[COUNTRY] for point in ring}
    for name, rings in sorted(countries.items()):
        if name != COUNTRY:
            lines = [
                line
                for ring in rings
                for piece in outer.list_pieces(ring)
                if COUNTRY not in outer.name_owners(piece)
                for line in trim(piece, points, own)
            ]
            yield make_feature("neighbour", name, name, "MultiLineString", lines)
    for code, rings in sorted(regions.items()):
        ring_list = [inner.simplify_ring(ring) for ring in rings]
        yield make_feature("region", names[code], code, "Polygon", ring_list)
    yield make_feature("country", COUNTRY, COUNTRY, "MultiLineString", border)


def main() -> None:
    """Write the file, a feature a line."""
    features = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in make_features(*sys.argv[1:])
    ]
    head = "".join(f'"{key}": {json.dumps(value)},\n' for key, value in HEAD.items())
    body = ",\n".join(features)
    TARGET.write_text(f'{{{head}"features": [\n{body}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()

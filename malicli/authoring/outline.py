"""GeoJSON → the outline of a chronology: every line checked before a map relies on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from malicli.authoring.reader import ReadError
from malicli.diagnostics import Diagnostic, Span
from malicli.model.outline import AREA_KINDS, Area, Outline, Point
from malicli.text import find_unsafe

# How many lists the lines of a geometry lie in.
_DEPTHS = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
_HELP = "a FeatureCollection of lines and polygons in degrees, longitude first (RFC 7946)"


class _OutlineError(Exception):
    """What is wrong, and in which feature."""


def read_outline(content: bytes, shown: str) -> Outline:
    """Read the borders that a map draws. Raises ``ReadError``."""
    try:
        text = content.decode("utf-8-sig")
        root = json.loads(text, parse_constant=_refuse_constant)
        return _make_outline(root)
    except UnicodeDecodeError as error:
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        fault = Diagnostic("not-utf-8", message, Span(shown), "save the file as UTF-8")
    except json.JSONDecodeError as error:
        line = text.split("\n")[error.lineno - 1]
        span = Span(shown, error.lineno, error.colno, line)
        fault = Diagnostic("invalid-outline", f"is not JSON: {error.msg}", span, _HELP)
    except RecursionError:
        message = "lists are nested deeper than any outline needs"
        fault = Diagnostic("invalid-outline", message, Span(shown), _HELP)
    except (_OutlineError, ValueError) as error:  # also a number of thousands of digits
        fault = Diagnostic("invalid-outline", str(error), Span(shown), _HELP)
    raise ReadError(fault)


def _refuse_constant(name: str) -> NoReturn:
    raise _OutlineError(f"{name} is not a number")


def _make_outline(root: Any) -> Outline:
    features = root.get("features") if isinstance(root, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise _OutlineError("is not a FeatureCollection")
    areas = []
    for number, feature in enumerate(features):
        try:
            areas.append(_make_area(feature))
        except _OutlineError as fault:
            raise _OutlineError(f"features[{number}]: {fault}") from None
    areas.sort(key=lambda area: AREA_KINDS.index(area.kind))
    return Outline(_take_text(root, "credit") or "", tuple(areas))


def _make_area(feature: dict[str, Any]) -> Area:
    properties = feature.get("properties") or {}
    geometry = feature.get("geometry")
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise _OutlineError("has no geometry")
    kind = _take_text(properties, "kind") or "country"
    if kind not in AREA_KINDS:
        raise _OutlineError(f"kind {kind!r} is none of {', '.join(AREA_KINDS)}")
    shape = geometry.get("type")
    if not isinstance(shape, str) or shape not in _DEPTHS:
        raise _OutlineError(f"geometry is none of {', '.join(_DEPTHS)}")
    label = properties.get("label")
    return Area(
        kind,
        _take_text(properties, "name") or "",
        _take_text(properties, "place"),
        None if label is None else _make_point(label),
        tuple(_list_lines(geometry.get("coordinates"), _DEPTHS[shape])),
    )


def _take_text(mapping: dict[str, Any], key: str) -> str | None:
    text = mapping.get(key)
    if text is None:
        return None
    if not isinstance(text, str) or find_unsafe(text) >= 0:
        raise _OutlineError(f"{key} is not a plain text")
    return text


def _list_lines(value: Any, depth: int) -> Iterator[tuple[Point, ...]]:
    if not isinstance(value, list):
        raise _OutlineError("coordinates are not nested as the type of the geometry asks")
    if depth:
        for part in value:
            yield from _list_lines(part, depth - 1)
        return
    if len(value) < 2:
        raise _OutlineError("a line has fewer than two points")
    yield tuple(_make_point(point) for point in value)


def _make_point(value: Any) -> Point:
    """Read [longitude, latitude]; a height after them is ignored."""
    numbers = value[:2] if isinstance(value, list) else ()
    if len(numbers) < 2 or any(type(n) not in (int, float) for n in numbers):
        raise _OutlineError("a point is not [longitude, latitude]")
    longitude, latitude = numbers
    if abs(longitude) > 180 or abs(latitude) > 90:
        raise _OutlineError(f"not on Earth: longitude {longitude:.6g}, latitude {latitude:.6g}")
    return float(longitude), float(latitude)

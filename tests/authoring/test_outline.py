from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malicli.authoring.outline import read_outline
from malicli.authoring.reader import ReadError
from malicli.errors import ExitCode
from tests.conftest import Mali

SQUARE = [[0, 0], [1, 0], [1, 1.5], [0, 0]]


def make(geometry: object, **properties: object) -> dict[str, Any]:
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return {"type": "FeatureCollection", "credit": "Survey X", "features": [feature]}


def lines(shape: str, coordinates: object) -> dict[str, Any]:
    return {"type": shape, "coordinates": coordinates}


def read(plain: object) -> Any:
    return read_outline(json.dumps(plain).encode(), "outline.geojson")


@pytest.mark.parametrize(
    ("shape", "coordinates"),
    [
        ("LineString", SQUARE),
        ("MultiLineString", [SQUARE]),
        ("Polygon", [SQUARE]),
        ("MultiPolygon", [[SQUARE]]),
    ],
)
def test_lines_and_polygons_become_lines(shape: str, coordinates: object) -> None:
    outline = read(make(lines(shape, coordinates), name="A"))
    (area,) = outline.areas
    assert outline.credit == "Survey X"
    assert area == ("country", "A", None, None, (((0, 0), (1, 0), (1, 1.5), (0, 0)),))


def test_the_country_is_drawn_last_and_a_height_is_ignored() -> None:
    both = make(lines("LineString", [[0, 0, 300], [1, 1, 300]]), kind="country", label=[0.5, 0.5])
    both["features"] += make(lines("LineString", SQUARE), kind="neighbour")["features"]
    areas = read(both).areas
    assert [area.kind for area in areas] == ["neighbour", "country"]
    assert areas[1].lines == (((0, 0), (1, 1)),)
    assert areas[1].label == (0.5, 0.5)


WRONG: dict[str, object] = {
    "is not a FeatureCollection": [],
    "features[0]: has no geometry": make(None),
    "geometry is none of": make(lines("Point", [0, 0])),
    "kind 'sea' is none of": make(lines("LineString", SQUARE), kind="sea"),
    "name is not a plain text": make(lines("LineString", SQUARE), name=7),
    "place is not a plain text": make(lines("LineString", SQUARE), place="a\u001b[2J"),
    "fewer than two points": make(lines("LineString", [[0, 0]])),
    "nested as the type": make(lines("Polygon", SQUARE[0])),
    "a point is not": make(lines("LineString", [[0, "1"], [1, 1]])),
    "not on Earth": make(lines("LineString", [[0, 91], [1, 1]])),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_no_outline_is_told(message: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(WRONG[message])
    assert message in raised.value.diagnostic.message
    assert raised.value.diagnostic.code == "invalid-outline"


HOSTILE = {
    "nan": b'{"features": [{"geometry": {"type": "LineString", "coordinates": [[NaN, 1]]}}]}',
    "infinity": b'{"features": [{"geometry": {"type": "LineString", "coordinates": [[1e999, 1],'
    b"[1, 1]]}}]}",
    "true": b'{"features": [{"geometry": {"type": "LineString", "coordinates": [[true, 1],'
    b"[1, 1]]}}]}",
    "surrogate": b'{"credit": "\\ud800", "features": []}',
    "deep": b"[" * 200_000,
    "long number": b"[" + b"9" * 20_000 + b"]",
    "empty": b"",
    "not UTF-8": b'{"credit": "\xe9"}',
    "unhashable type": b'{"features": [{"geometry": {"type": [], "coordinates": []}}]}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_outline_is_refused(name: str, mali: Mali, chronology: Path) -> None:
    (chronology / "outline.geojson").write_bytes(HOSTILE[name])
    ran = mali("map", data=chronology)
    assert ran.code == ExitCode.INVALID
    assert ran.out == ""
    assert "outline.geojson" in ran.err
    assert "Traceback" not in ran.err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["features", "geometry", "type", "coordinates", "properties", "kind"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_refused(plain: object) -> None:
    for value in (plain, {"features": [{"geometry": plain}]}, {"features": [plain]}):
        try:
            read(value)
        except ReadError as error:
            assert error.diagnostic.code == "invalid-outline"


def test_a_place_that_there_is_not_is_told(mali: Mali, chronology: Path) -> None:
    outline = make(lines("LineString", SQUARE), name="A", place="nowhere")
    (chronology / "outline.geojson").write_text(json.dumps(outline))
    ran = mali("check", data=chronology)
    assert ran.code == ExitCode.INVALID
    assert "error[unknown-reference]: the outline of 'A' names no place: 'nowhere'" in ran.out


def test_an_outline_cannot_be_written_over_by_a_listing(mali: Mali, chronology: Path) -> None:
    path = chronology / "outline.geojson"
    path.write_text(json.dumps(make(lines("LineString", SQUARE))))
    before = path.read_text()
    assert mali("map", "--format", "json", "-o", str(path), data=chronology).code != 0
    assert path.read_text() == before


def test_another_outline_is_another_map(mali: Mali, chronology: Path) -> None:
    path = chronology / "outline.geojson"
    without = mali("map", data=chronology).out
    path.write_text(json.dumps(make(lines("LineString", [[-4, 10], [-2, 11]]))))
    first = mali("map", data=chronology).out
    path.write_text(json.dumps(make(lines("LineString", [[-4, 10], [-2, 12]]))))
    assert len({without, first, mali("map", data=chronology).out}) == 3
    assert "borders: Survey X" in first
    assert "borders" not in without

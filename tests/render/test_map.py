from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malicli.query.names import Label, Labels
from malicli.query.outlines import Area, Outline
from malicli.query.positions import PositionRow, Spread
from malicli.render.canvas import Canvas
from malicli.render.legend import Size
from malicli.render.lines import measure_line, to_ascii
from malicli.render.map import Circle, MapSheet, frame
from malicli.text import measure
from tests.conftest import Mali, write_chronology
from tests.render.conftest import Show
from tests.render.invented import write_invented

BRAILLE = {chr(code) for code in range(0x2801, 0x2900)}
SQUARE = [[-5, 9], [-1, 9], [-1, 13], [-5, 13], [-5, 9]]
NORTH = [[-4, 11], [-2, 11], [-2, 13], [-4, 13], [-4, 11]]


def make_feature(kind: str, name: str, ring: object, **more: object) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    properties = {"kind": kind, "name": name, **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


OUTLINE = {
    "type": "FeatureCollection",
    "credit": "Survey X",
    "features": [
        make_feature("country", "A", SQUARE),
        make_feature("region", "North", NORTH, place="north-region"),
        make_feature("neighbour", "B", [[-1, 9], [3, 9], [-1, 9]], label=[-1.4, 9.5]),
    ],
}


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    folder = write_invented(tmp_path / "invented")
    (folder / "outline.geojson").write_text(json.dumps(OUTLINE), "utf-8")
    return folder


# What is shown ---------------------------------------------------------------------------------


def test_the_map_tells_of_every_event(show: Show) -> None:
    out = show("map")
    assert out.startswith("Invented: 7 events at 2 places\n")
    assert "● Port City 5" in out
    assert "Hill Village 4" in out
    assert "without a point  3 of 10 events: North 2, no place of their own 1" in out
    assert "borders: Survey X" in out
    assert "fighting and harm 4" in out
    assert " km" in out


@pytest.mark.parametrize("width", [20, 30, 45, 59, 60, 80, 100, 140, 200, 400])
@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "C"])
def test_no_line_is_wider_than_asked_for(show: Show, width: int, lang: str) -> None:
    out = show("map", "--width", str(width), LANG=lang)
    assert max(map(measure, out.splitlines())) <= min(max(width, 30), 200)
    assert out.isascii() == (lang == "C")


def test_the_c_locale_has_plain_marks_and_borders(show: Show) -> None:
    out = show("map", LANG="C")
    assert "O Port City 5" in out
    assert not BRAILLE & {*out}
    assert ":" in out
    assert "o 1   O 2-9   @ 10+" in out
    assert "|-" in out


def test_colours_are_those_of_most_events(mali: Mali, invented: Path) -> None:
    out = mali("map", data=invented, terminal=100).out
    assert "\x1b[31m●" in out  # fighting and harm, red
    plain = mali("map", data=invented, terminal=100, variables={"TERM": "dumb"}).out
    assert "\x1b" not in plain


def test_a_terminal_is_not_outgrown_where_the_legend_fits_beside(
    mali: Mali, invented: Path
) -> None:
    out = mali("map", data=invented, terminal=80, variables={"LINES": "24", "NO_COLOR": "1"}).out
    assert 20 < len(out.splitlines()) <= 27
    assert "├" in out


def test_a_wide_map_has_a_table_of_places(show: Show) -> None:
    out = show("map", "--width", "160")
    assert "killed" in out
    assert "at least 8" in out
    assert "killed" not in show("map", "--width", "80")


# Zoom ------------------------------------------------------------------------------------------


def find_bar(out: str) -> float:
    (line,) = [line for line in out.splitlines() if "├" in line and " km" in line]
    return float(line.partition("┤ ")[2].partition(" km")[0])


def test_a_region_is_shown_larger_than_the_country(show: Show) -> None:
    whole, region = show("map"), show("map", "--place", "North")
    assert find_bar(region) < find_bar(whole)
    assert "Hill Village" in region
    assert "outside this map" in region  # an event there was in the port too
    assert "Port City" in region


def test_a_circle_is_shown_around_a_place(show: Show) -> None:
    near = show("map", "--around", "Port City", "--within", "20km")
    assert find_bar(near) == 10
    assert "outside this map  Hill Village" in near
    assert BRAILLE & {*near}


def test_without_an_outline_there_are_points(mali: Mali, tmp_path: Path) -> None:
    code, out, err = mali("map", data=write_invented(tmp_path / "bare"))
    assert (code, err) == (0, "")
    assert "Port City 5" in out
    assert "borders" not in out


def test_a_border_of_two_regions_is_dotted_like_any_other() -> None:
    def count(*lines: list[tuple[float, float]]) -> int:
        areas = [Area("region", "R", None, None, [line]) for line in lines]
        outline = Outline("", [*areas, Area("country", "A", None, None, [SQUARE])])
        empty = Spread([], {}, 0, 0, {})
        box = frame(outline, empty, [], None)
        assert box
        sheet = MapSheet(outline, empty, Labels({}, {}, {}), box, Size(60, 30))
        text = "".join(text for line in sheet.draw("X") for text, _ in line)
        return sum((ord(c) - 0x2800).bit_count() for c in text if c in BRAILLE)

    border = [(-4.9, 10.0), (-3.0, 10.1), (-1.1, 11.0)]
    assert count() < count(border) == count(border, border[::-1])


def test_frames() -> None:
    ring = tuple((float(x), float(y)) for x, y in SQUARE)
    outline = Outline("", [Area("country", "A", "a", None, [ring])])
    empty = Spread([], {}, 0, 0, {})
    point = Spread([make_place("p", 40, 50)], {}, 1, 0, {})
    assert frame(Outline(), empty, [], None) is None
    whole = frame(outline, point, [], None)
    assert whole == frame(outline, point, ["a"], None)
    assert whole
    assert whole.south < 9
    assert whole.north > 13
    elsewhere = frame(outline, point, ["another"], None)
    assert elsewhere
    assert elsewhere.south < 40 < elsewhere.north
    assert frame(outline, empty, ["another"], None) is None


# Nothing to show -------------------------------------------------------------------------------


def test_nothing_found_leaves_the_borders(mali: Mali, invented: Path) -> None:
    code, out, err = mali("map", "--tag", "nothing", data=invented)
    assert (code, err) == (0, "no events in this chronology match\n")
    assert BRAILLE & {*out}
    assert "marks" not in out


def test_no_point_is_told(mali: Mali, invented: Path) -> None:
    code, out, err = mali("map", "--type", "humanitarian", data=invented)
    assert (code, err) == (0, "no point is known for the 1 event that matches\n")
    assert "without a point  1 of 1 events: North 1" in out


def test_nothing_at_all_is_no_map(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "empty", events=[])
    code, out, err = mali("map", data=folder)
    assert (code, out, err) == (0, "", "no events in this chronology match\n")


def test_a_place_that_there_is_not_ends_the_command(mali: Mali, invented: Path) -> None:
    assert mali("map", "--place", "Atlantis", data=invented).code == 3


# Other formats ---------------------------------------------------------------------------------


def test_a_row_is_a_place(show: Show) -> None:
    rows = show("map", "--format", "csv").splitlines()
    assert rows[0] == ("id,name,latitude,longitude,precision,events,killed_low,killed_high,family")
    assert rows[1] == "port-city,Port City,10.5,-3.25,exact,5,8,,violence"
    listed = json.loads(show("map", "--format", "json"))
    assert [row["id"] for row in listed] == ["port-city", "hill-village"]
    assert listed[0]["killed_high"] is None
    assert "| Port City | 10.5, -3.25 | 5 | at least 8 |" in show("map", "--format", "markdown")
    assert "id: port-city" in show("map", "--format", "yaml")


def test_a_map_goes_to_a_file(mali: Mali, invented: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.txt"
    assert mali("map", "-o", str(path), data=invented, terminal=80).out == ""
    text = path.read_text("utf-8")
    assert "Port City 5" in text
    assert "\x1b" not in text


# Labels and marks ------------------------------------------------------------------------------


def make_place(id_: str, latitude: float, longitude: float, **more: Any) -> PositionRow:
    row = PositionRow(id_, id_, latitude, longitude, "exact", 1, None, None, "violence")
    return row._replace(**more)


def draw(
    places: list[PositionRow],
    columns: int,
    circle: Circle | None = None,
    *,
    ascii_only: bool = False,
) -> list[str]:
    labels = Labels({}, {p.id: Label(p.name, p.name) for p in places}, {})
    spread = Spread(places, {"violence": len(places)}, len(places), 0, {})
    box = frame(Outline(), spread, [], None)
    assert box
    size = Size(columns, 30, ascii_only=ascii_only)
    lines = [*MapSheet(Outline(), spread, labels, box, size).draw("X", circle)]
    assert all(measure_line(line) <= columns for line in lines)
    return ["".join(text for text, _ in line) for line in lines]


NAMES = st.text(st.sampled_from("abcÉœ通 e\u0301\x1b\u202e"), min_size=1, max_size=12)
COORDINATES = st.tuples(st.floats(-2, 2), st.floats(-2, 2))


@given(st.lists(st.tuples(NAMES, COORDINATES), min_size=1, max_size=25), st.integers(30, 120))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_labels_never_overlap(
    ascii_only: bool, spots: list[tuple[str, tuple[float, float]]], columns: int
) -> None:
    taken: dict[tuple[int, int], str] = {}

    class Watched(Canvas):
        def put(self, row: int, column: int, text: str, style: str) -> None:
            assert text.isprintable()
            for cell in range(column, column + measure(text)):
                assert (row, cell) not in taken
                assert 0 <= row < self.rows
                assert 0 <= cell < self.columns
                taken[row, cell] = text
            super().put(row, column, text, style)

    places = [make_place(f"p{n}", *at, name=name) for n, (name, at) in enumerate(spots)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("malicli.render.map.Canvas", Watched)
        text = "\n".join(draw(places, columns, Circle(0, 0, 100), ascii_only=ascii_only))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_crowd_keeps_the_labels_of_the_largest() -> None:
    chance = random.Random(7)
    places = [
        make_place(f"place-{n:02}", chance.uniform(-1, 1), chance.uniform(-1, 1), events=90 - n)
        for n in range(80)
    ]
    text = "\n".join(draw(places, 60))
    assert "place-00 90" in text
    shown = [n for n in range(80) if f"place-{n:02} {90 - n}" in text.partition("├")[0]]
    assert 5 < len(shown) < 80
    assert "under a larger mark" in text


def test_marks_tell_size_and_what_is_not_exact() -> None:
    places = [
        make_place("many", 1, 0, events=12),
        make_place("some", 0, 0, events=3),
        make_place("one", -1, 0),
        make_place("about", 0, 1, precision="admin2"),
    ]
    text = "\n".join(draw(places, 80))
    for label in ("◉ many 12", "● some 3", "• one 1"):
        assert label in text
    assert "◦" in text
    assert "only the" in text
    assert "only the" not in "\n".join(draw(places[:3], 80))


def test_places_in_one_cell_share_the_largest_mark() -> None:
    places = [make_place("large", 0, 0, events=4), make_place("small", 0.001, 0.001, events=2)]
    text = "\n".join(draw([*places, make_place("far", 3, 3)], 60))
    assert "● large 4" in text or "large 4 ●" in text
    assert "under a larger mark  small 2" in text


def test_unknown_families_and_types_are_drawn_plainly() -> None:
    assert "unknown 1" in "\n".join(draw([make_place("unknown", 0, 0, family="")], 60))


def test_a_label_in_another_script_is_spelled_in_ascii() -> None:
    (line,) = [x for x in draw([make_place("Cœur é", 0, 0)], 60, ascii_only=True) if "C" in x]
    assert to_ascii("Cœur é 1") in line

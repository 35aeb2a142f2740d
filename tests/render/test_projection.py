from __future__ import annotations

from math import hypot

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from malicli.query.filters import measure_km
from malicli.render.projection import (
    DOTS_ACROSS,
    Box,
    View,
    choose_bar,
    enclose,
    enclose_circle,
)

LATITUDES = st.floats(-85, 85)
LONGITUDES = st.floats(-180, 180)
POINTS = st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=8)
COLUMNS, ROWS = st.integers(30, 200), st.integers(10, 60)


@given(POINTS, COLUMNS, ROWS)
def test_every_point_of_a_box_falls_within_its_view(
    points: list[tuple[float, float]], columns: int, rows: int
) -> None:
    box = enclose(points)
    assert box
    view = View(box, columns, rows)
    assert view.columns <= columns
    assert view.rows <= rows
    for point in points:
        cell = view.find_cell(*point)
        assert cell
        assert 0 <= cell[0] < view.rows
        assert 0 <= cell[1] < view.columns


@given(LATITUDES, LONGITUDES, st.floats(0.1, 300), COLUMNS, ROWS)
def test_a_kilometre_is_as_long_in_every_direction(
    latitude: float, longitude: float, kilometres: float, columns: int, rows: int
) -> None:
    """Across and down, in dots, which are square; at the middle latitude."""
    assume(abs(latitude) < 75)
    view = View(enclose_circle(longitude, latitude, kilometres), columns, rows)
    middle = view.project(longitude, latitude)
    north = view.project(longitude, latitude + 0.001)
    east = view.project(longitude + 0.001, latitude)
    down, across = middle[1] - north[1], east[0] - middle[0]
    per_km_down = down / measure_km(latitude, longitude, latitude + 0.001, longitude)
    per_km_across = across / measure_km(latitude, longitude, latitude, longitude + 0.001)
    # The box may be cut off at the end of the Earth, so that the middle is not the circle's.
    assume(abs(view.latitude - latitude) < 0.01)
    assert per_km_across == pytest.approx(per_km_down, rel=1e-3)


@given(st.floats(-75, 75), st.floats(-170, 170), st.floats(0.5, 500), COLUMNS, ROWS)
def test_the_bar_is_as_long_as_it_says(
    latitude: float, longitude: float, kilometres: float, columns: int, rows: int
) -> None:
    view = View(enclose_circle(longitude, latitude, kilometres), columns, rows)
    cells, words = choose_bar(view, 30)
    assert cells + 1 + len(words) <= 30
    said = float(words.removesuffix(" km"))
    assert cells <= view.columns
    degrees = cells * DOTS_ACROSS / view.scale / view.narrowing
    there = measure_km(view.latitude, longitude, view.latitude, longitude + degrees)
    assert there == pytest.approx(said, rel=0.02, abs=view.km_per_cell / 2 + 0.01)


@given(st.floats(-70, 70), st.floats(-170, 170), st.floats(1, 400), COLUMNS, ROWS)
def test_a_circle_is_whole_and_fills_the_view(
    latitude: float, longitude: float, kilometres: float, columns: int, rows: int
) -> None:
    view = View(enclose_circle(longitude, latitude, kilometres), columns, rows)
    reach = kilometres / 111.2
    ends = [
        (longitude, latitude + reach),
        (longitude, latitude - reach),
        (longitude + reach / view.narrowing, latitude),
        (longitude - reach / view.narrowing, latitude),
    ]
    assume(all(abs(x) < 180 and abs(y) < 90 for x, y in ends))
    assert all(view.find_cell(*end) for end in ends)
    dots = [view.project(*end) for end in ends]
    diameter = hypot(dots[0][0] - dots[1][0], dots[0][1] - dots[1][1])
    assert diameter > 0.8 * min(view.across, view.down) - 4


def test_a_single_point_has_land_around_it() -> None:
    box = enclose([(-3.25, 10.5)], around=0.5)
    assert box == Box(10.0, -3.75, 11.0, -2.75)


def test_nothing_has_no_box() -> None:
    assert enclose([]) is None


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_the_poles_can_be_looked_at(latitude: float) -> None:
    view = View(enclose_circle(0, latitude, 100), 80, 30)
    assert view.find_cell(0, latitude)


def test_a_narrow_box_is_shown_with_what_lies_beside_it() -> None:
    view = View(Box(10, 1, 20, 1.1), 100, 40, least=(30, 10))
    assert (view.columns, view.rows) == (30, 40)

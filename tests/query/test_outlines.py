from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from malicli.chronology import Chronology, open_chronology
from malicli.environment import Environment
from malicli.query.names import resolve_name
from malicli.query.outlines import Outline, get_outline
from tests.conftest import write_chronology


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    cache = tmp_path_factory.mktemp("cache")
    return open_chronology(None, Environment(variables={"MALI_CACHE": str(cache)}))


def test_a_chronology_may_have_no_outline(tmp_path: Path) -> None:
    environment = Environment(variables={"MALI_CACHE": str(tmp_path / "cache")})
    chronology = open_chronology(write_chronology(tmp_path / "data"), environment)
    assert get_outline(chronology.index) == Outline()


def is_inside(ring: Sequence[Sequence[float]], x: float, y: float) -> bool:
    """Whether a line from a point to the east crosses a ring an odd number of times."""
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("town", "region"),
    [
        ("Kayes", "kayes-region"),
        ("Kati", "koulikoro-region"),
        ("Sikasso", "sikasso-region"),
        ("Diabaly", "segou-region"),
        ("Sévaré", "mopti-region"),
        ("Timbuktu", "timbuktu-region"),
        ("Gao", "gao-region"),
        ("Kidal", "kidal-region"),
        ("Bamako", "bamako"),
    ],
)
def test_each_town_lies_in_the_borders_of_its_region_alone(
    shipped: Chronology, town: str, region: str
) -> None:
    id_ = resolve_name(shipped.index, "place", town)
    latitude, longitude = shipped.index.execute(
        "SELECT latitude, longitude FROM place WHERE id = ?", (id_,)
    ).fetchone()
    regions = [area for area in get_outline(shipped.index).areas if area.kind == "region"]
    inside = [
        area.place
        for area in regions
        if sum(is_inside(ring, longitude, latitude) for ring in area.lines) % 2
    ]
    assert inside == [region]


def test_the_border_of_the_country_closes(shipped: Chronology) -> None:
    (country,) = [a for a in get_outline(shipped.index).areas if a.kind == "country"]
    ends = [tuple(line[n]) for line in country.lines for n in (0, -1)]
    assert all(ends.count(end) == 2 for end in ends)


def test_whom_to_credit_is_known(shipped: Chronology) -> None:
    assert get_outline(shipped.index).credit == "Natural Earth"

from __future__ import annotations

import random
from pathlib import Path

import pytest

from malicli.chronology import open_chronology
from malicli.environment import Environment
from malicli.query.filters import Filter
from malicli.query.positions import Spread, find_spread
from tests.conftest import EVENTS, PLACES, Record, write_chronology
from tests.render.invented import write_invented


def spread(folder: Path, **fields: object) -> Spread:
    environment = Environment(variables={"MALI_CACHE": str(folder.parent / "cache")})
    index = open_chronology(folder, environment).index
    return find_spread(index, Filter(**fields))  # type: ignore[arg-type]


def test_each_place_has_its_events_and_their_dead(tmp_path: Path) -> None:
    found = spread(write_invented(tmp_path / "invented"))
    rows = {place.id: place for place in found.positions}
    assert {id_: row.events for id_, row in rows.items()} == {"port-city": 5, "hill-village": 4}
    # At least eight soldiers in the week of fighting; at least three people in the village.
    assert (rows["port-city"].killed_low, rows["port-city"].killed_high) == (8, None)
    assert (rows["hill-village"].killed_low, rows["hill-village"].killed_high) == (11, None)
    assert rows["hill-village"].family == "violence"


def test_the_dead_of_several_events_add_up_as_ranges(tmp_path: Path) -> None:
    toll = {"harm": "killed", "whom": "soldiers", "source": "daily-x", "at": "¶2"}
    events: list[Record] = [
        {**EVENTS[0], "id": "2031-first", "tolls": [{**toll, "best": 5}]},
        {**EVENTS[0], "id": "2031-second", "tolls": [{**toll, "low": 2, "high": 4}]},
        {**EVENTS[0], "id": "2031-third"},
    ]
    (place,) = spread(write_chronology(tmp_path / "sums", events=events)).positions
    assert (place.events, place.killed_low, place.killed_high) == (3, 7, 9)


def test_no_event_is_lost(tmp_path: Path) -> None:
    found = spread(write_invented(tmp_path / "invented"))
    assert (found.placed, found.unplaced) == (7, 3)
    assert sum(found.families.values()) == found.placed
    assert found.elsewhere == {"north-region": 2, "": 1}


def test_a_filter_is_one_for_all(tmp_path: Path) -> None:
    folder = write_invented(tmp_path / "invented")
    found = spread(folder, types=("coup",))
    assert [place.id for place in found.positions] == ["port-city"]
    assert (found.placed, found.unplaced, found.families) == (1, 0, {"power": 1})
    assert spread(folder, tags=("nothing",)) == Spread([], {}, 0, 0, {})
    assert spread(folder, limit=2).placed + spread(folder, limit=2).unplaced == 2


def test_a_place_that_an_event_is_about_is_not_where_it_took_place(tmp_path: Path) -> None:
    event = {**EVENTS[0], "places": [{"place": "port-city", "role": "subject"}]}
    found = spread(write_chronology(tmp_path / "about", events=[event]))
    assert found.positions == []
    assert found.elsewhere == {"": 1}


def test_a_place_named_twice_counts_once(tmp_path: Path) -> None:
    places = [{"place": "port-city"}, {"place": "port-city", "role": "near"}]
    event = {**EVENTS[0], "places": places}
    (place,) = spread(write_chronology(tmp_path / "twice", events=[event])).positions
    assert place.events == 1


@pytest.mark.parametrize("seed", range(5))
def test_counts_are_those_of_a_plain_count(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    ids = [f"place-{n}" for n in range(6)]
    places: list[Record] = [
        {**PLACES[0], "id": id_, "name": id_} if n % 2 else
        {"id": id_, "name": id_, "kind": "area", "precision": "country"}
        for n, id_ in enumerate(ids)
    ]  # fmt: skip
    roles = ("at", "near", "between", "origin", "destination", "subject")
    events: list[Record] = [
        {
            **EVENTS[0],
            "id": f"2031-event-{n:02}",
            "places": [
                {"place": chance.choice(ids), "role": chance.choice(roles)}
                for _ in range(chance.randrange(4))
            ],
        }
        for n in range(30)
    ]
    found = spread(write_chronology(tmp_path / "many", events=events, places=places))
    there = [{p["place"] for p in e["places"] if p["role"] != "subject"} for e in events]
    pointed = {*ids[1::2]}
    expected = {id_: n for id_ in pointed if (n := sum(id_ in where for where in there))}
    assert {place.id: place.events for place in found.positions} == expected
    assert found.placed == sum(bool(where & pointed) for where in there)
    assert found.placed + found.unplaced == len(events)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Mali
from tests.render.invented import EVENTS, write_invented


@pytest.fixture
def events(mali: Mali, tmp_path: Path) -> dict[str, Any]:
    """The events of the invented chronology as JSON has them, by id."""
    out = mali("export", "--format", "json", data=write_invented(tmp_path / "invented")).out
    return {event["id"]: event for event in json.loads(out)}


RECORDS = {event["id"]: event for event in EVENTS}


@pytest.mark.parametrize("id_", RECORDS)
def test_an_event_has_the_keys_of_its_record_and_four_more(
    events: dict[str, Any], id_: str
) -> None:
    added = {"earliest", "latest", "precision", "disputed", "actors", "places", "sources"}
    defaults = {key for key in RECORDS[id_] if RECORDS[id_][key] == {"rank": 3}.get(key)}
    assert set(events[id_]) == (set(RECORDS[id_]) - defaults) | added


@pytest.mark.parametrize("id_", RECORDS)
def test_what_is_not_expanded_is_as_the_record_has_it(events: dict[str, Any], id_: str) -> None:
    for key in ("date", "type", "title", "summary", "tolls", "control", "related", "tags", "dates"):
        if key in RECORDS[id_]:
            assert events[id_][key] == RECORDS[id_][key]


def test_actors_are_objects_with_the_claims_keys_beside(events: dict[str, Any]) -> None:
    junta, president, company = events["2031-harbour-coup"]["actors"]
    assert junta == {"id": "the-junta", "name": "Council of Officers", "role": "attacker"}
    assert president == {
        "id": "president-a",
        "name": "President A",
        "role": "subject",
        "as": "head of state",
        "fate": "deposed",
    }
    assert company["claims"] == RECORDS["2031-harbour-coup"]["actors"][2]["claims"]


def test_one_of_several_actors_is_a_list_of_objects(events: dict[str, Any]) -> None:
    assert events["2031-week-of-fighting"]["actors"][0] == {
        "one_of": [
            {"id": "front-a", "name": "Front A"},
            {"id": "front-b", "name": "Front B"},
        ],
        "role": "attacker",
    }


def test_places_and_sources_are_objects(events: dict[str, Any]) -> None:
    event = events["2031-week-of-fighting"]
    assert event["places"][0] == {
        "id": "hill-village",
        "name": "Hill Village",
        "role": "near",
        "note": "along the road",
    }
    assert event["sources"][1] == {
        "id": "daily-x",
        "title": "The night of the harbour",
        "at": "¶1",
        "says": {"place": ["port-city"]},
        "why": "open",
        "note": "tells of one town only",
    }


def test_lists_are_there_when_they_are_empty(events: dict[str, Any]) -> None:
    assert events["2031-talks"]["places"] == []
    assert events["2032-drought"]["actors"] == []


@pytest.mark.parametrize(
    ("id_", "earliest", "latest", "precision", "disputed"),
    [
        ("2031-harbour-coup", "2031-03-22", "2031-03-22", "day", True),
        ("2030-hill-truce", None, "2030-06-30", "range", False),
        ("2033-mission", "2033-02-01", None, "range", False),
        ("2032-drought", "2032-01-01", "2032-12-31", "year", False),
    ],
)
def test_bounds_are_null_when_open(
    events: dict[str, Any],
    id_: str,
    earliest: str | None,
    latest: str | None,
    precision: str,
    disputed: bool,
) -> None:
    event = events[id_]
    written = [event[key] for key in ("earliest", "latest", "precision", "disputed")]
    assert written == [earliest, latest, precision, disputed]


def test_a_former_id_names_the_record_it_became(mali: Mali, tmp_path: Path) -> None:
    from tests.conftest import ACTORS, write_chronology

    actors = [{**ACTORS[0], "id": "army-new", "formerly": ["army-a"]}, ACTORS[1]]
    folder = write_chronology(tmp_path / "moved", actors=actors)
    (event,) = json.loads(mali("export", "--format", "json", data=folder).out)
    assert event["actors"][1]["name"] == "Army of A"


def test_lines_hold_the_objects_of_the_array(mali: Mali, tmp_path: Path) -> None:
    folder = write_invented(tmp_path / "invented")
    for command in ("events", "actors", "places", "sources", "figures"):
        array = json.loads(mali(command, "--format", "json", data=folder).out)
        lines = mali(command, "--format", "jsonl", data=folder).out.splitlines()
        assert [json.loads(line) for line in lines] == array


def test_nothing_is_an_empty_array_or_no_line(mali: Mali, chronology: Path) -> None:
    which = ("events", "--tag", "none-such", "--format")
    assert mali(*which, "json", data=chronology).out == "[]\n"
    assert mali(*which, "jsonl", data=chronology).out == ""


def test_letters_stand_as_they_are(mali: Mali, chronology: Path) -> None:
    assert "attaque l'armée à Port City" in mali("export", "--format", "json", data=chronology).out


def test_an_actor_names_those_it_is_tied_to(mali: Mali, tmp_path: Path) -> None:
    folder = write_invented(tmp_path / "invented")
    (actor,) = json.loads(mali("actor", "FA", "--format", "json", data=folder).out)
    assert actor["relations"][0]["actor"] == "coalition-d"
    assert actor["relations"][0]["name"] == "Coalition of the Dunes"
    assert actor["events"] == 3

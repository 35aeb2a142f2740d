from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.synthetic import make_chronology
from malicli.authoring.loader import load_chronology
from malicli.chronology import open_chronology
from malicli.environment import Environment
from malicli.errors import NameUnresolvedError, WrongUseError
from malicli.event_types import EVENT_TYPES
from malicli.files import read_contents
from malicli.model.dataset import Dataset
from malicli.query.events import find_events
from malicli.query.filters import SORTS, Filter
from tests.conftest import ACTORS, EVENTS, PLACES, Record, write_chronology
from tests.query.naive import Scan, list_names, list_place_names

SHARED = "Union of the Wells"
BEFORE, AFTER = date(2015, 6, 30), date(2020, 1, 1)


@dataclass
class Pair:
    """One chronology twice: as an index, and as records to scan."""

    connection: sqlite3.Connection
    scan: Scan

    @property
    def dataset(self) -> Dataset:
        return self.scan.dataset

    def find(self, which: Filter) -> list[str]:
        return [row.id for row in find_events(self.connection, which)]


def open_pair(folder: Path) -> Pair:
    environment = Environment(variables={"MALI_CACHE": str(folder.parent / "cache")})
    loaded = load_chronology(read_contents(folder), folder)
    assert loaded.diagnostics == []
    return Pair(open_chronology(folder, environment).index, Scan(loaded.dataset))


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("filters") / "synthetic"
    make_chronology(folder, events=120, seed=7)
    events, actors, places, sources = (
        read_yaml(folder / f"{kind}.yaml") for kind in ("events", "actors", "places", "sources")
    )
    enrich(events, actors, places)
    write_chronology(folder, events=events, actors=actors, places=places, sources=sources)
    opened = open_pair(folder)
    yield opened
    opened.connection.close()


def read_yaml(path: Path) -> list[Record]:
    records: list[Record] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return records


def enrich(events: list[Record], actors: list[Record], places: list[Record]) -> None:
    """Add what the synthetic chronology lacks, so that no part of a filter is idle."""
    random = Random(7)
    for number, event in enumerate(events):
        enrich_date(event, number, random)
        enrich_claims(event, number)
    for number, actor in enumerate(actors):
        enrich_relations(actor, number, actors)
    actors[3]["names"].append({"name": SHARED, "to": "2015", "shared": "true"})
    actors[4]["names"].append({"name": SHARED, "from": "2016", "shared": "true"})
    places.append({"id": "country-c", "name": "Country C", "kind": "country", "country": "CC"})
    for number, place in enumerate(places):
        if place["kind"] == "town" and number % 3 == 0:
            place["country"] = "CC"
        if place["kind"] == "town" and number % 4 == 0:
            (old,) = place["admin"]
            new = {"admin1": f"region-{(number + 1) % 10}", "admin2": "region-9", "from": "2019"}
            place["admin"] = [{**old, "to": "2018"}, new]


def enrich_date(event: Record, number: int, random: Random) -> None:
    day = date(2012, 1, 1) + timedelta(days=random.randrange(5000))
    dates = {
        0: f"{day}/{day + timedelta(days=700)}",
        1: f"{day:%Y-%m}/..",
        2: f"../{day:%Y-%m}",
        3: f"[{day:%Y}..{day.year + 3}]",
        4: f"[{day}..]",
        5: f"{day:%Y-%m}/{day + timedelta(days=60):%Y-%m}",
    }
    if number % 5 == 0:
        event["date"] = dates[number // 5 % len(dates)]
    elif number % 7 == 0 and len(event["date"]) in (7, 10):
        event["date"] += "~?%"[number // 7 % 3]


def enrich_claims(event: Record, number: int) -> None:
    if number % 3 == 0:
        event["tolls"] = event["tolls"][1:]
    if number % 9 == 0:
        event["tolls"] = [{"harm": "killed", "whom": "soldiers", "words": "dozens"}]
    if number % 4 == 0:
        event["tolls"].append({"harm": "killed", "whom": "rebels", "high": "30"})
    if number % 4 == 1:
        event["tolls"].append({"harm": "killed", "whom": "all", "low": "4"})
    if number % 3 != 1:
        event["actors"][2]["claims"].pop()
    if number % 6 == 0:
        event["sources"][0]["says"] = {"date": "2011-01"}
        event["sources"][0]["why"] = "open"
    if number % 8 == 0:
        one, other = event["actors"][0].pop("actor"), event["actors"][1].pop("actor")
        event["actors"][:2] = [{"one_of": sorted([one, other]), "role": "attacker"}]
    if number % 10 == 0:
        event["places"].append({"place": f"place-{number:03}", "role": "destination"})
    if number % 11 == 0:
        event["actors"] = []


def enrich_relations(actor: Record, number: int, actors: list[Record]) -> None:
    statuses = ("accepted", "contested", "announced", "refuted")
    for relation in actor.get("relations", ()):
        relation["status"] = statuses[number % 4]
        if relation["status"] == "refuted":
            relation["why"] = "slip"
    if number % 12 == 5:
        # A chain of three, of which the last link is told of but not accepted.
        source = {"source": "source-000"}
        actor.setdefault("relations", []).append(
            {"kind": "successor-of", "actor": actors[number - 1]["id"], "sources": [source]}
        )
        actors[number - 2].setdefault("relations", []).append(
            {"kind": "merged-into", "actor": actors[number - 1]["id"], "sources": [source]}
        )
        actors[number - 3].setdefault("relations", []).append(
            {"kind": "merged-into", "actor": actors[number - 2]["id"], "status": "announced",
             "sources": [source]}
        )  # fmt: skip


# Filters drawn so that they often fit: each value is taken from some event --------------------


def respell(text: str, how: int) -> str:
    return (text, text.upper(), text.replace("é", "e"), text.replace(" ", "-"))[how]


@st.composite
def draw_filter(draw: st.DrawFn, dataset: Dataset) -> Filter:
    event = st.sampled_from(dataset.events)
    chosen = draw(st.sets(st.sampled_from(sorted(set(Filter._fields) - {"as_of"})), max_size=4))
    values: dict[str, object] = {}
    as_of = draw(st.sampled_from([None, BEFORE, AFTER]))
    values["as_of"] = as_of
    if {"lineage", "members"} & chosen:
        chosen.add("actors")
    if "actors" in chosen:
        values["actors"] = draw_actors(draw, dataset, as_of)
    if "places" in chosen:
        values["places"] = draw_places(draw, dataset)
    if {"first", "last"} & chosen:
        first, last = sorted(draw(st.tuples(draw_day(dataset), draw_day(dataset))))
        values |= {k: v for k, v in {"first": first, "last": last}.items() if k in chosen}
    if {"around", "within"} & chosen:
        town = draw(st.sampled_from([p for p in dataset.places if p.latitude is not None]))
        values["around"] = draw(st.sampled_from([town.id, town.name.upper(), "15.5,-2.25"]))
        values["within"] = draw(st.sampled_from([1.0, 77.7, 250.0, 1500.5]))
    simple: dict[str, st.SearchStrategy[object]] = {
        "roles": st.lists(
            st.sampled_from(["attacker", "defender", "supporter", "host"]), min_size=1, max_size=2
        ).map(tuple),
        "types": st.lists(st.sampled_from(list(EVENT_TYPES)), min_size=1, max_size=8).map(tuple),
        "sources": st.lists(
            event.map(lambda e: e.sources[0].source), min_size=1, max_size=4
        ).map(tuple),
        "tags": st.lists(event.map(lambda e: e.tags[0]), min_size=1, max_size=3).map(tuple),
        "text": st.tuples(event, st.integers(0, 9), st.integers(1, 3)).map(
            lambda t: " ".join(f"{t[0].title} {t[0].summary_fr}".split()[t[1] : t[1] + t[2]])
        ),
        "min_killed": st.integers(0, 60),
        "rank": st.integers(1, 3),
        "sort": st.sampled_from(list(SORTS)),
        "limit": st.integers(0, 40),
        **dict.fromkeys(("certain", "lineage", "members", "disputed"), st.just(True)),
    }  # fmt: skip
    values |= {key: draw(strategy) for key, strategy in simple.items() if key in chosen}
    return Filter(**values)  # type: ignore[arg-type]


def draw_day(dataset: Dataset) -> st.SearchStrategy[date]:
    bounds = {d for e in dataset.events for d in (e.when.earliest, e.when.latest)}
    edges = sorted(bounds - {date.min, date.max})
    near = st.tuples(st.sampled_from(edges), st.integers(-1, 1))
    return near.map(lambda pair: pair[0] + timedelta(days=pair[1]))


def draw_actors(draw: st.DrawFn, dataset: Dataset, as_of: date | None) -> tuple[str, ...]:
    # Low numbers are those that others are related to.
    acting = st.sampled_from(dataset.actors[:40]) | st.sampled_from(dataset.actors)
    names = []
    for actor in draw(st.lists(acting, min_size=1, max_size=3)):
        known = [n for n, (a, b) in list_names(actor) if as_of or n != SHARED
                 if as_of is None or a <= as_of <= b]  # fmt: skip
        names.append(respell(draw(st.sampled_from(known)), draw(st.integers(0, 3))))
    return tuple(names)


def draw_places(draw: st.DrawFn, dataset: Dataset) -> tuple[str, ...]:
    some = st.sampled_from(dataset.places) | st.sampled_from(
        [place for place in dataset.places if place.kind != "town"]
    )
    places = draw(st.lists(some, min_size=1, max_size=2))
    how = draw(st.integers(0, 3))
    return tuple(respell(draw(st.sampled_from([p.id, *list_place_names(p)])), how) for p in places)


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_filter_lets_through_what_a_scan_finds(pair: Pair, data: st.DataObject) -> None:
    which = data.draw(draw_filter(pair.dataset))
    assert pair.find(which) == pair.scan.find(which)


EXAMPLES = {
    "first": Filter(first=date(2019, 5, 5)),
    "last": Filter(last=date(2019, 5, 5)),
    "certain": Filter(certain=True),
    "actors": Filter(actors=("F1", "F2", "F3")),
    "roles": Filter(roles=("defender",)),
    "lineage": Filter(actors=("F28",), lineage=True),
    "members": Filter(actors=("F0", "F1", "F2", "F3"), members=True),
    "types": Filter(types=("battle", "talks")),
    "places": Filter(places=("Region 3",)),
    "around": Filter(around="place-010"),
    "within": Filter(around="15,0", within=400),
    "sources": Filter(sources=("source-100", "source-101", "source-102", "source-103")),
    "tags": Filter(tags=("bridge", "river")),
    "text": Filter(text="Convoy escort"),
    "min_killed": Filter(min_killed=30),
    "disputed": Filter(disputed=True),
    "rank": Filter(rank=1),
    "sort": Filter(sort="title"),
    "limit": Filter(limit=5),
    "as_of": Filter(actors=(SHARED,), as_of=AFTER),
}


def test_each_field_of_the_filter_has_an_example() -> None:
    assert set(EXAMPLES) == set(Filter._fields)


@pytest.mark.parametrize("field", EXAMPLES)
def test_each_field_changes_what_is_found(pair: Pair, field: str) -> None:
    which = EXAMPLES[field]
    found = pair.find(which)
    assert found == pair.scan.find(which)
    assert found
    if field == "as_of":
        without = pair.find(which._replace(as_of=BEFORE))
    else:
        without = pair.find(which._replace(**{field: Filter._field_defaults[field]}))
    assert found != without


@pytest.mark.parametrize("sort", SORTS)
def test_each_order_is_that_of_the_scan(pair: Pair, sort: str) -> None:
    assert pair.find(Filter(sort=sort)) == pair.scan.find(Filter(sort=sort))
    assert sort == "date" or pair.find(Filter(sort=sort)) != pair.find(Filter())


@pytest.mark.parametrize(
    "which",
    [
        Filter(actors=("Union of the Hills",)),
        Filter(actors=(SHARED,)),
        Filter(places=("Nowhere",)),
        Filter(around="Nowhere"),
        Filter(around="Region 1"),
        Filter(sources=("source-9999",)),
    ],
    ids=lambda which: repr({k: v for k, v in which._asdict().items() if v}),
)
def test_a_name_that_means_no_one_record_is_no_filter(pair: Pair, which: Filter) -> None:
    with pytest.raises(NameUnresolvedError):
        pair.find(which)


@pytest.mark.parametrize(
    "which",
    [Filter(lineage=True), Filter(members=True), Filter(text="…"), Filter(around="91,0")],
    ids=str,
)
def test_values_that_make_no_sense_are_refused(pair: Pair, which: Filter) -> None:
    with pytest.raises(WrongUseError):
        pair.find(which)


@pytest.mark.parametrize("text", ["NEAR,", "AND", "NOT", "title:", "^a", "+", "{a}", "a/b"])
def test_signs_that_a_search_engine_knows_are_only_signs(pair: Pair, text: str) -> None:
    which = Filter(text=f"{text} convoy")
    assert pair.find(which) == pair.scan.find(which)


# What the definition asks, on chronologies made for one question -------------------------------


def make_pair(tmp_path: Path, **kinds: Any) -> Pair:
    return open_pair(write_chronology(tmp_path / "chronology", **kinds))


@pytest.mark.parametrize(
    ("degrees", "kilometres", "near"),
    [(0.899, 100, True), (0.8995, 100, False), (0.4494, 50, True), (-0.899, 100, True)],
)
def test_near_is_the_same_to_the_north_as_to_the_east(
    tmp_path: Path, degrees: float, kilometres: float, near: bool
) -> None:
    # One degree of a great circle is 111.19 km; at the equator in both directions.
    for north, east in ((degrees, 0.0), (0.0, degrees)):
        place = {**PLACES[0], "latitude": north, "longitude": east}
        pair = make_pair(tmp_path / f"{north}", places=[place])
        found = pair.find(Filter(around="0,0", within=kilometres))
        assert found == ([EVENTS[0]["id"]] if near else []), (north, east)


def test_near_goes_across_the_date_line(tmp_path: Path) -> None:
    place = {**PLACES[0], "latitude": 0.0, "longitude": 179.9}
    pair = make_pair(tmp_path, places=[place])
    assert pair.find(Filter(around="0,-179.9", within=30)) == [EVENTS[0]["id"]]


def relate(id_: str, kind: str, other: str, **more: str) -> Record:
    source = [{"source": "daily-x", "at": "¶1"}]
    relation = {"kind": kind, "actor": other, **more, "sources": source}
    return {"id": id_, "name": id_, "kind": "armed-group", "relations": [relation]}


def act(actor: str, day: str = "2031-03-22", **more: object) -> Record:
    acting = [{"actor": actor, "role": "attacker"}]
    return {**EVENTS[0], "id": f"2031-{actor}-{day}", "date": day, "actors": acting, **more}


def test_lineage_leaves_out_those_who_merged_into_the_same(tmp_path: Path) -> None:
    actors = [
        relate("half-one", "merged-into", "whole"),
        relate("half-two", "merged-into", "whole"),
        {"id": "whole", "name": "Whole", "kind": "armed-group"},
    ]
    events = [act(actor["id"]) for actor in actors]
    pair = make_pair(tmp_path, actors=actors, events=events)
    # The other half is neither predecessor nor successor of this one.
    found = pair.find(Filter(actors=("half-one",), lineage=True))
    assert found == ["2031-half-one-2031-03-22", "2031-whole-2031-03-22"]
    assert len(pair.find(Filter(actors=("whole",), lineage=True))) == 3


@pytest.mark.parametrize("status", ["announced", "claimed", "contested", "refuted"])
def test_lineage_goes_by_what_is_accepted(tmp_path: Path, status: str) -> None:
    actors = [
        relate("front-after", "successor-of", "front-before", status=status),
        {"id": "front-before", "name": "Front Before", "kind": "armed-group"},
    ]
    pair = make_pair(tmp_path, actors=actors, events=[act(actor["id"]) for actor in actors])
    found = pair.find(Filter(actors=("front-before",), lineage=True))
    assert found == ["2031-front-before-2031-03-22"]


def test_members_count_while_they_were_members(tmp_path: Path) -> None:
    actors = [
        {"id": "coalition-d", "name": "Coalition D", "kind": "coalition"},
        relate("front-a", "member-of", "coalition-d", **{"from": "2031-04", "to": "2031-06"}),
        relate("wing-a", "part-of", "front-a"),
    ]
    days = ["2031-03-31", "2031-04-01", "2031-05", "2031-06-30", "2031-07-01"]
    events = [act("front-a", day) for day in days] + [act("wing-a", "2031-05-01")]
    pair = make_pair(tmp_path, actors=actors, events=events)
    found = pair.find(Filter(actors=("coalition-d",), members=True))
    assert found == [f"2031-front-a-{day}" for day in days[1:4]]


def test_a_role_is_that_of_the_actor_named(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    assert pair.find(Filter(actors=("Front B",), roles=("attacker",)))
    assert not pair.find(Filter(actors=("Front B",), roles=("defender",)))


def test_a_former_id_still_finds(tmp_path: Path) -> None:
    actors = [{**ACTORS[0], "formerly": ["army-of-old"]}, ACTORS[1]]
    pair = make_pair(tmp_path, actors=actors)
    assert pair.find(Filter(actors=("army-of-old",)))


def test_words_are_found_whole_and_in_any_spelling(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    assert pair.find(Filter(text="ARMEE"))
    assert pair.find(Filter(text="l’armée PORT-CITY"))
    assert not pair.find(Filter(text="arm"))
    assert not pair.find(Filter(text="armée noon"))


def test_the_dates_of_a_division_decide_where_a_place_lay(tmp_path: Path) -> None:
    regions = [
        {"id": f"region-{side}", "name": side, "kind": "region", "precision": "admin1"}
        for side in ("new", "old")
    ]
    admin = [
        {"admin1": "region-old", "to": "2031-03-21"},
        {"admin1": "region-new", "from": "2031-03-22"},
    ]
    pair = make_pair(tmp_path, places=[{**PLACES[0], "admin": admin}, *regions])
    assert pair.find(Filter(places=("region-new",)))
    assert not pair.find(Filter(places=("region-old",)))


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("accepted", True),
        ("contested", True),
        ("claimed", False),
        ("announced", False),
        ("refuted", False),
    ],
)
def test_members_count_by_what_is_told_of_them(tmp_path: Path, status: str, counts: bool) -> None:
    actors = [
        {"id": "coalition-d", "name": "Coalition D", "kind": "coalition"},
        relate("front-a", "member-of", "coalition-d", status=status),
    ]
    pair = make_pair(tmp_path, actors=actors, events=[act("front-a")])
    assert bool(pair.find(Filter(actors=("coalition-d",), members=True))) == counts


@pytest.mark.parametrize("dates", ["2031-03-10/2031-03-20", "2031-03-10/2033-03-20"])
def test_both_ends_of_the_range_are_included(tmp_path: Path, dates: str) -> None:
    pair = make_pair(tmp_path, events=[{**EVENTS[0], "date": dates}])
    begins, ends = map(date.fromisoformat, dates.split("/"))
    day = timedelta(days=1)
    for certain in (False, True):
        assert pair.find(Filter(last=begins, certain=certain))
        assert pair.find(Filter(first=ends, certain=certain))
        assert not pair.find(Filter(last=begins - day, certain=certain))
        assert not pair.find(Filter(first=ends + day, certain=certain))

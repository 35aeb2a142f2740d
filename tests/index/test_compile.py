from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malicli.canonical import order_keys, write_records
from malicli.chronology import open_chronology
from malicli.cli.main import run
from malicli.dates import parse_date
from malicli.environment import Environment
from malicli.event_types import EVENT_TYPES
from malicli.index.schema import LAST_ORDINAL, LONG_SPAN_DAYS
from malicli.vocabulary import VOCABULARIES
from tests.conftest import (
    ACTORS,
    EVENTS,
    PLACES,
    SOURCES,
    TODAY,
    Mali,
    Record,
    Stream,
    write_chronology,
)

Strategy = st.SearchStrategy[Any]

# Rich records, any of them valid ---------------------------------------------------------------

SOURCE_IDS = ["daily-x", "un-report-z"]
ACTOR_IDS = ["army-a", "front-b", "union-c"]
PLACE_IDS = ["port-city", "hill-town", "north"]
FORMER_ACTOR = "front-b-formerly"

LETTERS = "aZé œß’—« »0 -:#,;.&*!|>%@`'\"\\[]{}()?=~<\u00a0中ع😀"


def codes(vocabulary: str, default: str = "") -> Strategy:
    """Codes of a vocabulary; a value that is the default is not written."""
    return st.sampled_from([code for code in VOCABULARIES[vocabulary] if code != default])


words = st.sampled_from(["no", "null", "2031", "1e3", "~", "a: b", "- a", "a #b", "on", "é" * 70])
texts = words | st.text(LETTERS, min_size=1, max_size=24) | st.text("ab é-", min_size=90)
sources, actors, places = map(st.sampled_from, (SOURCE_IDS, [*ACTOR_IDS, FORMER_ACTOR], PLACE_IDS))
claimants = actors | codes("claimant")
tags = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)


def mapping(required: dict[str, Strategy], **optional: Strategy) -> Strategy:
    """A mapping with some keys and perhaps others; keys that are Python's words end in ``_``."""
    may = {key.rstrip("_"): value for key, value in optional.items()}
    return st.fixed_dictionaries(required, optional=may)


def some(items: Strategy, most: int = 2, least: int = 1) -> Strategy:
    return st.lists(items, min_size=least, max_size=most)


def distinct(items: Strategy, least: int = 1) -> Strategy:
    return st.lists(items, min_size=least, max_size=3, unique=True)


@st.composite
def write_plain_date(draw: st.DrawFn, day: date) -> str:
    size = draw(st.sampled_from([4, 7, 10]))
    mark = draw(st.sampled_from(["", "", "", "~", "?", "%"]))
    return f"{day.isoformat()[:size]}{mark}"


@st.composite
def write_date(draw: st.DrawFn) -> str:
    """A date of any kind and precision, with any mark."""
    days = st.dates(date(1990, 1, 1), date(2039, 12, 31))
    first, last = sorted([draw(days), draw(days)])
    start, end = draw(write_plain_date(first)), draw(write_plain_date(last))
    forms = [start, f"{start}/{end}", f"{start}/..", f"../{end}", f"[{start}..{end}]",
             f"[{start}..]", f"[..{end}]"]  # fmt: skip
    form: str = draw(st.sampled_from(forms))
    return form


dates = write_date()
claimed: dict[str, Strategy] = {
    "by": claimants, "said": dates, "source": sources, "at": texts, "note": texts,
}  # fmt: skip
counts = st.integers(0, 10**12 - 1)
amounts = counts | st.integers(-(10**6), 10**6).map(lambda n: abs(n) / 8)
numbers: dict[str, Strategy] = {
    "words": texts, "preferred": st.just(True), "why": codes("why"), **claimed,
}  # fmt: skip

tolls = mapping(
    {"harm": codes("harm")},
    whom=codes("whom", "unknown"),
    of=actors,
    group=texts,
    low=counts,
    best=counts,
    high=counts,
    refuted=st.just(True),
    **numbers,
)
quantities = mapping(
    {"quantity": codes("quantity")}, of=actors, low=amounts, best=amounts, high=amounts, **numbers
)
actor_claims = mapping({"says": codes("says")}, **claimed)
_part: dict[str, Strategy] = {
    "as": texts, "fate": codes("fate"), "fate_status": codes("fate-status", "accepted"),
    "claims": some(actor_claims), "note": texts,
}  # fmt: skip
event_actors = mapping({"actor": actors, "role": codes("role")}, **_part) | mapping(
    {"one_of": distinct(actors, 2), "role": codes("role")}, **_part
)
event_places = mapping(
    {"place": places}, role=codes("place-role", "at"), part=codes("control-part"), note=texts
)
says = mapping(
    {},
    date=dates,
    place=distinct(places),
    type=codes("type"),
    status=codes("status"),
    actors=distinct(actors),
)
event_sources = mapping(
    {"source": sources}, at=texts, says=says.filter(bool), why=codes("why"), note=texts
)
controls = mapping(
    {"place": places, "state": codes("control-state")},
    part=codes("control-part", "town"),
    holders=distinct(actors),
    from_=dates,
    **claimed,
)
external = mapping({}, ucdp=some(texts), acled=some(texts)).filter(bool)


@st.composite
def make_events(draw: st.DrawFn) -> list[Record]:
    """Some events, in no order, that refer to one another."""
    ids = [f"{draw(st.integers(1990, 2039))}-event-{n}" for n in range(draw(st.integers(0, 3)))]
    others = st.sampled_from(ids) if ids else st.nothing()
    related = mapping({"event": others, "kind": codes("event-relation")}, note=texts)
    return [
        draw(
            mapping(
                {
                    "id": st.just(id_),
                    "date": dates,
                    "type": st.sampled_from([*EVENT_TYPES]),
                    "title": texts,
                    "summary": texts,
                },
                formerly=st.just([f"1990-former-{id_}", f"1991-former-{id_}"]),
                as_written=texts,
                dates=some(mapping({"kind": codes("date-kind"), "date": dates}, **claimed)),
                method=distinct(codes("method")),
                status=codes("status", "happened"),
                rank=st.sampled_from([1, 2]),
                provisional=st.just(True),
                episode=st.just(True),
                title_fr=texts,
                summary_fr=texts,
                places=some(event_places),
                actors=some(event_actors),
                tolls=some(tolls, 3),
                quantities=some(quantities),
                sources=some(event_sources),
                control=some(controls),
                related=some(related),
                distinct_from=some(others),
                external=external,
                tags=distinct(tags),
            )
        )
        for id_ in ids
    ]


@st.composite
def make_actors(draw: st.DrawFn) -> list[Record]:
    """The actors that events name, as rich as they come; by name in the order of their ids."""
    cited = some(mapping({"source": sources}, at=texts, note=texts))
    lasting: dict[str, Strategy] = {"from": dates, "to": dates}
    relations = mapping(
        {"kind": codes("relation-kind"), "actor": actors},
        attested=some(dates),
        extent=codes("extent", "whole"),
        as_=texts,
        status=codes("relation-status", "accepted"),
        claims=some(actor_claims),
        why=codes("why"),
        sources=cited,
        note=texts,
        **lasting,
    )
    names = mapping(
        {"name": texts},
        lang=st.sampled_from(["fr", "no"]),
        kind=codes("name-kind", "name"),
        shared=st.just(True),
        **lasting,
    )
    formerly = {"front-b": [FORMER_ACTOR]}
    return [
        draw(
            mapping(
                {
                    "id": st.just(id_),
                    "name": texts.map(f"{n} {{}}".format),
                    "kind": codes("actor-kind"),
                    **({"formerly": st.just(formerly[id_])} if id_ in formerly else {}),
                },
                name_fr=texts,
                short=texts,
                camp=some(mapping({"camp": codes("camp")}, **lasting)),
                active=mapping({}, attested=some(dates), **lasting).filter(bool),
                names=some(names),
                about=texts,
                about_fr=texts,
                relations=some(relations),
                sources=cited,
                external=st.dictionaries(tags, some(texts), min_size=1, max_size=2),
                distinct_from=some(actors),
                tags=distinct(tags),
            )
        )
        for n, id_ in enumerate(ACTOR_IDS)
    ]


RICH_PLACES: list[Record] = [
    {"id": "hill-town", "name": "Hill Town", "kind": "town", "country": "AA",
     "names": [{"name": "Colline", "lang": "fr"}], "precision": "ambiguous",
     "candidates": [{"name": "Hill", "latitude": 9.5, "longitude": 0.125, "admin1": "north"},
                    {"note": "none knows where"}]},
    {"id": "north", "name": "North", "kind": "region", "precision": "admin1"},
    {**PLACES[0], "formerly": ["old-port"],
     "admin": [{"admin1": "north", "scheme": "invented", "from": "1990", "to": "2020-06"}],
     "external": [{"scheme": "codes", "vintage": "2020", "code": "007"}]},
]  # fmt: skip
FIGURES: list[Record] = [
    {"id": "displaced-2031", "kind": "stock", "measure": "displaced", "as_of": "2031-01", "low": 5,
     "words": "some", "source": "daily-x", "places": ["north"], "actors": ["front-b"]},
    {"id": "killed-2031", "kind": "period-total", "measure": "killed", "period": "2031", "best": 2},
]  # fmt: skip
UNION: Record = {"id": "union-c", "name": "Union C", "kind": "coalition"}


class Opened:
    """A chronology in a folder for a while, to ask the program about and to look into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._variables = {"MALI_CACHE": str(folder / "cache"), "MALI_DATA": str(folder / "data")}

    def ask(self, *arguments: str) -> str:
        out, err = Stream(), Stream()
        code = run(arguments, Environment(out, err, self._variables, today=TODAY))
        assert code == 0, err.text
        return out.text

    @contextmanager
    def index(self) -> Iterator[sqlite3.Connection]:
        environment = Environment(Stream(), Stream(), self._variables)
        chronology = open_chronology(self._folder / "data", environment)
        chronology.index.row_factory = sqlite3.Row
        yield chronology.index
        chronology.close()

    def read_event(self, id_: str = "2031-event") -> dict[str, Any]:
        with self.index() as index:
            return dict(index.execute("SELECT * FROM event WHERE id = ?", (id_,)).fetchone())


@contextmanager
def opened(**records: Any) -> Iterator[Opened]:
    with tempfile.TemporaryDirectory() as folder:
        write_chronology(Path(folder) / "data", **records)
        yield Opened(Path(folder))


def sort_events(events: list[Record]) -> list[Record]:
    def find_key(event: Record) -> tuple[date, date, str]:
        when = parse_date(event["date"])
        return when.earliest, when.latest, event["id"]

    return sorted(events, key=find_key)


lossless = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# Lossless -------------------------------------------------------------------------------------


@lossless
@given(make_events())
def test_events_come_out_of_the_index_as_they_went_in(events: list[Record]) -> None:
    ordered = order_keys(sort_events(events))
    cast = [ACTORS[0], {**ACTORS[1], "formerly": [FORMER_ACTOR]}, UNION]
    with opened(events=events, actors=cast, places=RICH_PLACES) as data:
        text = data.ask("events", "--format", "yaml")
        assert text == (write_records(ordered) if events else "[]\n")


@settings(lossless, max_examples=25)
@given(make_actors())
def test_actors_come_out_of_the_index_as_they_went_in(cast: list[Record]) -> None:
    with opened(events=[], actors=cast) as data:
        assert data.ask("actors", "--format", "yaml") == write_records(order_keys(cast))


def test_actors_as_yaml_stand_in_the_order_of_their_file() -> None:
    """In the canonical order, by id, which is not that of their names."""
    cast = [{**ACTORS[0], "name": "Zulu"}, {**ACTORS[1], "name": "Alpha"}]
    with opened(actors=cast) as data:
        assert data.ask("actors", "--format", "yaml") == write_records(order_keys(cast))


@settings(lossless, max_examples=15)
@given(make_events())
def test_what_the_index_gives_gives_the_same_index(events: list[Record]) -> None:
    cast = [ACTORS[0], {**ACTORS[1], "formerly": [FORMER_ACTOR]}, UNION]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_chronology(folder / "data", events=events, actors=cast, places=RICH_PLACES)
        data = Opened(folder)
        text = data.ask("events", "--format", "yaml")
        (folder / "data" / "events.yaml").write_text(text, "utf-8")
        assert data.ask("events", "--format", "yaml") == text


@pytest.mark.parametrize(
    ("kind", "records"),
    [("event", EVENTS), ("actor", ACTORS), ("place", RICH_PLACES), ("source", SOURCES),
     ("figure", FIGURES)],
)  # fmt: skip
def test_every_kind_of_record_is_kept_whole_and_in_order(kind: str, records: list[Record]) -> None:
    reversed_ = [*reversed(records)]
    given_ = {"places": RICH_PLACES, "figures": FIGURES, f"{kind}s": reversed_}
    with opened(**given_) as data, data.index() as index:
        statement = "SELECT body FROM record WHERE kind = ? ORDER BY position"
        bodies = [json.loads(body) for (body,) in index.execute(statement, (kind,))]
        assert bodies == reversed_


def test_a_default_that_is_written_out_is_left_out() -> None:
    spelled = {
        **EVENTS[0],
        "status": "happened",
        "rank": 3,
        "provisional": False,
        "places": [{"place": "port-city", "role": "at"}],
    }
    with opened(events=[spelled]) as data:
        assert data.ask("events", "--format", "yaml") == write_records(order_keys(EVENTS))


def test_yaml_is_what_fmt_writes_less_the_comments(mali: Mali, chronology: Path) -> None:
    path = chronology / "events.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"# the head\n\n# about the clash\n{text.replace('attacks', 'assails')}\n\n")
    assert mali("fmt", data=chronology).code == 0
    formatted = path.read_text("utf-8")
    assert formatted.startswith("# the head\n\n# about the clash\n- id: ")
    ran = mali("events", "--format", "yaml", data=chronology)
    assert formatted == f"# the head\n\n# about the clash\n{ran.out}"


@pytest.mark.parametrize("degrees", ["0.00005", "-0.0000125", "0.0", "179.999999999999"])
def test_a_number_comes_out_with_digits_that_can_be_read_again(
    degrees: str, mali: Mali, chronology: Path
) -> None:
    path = chronology / "places.yaml"
    path.write_text(path.read_text("utf-8").replace("-3.25", degrees), "utf-8")
    assert mali("fmt", data=chronology).code == 0
    assert f"longitude: {degrees}" in path.read_text("utf-8")
    assert mali("events", data=chronology).code == 0


# The row of an event --------------------------------------------------------------------------


def make_event(**more: Any) -> Record:
    return {**EVENTS[0], "id": "2031-event", **more}


def read_row(event: Record, **records: Any) -> dict[str, Any]:
    with opened(events=[event], **records) as data:
        return data.read_event()


@pytest.mark.parametrize(
    ("text", "kind", "precision", "doubt", "bounds"),
    [
        ("2031-03-22", "day", "day", "",
         ("2031-03-22", "2031-03-22", "2031-03-22", "2031-03-22")),
        ("2031-02~", "once-within", "month", "~",
         ("2031-02-01", "2031-02-28", "2031-02-01", "2031-02-28")),
        ("2032?", "once-within", "year", "?",
         ("2032-01-01", "2032-12-31", "2032-01-01", "2032-12-31")),
        ("2031-01-05/2031-02", "lasted", "range", "",
         ("2031-01-05", "2031-01-05", "2031-02-01", "2031-02-28")),
        ("2031-02/..", "lasted", "range", "", ("2031-02-01", "2031-02-28", "2031-02-01", None)),
        ("../2031-02", "lasted", "range", "", (None, "2031-02-28", "2031-02-01", "2031-02-28")),
        ("[2031-02-03..2031-03]", "once-within", "range", "",
         ("2031-02-03", "2031-03-31", "2031-02-03", "2031-03-31")),
        ("[..2031-02]", "once-within", "range", "", (None, "2031-02-28", None, "2031-02-28")),
        ("[2031-02..]", "once-within", "range", "", ("2031-02-01", None, "2031-02-01", None)),
    ],
)  # fmt: skip
def test_a_row_has_the_bounds_of_the_date_as_text_and_as_numbers(
    text: str, kind: str, precision: str, doubt: str, bounds: tuple[str | None, ...]
) -> None:
    row = read_row(make_event(date=text))
    assert (row["date"], row["date_kind"]) == (text, kind)
    assert (row["precision"], row["doubt"]) == (precision, doubt)
    names = ("earliest", "start_latest", "end_earliest", "latest")
    assert tuple(row[name] for name in names) == bounds
    days = [row[f"{name}_day"] for name in ("first", "start_latest", "end_earliest", "last")]
    numbers = [date.fromisoformat(bound).toordinal() if bound else None for bound in bounds]
    # An open bound is before every day if events begin with it, after every day if they end so.
    opens = [0, LAST_ORDINAL, 0, LAST_ORDINAL]
    assert days == [end if n is None else n for n, end in zip(numbers, opens, strict=True)]


@pytest.mark.parametrize(
    ("days", "long"), [(0, 0), (LONG_SPAN_DAYS, 0), (LONG_SPAN_DAYS + 1, 1), (9000, 1)]
)
def test_only_what_may_last_longer_than_the_bound_is_long(days: int, long: int) -> None:
    first = date(2001, 1, 1)
    row = read_row(make_event(date=f"{first}/{first + timedelta(days)}"))
    assert row["long"] == long


@pytest.mark.parametrize("text", ["2031/..", "[..2031]"])
def test_an_open_date_is_long(text: str) -> None:
    assert read_row(make_event(date=text))["long"] == 1


@pytest.mark.parametrize("text", ["2031-03", "1999/2038", "../2032", "2030/..", "[2000..2036]"])
@pytest.mark.parametrize(("from_", "found"), [("2031-03", True), ("2039", False)])
def test_a_range_finds_long_events_like_short_ones(text: str, from_: str, found: bool) -> None:
    with opened(events=[make_event(date=text)]) as data:
        out = data.ask("events", "--from", from_, "--to", from_, "--format", "csv")
    assert ("2031-event" in out) is (found or text == "2030/..")


def test_events_are_numbered_by_their_date_whatever_their_place_in_the_file() -> None:
    events = [
        {**EVENTS[0], "id": "2031-d", "date": "2031-03-22"},
        {**EVENTS[0], "id": "2031-c", "date": "2031-03"},
        {**EVENTS[0], "id": "2031-b", "date": "2031-03-01"},
        {**EVENTS[0], "id": "2031-a", "date": "2031-03-22"},
    ]
    with opened(events=events) as data, data.index() as index:
        ids = [row["id"] for row in index.execute("SELECT id FROM event ORDER BY n")]
    assert ids == ["2031-b", "2031-c", "2031-a", "2031-d"]


@pytest.mark.parametrize(
    ("more", "disputed"),
    [
        ({}, ""),
        ({"sources": [{"source": "daily-x", "says": {"date": "2031-03-21"}}]}, "date"),
        ({"sources": [{"source": "daily-x", "says": {"date": "2031-03"}}]}, ""),
        ({"sources": [{"source": "daily-x", "says": {"date": "2031-03-21"}, "why": "slip"}]}, ""),
        (
            {
                "sources": [
                    {"source": "daily-x", "says": {"date": "2031-03-21", "type": "coup"}},
                    {"source": "un-report-z", "says": {"type": "mutiny"}},
                ]
            },
            "date;type",
        ),
        ({"tolls": [{"harm": "killed", "best": 2}, {"harm": "killed", "best": 9}]}, "toll"),
        ({"tolls": [{"harm": "killed", "best": 2}, {"harm": "injured", "best": 9}]}, ""),
        (
            {
                "actors": [
                    {
                        "actor": "army-a",
                        "role": "perpetrator",
                        "claims": [{"says": "alleges"}, {"says": "denies"}],
                    }
                ]
            },
            "who",
        ),
    ],
)
def test_a_row_names_the_disputed_fields_once_each(more: Record, disputed: str) -> None:
    found = read_row(make_event(**more))["disputed"].split(";")
    assert sorted(found) == disputed.split(";")


DIVIDED: list[Record] = [
    {"id": "mid", "name": "Mid", "kind": "region"},
    {"id": "north", "name": "North", "kind": "region", "formerly": ["nord"]},
    {**PLACES[0], "formerly": ["old-port"],
     "admin": [{"admin1": "north", "from": "2020", "to": "2031-03"},
               {"admin1": "south", "from": "2031-04-01", "to": "2033"},
               {"admin2": "circle", "from": "2034"}]},
    {"id": "quay", "name": "Quay", "kind": "village", "latitude": 1.5, "longitude": 2.5},
    {"id": "south", "name": "South", "kind": "region", "latitude": 3.5, "longitude": 4.5},
    {"id": "circle", "name": "Circle", "kind": "cercle"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("2019-12-31", None),
        ("2020-01-01", "north"),
        ("2031-03-31", "north"),
        ("2031-04-01", "south"),
        ("2033-12-31", "south"),
        ("2034-01-01", None),
        ("2031", "north"),  # the division of its first possible day
        ("../2031-02", None),
    ],
)
def test_a_row_has_the_region_of_the_day(text: str, admin1: str | None) -> None:
    assert read_row(make_event(date=text), places=DIVIDED)["admin1"] == admin1


@pytest.mark.parametrize(
    ("places", "admin1", "point"),
    [
        ([{"place": "port-city"}], "north", (10.5, -3.25)),
        ([{"place": "old-port"}], "north", (10.5, -3.25)),
        ([{"place": "quay"}], None, (1.5, 2.5)),
        ([{"place": "south"}], "south", (3.5, 4.5)),
        ([{"place": "nord"}], "north", (None, None)),
        ([{"place": "port-city"}, {"place": "quay", "role": "near"}], "north", (10.5, -3.25)),
        ([{"place": "quay", "role": "origin"}, {"place": "port-city"}], "north", (10.5, -3.25)),
        ([{"place": "port-city"}, {"place": "quay"}], None, (None, None)),
        ([{"place": "port-city", "role": "near"}], None, (None, None)),
        (
            [{"place": "port-city", "part": "camp"}, {"place": "port-city", "part": "airport"}],
            "north",
            (10.5, -3.25),
        ),
        ([], None, (None, None)),
    ],
)
def test_a_row_has_the_point_of_the_one_place_where_it_happened(
    places: list[Record], admin1: str | None, point: tuple[float | None, float | None]
) -> None:
    row = read_row(make_event(places=places), places=DIVIDED)
    assert (row["latitude"], row["longitude"]) == point
    assert row["admin1"] == admin1
    assert row["places"] == ";".join(place["place"] for place in places)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2031-03-31", {"north"}),
        ("2031-04-01", {"south"}),
        ("2031-03/2031-04", {"north", "south"}),
        ("2035", {"circle"}),
        ("2019", set()),
    ],
)
def test_an_event_is_found_by_the_divisions_of_its_days(text: str, inside: set[str]) -> None:
    with opened(events=[make_event(date=text)], places=DIVIDED) as data:
        found = {
            area
            for area in ("north", "south", "circle", "mid")
            if "2031-event" in data.ask("events", "--place", area, "--format", "csv")
        }
    assert found == inside


def test_a_row_has_the_ranges_of_killed_and_injured() -> None:
    tolls = [
        {"harm": "killed", "whom": "civilians", "low": 2, "high": 5},
        {"harm": "killed", "whom": "civilians", "best": 3, "preferred": True, "note": "on site"},
        {"harm": "killed", "whom": "soldiers", "best": 10},
        {"harm": "killed", "whom": "soldiers", "best": 900, "refuted": True},
        {"harm": "injured", "whom": "soldiers", "low": 40},
        {"harm": "captured", "whom": "soldiers", "best": 70},
    ]
    row = read_row(make_event(tolls=tolls))
    assert [row[f"killed_{end}"] for end in ("low", "best", "high")] == [12, 13, 15]
    assert [row[f"injured_{end}"] for end in ("low", "best", "high")] == [40, None, None]


def test_a_row_joins_several_values_in_the_order_of_the_record() -> None:
    event = make_event(
        actors=[
            {"one_of": ["front-b", "army-a"], "role": "attacker"},
            {"actor": "army-a", "role": "victim"},
        ],
        sources=[{"source": "un-report-z"}, {"source": "daily-x"}],
        tags=["z", "a"],
    )
    row = read_row(event)
    assert row["actors"] == "front-b|army-a;army-a"
    assert row["sources"] == "un-report-z;daily-x"
    assert row["tags"] == "z;a"


@pytest.mark.parametrize(
    ("more", "column", "value"),
    [
        ({"status": "claimed"}, "status", "claimed"),
        ({}, "status", "happened"),
        ({"rank": 1}, "rank", 1),
        ({}, "rank", 3),
        ({"provisional": True}, "provisional", 1),
        ({}, "provisional", 0),
        ({"episode": True}, "episode", 1),
        ({}, "episode", 0),
        ({"type": "coup"}, "type", "coup"),
        ({"title_fr": "Le coup"}, "title_fr", "Le coup"),
        ({"summary_fr": "Un coup."}, "summary_fr", "Un coup."),
    ],
)
def test_a_row_has_the_plain_values_of_the_record(more: Record, column: str, value: Any) -> None:
    assert read_row(make_event(**more))[column] == value


# Former ids, and what refers to what ----------------------------------------------------------

RENAMED: dict[str, Any] = {
    "actors": [ACTORS[0], {**ACTORS[1], "formerly": ["group-b"]}],
    "places": [{**PLACES[0], "formerly": ["old-port"]}],
    "sources": [{**SOURCES[0], "formerly": ["weekly-x"]}, SOURCES[1]],
    "events": [
        make_event(formerly=["2030-clash"]),
        make_event(
            id="2032-sequel",
            date="2032",
            actors=[{"actor": "group-b", "role": "party"}],
            places=[{"place": "old-port"}],
            sources=[{"source": "weekly-x"}],
            related=[{"event": "2030-clash", "kind": "responds-to"}],
        ),
    ],
}


@pytest.mark.parametrize("id_", ["2031-event", "2030-clash"])
def test_an_event_is_found_by_a_former_id(id_: str) -> None:
    with opened(**RENAMED) as data:
        assert data.ask("event", id_, "--format", "yaml").startswith("- id: 2031-event\n")


@pytest.mark.parametrize("id_", ["front-b", "group-b"])
def test_an_actor_is_found_by_a_former_id(id_: str) -> None:
    with opened(**RENAMED) as data:
        assert data.ask("actor", id_, "--format", "yaml").startswith("- id: front-b\n")


@pytest.mark.parametrize(
    ("option", "id_"),
    [
        ("--actor", "front-b"),
        ("--actor", "group-b"),
        ("--place", "port-city"),
        ("--place", "old-port"),
        ("--source", "daily-x"),
        ("--source", "weekly-x"),
    ],
)
def test_an_id_and_a_former_one_find_what_either_is_written_in(option: str, id_: str) -> None:
    with opened(**RENAMED) as data:
        out = data.ask("events", option, id_, "--format", "csv")
    assert [line.partition(",")[0] for line in out.splitlines()[1:]] == [
        "2031-event",
        "2032-sequel",
    ]


def test_what_is_named_by_a_former_id_is_counted_and_linked() -> None:
    with opened(**RENAMED) as data, data.index() as index:
        for table, id_ in (("actor", "front-b"), ("place", "port-city"), ("source", "daily-x")):
            (used,) = index.execute(f"SELECT events FROM {table} WHERE id = ?", (id_,)).fetchone()
            assert (table, used) == (table, 2)
        (link,) = index.execute("SELECT event, kind, other FROM event_relation").fetchall()
    assert tuple(link) == ("2032-sequel", "responds-to", "2031-event")


def test_an_actor_named_twice_in_one_event_counts_once() -> None:
    cast = [{"actor": "army-a", "role": role} for role in ("attacker", "victim")]
    with opened(events=[make_event(actors=cast)]) as data, data.index() as index:
        (used,) = index.execute("SELECT events FROM actor WHERE id = 'army-a'").fetchone()
    assert used == 1


# Claims ---------------------------------------------------------------------------------------


def test_every_claim_has_a_row_with_who_where_and_how_it_stands() -> None:
    event = make_event(
        dates=[{"kind": "announced", "date": "2031-03-23", "by": "army-a", "source": "daily-x"}],
        tolls=[{"harm": "killed", "best": 2, "by": "residents", "said": "2031-03-24",
                "source": "daily-x", "at": "¶2", "note": "counted"},
               {"harm": "killed", "best": 9, "source": "un-report-z"}],
        control=[{"place": "port-city", "state": "held", "holders": ["front-b"],
                  "source": "daily-x", "at": "¶9"}],
        sources=[{"source": "un-report-z", "at": "§1", "says": {"type": "coup"}, "why": "slip",
                  "note": "misread"}],
    )  # fmt: skip
    columns = "field, path, value, by, said, source, at, why, note, standing, disputed"
    with opened(events=[event]) as data, data.index() as index:
        rows = index.execute(f"SELECT {columns} FROM claim WHERE record = '2031-event'").fetchall()
    found = {row["path"]: tuple(row)[3:] for row in rows}
    assert found == {
        "dates.0": ("army-a", None, "daily-x", None, None, None, "equal", 0),
        "tolls.0": ("residents", "2031-03-24", "daily-x", "¶2", None, "counted", "conflicting", 1),
        "tolls.1": (None, None, "un-report-z", None, None, None, "conflicting", 1),
        "control.0": (None, None, "daily-x", "¶9", None, None, "equal", 0),
        "sources.0.says.type": (
            None, None, "un-report-z", "§1", "slip", "misread", "conflicting", 0,
        ),
    }  # fmt: skip
    values = {row["path"]: json.loads(row["value"]) for row in rows}
    assert values["sources.0.says.type"] == "coup"
    assert values["tolls.1"] == {"harm": "killed", "best": 9, "source": "un-report-z"}

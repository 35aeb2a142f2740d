from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given

from malicli.dates import DateKind, parse_date
from malicli.model.differences import (
    Divisions,
    Standing,
    compare_dates,
    compare_places,
    compare_sets,
    find_claims,
)
from malicli.model.event import Event
from tests.conftest import EVENTS
from tests.test_dates import CLOSED, Meant

DIVISIONS = {
    "port-city": frozenset({"north-region", "land"}),
    "hill-village": frozenset({"north-region", "land"}),
    "south-town": frozenset({"south-region", "land"}),
    "north-region": frozenset({"land"}),
}


def is_disputed(event: Event, divisions: Divisions) -> bool:
    return any(claim.disputed for claim in find_claims(event, divisions))


EXPLAINING = ["slip", "report-date", "stage", "simplified", "relay-hardened"]
DISPUTING = ["early-count", "scope", "interest", "open", None]


def event(**keys: Any) -> Event:
    return Event.model_validate({**EVENTS[0], **keys})


def telling(says: dict[str, Any], why: str | None = "open", **keys: Any) -> Event:
    """An event with a first source that says otherwise."""
    source = {"source": "daily-x", "says": says, "note": "Compared.", "why": why}
    return event(sources=[{k: v for k, v in source.items() if v}], **keys)


def weigh(told: Event) -> list[tuple[str, Standing, bool]]:
    return [(c.field, c.standing, c.disputed) for c in find_claims(told, DIVISIONS)]


# Dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "standing"),
    [
        ("2012-03-22", "2012-03-22", Standing.EQUAL),
        ("2012-03-22", "2012-03-22~", Standing.EQUAL),
        ("2012-03", "[2012-03-01..2012-03-31]", Standing.EQUAL),
        ("2012-03-22", "2012-03", Standing.VAGUER),
        ("2012-03-22", "2012", Standing.VAGUER),
        ("2012-03-22", "[2012-03-20..2012-03-25]", Standing.VAGUER),
        ("2012-03-22", "[..2012-04]", Standing.VAGUER),
        ("2012-03", "2012", Standing.VAGUER),
        ("2013-01-26/2013-01-30", "2013-01", Standing.VAGUER),
        ("2013-01-26/2013-01-30", "2013-01/2013-01", Standing.VAGUER),
        ("2013-01-26/2013-01-30", "2013-01-26/..", Standing.VAGUER),
        ("2012-03", "2012-03-22", Standing.FINER),
        ("2012", "2012-03", Standing.FINER),
        ("[2012-03-20..2012-03-25]", "2012-03-20", Standing.FINER),
        ("2012-03-22", "2012-03-23", Standing.CONFLICTING),
        ("2012-03-22", "2012-04", Standing.CONFLICTING),
        ("2012-03-22", "2013", Standing.CONFLICTING),
        ("2012-03-22", "[2012-03-23..]", Standing.CONFLICTING),
        ("2012-03", "[2012-02-20..2012-02-29]", Standing.CONFLICTING),
        ("2013-01-26/2013-01-30", "2013-01-26/2013-01-31", Standing.CONFLICTING),
        ("2013-01-26/2013-01-30", "2013-01-25/2013-01-30", Standing.CONFLICTING),
        ("2013-01-26/2013-01-30", "2013-01-26", Standing.CONFLICTING),
        ("2013-01-26/2013-02-03", "2013-01", Standing.CONFLICTING),
        ("2013-01-26/2013-01-30", "2013-01/2013-02", Standing.CONFLICTING),
    ],
)
def test_a_date_is_equal_vaguer_finer_or_conflicting(
    ours: str, theirs: str, standing: Standing
) -> None:
    assert compare_dates(parse_date(ours), parse_date(theirs)) is standing


@given(CLOSED, CLOSED)
def test_dates_of_a_kind_conflict_exactly_when_they_have_no_reading_in_common(
    ours: Meant, theirs: Meant
) -> None:
    assume(ours.readings and theirs.readings)
    assume((ours.kind is DateKind.LASTED) == (theirs.kind is DateKind.LASTED))
    conflicting = ours.readings.isdisjoint(theirs.readings)
    standing = compare_dates(parse_date(ours.text), parse_date(theirs.text))
    assert (standing is Standing.CONFLICTING) == conflicting
    if standing is Standing.EQUAL:
        assert ours.readings == theirs.readings
    if standing is Standing.FINER and ours.kind is not DateKind.LASTED:
        assert theirs.readings <= ours.readings


def test_a_month_that_contains_the_day_is_no_difference() -> None:
    told = telling({"date": "2031-03"})
    assert weigh(told) == [("date", Standing.VAGUER, False)]
    assert not is_disputed(told, DIVISIONS)


# Who, where, what -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "standing"),
    [
        (["b", "a"], Standing.EQUAL),
        (["a"], Standing.VAGUER),
        (["a", "b", "c"], Standing.CONFLICTING),
        (["a", "c"], Standing.CONFLICTING),
        (["c"], Standing.CONFLICTING),
    ],
)
def test_naming_fewer_is_vaguer_and_naming_others_conflicts(
    theirs: list[str], standing: Standing
) -> None:
    assert compare_sets(["a", "b"], theirs) is standing


@pytest.mark.parametrize(
    ("ours", "theirs", "standing"),
    [
        (["port-city"], ["port-city"], Standing.EQUAL),
        (["port-city"], ["north-region"], Standing.VAGUER),
        (["port-city"], ["land"], Standing.VAGUER),
        (["port-city"], ["north-region", "land"], Standing.VAGUER),
        (["port-city", "hill-village"], ["hill-village"], Standing.VAGUER),
        (["port-city", "hill-village"], ["north-region"], Standing.VAGUER),
        (["port-city"], ["port-city", "north-region"], Standing.EQUAL),
        (["port-city"], ["south-region"], Standing.CONFLICTING),
        (["port-city"], ["hill-village"], Standing.CONFLICTING),
        (["port-city"], ["hill-village", "north-region"], Standing.CONFLICTING),
        (["north-region"], ["port-city"], Standing.FINER),
    ],
)
def test_a_region_around_the_place_is_vaguer_and_another_place_conflicts(
    ours: list[str], theirs: list[str], standing: Standing
) -> None:
    assert compare_places(ours, theirs, DIVISIONS) is standing


@pytest.mark.parametrize(
    ("says", "field", "standing"),
    [
        ({"date": "2031-03-23"}, "date", Standing.CONFLICTING),
        ({"place": ["hill-village"]}, "place", Standing.CONFLICTING),
        ({"place": ["north-region"]}, "place", Standing.VAGUER),
        ({"actors": ["front-b", "militia-c"]}, "actors", Standing.CONFLICTING),
        ({"actors": ["front-b"]}, "actors", Standing.VAGUER),
        ({"type": "mutiny"}, "type", Standing.CONFLICTING),
        ({"status": "refuted"}, "status", Standing.CONFLICTING),
        ({"status": "happened"}, "status", Standing.EQUAL),
    ],
)
def test_every_field_that_a_source_tells_otherwise_is_a_claim(
    says: dict[str, Any], field: str, standing: Standing
) -> None:
    told = telling(says)
    assert weigh(told) == [(field, standing, standing is Standing.CONFLICTING)]


def test_alternatives_of_one_line_all_count_as_named() -> None:
    actors = [{"one_of": ["front-b", "militia-c"], "role": "attacker"}]
    told = telling({"actors": ["militia-c"]}, actors=actors)
    assert weigh(told) == [("actors", Standing.VAGUER, False)]


# Differences and disputes -----------------------------------------------------------------------


@pytest.mark.parametrize("says", [{"date": "2031-03-23"}, {"type": "mutiny"}])
@pytest.mark.parametrize(
    ("why", "disputed"),
    [*((why, False) for why in EXPLAINING), *((why, True) for why in DISPUTING)],
)
def test_a_difference_is_a_dispute_unless_it_is_explained(
    says: dict[str, Any], why: str | None, disputed: bool
) -> None:
    told = telling(says, why)
    (claim,) = find_claims(told, DIVISIONS)
    assert (claim.standing, claim.disputed) == (Standing.CONFLICTING, disputed)
    assert is_disputed(told, DIVISIONS) == disputed


def test_an_event_whose_sources_agree_is_not_disputed() -> None:
    assert weigh(event()) == []
    assert not is_disputed(event(), DIVISIONS)


def tell_rival_days(whys: tuple[str | None, str | None]) -> Event:
    sources = [
        {"source": "daily-x", "says": {"date": "2031-03-22"}, "why": whys[0], "note": "One."},
        {"source": "un-report-z", "says": {"date": "2031-03-23"}, "why": whys[1], "note": "Two."},
    ]
    return event(date="[2031-03-22..2031-03-23]", sources=sources)


def test_two_days_within_the_date_of_the_event_are_rivals_of_each_other() -> None:
    conflict = ("date", Standing.CONFLICTING, True)
    assert weigh(tell_rival_days(("open", "open"))) == [conflict, conflict]


def test_a_day_that_is_explained_is_nobodys_rival() -> None:
    finer = ("date", Standing.FINER, False)
    assert weigh(tell_rival_days(("open", "slip"))) == [finer, finer]


@pytest.mark.parametrize(
    ("said", "disputed"),
    [
        (["claims"], False),
        (["denies"], False),
        (["alleges", "finds"], False),
        (["alleges", "cannot-confirm"], False),
        (["denies", "refutes"], False),
        (["alleges", "denies"], True),
        (["claims", "refutes"], True),
        (["admits", "denies"], True),
        (["attributes", "cannot-confirm", "denies"], True),
    ],
)
def test_an_act_both_ascribed_and_denied_is_a_dispute(said: list[str], disputed: bool) -> None:
    claims = [{"says": says, "source": "daily-x"} for says in said]
    told = event(actors=[{"actor": "front-b", "role": "attacker", "claims": claims}])
    standing = Standing.CONFLICTING if disputed else Standing.EQUAL
    assert weigh(told) == [("who", standing, disputed)] * len(said)


def test_denials_about_one_actor_say_nothing_of_another() -> None:
    actors = [
        {"actor": "front-b", "role": "attacker", "claims": [{"says": "claims"}]},
        {"actor": "army-a", "role": "defender", "claims": [{"says": "denies"}]},
    ]
    assert not is_disputed(event(actors=actors), DIVISIONS)


def test_rival_tolls_are_a_dispute_and_those_that_meet_are_not() -> None:
    tolls = [
        {"harm": "killed", "whom": "soldiers", "best": 2, "source": "daily-x"},
        {"harm": "killed", "whom": "soldiers", "low": 8, "source": "un-report-z"},
        {"harm": "killed", "whom": "civilians", "best": 5, "source": "daily-x"},
        {"harm": "injured", "whom": "soldiers", "best": 9, "source": "daily-x"},
    ]
    apart, alone = ("toll", Standing.CONFLICTING, True), ("toll", Standing.EQUAL, False)
    assert sorted(weigh(event(tolls=tolls))) == sorted([apart, apart, alone, alone])


def test_a_refuted_toll_weighs_nothing() -> None:
    tolls = [
        {"harm": "killed", "best": 2, "source": "daily-x"},
        {"harm": "killed", "best": 80, "source": "daily-x", "refuted": "true"},
    ]
    assert not is_disputed(event(tolls=tolls), DIVISIONS)


def test_rival_quantities_are_a_dispute_only_about_the_same_thing() -> None:
    def count(**other: Any) -> Event:
        six = {"quantity": "visiting-heads-of-state", "best": 6, "source": "daily-x"}
        return event(quantities=[six, {**six, "best": 5, **other}])

    assert weigh(count()) == [("quantity", Standing.CONFLICTING, True)] * 2
    assert not is_disputed(count(quantity="villages-attacked"), DIVISIONS)
    assert not is_disputed(count(of="army-a"), DIVISIONS)


@pytest.mark.parametrize(
    ("rival", "disputed"),
    [
        ({"holders": ["front-b"]}, True),
        ({"state": "besieged"}, True),
        ({"from": "2031-03-22", "holders": ["front-b"]}, True),
        ({}, False),
        ({"source": "un-report-z"}, False),
        ({"holders": ["front-b"], "part": "camp"}, False),
        ({"holders": ["front-b"], "place": "hill-village"}, False),
        ({"holders": ["front-b"], "from": "2031-04-01"}, False),
    ],
)
def test_control_is_disputed_by_another_holder_or_state_of_one_place_at_one_time(
    rival: dict[str, Any], disputed: bool
) -> None:
    first = {"place": "port-city", "holders": ["army-a"], "state": "held", "source": "daily-x"}
    told = event(control=[first, {**first, **rival}])
    standing = Standing.CONFLICTING if disputed else Standing.EQUAL
    assert weigh(told) == [("control", standing, disputed)] * 2


def test_the_order_in_which_holders_are_named_is_no_dispute() -> None:
    one = {"place": "port-city", "state": "shared", "holders": ["army-a", "front-b"]}
    other = {**one, "holders": ["front-b", "army-a"]}
    assert not is_disputed(event(control=[one, other]), DIVISIONS)


def test_another_day_of_the_same_act_is_no_difference() -> None:
    told = event(dates=[{"kind": "announced", "date": "2031-03-25", "source": "daily-x"}])
    assert weigh(told) == [("day", Standing.EQUAL, False)]


def test_every_claim_leads_to_its_place_in_the_record() -> None:
    told = event(
        dates=[{"kind": "announced", "date": "2031-03-25"}],
        actors=[{"actor": "front-b", "role": "attacker", "claims": [{"says": "claims"}]}],
        tolls=[{"harm": "killed", "whom": w, "best": 1} for w in ("rebels", "soldiers", "rebels")],
        quantities=[{"quantity": "components", "best": 3}],
        control=[{"place": "port-city", "state": "vacated"}],
        sources=[{"source": "daily-x"}, {"source": "un-report-z", "says": {"type": "coup"}}],
    )
    assert {(c.field, c.path) for c in find_claims(told, DIVISIONS)} == {
        ("type", ("sources", 1, "says", "type")),
        ("day", ("dates", 0)),
        ("who", ("actors", 0, "claims", 0)),
        ("toll", ("tolls", 0)),
        ("toll", ("tolls", 1)),
        ("toll", ("tolls", 2)),
        ("quantity", ("quantities", 0)),
        ("control", ("control", 0)),
    }

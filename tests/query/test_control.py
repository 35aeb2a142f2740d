from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malicli.chronology import open_chronology
from malicli.environment import Environment
from malicli.query.control import Holding, _make_holding, count_claims, find_holdings, judge
from malicli.query.places import get_place
from tests.conftest import EVENTS, PLACES, Record, write_chronology

CLAIM: Record = {"place": "port-city", "source": "daily-x", "at": "¶1"}


def claim(day: str, *holders: str, state: str = "held", part: str = "town", **more: str) -> Record:
    made = {**CLAIM, "holders": list(holders), "state": state, "part": part, "from": day, **more}
    return {key: value for key, value in made.items() if value}


def find(folder: Path, *claims: Record, place: str = "port-city", day: date | None = None,
         **more: object) -> list[Holding]:  # fmt: skip
    write_chronology(folder / "data", events=[{**EVENTS[0], "control": [*claims], **more}])
    return look(folder, place, day)


def look(folder: Path, place: str, day: date | None = None) -> list[Holding]:
    environment = Environment(variables={"MALI_CACHE": str(folder / "cache")})
    index = open_chronology(folder / "data", environment).index
    return find_holdings(index, get_place(index, place), day)


def tell(claims: list[Holding]) -> list[tuple[str, str]]:
    return [(c.standing, f"{c.state} {c.holders}".strip()) for c in claims]


def test_the_last_claim_before_a_day_and_the_next_after_it(tmp_path: Path) -> None:
    claims = find(
        tmp_path,
        claim("2031-03-01", "army-a"),
        claim("2031-03-10", "front-b"),
        claim("2031-03-20", "army-a"),
        claim("2031-03-30", "front-b"),
    )
    assert tell(judge(claims, date(2031, 3, 15))) == [
        ("last", "held front-b"), ("next", "held army-a")]  # fmt: skip
    assert tell(judge(claims, date(2031, 3, 10))) == [
        ("last", "held front-b"), ("next", "held army-a")]  # fmt: skip
    assert tell(judge(claims, date(2031, 2, 28))) == [("next", "held army-a")]
    assert tell(judge(claims, date(2032, 1, 1))) == [("last", "held front-b")]


def test_rivals_stand_side_by_side(tmp_path: Path) -> None:
    claims = find(
        tmp_path,
        claim("2031-03-01", "army-a"),
        claim("2031-03-10", "front-b"),
        claim("2031-03-10", "army-a", "front-b", state="contested"),
        claim("2031-03-10", "front-b", by="front-b"),
    )
    assert [c.rival for c in claims] == [False, True, True, True]
    assert len(judge(claims, date(2031, 3, 12))) == 3


@pytest.mark.parametrize("state", ["present", "unknown"])
def test_to_be_there_or_not_to_know_is_no_rival(tmp_path: Path, state: str) -> None:
    claims = find(tmp_path, claim("2031-03-10", "front-b"), claim("2031-03-10", "army-a",
                                                                  state=state))  # fmt: skip
    assert not any(c.rival for c in claims)
    assert {c.standing for c in judge(claims, date(2031, 3, 10))} == {"last"}


def test_who_is_present_ends_no_hold(tmp_path: Path) -> None:
    claims = find(
        tmp_path,
        claim("2031-03-01", "front-b"),
        claim("2031-03-05", "army-a", state="present"),
        claim("2031-03-20", "army-a"),
    )
    before = judge(claims, date(2031, 3, 10))
    assert tell(before)[:2] == [("last", "held front-b"), ("last", "present army-a")]
    # A new hold ends both.
    assert tell(judge(claims, date(2031, 3, 21))) == [("last", "held army-a")]


@pytest.mark.parametrize("when", ["2031-03", "[2031-03-10..2031-03-20]", "2031-03-15?"])
def test_a_claim_that_may_fall_before_or_after_the_day_is_possible(
    tmp_path: Path, when: str
) -> None:
    claims = find(tmp_path, claim("2031-02-01", "army-a"), claim(when, "front-b"))
    assert tell(judge(claims, date(2031, 3, 15))) == [
        ("last", "held army-a"), ("possible", "held front-b")]  # fmt: skip


def test_a_rival_may_have_a_month_alone(tmp_path: Path) -> None:
    claims = find(tmp_path, claim("2031-03", "army-a"), claim("2031-03-10", "front-b"))
    assert all(c.rival for c in claims)
    assert {c.standing for c in judge(claims, date(2031, 4, 10))} == {"last"}


def test_parts_stand_alone(tmp_path: Path) -> None:
    claims = find(
        tmp_path, claim("2031-03-10", "army-a", part="camp"), claim("2031-03-10", "front-b")
    )
    assert [(c.part, c.rival) for c in claims] == [("town", False), ("camp", False)]


def test_what_goes_on_began_when_it_began(tmp_path: Path) -> None:
    (held,) = find(tmp_path, claim("", "front-b"), date="2031-03/..")
    assert (held.earliest, held.latest) == ("2031-03-01", "2031-03-31")


@pytest.mark.parametrize(("when", "bounds"), [
    ("[..2031-06]", (None, "2031-06-30")), ("[2031-06..]", ("2031-06-01", None)),
])  # fmt: skip
def test_an_open_date_has_no_bound(tmp_path: Path, when: str, bounds: object) -> None:
    claims = find(tmp_path, claim(when, "front-b"))
    assert (claims[0].earliest, claims[0].latest) == bounds
    (known,) = judge(claims, date(2031, 7, 1))
    assert known.standing == ("last" if when.startswith("[..") else "possible")


def test_a_refuted_event_is_told_and_weighs_nothing(tmp_path: Path) -> None:
    claims = find(tmp_path, claim("2031-03-10", "front-b"), claim("2031-03-10", "army-a"),
                  status="refuted")  # fmt: skip
    assert len(claims) == 2
    assert not any(c.rival for c in claims)
    assert judge(claims, date(2031, 4, 1)) == []


REGIONS: list[Record] = [
    {"id": "land-l", "name": "Land L", "kind": "country", "country": "LL", "precision": "country"},
    {"id": "new-region", "name": "New", "kind": "region", "precision": "admin1"},
    {"id": "old-region", "name": "Old", "kind": "region", "precision": "admin1"},
    {**PLACES[0], "country": "LL", "admin": [
        {"admin1": "old-region", "scheme": "invented", "to": "2032-12-31"},
        {"admin1": "new-region", "scheme": "invented", "from": "2033-01-01"},
    ]},
]  # fmt: skip


def test_a_region_has_the_places_that_lay_in_it(tmp_path: Path) -> None:
    events = [{**EVENTS[0], "control": [
        claim("2031-03-10", "front-b"), claim("2034", "army-a"),
        {**claim("2031-03-10", "front-b", part="region"), "place": "old-region"},
    ]}]  # fmt: skip
    write_chronology(tmp_path / "data", events=events, places=REGIONS)
    old = look(tmp_path, "old-region")
    assert [(c.place, c.earliest) for c in old] == [
        ("old-region", "2031-03-10"), ("port-city", "2031-03-10")]  # fmt: skip
    assert [c.earliest for c in look(tmp_path, "New")] == ["2034-01-01"]
    # On a day, all that is known of a place goes to the region it lay in on that day.
    assert len(look(tmp_path, "New", date(2033, 6, 1))) == 2
    assert len(look(tmp_path, "New", date(2031, 6, 1))) == 0
    assert len(look(tmp_path, "Land L")) == 2


def test_the_places_with_most_claims(tmp_path: Path) -> None:
    find(tmp_path, claim("2031-03-10", "front-b"), claim("2031-03-11", "army-a"))
    environment = Environment(variables={"MALI_CACHE": str(tmp_path / "cache")})
    index = open_chronology(tmp_path / "data", environment).index
    assert count_claims(index, 5) == [("port-city", 2)]


# Against what the words mean -------------------------------------------------------------------

DAYS = [date(2031, 1, 1) + timedelta(n) for n in range(8)]
SPANS = st.tuples(st.sampled_from(DAYS), st.integers(0, 3)).map(
    lambda pair: f"[{pair[0]}..{pair[0] + timedelta(pair[1])}]"
)


def make(when: str, state: str, holders: str) -> Holding:
    return _make_holding(("p", "town", state, holders, when, "", "", "", "", "e", "happened", "T",
                          ""))  # fmt: skip


CLAIMS = st.lists(
    st.builds(make, SPANS, st.sampled_from(["held", "present"]), st.sampled_from(["a", "b"])),
    max_size=6,
)


@given(CLAIMS, st.sampled_from(DAYS))
def test_no_claim_is_told_more_certainly_than_it_is(claims: list[Holding], day: date) -> None:
    found = judge(claims, day)
    for told in found:
        if told.standing == "last":
            assert told.last <= day
        elif told.standing == "possible":
            assert told.first <= day < told.last
        else:
            assert told.first > day
    bare = [c._replace(standing="") for c in found]
    for left_out in (c for c in claims if c not in bare and c.first <= day):
        # Something that certainly came after it, and certainly by the day, is told or led to.
        assert any(left_out.last < c.first and c.last <= day for c in claims)
    holds = [c for c in claims if c.state == "held" and c.last <= day]
    assert any(c.standing == "last" and c.state == "held" for c in found) == bool(holds)

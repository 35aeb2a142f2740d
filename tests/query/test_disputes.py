from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from malicli.chronology import open_chronology
from malicli.environment import Environment
from malicli.errors import NameUnresolvedError
from malicli.query.disputes import (
    NO_REASON,
    REASONS,
    DisputeFilter,
    Matter,
    TallyRow,
    find_disputes,
    list_claims,
    tally_sources,
)
from malicli.query.filters import Filter
from malicli.query.names import load_labels
from malicli.render.disputes import count_claims
from malicli.vocabulary import EXPLAINED, VOCABULARIES
from tests.conftest import EVENTS, Record, write_chronology
from tests.render.invented import write_disputed, write_invented

ALL = DisputeFilter(explained=True)


def open_index(folder: Path) -> sqlite3.Connection:
    return open_chronology(folder, Environment(variables={}), use_cache=False).index


@pytest.fixture
def disputed(tmp_path: Path) -> sqlite3.Connection:
    return open_index(write_disputed(tmp_path / "disputed"))


def vary(tmp_path: Path, **keys: object) -> sqlite3.Connection:
    """The smallest chronology with other keys of its one event."""
    return open_index(write_chronology(tmp_path / "varied", events=[{**EVENTS[0], **keys}]))


def sum_up(matters: Sequence[Matter]) -> list[tuple[str, str, str, int]]:
    return [(m.reason, m.claims[0].id, m.claims[0].field, len(m.claims)) for m in matters]


def test_real_disputes_come_first_by_reason_and_time(disputed: sqlite3.Connection) -> None:
    assert sum_up(find_disputes(disputed, Filter())) == [
        ("open", "2031-talks", "status", 1),
        ("interest", "2030-harbour-mutiny", "type", 1),
        ("scope", "2033-mission", "actors", 1),
        (NO_REASON, "2031-week-of-fighting", "toll", 3),
        (NO_REASON, "2031-harbour-coup", "who", 2),
        (NO_REASON, "2032-raid", "place", 1),
        (NO_REASON, "front-a", "relation", 2),
    ]


def test_what_is_explained_comes_last_and_only_when_asked_for(
    disputed: sqlite3.Connection,
) -> None:
    real = find_disputes(disputed, Filter())
    found = find_disputes(disputed, Filter(), ALL)
    assert found[: len(real)] == real
    assert sum_up(found[len(real) :]) == [
        ("slip", "2032-drought", "date", 1),
        ("slip", "front-a", "relation", 1),
        ("stage", "2031-harbour-coup", "date", 1),
    ]


def test_every_reason_has_its_place() -> None:
    assert {*REASONS} == {*VOCABULARIES["why"], NO_REASON}
    assert {*REASONS[-len(EXPLAINED) :]} == EXPLAINED


@pytest.mark.parametrize("field", ["status", "type", "place", "actors", "toll", "who", "relation"])
def test_a_field_narrows(disputed: sqlite3.Connection, field: str) -> None:
    found = find_disputes(disputed, Filter(), DisputeFilter(fields=(field,)))
    assert {claim.field for claim in list_claims(found)} == {field}


def test_a_reason_narrows_and_brings_what_it_explains(disputed: sqlite3.Connection) -> None:
    found = find_disputes(disputed, Filter(), DisputeFilter(whys=("open", "slip")))
    assert {matter.reason for matter in found} == {"open", "slip"}
    none = find_disputes(disputed, Filter(), DisputeFilter(whys=(NO_REASON,)))
    assert len(none) == 4
    assert not find_disputes(disputed, Filter(), DisputeFilter(whys=("report-date",)))


@pytest.mark.parametrize(
    ("which", "ties"),
    [
        (Filter(), 1),
        (Filter(actors=("Front A",)), 1),
        (Filter(actors=("Foreign Company",)), 1),  # told of it, in another's record
        (Filter(actors=("Front A",), lineage=True, members=True, as_of=date(2031, 1, 1)), 1),
        (Filter(actors=("Front B",)), 0),
        (Filter(places=("Port City",)), 0),
        (Filter(first=date(2000, 1, 1)), 0),
        (Filter(disputed=True), 0),
        (Filter(actors=("Front A",), rank=3), 0),
    ],
)
def test_ties_are_listed_unless_something_is_asked_of_events(
    disputed: sqlite3.Connection, which: Filter, ties: int
) -> None:
    found = find_disputes(disputed, which)
    assert sum(matter.claims[0].kind == "actor" for matter in found) == ties


def test_an_unknown_name_is_told(disputed: sqlite3.Connection) -> None:
    with pytest.raises(NameUnresolvedError):
        find_disputes(disputed, Filter(actors=("nobody",)))


def test_the_event_s_own_value_stands_beside_what_a_source_says(
    disputed: sqlite3.Connection,
) -> None:
    own = {
        (claim.field, claim.own and json.dumps(json.loads(claim.own)))
        for claim in list_claims(find_disputes(disputed, Filter(), ALL))
        if claim.id in ("2031-talks", "2032-raid", "2033-mission", "2032-drought")
    }
    assert own == {
        ("status", '"claimed"'),
        ("place", '["hill-village"]'),
        ("actors", '["mission-c"]'),
        ("date", '"2032~"'),
    }
    tolls = find_disputes(disputed, Filter(), DisputeFilter(fields=("toll", "who")))
    assert {claim.own for claim in list_claims(tolls)} == {None}


def toll(**keys: object) -> Record:
    return {"harm": "killed", "whom": "soldiers", "source": "daily-x", "at": "¶2", **keys}


def test_rival_numbers_stand_from_the_lowest_to_the_highest(tmp_path: Path) -> None:
    index = vary(
        tmp_path,
        tolls=[
            toll(best=40, by="front-b"),
            toll(words="dozens", by="residents"),
            toll(low=21, high=25, by="army-a", note="refuted by none"),
            toll(best=900, by="residents", refuted=True),
            toll(high=8, by="diplomat"),
            toll(whom="rebels", best=3, by="army-a"),
        ],
    )
    (matter,) = find_disputes(index, Filter())
    numbers = [json.loads(claim.value) for claim in matter.claims]
    assert [n.get("low", n.get("best", n.get("high", n.get("words")))) for n in numbers] == [
        8, 21, 40, "dozens",
    ]  # fmt: skip
    assert [claim.disputed for claim in matter.claims] == [True, True, True, False]


def test_an_early_count_gives_the_reason_unless_rivals_name_a_stronger_one(
    tmp_path: Path,
) -> None:
    index = vary(
        tmp_path,
        tolls=[
            toll(best=4, by="army-a", why="early-count"),
            toll(best=9, by="front-b", why="interest"),
            toll(best=12, by="residents"),
        ],
    )
    (matter,) = find_disputes(index, Filter())
    assert matter.reason == "interest"
    (asked,) = find_disputes(index, Filter(), DisputeFilter(whys=("early-count",)))
    assert asked.reason == "early-count"
    assert asked.claims == matter.claims


def test_a_slip_is_no_rival_of_a_real_dispute_on_the_date(tmp_path: Path) -> None:
    says: list[Record] = [
        {"source": "daily-x", "at": "¶1"},
        {"source": "un-report-z", "at": "§1", "says": {"date": "2031-03-21"}, "why": "open"},
        {"source": "daily-x", "at": "¶2", "says": {"date": "2030-03-22"}, "why": "slip"},
        {"source": "daily-x", "at": "¶3", "says": {"date": "2031-03"}},
    ]
    index = vary(tmp_path, sources=says)
    assert [m.reason for m in find_disputes(index, Filter())] == ["open"]
    assert [m.reason for m in find_disputes(index, Filter(), ALL)] == ["open", "slip"]


def test_those_who_affirm_stand_before_those_who_deny(tmp_path: Path) -> None:
    claims = [
        {"says": "cannot-confirm", "by": "residents", "source": "daily-x", "at": "¶1"},
        {"says": "denies", "by": "front-b", "source": "daily-x", "at": "¶2"},
        {"says": "finds", "by": "army-a", "source": "un-report-z", "at": "§2"},
    ]
    index = vary(tmp_path, actors=[{"actor": "front-b", "role": "attacker", "claims": claims}])
    (matter,) = find_disputes(index, Filter())
    assert [json.loads(c.value)["says"] for c in matter.claims] == [
        "finds", "denies", "cannot-confirm",
    ]  # fmt: skip
    assert {claim.matter for claim in matter.claims} == {"actors.0"}


def test_rival_holders_are_of_one_place_part_and_day(tmp_path: Path) -> None:
    base = {"place": "port-city", "state": "held", "source": "daily-x", "at": "¶1"}
    control = [
        {**base, "holders": ["front-b"]},
        {**base, "holders": ["army-a"]},
        {**base, "part": "airport", "holders": ["army-a"]},
        {**base, "holders": ["army-a"], "from": "2031-04"},
    ]
    (matter,) = find_disputes(vary(tmp_path, control=control), Filter())
    assert [json.loads(claim.value)["holders"] for claim in matter.claims] == [
        ["front-b"], ["army-a"],
    ]  # fmt: skip


def test_quantities_differ_too(tmp_path: Path) -> None:
    quantities = [
        {"quantity": "vehicles-destroyed", "best": n, "source": "daily-x", "at": f"¶{n}"}
        for n in (9, 2)
    ]
    (matter,) = find_disputes(vary(tmp_path, quantities=quantities), Filter())
    assert [json.loads(claim.value)["best"] for claim in matter.claims] == [2, 9]


def test_a_chronology_without_differences_has_none(chronology: Path) -> None:
    index = open_index(chronology)
    assert find_disputes(index, Filter(), ALL) == []
    assert tally_sources(index, Filter(), []) == []


def test_who_deviates_is_counted_by_source_and_publisher(disputed: sqlite3.Connection) -> None:
    found = find_disputes(disputed, Filter())
    rows = tally_sources(disputed, Filter(), found)
    assert rows[0]._replace(fields="", whys="") == TallyRow(
        "ngo-b-report", "Observers B", 6, 6, 6, 8, "", ""
    )
    assert {*rows[0].fields.split(";")} == {
        "type=1", "status=1", "actors=1", "who=1", "place=1", "relation=1",
    }  # fmt: skip
    assert {*rows[0].whys.split(";")} == {"none=3", "open=1", "interest=1", "scope=1"}
    by_name = tally_sources(disputed, Filter(), found, publishers=True)
    assert [(r.publisher, r.claims) for r in by_name] == [(r.publisher, r.claims) for r in rows]
    assert {row.source for row in by_name} == {None}
    explained = tally_sources(disputed, Filter(), find_disputes(disputed, Filter(), ALL))
    assert sum(r.claims - r.disputed for r in explained) == 3


def test_the_count_at_the_end_is_that_of_the_rows(tmp_path: Path) -> None:
    index = open_index(write_invented(tmp_path / "invented"))
    load_labels(index)
    found = find_disputes(index, Filter())
    assert count_claims(found) == "2 events, 1 actor, 7 claims: toll 3, who 2, relation 2"

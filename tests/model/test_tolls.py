from __future__ import annotations

from typing import Any

import pytest

from malicli.model.event import Quantified, Toll
from malicli.model.tolls import Total, find_apart, find_disputed, group_tolls, total_tolls


def toll(**keys: Any) -> Toll:
    return Toll.model_validate({"harm": "killed", **keys})


def number(**keys: Any) -> Quantified:
    return Quantified.model_validate(keys)


NOTHING = Total(None, None, None)


# One claim --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "total"),
    [
        ({"best": 7}, Total(7, 7, 7)),
        ({"best": 0}, Total(0, 0, 0)),
        ({"low": 20, "high": 30}, Total(20, None, 30)),
        ({"low": 20, "best": 25, "high": 30}, Total(20, 25, 30)),
        ({"low": 500}, Total(500, None, None)),
        ({"high": 30}, Total(0, None, 30)),
        ({"best": 20, "high": 30}, Total(20, 20, 30)),
        ({"words": "dozens"}, NOTHING),
        ({"best": 30, "words": "some"}, Total(30, 30, 30)),
        ({"best": 7, "refuted": "true"}, NOTHING),
        ({"best": 7, "harm": "injured"}, NOTHING),
        ({"best": 7, "harm": "killed-or-injured"}, NOTHING),
    ],
)
def test_one_claim_is_its_own_total(claim: dict[str, Any], total: Total) -> None:
    assert total_tolls([toll(**claim)], "killed") == total


def test_no_claim_is_no_total() -> None:
    assert total_tolls([], "killed") == NOTHING


def test_each_harm_has_its_own_total() -> None:
    tolls = [toll(best=3), toll(harm="injured", low=5)]
    assert total_tolls(tolls, "killed") == Total(3, 3, 3)
    assert total_tolls(tolls, "injured") == Total(5, None, None)


# Rival claims about the same people -------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "total"),
    [
        ([{"best": 2}, {"best": 8}], Total(2, None, 8)),
        ([{"best": 8}, {"best": 8}], Total(8, None, 8)),
        ([{"best": 2, "preferred": "true"}, {"best": 8}], Total(2, 2, 8)),
        ([{"best": 8}, {"best": 2, "preferred": "true"}, {"best": 5}], Total(2, 2, 8)),
        ([{"best": 12}, {"low": 20, "high": 30}], Total(12, None, 30)),
        ([{"best": 12}, {"low": 20, "high": 30, "preferred": "true"}], Total(12, None, 30)),
        ([{"best": 2}, {"low": 8}], Total(2, None, None)),
        ([{"best": 2, "preferred": "true"}, {"low": 8}], Total(2, 2, None)),
        ([{"best": 12}, {"high": 30}], Total(0, None, 30)),
        ([{"best": 12}, {"best": 100, "refuted": "true"}], Total(12, 12, 12)),
        ([{"best": 12, "preferred": "true", "refuted": "true"}, {"best": 3}], Total(3, 3, 3)),
    ],
)
def test_rival_claims_come_to_the_lowest_the_preferred_and_the_highest(
    claims: list[dict[str, Any]], total: Total
) -> None:
    tolls = [toll(whom="soldiers", of="army-a", **claim) for claim in claims]
    assert total_tolls(tolls, "killed") == total
    assert total_tolls(reversed(tolls), "killed") == total


def test_a_rival_that_gives_only_words_leaves_the_total_open_above() -> None:
    total = total_tolls([toll(best=3), toll(words="dozens")], "killed")
    assert total == Total(3, None, None)


# Different people -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("soldiers", "civilians", "total"),
    [
        ({"best": 3}, {"best": 5}, Total(8, 8, 8)),
        ({"best": 3}, {"low": 5}, Total(8, None, None)),
        ({"best": 3}, {"low": 5, "high": 6}, Total(8, None, 9)),
        ({"low": 1, "best": 3, "high": 4}, {"low": 5, "best": 6, "high": 9}, Total(6, 9, 13)),
        ({"best": 3}, {"high": 30}, Total(3, None, 33)),
        ({"best": 3}, {"words": "dozens"}, Total(3, None, None)),
        ({"words": "many"}, {"words": "dozens"}, NOTHING),
        ({"best": 3}, {"best": 5, "refuted": "true"}, Total(3, 3, 3)),
    ],
)
def test_tolls_of_different_people_add(
    soldiers: dict[str, Any], civilians: dict[str, Any], total: Total
) -> None:
    tolls = [toll(whom="soldiers", **soldiers), toll(whom="civilians", **civilians)]
    assert total_tolls(tolls, "killed") == total


def test_soldiers_of_two_armies_are_different_people() -> None:
    tolls = [toll(whom="soldiers", of=army, best=4) for army in ("army-a", "army-c")]
    assert total_tolls(tolls, "killed") == Total(8, 8, 8)


def test_a_group_makes_the_same_people_of_rival_descriptions() -> None:
    tolls = [
        toll(group="camp", whom="soldiers", best=8),
        toll(group="camp", whom="civilians", best=2),
        toll(group="road", whom="civilians", best=1),
    ]
    assert total_tolls(tolls, "killed") == Total(3, None, 9)


def test_sums_and_rivals_together() -> None:
    tolls = [
        toll(whom="soldiers", low=8),
        toll(whom="soldiers", best=2, preferred="true"),
        toll(whom="civilians", best=5),
    ]
    assert total_tolls(tolls, "killed") == Total(7, 7, None)


# The whole --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wholes", "total"),
    [
        ([{"best": 10}], Total(10, 10, 10)),
        ([{"best": 10}, {"low": 14}], Total(10, None, None)),
        ([{"best": 10}, {"best": 14, "preferred": "true"}], Total(10, 14, 14)),
        ([{"best": 10, "group": "one"}, {"best": 14, "group": "two"}], Total(10, None, 14)),
    ],
)
def test_claims_about_all_stand_for_the_whole_instead_of_the_sum(
    wholes: list[dict[str, Any]], total: Total
) -> None:
    parts = [toll(whom="soldiers", best=3), toll(whom="civilians", best=40)]
    tolls = [*parts, *(toll(whom="all", **whole) for whole in wholes)]
    assert total_tolls(tolls, "killed") == total


def test_a_refuted_whole_leaves_the_sum() -> None:
    tolls = [toll(whom="all", best=99, refuted="true"), toll(whom="soldiers", best=3)]
    assert total_tolls(tolls, "killed") == Total(3, 3, 3)


def test_the_whole_of_another_harm_replaces_nothing() -> None:
    tolls = [toll(whom="all", harm="injured", best=99), toll(whom="soldiers", best=3)]
    assert total_tolls(tolls, "killed") == Total(3, 3, 3)


# Groups -----------------------------------------------------------------------------------------


def test_groups_hold_what_is_said_of_the_same_people_refuted_claims_left_out() -> None:
    tolls = [
        toll(whom="soldiers", best=1),
        toll(whom="soldiers", of="army-a", best=2),
        toll(whom="soldiers", best=3),
        toll(whom="soldiers", best=4, refuted="true"),
        toll(whom="soldiers", harm="injured", best=5),
        toll(best=6),
    ]
    groups = [[claim.best for claim in group] for group in group_tolls(tolls).values()]
    assert groups == [[1, 3], [2], [5], [6]]


# Apart, and in dispute --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"best": 2}, {"best": 2}, False),
        ({"best": 2}, {"best": 3}, True),
        ({"best": 2}, {"low": 8}, True),
        ({"best": 8}, {"low": 8}, False),
        ({"best": 25}, {"low": 20, "high": 30}, False),
        ({"best": 31}, {"low": 20, "high": 30}, True),
        ({"low": 30, "high": 40}, {"low": 20, "high": 30}, False),
        ({"high": 30}, {"best": 31}, True),
        ({"high": 30}, {"best": 0}, False),
        ({"low": 8}, {"low": 500}, False),
        ({"words": "dozens"}, {"best": 2}, False),
        ({"words": "dozens"}, {"words": "hundreds"}, False),
    ],
)
def test_claims_are_apart_when_their_ranges_do_not_meet(
    one: dict[str, Any], other: dict[str, Any], apart: bool
) -> None:
    expected = {0, 1} if apart else set()
    assert find_apart([number(**one), number(**other)]) == expected
    assert find_apart([number(**other), number(**one)]) == expected


def test_only_the_claims_that_are_apart_are_named() -> None:
    claims = [number(low=2), number(best=5), number(low=2, high=9), number(best=7)]
    assert find_apart(claims) == {1, 3}


@pytest.mark.parametrize(
    ("why", "disputed"),
    [
        ("slip", False),
        ("report-date", False),
        ("stage", False),
        ("simplified", False),
        ("relay-hardened", False),
        ("early-count", True),
        ("scope", True),
        ("interest", True),
        ("open", True),
        (None, True),
    ],
)
def test_claims_apart_are_in_dispute_unless_the_difference_is_explained(
    why: str | None, disputed: bool
) -> None:
    claims = [number(best=2), number(best=8, why=why)]
    assert find_apart(claims) == {0, 1}
    assert find_disputed(claims) == ({0, 1} if disputed else set())


def test_an_explained_claim_leaves_the_dispute_of_the_others() -> None:
    claims = [number(best=2, why="slip"), number(best=8), number(best=8), number(best=9)]
    assert find_disputed(claims) == {1, 2, 3}

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from malicli.query.control import NEXT, POSSIBLE, Holding
from malicli.render.axis import Axis
from malicli.render.holdings import write_distance
from malicli.text import measure
from tests.conftest import EVENTS, Mali, Record, write_chronology

CLAIM: Record = {"place": "port-city", "source": "daily-x", "at": "¶1", "state": "held"}


def write(folder: Path, *claims: tuple[str, str, str], state: str = "held") -> Path:
    """A chronology with claims, each a date, a part and holders."""
    control = [
        {**CLAIM, "from": day, "part": part, "holders": holders.split(), "state": state}
        for day, part, holders in claims
    ]
    return write_chronology(folder / "held", events=[{**EVENTS[0], "control": control}])


CLAIMS = (("2031-03-22", "town", "army-a"), ("2031-03-22", "town", "front-b"),
          ("2032-06-01", "town", "army-a front-b"), ("2032-01-15", "camp", "army-a"),
          ("2033-12-31", "town", "front-b"))  # fmt: skip


def test_the_strip_shows_changes_rivals_and_gaps(mali: Mali, tmp_path: Path) -> None:
    out = mali("holds", "port-city", "--width", "60", data=write(tmp_path, *CLAIMS)).out
    assert out.splitlines()[2:10] == [
        "town  ···A░░░░░░░░░░░░░░░░░░░C░░░░░░░░░░░░░░░░░░░░░░░░░░B░░░",
        "  ≠      B░░░░░░░░░░░░░░░░░░░",
        "camp  ·················A░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        "      │2031           │2032            │2033",
        "",
        "A held by AA   B held by FB   C held by AA, FB",
        "░ may have lasted   · nothing is known   ≠ rival claims",
        "",
    ]


def test_claims_too_near_for_a_column_each_are_told_to_be_several(
    mali: Mali, tmp_path: Path
) -> None:
    claims = (("2031-03-22", "town", "army-a"), ("2031-03-23", "town", "front-b"),
              ("2039-03-22", "town", "army-a"))  # fmt: skip
    out = mali("holds", "port-city", "--width", "60", data=write(tmp_path, *claims)).out
    assert "·*B░" in out.splitlines()[2]
    assert "* several claims, then the last" in out


def test_a_month_is_no_day(mali: Mali, tmp_path: Path) -> None:
    claims = (("2031-03", "town", "army-a"), ("2031-06-01", "town", "front-b"))
    out = mali("holds", "port-city", "--width", "60", data=write(tmp_path, *claims)).out
    assert out.splitlines()[2].startswith("town  ???????????????")
    assert "? began somewhere here" in out


def test_what_is_left_is_held_by_nobody(mali: Mali, tmp_path: Path) -> None:
    claims = (("2031-03-01", "town", "army-a"), ("2031-06-01", "camp", "front-b"))
    out = mali("holds", "port-city", data=write(tmp_path, *claims, state="vacated")).out
    assert "A vacated by AA" in out
    assert "░" not in out


def test_one_day_alone_needs_no_strip(mali: Mali, tmp_path: Path) -> None:
    folder = write(tmp_path, ("2031-03-22", "town", "army-a"))
    out = mali("holds", "port-city", data=folder).out
    assert "│" not in out
    assert out.splitlines()[2].startswith("22 March 2031  Front B attacks")
    assert "    town: held by AA — Daily X, ¶1" in out


@pytest.mark.parametrize("variables", [{}, {"LC_ALL": "C"}], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [20, 50, 80, 200])
def test_the_page_keeps_to_its_width(
    mali: Mali, tmp_path: Path, width: int, variables: dict[str, str]
) -> None:
    chosen = random.Random(width)
    days = [date(2029, 1, 1) + timedelta(chosen.randrange(3000)) for _ in range(40)]
    claims = [
        (str(day), chosen.choice(["town", "camp", "governorate"]),
         chosen.choice(["army-a", "front-b", "army-a front-b"]))
        for day in days
    ]  # fmt: skip
    folder = write(tmp_path, *claims)
    for more in ([], ["--as-of", "2033-01-01"]):
        ran = mali("holds", "port-city", *more, data=folder, terminal=width, variables=variables)
        assert ran.code == 0
        plain = mali("holds", "port-city", *more, data=folder, terminal=width,
                     variables={"NO_COLOR": "1", **variables}).out  # fmt: skip
        assert max(map(measure, plain.splitlines())) <= width
        if variables:
            assert plain.isascii()


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2012, 1, 1), date(2023, 11, 14), "│2012  │2013"),
        (date(2013, 1, 10), date(2013, 1, 17), "│2013-01-10 │"),
        (date(2012, 3, 31), date(2013, 1, 26), "│2012-04"),
        (date(1, 1, 1), date(9999, 12, 31), "│0"),
        (date(9999, 12, 30), date(9999, 12, 31), "│9999-12-30"),
        (date(2031, 3, 22), date(2031, 3, 22), "│2031-03-22"),
    ],
)
def test_an_axis_names_days_as_finely_as_there_is_room(first: date, last: date, named: str) -> None:
    for cells in (20, 90, 180):
        axis = Axis(first, last, cells)
        ticks = axis.write_ticks()
        assert "│" in ticks
        assert len(ticks) <= cells
        assert 0 <= axis.find_cell(first) <= axis.find_cell(last) < cells
    assert named in Axis(first, last, 90).write_ticks()


def make(first: str, last: str, standing: str) -> Holding:
    return Holding("p", "town", "held", "a", f"[{first}..{last}]", first, last, None, None, None,
                   None, "e", "happened", "T", None, standing=standing)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "standing", "told"),
    [
        ("2031-06-15", "2031-06-15", "last", "the same day"),
        ("2031-06-14", "2031-06-14", "last", "1 day before"),
        ("2031-06-10", "2031-06-12", "last", "3 days to 5 days before"),
        ("2031-01-15", "2031-01-15", "last", "about 5 months before"),
        ("2021-06-15", "2021-06-15", "last", "about 10 years before"),
        ("2031-06-18", "2031-06-18", NEXT, "3 days after"),
        ("2031-06-01", "2031-06-30", POSSIBLE, "before or after that day"),
    ],
)
def test_how_long_before_or_after(first: str, last: str, standing: str, told: str) -> None:
    assert write_distance(make(first, last, standing), date(2031, 6, 15)) == told


def test_a_day_is_told_with_what_is_known_before_and_after(mali: Mali, tmp_path: Path) -> None:
    folder = write(tmp_path, *CLAIMS)
    out = mali("holds", "port-city", "--as-of", "2031-03-25", "--width", "80", data=folder).out
    assert out.startswith("Who held Port City on 25 March 2031, by whose account\n\ntown\n")
    assert "  ≠ held by AA · 22 March 2031, 3 days before\n" in out
    assert "  ≠ held by FB · 22 March 2031, 3 days before\n" in out
    assert "  next known: held by AA, FB · 1 June 2032, about 14 months after\n" in out
    assert "camp\n  nothing is known before 15 January 2032\n" in out
    late = mali("holds", "port-city", "--as-of", "2040", "--width", "80", data=folder).out
    assert late.count("nothing later is known") == 2

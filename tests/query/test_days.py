from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from malicli.chronology import open_chronology
from malicli.dates import parse_date
from malicli.environment import Environment
from malicli.query.days import Stretch, find_anniversary, span_events
from malicli.query.events import find_events, get_event
from malicli.query.filters import Filter
from tests.conftest import EVENTS, TODAY, write_chronology


def open_index(tmp_path: Path, *dates: str) -> sqlite3.Connection:
    events = [{**EVENTS[0], "id": f"2031-event-{n:02}", "date": d} for n, d in enumerate(dates)]
    folder = write_chronology(tmp_path / "days", events=events)
    environment = Environment(variables={"MALI_CACHE": str(tmp_path / "cache")})
    return open_chronology(folder, environment).index


DATES = ("2012-03-22", "2013-03-21", "2014-03", "2015", "2016-02-29", "2017-03-20/2017-03-24",
         "2018-03-22?", "2019-03/2019-04", "2009-01-01/2011-12-31", "[..2008-05]", "2020-05/..",
         "[2021-03-20..2021-03-23]", "../2007-06", "[2022-03-22..]")  # fmt: skip


@pytest.mark.parametrize("day", ["03-22", "03-20", "02-29", "12-31", "05-01"])
def test_an_anniversary_is_what_each_year_alone_would_give(tmp_path: Path, day: str) -> None:
    index = open_index(tmp_path, *DATES)
    month, number = map(int, day.split("-"))
    found = find_anniversary(index, date(2000, month, number), Filter(), TODAY)
    events = [*find_events(index, Filter())]
    every = [date(2006, 1, 1) + timedelta(n) for n in range(366 * 35)]
    days = [d for d in every if (d.month, d.day) == (month, number) and d <= TODAY]
    for event in events:
        when = parse_date(event.date)
        sure = any(when.must_touch(d, d) for d in days)
        may = any(when.may_touch(d, d) for d in days)
        assert (event in found.certain, event in found.possible) == (sure, may and not sure), when


def test_dates_bound_the_years_and_the_rest_narrows(tmp_path: Path) -> None:
    index = open_index(tmp_path, *DATES)

    def find(**fields: object) -> list[list[str]]:
        which = Filter(**fields)  # type: ignore[arg-type]
        found = find_anniversary(index, date(2000, 3, 22), which, TODAY)
        return [[event.date for event in events] for events in found]

    assert find(first=date(2012, 1, 1), last=date(2013, 12, 31))[0] == ["2012-03-22"]
    assert find(first=date(2012, 3, 23), last=date(2013, 3, 21))[0] == []
    assert find(certain=True)[1] == []
    assert find(types=("coup",)) == [[], []]
    assert find(text="attack")[0][:1] == ["2009-01-01/2011-12-31"]


def test_an_empty_chronology_has_no_anniversary(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    assert find_anniversary(index, date(2000, 2, 29), Filter(), TODAY) == ([], [])


@pytest.mark.parametrize(
    ("one", "other", "first", "last"),
    [
        ("2012-03-22", "2013-05-01", date(2012, 3, 22), date(2013, 5, 1)),
        ("2012", "2013-05", date(2012, 1, 1), date(2013, 5, 31)),
        ("2012", "2012-05", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-01-05/..", "2012-03/..", date(2012, 1, 5), date(2012, 3, 31)),
        ("../2012-01-05", "2013", date(2012, 1, 5), date(2013, 12, 31)),
        ("[..2012-01-05]", "2013", None, date(2013, 12, 31)),
        ("2012", "[2013..]", date(2012, 1, 1), None),
    ],
)
def test_the_time_between_two_events(
    tmp_path: Path, one: str, other: str, first: date | None, last: date | None
) -> None:
    index = open_index(tmp_path, one, other)
    pair = [get_event(index, f"2031-event-0{n}") for n in range(2)]
    expected = Stretch(pair[0], pair[1], first, last)
    assert span_events(*pair) == span_events(*pair[::-1]) == expected

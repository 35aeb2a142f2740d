from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import EVENTS, Mali, write_chronology
from tests.render.invented import write_invented


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    return write_invented(tmp_path / "invented")


def list_ids(text: str) -> list[str]:
    return [event["id"] for event in json.loads(text)]


# day -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", ["03-22", "3-22", "22 March", "22 mars", "March 22", "22 Mar", "mars 22", "TODAY"]
)
def test_a_day_is_understood_as_people_write_it(mali: Mali, invented: Path, asked: str) -> None:
    ran = mali("day", *asked.split(), "--format", "json", data=invented, today=date(2040, 3, 22))
    assert (ran.code, list_ids(ran.out)) == (0, ["2031-harbour-coup"])
    assert mali("day", asked, data=invented, today=date(2040, 3, 22)).out == (
        mali("day", data=invented, today=date(2040, 3, 22)).out
    )


@pytest.mark.parametrize(
    "asked",
    ["02-30", "13-01", "00-10", "04-31", "31 April", "soon", "March", "2031-03-22", "22 March 2031",
     "22/03", "03-22-", "٠٣-٢٢", "-", "22-03", "\x1b[2J", "9" * 5000],
)  # fmt: skip
def test_what_is_no_day_is_told(mali: Mali, invented: Path, asked: str) -> None:
    code, out, err = mali("day", "--", asked, data=invented)
    assert (code, out) == (2, "")
    assert "not a day of the year" in err
    assert "03-22" in err
    assert "\x1b" not in err


def test_a_leap_day_has_its_years(mali: Mali, tmp_path: Path) -> None:
    dates = ("2032-02-29", "2031-02-28", "2033-03-01", "2036-02-28/2036-03-01")
    events = [{**EVENTS[0], "id": f"{d[:4]}-event", "date": d} for d in dates]
    folder = write_chronology(tmp_path / "leap", events=events)
    for today in (date(2040, 2, 29), date(2041, 2, 28)):
        out = mali("day", "02-29", "--format", "json", data=folder, today=today).out
        assert list_ids(out) == ["2032-event", "2036-event"]


def test_what_happened_comes_before_what_went_on_and_what_may(mali: Mali, invented: Path) -> None:
    out = mali("day", "01-28", data=invented).out
    assert out.startswith("On 28 January\n\nnothing is known to have happened on that day alone\n")
    assert "Going on that day\n\n2031-01-26–30  " in out
    assert out.endswith("events may have been on that day: --possible\n")
    more = mali("day", "01-28", "--possible", data=invented).out
    assert "May have been on that day: in that month or year, or about then\n" in more
    assert "2030-01-21…31  " in more
    assert "--possible" not in more
    ends = mali("day", "01-30", data=invented).out
    assert "26–30" in ends
    assert "Going on" not in ends


def test_a_day_on_which_nothing_was(mali: Mali, chronology: Path) -> None:
    code, out, err = mali("day", "05-05", data=chronology)
    assert (code, out, err) == (0, "", "no events in this chronology match\n")


def test_possible_and_certain_exclude_each_other(mali: Mali, invented: Path) -> None:
    ran = mali("day", "--possible", "--certain", data=invented)
    assert ran.code == 2
    assert "exclude each other" in ran.err


# between ---------------------------------------------------------------------------------------

ENDS = ("2031-week-of-fighting", "2031-harbour-coup")


def test_the_order_of_two_events_does_not_matter(mali: Mali, invented: Path) -> None:
    out = mali("between", *ENDS, data=invented).out
    assert out == mali("between", *ENDS[::-1], data=invented).out
    assert out.startswith("▶ From: 26–30 January 2031 ━━━")
    assert "\n▶ To: 22 March 2031 ━━━" in out
    assert "0 events may fall between them" in out


def test_all_that_may_fall_between_is_listed(mali: Mali, invented: Path) -> None:
    asked = ["between", "2031-harbour-coup", "2031-talks"]
    out = mali(*asked, "--format", "json", data=invented).out
    assert list_ids(out) == ["2031-harbour-coup", "2031-village-killing", "2031-road-siege",
                             "2031-talks"]  # fmt: skip
    short = mali(*asked, "--compact", "--width", "80", data=invented).out.splitlines()
    assert short[3] == "2 events may fall between them"
    assert [line[:7] for line in short[5:7]] == ["2031-04", "2031-05"]
    assert "Soldiers take the harbour" in short[1]


def test_the_two_stand_there_whatever_the_filter(mali: Mali, invented: Path) -> None:
    out = mali(
        "between", "2031-harbour-coup", "2031-talks", "--type", "blockade", data=invented
    ).out
    assert "Soldiers take the harbour" in out
    assert "Envoys meet" in out
    assert "1 event may fall between them" in out


def test_a_former_id_is_the_same_event(mali: Mali, tmp_path: Path) -> None:
    events = [{**EVENTS[0], "formerly": ["2031-clash"]}]
    folder = write_chronology(tmp_path / "former", events=events)
    code, out, err = mali("between", "2031-clash", "2031-port-city-clash", data=folder)
    assert (code, out) == (2, "")
    assert "2031-port-city-clash is named twice" in err


def test_an_event_that_is_not_known(mali: Mali, invented: Path) -> None:
    code, out, err = mali("between", "2031-harbor-coup", "2031-talks", data=invented)
    assert (code, out) == (3, "")
    assert "2031-harbour-coup" in err
    assert mali("between", "2031-talks", data=invented).code == 2


def test_dates_outside_are_told(mali: Mali, invented: Path) -> None:
    code, _, err = mali("between", *ENDS, "--from", "2035", data=invented)
    assert code == 2
    assert "it is 2031-01-26/2031-03-22" in err


def test_an_event_without_a_bound_leaves_nothing_out(mali: Mali, tmp_path: Path) -> None:
    dates = ("[..2031-05]", "2031-06-01", "2029-01-01", "[2032..]", "2039-01-01", "2031-03/..")
    events = [{**EVENTS[0], "id": f"2031-event-{n}", "date": d} for n, d in enumerate(dates)]
    folder = write_chronology(tmp_path / "open", events=events)

    def ask(one: int, other: int, *more: str) -> str:
        return mali("between", f"2031-event-{one}", f"2031-event-{other}", *more, data=folder).out

    assert "This date has no bound on that side" in ask(0, 1)
    assert "2031-event-2" in list_ids(ask(0, 1, "--format", "json"))
    assert ask(0, 3).count("This date has no bound") == 2
    assert "2031-event-4" in list_ids(ask(1, 3, "--format", "json"))
    # Without a known end, it counts to its beginning.
    assert "2031-event-1" not in list_ids(ask(2, 5, "--format", "json"))
    assert "no bound" not in ask(2, 5)


def test_a_limit_cuts_what_is_shown_not_what_is_counted(mali: Mali, tmp_path: Path) -> None:
    events = [{**EVENTS[0], "id": f"2031-{n}", "date": f"2031-03-{n:02}"} for n in range(1, 7)]
    data = write_chronology(tmp_path / "c", events=events)
    code, out, _ = mali("between", "2031-1", "2031-6", "--compact", "--limit", "2", data=data)
    assert code == 0
    assert "4 events may fall between them, the first 2 here" in out
    assert "2031-03-03" in out
    assert "2031-03-04" not in out

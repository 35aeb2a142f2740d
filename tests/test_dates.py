from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from malicli.date_words import describe
from malicli.dates import (
    FIRST_DAY,
    LAST_DAY,
    MONTHS,
    DateError,
    DateKind,
    parse_asked_date,
    parse_date,
)
from tests.conftest import TODAY

TRUTH_TABLE = Path(__file__).parent / "data" / "truth_table.md"


def day(text: str) -> date:
    return date.fromisoformat(text)


# What is a date ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "precision", "first", "last"),
    [
        ("2012", DateKind.ONCE_WITHIN, "year", "2012-01-01", "2012-12-31"),
        ("2012-03", DateKind.ONCE_WITHIN, "month", "2012-03-01", "2012-03-31"),
        ("2012-02", DateKind.ONCE_WITHIN, "month", "2012-02-01", "2012-02-29"),
        ("2013-02", DateKind.ONCE_WITHIN, "month", "2013-02-01", "2013-02-28"),
        ("2012-03-22", DateKind.DAY, "day", "2012-03-22", "2012-03-22"),
        ("2012-02-29", DateKind.DAY, "day", "2012-02-29", "2012-02-29"),
        ("2013-01-26/2013-01-30", DateKind.LASTED, "range", "2013-01-26", "2013-01-30"),
        ("2013-01/2013-03", DateKind.LASTED, "range", "2013-01-01", "2013-03-31"),
        ("2013/2013-03", DateKind.LASTED, "range", "2013-01-01", "2013-03-31"),
        ("[2014-02-01..2014-02-28]", DateKind.ONCE_WITHIN, "range", "2014-02-01", "2014-02-28"),
        ("[2014-02..2015]", DateKind.ONCE_WITHIN, "range", "2014-02-01", "2015-12-31"),
    ],
)
def test_a_date_has_a_kind_a_precision_and_a_first_and_last_possible_day(
    text: str, kind: DateKind, precision: str, first: str, last: str
) -> None:
    when = parse_date(text)
    assert (when.text, when.kind, when.precision) == (text, kind, precision)
    assert (when.earliest, when.latest) == (day(first), day(last))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2023-02/..", (day("2023-02-01"), day("2023-02-28"), day("2023-02-01"), LAST_DAY)),
        ("../2012-06", (FIRST_DAY, day("2012-06-30"), day("2012-06-01"), day("2012-06-30"))),
        ("[2014-02-10..]", (day("2014-02-10"), LAST_DAY, day("2014-02-10"), LAST_DAY)),
        ("[..2014-02-10]", (FIRST_DAY, day("2014-02-10"), FIRST_DAY, day("2014-02-10"))),
    ],
)
def test_an_open_end_is_as_far_away_as_a_day_can_be(text: str, bounds: tuple[date, ...]) -> None:
    assert parse_date(text)[2:6] == bounds


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("2012~", "~"),
        ("2012-03?", "?"),
        ("2012-03-22%", "%"),
        ("2013-01-26~/2013-01-30", "~"),
        ("2013-01-26/2013-01-30?", "?"),
        ("[2014-02~..2014-03~]", "~"),
        ("[2014-02~..2014-03?]", "%"),
        ("2012-06~/..", "~"),
        ("2012", ""),
    ],
)
def test_a_mark_of_doubt_is_kept_and_widens_nothing(text: str, doubt: str) -> None:
    marked, plain = parse_date(text), parse_date(re.sub("[~?%]", "", text))
    assert marked.doubt == doubt
    assert marked[1:7] == plain[1:7]


_FORMS = "write 2012, 2012-03 or 2012-03-22; A/B for what lasted; [A..B] for once within"
_BRACKETS = "a date in brackets is [A..B], [..B] or [A..]"


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("", "not a date: ''", _FORMS),
        ("soon", "not a date: 'soon'", _FORMS),
        ("2012-3", "not a date: '2012-3'", _FORMS),
        ("12-03-2012", "not a date: '12-03-2012'", _FORMS),
        ("2012-1X", "not a date: '2012-1X'", _FORMS),
        ("2012-03-22T10:00", "not a date: '2012-03-22T10:00'", _FORMS),
        ("-0044", "not a date: '-0044'", _FORMS),
        ("~2012", "not a date: '~2012'", _FORMS),
        ("2012~~", "not a date: '2012~~'", _FORMS),
        ("2012~-03", "not a date: '2012~-03'", _FORMS),
        (" 2012", "not a date: ' 2012'", _FORMS),
        ("2012\n", "not a date: '2012\\n'", _FORMS),
        ("٢٠١٢", "not a date: '٢٠١٢'", _FORMS),
        ("2012..2013", "not a date: '2012..2013'", _FORMS),
        ("2012-13", "no such day or month: 2012-13", "check the calendar"),
        ("2012-00", "no such day or month: 2012-00", "check the calendar"),
        ("2013-02-29", "no such day or month: 2013-02-29", "check the calendar"),
        ("2012-04-31", "no such day or month: 2012-04-31", "check the calendar"),
        ("2012-03-00", "no such day or month: 2012-03-00", "check the calendar"),
        ("0000", "no such day or month: 0000", "check the calendar"),
        ("2012-03-22/2012-03-21", "ends before it begins: 2012-03-22/2012-03-21", None),
        ("2013/2012", "ends before it begins: 2013/2012", None),
        ("[2012-03..2012-02]", "ends before it begins: [2012-03..2012-02]", None),
        ("../..", "no bound at all: ../..", "give one end at least"),
        ("[..]", "no bound at all: [..]", "give one end at least"),
        ("[2012-03-22]", "not a date: '[2012-03-22]'", _BRACKETS),
        ("[2012-03..2012-04", "not a date: '[2012-03..2012-04'", _BRACKETS),
        ("[2012,2013]", "not a date: '[2012,2013]'", _BRACKETS),
        ("[2012..2013,2015]", "not a date: '[2012..2013,2015]'", _BRACKETS),
        ("[2012/2013]", "not a date: '[2012/2013]'", _BRACKETS),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason_and_a_remedy(
    text: str, message: str, help_: str | None
) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert str(caught.value) == message
    assert caught.value.help == (help_ or "write the earlier date first")


@pytest.mark.parametrize(
    "text", ["2012/", "/2012", "2012/2013/2014", "2012-03-22/28", "[2012...]", "[[2012..2013]]"]
)
def test_a_broken_end_is_refused(text: str) -> None:
    with pytest.raises(DateError, match=r"^not a date"):
        parse_date(text)


@given(st.text(st.sampled_from("0123456789-/[].~?%,X "), max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        when = parse_date(text)
    except DateError as error:
        assert error.help
    else:
        assert when.earliest <= when.start_latest <= when.latest
        assert when.earliest <= when.end_earliest <= when.latest


# May and must -----------------------------------------------------------------------------------


def read_truth_table() -> list[tuple[str, str, str, str, bool, bool]]:
    _, _, *lines = TRUTH_TABLE.read_text("utf-8").splitlines()
    rows = []
    for line in lines:
        written, says, first, last, may, must = (c.strip() for c in line.strip("| ").split("|"))
        assert {may, must} <= {"yes", "no"}
        rows.append((written.strip("`"), says, first, last, may == "yes", must == "yes"))
    return rows


ROWS = read_truth_table()


@pytest.mark.parametrize(
    ("text", "first", "last", "may", "must"),
    [(text, *rest) for text, _, *rest in ROWS],
    ids=[f"{text}, {says}: {first} to {last}" for text, says, first, last, *_ in ROWS],
)
def test_the_truth_table_holds(text: str, first: str, last: str, may: bool, must: bool) -> None:
    begin = FIRST_DAY if first == "open" else parse_date(first).earliest
    end = LAST_DAY if last == "open" else parse_date(last).latest
    when = parse_date(text)
    assert (when.may_touch(begin, end), when.must_touch(begin, end)) == (may, must)


def test_the_truth_table_has_every_kind_of_date_against_every_kind_of_range() -> None:
    dates = [parse_date(text) for text, *_ in ROWS]
    assert {d.kind for d in dates} == set(DateKind)
    assert {d.precision for d in dates} == {"day", "month", "year", "range"}
    assert {d.doubt for d in dates} == {"", "~", "?", "%"}
    assert {FIRST_DAY, LAST_DAY} <= {bound for d in dates for bound in (d.earliest, d.latest)}
    for kind in DateKind:
        answers = {row[4:] for row, d in zip(ROWS, dates, strict=True) if d.kind is kind}
        assert answers == {(True, True), (True, False), (False, False)}


# The window in which small dates are compared with the sets of days that they stand for.
WINDOW = [day("2012-02-20") + timedelta(n) for n in range(50)]
HORIZON = [day("2012-01-01") + timedelta(n) for n in range(366)]


class Reading(NamedTuple):
    first: date
    last: date


class Meant(NamedTuple):
    """A date as text, its kind, and every way to read it."""

    text: str
    kind: DateKind
    readings: frozenset[Reading]


Part = tuple[str, list[date]]


def days_of(text: str) -> list[date]:
    return [d for d in HORIZON if d.isoformat().startswith(text)]


PARTS: st.SearchStrategy[Part] = st.one_of(
    st.sampled_from(WINDOW).map(date.isoformat), st.sampled_from(["2012-02", "2012-03", "2012-04"])
).map(lambda text: (text, days_of(text)))


def mean_plain(part: Part) -> Meant:
    text, days = part
    kind = DateKind.DAY if len(days) == 1 else DateKind.ONCE_WITHIN
    return Meant(text, kind, frozenset(Reading(d, d) for d in days))


def mean_once_within(start: Part, end: Part) -> Meant:
    days = [d for d in HORIZON if start[1][0] <= d <= end[1][-1]]
    text = f"[{start[0]}..{end[0]}]"
    return Meant(text, DateKind.ONCE_WITHIN, frozenset(Reading(d, d) for d in days))


def mean_lasted(start: Part, end: Part) -> Meant:
    pairs = frozenset(Reading(s, e) for s in start[1] for e in end[1] if s <= e)
    return Meant(f"{start[0]}/{end[0]}", DateKind.LASTED, pairs)


BEFORE: Part = ("", HORIZON)
CLOSED = st.one_of(
    st.one_of(PARTS, st.just(("2012", days_of("2012")))).map(mean_plain),
    st.builds(mean_once_within, PARTS, PARTS),
    st.builds(mean_lasted, PARTS, PARTS),
)
RANGES = st.tuples(st.sampled_from(WINDOW), st.sampled_from(WINDOW)).map(sorted)


def touches(reading: Reading, first: date, last: date) -> bool:
    days = range(reading.first.toordinal(), reading.last.toordinal() + 1)
    return any(first.toordinal() <= n <= last.toordinal() for n in days)


@given(CLOSED, RANGES)
def test_may_is_any_reading_and_must_is_every_reading(meant: Meant, asked: list[date]) -> None:
    assume(meant.readings)
    answers = {touches(reading, *asked) for reading in meant.readings}
    when = parse_date(meant.text)
    assert when.may_touch(*asked) == (True in answers)
    assert when.must_touch(*asked) == (False not in answers)


@given(CLOSED)
def test_a_date_is_refused_exactly_when_nothing_can_be_meant_by_it(meant: Meant) -> None:
    if not meant.readings:
        with pytest.raises(DateError, match="ends before it begins"):
            parse_date(meant.text)
        return
    when = parse_date(meant.text)
    starts, ends = zip(*meant.readings, strict=True)
    assert when.kind is meant.kind
    assert when[2:6] == (min(starts), max(starts), min(ends), max(ends))


@given(PARTS, RANGES)
def test_an_open_end_may_be_any_day_on_that_side(part: Part, asked: list[date]) -> None:
    text, days = part
    # The ranges lie well inside the horizon, so its ends stand for "no end".
    meanings = {
        f"{text}/..": {Reading(d, e) for d in days for e in (*HORIZON[::7], *days) if d <= e},
        f"../{text}": {Reading(s, d) for d in days for s in (*HORIZON[::7], *days) if s <= d},
        f"[{text}..]": {Reading(d, d) for d in HORIZON if d >= days[0]},
        f"[..{text}]": {Reading(d, d) for d in HORIZON if d <= days[-1]},
    }
    for written, readings in meanings.items():
        answers = {touches(reading, *asked) for reading in readings}
        when = parse_date(written)
        assert when.may_touch(*asked) == (True in answers), written
        assert when.must_touch(*asked) == (False not in answers), written


@given(CLOSED, RANGES, st.sampled_from("~?%"))
def test_a_doubted_date_may_and_never_must(meant: Meant, asked: list[date], mark: str) -> None:
    assume(meant.readings)
    text = f"{meant.text[:-1]}{mark}]" if meant.text.endswith("]") else f"{meant.text}{mark}"
    when = parse_date(text)
    assert when.may_touch(*asked) == parse_date(meant.text).may_touch(*asked)
    assert not when.must_touch(*asked)


@pytest.fixture(scope="module")
def oracle() -> Callable[[str], Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
    oracle: Callable[[str], Any] = parse_edtf
    return oracle


@pytest.mark.parametrize(
    "text",
    """1999 2012 2012-01 2012-02 2013-02 1900-02 2000-02 2012-04 2012-12 2012-02-29 2012-03-22
    2012-12-31 2013-01-26/2013-01-30 2012-12-30/2013-01-02 2012-02/2012-02 2013-01/2013-03
    1999-12/2000-02 2012/2013 2012/2013-02 2012-02/2013 2012-03-22/2012-04""".split(),
)
def test_bounds_are_those_of_the_edtf_package(text: str, oracle: Callable[[str], Any]) -> None:
    expected = oracle(text)
    when = parse_date(text)
    assert when.earliest.timetuple()[:3] == tuple(expected.lower_strict()[:3])
    assert when.latest.timetuple()[:3] == tuple(expected.upper_strict()[:3])


# What people type -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2012", "2012"),
        (" 2012-03 ", "2012-03"),
        ("2013-01-26/2013-01-30", "2013-01-26/2013-01-30"),
        ("[2014-02-01..2014-02-28]", "[2014-02-01..2014-02-28]"),
        ("March 2012", "2012-03"),
        ("MARCH 2012", "2012-03"),
        ("mar 2012", "2012-03"),
        ("Sept. 2012", "2012-09"),
        ("22 March 2012", "2012-03-22"),
        ("2 mar. 2012", "2012-03-02"),
        ("1st May 2012", "2012-05-01"),
        ("2nd May 2012", "2012-05-02"),
        ("3rd June 2012", "2012-06-03"),
        ("4th July 2012", "2012-07-04"),
        ("March 22, 2012", "2012-03-22"),
        ("March 1st 2012", "2012-03-01"),
        ("mars 2012", "2012-03"),
        ("1er août 2012", "2012-08-01"),
        ("22 février 2012", "2012-02-22"),
        ("22 FEVRIER 2012", "2012-02-22"),
        ("6 févr. 2012", "2012-02-06"),
        ("3 avr. 2012", "2012-04-03"),
        ("14 juil. 2012", "2012-07-14"),
        ("31 déc. 2012", "2012-12-31"),
        ("today", "2040-01-01"),
        ("Aujourd'hui", "2040-01-01"),
    ],
)
def test_words_are_understood_in_english_and_french(typed: str, text: str) -> None:
    assert parse_asked_date(typed, TODAY) == parse_date(text)


FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, n) for names in (MONTHS, FRENCH.split()) for n, name in enumerate(names, 1)],
)
def test_every_month_is_known_by_name(name: str, number: int) -> None:
    assert parse_asked_date(f"{name} 2012", TODAY).text == f"2012-{number:02}"
    assert parse_asked_date(f"9 {name} 2012", TODAY).text == f"2012-{number:02}-09"


@pytest.mark.parametrize("typed", ["jui 2012", "m 2012", "ma 2012", "Marchember 2012", "32 2012"])
def test_a_month_is_not_guessed(typed: str) -> None:
    with pytest.raises(DateError, match=f"^not a date: '{typed}'$") as caught:
        parse_asked_date(typed, TODAY)
    assert "22 March 2012" in caught.value.help


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31 April 2012", "no such day or month: 2012-04-31"),
        ("2012-13", "no such day or month: 2012-13"),
        ("30 février 2012", "no such day or month: 2012-02-30"),
        ("yesterday", "not a date: 'yesterday'"),
        ("", "not a date: ''"),
        ("March", "not a date: 'March'"),
        ("22/03/2012", "which is the month in 22/03/2012?"),
    ],
)
def test_a_typed_date_that_cannot_be_is_refused(typed: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_asked_date(typed, TODAY)
    assert str(caught.value) == message


@given(st.text(max_size=20) | st.from_regex(r"\d{1,2} \w{3,5}\.? \d{4}", fullmatch=True))
def test_any_typed_text_is_a_date_or_a_date_error(typed: str) -> None:
    try:
        parse_asked_date(typed, TODAY)
    except DateError as error:
        assert error.help


# In words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2012", "2012"),
        ("2012-03", "March 2012"),
        ("2012-03-22", "22 March 2012"),
        ("2012~", "about 2012"),
        ("2012-03?", "March 2012 (uncertain)"),
        ("2012-03-22%", "about 22 March 2012 (uncertain)"),
        ("2013-01-26/2013-01-30", "26–30 January 2013"),
        ("2013-01-26~/2013-01-30", "about 26–30 January 2013"),
        ("2013-01-26/2013-02-03", "26 January – 3 February 2013"),
        ("2012-12-30/2013-01-02", "30 December 2012 – 2 January 2013"),
        ("2012-01/2012-02", "from January to February 2012"),
        ("2012-12/2013-02", "from December 2012 to February 2013"),
        ("2012/2013", "from 2012 to 2013"),
        ("2012/2013-05", "from 2012 to May 2013"),
        ("2012-01-05/2012-03", "from 5 January to March 2012"),
        ("2012-01-05/2012", "from 5 January 2012 to 2012"),
        ("2012-03/2012-03", "March 2012"),
        ("2023-02/..", "from February 2023"),
        ("2023-02~/..", "from about February 2023"),
        ("../2012-06", "until June 2012"),
        ("../2012-06-03~", "until about 3 June 2012"),
        ("[2012-01-01..2012-01-10]", "early January 2012"),
        ("[2012-01-11..2012-01-20]", "mid January 2012"),
        ("[2012-01-21..2012-01-31]", "late January 2012"),
        ("[2012-02-21..2012-02-29]", "late February 2012"),
        ("[2013-02-21..2013-02-28]", "late February 2013"),
        ("[2012-01-21..2012-01-30]", "between 21 and 30 January 2012"),
        ("[2012-01-01..2012-01-31]", "in January 2012"),
        ("[2012-01-05..2012-02-07]", "between 5 January and 7 February 2012"),
        ("[2011-12-05..2012-02-07]", "between 5 December 2011 and 7 February 2012"),
        ("[2012-05..2012-07]", "between May and July 2012"),
        ("[2012-05..2013]", "between May 2012 and 2013"),
        ("[2012-05-05..2012]", "between 5 May 2012 and 2012"),
        ("[2012-01-05~..2012-02-07]", "between about 5 January and 7 February 2012"),
        ("[..2014-02]", "by February 2014"),
        ("[..2014~]", "by about 2014"),
        ("[2014-02-03..]", "in or after 3 February 2014"),
        ("[2014~..]", "in or after about 2014"),
        ("[2012-05-05..2012-05-05]", "5 May 2012"),
        ("[2012..2012]", "2012"),
    ],
)
def test_a_date_is_put_in_words_as_uncertain_as_it_is(text: str, words: str) -> None:
    assert describe(text) == words


def test_what_is_no_date_cannot_be_put_in_words() -> None:
    with pytest.raises(DateError):
        describe("2012-13")


MARKS = st.sampled_from(["", "", "~", "?", "%"])
YEARS = st.integers(1990, 2040)
TEXT_PARTS = st.builds(
    lambda when, size, mark: when.isoformat()[:size] + mark,
    st.dates(day("2011-11-01"), day("2014-03-01")),
    st.sampled_from([4, 7, 10]),
    MARKS,
)
TEXTS = st.one_of(
    TEXT_PARTS,
    st.builds("{}/{}".format, TEXT_PARTS, TEXT_PARTS),
    st.builds("[{}..{}]".format, TEXT_PARTS, TEXT_PARTS),
    st.builds(
        str.format, st.sampled_from(["{}/..", "../{}", "[{}..]", "[..{}]"]), TEXT_PARTS
    ),
)  # fmt: skip


@given(TEXTS)
def test_words_are_never_more_exact_than_the_date(text: str) -> None:
    try:
        words = describe(text)
    except DateError:
        assume(False)
    written = [part.split("-") for part in re.findall(r"\d{4}[-\d]*", text)]
    days = {int(part[2]) for part in written if len(part) == 3}
    months = {MONTHS[int(part[1]) - 1] for part in written if len(part) > 1}
    assert {int(n) for n in re.findall(r"\b\d{1,2}\b", words)} <= days
    assert set(re.findall(r"[A-Z]\w+", words)) <= months
    assert set(re.findall(r"\d{4}", words)) <= {part[0] for part in written}
    assert days or not re.search("early|mid|late", words)


@given(TEXTS)
def test_words_tell_every_doubt(text: str) -> None:
    try:
        words, when = describe(text), parse_date(text)
    except DateError:
        assume(False)
    assert ("about " in words) == (when.doubt in ("~", "%"))
    assert words.endswith(" (uncertain)") == (when.doubt in ("?", "%"))
    assert words == words.strip()
    assert "  " not in words

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import ACTORS, EVENTS, PLACES, SOURCES, Mali, write_chronology


def make_event(id_: str, date: str, **more: object) -> dict[str, object]:
    return {**EVENTS[0], "id": id_, "date": date, **more}


def kill(low: int | None, high: int | None, **more: object) -> dict[str, object]:
    ends = {"low": low, "high": high}
    numbers = {key: end for key, end in ends.items() if end is not None}
    return {"harm": "killed", "whom": "soldiers", **numbers, "by": "army-a",
            "source": "daily-x", "at": "¶2", **more}  # fmt: skip


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """Six events: tolls closed, open above, in words, rival, in parts; a month, a span."""
    return write_chronology(
        tmp_path / "counted",
        events=[
            make_event("2031-a", "2031-01-05", tolls=[kill(3, 5)], type="coup"),
            make_event("2031-b", "2031-03", tolls=[kill(10, None)]),
            make_event("2031-c", "2031-11-30/2032-02-01", tolls=[kill(None, None, words="dozens")]),
            make_event("2033-d", "2033-07-01", places=[],
                       tolls=[kill(1, 1), kill(4, 4, by="front-b", source="un-report-z")]),
            make_event("2033-whole", "2033-08", tolls=[kill(100, 100)], episode=True),
            make_event("2033-part", "2033-08-02", tolls=[kill(7, 7)], actors=[],
                       related=[{"event": "2033-whole", "kind": "part-of"}]),
            make_event("2033-vague", "[2033-12-20..2034-01-10]"),
        ],
        actors=ACTORS,
        sources=SOURCES,
        places=[
            {**PLACES[0], "admin": [{"admin1": "north-region", "scheme": "invented"}]},
            {"id": "north-region", "name": "North", "kind": "region", "precision": "admin1"},
        ],
    )  # fmt: skip


def count(mali: Mali, data: Path, *arguments: str) -> dict[str, list[str]]:
    """The rows of `mali stats` by their group, as CSV has them."""
    code, out, err = mali("stats", "--format", "csv", *arguments, data=data)
    assert code == 0, err
    _, *rows = csv.reader(io.StringIO(out))
    return {"/".join(filter(None, row[:2])): row[2:] for row in rows}


def test_years_without_events_stay(mali: Mali, counted: Path) -> None:
    years = count(mali, counted)
    assert {year: row[0] for year, row in years.items()} == {"2031": "3", "2032": "0", "2033": "4"}


def test_the_range_asked_for_is_filled(mali: Mali, counted: Path) -> None:
    asked = count(mali, counted, "--from", "2030-11", "--to", "2031-02", "--by", "month")
    assert {month: row[0] for month, row in asked.items()} == {
        "2030-11": "0", "2030-12": "0", "2031-01": "1", "2031-02": "0"}  # fmt: skip


def test_quarters_are_counted_by_the_first_day_that_is_possible(mali: Mali, counted: Path) -> None:
    quarters = count(mali, counted, "--by", "quarter", "--from", "2033")
    assert [quarters[q][0] for q in ("2033-Q3", "2033-Q4")] == ["3", "1"]
    _, out, _ = mali("stats", "--by", "quarter", data=counted)
    assert "1 event counts where it can begin first, and may have begun later." in out


def test_a_toll_is_a_range_with_what_is_not_in_it(mali: Mali, counted: Path) -> None:
    years = count(mali, counted, "--measure", "killed")
    # events, disputed, low, high, reach, silent, disputed tolls, in parts
    assert years["2031"] == ["3", "0", "13", "", "15", "1", "0", "0"]
    assert years["2033"] == ["3", "1", "8", "11", "11", "0", "1", "1"]


def test_no_sum_stands_alone(mali: Mali, counted: Path) -> None:
    _, out, _ = mali("stats", "--measure", "killed", data=counted)
    lines = out.splitlines()
    assert lines[0].endswith("13–15 or more  (3 events)  ? 1")
    assert lines[2].endswith("8–11  (3 events)  ≠ 1")
    assert "Events whose parts have claims of their own count there." in lines
    assert any("see `mali figures`" in line for line in lines)


def test_groups_that_overlap_are_told(mali: Mali, counted: Path) -> None:
    actors = count(mali, counted, "--by", "actor")
    assert [actors[key][0] for key in ("front-b", "army-a", "")] == ["6", "6", "1"]
    _, out, _ = mali("stats", "--by", "actor", data=counted)
    assert "An event with several actors counts under each: do not add the rows." in out


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("type", {"battle": "6", "coup": "1"}),
        ("place", {"port-city": "6", "": "1"}),
        ("region", {"north-region": "6", "": "1"}),
        ("source", {"daily-x": "7", "un-report-z": "7"}),
        ("publisher", {"Daily X": "7", "UN": "7"}),
        ("harm", {"killed": "6", "": "1"}),
    ],
)
def test_each_group_counts_an_event_once(
    mali: Mali, counted: Path, by: str, groups: dict[str, str]
) -> None:
    assert {key: row[0] for key, row in count(mali, counted, "--by", by).items()} == groups


def test_two_groups_make_a_table(mali: Mali, counted: Path) -> None:
    cells = count(mali, counted, "--by", "type", "--by", "year")
    assert {key: row[0] for key, row in cells.items()} == {
        "battle/2031": "2", "battle/2033": "4", "coup/2031": "1"}  # fmt: skip
    _, out, _ = mali("stats", "--by", "year", "--by", "type", data=counted)
    head, _, *rows = out.splitlines()
    assert head.split() == ["battle", "coup"]
    assert [row.split() for row in rows[:3]] == [
        ["2031", "2", "1"], ["2032", "·", "·"], ["2033", "4", "·"]]  # fmt: skip


def test_a_table_that_is_too_wide_says_what_it_leaves_out(mali: Mali, counted: Path) -> None:
    _, out, _ = mali(
        "stats",
        "--by",
        "year",
        "--by",
        "source",
        data=counted,
        terminal=20,
        variables={"NO_COLOR": "1"},
    )
    assert "The first column;\n--width or a file\nshows more." in out


def test_bars_keep_the_width(mali: Mali, counted: Path) -> None:
    for width in (40, 80, 120):
        for by in ("year", "month", "actor"):
            _, out, _ = mali(
                "stats", "--by", by, data=counted, terminal=width, variables={"NO_COLOR": "1"}
            )
            assert max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "year", "--by", "year"), "one or two different groups"),
        (("--by", "year", "--by", "type", "--by", "actor"), "one or two different groups"),
    ],
)
def test_groups_that_make_no_sense_are_refused(
    mali: Mali, counted: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = mali("stats", *arguments, data=counted)
    assert (code, out) == (2, "")
    assert told in err


def test_nothing_found_is_told(mali: Mali, counted: Path) -> None:
    code, out, err = mali("stats", "--on", "2050", data=counted)
    assert (code, out) == (0, "")
    assert "no events" in err


@pytest.mark.parametrize("format_", ["tsv", "json", "jsonl", "markdown", "yaml"])
def test_every_format_has_them(mali: Mali, counted: Path, format_: str) -> None:
    code, out, _ = mali("stats", "--format", format_, data=counted)
    assert code == 0
    assert "2032" in out


@pytest.mark.parametrize("by", ["actor", "place", "region", "source", "publisher", "harm"])
def test_what_counts_under_several_groups_is_said_in_french(
    mali: Mali, counted: Path, by: str
) -> None:
    out = mali("stats", "--by", by, "--lang", "fr", data=counted).out
    assert "ne pas additionner les lignes" in out
    assert "An event" not in out


def test_what_is_left_out_is_told(mali: Mali, counted: Path) -> None:
    _, out, _ = mali("stats", "--by", "type", "--top", "1", "--measure", "killed", data=counted)
    assert "1 more group is not shown." in out
    assert "6 of them have a claim about this." in out


def test_bars_of_tolls_keep_a_narrow_width(mali: Mali, counted: Path) -> None:
    plain = {"NO_COLOR": "1"}
    _, out, _ = mali("stats", "--measure", "killed", data=counted, terminal=40, variables=plain)
    assert max(map(len, out.splitlines())) <= 40

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import EVENTS, PLACES, SOURCES, Mali, Record, write_chronology
from tests.render.invented import write_invented

# What others build on: a change is a new major version.
HEADER = (
    "id,date,earliest,latest,precision,type,title,summary,actors,places,admin1,latitude,longitude,"
    "killed_low,killed_best,killed_high,injured_low,injured_best,injured_high,sources,disputed,tags"
)


def export(mali: Mali, tmp_path: Path, event: Record, **kinds: list[Record]) -> dict[str, str]:
    """The one row of a chronology with this one event."""
    folder = write_chronology(tmp_path / "one", events=[{**EVENTS[0], **event}], **kinds)  # type: ignore[arg-type]
    (row,) = csv.DictReader(io.StringIO(mali("export", data=folder).out, newline=""))
    return row


def test_the_header_is_the_contract(mali: Mali, chronology: Path) -> None:
    out = mali("export", data=chronology).out
    assert out.split("\n")[0].startswith(HEADER)
    assert mali("export", "--format", "tsv", data=chronology).out.startswith(
        HEADER.replace(",", "\t")
    )


def test_a_row_as_it_is_written(mali: Mali, tmp_path: Path) -> None:
    invented = write_invented(tmp_path / "invented")
    rows = mali("export", "--rank", "1", data=invented).out.splitlines()[1:]
    expected = [
        "2031-week-of-fighting,2031-01-26/2031-01-30,2031-01-26,2031-01-30,range,battle,"
        "Five days of fighting around the hill villages and the road that joins them,"
        "Both fronts attack army posts along the road; the army sends aircraft.,"
        "front-a|front-b;army-a;officer-m,hill-village;port-city,,,,8,23,,,,,"
        "un-report-z;daily-x,true,road;hills",
        "2031-harbour-coup,2031-03-22,2031-03-22,2031-03-22,day,coup,"
        "Soldiers take the harbour and depose the president,"
        "Officers end the mutiny by taking power in the night; the president is held.,"
        "the-junta;president-a;foreign-company,port-city,south-region,10.5,-3.25,,,,,,,"
        "un-report-z;daily-x;ngo-b-report,true,power",
        "2033-mission,2033-02/..,2033-02-01,,range,deployment,Mission C arrives,"
        "The mission opens a base at the port.,mission-c,port-city,south-region,10.5,-3.25,,,,,,,"
        "un-report-z,false,",
    ]
    # A new column goes to the end.
    assert len(rows) == len(expected)
    assert all(row.startswith(begins) for row, begins in zip(rows, expected, strict=True))


def test_the_shape_is_rfc_4180_with_line_feeds(mali: Mali, tmp_path: Path) -> None:
    title = 'Says "no, never", and leaves'
    folder = write_chronology(tmp_path / "one", events=[{**EVENTS[0], "title": title}])
    code, out, _ = mali("export", data=folder)
    assert code == 0
    assert ',"Says ""no, never"", and leaves",' in out
    assert ",Fighters of Front B attack an army post at dawn.," in out
    assert "\r" not in out
    assert out.count("\n") == 2
    assert "\ufeff" not in out


def test_a_tab_separates_and_a_comma_does_not(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "one", events=[{**EVENTS[0], "title": "One, two"}])
    header, row = mali("export", "--format", "tsv", data=folder).out.splitlines()
    assert len(row.split("\t")) == len(header.split("\t")) >= 22
    assert "\tOne, two\t" in row


@pytest.mark.parametrize(
    ("date", "earliest", "latest", "precision"),
    [
        ("2031-03-22", "2031-03-22", "2031-03-22", "day"),
        ("2031-02", "2031-02-01", "2031-02-28", "month"),
        ("2031~", "2031-01-01", "2031-12-31", "year"),
        ("[2031-03-20..2031-03-25]", "2031-03-20", "2031-03-25", "range"),
        ("2031-03/2031-04", "2031-03-01", "2031-04-30", "range"),
        ("../2031-03", "", "2031-03-31", "range"),
        ("2031-03/..", "2031-03-01", "", "range"),
        ("[2031-03..]", "2031-03-01", "", "range"),
    ],
)
def test_bounds_are_empty_when_open(
    mali: Mali, tmp_path: Path, date: str, earliest: str, latest: str, precision: str
) -> None:
    row = export(mali, tmp_path, {"date": date})
    written = (row["date"], row["earliest"], row["latest"], row["precision"])
    assert written == (date, earliest, latest, precision)


TOWNS = [PLACES[0], {**PLACES[0], "id": "other-town", "name": "Other Town", "latitude": 11.25}]


@pytest.mark.parametrize(
    ("places", "joined", "latitude"),
    [
        ([("port-city", "at")], "port-city", "10.5"),
        ([("port-city", "at"), ("other-town", "at")], "port-city;other-town", ""),
        ([("other-town", "origin"), ("port-city", "at")], "other-town;port-city", "10.5"),
        ([("port-city", "near")], "port-city", ""),
        ([("port-city", "at"), ("port-city", "at")], "port-city;port-city", "10.5"),
        ([], "", ""),
    ],
)
def test_coordinates_are_those_of_the_one_place_it_took_place_at(
    mali: Mali, tmp_path: Path, places: list[tuple[str, str]], joined: str, latitude: str
) -> None:
    lines = [{"place": place, "role": role} for place, role in places]
    row = export(mali, tmp_path, {"places": lines}, places=TOWNS)
    assert (row["places"], row["latitude"]) == (joined, latitude)
    assert bool(row["longitude"]) == bool(latitude)


def test_several_stand_in_the_order_of_the_record(mali: Mali, tmp_path: Path) -> None:
    actors = [
        {"actor": "front-b", "role": "attacker"},
        {"one_of": ["front-b", "army-a"], "role": "supporter"},
        {"actor": "army-a", "role": "defender"},
    ]
    sources = [{"source": "un-report-z", "at": "§1"}, {"source": "daily-x", "at": "¶2"}]
    event = {"actors": actors, "sources": sources, "tags": ["zeal", "arms"]}
    row = export(mali, tmp_path, event)
    assert row["actors"] == "front-b;front-b|army-a;army-a"
    assert row["sources"] == "un-report-z;daily-x"
    assert row["tags"] == "zeal;arms"


CITE = {"source": "daily-x", "at": "¶1"}


@pytest.mark.parametrize(
    ("tolls", "low", "best", "high"),
    [
        ([], "", "", ""),
        ([{"low": 8}], "8", "", ""),
        ([{"best": 8}], "8", "8", "8"),
        ([{"low": 8, "best": 9, "high": 12}], "8", "9", "12"),
        ([{"best": 0}], "0", "0", "0"),
        ([{"words": "dozens"}], "", "", ""),
        ([{"low": 8, "high": 9}, {"best": 20}], "8", "", "20"),
        ([{"best": 20, "preferred": True, "note": "n"}, {"best": 8}], "8", "20", "20"),
        ([{"best": 3}, {"best": 4, "whom": "soldiers"}], "7", "7", "7"),
        ([{"best": 3}, {"best": 9, "whom": "all"}], "9", "9", "9"),
        ([{"best": 3}, {"best": 400, "refuted": True}], "3", "3", "3"),
        ([{"best": 3}, {"low": 4, "whom": "soldiers"}], "7", "", ""),
        ([{"best": 3}, {"words": "some", "whom": "soldiers"}], "3", "", ""),
    ],
)
def test_tolls_come_down_to_one_range(
    mali: Mali, tmp_path: Path, tolls: list[Record], low: str, best: str, high: str
) -> None:
    for harm, other in (("killed", "injured"), ("injured", "killed")):
        lines = [{"harm": harm, "whom": "civilians", **toll, **CITE} for toll in tolls]
        row = export(mali, tmp_path / harm, {"tolls": lines})
        ends = ("low", "best", "high")
        assert [row[f"{harm}_{end}"] for end in ends] == [low, best, high]
        assert [row[f"{other}_{end}"] for end in ends] == ["", "", ""]


@pytest.mark.parametrize(
    ("says", "why", "disputed"),
    [
        ({"date": "2031-03-21"}, "open", "true"),
        ({"date": "2031-03-21"}, "slip", "false"),
        ({"date": "2031-03"}, None, "false"),
        ({"date": "2031-03-22"}, None, "false"),
        ({"type": "coup"}, "interest", "true"),
        ({"actors": ["front-b"]}, None, "false"),
    ],
)
def test_disputed_is_true_or_false(
    mali: Mali, tmp_path: Path, says: Record, why: str | None, disputed: str
) -> None:
    source = {**EVENTS[0]["sources"][0], "says": says, "note": "n", **({"why": why} if why else {})}
    assert export(mali, tmp_path, {"sources": [source]})["disputed"] == disputed


def test_the_listing_of_actors_has_its_own_columns(mali: Mali, chronology: Path) -> None:
    assert mali("actors", "--format", "csv", data=chronology).out == (
        "id,name,name_fr,short,kind,active_from,active_to,events\n"
        "army-a,Army of A,,AA,state-forces,,,1\n"
        "front-b,Front B,,FB,armed-group,,,1\n"
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_cells_are_the_data_and_nothing_else(mali: Mali, tmp_path: Path, sign: str) -> None:
    # No quote or space is put before what a spreadsheet might take for a formula.
    row = export(mali, tmp_path, {"title": f"{sign}1+1"}, sources=SOURCES)
    assert row["title"] == f"{sign}1+1"

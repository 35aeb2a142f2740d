from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Mali
from tests.render.invented import write_invented


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    return write_invented(tmp_path / "invented")


def test_a_place_that_nobody_is_told_to_hold(mali: Mali, invented: Path) -> None:
    code, out, err = mali("holds", "Hill Village", data=invented)
    assert (code, out) == (0, "")
    assert err == (
        "no claim in this chronology says who held Hill Village\nmost claims: Port City (2)\n"
    )
    assert mali("holds", "Hill Village", "--format", "csv", data=invented).out.count("\n") == 1
    assert mali("holds", "Hill Village", "--format", "json", data=invented).out == "[]\n"


def test_a_chronology_without_claims(mali: Mali, chronology: Path) -> None:
    ran = mali("holds", "port-city", data=chronology)
    assert (ran.code, ran.out) == (0, "")
    assert "most claims" not in ran.err


def test_a_place_that_is_not_known(mali: Mali, invented: Path) -> None:
    code, out, err = mali("holds", "Prot City", data=invented)
    assert (code, out) == (3, "")
    assert "port-city  Port City" in err
    assert mali("holds", data=invented).code == 2


@pytest.mark.parametrize("day", ["soon", "2031-02-30", ""])
def test_a_day_that_is_none(mali: Mali, invented: Path, day: str) -> None:
    code, out, err = mali("holds", "port-city", "--as-of", day, data=invented)
    assert (code, out) == (2, "")
    assert "--as-of" in err


def test_rows_tell_how_they_stand_on_the_day(mali: Mali, invented: Path) -> None:
    asked = ["holds", "South", "--as-of", "2031-03-23", "--format"]
    rows = list(csv.DictReader(io.StringIO(mali(*asked, "csv", data=invented).out)))
    assert [(r["part"], r["state"], r["holders"], r["earliest"], r["rival"], r["standing"])
            for r in rows] == [
        ("town", "held", "the-junta", "2031-03-22", "false", "last"),
        ("airport", "contested", "army-a;the-junta", "2031-03-24", "false", "next"),
    ]  # fmt: skip
    by_json = json.loads(mali(*asked, "json", data=invented).out)
    assert [(r["standing"], r["rival"], r["event"]) for r in by_json] == [
        ("last", False, "2031-harbour-coup"), ("next", False, "2031-harbour-coup")]  # fmt: skip
    markdown = mali(*asked, "markdown", data=invented).out
    assert "| 22 March 2031 | Port City | town | held by Council |" in markdown


def test_a_region_is_told_place_by_place(mali: Mali, invented: Path) -> None:
    out = mali("holds", "South", data=invented).out
    assert "Last known, place by place\n\nPort City\n  held by Council · 22 March 2031\n" in out
    assert "Port City, airport\n  contested by AA, Council · 24 March 2031\n" in out
    day = mali("holds", "South", "--as-of", "2031-03-23", data=invented).out
    assert "Port City, airport\n  nothing is known before 24 March 2031\n" in day


def test_a_file_takes_the_page(mali: Mali, invented: Path, tmp_path: Path) -> None:
    file = tmp_path / "held.txt"
    assert mali("holds", "port-city", "-o", str(file), data=invented).out == ""
    assert "held by Council" in file.read_text("utf-8")

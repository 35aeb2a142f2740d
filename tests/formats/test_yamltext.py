from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Mali
from tests.render.invented import EVENTS, write_invented


@pytest.fixture
def invented(mali: Mali, tmp_path: Path) -> Path:
    """The invented chronology as `mali fmt` writes it."""
    folder = write_invented(tmp_path / "invented")
    assert mali("fmt", str(folder)).code == 0
    return folder


def test_a_listing_of_all_events_is_the_file(mali: Mali, invented: Path) -> None:
    out = mali("events", "--format", "yaml", data=invented).out
    assert out == (invented / "events.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "name", "file"),
    [
        ("event", "2031-harbour-coup", "events"),
        ("actor", "front-a", "actors"),
        ("place", "port-city", "places"),
        ("source", "daily-x", "sources"),
        ("figures", "--limit=1", "figures"),
    ],
)
def test_a_record_is_as_the_file_has_it(
    mali: Mali, invented: Path, command: str, name: str, file: str
) -> None:
    out = mali(command, name, "--format", "yaml", data=invented).out
    records = (invented / f"{file}.yaml").read_text("utf-8").split("\n\n")
    assert out.rstrip("\n") in [record.rstrip("\n") for record in records]


def test_records_stand_in_the_order_asked_for(mali: Mali, invented: Path) -> None:
    out = mali("events", "--sort", "-date", "--format", "yaml", data=invented).out
    ids = [line[6:] for line in out.splitlines() if line.startswith("- id: ")]
    assert ids == [event["id"] for event in EVENTS][::-1]


def test_nothing_is_an_empty_list(mali: Mali, invented: Path) -> None:
    assert mali("events", "--tag", "none-such", "--format", "yaml", data=invented).out == "[]\n"

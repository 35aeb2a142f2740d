from __future__ import annotations

from pathlib import Path

from tests.conftest import Mali


def test_the_smallest_chronology_breaks_no_rule(mali: Mali, chronology: Path) -> None:
    ran = mali("check", "--strict", data=chronology)
    assert ran == (0, "", "no faults found\n")

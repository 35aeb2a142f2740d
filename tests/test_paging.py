from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import pytest

from malicli.environment import Environment
from malicli.paging import show_paged
from tests.conftest import EVENTS, Stream, write_chronology

pty = pytest.importorskip("pty")
from tests.terminal import MALI, run_on_terminal  # noqa: E402

TIMELINE = (*MALI, "timeline", "--compact")


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """A chronology whose timeline is longer than a terminal, and a cache of this test's own."""
    events = [{**EVENTS[0], "id": f"2031-clash-{n}", "title": f"Clash {n}"} for n in range(40)]
    data = write_chronology(tmp_path / "data", events=events)
    return {"MALI_DATA": str(data), "MALI_CACHE": str(tmp_path / "cache")}


def write_pager(tmp_path: Path, body: str) -> str:
    file = tmp_path / "a pager.py"
    file.write_text(f"import os, sys\n{body}\n", "utf-8")
    return shlex.join([sys.executable, str(file)])


SHOW = "print('PAGER', os.environ['LESS']); print(sys.stdin.read())"


def test_long_output_goes_through_the_pager(tmp_path: Path, variables: dict[str, str]) -> None:
    pager = write_pager(tmp_path, SHOW)
    ran = run_on_terminal(*TIMELINE, variables={**variables, "MALI_PAGER": pager})
    assert ran.code == 0
    assert ran.out.startswith("PAGER FRX\n")
    assert "Clash 39" in ran.out
    assert "\x1b[" in ran.out


def test_what_fits_is_shown_at_once(tmp_path: Path, variables: dict[str, str]) -> None:
    pager = write_pager(tmp_path, SHOW)
    both = {**variables, "MALI_PAGER": pager, "LINES": "60"}
    assert "PAGER" not in run_on_terminal(*TIMELINE, variables=both).out
    few = {**variables, "MALI_PAGER": pager}
    assert "PAGER" not in run_on_terminal(*TIMELINE, "--limit", "22", variables=few).out
    assert "PAGER" in run_on_terminal(*TIMELINE, "--limit", "24", variables=few).out


def test_a_few_long_lines_are_long_too(tmp_path: Path, variables: dict[str, str]) -> None:
    both = {**variables, "MALI_PAGER": write_pager(tmp_path, SHOW), "LINES": "12"}
    few = (*MALI, "events", "--format", "csv", "--limit", "6")
    assert "PAGER" in run_on_terminal(*few, variables=both).out


@pytest.mark.parametrize(
    ("set_", "used"),
    [
        ({"PAGER": "ONE"}, True),
        ({"MALI_PAGER": "ONE", "PAGER": "false"}, True),
        ({"MALI_PAGER": "", "PAGER": "ONE"}, False),
        ({"MALI_PAGER": "cat", "PAGER": "ONE"}, False),
        ({"PAGER": "ONE", "TERM": "dumb"}, False),
        ({"MALI_PAGER": "/none/such/pager"}, False),
        ({"MALI_PAGER": "'unbalanced"}, False),
    ],
)
def test_the_pager_is_the_one_that_was_asked_for(
    tmp_path: Path, variables: dict[str, str], set_: dict[str, str], used: bool
) -> None:
    pager = write_pager(tmp_path, SHOW)
    asked = {name: pager if value == "ONE" else value for name, value in set_.items()}
    ran = run_on_terminal(*TIMELINE, variables={**variables, **asked})
    assert (ran.code, "PAGER" in ran.out, "Clash 39" in ran.out) == (0, used, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-pager", "timeline"),
        ("timeline", "--no-pager"),
        ("--no-pager", "timeline", "--help"),
        ("timeline", "--help", "--no-pager"),
    ],
)
def test_no_pager_is_respected_wherever_it_stands(
    tmp_path: Path, variables: dict[str, str], arguments: tuple[str, ...]
) -> None:
    both = {**variables, "MALI_PAGER": write_pager(tmp_path, SHOW)}
    bare = [argument for argument in arguments if argument != "--no-pager"]
    assert "PAGER" in run_on_terminal(*MALI, *bare, variables=both).out
    assert "PAGER" not in run_on_terminal(*MALI, *arguments, variables=both).out


@pytest.mark.parametrize(
    "body", ["print('GONE')", "print('GONE'); sys.exit(7)", "os.close(0); print('GONE')"]
)
def test_a_pager_that_stops_reading_is_no_error(
    tmp_path: Path, variables: dict[str, str], body: str
) -> None:
    both = {**variables, "MALI_PAGER": write_pager(tmp_path, body)}
    ran = run_on_terminal(*TIMELINE, variables=both)
    assert ran.code == 0
    assert ran.out.splitlines() == ["GONE"]


def test_the_exit_code_is_that_of_the_command(tmp_path: Path, variables: dict[str, str]) -> None:
    data = write_chronology(tmp_path / "bad", events=[{**EVENTS[0], "type": "dance"}] * 9)
    both = {**variables, "MALI_PAGER": write_pager(tmp_path, "print('GONE')")}
    ran = run_on_terminal(*MALI, "check", str(data), variables=both)
    assert ran.code == 1
    assert ran.out.startswith("GONE\n")


def test_ctrl_c_is_for_the_pager(tmp_path: Path, variables: dict[str, str]) -> None:
    wait = """import time
try:
    print('READY', flush=True); time.sleep(20)
except KeyboardInterrupt:
    print('TOLD')"""
    both = {**variables, "MALI_PAGER": write_pager(tmp_path, wait)}
    ran = run_on_terminal(*TIMELINE, variables=both, dialogue=[("READY", "\x03")])
    assert ran.code == 0
    # The terminal may echo ^C before the line feed that follows READY is out.
    assert "".join(ran.out.replace("^C", "").split()) == "READYTOLD"


@pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")
def test_less_is_left_with_q(variables: dict[str, str]) -> None:
    ran = run_on_terminal(*TIMELINE, variables=variables, dialogue=[("\n:", "q")])
    assert ran.code == 0
    assert "Clash 1" in ran.out
    assert "Clash 39" not in ran.out


def test_nothing_is_paged_where_there_is_no_terminal_to_page_on() -> None:
    long = b"line\n" * 100
    piped = Environment(Stream(), Stream(), {"LINES": "24", "TERM": "xterm"})
    unsized = Environment(Stream(terminal=True), Stream(), {"TERM": "xterm"})
    no_file = Environment(Stream(terminal=True), Stream(), {"LINES": "24", "TERM": "xterm"})
    assert not any(show_paged(around, long) for around in (piped, unsized, no_file))

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import make_chronology
from malicli import __version__
from malicli.cli.main import run
from malicli.environment import Environment
from malicli.index.cache import connect
from tests.conftest import ABOUT, ACTORS, EVENTS, Mali, Ran, Stream, write_chronology
from tests.render.invented import write_invented

# Commands and names ----------------------------------------------------------------------------


def test_the_versions_of_program_and_data_are_told(mali: Mali, chronology: Path) -> None:
    ran = mali("--version", data=chronology)
    assert ran == (0, f"mali {__version__}, data 1 (Invented)\n", "")


@pytest.mark.parametrize(
    ("typed", "meant"), [("timelne", "timeline"), ("evnt", "event"), ("exprt", "export")]
)
def test_a_mistyped_command_is_answered_with_those_like_it(
    mali: Mali, typed: str, meant: str
) -> None:
    code, out, err = mali(typed)
    assert (code, out) == (2, "")
    assert typed in err
    assert meant in err


@pytest.mark.parametrize(
    ("arguments", "candidate"),
    [
        (["actor", "Frnt B"], "front-b  Front B"),
        (["timeline", "--actor", "Army of B"], "army-a  Army of A"),
        (["timeline", "--place", "Prot City"], "port-city  Port City"),
        (["timeline", "--around", "Prot City"], "port-city  Port City"),
        (["timeline", "--source", "daily-y"], "daily-x  What happened"),
        (["event", "2031-port-city-clsh"], "2031-port-city-clash  Front B attacks"),
        (["place", "Prt City"], "port-city  Port City"),
        (["source", "daily"], "daily-x  What happened"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_unknown_name_is_answered_with_those_like_it(
    mali: Mali, chronology: Path, arguments: list[str], candidate: str
) -> None:
    code, out, err = mali(*arguments, data=chronology)
    assert (code, out) == (3, "")
    assert f"no {'actor' if 'Army of B' in arguments else ''}" in err
    assert "did you mean" in err
    assert f"  {candidate}" in err


def test_a_name_like_no_other_is_answered_with_where_to_look(mali: Mali, chronology: Path) -> None:
    code, out, err = mali("actor", "zzzzqqqq", data=chronology)
    assert (code, out) == (3, "")
    assert "no actor is called 'zzzzqqqq'" in err
    assert "`mali actors` lists them all" in err


@pytest.mark.parametrize("arguments", [["actor"], ["timeline", "--actor"]])
def test_a_shared_name_is_decided_by_the_day_alone(
    mali: Mali, tmp_path: Path, arguments: list[str]
) -> None:
    invented = write_invented(tmp_path / "invented")
    code, out, err = mali(*arguments, "united front", data=invented)
    assert (code, out) == (3, "")
    assert "several actors are called 'united front'" in err
    assert "  coalition-d  Coalition of the Dunes\n  front-a  Front A\n" in err
    assert "--as-of" in err
    for day, bearer in (("2031-12-31", "CD"), ("2032-01-01", "FA")):
        code, out, _ = mali(*arguments, "united front", "--as-of", day, data=invented)
        assert code == 0
        assert out == mali(*arguments, bearer, "--as-of", day, data=invented).out


@pytest.mark.parametrize(
    "name", ["front-b", "FB", "fb", "FRONT B", "Front-B", " Frónt  b ", "front_b"]
)
def test_names_are_found_however_they_are_typed(mali: Mali, chronology: Path, name: str) -> None:
    code, out, _ = mali("actor", name, "--format", "csv", data=chronology)
    assert code == 0
    assert out.splitlines()[1].startswith("front-b,")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["timeline", "--from", "2035"], "events"),
        (["events", "--tag", "none-such"], "events"),
        (["export", "--from", "2035"], "events"),
        (["actors", "--kind", "court"], "actors"),
        (["places", "--kind", "river"], "places"),
        (["sources", "--kind", "judgment"], "sources"),
        (["figures"], "figures"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_finding_nothing_is_said_and_no_failure(
    mali: Mali, chronology: Path, arguments: list[str], what: str
) -> None:
    code, _, err = mali(*arguments, data=chronology)
    assert code == 0
    assert err == f"no {what} in this chronology match\n"


# Which chronology ------------------------------------------------------------------------------


@pytest.fixture
def others(tmp_path: Path) -> dict[str, Path]:
    """Four chronologies, told apart by the title of their event."""
    return {
        name: write_chronology(tmp_path / name, events=[{**EVENTS[0], "title": f"In {name}"}])
        for name in ("shell", "before", "after", "index")
    }


def test_the_chronology_is_the_one_named_nearest(mali: Mali, others: dict[str, Path]) -> None:
    before, after = str(others["before"]), str(others["after"])
    by_shell = mali("timeline", data=others["shell"]).out
    by_first = mali("--data", before, "timeline", data=others["shell"]).out
    by_last = mali("timeline", "--data", after, data=others["shell"]).out
    by_both = mali("--data", before, "timeline", "--data", after, data=others["shell"]).out
    assert "In shell" in by_shell
    assert "In before" in by_first
    assert "In after" in by_last
    assert by_both == by_last


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_the_folder_to_work_on_is_the_one_named_nearest(
    mali: Mali, others: dict[str, Path], command: str
) -> None:
    for folder in others.values():
        (folder / "places.yaml").write_text("- id: x\n", "utf-8")
    shell, before, after = others["shell"], str(others["before"]), str(others["after"])
    for arguments, name in (
        ([command], "shell"),
        (["--data", before, command], "before"),
        (["--data", before, command, "--data", after], "after"),
        ([command, "--data", after, str(others["index"])], "index"),
    ):
        code, out, err = mali(*arguments, data=shell)
        assert code == 1
        assert str(others[name]) in out + err
        assert not any(str(others[other]) in out + err for other in others if other != name)


def test_an_index_is_opened_like_the_folder_it_was_made_of(
    mali: Mali, others: dict[str, Path], tmp_path: Path
) -> None:
    folder = others["index"]
    from_folder = mali("timeline", data=folder)
    (index,) = (tmp_path / "cache").glob("*.sqlite")
    moved = index.rename(tmp_path / "moved.db")
    assert mali("timeline", "--data", str(moved)) == from_folder
    assert mali("timeline", data=moved) == from_folder
    connect(moved).close()


@pytest.mark.parametrize(
    "arguments", [["timeline"], ["event", "x"], ["actors"], ["check"], ["fmt"], ["--version"]]
)
def test_a_chronology_that_is_not_there_is_told(
    mali: Mali, tmp_path: Path, arguments: list[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    code, out, err = mali("--data", str(nowhere), *arguments)
    assert (code, out) == (4, "")
    assert str(nowhere) in err


def test_a_file_that_is_no_index_is_told(mali: Mali, tmp_path: Path) -> None:
    for content in (b"", b"just text", b"SQLite format 3\x00" + bytes(100)):
        file = tmp_path / "some.db"
        file.write_bytes(content)
        code, out, err = mali("timeline", "--data", str(file))
        assert (code, out) == (4, "")
        assert "some.db" in err
        assert err.startswith("mali: error: ")


@pytest.mark.parametrize(
    "arguments",
    [["timeline"], ["events"], ["event", "x"], ["actor", "x"], ["actors"], ["place", "x"],
     ["places"], ["source", "x"], ["sources"], ["figures"], ["export"], ["--version"]],
    ids=" ".join,
)  # fmt: skip
def test_a_broken_chronology_stops_every_command(
    mali: Mali, tmp_path: Path, arguments: list[str]
) -> None:
    events = [{**EVENTS[0], "type": "batle", "places": [{"place": "port-citty"}]}]
    folder = write_chronology(tmp_path / "broken", events=events)
    code, out, err = mali(*arguments, data=folder)
    assert (code, out) == (1, "")
    assert f"{folder / 'events.yaml'}:3:9: error[unknown-code]: 'batle'" in err
    assert "did you mean 'battle'?" in err
    assert "mali: error: the chronology has faults\n  help: `mali check` lists them all\n" in err


def test_rules_of_judgement_stop_only_the_check(mali: Mali, tmp_path: Path) -> None:
    future = [{**EVENTS[0], "id": "2050-port-city-clash", "date": "2050-01-01"}]
    folder = write_chronology(tmp_path / "future", events=future)
    assert mali("timeline", data=folder).code == 0
    assert mali("check", data=folder).code == 1


# Output ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["timeline", "events", "export", "actors", "places"])
def test_a_file_in_no_folder_cannot_be_written(
    mali: Mali, chronology: Path, tmp_path: Path, command: str
) -> None:
    target = tmp_path / "nowhere" / "out.csv"
    code, out, err = mali(command, "-o", str(target), data=chronology)
    assert (code, out) == (4, "")
    assert str(target) in err
    assert not target.parent.exists()


@pytest.mark.parametrize("arguments", [["timeline"], ["event", "2031-port-city-clash"], ["actors"]])
def test_a_file_gets_what_the_pipe_would(
    mali: Mali, chronology: Path, tmp_path: Path, arguments: list[str]
) -> None:
    for suffix in ("csv", "json", "md", "yaml", "txt"):
        target = tmp_path / f"out.{suffix}"
        names = {"md": "markdown", "txt": "table"}
        piped = mali(*arguments, "--format", names.get(suffix, suffix), data=chronology)
        written = mali(*arguments, "-o", str(target), data=chronology, terminal=200)
        assert written == (0, "", "")
        if suffix != "txt":
            assert target.read_text("utf-8") == piped.out
        assert "\x1b" not in target.read_text("utf-8")


def test_data_are_utf_8_whatever_the_stream_speaks(mali: Mali, chronology: Path) -> None:
    environment = {"LC_ALL": "C"}
    out, err = Stream(encoding="ascii"), Stream()
    variables = {"MALI_DATA": str(chronology), "MALI_CACHE": str(chronology.parent / "c")}
    run(["export", "--format", "json"], Environment(out, err, {**variables, **environment}))
    out.flush()
    buffer: Any = out.buffer
    (event,) = json.loads(buffer.getvalue().decode("utf-8"))
    assert event["title_fr"] == EVENTS[0]["title_fr"]


# Real processes --------------------------------------------------------------------------------

MALI = [sys.executable, "-c", "from malicli.cli.main import main; main()"]
Process = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path, chronology: Path) -> Process:
    """Start the program as a process of its own, on the smallest chronology."""

    def start_process(*arguments: str, data: Path = chronology, **more: Any) -> Any:
        variables = {**os.environ, "MALI_CACHE": str(tmp_path / "cache"), "MALI_DATA": str(data)}
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen([*MALI, *arguments], env=variables, **more)

    return start_process


def wait(process: subprocess.Popen[bytes]) -> Ran:
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, (out or b"").decode(), (err or b"").decode())


LISTINGS = [["timeline"], ["export"], ["check"], ["timeline", "--help"], []]


@pytest.mark.parametrize("arguments", LISTINGS, ids=" ".join)
def test_a_pipe_that_nobody_reads_ends_quietly(start: Process, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*arguments, stdout=writing)
    os.close(writing)
    assert wait(process) == (0, "", "")


def test_a_reader_that_leaves_after_a_line_is_told_nothing(start: Process, tmp_path: Path) -> None:
    # More than a pipe holds, so that the writer is still writing when the reader leaves.
    make_chronology(tmp_path / "large", events=150)
    process = start("timeline", data=tmp_path / "large")
    assert process.stdout
    first = process.stdout.readline()
    process.stdout.close()
    assert first.startswith(b"20")
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


@needs_full
@pytest.mark.parametrize("arguments", LISTINGS, ids=" ".join)
def test_a_full_disk_is_told(start: Process, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, err = wait(start(*arguments, stdout=full))
    assert code == 4
    assert err.count("mali: error: cannot write the output: No space left on device\n") == 1
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@needs_full
def test_a_full_disk_behind_a_file_is_told(start: Process) -> None:
    code, out, err = wait(start("timeline", "-o", "/dev/full"))
    assert (code, out) == (4, "")
    assert err == "mali: error: cannot write /dev/full: No space left on device\n"


@needs_full
def test_errors_that_cannot_be_told_do_no_harm(start: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        assert wait(start("actor", "zzzz", stderr=full)).code == 3


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("arguments", [["timeline"], ["actor", "zzzz"]], ids=" ".join)
def test_a_closed_stream_is_no_crash(start: Process, arguments: list[str], stream: str) -> None:
    shut = {"stdout": 1, "stderr": 2}[stream]
    process = start(*arguments, preexec_fn=lambda: os.close(shut))
    code, _, err = wait(process)
    assert "Traceback" not in err
    assert code in ((3,) if arguments[0] == "actor" else (0, 4))


@pytest.mark.parametrize("command", ["timeline", "export"])
def test_an_interrupt_ends_with_130_and_no_traceback(
    start: Process, tmp_path: Path, command: str
) -> None:
    # More than a pipe holds: the program is still writing when it is interrupted.
    make_chronology(tmp_path / "large", events=150)
    process = start(command, data=tmp_path / "large")
    assert process.stdout
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    code, _, err = wait(process)
    assert code == 130
    assert err.strip() == ""


def test_the_process_ends_with_the_code_of_the_run(start: Process) -> None:
    assert wait(start("timeline")).code == 0
    assert wait(start("timeline", "--rank", "9")).code == 2
    assert wait(start("actor", "zzzz")).code == 3


def test_the_name_of_the_chronology_is_safe_to_show(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "hostile", about={**ABOUT, "name": "In\x1bvented"})
    code, out, err = mali("--version", data=folder)
    assert code in (0, 1)
    assert "\x1b" not in out + err
    assert "\\x1b" in out + err or "control" in err


def test_the_actors_are_listed_by_name(mali: Mali, chronology: Path) -> None:
    rows = mali("actors", "--format", "csv", data=chronology).out.splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == sorted(actor["id"] for actor in ACTORS)

"""``mali check``: its formats, its exit status, and the order in which it tells faults."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from malicli.diagnostics import CODES
from tests.conftest import ACTORS, EVENTS, PLACES, SOURCES, Mali, write_chronology

LONG_TITLE = "Front B attacks the army in Port City, " * 2
WARNED = [{**EVENTS[0], "title": LONG_TITLE.strip(", ")}]
UNSOURCED = [{k: v for k, v in EVENTS[0].items() if k != "sources"}]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Three faults in two files, an error and two warnings, none of which stops a command."""
    return write_chronology(tmp_path / "faulty", events=UNSOURCED)


# Formats --------------------------------------------------------------------------------------


def test_text_goes_to_stdout_and_the_count_to_stderr(mali: Mali, faulty: Path) -> None:
    ran = mali("check", data=faulty)
    assert ran.code == 1
    assert ran.out.splitlines()[:4] == [
        f"{faulty / 'events.yaml'}:1:7: error[no-source]: 2031-port-city-clash cites no source",
        "  | - id: 2031-port-city-clash",
        "  |       ^",
        "  help: add `sources:`",
    ]
    assert ran.err == "1 error, 2 warnings\n"


def test_json_holds_what_the_text_says(mali: Mali, faulty: Path) -> None:
    ran = mali("check", "--format", "json", data=faulty)
    assert (ran.code, ran.err) == (1, "")
    rows = json.loads(ran.out)
    assert rows[0] == {
        "path": str(faulty / "events.yaml"),
        "line": 1,
        "column": 7,
        "severity": "error",
        "code": "no-source",
        "message": "2031-port-city-clash cites no source",
        "help": "add `sources:`",
    }
    assert [(row["severity"], row["code"], row["line"]) for row in rows[1:]] == [
        ("warning", "unused-source", 1),
        ("warning", "unused-source", 6),
    ]


def test_json_without_a_fault_is_an_empty_array(mali: Mali, chronology: Path) -> None:
    ran = mali("check", "--format", "json", data=chronology)
    assert (ran.code, json.loads(ran.out), ran.err) == (0, [], "")


def test_json_is_utf8_whatever_the_terminal_speaks(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "é日", events=UNSOURCED)
    ran = mali("check", "--format", "json", data=folder, variables={"LC_ALL": "C"})
    assert json.loads(ran.out)[0]["path"] == str(folder / "events.yaml")


def test_github_gets_one_command_for_each_fault(mali: Mali, faulty: Path) -> None:
    ran = mali("check", "--format", "github", data=faulty)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"::error file={faulty / 'events.yaml'},line=1,col=7,title=no-source"
        "::2031-port-city-clash cites no source. add `sources:`",
        f"::warning file={faulty / 'sources.yaml'},line=1,col=7,title=unused-source"
        "::nothing cites 'daily-x'. cite or remove it",
        f"::warning file={faulty / 'sources.yaml'},line=6,col=7,title=unused-source"
        "::nothing cites 'un-report-z'. cite or remove it",
    ]


def test_github_gets_no_line_for_a_file_that_is_not_there(mali: Mali, chronology: Path) -> None:
    (chronology / "chronology.yaml").unlink()
    ran = mali("check", "--format", "github", data=chronology)
    assert ran.out.startswith(
        f"::error file={chronology / 'chronology.yaml'},title=file-missing::there is no"
    )


def test_github_escapes_what_would_end_a_property(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "50%,a:b", events=UNSOURCED)
    ran = mali("check", "--format", "github", data=folder)
    assert f"file={tmp_path}/50%25%2Ca%3Ab/events.yaml,line=1," in ran.out


def test_github_escapes_percent_signs_in_a_message(mali: Mali, tmp_path: Path) -> None:
    actors = [{**ACTORS[0], "kind": "100%0A::error::x"}, ACTORS[1]]
    folder = write_chronology(tmp_path / "faulty", actors=actors)
    ran = mali("check", "--format", "github", data=folder)
    assert "'100%250A::error::x' is no" in ran.out
    assert all(line.startswith("::") for line in ran.out.splitlines())


@pytest.mark.parametrize("format_", ["text", "json", "github"])
def test_no_format_sends_a_hidden_character_of_the_path(
    format_: str, mali: Mali, tmp_path: Path
) -> None:
    folder = write_chronology(tmp_path / "a\u202eb\x9bc\x1b[2Jd", events=UNSOURCED)
    ran = mali("check", "--format", format_, data=folder)
    assert ran.code == 1
    assert ran.out.replace("\n", "").isprintable()


def test_an_unknown_format_is_wrong_use(mali: Mali, chronology: Path) -> None:
    ran = mali("check", "--format", "xml", data=chronology)
    assert (ran.code, ran.out) == (2, "")
    assert "'xml'" in ran.err
    assert "text, json, github" in ran.err


def test_the_formats_are_coloured_on_a_terminal_only_as_text(mali: Mali, faulty: Path) -> None:
    assert "\x1b[" in mali("check", data=faulty, terminal=80).out
    for format_ in ("json", "github"):
        assert "\x1b" not in mali("check", "--format", format_, data=faulty, terminal=80).out


# Exit status ----------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "json", "github"])
@pytest.mark.parametrize(
    ("events", "strict", "code"),
    [
        (EVENTS, False, 0),
        (EVENTS, True, 0),
        (WARNED, False, 0),
        (WARNED, True, 1),
        (UNSOURCED, False, 1),
        (UNSOURCED, True, 1),
    ],
    ids=["fine", "fine strict", "warned", "warned strict", "faulty", "faulty strict"],
)
def test_warnings_fail_only_when_strict(
    events: list[dict[str, object]],
    strict: bool,
    code: int,
    format_: str,
    mali: Mali,
    tmp_path: Path,
) -> None:
    folder = write_chronology(tmp_path / "chronology", events=events)
    options = ("--strict",) if strict else ()
    assert mali("check", "--format", format_, *options, data=folder).code == code


def test_strict_leaves_the_words_as_they_are(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "chronology", events=WARNED)
    lax, strict = mali("check", data=folder), mali("check", "--strict", data=folder)
    assert (lax.out, lax.err) == (strict.out, strict.err)
    assert lax.err == "1 warning\n"


def test_a_folder_that_is_not_there_is_a_file_error(mali: Mali, tmp_path: Path) -> None:
    ran = mali("check", str(tmp_path / "none"))
    assert (ran.code, ran.out) == (4, "")
    assert "none is not a folder" in ran.err


def test_a_rule_of_judgement_stops_no_other_command(mali: Mali, faulty: Path) -> None:
    assert mali("events", data=faulty).code == 0


def test_a_fault_of_structure_stops_every_command(mali: Mali, chronology: Path) -> None:
    (chronology / "figures.yaml").write_text("- id: [\n", "utf-8")
    ran = mali("events", data=chronology)
    assert (ran.code, ran.out) == (1, "")
    assert "error[yaml-syntax]" in ran.err


# Which faults, and in which order -------------------------------------------------------------


def test_all_faults_of_all_files_are_told_in_one_run_from_top_to_bottom(
    mali: Mali, tmp_path: Path
) -> None:
    folder = write_chronology(
        tmp_path / "chronology",
        events=[{**EVENTS[0], "colour": "red", "rank": "9", "date": "2031-02-30"}],
        actors=[{**ACTORS[0], "kind": "army"}, {**ACTORS[1], "short": "AA", "shade": "a"}],
        places=[{**PLACES[0], "longitude": "200"}],
    )
    (folder / "sources.yaml").write_text("- id: [\n", "utf-8")
    rows = json.loads(mali("check", "--format", "json", data=folder).out)
    places = [(row["path"], row["line"], row["column"]) for row in rows]
    assert places == sorted(places)
    assert {Path(path).name for path, *_ in places} == {
        "actors.yaml",
        "events.yaml",
        "places.yaml",
        "sources.yaml",
    }
    found = [row["code"] for row in rows if row["path"].endswith("events.yaml")]
    assert found == ["invalid-date", "wrong-value", "unknown-key"]


def test_two_faults_at_one_place_are_both_told_by_code(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(
        tmp_path / "chronology",
        events=[{**UNSOURCED[0], "date": "2032"}],
        sources=[],
    )
    rows = json.loads(mali("check", "--format", "json", data=folder).out)
    assert [(row["line"], row["column"], row["code"]) for row in rows] == [
        (1, 7, "no-source"),
        (1, 7, "wrong-year"),
    ]


@pytest.mark.parametrize("name", ["actors.yaml", "places.yaml", "sources.yaml", "events.yaml"])
def test_a_file_that_cannot_be_read_makes_no_faults_elsewhere(
    name: str, mali: Mali, chronology: Path
) -> None:
    (chronology / name).write_text("- id: [\n", "utf-8")
    rows = json.loads(mali("check", "--format", "json", data=chronology).out)
    assert [(Path(row["path"]).name, row["code"]) for row in rows] == [(name, "yaml-syntax")]


def test_a_record_with_a_fault_makes_no_faults_elsewhere(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(
        tmp_path / "chronology",
        events=[{**EVENTS[0], "date": "2031-02-30"}],
        actors=[{**ACTORS[0], "kind": "army"}, ACTORS[1]],
    )
    rows = json.loads(mali("check", "--format", "json", data=folder).out)
    assert [row["code"] for row in rows] == ["unknown-code", "invalid-date"]


def test_records_that_are_in_order_but_for_one_are_told_once(mali: Mali, tmp_path: Path) -> None:
    more = [{**SOURCES[1], "id": id_, "symbol": id_} for id_ in ("b", "a", "c")]
    events = [{**EVENTS[0], "sources": [{"source": s["id"]} for s in [*SOURCES, *more]]}]
    folder = write_chronology(tmp_path / "x", events=events, sources=[*SOURCES, *more])
    ran = mali("check", data=folder)
    assert (ran.code, ran.err) == (0, "1 warning\n")
    assert "sources.yaml:11:7: warning[order]" in ran.out


def test_a_code_is_kebab_case_and_has_a_sentence() -> None:
    for code, rule in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert rule.sentence.endswith(".")
        assert len(rule.sentence) > 20

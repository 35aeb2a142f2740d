"""`mali relations`: trees, the landscape, history, rows; circles, strangers and hostile names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import EVENTS, SOURCES, Mali, Record, write_chronology

CITED = [{"source": "daily-x", "at": "¶1"}]


def make_actor(id_: str, kind: str = "armed-group", *relations: Record, **more: object) -> Record:
    own = [{"sources": CITED, **relation} for relation in relations]
    record: Record = {"id": id_, "name": id_.replace("-", " ").title(), "kind": kind, **more}
    return {**record, "relations": own} if own else record


def write_web(folder: Path, *actors: Record) -> Path:
    events = [{**EVENTS[0], "actors": []}]
    ordered = sorted(actors, key=lambda actor: str(actor["id"]))
    return write_chronology(folder, actors=ordered, events=events, sources=SOURCES)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A coalition of three, one of them split and one gone by 2033; a circle; a stranger."""
    return write_web(
        tmp_path / "web",
        make_actor("dune-league", "coalition", {"kind": "opponent-of", "actor": "crown"}),
        make_actor("crown", "state"),
        make_actor("red-front", "armed-group",
                   {"kind": "member-of", "actor": "dune-league", "from": "2030-05-01"}),
        make_actor("blue-front", "armed-group",
                   {"kind": "member-of", "actor": "dune-league", "from": "2030", "to": "2032"},
                   {"kind": "splinter-of", "actor": "red-front", "from": "2029-06",
                    "status": "contested"},
                   {"kind": "ally-of", "actor": "red-front", "status": "refuted"}),
        make_actor("old-front", "armed-group",
                   {"kind": "merged-into", "actor": "red-front", "from": "2032-12-31"},
                   active={"from": "2029", "to": "2032-12-31"}),
        make_actor("captain-r", "person",
                   {"kind": "leads", "actor": "red-front", "as": "captain", "to": "2031"},
                   {"kind": "member-of", "actor": "dune-league"}),
        make_actor("ring-one", "faction", {"kind": "part-of", "actor": "ring-two"}),
        make_actor("ring-two", "faction", {"kind": "part-of", "actor": "ring-one"}),
        make_actor("lonely-band", "militia", active={"from": "2031"}),
    )  # fmt: skip


def read_edges(mali: Mali, data: Path, *arguments: str) -> list[dict[str, str]]:
    code, out, err = mali("relations", *arguments, "--format", "csv", data=data)
    assert (code, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))


def show(
    mali: Mali, data: Path, *arguments: str, terminal: int | None = None, **variables: str
) -> str:
    plain = {"NO_COLOR": "1", **variables}
    code, out, err = mali("relations", *arguments, data=data, terminal=terminal, variables=plain)
    assert (code, err) == (0, "")
    return out


# Trees ----------------------------------------------------------------------------------------


def test_an_actor_stands_at_the_root_of_all_it_is_tied_to(mali: Mali, web: Path) -> None:
    out = show(mali, web, "Red Front", terminal=80)
    assert (
        out
        == """\
Red Front (armed group)
├─ member of  Dune League (from 1 May 2030)
│  ├─ member  Blue Front (from 2030 to 2032) (below)
│  ├─ member  Captain R
│  └─ opponent  Crown
├─ led by  Captain R (captain, to 2031)
├─ splinter  Blue Front (June 2029, contested)
└─ merged from  Old Front (31 December 2032)
""".replace(" (below)", "")
    )


def test_the_depth_says_how_far_to_go(mali: Mali, web: Path) -> None:
    near = read_edges(mali, web, "Red Front", "--depth", "1")
    assert {edge["depth"] for edge in near} == {"1"}
    far = read_edges(mali, web, "Crown", "--depth", "3")
    assert {edge["depth"] for edge in far} == {"1", "2", "3"}
    assert len({(edge["actor"], edge["kind"], edge["other"]) for edge in far}) == len(far)


def test_a_day_leaves_what_may_hold_on_it(mali: Mali, web: Path) -> None:
    out = show(mali, web, "Dune League", "--as-of", "2032-06", "--depth", "1")
    assert "As of 30 June 2032" in out
    assert "Blue Front (from 2030 to 2032, possibly)" in out
    assert "Red Front (from 1 May 2030)" in out
    assert "Captain R (undated)" in out
    later = show(mali, web, "Dune League", "--as-of", "2034", "--depth", "1")
    assert "Blue Front" not in later


def test_a_merger_stays_true_when_one_side_is_gone(mali: Mali, web: Path) -> None:
    assert "merged from  Old Front" in show(mali, web, "Red Front", "--as-of", "2035")
    assert "Old Front" not in show(mali, web, "Red Front", "--as-of", "2031")
    gone = show(mali, web, "Old Front", "--as-of", "2035")
    assert "not known to exist on this day" in gone


def test_refuted_relations_are_left_out(mali: Mali, web: Path) -> None:
    assert "ally" not in show(mali, web, "Blue Front")


def test_a_circle_ends(mali: Mali, web: Path) -> None:
    out = show(mali, web, "Ring One", "--depth", "10")
    assert out.count("Ring Two") == 2
    landscape = show(mali, web, "--depth", "10")
    assert "Ring One" in landscape
    assert "(above)" in landscape


def test_an_actor_tied_to_itself_ends_too(mali: Mali, tmp_path: Path) -> None:
    data = write_web(tmp_path / "w", make_actor("snake", "militia",
                                                {"kind": "ally-of", "actor": "snake"}))  # fmt: skip
    code, out, _ = mali("relations", "snake", data=data)
    assert code in (0, 1)  # the checks may refuse it before we draw
    assert out.count("Snake") <= 3


def test_ascii_has_guides_of_its_own(mali: Mali, web: Path) -> None:
    out = show(mali, web, "Red Front", LANG="C")
    assert out.isascii()
    assert "|- member of  Dune League" in out
    assert "`- merged from" in out
    assert "?" not in out


@pytest.mark.parametrize("width", [20, 50, 80, 120])
def test_no_line_is_wider_than_the_terminal(mali: Mali, web: Path, width: int) -> None:
    for arguments in ([], ["Red Front"], ["Red Front", "--history"]):
        out = show(mali, web, *arguments, terminal=width)
        if width >= 50:
            assert max(map(len, out.splitlines())) <= width


# The landscape --------------------------------------------------------------------------------


def test_the_landscape_groups_what_belongs_together(mali: Mali, web: Path) -> None:
    out = show(mali, web, "--as-of", "2031-06-01", terminal=80)
    assert (
        out
        == """\
As of 1 June 2031

Coalitions
Dune League
├─ member  Blue Front (from 2030 to 2032)
│  └─ split from  Red Front (June 2029, contested) (below)
├─ member  Red Front (from 1 May 2030)
│  ├─ led by  Captain R (captain, to 2031, possibly)
│  └─ splinter  Blue Front (June 2029, contested) (above)
└─ opponent  Crown (undated) (below)

Armed groups
Old Front

Factions
Ring One
├─ part of  Ring Two (undated) (below)
└─ part  Ring Two (undated)
   └─ part  Ring One (undated) (above)

Militias
Lonely Band (possibly)

States
Crown
└─ opponent  Dune League (undated) (above)
"""
    )


def test_the_landscape_leaves_out_who_did_not_exist(mali: Mali, web: Path) -> None:
    out = show(mali, web, "--as-of", "2035")
    assert "Old Front" not in out
    assert "Lonely Band" in out
    assert "Lonely Band" not in show(mali, web, "--as-of", "2030")


def test_without_a_day_it_is_the_last_that_is_known(mali: Mali, web: Path) -> None:
    out = show(mali, web)
    assert out.startswith("As of 22 March 2031, the last day that this chronology has events of")


def test_a_leader_seen_years_ago_is_no_news(mali: Mali, tmp_path: Path) -> None:
    seen = {"kind": "leads", "actor": "red-front", "attested": ["2031-02", "2031-09"]}
    data = write_web(tmp_path / "w", make_actor("captain-r", "person", seen),
                     make_actor("red-front", active={"from": "2030"}))  # fmt: skip
    assert "Captain R" in show(mali, data, "--as-of", "2031-05")
    assert "Captain R" not in show(mali, data, "--as-of", "2036")
    assert "possibly" in show(mali, data, "Red Front", "--as-of", "2036")


def test_a_state_stands_for_itself_though_a_member(mali: Mali, tmp_path: Path) -> None:
    data = write_web(
        tmp_path / "w",
        make_actor("bloc", "coalition"),
        make_actor("crown", "state", {"kind": "member-of", "actor": "bloc"}),
        make_actor("guard", "state-forces", {"kind": "part-of", "actor": "crown"}),
    )
    out = show(mali, data)
    assert "States\nCrown\n├─ member of  Bloc" in out
    assert "└─ part  Guard" in out


def test_kinds_leave_only_those_tied_so(mali: Mali, web: Path) -> None:
    edges = read_edges(mali, web, "--as-of", "2031", "--kind", "member-of", "--kind", "Leads")
    assert {edge["kind"] for edge in edges} == {"member-of", "leads"}
    assert "Ring" not in show(mali, web, "--kind", "leads")


# Rows -----------------------------------------------------------------------------------------


def test_rows_have_days_and_sources(mali: Mali, web: Path) -> None:
    (edge,) = read_edges(mali, web, "Old Front", "--depth", "1")
    assert edge == {
        "actor": "old-front", "kind": "merged-into", "other": "red-front", "from": "2032-12-31",
        "to": "", "first_day": "2032-12-31", "last_day": "2032-12-31", "status": "accepted",
        "office": "", "extent": "whole", "sources": "daily-x", "depth": "1", "attested": "",
    }  # fmt: skip


def test_json_names_both(mali: Mali, web: Path) -> None:
    (edge,) = json.loads(mali("relations", "Crown", "--depth", "1", "--format", "json",
                              data=web).out)  # fmt: skip
    assert edge["actor"] == {"id": "dune-league", "name": "Dune League"}
    assert edge["sources"] == ["daily-x"]
    assert list(edge)[3:5] == ["from", "to"]


@pytest.mark.parametrize("format_", ["tsv", "jsonl", "markdown", "yaml"])
def test_each_format_has_the_rows(mali: Mali, web: Path, format_: str) -> None:
    out = show(mali, web, "Red Front", "--format", format_)
    assert "old-front" in out.replace("\\", "")
    assert "from" in out


# Bad input ------------------------------------------------------------------------------------


def test_history_needs_an_actor(mali: Mali, web: Path) -> None:
    code, out, err = mali("relations", "--history", data=web)
    assert (code, out) == (2, "")
    assert "mali relations MNLA --history" in err


def test_history_has_no_depth(mali: Mali, web: Path) -> None:
    code, out, err = mali("relations", "Crown", "--history", "--depth", "2", data=web)
    assert (code, out) == (2, "")
    assert "--depth" in err


def test_an_unknown_actor_is_told_with_suggestions(mali: Mali, web: Path) -> None:
    code, out, err = mali("relations", "Red Frontt", data=web)
    assert (code, out) == (3, "")
    assert "red-front" in err


@pytest.mark.parametrize("arguments", [[], ["--history"], ["--format", "csv"]])
def test_an_actor_without_relations_is_said_to_have_none(
    mali: Mali, web: Path, arguments: list[str]
) -> None:
    code, _, err = mali("relations", "Lonely Band", *arguments, data=web)
    assert (code, err) == (0, "no relations in this chronology match\n")


def test_hostile_names_are_shown_and_never_sent(mali: Mali, tmp_path: Path) -> None:
    evil = "Evil \u202e[red]Front"
    data = write_web(
        tmp_path / "w",
        make_actor("evil-front", "militia", {"kind": "leads", "actor": "good-front",
                                             "as": "[/x]" * 40}, name=evil),
        make_actor("good-front", "militia"),
    )  # fmt: skip
    for arguments in ([], ["Good Front"], ["Good Front", "--history"]):
        out = mali("relations", *arguments, data=data, terminal=60).out
        assert "\u202e" not in out


# History --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [["Red Front", "--history"], ["--history", "Red Front"]])
def test_history_draws_bars_on_one_axis(mali: Mali, web: Path, order: list[str]) -> None:
    out = show(mali, web, *order, "--as-of", "2033", terminal=80)
    assert "2029" in out
    lines = {line.strip().split("  ")[0]: line for line in out.splitlines()}
    assert lines["Dune League"].endswith("█►")
    assert "?" in lines["Captain R, captain"]
    assert "█" not in lines["Captain R, captain"]
    assert "◆" in lines["Old Front"]
    assert lines["Old Front"].index("◆") > lines["Dune League"].index("█")
    assert "not dated" in lines["Red Front"]


def test_uncertain_ends_are_lighter_than_the_core(mali: Mali, web: Path) -> None:
    out = show(mali, web, "Blue Front", "--history", "--as-of", "2035", terminal=100)
    (bar,) = [line for line in out.splitlines() if line.startswith("  Dune League")]
    assert "░█" in bar
    assert "█░" in bar
    assert "►" not in bar
    assert bar.endswith("2030 – 2032")


def test_history_in_ascii(mali: Mali, web: Path) -> None:
    out = show(mali, web, "Blue Front", "--history", terminal=80, LANG="C")
    assert out.isascii()
    assert ":#" in out
    assert "* on a day" in out


def test_history_ends_on_the_day_asked_for(mali: Mali, web: Path) -> None:
    assert "Old Front" not in show(mali, web, "Red Front", "--history", "--as-of", "2031")


@pytest.mark.parametrize("day", ["1800", "2500"])
def test_of_days_outside_of_all_nothing_is_known(mali: Mali, web: Path, day: str) -> None:
    code, out, err = mali("relations", "--as-of", day, data=web)
    assert code == 0
    assert out.startswith("As of 31 December")
    assert len(out.split("\n\n")) == 1
    assert "no relations" in err

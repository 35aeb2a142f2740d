from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from malicli.text import measure
from tests.conftest import EVENTS, Mali, write_chronology
from tests.render.conftest import Show
from tests.render.invented import write_disputed


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return write_disputed(tmp_path / "disputed")


def test_rival_claims_stand_side_by_side(show: Show) -> None:
    assert show("disputes", "--all", terminal=72) == snapshot("""\
No reason given  3 differences

26–30 January 2031  Five days of fighting around the hill villages and
  the road that joins them  2031-week-of-fighting
  toll: killed, soldiers of AA
    at least 8      AA, 31 January 2031 (Daily X, ¶2) · early count
    21–25, best 23  Mission C (UN, §14) · only inquiry on site
    some 40         FA (Daily X, ¶5)

22 March 2031  Soldiers take the harbour and depose the president
  2031-harbour-coup
  who: Foreign Company as supporter
    alleges  Observers B, 5 April 2031 (Observers B, p. 3)
    denies   Council, 7 April 2031 (Daily X, ¶4)

Front A  front-a
  relation: ally of Foreign Company
    contested  Observers B, p. 4 · Front A denies it.
    denies     FA (Daily X, ¶8)

Slip: typing or memory error  1 difference

Front A  front-a
  relation: splinter of FB
    refuted  Observers B, p. 9 · The report has it the wrong way round.

Stage: another moment of the same thing  1 difference

22 March 2031  Soldiers take the harbour and depose the president
  2031-harbour-coup
  date
    22 March 2031  the event's own
    21 March 2031  Daily X, ¶1 · counts from the mutiny

2 events, 1 actor, 9 claims: toll 3, relation 3, who 2, date 1
""")


def test_on_a_narrow_terminal_who_says_so_stands_beneath(show: Show) -> None:
    assert show("disputes", "--field", "toll", "--width", "40", LANG="C") == snapshot("""\
No reason given  1 difference

26-30 January 2031  Five days of
  fighting around the hill villages and
  the road that joins them
  2031-week-of-fighting
  toll: killed, soldiers of AA
    at least 8
      AA, 31 January 2031 (Daily X, p2)
      - early count
    21-25, best 23
      Mission C (UN, s14) - only inquiry
      on site
    some 40
      FA (Daily X, p5)

1 event, 3 claims: toll 3
""")


def test_each_reason_is_a_heading_with_its_meaning(mali: Mali, disputed: Path) -> None:
    lines = mali("disputes", "--all", data=disputed).out.splitlines()
    heads = [line.partition("  ")[0] for line in lines if line.endswith(("difference", "rences"))]
    assert heads == [
        "Open: real disagreement",
        "Interest: a party's own account",
        "Scope: counts another area, span or set",
        "No reason given",
        "Slip: typing or memory error",
        "Stage: another moment of the same thing",
    ]
    assert lines[-1].startswith("7 events, 1 actor, 14 claims: ")


@pytest.mark.parametrize("width", [20, 30, 43, 44, 50, 80, 120])
@pytest.mark.parametrize("more", [(), ("--by-source",), ("--by-publisher",)])
def test_nothing_is_wider_than_asked(
    mali: Mali, disputed: Path, width: int, more: tuple[str, ...]
) -> None:
    code, out, _ = mali("disputes", "--all", *more, "--width", str(width), data=disputed)
    assert code == 0
    assert max(map(measure, out.splitlines())) <= width


def test_who_deviates_is_a_table(mali: Mali, disputed: Path) -> None:
    plain = {"NO_COLOR": "1"}
    out = mali("disputes", "--by-source", data=disputed, terminal=100, variables=plain).out
    assert out == snapshot("""\
publisher    claims  disputed  on  of events  fields               why                  source
────────────────────────────────────────────────────────────────────────────────────────────────────
Observers B       6         6   6          8  status 1, type 1,    no reason 3, open    ngo-b-report
                                              actors 1, who 1,     1, interest 1,
                                              place 1, relation 1  scope 1
Daily X           3         3   3          7  toll 1, who 1,       no reason 3          daily-x
                                              relation 1
UN                1         1   1          4  toll 1               no reason 1          un-report-z
""")


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_formats_have_one_row_for_each_claim(mali: Mali, disputed: Path, format_: str) -> None:
    out = mali("disputes", "--all", "--format", format_, data=disputed).out
    rows = list(csv.DictReader(io.StringIO(out))) if format_ == "csv" else json.loads(out)
    assert len(rows) == 14
    assert [*rows[0]][:12] == [
        "kind", "id", "title", "field", "value", "by", "source", "at", "why", "note",
        "standing", "disputed",
    ]  # fmt: skip
    talks = rows[0]
    assert (talks["id"], talks["field"], talks["why"]) == ("2031-talks", "status", "open")
    value, disputed_ = talks["value"], talks["disputed"]
    assert (value, disputed_) == (('"refuted"', "true") if format_ == "csv" else ("refuted", True))


def test_the_tally_has_its_own_columns(mali: Mali, disputed: Path) -> None:
    out = mali("disputes", "--by-source", "--format", "csv", data=disputed).out
    assert out.splitlines()[0] == "source,publisher,claims,disputed,records,events,fields,whys"
    by_publisher = mali("disputes", "--by-publisher", "--format", "json", data=disputed).out
    assert {row["source"] for row in json.loads(by_publisher)} == {None}


def test_markdown_has_words(mali: Mali, disputed: Path) -> None:
    lines = mali("disputes", "--format", "markdown", data=disputed).out.splitlines()
    assert lines[0] == "| Date | Record | On | Claim | According to | Why |"
    assert lines[2].endswith("| status | refuted | Observers B, p. 12 | open |")


def test_source_and_publisher_at_once_is_wrong_use(mali: Mali, disputed: Path) -> None:
    code, out, err = mali("disputes", "--by-source", "--by-publisher", data=disputed)
    assert (code, out) == (2, "")
    assert "--by-source or --by-publisher" in err


@pytest.mark.parametrize("more", [(), ("--by-source",), ("--format", "csv")])
def test_no_difference_is_said(mali: Mali, chronology: Path, more: tuple[str, ...]) -> None:
    code, out, err = mali("disputes", *more, data=chronology)
    assert code == 0
    assert out.count("\n") == ("csv" in more)
    assert err == "no differences in this chronology match\n"


def test_an_actor_nobody_knows_is_told(mali: Mali, invented: Path) -> None:
    code, out, err = mali("disputes", "--actor", "Front Z", data=invented)
    assert (code, out) == (3, "")
    assert "no actor is called" in err


def test_markup_in_a_note_stays_text(mali: Mali, tmp_path: Path) -> None:
    tolls = [
        {"harm": "killed", "whom": "all", "best": n, "by": "army-a", "source": "daily-x",
         "at": f"<b>| [{n}](y)"}
        for n in (1, 9)
    ]  # fmt: skip
    data = write_chronology(tmp_path / "data", events=[{**EVENTS[0], "tolls": tolls}])
    assert "<b>| [1](y)" in mali("disputes", data=data).out
    out = mali("disputes", "--format", "markdown", data=data).out
    assert r"\<b\>\| \[1\]\(y\)" in out


def test_french_words_are_those_of_the_run(mali: Mali, invented: Path) -> None:
    out = mali("disputes", "--lang", "fr", data=invented).out
    assert "Des soldats prennent le port et déposent le président" in out

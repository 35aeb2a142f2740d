from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from tests.render.conftest import Show


def test_an_actor_at_80_columns(show: Show) -> None:
    assert show("actor", "FA", terminal=80) == snapshot("""\
FA — Front A
armed group · separatist to May 2032 · signatory from June 2032 · active from
October 2029 to 30 November 2034
id: front-a

Fighters of the northern hills, who took up arms after the harvest of 2029.

Names         Le Front A (fr); Les Dunes (fr, alias); United Front (from 1
              January 2032, shared)

Member of     Coalition of the Dunes (from between June and October 2031 to
              February 2034) — UN
Led by        Officer M (spokesman, from January 2030 to 30 June 2031) — Daily X
Merged into   Front B (December 2034, announced) — Daily X
Splinters     Front B (August 2030) — UN
Allies        Foreign Company (contested) — Observers B; FA, in Daily X. Front A
              denies it.
Opponents     Army of A (in part, from 2030, claimed) — Daily X

Told otherwise
Split from    Front B (refuted) — Observers B. The report has it the wrong way
              round.

Events by year
2031  ██ 2

Events
../2030-06     ● A truce on the hills runs out (announced) · North
2031-01-26–30  ▲ Five days of fighting around the hill villages and the road th…
2031-09-14?    ○ Envoys meet in a place that nobody names (claimed)

Sources       UN
""")


def test_an_actor_as_of_a_day(show: Show) -> None:
    assert show("actor", "FA", "--as-of", "2031-08", terminal=80) == snapshot("""\
FA — Front A
armed group · separatist to May 2032 · active from October 2029 to 30 November
2034
id: front-a
As of 31 August 2031

Fighters of the northern hills, who took up arms after the harvest of 2029.

Names         Le Front A (fr); Les Dunes (fr, alias)

Member of     Coalition of the Dunes (from between June and October 2031 to
              February 2034, possibly) — UN
Splinters     Front B (August 2030) — UN
Allies        Foreign Company (contested, undated) — Observers B; FA, in Daily
              X. Front A denies it.
Opponents     Army of A (in part, from 2030, claimed) — Daily X

Told otherwise
Split from    Front B (refuted) — Observers B. The report has it the wrong way
              round.

Events by year
2031  █ 1

Events
../2030-06     ● A truce on the hills runs out (announced) · North
2031-01-26–30  ▲ Five days of fighting around the hill villages and the road th…

Sources       UN
""")


def test_an_actor_on_a_narrow_terminal(show: Show) -> None:
    assert show("actor", "CD", terminal=50) == snapshot("""\
CD — Coalition of the Dunes
coalition
id: coalition-d

Names
  United Front (to 31 December 2031, shared)

Members
  Front A (from between June and October 2031 to
  February 2034) — UN
""")


def test_an_actor_in_ascii(show: Show) -> None:
    out = show("actor", "FA", terminal=80, LC_ALL="C")
    assert out.isascii()
    assert "2031  ## 2" in out


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2031-05-31", None),
        ("2031-06-01", "possibly"),
        ("2031-10-31", ""),
        ("2034-01-31", ""),
        ("2034-02-10", "possibly"),
        ("2034-03-01", None),
    ],
)
def test_a_tie_with_uncertain_ends_possibly_holds_between(
    show: Show, day: str, told: str | None
) -> None:
    out = show("actor", "FA", "--as-of", day)
    line = " ".join(out.partition("Member of")[2].partition("UN")[0].split())
    assert ("Coalition of the Dunes" in line) == (told is not None)
    assert ("possibly" in line) == (told == "possibly")


@pytest.mark.parametrize(
    ("day", "name", "held"),
    [("2031-12-31", "FA", False), ("2032-01-01", "FA", True), ("2031-12-31", "CD", True),
     ("2032-01-01", "CD", False)],
)  # fmt: skip
def test_a_name_is_shown_while_it_was_borne(show: Show, day: str, name: str, held: bool) -> None:
    assert ("United Front" in show("actor", name, "--as-of", day)) == held


def test_the_years_end_with_the_day_asked_about(show: Show) -> None:
    assert "2031" in show("actor", "Council", "--as-of", "2031-04").partition("Events by year")[2]
    assert "Events by year" not in show("actor", "Council", "--as-of", "2030-12")


def test_a_refuted_tie_stands_apart(show: Show) -> None:
    for name, label in (("FA", "Split from"), ("FB", "Splinters")):
        before, _, after = show("actor", name).partition("Told otherwise")
        assert "refuted" not in before
        assert f"{label} " in after
        assert "the wrong way round" in after

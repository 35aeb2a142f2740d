"""Cases that a chronology of a war must be able to tell, each as full records, with invented names.

Each is written, checked without a single warning, and read back as a reader sees it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from malicli.chronology import open_chronology
from malicli.environment import Environment
from tests.conftest import TODAY, Mali, Record, Stream, write_chronology

ARMY: Record = {"id": "army-a", "name": "Army of A", "short": "AA", "kind": "state-forces"}
FRONT_A: Record = {"id": "front-a", "name": "Front A", "short": "FA", "kind": "armed-group"}
FRONT_B: Record = {"id": "front-b", "name": "Front B", "short": "FB", "kind": "armed-group"}
MISSION: Record = {"id": "mission-c", "name": "Mission C", "short": "MC", "kind": "mission"}
OBSERVERS: Record = {"id": "observers-b", "name": "Observers B", "kind": "ngo"}
STRANGERS: Record = {
    "id": "foreign-personnel",
    "name": "Foreign personnel",
    "kind": "unidentified",
}
SOURCES: list[Record] = [
    {"id": "agency-y", "title": "Dispatch", "publisher": "Agency Y", "kind": "agency"},
    {"id": "daily-x", "title": "What happened", "publisher": "Daily X", "kind": "press"},
    {"id": "ngo-page", "title": "The fronts", "publisher": "Observers B", "kind": "ngo-report"},
    {"id": "un-report-z", "title": "Inquiry", "publisher": "UN", "kind": "un-report"},
]
UN: Record = {"source": "un-report-z", "at": "§14"}
DAILY: Record = {"source": "daily-x", "at": "¶1"}


def town(id_: str, latitude: float = 10.5, **keys: Any) -> Record:
    name = id_.replace("-", " ").title()
    exact = {"latitude": latitude, "longitude": -3.25, "precision": "exact"}
    return {"id": id_, "name": name, "kind": "town", **(keys or exact)}


PORT, HILL, LAKE = town("port-city"), town("hill-town", 11.5), town("lake-town", 12.5)


def event(id_: str, date: str, type_: str, title: str, **keys: Any) -> Record:
    told = {
        "id": id_,
        "date": date,
        "type": type_,
        "title": title,
        "title_fr": f"{title} (fr)",
        "summary": f"{title}.",
        "places": [{"place": "port-city"}],
        "sources": [UN, DAILY],
    }
    return {key: value for key, value in {**told, **keys}.items() if value}


def find_sources(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from find_sources(item)


class Told:
    """A chronology that broke no rule, and what a reader sees of it."""

    def __init__(self, mali: Mali, folder: Path) -> None:
        self._mali, self._folder = mali, folder

    def run(self, *arguments: str, code: int = 0) -> str:
        ran = self._mali(*arguments, "--width", "200", data=self._folder)
        assert ran.code == code, ran
        return ran.err if code else ran.out

    def page(self, id_: str) -> str:
        return flatten(self.run("event", id_))

    def profile(self, name: str, *options: str) -> str:
        return flatten(self.run("actor", name, *options))

    def timeline(self, *options: str) -> str:
        return flatten(self.run("timeline", *options))

    def rows(self, *options: str) -> dict[str, dict[str, str]]:
        text = self.run("events", *options, "--format", "csv")
        return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}

    def figures(self) -> list[tuple[str, int]]:
        environment = Environment(Stream(), Stream(), {}, today=TODAY)
        index = open_chronology(self._folder, environment).index
        return index.execute("SELECT id, best FROM figure ORDER BY id").fetchall()

    def killed(self, id_: str) -> tuple[str, str, str]:
        row = self.rows()[id_]
        return row["killed_low"], row["killed_best"], row["killed_high"]


def flatten(text: str) -> str:
    """One space between the cells of a table, none at the beginning of a line."""
    return re.sub(r" {2,}", " ", re.sub(r"^ +", "", text, flags=re.MULTILINE))


Tell = Callable[..., Told]


@pytest.fixture
def tell(mali: Mali, tmp_path: Path) -> Tell:
    def write(
        *events: Record,
        actors: Iterable[Record] = (ARMY, FRONT_B),
        places: Iterable[Record] = (PORT,),
        figures: Iterable[Record] = (),
    ) -> Told:
        def sort(records: Iterable[Record]) -> list[Record]:
            return sorted(records, key=lambda r: (r.get("date", ""), r["id"]))

        told = [sort(records) for records in (events, actors, places, figures)]
        cited = set(find_sources(told))
        folder = write_chronology(
            tmp_path / "told",
            events=told[0],
            actors=told[1],
            places=told[2],
            figures=told[3],
            sources=[source for source in SOURCES if source["id"] in cited],
        )
        ran = mali("check", "--strict", data=folder)
        assert (ran.code, ran.out) == (0, ""), ran.out
        return Told(mali, folder)

    return write


def test_a_killing_with_three_rival_tolls_a_denial_and_an_unidentified_force(tell: Tell) -> None:
    killing = event(
        "2031-hill-town-killing",
        "2031-03-27/2031-03-31",
        "violence-against-civilians",
        "Soldiers and foreigners kill people in Hill Town",
        places=[{"place": "hill-town"}],
        actors=[
            {
                "actor": "army-a",
                "role": "perpetrator",
                "claims": [
                    {"says": "finds", "by": "mission-c", "said": "2031-09", **UN},
                    {"says": "denies", "by": "army-a", "said": "2031-04-01", "source": "agency-y"},
                ],
            },
            {
                "actor": "foreign-personnel",
                "role": "perpetrator",
                "claims": [{"says": "alleges", "by": "observers-b", "source": "ngo-page"}],
            },
        ],
        tolls=[
            {
                "harm": "killed",
                "whom": "rebels",
                "group": "fair",
                "best": 60,
                "by": "army-a",
                "said": "2031-04-01",
                "source": "agency-y",
                "why": "interest",
            },
            {
                "harm": "killed",
                "whom": "civilians",
                "group": "fair",
                "low": 40,
                "by": "observers-b",
                "source": "ngo-page",
            },
            {
                "harm": "killed",
                "whom": "civilians",
                "group": "fair",
                "low": 80,
                "best": 92,
                "high": 120,
                "by": "mission-c",
                **UN,
                "preferred": True,
                "note": "The only inquiry with witnesses.",
            },
        ],
    )
    told = tell(killing, actors=(ARMY, STRANGERS, MISSION, OBSERVERS), places=(HILL,))
    page = told.page("2031-hill-town-killing")
    assert "≠ sources dispute who did it, the toll" in page
    assert "AA perpetrator MC finds, September 2031 (UN, §14)" in page
    assert "AA denies, 1 April 2031 (Agency Y)" in page
    assert "Foreign personnel perpetrator Observers B alleges (Observers B)" in page
    assert "killed rebels 60 AA, 1 April 2031 Agency Y interest" in page
    assert "killed civilians at least 40 Observers B Observers B" in page
    assert "killed civilians 80–120, best 92 MC UN, §14 preferred; The only inquiry" in page
    assert "All claims together: at least 40 killed, best 92" in page
    timeline = told.timeline()
    assert "AA, perpetrator (found by MC; denied by AA)" in timeline
    assert "Foreign personnel, perpetrator (alleged by Observers B)" in timeline
    for number in (
        "60 rebels (AA, 1 April 2031)",
        "at least 40 civilians (Observers B)",
        "80–120, best 92 civilians (MC, in UN)",
    ):
        assert number in timeline
    row = told.rows()["2031-hill-town-killing"]
    assert told.killed("2031-hill-town-killing") == ("40", "92", "")
    assert (row["disputed"], row["actors"]) == ("true", "army-a;foreign-personnel")
    assert list(told.rows("--min-killed", "40")) == ["2031-hill-town-killing"]
    assert list(told.rows("--min-killed", "41")) == []


def test_a_coup_told_as_mutiny_or_as_takeover(tell: Tell) -> None:
    coup = event(
        "2031-harbour-coup",
        "2031-03-22",
        "coup",
        "Soldiers depose the president",
        actors=[{"actor": "army-a", "role": "attacker"}],
        sources=[
            UN,
            {
                "source": "agency-y",
                "at": "¶2",
                "says": {"type": "mutiny"},
                "why": "open",
                "note": "Written before the president was held; both words are used since.",
            },
            {
                "source": "daily-x",
                "at": "¶1",
                "says": {"date": "2031-03-21"},
                "why": "stage",
                "note": "Counts from the mutiny.",
            },
        ],
    )
    told = tell(coup)
    page = told.page("2031-harbour-coup")
    assert "≠ sources dispute what it was\n" in page
    assert "type coup mutiny Agency Y, ¶2 open: in dispute Written before" in page
    assert "date 22 March 2031 21 March 2031 Daily X, ¶1 stage (another moment of the same" in page
    assert "≠ sources dispute what it was\n" in told.timeline()
    row = told.rows()["2031-harbour-coup"]
    assert (row["type"], row["date"], row["disputed"]) == ("coup", "2031-03-22", "true")
    assert list(told.rows("--type", "coup", "--disputed")) == ["2031-harbour-coup"]


def test_three_towns_on_three_days_with_a_parent(tell: Tell) -> None:
    def take(place: str, day: str) -> Record:
        return event(
            f"2031-fall-of-{place}",
            f"2031-{day}",
            "capture",
            f"Front B takes {place}",
            places=[{"place": place}],
            actors=[{"actor": "front-b", "role": "attacker"}],
            related=[{"event": "2031-northern-offensive", "kind": "part-of"}],
        )

    parent = event(
        "2031-northern-offensive",
        "2031-03-30/2031-04-01",
        "offensive",
        "Front B takes three towns in three days",
        episode=True,
        places=[{"place": p} for p in ("port-city", "hill-town", "lake-town")],
        actors=[{"actor": "front-b", "role": "attacker"}],
    )
    days = [("port-city", "03-30"), ("hill-town", "03-31"), ("lake-town", "04-01")]
    told = tell(*(take(*day) for day in days), parent, actors=[FRONT_B], places=[HILL, LAKE, PORT])
    page = told.page("2031-northern-offensive")
    parts = re.findall(r"has as a part Front B takes (\S+) \((.+)\) 2031-fall-of-", page)
    assert parts == [
        ("port-city", "30 March 2031"),
        ("hill-town", "31 March 2031"),
        ("lake-town", "1 April 2031"),
    ]
    page = told.page("2031-fall-of-hill-town")
    parent_line = "part of Front B takes three towns in three days (30 March – 1 April 2031) 2031-"
    assert f"\n{parent_line}" in page
    rows = told.rows()
    whole, one = rows["2031-northern-offensive"], rows["2031-fall-of-hill-town"]
    assert whole["places"] == "port-city;hill-town;lake-town"
    assert (whole["latitude"], whole["longitude"]) == ("", "")
    assert (one["latitude"], one["longitude"]) == ("11.5", "-3.25")
    assert {row["disputed"] for row in rows.values()} == {"false"}
    assert list(told.rows("--place", "Lake Town")) == [
        "2031-northern-offensive",
        "2031-fall-of-lake-town",
    ]
    assert list(told.rows("--on", "2031-03-31")) == [
        "2031-northern-offensive",
        "2031-fall-of-hill-town",
    ]


def test_a_week_of_fighting_whose_parts_are_not_counted_twice(tell: Tell) -> None:
    def fight(day: str, **toll: Any) -> Record:
        return event(
            f"2031-clash-{day}",
            f"2031-06-{day}",
            "battle",
            f"Front B attacks a post on day {day}",
            actors=[{"actor": "front-b", "role": "attacker"}],
            tolls=[{"harm": "killed", "whom": "soldiers", **toll, **UN}],
            related=[{"event": "2031-week-of-fighting", "kind": "part-of"}],
        )

    week = event(
        "2031-week-of-fighting",
        "2031-06-01/2031-06-07",
        "battle",
        "Front B and the army fight for a week",
        episode=True,
        actors=[{"actor": "front-b", "role": "attacker"}],
        tolls=[{"harm": "killed", "whom": "soldiers", "best": 14, **DAILY}],
    )
    told = tell(fight("02", best=5), fight("06", low=7, high=8), week)
    page = told.page("2031-week-of-fighting")
    assert "killed soldiers 14 Daily X, ¶1" in page
    assert page.count("has as a part ") == 2
    rows = told.rows().values()
    assert sum(int(row["killed_low"] or 0) for row in rows) == 5 + 7
    assert sum(int(row["killed_high"] or 0) for row in rows) == 5 + 8


def test_a_merger_that_was_only_announced(tell: Tell) -> None:
    merger = event(
        "2031-merger-announced",
        "2031-08-03",
        "group-change",
        "Front A says that it will merge into Front B",
        status="announced",
        actors=[{"actor": "front-a", "role": "author"}],
    )
    clash = event(
        "2031-front-b-clash",
        "2031-09-01",
        "battle",
        "Front B attacks a post",
        actors=[{"actor": "front-b", "role": "attacker"}],
    )
    relation = {
        "kind": "merged-into",
        "actor": "front-b",
        "from": "2031-08",
        "status": "announced",
        "sources": [DAILY],
        "note": "No joint act is known.",
    }
    told = tell(merger, clash, actors=[{**FRONT_A, "relations": [relation]}, FRONT_B])
    page = told.page("2031-merger-announced")
    assert "group change · rank 3 · announced · id: 2031-merger-announced" in page
    assert "\nannounced\nFront A says that it will merge" in told.timeline()
    merger_line = "(August 2031, announced) — Daily X"
    assert f"\nMerged into Front B {merger_line}\n" in told.profile("FA")
    assert f"\nMerged from Front A {merger_line}\n" in told.profile("FB")
    # An announcement makes no lineage.
    assert list(told.rows("--actor", "FA", "--lineage")) == ["2031-merger-announced"]


BEARERS = ["alliance-f", "coalition-d", "platform-e"]


def test_a_coalition_whose_members_come_and_go_and_whose_name_three_bear(tell: Tell) -> None:
    def bear(**days: str) -> list[Record]:
        name = {"name": "United Movement", "lang": "en", "shared": True}
        return [{**name, **{k.rstrip("_"): v for k, v in days.items()}}]

    def join(first: str, last: str | None = None) -> list[Record]:
        relation = {"kind": "member-of", "actor": "coalition-d", "from": first, "to": last}
        return [{**{k: v for k, v in relation.items() if v}, "sources": [UN]}]

    def act(id_: str, actor: str, date: str) -> Record:
        actors = [{"actor": actor, "role": "attacker"}]
        return event(id_, date, "battle", f"Fighters attack a post ({id_})", actors=actors)

    coalition = {"kind": "coalition"}
    told = tell(
        act("2031-early", "front-a", "2031-04-01"),
        act("2031-member", "front-a", "2031-12-01"),
        act("2032-later", "front-a", "2032-09-01"),
        act("2032-other", "front-b", "2032-09-02"),
        actors=[
            {**coalition, "id": "alliance-f", "name": "Alliance F", "names": bear(from_="2034")},
            {
                **coalition,
                "id": "coalition-d",
                "name": "Coalition D",
                "short": "CD",
                "names": bear(to="2032"),
            },
            {**FRONT_A, "relations": join("2031-06", "2032-02")},
            {**FRONT_B, "relations": join("2032-03-10")},
            {
                **coalition,
                "id": "platform-e",
                "name": "Platform E",
                "names": bear(from_="2033", to="2033"),
            },
        ],
    )
    both = told.profile("CD")
    assert "Members Front A (from June 2031 to February 2032) — UN\nFront B (from 10 March" in both
    then = told.profile("CD", "--as-of", "2031-12-15")
    assert "Members Front A (from June 2031 to February 2032) — UN\n" in then
    assert "Front B" not in then
    later = told.profile("CD", "--as-of", "2032-06")
    assert "Members Front B (from 10 March 2032) — UN\n" in later
    assert "Front A" not in later
    assert list(told.rows("--actor", "CD", "--members")) == ["2031-member", "2032-other"]
    assert told.rows("--actor", "CD") == {}
    several = told.run("actor", "united movement", code=3)
    assert re.findall(r"^  (\S+)  ", several, re.MULTILINE) == BEARERS
    for bearer, day in zip(BEARERS, ("2035", "2031", "2033-05"), strict=True):
        assert f"\nid: {bearer}\n" in told.profile("United Movement", "--as-of", day)


def test_a_relation_that_one_source_gives_the_wrong_way_round(tell: Tell) -> None:
    right = {"kind": "splinter-of", "actor": "front-b", "from": "2031-05", "sources": [UN]}
    wrong = {
        "kind": "splinter-of",
        "actor": "front-a",
        "status": "refuted",
        "why": "slip",
        "sources": [{"source": "ngo-page", "at": "the second paragraph"}],
        "note": "Inverted; the founders had left Front B.",
    }
    clash = event(
        "2031-clash",
        "2031-06-01",
        "battle",
        "Front A attacks a post",
        actors=[{"actor": "front-a", "role": "attacker"}],
    )
    told = tell(
        clash, actors=[{**FRONT_A, "relations": [right]}, {**FRONT_B, "relations": [wrong]}]
    )
    noted = "(refuted) — Observers B. Inverted; the founders had left Front B.\n"
    told_right, told_wrong = told.profile("FA").split("Told otherwise\n")
    assert "\nSplit from Front B (May 2031) — UN\n" in told_right
    assert "Splinters" not in told_right
    assert told_wrong.startswith(f"Splinters Front B {noted}")
    told_right, told_wrong = told.profile("FB").split("Told otherwise\n")
    assert "\nSplinters Front A (May 2031) — UN\n" in told_right
    assert "Split from" not in told_right
    assert told_wrong.startswith(f"Split from Front A {noted}")


def test_an_abduction_claimed_on_one_day_confirmed_on_another_ended_by_a_third(tell: Tell) -> None:
    abduction = event(
        "2031-abduction",
        "2031-05-02",
        "abduction",
        "Armed men abduct two engineers",
        dates=[
            {"kind": "claimed", "date": "2031-05-05", "by": "front-b", "source": "daily-x"},
            {"kind": "confirmed", "date": "2031-05-09", "by": "army-a", "source": "agency-y"},
        ],
        actors=[
            {
                "actor": "front-b",
                "role": "perpetrator",
                "claims": [{"says": "claims", "by": "front-b", "said": "2031-05-05", **DAILY}],
            }
        ],
        tolls=[{"harm": "abducted", "whom": "civilians", "best": 2, **DAILY}],
    )
    release = event(
        "2031-release",
        "2031-07-12",
        "release",
        "Mission C frees the two engineers",
        actors=[{"actor": "mission-c", "role": "responder"}],
        related=[{"event": "2031-abduction", "kind": "ends"}],
    )
    told = tell(abduction, release, actors=[ARMY, FRONT_B, MISSION])
    page = told.page("2031-abduction")
    assert "\n2 May 2031\n" in page
    assert "FB perpetrator FB claims, 5 May 2031 (Daily X, ¶1)" in page
    assert "\nclaimed 5 May 2031 FB Daily X\nconfirmed 9 May 2031 AA Agency Y\n" in page
    freed = "Mission C frees the two engineers (12 July 2031) 2031-release"
    assert f"\nis ended by {freed}\n" in page
    ended = "Armed men abduct two engineers (2 May 2031) 2031-abduction"
    assert f"\nends {ended}\n" in told.page("2031-release")
    timeline = told.timeline("--to", "2031-06")
    assert "\n2 ◐ Armed men abduct two engineers · Port City\n" in timeline
    assert "who FB, perpetrator (claimed by FB)\nabducted civilians: 2 (Daily X)" in timeline
    assert "Mission C" not in timeline
    row = told.rows()["2031-abduction"]
    assert (row["date"], row["disputed"], row["killed_low"]) == ("2031-05-02", "false", "")
    assert list(told.rows("--on", "2031-05-09")) == []


def test_a_leader_killed_who_was_not(tell: Tell) -> None:
    leader = {"id": "leader-l", "name": "Leader L", "kind": "person"}
    strike = event(
        "2031-strike",
        "2031-10-04",
        "air-strike",
        "An aircraft strikes a camp of Front B",
        actors=[
            {"actor": "army-a", "role": "attacker"},
            {
                "actor": "leader-l",
                "role": "target",
                "fate": "killed",
                "fate_status": "refuted",
                "claims": [
                    {"says": "claims", "by": "army-a", "said": "2031-10-05", **DAILY},
                    {"says": "refutes", "by": "front-b", "said": "2031-11-01", **UN},
                ],
            },
        ],
        tolls=[
            {
                "harm": "killed",
                "whom": "rebels",
                "best": 1,
                "by": "army-a",
                "refuted": True,
                **DAILY,
            }
        ],
    )
    speech = event(
        "2031-speech",
        "2031-11-01",
        "statement",
        "Leader L speaks in a film",
        actors=[{"actor": "leader-l", "role": "author"}],
    )
    told = tell(strike, speech, actors=[ARMY, FRONT_B, leader])
    page = told.page("2031-strike")
    assert "Leader L target killed: refuted AA claims, 5 October 2031 (Daily X, ¶1)\n" in page
    assert "\nFB refutes, 1 November 2031 (UN, §14)\n" in page
    assert "killed rebels 1 AA Daily X, ¶1 refuted" in page
    assert "All claims together" not in page
    timeline = told.timeline()
    assert "Leader L, target (killed: refuted, claimed by AA; refuted by FB)" in timeline
    assert "killed rebels: 1, refuted (AA, in Daily X)" in timeline
    # Nobody doubts whose aircraft it was.
    assert "who did it" not in page + timeline
    assert told.killed("2031-strike") == ("", "", "")
    assert told.rows("--min-killed", "0") == {}
    assert "\n2031-11-01 ▫ Leader L speaks in a film" in told.profile("Leader L")


def test_a_death_known_two_days_later(tell: Tell) -> None:
    president = {"id": "president-p", "name": "President P", "kind": "person"}
    death = event(
        "2031-death",
        "2031-06-10",
        "death",
        "President P dies",
        dates=[{"kind": "made-public", "date": "2031-06-12", **UN}],
        actors=[{"actor": "president-p", "role": "subject"}],
        sources=[
            UN,
            {
                **DAILY,
                "says": {"date": "2031-06-12"},
                "why": "report-date",
                "note": "The day of the announcement.",
            },
        ],
    )
    told = tell(death, actors=[president])
    page = told.page("2031-death")
    assert "\n10 June 2031\n" in page
    assert "date 10 June 2031 12 June 2031 Daily X, ¶1 report date (dates the report" in page
    assert "made public 12 June 2031 UN, §14" in page
    assert "≠" not in page + told.timeline()
    row = told.rows()["2031-death"]
    assert (row["earliest"], row["latest"]) == ("2031-06-10", "2031-06-10")
    assert row["disputed"] == "false"
    assert list(told.rows("--on", "10 June 2031")) == ["2031-death"]
    assert told.rows("--on", "12 June 2031") == {}
    assert told.rows("--disputed") == {}


def test_cumulative_and_stock_numbers_are_figures_and_never_added(tell: Tell) -> None:
    figures = [
        {
            "id": "dead-2031",
            "kind": "cumulative",
            "measure": "killed",
            "whom": "peacekeepers",
            "since": "2031",
            "until": "2031-06",
            "best": 31,
            **UN,
        },
        {
            "id": "displaced-2031-01",
            "kind": "stock",
            "measure": "displaced",
            "as_of": "2031-01",
            "best": 470_761,
            **UN,
        },
        {
            "id": "attacks-2031",
            "kind": "event-count",
            "measure": "attacks",
            "period": "2031-01/2031-06",
            "best": 27,
            "actors": ["front-b"],
            **DAILY,
        },
    ]
    clash = event(
        "2031-clash",
        "2031-06-01",
        "battle",
        "Front B attacks a post",
        actors=[{"actor": "front-b", "role": "attacker"}],
        tolls=[{"harm": "killed", "whom": "peacekeepers", "best": 2, **UN}],
    )
    told = tell(clash, figures=figures)
    assert told.figures() == [
        ("attacks-2031", 27),
        ("dead-2031", 31),
        ("displaced-2031-01", 470_761),
    ]
    assert told.killed("2031-clash") == ("2", "2", "2")
    assert list(told.rows()) == ["2031-clash"]
    for number in ("31", "470", "27"):
        assert number not in told.profile("FB").replace("2031", "")
        assert number not in told.timeline().replace("2031", "")


def test_six_guests_according_to_one_five_to_another(tell: Tell) -> None:
    guests = {"quantity": "visiting-heads-of-state"}
    oath = event(
        "2031-oath",
        "2031-09-19",
        "government",
        "President P is sworn in",
        actors=[{"actor": "army-a", "role": "host"}],
        quantities=[
            {**guests, "best": 6, **DAILY},
            {**guests, "best": 5, "why": "open", "note": "Names five.", "source": "agency-y"},
        ],
    )
    told = tell(oath)
    page = told.page("2031-oath")
    assert "≠ sources dispute a number" in page
    assert "\nvisiting heads of state 6 Daily X, ¶1\n" in page
    assert "\nvisiting heads of state 5 Agency Y open; Names five.\n" in page
    assert "≠ sources dispute a number" in told.timeline()
    row = told.rows()["2031-oath"]
    assert (row["disputed"], row["killed_low"]) == ("true", "")


def test_an_ambiguous_village_name(tell: Tell) -> None:
    village = town(
        "old-well",
        precision="ambiguous",
        candidates=[
            {"name": "Old Well", "latitude": 10.6, "longitude": -3.0},
            {"name": "Old Well", "latitude": 13.1, "longitude": -1.5},
        ],
    )
    attack = event(
        "2031-old-well",
        "2031-02-03",
        "violence-against-civilians",
        "Armed men attack Old Well",
        places=[{"place": "old-well"}],
        actors=[{"actor": "foreign-personnel", "role": "perpetrator"}],
    )
    told = tell(attack, actors=[STRANGERS], places=[village])
    assert "\nOld Well\n" in told.page("2031-old-well")
    assert "Armed men attack Old Well · Old Well" in told.timeline()
    row = told.rows()["2031-old-well"]
    assert (row["places"], row["latitude"], row["longitude"]) == ("old-well", "", "")
    assert row["disputed"] == "false"
    # Neither candidate stands for the village.
    assert "old-well has no coordinates" in told.run("events", "--around", "Old Well", code=3)
    assert told.rows("--around", "10.6,-3.0", "--within", "5km") == {}


def test_a_town_held_by_three_besieged_and_half_held(tell: Tell) -> None:
    def hold(state: str, *holders: str, **keys: Any) -> Record:
        claim = {"place": "port-city", "state": state, "holders": list(holders), **UN}
        return {**claim, **{key.rstrip("_"): value for key, value in keys.items()}}

    capture = event(
        "2031-port-city-falls",
        "2031-04-01",
        "capture",
        "Three fronts take Port City",
        actors=[
            {"actor": "front-a", "role": "attacker"},
            {"actor": "front-b", "role": "attacker"},
            {"actor": "militia-m", "role": "attacker"},
        ],
    )
    claims = [
        hold("shared", "front-a", "front-b", "militia-m"),
        hold("besieged", "army-a", part="camp"),
        hold("held", "front-a", from_="2031-05", note="Its northern half."),
    ]
    rival = hold("held", "front-b", from_="2031-05", **DAILY)
    militia = {"id": "militia-m", "name": "Militia M", "kind": "militia"}
    actors = [ARMY, FRONT_A, FRONT_B, militia]

    told = tell({**capture, "control": claims}, actors=actors)
    page = told.page("2031-port-city-falls")
    assert "\nPort City shared FA, FB, Militia M 1 April 2031 UN, §14\n" in page
    assert "\nPort City (camp) besieged AA 1 April 2031 UN, §14\n" in page
    assert "\nPort City held FA May 2031 UN, §14 Its northern half.\n" in page
    assert told.rows()["2031-port-city-falls"]["disputed"] == "false"

    told = tell({**capture, "control": [*claims, rival]}, actors=actors)
    page = told.page("2031-port-city-falls")
    assert "\nPort City held FB May 2031 Daily X, ¶1\n" in page
    assert "≠ sources dispute who held what\n" in page
    assert "≠ sources dispute who held what\n" in told.timeline()
    assert told.rows()["2031-port-city-falls"]["disputed"] == "true"


def test_rival_descriptions_of_the_same_dead_keep_their_own_words(tell: Tell) -> None:
    toll = {"harm": "killed", "group": "fair"}
    killing = event(
        "2031-killing",
        "2031-03-27",
        "violence-against-civilians",
        "Soldiers kill people in Port City",
        actors=[{"actor": "army-a", "role": "perpetrator"}],
        tolls=[
            {**toll, "whom": "rebels", "best": 60, "by": "army-a", **DAILY},
            {**toll, "whom": "civilians", "low": 40, **UN},
        ],
    )
    timeline = tell(killing).timeline()
    # Forty dead rebels is what nobody said.
    assert "at least 40 civilians (" in timeline
    assert "60 rebels (AA" in timeline

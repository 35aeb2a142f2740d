"""Make a chronology of invented events, as rich as real ones, always the same for one seed.

python -m bench.synthetic DIR [--events 600] [--seed 1]
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from malicli.canonical import order_keys, write_mapping, write_records
from malicli.dates import parse_date
from malicli.event_types import EVENT_TYPES

ACTORS, PLACES, SOURCES = 160, 150, 400
FIRST_DAY, DAYS = date(2012, 1, 1), 5300
WORDS = (
    "patrol column village market bridge convoy governor delegation ceasefire communiqué river "
    "checkpoint escort garrison mediator council envoy airfield depot prisoners elders district "
    "witnesses arrive leave accuse report sign reject open close hold cross return announce "
    "release near after before without under between north south eastern western local regional"
).split()

Record = dict[str, Any]


def make_chronology(folder: Path, events: int = 600, seed: int = 1) -> None:
    """Write the data files of an invented chronology into a folder."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "name": "Invented events",
        "version": "1",
        "updated": "2026-01-01",
        "languages": ["en", "fr"],
        "licence": "CC0",
    }
    (folder / "chronology.yaml").write_text(write_mapping(order_keys(about)), encoding="utf-8")
    kinds = {
        "actors": [_make_actor(random, n) for n in range(ACTORS)],
        "places": [_make_region(n) for n in range(10)]
        + [_make_place(random, n) for n in range(PLACES)],
        "sources": [_make_source(random, n) for n in range(SOURCES)],
        "events": [_make_event(random, n) for n in range(events)],
    }
    kinds["events"].sort(key=_sort_key)
    for kind, records in kinds.items():
        if kind != "events":
            records.sort(key=lambda record: record["id"])
        text = write_records(order_keys(records))
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")


def _sort_key(event: Record) -> tuple[date, date, str]:
    when = parse_date(event["date"])
    return when.earliest, when.latest, event["id"]


def _say(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=words)).capitalize()


def _cite(random: Random) -> Record:
    return {"source": f"source-{random.randrange(SOURCES):03}", "at": f"§{random.randrange(1, 90)}"}


def _make_actor(random: Random, n: int) -> Record:
    actor = {
        "id": f"actor-{n:03}",
        "name": f"Front of the {_say(random, 3)} {n}",
        "name_fr": f"Front du {_say(random, 3)} {n}",
        "short": f"F{n}",
        "kind": "armed-group",
        "active": {"from": "2011", "attested": ["2026"]},
        "names": [{"name": f"{_say(random, 2)} group {n}", "lang": "en"}],
        "about": f"{_say(random, 24)}.",
        "sources": [_cite(random)],
    }
    if n:
        kind = random.choice(["member-of", "ally-of", "splinter-of"])
        other = f"actor-{random.randrange(n):03}"
        actor["relations"] = [
            {
                "kind": kind,
                "actor": other,
                "from": "2013-01",
                "to": "2015",
                "sources": [_cite(random)],
            }
        ]  # fmt: skip
    return actor


def _make_region(n: int) -> Record:
    return {"id": f"region-{n}", "name": f"Region {n}", "kind": "region", "precision": "admin1"}


def _make_place(random: Random, n: int) -> Record:
    return {
        "id": f"place-{n:03}",
        "name": f"Place {n} é",
        "kind": "town",
        "latitude": round(random.uniform(11, 22), 5),
        "longitude": round(random.uniform(-11, 4), 5),
        "precision": "exact",
        "admin": [{"admin1": f"region-{n % 10}", "scheme": "invented"}],
        "sources": [_cite(random)],
    }


def _make_source(random: Random, n: int) -> Record:
    return {
        "id": f"source-{n:03}",
        "title": _say(random, 9),
        "publisher": f"Agency {n % 40}",
        "published": (FIRST_DAY + timedelta(days=random.randrange(DAYS))).isoformat(),
        "url": f"https://example.org/{n}",
        "kind": random.choice(["agency", "press", "un-report", "ngo-report"]),
        "lang": "en",
    }


def _make_date(random: Random) -> str:
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    kind = random.random()
    if kind < 0.75:
        return day.isoformat()
    if kind < 0.85:
        return f"{day}/{day + timedelta(days=random.randrange(1, 40))}"
    if kind < 0.93:
        return f"[{day}..{day + timedelta(days=random.randrange(1, 20))}]"
    return f"{day:%Y-%m}"


def _make_event(random: Random, n: int) -> Record:
    when = _make_date(random)
    actors = random.sample(range(ACTORS), 3)
    sources = random.sample(range(SOURCES), 3)
    low = random.randrange(1, 60)
    return {
        "id": f"{when.strip('[')[:4]}-event-{n:05}",
        "date": when,
        "type": random.choice(list(EVENT_TYPES)),
        "rank": random.choice([1, 2, 3, 3]),
        "title": _say(random, 8),
        "title_fr": _say(random, 9),
        "summary": f"{_say(random, 30)}. {_say(random, 25)}.",
        "summary_fr": f"{_say(random, 34)}. {_say(random, 28)}.",
        "places": [{"place": f"place-{random.randrange(PLACES):03}"}],
        "actors": [
            {"actor": f"actor-{actors[0]:03}", "role": "attacker"},
            {"actor": f"actor-{actors[1]:03}", "role": "defender"},
            {
                "actor": f"actor-{actors[2]:03}",
                "role": "supporter",
                "claims": [
                    {"says": "alleges", "by": f"actor-{actors[1]:03}", **_cite(random)},
                    {"says": "denies", "by": f"actor-{actors[2]:03}", **_cite(random)},
                ],
            },
        ],
        "tolls": [
            {"harm": "killed", "whom": "soldiers", "low": low, "high": low + 9, **_cite(random)},
            {"harm": "killed", "whom": "soldiers", "best": low + 30, "by": f"actor-{actors[0]:03}",
             **_cite(random)},
            {"harm": "injured", "whom": "civilians", "low": 3, **_cite(random)},
        ],
        "sources": [
            {"source": f"source-{sources[0]:03}", "at": "§1"},
            {"source": f"source-{sources[1]:03}", "at": "p. 3"},
            {
                "source": f"source-{sources[2]:03}",
                "at": "heading",
                "says": {"date": "2011-12-31"},
                "why": "report-date",
                "note": _say(random, 6),
            },
        ],
        "tags": [random.choice(WORDS[:20]).replace("é", "e")],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    make_chronology(chosen.folder, chosen.events, chosen.seed)


if __name__ == "__main__":
    main()

"""An invented chronology, small and rich: each kind of date, claim, toll and relation once."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Record, write_chronology

SOURCES: list[Record] = [
    {"id": "daily-x", "title": "The night of the harbour", "publisher": "Daily X", "kind": "press"},
    {
        "id": "ngo-b-report",
        "title": "What the convoy left behind",
        "publisher": "Observers B",
        "kind": "ngo-report",
    },
    {
        "id": "un-report-z",
        "title": "Report of the inquiry",
        "publisher": "UN",
        "kind": "un-report",
    },
]

PLACES: list[Record] = [
    {
        "id": "hill-village",
        "name": "Hill Village",
        "names": [{"name": "Colline", "lang": "fr"}],
        "kind": "village",
        "latitude": 11.5,
        "longitude": -3.0,
        "precision": "near",
        "admin": [{"admin1": "north-region", "scheme": "invented"}],
    },
    {"id": "north-region", "name": "North", "kind": "region", "precision": "admin1"},
    {
        "id": "port-city",
        "name": "Port City",
        "name_fr": "Ville-Port",
        "kind": "town",
        "latitude": 10.5,
        "longitude": -3.25,
        "precision": "exact",
        "admin": [{"admin1": "south-region", "scheme": "invented"}],
    },
    {"id": "south-region", "name": "South", "kind": "region", "precision": "admin1"},
]

ACTORS: list[Record] = [
    {"id": "army-a", "name": "Army of A", "short": "AA", "kind": "state-forces"},
    {
        "id": "coalition-d",
        "name": "Coalition of the Dunes",
        "short": "CD",
        "kind": "coalition",
        "names": [{"name": "United Front", "shared": True, "to": "2031-12-31"}],
    },
    {"id": "foreign-company", "name": "Foreign Company", "kind": "private-military"},
    {
        "id": "front-a",
        "name": "Front A",
        "name_fr": "Le Front A",
        "short": "FA",
        "kind": "armed-group",
        "camp": [{"camp": "separatist", "to": "2032-05"}, {"camp": "signatory", "from": "2032-06"}],
        "active": {"from": "2029-10", "to": "2034-11-30", "attested": ["2035-02"]},
        "names": [
            {"name": "Les Dunes", "lang": "fr", "kind": "alias"},
            {"name": "United Front", "from": "2032-01-01", "shared": True},
        ],
        "about": "Fighters of the northern hills, who took up arms after the harvest of 2029.",
        "relations": [
            {
                "kind": "member-of",
                "actor": "coalition-d",
                "from": "[2031-06..2031-10]",
                "to": "2034-02",
                "attested": ["2032-01"],
                "sources": [{"source": "un-report-z", "at": "§3"}],
            },
            {
                "kind": "splinter-of",
                "actor": "front-b",
                "status": "refuted",
                "why": "slip",
                "sources": [{"source": "ngo-b-report", "at": "p. 9"}],
                "note": "The report has it the wrong way round.",
            },
            {
                "kind": "merged-into",
                "actor": "front-b",
                "from": "2034-12",
                "status": "announced",
                "sources": [{"source": "daily-x", "at": "¶7"}],
            },
            {
                "kind": "ally-of",
                "actor": "foreign-company",
                "status": "contested",
                "claims": [{"says": "denies", "by": "front-a", "source": "daily-x", "at": "¶8"}],
                "sources": [{"source": "ngo-b-report", "at": "p. 4"}],
                "note": "Front A denies it.",
            },
            {
                "kind": "opponent-of",
                "actor": "army-a",
                "from": "2030",
                "extent": "part",
                "status": "claimed",
                "sources": [{"source": "daily-x", "at": "¶2"}],
            },
        ],
        "sources": [{"source": "un-report-z", "at": "§3"}],
    },
    {
        "id": "front-b",
        "name": "Front B",
        "short": "FB",
        "kind": "armed-group",
        "relations": [
            {
                "kind": "splinter-of",
                "actor": "front-a",
                "from": "2030-08",
                "sources": [{"source": "un-report-z", "at": "§4"}],
            },
        ],
    },
    {"id": "mission-b", "name": "Mission B", "kind": "mission"},
    {
        "id": "mission-c",
        "name": "Mission C",
        "kind": "mission",
        "relations": [
            {
                "kind": "successor-of",
                "actor": "mission-b",
                "from": "2033-02",
                "sources": [{"source": "un-report-z", "at": "§1"}],
            },
        ],
    },
    {"id": "ngo-b", "name": "Observers B", "kind": "ngo"},
    {
        "id": "officer-m",
        "name": "Officer M",
        "kind": "person",
        "relations": [
            {
                "kind": "leads",
                "actor": "front-a",
                "as": "spokesman",
                "from": "2030-01",
                "to": "2031-06-30",
                "sources": [{"source": "daily-x", "at": "¶4"}],
            },
        ],
    },
    {"id": "president-a", "name": "President A", "kind": "person"},
    {"id": "the-junta", "name": "Council of Officers", "short": "Council", "kind": "junta"},
]

EVENTS: list[Record] = [
    {
        "id": "2030-hill-truce",
        "date": "../2030-06",
        "type": "agreement",
        "status": "announced",
        "rank": 3,
        "title": "A truce on the hills runs out",
        "summary": "The truce of the hills ends, by the account of one side.",
        "places": [{"place": "north-region"}],
        "actors": [{"actor": "front-a", "role": "party"}],
        "sources": [{"source": "daily-x", "at": "¶3"}],
    },
    {
        "id": "2030-harbour-mutiny",
        "date": "[2030-01-21..2030-01-31]",
        "as_written": "late January",
        "type": "mutiny",
        "rank": 2,
        "title": "Soldiers refuse to leave the harbour barracks",
        "summary": "A company stays in its barracks and asks for pay.",
        "places": [{"place": "port-city", "part": "camp"}],
        "actors": [{"actor": "army-a", "role": "party"}],
        "sources": [{"source": "daily-x", "at": "¶1"}],
        "tags": ["pay"],
    },
    {
        "id": "2031-week-of-fighting",
        "date": "2031-01-26/2031-01-30",
        "type": "battle",
        "method": ["ambush", "mine"],
        "rank": 1,
        "episode": True,
        "title": "Five days of fighting around the hill villages and the road that joins them",
        "summary": "Both fronts attack army posts along the road; the army sends aircraft.",
        "places": [
            {"place": "hill-village", "role": "near", "note": "along the road"},
            {"place": "port-city", "role": "destination"},
        ],
        "actors": [
            {"one_of": ["front-a", "front-b"], "role": "attacker"},
            {"actor": "army-a", "role": "defender"},
            {"actor": "officer-m", "role": "subject", "fate": "killed", "fate_status": "refuted"},
        ],
        "tolls": [
            {
                "harm": "killed",
                "whom": "soldiers",
                "of": "army-a",
                "low": 8,
                "by": "army-a",
                "said": "2031-01-31",
                "source": "daily-x",
                "at": "¶2",
                "why": "early-count",
            },
            {
                "harm": "killed",
                "whom": "soldiers",
                "of": "army-a",
                "best": 40,
                "words": "some",
                "by": "front-a",
                "source": "daily-x",
                "at": "¶5",
            },
            {
                "harm": "killed",
                "whom": "soldiers",
                "of": "army-a",
                "low": 21,
                "best": 23,
                "high": 25,
                "by": "mission-c",
                "source": "un-report-z",
                "at": "§14",
                "preferred": True,
                "note": "only inquiry on site",
            },
            {"harm": "killed", "whom": "rebels", "best": 12000, "source": "daily-x", "at": "¶9",
             "refuted": True},
            {"harm": "injured", "whom": "civilians", "words": "dozens", "source": "ngo-b-report",
             "at": "p. 2"},
        ],
        "sources": [
            {"source": "un-report-z", "at": "§12–14"},
            {"source": "daily-x", "at": "¶1", "says": {"place": ["port-city"]}, "why": "open",
             "note": "tells of one town only"},
        ],
        "tags": ["road", "hills"],
    },
    {
        "id": "2031-harbour-coup",
        "date": "2031-03-22",
        "dates": [
            {"kind": "announced", "date": "2031-03-23", "by": "the-junta", "source": "daily-x",
             "at": "¶2"},
        ],
        "type": "coup",
        "rank": 1,
        "title": "Soldiers take the harbour and depose the president",
        "title_fr": "Des soldats prennent le port et déposent le président",
        "summary": "Officers end the mutiny by taking power in the night; the president is held.",
        "summary_fr": "Des officiers prennent le pouvoir dans la nuit.",
        "places": [{"place": "port-city"}],
        "actors": [
            {"actor": "the-junta", "role": "attacker"},
            {"actor": "president-a", "role": "subject", "as": "head of state", "fate": "deposed"},
            {
                "actor": "foreign-company",
                "role": "supporter",
                "claims": [
                    {"says": "alleges", "by": "ngo-b", "said": "2031-04-05",
                     "source": "ngo-b-report", "at": "p. 3"},
                    {"says": "denies", "by": "the-junta", "said": "2031-04-07",
                     "source": "daily-x", "at": "¶4"},
                ],
            },
        ],
        "quantities": [
            {"quantity": "components", "best": 6, "source": "daily-x", "at": "¶6"},
        ],
        "sources": [
            {"source": "un-report-z", "at": "§2"},
            {"source": "daily-x", "at": "¶1", "says": {"date": "2031-03-21"}, "why": "stage",
             "note": "counts from the mutiny"},
            {"source": "ngo-b-report", "at": "p. 1", "says": {"date": "2031-03"}},
        ],
        "control": [
            {"place": "port-city", "holders": ["the-junta"], "state": "held",
             "source": "un-report-z", "at": "§15"},
            {"place": "port-city", "part": "airport", "holders": ["army-a", "the-junta"],
             "state": "contested", "from": "2031-03-24", "by": "ngo-b", "source": "ngo-b-report",
             "at": "p. 5", "note": "until evening"},
        ],
        "related": [{"event": "2030-harbour-mutiny", "kind": "ends"}],
        "tags": ["power"],
    },
    {
        "id": "2031-village-killing",
        "date": "2031-04",
        "type": "violence-against-civilians",
        "rank": 2,
        "provisional": True,
        "title": "People are killed in Hill Village",
        "summary": "Residents find the dead after armed men have gone.",
        "places": [{"place": "hill-village"}],
        "actors": [{"actor": "foreign-company", "role": "perpetrator",
                    "claims": [{"says": "attributes", "by": "residents", "source": "ngo-b-report",
                                "at": "p. 7"}]}],
        "tolls": [{"harm": "killed", "whom": "civilians", "low": 3, "source": "ngo-b-report",
                   "at": "p. 7"}],
        "sources": [{"source": "ngo-b-report", "at": "p. 7"}],
        "related": [{"event": "2031-harbour-coup", "kind": "responds-to"}],
    },
    {
        "id": "2031-road-siege",
        "date": "2031-05/2031-08",
        "type": "blockade",
        "rank": 2,
        "title": "Front B closes the road to the port",
        "summary": "No lorry passes for months.",
        "places": [{"place": "hill-village", "role": "between"},
                   {"place": "port-city", "role": "between"}],
        "actors": [{"actor": "front-b", "role": "perpetrator"}],
        "sources": [{"source": "un-report-z", "at": "§20"}],
    },
    {
        "id": "2031-talks",
        "date": "2031-09-14?",
        "type": "talks",
        "status": "claimed",
        "rank": 3,
        "title": "Envoys meet in a place that nobody names",
        "summary": "Front A says that it has met envoys of the Council.",
        "actors": [{"actor": "front-a", "role": "party"}, {"actor": "the-junta", "role": "party"}],
        "sources": [{"source": "daily-x", "at": "¶11"}],
    },
    {
        "id": "2032-drought",
        "date": "2032~",
        "type": "humanitarian",
        "rank": 3,
        "title": "The wells of the north run low",
        "summary": "Herds move south early.",
        "places": [{"place": "north-region"}],
        "sources": [{"source": "daily-x", "at": "¶13"}],
    },
    {
        "id": "2032-raid",
        "date": "[2032-11-28..2032-12-03]",
        "type": "abduction",
        "rank": 3,
        "title": "Two drivers are taken near Hill Village",
        "summary": "Two drivers do not come home.",
        "places": [{"place": "hill-village", "role": "near"}],
        "actors": [{"actor": "front-b", "role": "perpetrator"}],
        "tolls": [{"harm": "abducted", "whom": "civilians", "best": 2, "source": "daily-x",
                   "at": "¶12"}],
        "sources": [{"source": "daily-x", "at": "¶12"}],
    },
    {
        "id": "2033-mission",
        "date": "2033-02/..",
        "type": "deployment",
        "rank": 1,
        "title": "Mission C arrives",
        "summary": "The mission opens a base at the port.",
        "places": [{"place": "port-city"}],
        "actors": [{"actor": "mission-c", "role": "party"}],
        "sources": [{"source": "un-report-z", "at": "§1"}],
    },
]  # fmt: skip


FIGURES: list[Record] = [
    {
        "id": "displaced-2031",
        "kind": "stock",
        "measure": "displaced",
        "places": ["north-region"],
        "actors": ["front-b"],
        "whom": "civilians",
        "as_of": "2031-06-30",
        "best": 47000,
        "words": "some 47,000",
        "covers": "the hill villages",
        "source": "un-report-z",
        "at": "§30",
    },
    {
        "id": "killed-since-2030",
        "kind": "cumulative",
        "measure": "killed",
        "since": "2030-01",
        "until": "2032-12",
        "low": 31,
        "by": "mission-c",
        "source": "daily-x",
        "at": "¶14",
        "note": "never broken down",
    },
]


def write_invented(folder: Path) -> Path:
    """Write the chronology into a folder and give the folder."""
    return write_chronology(
        folder, events=EVENTS, actors=ACTORS, places=PLACES, sources=SOURCES, figures=FIGURES
    )


def write_disputed(folder: Path) -> Path:
    """Write it with more that sources differ on: each field, and several reasons."""
    added: dict[str, Record] = {
        "2030-harbour-mutiny": {"says": {"type": "protest"}, "why": "interest"},
        "2032-raid": {"says": {"place": ["port-city"]}},
        "2031-talks": {"says": {"status": "refuted"}, "why": "open", "note": "denied by all"},
        "2032-drought": {"says": {"date": "2033"}, "why": "slip"},
        "2033-mission": {"says": {"actors": ["mission-b"]}, "why": "scope"},
    }
    events = []
    for event in EVENTS:
        if says := added.get(event["id"]):
            more = {"source": "ngo-b-report", "at": "p. 12", **says}
            event = {**event, "sources": [*event["sources"], more]}  # noqa: PLW2901
        events.append(event)
    return write_chronology(
        folder, events=events, actors=ACTORS, places=PLACES, sources=SOURCES, figures=FIGURES
    )

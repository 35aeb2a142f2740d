"""A filter as a plain scan over the records, from its definition: what the SQL is held against."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from math import acos, cos, radians, sin

from malicli.dates import DateKind, UncertainDate, parse_date
from malicli.model.actor import Actor
from malicli.model.dataset import Dataset
from malicli.model.event import Event, Toll
from malicli.model.fields import walk_references
from malicli.model.place import Place
from malicli.query.filters import Filter

Span = tuple[date, date]
ALWAYS = date.min, date.max
DOING = {"claims", "attributes", "alleges", "finds", "confirms", "admits"}
EXCUSES = {"slip", "report-date", "stage", "simplified", "relay-hardened"}


@cache
def spell_plainly(text: str) -> str:
    """Lower case, no accents, a space for all that is no letter or digit."""
    bare = [c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)]
    return " ".join("".join(c if c.isalnum() else " " for c in bare).lower().split())


def read_span(first: str | None, last: str | None) -> Span:
    """The days that something from ``first`` to ``last`` may hold."""
    begin = parse_date(first).earliest if first else date.min
    return begin, parse_date(last).latest if last else date.max


def touch(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


class Scan:
    """All events of a dataset, looked at one by one."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.actors = {actor.id: actor for actor in dataset.actors}
        self.places = {place.id: place for place in dataset.places}
        self.wanted: list[tuple[str, Span]] = []
        self.wanted_places: set[str] = set()

    def find(self, which: Filter) -> list[str]:
        """The ids of the events that the filter lets through, in its order."""
        tests = (
            self.has_date, self.has_actor, self.has_type, self.has_place, self.is_near,
            self.has_source, self.has_tag, self.has_words, self.has_numbers,
        )  # fmt: skip
        self.wanted = list(self.list_wanted(which))
        self.wanted_places = {self.find_place(name).id for name in which.places}
        found = [e for e in self.dataset.events if all(test(e, which) for test in tests)]
        return [event.id for event in sort_events(found, which.sort or "date")][: which.limit]

    # When

    def has_date(self, event: Event, which: Filter) -> bool:
        asked = which.first or date.min, which.last or date.max
        when = event.when
        if which.certain:
            return not when.doubt and surely_touches(when, asked)
        return touch((when.earliest, when.latest), asked)

    # Who

    def has_actor(self, event: Event, which: Filter) -> bool:
        lines = [
            actor
            for line in event.actors
            if not which.roles or line.role in which.roles
            for actor in line.actors
        ]
        if not which.actors:
            return bool(lines) or not which.roles
        days = event.when.earliest, event.when.latest
        return any(id_ in lines and touch(span, days) for id_, span in self.wanted)

    def list_wanted(self, which: Filter) -> Iterator[tuple[str, Span]]:
        """Each actor that counts, and the days on which it does."""
        for name in which.actors:
            own = self.find_actor(name, which.as_of)
            line = {own}
            if which.lineage:
                line |= self.follow(own, forward=True) | self.follow(own, forward=False)
            for id_ in line:
                yield id_, ALWAYS
                if which.members:
                    yield from self.list_members(id_, ALWAYS)

    def find_actor(self, name: str, as_of: date | None) -> str:
        bearers = []
        for actor in self.dataset.actors:
            for spelling, (first, last) in list_names(actor):
                held = as_of is None or first <= as_of <= last
                if spell_plainly(spelling) == spell_plainly(name) and held:
                    bearers.append(actor.id)
        (id_,) = set(bearers)
        return id_

    def follow(self, actor: str, *, forward: bool) -> set[str]:
        """The successors of an actor, and theirs; or its predecessors, and theirs."""
        steps = defaultdict(set)
        for owner in self.dataset.actors:
            for relation in owner.relations:
                if relation.status != "accepted":
                    continue
                if relation.kind == "successor-of":
                    steps[relation.actor, owner.id].add("then")
                if relation.kind == "merged-into":
                    steps[owner.id, relation.actor].add("then")
        pairs = [pair if forward else pair[::-1] for pair in steps]
        found: set[str] = set()
        ahead = {actor}
        while ahead:
            ahead = {after for before, after in pairs if before in ahead} - found
            found |= ahead
        return found

    def list_members(self, coalition: str, during: Span) -> Iterator[tuple[str, Span]]:
        for actor in self.dataset.actors:
            for relation in actor.relations:
                told = relation.status in ("accepted", "contested")
                if (relation.kind, relation.actor) == ("member-of", coalition) and told:
                    first, last = read_span(relation.from_, relation.to)
                    span = max(first, during[0]), min(last, during[1])
                    if span[0] <= span[1]:
                        yield actor.id, span
                        yield from self.list_members(actor.id, span)

    # What

    def has_type(self, event: Event, which: Filter) -> bool:
        return not which.types or event.type in which.types

    def has_source(self, event: Event, which: Filter) -> bool:
        return not which.sources or any(
            ref.kind == "source" and ref.id in which.sources for ref in walk_references(event)
        )

    def has_tag(self, event: Event, which: Filter) -> bool:
        return not which.tags or any(tag in which.tags for tag in event.tags)

    def has_words(self, event: Event, which: Filter) -> bool:
        if which.text is None:
            return True
        texts = [event.title, event.title_fr, event.summary, event.summary_fr, *event.tags]
        for line in event.actors:
            for id_ in line.actors:
                texts += [name for name, _ in list_names(self.actors[id_])]
        for line_ in event.places:
            texts += list_place_names(self.places[line_.place])
        words = spell_plainly(" ".join(filter(None, texts))).split()
        return set(spell_plainly(which.text).split()) <= set(words)

    # Where

    def has_place(self, event: Event, which: Filter) -> bool:
        if not which.places:
            return True
        days = event.when.earliest, event.when.latest
        places = [self.places[line.place] for line in event.places]
        return any(self.wanted_places & self.list_areas(place, days) for place in places)

    def find_place(self, name: str) -> Place:
        named = spell_plainly(name)
        (place,) = [
            place
            for place in self.dataset.places
            if named in map(spell_plainly, [place.id, *list_place_names(place)])
        ]
        return place

    def list_areas(self, place: Place, days: Span) -> set[str | None]:
        """A place, and what it lay in on those days."""
        areas = {place.id, None}
        for division in place.admin:
            if touch(read_span(division.from_, division.to), days):
                areas |= {division.admin1, division.admin2}
        areas |= {p.id for p in self.dataset.places if p.kind == "country" and place.country
                  and p.country == place.country}  # fmt: skip
        return areas - {None}

    def is_near(self, event: Event, which: Filter) -> bool:
        if which.around is None:
            return True
        try:
            latitude, longitude = map(float, which.around.split(","))
        except ValueError:
            centre = self.find_place(which.around)
            assert centre.latitude is not None
            assert centre.longitude is not None
            latitude, longitude = centre.latitude, centre.longitude
        return any(
            there.latitude is not None
            and there.longitude is not None
            and measure_arc(latitude, longitude, there.latitude, there.longitude) <= which.within
            for there in (self.places[line.place] for line in event.places)
        )

    # How many, how sure

    def has_numbers(self, event: Event, which: Filter) -> bool:
        low = count_killed(event)
        enough = which.min_killed is None or (low is not None and low >= which.min_killed)
        known = which.rank is None or event.rank <= which.rank
        return enough and known and (not which.disputed or is_disputed(event))


def list_names(actor: Actor) -> Iterator[tuple[str, Span]]:
    for name in filter(None, (actor.id, actor.short, actor.name, actor.name_fr)):
        yield name, ALWAYS
    for other in actor.names:
        yield other.name, read_span(other.from_, other.to)


def list_place_names(place: Place) -> list[str]:
    return [*filter(None, (place.name, place.name_fr)), *(n.name for n in place.names)]


def surely_touches(when: UncertainDate, asked: Span) -> bool:
    if when.kind is DateKind.LASTED:
        # Whenever it began and ended, between them lies some day of the range.
        return when.start_latest <= asked[1] and when.end_earliest >= asked[0]
    return asked[0] <= when.earliest and when.latest <= asked[1]


def measure_arc(lat1: float, long1: float, lat2: float, long2: float) -> float:
    """Kilometres by the spherical law of cosines."""
    north, other = radians(lat1), radians(lat2)
    cosine = sin(north) * sin(other) + cos(north) * cos(other) * cos(radians(long2 - long1))
    return 6371.0 * acos(max(-1.0, min(1.0, cosine)))


def count_killed(event: Event) -> float | None:
    """The lowest claim of each group of people, added up; a count of all stands for the whole."""
    groups: dict[str, list[Toll]] = defaultdict(list)
    for toll in event.tolls:
        if toll.harm == "killed" and not toll.refuted:
            groups[toll.group or f"{toll.whom} of {toll.of}"].append(toll)
    wholes = [toll for group in groups.values() for toll in group if toll.whom == "all"]
    lows = [find_lows(wholes)] if wholes else [find_lows(group) for group in groups.values()]
    known = [min(low) for low in lows if low]
    return sum(known) if known else None


def find_lows(tolls: list[Toll]) -> list[float]:
    """The least that each claim with a number allows; "up to 30" allows none at all."""
    lows = [min((n for n in (t.low, t.best) if n is not None), default=t.high and 0) for t in tolls]
    return [low for low in lows if low is not None]


def is_disputed(event: Event) -> bool:
    """Whether sources conflict in a way that nothing explains.

    Knows what the chronology of these tests holds: dates told otherwise, tolls, denials.
    """
    rivals = [event.when]
    rivals += [
        parse_date(s.says.date)
        for s in event.sources
        if s.says and s.says.date and s.why not in EXCUSES
    ]
    apart = [
        not touch((one.earliest, one.latest), (other.earliest, other.latest))
        for one, other in combinations(rivals, 2)
    ]
    denied = [
        {c.says for c in line.claims} & DOING and {c.says for c in line.claims} & {"denies"}
        for line in event.actors
    ]
    return any(apart) or any(denied) or any(map(conflict, combinations(event.tolls, 2)))


def conflict(pair: tuple[Toll, Toll]) -> bool:
    """Whether two claims about the same people cannot both be right."""
    one, other = pair
    if (one.harm, one.whom, one.of, one.group) != (other.harm, other.whom, other.of, other.group):
        return False
    if one.refuted or other.refuted or {one.why, other.why} & EXCUSES:
        return False
    (low1, high1), (low2, high2) = bound(one), bound(other)
    return low1 > high2 or low2 > high1


def bound(toll: Toll) -> tuple[float, float]:
    """The range of a claim: "at least 8" ends nowhere, "8" is 8, "up to 30" begins at none."""
    numbers = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    low = 0 if toll.low is None and toll.best is None else min(numbers)
    open_above = toll.high is None and toll.low is not None and toll.best is None
    return low, float("inf") if open_above else max(numbers)


def sort_events(events: list[Event], key: str) -> list[Event]:
    """By time, ties by id; by another key, ties by time."""
    in_time = sorted(events, key=lambda e: (e.when.earliest, e.when.latest, e.id))
    if key == "-date":
        return in_time[::-1]
    if key in ("killed", "-killed"):
        sign = -1 if key == "-killed" else 1
        counted = [e for e in in_time if count_killed(e) is not None]
        counted.sort(key=lambda e: sign * (count_killed(e) or 0))
        return counted + [e for e in in_time if count_killed(e) is None]
    orders: dict[str, Callable[[Event], object]] = {
        "date": lambda _: 0,
        "rank": lambda e: e.rank,
        "title": lambda e: e.title,
    }
    return sorted(in_time, key=orders[key])  # type: ignore[arg-type]

"""Where sources differ: the one implementation of *difference* and *dispute*.

A **difference** is a conflicting value. A **dispute** is a difference that no ``why`` explains
away, or claims about the same people whose ranges do not meet, or an act both ascribed and denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from malicli.dates import UncertainDate, parse_date
from malicli.model.event import Control, Event, EventSource, Quantified
from malicli.model.tolls import find_apart, find_disputed
from malicli.vocabulary import AFFIRMING, DENYING, EXPLAINED

_NO_RIVAL = frozenset({"present", "unknown"})

# place id → ids of the regions, cercles and countries it lies in
Divisions = Mapping[str, frozenset[str]]


class Standing(StrEnum):
    """How a source's value stands to the event's own."""

    EQUAL = "equal"
    VAGUER = "vaguer"
    FINER = "finer"
    CONFLICTING = "conflicting"


class Claim(NamedTuple):
    """One claim of an event: about which field, where in the record, how it stands to the rest."""

    field: str
    path: tuple[str | int, ...]
    standing: Standing
    disputed: bool


def compare_dates(ours: UncertainDate, theirs: UncertainDate) -> Standing:
    """Compare two dates: conflicting when no reading of both is the same."""
    if ours[1:6] == theirs[1:6]:
        return Standing.EQUAL
    starts_meet = ours.earliest <= theirs.start_latest and theirs.earliest <= ours.start_latest
    ends_meet = ours.end_earliest <= theirs.latest and theirs.end_earliest <= ours.latest
    if not (starts_meet and ends_meet):
        return Standing.CONFLICTING
    within = ours.earliest <= theirs.earliest and theirs.latest <= ours.latest
    return Standing.FINER if within else Standing.VAGUER


def compare_sets(ours: Iterable[str], theirs: Iterable[str]) -> Standing:
    """Compare who or where: fewer is vaguer, any at all finer than none, others conflict."""
    mine, yours = set(ours), set(theirs)
    if mine == yours:
        return Standing.EQUAL
    if not mine:
        return Standing.FINER
    return Standing.VAGUER if yours < mine else Standing.CONFLICTING


def compare_places(ours: Sequence[str], theirs: Sequence[str], divisions: Divisions) -> Standing:
    """Compare places: a region, cercle or country around ours is vaguer, a town in it finer."""
    around = frozenset().union(*(divisions.get(place, frozenset()) for place in ours))
    if all(place in around for place in theirs):
        return Standing.VAGUER
    if all(divisions.get(place, frozenset()) & {*ours} for place in theirs):
        return Standing.FINER
    return compare_sets(ours, [place for place in theirs if place not in around])


def find_claims(event: Event, divisions: Divisions) -> Iterator[Claim]:
    """Find every claim that the event gathers, and how each stands to the others."""
    for index, source in enumerate(event.sources):
        if source.says:
            yield from _weigh_source(event, source, index, divisions)
    yield from _weigh_days(event)
    for index, _ in enumerate(event.dates):
        yield Claim("day", ("dates", index), Standing.EQUAL, False)
    for index, actor in enumerate(event.actors):
        says = {claim.says for claim in actor.claims}
        disputed = bool(says & AFFIRMING and says & DENYING)
        standing = Standing.CONFLICTING if disputed else Standing.EQUAL
        # Claims on a line with a fate are about what became of the actor, not about what it did.
        field = "fate" if actor.fate else "who"
        for position, _ in enumerate(actor.claims):
            yield Claim(field, ("actors", index, "claims", position), standing, disputed)
    yield from _weigh_numbers("toll", "tolls", _group(_key_tolls(event)))
    yield from _weigh_numbers("quantity", "quantities", _group(_key_quantities(event)))
    yield from _weigh_control(event)


def _weigh_source(
    event: Event, source: EventSource, index: int, divisions: Divisions
) -> Iterator[Claim]:
    says = source.says
    assert says is not None
    standings: dict[str, Standing] = {}
    if says.place:
        places = [p.place for p in event.places]
        standings["place"] = compare_places(places, says.place, divisions)
    if says.actors:
        actors = [actor for line in event.actors for actor in line.actors]
        standings["actors"] = compare_sets(actors, says.actors)
    if says.type:
        standings["type"] = compare_sets([event.type], [says.type])
    if says.status:
        standings["status"] = compare_sets([event.status], [says.status])
    for field, standing in standings.items():
        disputed = standing is Standing.CONFLICTING and source.why not in EXPLAINED
        yield Claim(field, ("sources", index, "says", field), standing, disputed)


def _weigh_days(event: Event) -> Iterator[Claim]:
    """Dates that sources give: against the event's own, and against one another.

    An event whose date spans two rival days conflicts with neither; the two days do, with each
    other.
    """
    dated = [
        (index, parse_date(source.says.date), source.why in EXPLAINED)
        for index, source in enumerate(event.sources)
        if source.says and source.says.date
    ]
    for index, day, explained in dated:
        standing = compare_dates(event.when, day)
        rivals = (d for i, d, excused in dated if i != index and not (excused or explained))
        if any(compare_dates(rival, day) is Standing.CONFLICTING for rival in rivals):
            standing = Standing.CONFLICTING
        disputed = standing is Standing.CONFLICTING and not explained
        yield Claim("date", ("sources", index, "says", "date"), standing, disputed)


_Keyed = Iterator[tuple[object, int, Quantified]]


def _key_tolls(event: Event) -> _Keyed:
    for index, toll in enumerate(event.tolls):
        # A refuted claim stands alone: it is shown, and weighs nothing.
        yield (index if toll.refuted else toll.same_people), index, toll


def _key_quantities(event: Event) -> _Keyed:
    for index, quantity in enumerate(event.quantities):
        yield (quantity.quantity, quantity.of), index, quantity


def _group(keyed: _Keyed) -> list[list[tuple[int, Quantified]]]:
    groups: dict[object, list[tuple[int, Quantified]]] = {}
    for key, index, claim in keyed:
        groups.setdefault(key, []).append((index, claim))
    return list(groups.values())


def _weigh_numbers(
    field: str, key: str, groups: list[list[tuple[int, Quantified]]]
) -> Iterator[Claim]:
    for group in groups:
        claims = [claim for _, claim in group]
        apart, disputed = find_apart(claims), find_disputed(claims)
        for position, (index, _) in enumerate(group):
            standing = Standing.CONFLICTING if position in apart else Standing.EQUAL
            yield Claim(field, (key, index), standing, position in disputed)


def _weigh_control(event: Event) -> Iterator[Claim]:
    rivals: dict[object, list[tuple[int, Control]]] = {}
    for index, control in enumerate(event.control):
        key = control.place, control.part, control.from_ or event.date
        rivals.setdefault(key, []).append((index, control))
    for group in rivals.values():
        # To be there is no rival of holding it.
        told = {(frozenset(c.holders), c.state) for _, c in group if c.state not in _NO_RIVAL}
        disputed = len(told) > 1
        standing = Standing.CONFLICTING if disputed else Standing.EQUAL
        for index, control in group:
            rival = disputed and control.state not in _NO_RIVAL
            yield Claim("control", ("control", index), standing if rival else Standing.EQUAL, rival)

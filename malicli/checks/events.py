"""Rules about events as such: sources, dates, relations, twins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from malicli.checks.subject import Subject
from malicli.diagnostics import Finding
from malicli.model.event import Event


def find_yearless_ids(subject: Subject) -> Iterator[Finding]:
    """An event's id begins with a year."""
    for index, event in enumerate(subject.dataset.events):
        if not event.id.partition("-")[0].isdigit() or event.id.find("-") != 4:
            message = f"an event's id begins with its year: {event.id!r}"
            help_ = f"write {event.when.earliest.year}-{event.id}"
            yield Finding("invalid-id", message, "event", index, ("id",), help_)


def find_unsourced_events(subject: Subject) -> Iterator[Finding]:
    """An event without a source."""
    for index, event in enumerate(subject.dataset.events):
        if not event.sources:
            message = f"{event.id} cites no source"
            yield Finding("no-source", message, "event", index, ("id",), "add `sources:`")


def find_future_events(subject: Subject) -> Iterator[Finding]:
    """An event that cannot have happened yet (one that is announced may lie ahead)."""
    for index, event in enumerate(subject.dataset.events):
        if event.when.earliest > subject.today and event.status != "announced":
            message = f"{event.date} is after today, {subject.today}"
            help_ = "correct the date, or set `status: announced`"
            yield Finding("future-date", message, "event", index, ("date",), help_)


def find_wrong_years(subject: Subject) -> Iterator[Finding]:
    """An id whose year the date cannot fall in (ids never change, so this may be right)."""
    for index, event in enumerate(subject.dataset.events):
        year = event.id[:4]
        when = event.when
        if year.isdigit() and not when.earliest.year <= int(year) <= when.latest.year:
            message = f"the id says {year}, the date {event.date}"
            yield Finding(
                "wrong-year", message, "event", index, ("id",), "right if the date was corrected"
            )


def find_self_relations(subject: Subject) -> Iterator[Finding]:
    """An event related to itself."""
    for index, event in enumerate(subject.dataset.events):
        for position, relation in enumerate(event.related):
            if relation.event in (event.id, *event.formerly):
                message = f"{event.id} is {relation.kind} itself"
                path = ("related", position, "event")
                yield Finding("self-relation", message, "event", index, path, "name the other")


def find_circular_parts(subject: Subject) -> Iterator[Finding]:
    """Events that are, by way of others, part of themselves."""
    parents = {
        event.id: [r.event for r in event.related if r.kind == "part-of" and r.event != event.id]
        for event in subject.dataset.events
    }
    for index, event in enumerate(subject.dataset.events):
        seen: set[str] = set()
        ahead = list(parents[event.id])
        while ahead:
            parent = ahead.pop()
            if parent not in seen:
                seen.add(parent)
                ahead.extend(parents.get(parent, ()))
        if event.id in seen:
            message = f"{event.id} is part of itself by way of others"
            yield Finding(
                "contradictory-relation", message, "event", index, ("related",), "cut the circle"
            )


def find_empty_episodes(subject: Subject) -> Iterator[Finding]:
    """An episode that no event is part of, and an offensive that is no episode."""
    parents = {r.event for e in subject.dataset.events for r in e.related if r.kind == "part-of"}
    for index, event in enumerate(subject.dataset.events):
        if event.episode and event.id not in parents:
            message = f"no event is part of {event.id}"
            help_ = "add `related: [{event: …, kind: part-of}]` to its acts"
            yield Finding("episode-without-parts", message, "event", index, ("episode",), help_)
        if event.type == "offensive" and not event.episode:
            message = "an offensive is several acts"
            help_ = "add `episode: true`, or choose the type of the one act"
            yield Finding("episode-without-parts", message, "event", index, ("type",), help_)


def find_twins(subject: Subject) -> Iterator[Finding]:
    """Two events of one type that share days, a place and an actor, and are not told apart."""
    ordered = sorted(enumerate(subject.dataset.events), key=lambda pair: pair[1].when.earliest)
    open_: list[tuple[int, Event]] = []
    day = timedelta(days=1)
    for index, event in ordered:
        open_ = [p for p in open_ if p[1].when.latest >= event.when.earliest - day]
        for _, other in open_:
            if _are_alike(event, other) and not _are_told_apart(event, other):
                message = f"looks like {other.id}: same type, days, place and actor"
                help_ = f"merge them, or add `distinct_from: [{other.id}]`"
                yield Finding("twin-events", message, "event", index, ("id",), help_)
        open_.append((index, event))


def _are_alike(one: Event, other: Event) -> bool:
    def describe(event: Event) -> tuple[set[str], set[str]]:
        places = {p.place for p in event.places}
        return places, {actor for line in event.actors for actor in line.actors}

    # A span of months shares days with everything: only short ones can be twins.
    short = all((e.when.latest - e.when.earliest).days <= 31 for e in (one, other))
    if one.type != other.type or not short:
        return False
    places, actors = describe(one)
    other_places, other_actors = describe(other)
    return bool(places & other_places) and bool(actors & other_actors)


def _are_told_apart(one: Event, other: Event) -> bool:
    return any(
        b.id in a.distinct_from or any(r.event == b.id for r in a.related)
        for a, b in ((one, other), (other, one))
    )

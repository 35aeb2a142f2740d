"""Rules about claims: numbers in order, preferences and differences explained."""

from __future__ import annotations

from collections.abc import Iterator

from malicli.checks.subject import Subject
from malicli.diagnostics import Finding
from malicli.model.differences import Standing, find_claims
from malicli.model.event import Quantified
from malicli.model.tolls import group_tolls

Numbered = Iterator[tuple[str, int, tuple[str | int, ...], Quantified]]


def _list_numbers(subject: Subject) -> Numbered:
    """Every toll, quantity and figure, with where it stands."""
    for index, event in enumerate(subject.dataset.events):
        for position, toll in enumerate(event.tolls):
            yield "event", index, ("tolls", position), toll
        for position, quantity in enumerate(event.quantities):
            yield "event", index, ("quantities", position), quantity
    for index, figure in enumerate(subject.dataset.figures):
        yield "figure", index, (), figure


def find_disordered_ranges(subject: Subject) -> Iterator[Finding]:
    """Low, best and high ascend."""
    for kind, index, path, number in _list_numbers(subject):
        given = [n for n in (number.low, number.best, number.high) if n is not None]
        if given != sorted(given):
            message = f"low ≤ best ≤ high does not hold: {', '.join(map(str, given))}"
            yield Finding("range-order", message, kind, index, path, "put the numbers in order")


def find_empty_numbers(subject: Subject) -> Iterator[Finding]:
    """A claim about a number gives one, or the words of the source."""
    for kind, index, path, number in _list_numbers(subject):
        if number.floor is None and not number.words:
            message = "gives neither a number nor words"
            help_ = "add low, best or high, or `words: dozens`"
            yield Finding("empty-toll", message, kind, index, path, help_)


def find_unexplained_preferences(subject: Subject) -> Iterator[Finding]:
    """A preferred claim says why, in a note."""
    for kind, index, path, number in _list_numbers(subject):
        if number.preferred and not number.note:
            message = "is preferred without a reason"
            help_ = "add `note:` with method, access or number of witnesses"
            yield Finding("unexplained-preference", message, kind, index, path, help_)


def find_rival_preferences(subject: Subject) -> Iterator[Finding]:
    """One preferred claim in a group, at most."""
    for index, event in enumerate(subject.dataset.events):
        for (harm, _), group in group_tolls(event.tolls).items():
            if sum(toll.preferred for toll in group) > 1:
                message = f"two claims about the same people ({harm}) are preferred"
                help_ = "prefer one, or give different people another `group:`"
                yield Finding("several-preferred", message, "event", index, ("tolls",), help_)


def find_unexplained_differences(subject: Subject) -> Iterator[Finding]:
    """A value that differs has a ``why`` and a note; one that does not differ needs no ``says``."""
    for index, event in enumerate(subject.dataset.events):
        for claim in find_claims(event, subject.divisions):
            if claim.path[0] != "sources":
                continue
            source = event.sources[int(claim.path[1])]
            blurred = claim.standing is Standing.VAGUER and not source.why
            if claim.standing is Standing.EQUAL or blurred:
                message = f"{source.source} says nothing else about the {claim.field}"
                help_ = f"{claim.standing}: leave it out of `says`"
                yield Finding("idle-difference", message, "event", index, claim.path, help_)
            elif not (source.why and source.note) and claim.standing is not Standing.VAGUER:
                message = f"{source.source} differs on the {claim.field}, unexplained"
                help_ = "add `why:` and a `note:` on how the event's value was chosen"
                yield Finding("unexplained-difference", message, "event", index, claim.path, help_)


def find_unattributed_tolls(subject: Subject) -> Iterator[Finding]:
    """Every number has a source."""
    for kind, index, path, number in _list_numbers(subject):
        if not number.source:
            message = "names no source"
            yield Finding("toll-without-claimant", message, kind, index, path, "add `source:`")

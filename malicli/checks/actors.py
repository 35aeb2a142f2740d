"""Rules about actors through time: relations that can hold, lives that are kept to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from malicli.checks.subject import Subject
from malicli.dates import FIRST_DAY, LAST_DAY, UncertainDate, parse_date
from malicli.diagnostics import Finding
from malicli.model.actor import Life, Relation
from malicli.vocabulary import SYMMETRIC_RELATIONS

_HOLDING = frozenset({"accepted", "contested", "claimed"})
# Kinds that cannot both hold between two actors at one time.
_EXCLUDE = {frozenset({"ally-of", "opponent-of"}), frozenset({"supports", "opponent-of"})}


def find_self_relations(subject: Subject) -> Iterator[Finding]:
    """An actor related to itself."""
    for index, actor in enumerate(subject.dataset.actors):
        for position, relation in enumerate(actor.relations):
            if relation.actor in (actor.id, *actor.formerly):
                message = f"{actor.id} is {relation.kind} itself"
                path = ("relations", position, "actor")
                yield Finding("self-relation", message, "actor", index, path, "name the other")


def find_contradictions(subject: Subject) -> Iterator[Finding]:
    """Two accepted relations of the same two actors that cannot hold at once."""
    held: dict[frozenset[str], list[tuple[str, Relation]]] = {}
    for index, actor in enumerate(subject.dataset.actors):
        for position, relation in enumerate(actor.relations):
            if relation.status != "accepted" or relation.actor == actor.id:
                continue
            pair = held.setdefault(frozenset((actor.id, relation.actor)), [])
            for owner, other in pair:
                if _exclude_each_other(actor.id, relation, owner, other):
                    message = f"{relation.kind} {relation.actor} beside {other.kind} of {owner}"
                    path = ("relations", position, "kind")
                    help_ = "date them apart, or set a `status:`"
                    yield Finding("contradictory-relation", message, "actor", index, path, help_)
            pair.append((actor.id, relation))


def _exclude_each_other(owner: str, one: Relation, rival: str, other: Relation) -> bool:
    if not _overlap(_read_span(one), _read_span(other)):
        return False
    if one.kind != other.kind:
        return frozenset({one.kind, other.kind}) in _EXCLUDE
    if one.kind == "leads":
        return one.as_ == other.as_
    return owner == rival or one.kind in SYMMETRIC_RELATIONS or one.kind != "supports"


def find_unsourced_relations(subject: Subject) -> Iterator[Finding]:
    """A relation without a source, its own or a claim's."""
    for index, actor in enumerate(subject.dataset.actors):
        for position, relation in enumerate(actor.relations):
            if not relation.sources and not any(claim.source for claim in relation.claims):
                message = f"{relation.kind} {relation.actor} has no source"
                path = ("relations", position)
                help_ = "add `sources: [{source: …, at: …}]`"
                yield Finding("relation-without-source", message, "actor", index, path, help_)


def find_relations_outside_life(subject: Subject) -> Iterator[Finding]:
    """A relation that begins after one of its actors ended, or ends before it began."""
    lives = {actor.id: actor.active for actor in subject.dataset.actors}
    for index, actor in enumerate(subject.dataset.actors):
        for position, relation in enumerate(actor.relations):
            if relation.status not in _HOLDING or not (relation.from_ or relation.to):
                continue
            first, last = _read_span(relation)
            for who in (actor.id, relation.actor):
                if not _lives_during(lives.get(who), first, last):
                    message = f"{relation.kind} {relation.actor} lies outside the life of {who}"
                    path = ("relations", position)
                    help_ = "correct one of the dates, or add `attested:` to `active:`"
                    yield Finding("relation-outside-life", message, "actor", index, path, help_)


def find_actors_outside_life(subject: Subject) -> Iterator[Finding]:
    """An event whose actor did not exist yet, or any more."""
    lives = {actor.id: actor.active for actor in subject.dataset.actors}
    for index, event in enumerate(subject.dataset.events):
        for position, line in enumerate(event.actors):
            for who in line.actors:
                if line.role not in ("subject", "victim") and not _lives_during(
                    lives.get(who), event.when, event.when
                ):
                    message = f"{who} is not known to exist then ({event.date})"
                    path = ("actors", position)
                    help_ = "correct `active:`, or add the date to its `attested:`"
                    yield Finding("actor-outside-life", message, "event", index, path, help_)


Span = tuple[UncertainDate | None, UncertainDate | None]


def _read_span(dated: Relation) -> Span:
    return (
        parse_date(dated.from_) if dated.from_ else None,
        parse_date(dated.to) if dated.to else None,
    )


def _overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans certainly share a day (a common month or year is not enough)."""
    begins = max((s.latest if s else FIRST_DAY) for s in (one[0], other[0]))
    ends = min((e.earliest if e else LAST_DAY) for e in (one[1], other[1]))
    return begins < ends


def _lives_during(
    life: Life | None, first: UncertainDate | None, last: UncertainDate | None
) -> bool:
    if life is None:
        return True
    begins = first.earliest if first else FIRST_DAY
    ends = last.latest if last else LAST_DAY
    if _is_attested(life.attested, first, last):
        return True
    born = parse_date(life.from_).earliest if life.from_ else FIRST_DAY
    gone = parse_date(life.to).latest if life.to else LAST_DAY
    # An open end of a relation says nothing; only a day that is given can lie outside.
    return not ((first and begins > gone) or (last and ends < born))


def _is_attested(
    attested: Sequence[str], first: UncertainDate | None, last: UncertainDate | None
) -> bool:
    begins = first.earliest if first else FIRST_DAY
    ends = last.latest if last else LAST_DAY
    return any(parse_date(text).may_touch(begins, ends) for text in attested)

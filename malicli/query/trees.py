"""Relations as trees: each actor opened once, where it is nearest to a root."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from malicli.query.relations import Edge, Party
from malicli.vocabulary import VOCABULARIES

# What belongs to another, told below it: its members, parts and leaders.
INWARD = ("member-of", "part-of", "leads")
# Listed also where nothing ties them to anybody; all others only where something does.
FIGHTING = ("coalition", "armed-group", "faction", "militia", "junta", "foreign-force", "mission",
            "private-military")  # fmt: skip
_FIRST = ("coalition", "armed-group", "faction", "militia", "movement", "party", "junta",
          "government", "state", "state-forces", "state-body", "foreign-force", "mission",
          "private-military", "intergovernmental")  # fmt: skip
# Who belongs to what among those who only tell of it all is not asked, unless by kind.
_ASIDE = ("ngo", "media", "company")
# A state stands for itself also where it is a member of something.
_SOVEREIGN = ("state", "intergovernmental")
GROUPS = (*_FIRST, *(kind for kind in VOCABULARIES["actor-kind"] if kind not in _FIRST))


class Branch(NamedTuple):
    """One edge seen from one end: who stands at the other, and what grows there.

    ``opened`` where that actor's own relations are told here, and nowhere else.
    """

    edge: Edge
    outgoing: bool
    actor: str
    opened: bool
    branches: list[Branch]


Sides = dict[str, list[tuple[Edge, bool, str]]]


def grow_trees(
    roots: Sequence[str], edges: Iterable[Edge], depth: int, *, inward: bool = False
) -> dict[str, list[Branch]]:
    """Grow a tree from each root, breadth first, so that an actor opens where it is nearest.

    An edge is told once, and nothing is opened twice: circles end. With ``inward``, only what
    belongs to an actor opens below it, and an edge is told at each end, but not on the way back.
    """
    sides = _sort_sides(edges)
    trees: dict[str, list[Branch]] = {root: [] for root in roots}
    opened = set(trees)
    told: set[tuple[str, int]] = set()
    queue: deque[tuple[str, int, Edge | None, list[Branch]]] = deque(
        (root, 1, None, branches) for root, branches in trees.items()
    )
    while queue:
        here, level, way, branches = queue.popleft()
        for edge, outgoing, there in sides.get(here, ()):
            if edge is way or edge.key in told:
                continue
            if not inward:
                told.add(edge.key)
            opens = there not in opened and level < depth
            opens = opens and (not inward or _belongs(edge, outgoing))
            branch = Branch(edge, outgoing, there, opens, [])
            branches.append(branch)
            if opens:
                opened.add(there)
                queue.append((there, level + 1, edge, branch.branches))
    return trees


def _belongs(edge: Edge, outgoing: bool) -> bool:
    """Whether the other belongs to this one."""
    return not outgoing and edge.kind in INWARD and edge.actor_kind != "person"


def _sort_sides(edges: Iterable[Edge]) -> Sides:
    """The edges at each actor, what it belongs to first; of one kind, groups before persons."""
    sides: Sides = {}
    for edge in edges:
        sides.setdefault(edge.actor, []).append((edge, True, edge.other))
        if edge.other != edge.actor:
            sides.setdefault(edge.other, []).append((edge, False, edge.actor))
    kinds = list(VOCABULARIES["relation-kind"])
    ranks = {kind: rank for rank, kind in enumerate(kinds)}

    def find_key(side: tuple[Edge, bool, str]) -> tuple[object, ...]:
        edge, outgoing, there = side
        person = (edge.other_kind if outgoing else edge.actor_kind) == "person"
        rank = ranks.get(edge.kind, len(ranks))
        return rank, not outgoing, person, edge.first_day, there, edge.position

    for at_one in sides.values():
        at_one.sort(key=find_key)
    return sides


def list_edges(trees: Mapping[str, Sequence[Branch]]) -> list[tuple[Edge, int]]:
    """Every edge of some trees once, with its least depth, the nearest first."""
    depths: dict[tuple[str, int], tuple[Edge, int]] = {}
    for branch, level in _walk(trees):
        known = depths.get(branch.edge.key)
        if known is None or level < known[1]:
            depths[branch.edge.key] = (branch.edge, level)
    return sorted(depths.values(), key=lambda found: found[1])


def _walk(trees: Mapping[str, Sequence[Branch]]) -> Iterator[tuple[Branch, int]]:
    ahead = [(branch, 1) for branches in trees.values() for branch in branches]
    for branch, level in ahead:  # grows as it is walked
        yield branch, level
        ahead += [(below, level + 1) for below in branch.branches]


def pick_roots(
    parties: Sequence[Party], edges: Sequence[Edge], day: date, *, tied_only: bool
) -> list[Party]:
    """The actors that stand for themselves on a day, group by group; ``tied_only`` if to others.

    Members and parts stand below what they belong to; where they belong to each other in a circle,
    the first of them stands for all.
    """
    places = {kind: place for place, kind in enumerate(GROUPS)}
    tied = {id_ for edge in edges for id_ in (edge.actor, edge.other)}
    present = [
        party
        for party in sorted(parties, key=lambda party: places.get(party.kind, len(places)))
        if (party.id in tied and (tied_only or party.kind not in _ASIDE))
        or (not tied_only and party.kind in FIGHTING and _lives(party, day))
    ]
    known = {party.id for party in present}
    below: dict[str, set[str]] = {}
    inside: set[str] = set()
    for edge in edges:
        if edge.kind in INWARD and {edge.actor, edge.other} <= known:
            below.setdefault(edge.other, set()).add(edge.actor)
            if edge.kind != "member-of" or edge.actor_kind not in _SOVEREIGN:
                inside.add(edge.actor)
    roots = {party.id for party in present if party.id not in inside}
    reached = _reach(roots, below)
    for party in present:
        if party.id not in reached:
            roots.add(party.id)
            reached |= _reach({party.id}, below)
    return [party for party in present if party.id in roots]


def _lives(party: Party, day: date) -> bool:
    """Whether an actor that may have existed on a day is known to, or to have begun about then."""
    return party.life.holds(day) or party.life.first is not None


def _reach(starts: Iterable[str], below: Mapping[str, set[str]]) -> set[str]:
    """All that stand below some actors, and they themselves."""
    reached = set(starts)
    ahead = list(reached)
    while ahead:
        new = below.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    return reached

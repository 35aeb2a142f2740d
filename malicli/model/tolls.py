"""Tolls in one row: what the claims about the dead or injured come to, without hiding that they
differ.

Within a group (claims about the same people) low is the lowest and high the highest claim; between
groups they add; a group of ``whom: all`` stands for the whole. Refuted claims don't count, nor do
claims about another set of people (``why: scope``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from malicli.model.event import Quantified, Toll
from malicli.vocabulary import EXPLAINED


class Total(NamedTuple):
    """Lowest, preferred and highest number; None where nothing bounds it on that side."""

    low: float | None = None
    best: float | None = None
    high: float | None = None


def group_tolls(tolls: Iterable[Toll]) -> dict[tuple[str, str], list[Toll]]:
    """Gather the claims about the same people, refuted ones left out."""
    groups: dict[tuple[str, str], list[Toll]] = {}
    for toll in tolls:
        if not toll.refuted:
            groups.setdefault(toll.same_people, []).append(toll)
    return groups


def total_tolls(tolls: Iterable[Toll], harm: str) -> Total:
    """Bring all claims of one harm down to one range; all None where no claim gives a number."""
    counted = (toll for toll in tolls if toll.harm == harm and toll.why != "scope")
    groups = list(group_tolls(counted).values())
    wholes = [g for g in groups if any(toll.whom == "all" and not toll.of for toll in g)]
    if wholes:
        # Several groups for the whole are rival counts of it, not different people.
        return _total_group([toll for group in wholes for toll in group])
    totals = [_total_group(group) for group in groups]
    known = [total for total in totals if total.low is not None]
    if not known:
        return Total()
    complete = len(known) == len(totals)
    return Total(
        sum(t.low for t in known if t.low is not None),
        _add([t.best for t in totals]) if complete else None,
        _add([t.high for t in totals]) if complete else None,
    )


def _total_group(claims: Sequence[Toll]) -> Total:
    numbered = [claim for claim in claims if claim.floor is not None]
    if not numbered:
        return Total()
    # A rival that gives only words ("dozens") leaves the group open above.
    preferred = [claim for claim in claims if claim.preferred] or claims
    best = preferred[0].best if len(preferred) == 1 else None
    ceilings = [claim.ceiling for claim in claims]
    return Total(
        min(claim.floor for claim in numbered if claim.floor is not None),
        best,
        None if None in ceilings else max(c for c in ceilings if c is not None),
    )


def _add(numbers: Sequence[float | None]) -> float | None:
    return None if None in numbers else sum(n for n in numbers if n is not None)


def find_apart(claims: Sequence[Quantified]) -> set[int]:
    """Give the positions of claims whose range does not meet that of another."""
    floors = [claim.floor for claim in claims if claim.floor is not None]
    ceilings = [c.ceiling for c in claims if c.floor is not None and c.ceiling is not None]
    if not ceilings:
        return set()
    highest_floor, lowest_ceiling = max(floors), min(ceilings)
    return {
        position
        for position, claim in enumerate(claims)
        if (claim.floor is not None and claim.floor > lowest_ceiling)
        or (claim.floor is not None and claim.ceiling is not None and claim.ceiling < highest_floor)
    }


def find_disputed(claims: Sequence[Quantified]) -> set[int]:
    """Give the positions of claims that are apart from another, with no ``why`` to explain it."""
    open_ = [i for i, claim in enumerate(claims) if claim.why not in EXPLAINED]
    return {open_[i] for i in find_apart([claims[i] for i in open_])}

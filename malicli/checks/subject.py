"""What a rule is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from malicli.diagnostics import Finding
from malicli.model.dataset import Dataset


class Subject:
    """A dataset, the ids of all its records (broken ones too) and today's date.

    ``unread`` are the kinds of record whose file could not be read.
    """

    def __init__(
        self,
        dataset: Dataset,
        ids: Mapping[str, set[str]],
        today: date,
        unread: frozenset[str] = frozenset(),
    ) -> None:
        self.dataset = dataset
        self.ids = ids
        self.today = today
        self.unread = unread

    @cached_property
    def divisions(self) -> dict[str, frozenset[str]]:
        """For each place, the places it lies in."""
        return map_divisions(self.dataset)


Rule = Callable[[Subject], Iterator[Finding]]


def map_divisions(dataset: Dataset) -> dict[str, frozenset[str]]:
    """For each place, the ids of the regions, cercles and country that it lies or lay in."""
    countries = {p.country: p.id for p in dataset.places if p.kind == "country" and p.country}
    return {
        place.id: frozenset(
            around
            for division in place.admin
            for around in (division.admin1, division.admin2)
            if around
        )
        | ({countries[place.country]} if place.country in countries else set()) - {place.id}
        for place in dataset.places
    }

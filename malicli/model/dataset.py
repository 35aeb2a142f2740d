"""The whole chronology in memory: what it says of itself, and its records by kind."""

from __future__ import annotations

from typing import Any, NamedTuple

from malicli.model.actor import Actor
from malicli.model.event import Event
from malicli.model.fields import Decimal, EdtfDate, Part, Text
from malicli.model.figure import Figure
from malicli.model.outline import Outline
from malicli.model.place import Place
from malicli.model.source import Source


class Bounds(Part):
    """A rectangle in degrees (WGS 84) that holds a country, with a margin for borders."""

    south: Decimal
    west: Decimal
    north: Decimal
    east: Decimal


class Chronology(Part):
    """What a chronology says of itself; the program knows nothing of any country."""

    name: Text
    name_fr: Text | None = None
    version: Text
    updated: EdtfDate
    covers: EdtfDate | None = None
    languages: tuple[Text, ...] = ("en",)
    licence: Text
    credit: Text | None = None
    countries: dict[str, Bounds] = {}
    judging_words: tuple[Text, ...] = ()
    vocabulary: dict[str, dict[str, Text]] = {}


class Dataset(NamedTuple):
    """A chronology, its records, each kind in the order of its file, and its outline, if any."""

    chronology: Chronology
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    outline: Outline | None = None

    def records(self, kind: str) -> tuple[Any, ...]:
        """All records of one kind: ``event``, ``actor``, ``place``, ``source``, ``figure``."""
        records: tuple[Any, ...] = getattr(self, f"{kind}s")
        return records


RECORD_KINDS: dict[str, type[Part]] = {
    "event": Event,
    "actor": Actor,
    "place": Place,
    "source": Source,
    "figure": Figure,
}

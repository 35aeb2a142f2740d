"""Rules about places: coordinates in their country, precision that agrees with them."""

from __future__ import annotations

from collections.abc import Iterator

from malicli.checks.subject import Subject
from malicli.diagnostics import Finding
from malicli.model.dataset import Bounds
from malicli.model.place import Place

Point = tuple[tuple[str | int, ...], float, float]


def find_places_abroad(subject: Subject) -> Iterator[Finding]:
    """Coordinates outside the rectangle of the place's country."""
    countries = subject.dataset.chronology.countries
    for index, place in enumerate(subject.dataset.places):
        bounds = countries.get(place.country or "")
        for path, latitude, longitude in _list_points(place):
            if bounds and not _contains(bounds, latitude, longitude):
                message = f"{latitude}, {longitude} is not in {place.country}"
                help_ = "latitude first, then longitude; west of Greenwich is negative"
                yield Finding("outside-country", message, "place", index, path, help_)


def _list_points(place: Place) -> Iterator[Point]:
    if place.latitude is not None and place.longitude is not None:
        yield ("latitude",), place.latitude, place.longitude
    for position, one in enumerate(place.candidates):
        if one.latitude is not None and one.longitude is not None:
            yield ("candidates", position, "latitude"), one.latitude, one.longitude


def _contains(bounds: Bounds, latitude: float, longitude: float) -> bool:
    return bounds.south <= latitude <= bounds.north and bounds.west <= longitude <= bounds.east


def find_imprecise_places(subject: Subject) -> Iterator[Finding]:
    """Coordinates come in pairs, with a precision; candidates belong to ambiguous places."""
    for index, place in enumerate(subject.dataset.places):
        for fault, path, help_ in _judge_precision(place):
            yield Finding("place-precision", fault, "place", index, path, help_)


def _judge_precision(place: Place) -> Iterator[tuple[str, tuple[str, ...], str]]:
    located = place.latitude is not None
    if located != (place.longitude is not None):
        yield "has one coordinate of two", ("latitude",), "give both or neither"
    elif located and place.precision is None:
        yield "has coordinates and no precision", ("latitude",), "add `precision: exact`, or near …"
    if (place.precision == "ambiguous") != (len(place.candidates) > 1):
        yield "ambiguous and candidates go together", ("id",), "list two candidates or more"
    if place.precision == "ambiguous" and located:
        yield "is ambiguous, yet has coordinates", ("latitude",), "move them to a candidate"
    if place.precision in ("exact", "near") and not located:
        yield f"is {place.precision}, yet has no coordinates", ("precision",), "add them"

"""A place: where it is, how exactly that is known, and which divisions it lay in when."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from malicli.model.fields import (
    Citation,
    Code,
    Decimal,
    EdtfDate,
    Id,
    Part,
    PlaceRef,
    Text,
    make_fault,
)


def _within(limit: int) -> AfterValidator:
    def check(degrees: float) -> float:
        if abs(degrees) > limit:
            raise make_fault("wrong-value", f"not on Earth: {degrees}", f"from -{limit} to {limit}")
        return degrees

    return AfterValidator(check)


Latitude = Annotated[Decimal, _within(90)]
Longitude = Annotated[Decimal, _within(180)]


class PlaceName(Part):
    """Another name of a place, with its language."""

    name: Text
    lang: Text | None = None


class Division(Part):
    """The region and cercle a place lies in (both places too), under one scheme, from when."""

    admin1: PlaceRef | None = None
    admin2: PlaceRef | None = None
    scheme: Text | None = None
    from_: EdtfDate | None = None
    to: EdtfDate | None = None


class PlaceCode(Part):
    """An id elsewhere; without scheme and vintage a code says nothing (P-codes were reused)."""

    scheme: Text
    vintage: Text
    code: Text


class Candidate(Part):
    """One of several places that bear an ambiguous name."""

    name: Text | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    admin1: PlaceRef | None = None
    admin2: PlaceRef | None = None
    external: tuple[PlaceCode, ...] = ()
    note: Text | None = None


class Place(Part):
    """A town, village, region, country or stretch of land. Degrees are WGS 84."""

    id: Id
    formerly: tuple[Id, ...] = ()
    name: Text
    name_fr: Text | None = None
    names: tuple[PlaceName, ...] = ()
    kind: Annotated[str, Code("place-kind")]
    country: Text | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    precision: Annotated[str, Code("place-precision")] | None = None
    candidates: tuple[Candidate, ...] = ()
    admin: tuple[Division, ...] = ()
    external: tuple[PlaceCode, ...] = ()
    sources: tuple[Citation, ...] = ()
    distinct_from: tuple[PlaceRef, ...] = ()
    note: Text | None = None

"""A figure: a number that is no event, shown where it matters and never added to anything."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from malicli.model.event import Quantified
from malicli.model.fields import ActorRef, Code, EdtfDate, Id, PlaceRef, Text, make_fault


class Figure(Quantified):
    """A stock at a date, a count since a start, a total of a period, or a count of events."""

    id: Id
    formerly: tuple[Id, ...] = ()
    kind: Annotated[str, Code("figure-kind")]
    measure: Annotated[str, Code("measure")]
    whom: Annotated[str, Code("whom")] | None = None
    of: ActorRef | None = None
    as_of: EdtfDate | None = None
    period: EdtfDate | None = None
    since: EdtfDate | None = None
    until: EdtfDate | None = None
    covers: Text | None = None
    places: tuple[PlaceRef, ...] = ()
    actors: tuple[ActorRef, ...] = ()

    @model_validator(mode="after")
    def _require_time(self) -> Figure:
        needed = {"stock": "as_of", "cumulative": "since"}.get(self.kind, "period")
        if getattr(self, needed) is None:
            message = f"a figure of kind {self.kind} needs {needed}"
            raise make_fault("missing-key", message, "say when")
        return self

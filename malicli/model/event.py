"""An event: one happening, with every claim that sources make about it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, model_validator

from malicli.dates import UncertainDate, parse_date
from malicli.model.fields import (
    ActorRef,
    Amount,
    Claimed,
    Code,
    EdtfDate,
    EventRef,
    Flag,
    Id,
    Number,
    Part,
    PlaceRef,
    SourceRef,
    Text,
    make_fault,
)


def _check_rank(rank: int) -> int:
    if rank not in (1, 2, 3):
        raise make_fault("wrong-value", f"rank is 1, 2 or 3, not {rank}", "1 any chronology has it")
    return rank


class OtherDate(Claimed):
    """Another day of the same act: claimed, announced, confirmed, adopted, published …"""

    kind: Annotated[str, Code("date-kind")]
    date: EdtfDate


class EventPlace(Part):
    """Where: a place and what it is to the event (``at`` unless said otherwise)."""

    place: PlaceRef
    role: Annotated[str, Code("place-role")] = "at"
    part: Annotated[str, Code("control-part")] | None = None
    note: Text | None = None


class ActorClaim(Claimed):
    """What somebody says about an actor's part in the event."""

    says: Annotated[str, Code("says")]


class EventActor(Part):
    """Who: one actor, or ``one_of`` several where the source does not decide, in a role."""

    actor: ActorRef | None = None
    one_of: tuple[ActorRef, ...] = ()
    role: Annotated[str, Code("role")]
    as_: Text | None = None
    fate: Annotated[str, Code("fate")] | None = None
    fate_status: Annotated[str, Code("fate-status")] = "accepted"
    claims: tuple[ActorClaim, ...] = ()
    note: Text | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids named: one, or the alternatives."""
        return (self.actor,) if self.actor else self.one_of

    @model_validator(mode="after")
    def _require_one(self) -> EventActor:
        if bool(self.actor) == bool(self.one_of) or len(self.one_of) == 1:
            raise make_fault(
                "wrong-value", "needs either actor or one_of with two or more", "name who it was"
            )
        return self


class Quantified(Claimed):
    """A number as the source gives it: "at least 500" is low 500, "up to 30" is high 30."""

    low: Amount | None = None
    best: Amount | None = None
    high: Amount | None = None
    words: Text | None = None
    preferred: Flag = False
    why: Annotated[str, Code("why")] | None = None

    @property
    def floor(self) -> float | None:
        """The least that the claim allows; None where it gives no number at all."""
        given = [n for n in (self.low, self.best) if n is not None]
        if given:
            return min(given)
        return None if self.high is None else 0

    @property
    def ceiling(self) -> float | None:
        """The most that the claim allows; None where it is open above or gives no number."""
        if self.high is not None:
            return self.high
        return self.best if self.low is None else None


class Toll(Quantified):
    """A claim about how many were harmed. Claims of one ``group`` are about the same people."""

    harm: Annotated[str, Code("harm")]
    whom: Annotated[str, Code("whom")] = "unknown"
    of: ActorRef | None = None
    group: Text | None = None
    refuted: Flag = False

    @model_validator(mode="after")
    def _require_whole(self) -> Toll:
        if any(isinstance(n, float) for n in (self.low, self.best, self.high)):
            raise make_fault("wrong-value", "counts people in fractions", "write whole numbers")
        return self

    @property
    def same_people(self) -> tuple[str, str]:
        """The key that claims about the same people share."""
        return self.harm, self.group or f"{self.whom}/{self.of or ''}"


class Quantity(Quantified):
    """A number that belongs to the event and is no toll: guests, seats, votes, villages."""

    quantity: Annotated[str, Code("quantity")]
    of: ActorRef | None = None


class Says(Part):
    """What one source says instead of the event's own value."""

    date: EdtfDate | None = None
    place: tuple[PlaceRef, ...] = ()
    type: Annotated[str, Code("type")] | None = None
    status: Annotated[str, Code("status")] | None = None
    actors: tuple[ActorRef, ...] = ()


class EventSource(Part):
    """A source of the event, where in it, and where it differs."""

    source: SourceRef
    at: Text | None = None
    says: Says | None = None
    why: Annotated[str, Code("why")] | None = None
    note: Text | None = None


class Control(Claimed):
    """A claim about who holds a place from the event on."""

    place: PlaceRef
    part: Annotated[str, Code("control-part")] = "town"
    holders: tuple[ActorRef, ...] = ()
    state: Annotated[str, Code("control-state")]
    from_: EdtfDate | None = None


class EventRelation(Part):
    """How this event stands to another."""

    event: EventRef
    kind: Annotated[str, Code("event-relation")]
    note: Text | None = None


class External(Part):
    """The same event in other people's data."""

    ucdp: tuple[Text, ...] = ()
    acled: tuple[Text, ...] = ()


class Event(Part):
    """One happening: one thing, one stretch of time."""

    id: Id
    formerly: tuple[Id, ...] = ()
    date: EdtfDate
    as_written: Text | None = None
    dates: tuple[OtherDate, ...] = ()
    type: Annotated[str, Code("type")]
    method: tuple[Annotated[str, Code("method")], ...] = ()
    status: Annotated[str, Code("status")] = "happened"
    rank: Annotated[Number, AfterValidator(_check_rank)] = 3
    provisional: Flag = False
    episode: Flag = False
    title: Text
    title_fr: Text | None = None
    summary: Text
    summary_fr: Text | None = None
    places: tuple[EventPlace, ...] = ()
    actors: tuple[EventActor, ...] = ()
    tolls: tuple[Toll, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    sources: tuple[EventSource, ...] = ()
    control: tuple[Control, ...] = ()
    related: tuple[EventRelation, ...] = ()
    distinct_from: tuple[EventRef, ...] = ()
    external: External | None = None
    tags: tuple[Id, ...] = ()

    @property
    def when(self) -> UncertainDate:
        """The date, read."""
        return parse_date(self.date)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """The canonical order: by first possible day, then last, then id."""
        return self.when.earliest, self.when.latest, self.id

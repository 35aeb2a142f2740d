"""An actor through time: names, life, relations, each with its dates."""

from __future__ import annotations

from typing import Annotated

from malicli.model.event import ActorClaim
from malicli.model.fields import ActorRef, Citation, Code, EdtfDate, Flag, Id, Part, Text


class Life(Part):
    """When an actor exists; ``attested`` are dates when a source says that it did."""

    from_: EdtfDate | None = None
    to: EdtfDate | None = None
    attested: tuple[EdtfDate, ...] = ()


class Name(Part):
    """Another name, with its language and dates; ``shared``: other actors bear it too."""

    name: Text
    lang: Text | None = None
    kind: Annotated[str, Code("name-kind")] = "name"
    from_: EdtfDate | None = None
    to: EdtfDate | None = None
    shared: Flag = False


class Camp(Part):
    """The side an armed group is counted with, dated."""

    camp: Annotated[str, Code("camp")]
    from_: EdtfDate | None = None
    to: EdtfDate | None = None


class Relation(Part):
    """How this actor stands to another, from when to when, according to whom."""

    kind: Annotated[str, Code("relation-kind")]
    actor: ActorRef
    from_: EdtfDate | None = None
    to: EdtfDate | None = None
    attested: tuple[EdtfDate, ...] = ()
    extent: Annotated[str, Code("extent")] = "whole"
    as_: Text | None = None
    status: Annotated[str, Code("relation-status")] = "accepted"
    claims: tuple[ActorClaim, ...] = ()
    why: Annotated[str, Code("why")] | None = None
    sources: tuple[Citation, ...] = ()
    note: Text | None = None


class Actor(Part):
    """A state, force, group, body or public person."""

    id: Id
    formerly: tuple[Id, ...] = ()
    name: Text
    name_fr: Text | None = None
    short: Text | None = None
    kind: Annotated[str, Code("actor-kind")]
    camp: tuple[Camp, ...] = ()
    active: Life | None = None
    names: tuple[Name, ...] = ()
    about: Text | None = None
    about_fr: Text | None = None
    relations: tuple[Relation, ...] = ()
    sources: tuple[Citation, ...] = ()
    external: dict[Id, tuple[Text, ...]] | None = None
    distinct_from: tuple[ActorRef, ...] = ()
    tags: tuple[Id, ...] = ()

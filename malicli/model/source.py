"""A source: a text that somebody read, what it is, and whose stake is in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from malicli.model.fields import ActorRef, Code, EdtfDate, Id, Part, Text, make_fault


def _check_url(url: str) -> str:
    if not url.startswith(("https://", "http://")) or any(c.isspace() for c in url):
        raise make_fault("wrong-value", f"not a web address: {url!r}", "begin with https://")
    return url


class Reading(Part):
    """Which copy was read, and when."""

    copy_: Text | None = None
    on: EdtfDate | None = None


class Source(Part):
    """One document. Two sources of one ``origin`` rest on the same report."""

    id: Id
    formerly: tuple[Id, ...] = ()
    title: Text
    publisher: Text
    author: Text | None = None
    published: EdtfDate | None = None
    url: Annotated[Text, AfterValidator(_check_url)] | None = None
    kind: Annotated[str, Code("source-kind")]
    lang: Text | None = None
    symbol: Text | None = None
    origin: Id | None = None
    stake: ActorRef | None = None
    read: Reading | None = None
    note: Text | None = None

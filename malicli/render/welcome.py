"""What ``mali`` alone says: what is in the chronology, and four questions to try."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

from malicli.language import _, get_language, ngettext
from malicli.query.about import Contents
from malicli.render.lines import Line, wrap_spans


def draw_welcome(about: dict[str, Any], contents: Contents, width: int) -> Iterator[Line]:
    """Draw the welcome in ``width`` cells."""
    name = about.get(f"name_{get_language()}") or about["name"]
    yield from wrap_spans([(name, "heading")], width)
    facts = [
        _("version {version}").format(version=about["version"]),
        _("updated {day}").format(day=about["updated"]),
        about["licence"],
    ]
    yield from wrap_spans([(", ".join(facts), "faint")], width)
    yield []
    yield from wrap_spans([(", ".join(_count(contents)), "")], width)
    questions = list(_ask(contents))
    for question, command in questions:
        yield []
        yield from wrap_spans([(question, "")], width)
        yield from wrap_spans([(f"  mali {shlex.join(command)}", "code")], width, indent=4)
    yield []
    last = _("`mali --help` lists every command; `mali docs` is the manual.")
    yield from wrap_spans([(last, "faint")], width)


def _count(contents: Contents) -> Iterator[str]:
    number = contents.events
    events = ngettext("{number} event", "{number} events", number).format(number=number)
    if contents.first:
        span = _("{first} to {last}").format(first=contents.first, last=contents.last)
        span = span if contents.first != contents.last else contents.first
        events = _("{events} ({span})").format(events=events, span=span)
    yield events
    number = contents.actors
    yield ngettext("{number} actor", "{number} actors", number).format(number=number)
    number = contents.places
    yield ngettext("{number} place", "{number} places", number).format(number=number)
    number = contents.sources
    yield ngettext("{number} source", "{number} sources", number).format(number=number)


def _ask(contents: Contents) -> Iterator[tuple[str, list[str]]]:
    """Questions that this chronology answers, each with its command."""
    if contents.year:
        question = _("What happened in {year}?").format(year=contents.year)
        yield question, ["timeline", "--on", contents.year]
    if contents.actor:
        yield _("Who is {name}?").format(name=contents.actor), ["actor", contents.actor]
    if contents.place:
        question = _("What is known of {name}?").format(name=contents.place)
        yield question, ["place", contents.place]
    if contents.event:
        question = _("Who says what about “{title}”?").format(title=contents.title)
        yield question, ["event", contents.event]

"""The commands that read events: timeline, events, event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from malicli.cli.filtering import FILTER
from malicli.cli.listing import (
    Canvas,
    Layout,
    is_table,
    read_labels,
    send_format,
    send_lines,
    send_listing,
    send_page,
    tell_empty,
)
from malicli.cli.options import OUTPUT, OUTPUT_PANEL, SESSION, Output, Session, takes
from malicli.date_words import describe
from malicli.formats import TABLE
from malicli.query.events import EventRow, find_claims, find_events, find_links, get_event
from malicli.query.filters import Filter
from malicli.query.names import Labels
from malicli.render.lines import Line
from malicli.render.table import Column
from malicli.render.words import mark_title, write_killed, write_places
from malicli.vocabulary import label_code


@takes(
    "mali timeline --from 2012 --to 2015",
    "mali timeline --actor MNLA --place Kidal",
    'mali timeline --on "May 2014" --certain',
    "mali timeline --disputed --min-killed 50 --compact",
    which=FILTER,
    output=OUTPUT,
    session=SESSION,
)
def run_timeline(
    which: Filter,
    output: Output,
    session: Session,
    compact: Annotated[
        bool, typer.Option("--compact", help="One line an event.", rich_help_panel=OUTPUT_PANEL)
    ] = False,
) -> None:
    """What happened, year by year and month by month.

    Dates are as uncertain as the sources leave them. Events that may fall within the dates are
    shown; --certain leaves only those that must. A mark shows what sources dispute.
    """
    from malicli.render.timeline import Timeline, draw_compact  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    index = session.chronology.index
    events, labels = list(find_events(index, which)), read_labels(session, format_)
    tell_empty(session, events, "event")
    if not is_table(format_):
        send_format(session, format_, "event", events, labels, output)
        return
    environment = session.environment
    ascii_only = not environment.unicode
    if compact or which.sort not in ("", "date"):
        lines = draw_compact(events, labels, environment.table_width, ascii_only=ascii_only)
    else:
        drawer = Timeline(labels, environment.prose_width, ascii_only=ascii_only)
        lines = drawer.draw(events)
    send_lines(session, lines, output)


@takes(
    "mali events --type coup",
    "mali events --actor JNIM --from 2020 --format csv > jnim.csv",
    "mali events --around Konna --within 100km -o konna.json",
    which=FILTER,
    output=OUTPUT,
    session=SESSION,
)
def run_events(which: Filter, output: Output, session: Session) -> None:
    """The same events as a table, or as rows for a file."""
    send_events(which, output, session, default=TABLE)


def send_events(which: Filter, output: Output, session: Session, *, default: str) -> None:
    """Send the events that a filter lets through, as a table or in a format."""
    output.settle(default)  # a contradiction is told before anything is read
    events = list(find_events(session.chronology.index, which))
    send_listing(session, output, "event", events, EVENT_LAYOUT, default=default)


def _write_event(event: EventRow, labels: Labels) -> tuple[str, ...]:
    return (
        describe(event.date),
        label_code("type", event.type),
        mark_title(event),
        write_places(event, labels),
        write_killed(event),
        event.disputed.replace(";", ", "),
        event.id,
    )


EVENT_LAYOUT = Layout(
    (
        Column("date", "date"),
        Column("type"),
        Column("event", "title"),
        Column("place", "place"),
        Column("killed"),
        Column("≠", "dispute"),
        Column("id", "faint"),
    ),
    _write_event,
)


@takes(
    "mali event 2023-lavrov-bamako",
    "mali event 2023-lavrov-bamako --format yaml",
    output=OUTPUT,
    session=SESSION,
)
def run_event(
    id: Annotated[str, typer.Argument(help="The event's id.", metavar="ID")],  # noqa: A002
    output: Output,
    session: Session,
) -> None:
    """One event: every claim, with its source.

    Claims about one thing stand side by side, each with who says so and where in which source;
    what differs from what, and why.
    """
    from malicli.render.page import EventPage  # noqa: PLC0415 - not for timelines

    output.settle()
    index = session.chronology.index
    event = get_event(index, id)

    def draw(canvas: Canvas) -> Iterator[Line]:
        claims, links = find_claims(index, "event", event.id), find_links(index, event.id)
        return EventPage(*canvas).draw(event, claims, links)

    send_page(session, output, "event", event, draw)

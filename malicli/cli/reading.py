"""The commands that read: timeline, events, event, actor, actors."""

from __future__ import annotations

from typing import Annotated

import typer

from malicli.cli.listing import is_table, send_format, send_lines, tell_empty
from malicli.cli.options import (
    FILTER,
    OUTPUT,
    OUTPUT_PANEL,
    SESSION,
    Output,
    Session,
    option,
    read_code,
    read_day,
    takes,
)
from malicli.dates import describe
from malicli.query.events import EventRow, find_claims, find_events, find_links, get_event
from malicli.query.filters import Filter
from malicli.query.names import Labels, load_labels
from malicli.render.words import write_range

_COMPACT = option("compact", bool, "One line an event.", OUTPUT_PANEL)


def _list(session: Session, which: Filter) -> tuple[list[EventRow], Labels]:
    index = session.chronology.index
    events = list(find_events(index, which))
    tell_empty(session, events, "events")
    return events, load_labels(index)


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
    events, labels = _list(session, which)
    if not is_table(format_):
        send_format(session, format_, "event", events, labels, output)
        return
    environment = session.environment
    ascii_only = not environment.unicode
    if compact or which.sort not in ("date",):
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
    send_events(which, output, session, output.settle())


def send_events(which: Filter, output: Output, session: Session, format_: str) -> None:
    """Send the events that a filter lets through, as a table or in a format."""
    from malicli.render.table import Column, draw_table  # noqa: PLC0415 - not for formats

    events, labels = _list(session, which)
    if not is_table(format_):
        send_format(session, format_, "event", events, labels, output)
        return
    columns = (Column("date", "date"), Column("type"), Column("event", "title"),
               Column("place", "place"), Column("killed"), Column("≠", "dispute"),
               Column("id", "faint"))  # fmt: skip
    rows = [
        (
            describe(event.date),
            event.type.replace("-", " "),
            event.title,
            ", ".join(dict.fromkeys(labels.name_place(p) for p in event.places.split(";") if p)),
            write_range(event.killed_low, event.killed_best, event.killed_high),
            event.disputed.replace(";", ", "),
            event.id,
        )
        for event in events
    ]
    send_lines(session, draw_table(columns, rows, session.environment.table_width), output)


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
    from malicli.render.page import EventPage  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    index = session.chronology.index
    event, labels = get_event(index, id), load_labels(index)
    if not is_table(format_):
        send_format(session, format_, "event", [event], labels, output)
        return
    environment = session.environment
    page = EventPage(
        labels, environment.prose_width, environment.table_width, ascii_only=not environment.unicode
    )
    claims, links = find_claims(index, "event", event.id), find_links(index, event.id)
    send_lines(session, page.draw(event, claims, links), output)


@takes(
    "mali actor MNLA",
    'mali actor "Coordination des mouvements de l\'Azawad" --as-of 2023-02',
    output=OUTPUT,
    session=SESSION,
)
def run_actor(
    name: Annotated[str, typer.Argument(help="Any name, short name or id.", metavar="NAME")],
    output: Output,
    session: Session,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As it was on this day.", show_default=False),
    ] = None,
) -> None:
    """One actor through time: names, ties, events.

    Who it belongs to and who leads it, what it came from and became, its allies and opponents;
    with --as-of, only what may have held on that day.
    """
    from malicli.query.actors import count_by_year, find_relations, get_actor  # noqa: PLC0415
    from malicli.render.profile import Profile  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    environment = session.environment
    day = read_day("--as-of", as_of, environment.today)
    index = session.chronology.index
    actor, labels = get_actor(index, name, day), load_labels(index)
    if not is_table(format_):
        send_format(session, format_, "actor", [actor], labels, output)
        return
    which = Filter(actors=(actor.id,), last=day)
    profile = Profile(labels, environment.prose_width, day, ascii_only=not environment.unicode)
    lines = profile.draw(
        actor,
        find_relations(index, actor.id, day),
        count_by_year(index, actor.id),
        list(find_events(index, which)),
    )
    send_lines(session, lines, output)


@takes(
    "mali actors --kind armed-group --kind coalition",
    "mali actors --format csv -o actors.csv",
    output=OUTPUT,
    session=SESSION,
)
def run_actors(
    output: Output,
    session: Session,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Of this kind: armed-group, person ...",
                     show_default=False),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=0, help="At most N actors.", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """All actors."""
    from malicli.query.actors import list_actors  # noqa: PLC0415 - not for events
    from malicli.render.table import Column, draw_table  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    kinds = [read_code("--kind", "actor-kind", text) for text in kind or ()]
    index = session.chronology.index
    actors = list(list_actors(index, kinds, limit))
    tell_empty(session, actors, "actors")
    if not is_table(format_):
        send_format(session, format_, "actor", actors, load_labels(index), output)
        return
    columns = (
        Column("short", "title"),
        Column("name", "title"),
        Column("kind"),
        Column("active", "date"),
        Column("events", right=True),
        Column("id", "faint"),
    )
    rows = [
        (
            actor.short or "",
            actor.name,
            actor.kind.replace("-", " "),
            " – ".join(
                describe(d) if d else "" for d in (actor.active_from, actor.active_to)
            ).strip(" –"),
            str(actor.events),
            actor.id,
        )
        for actor in actors
    ]
    send_lines(session, draw_table(columns, rows, session.environment.table_width), output)

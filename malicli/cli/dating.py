"""The commands that set out from a date: day, between."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from malicli.cli.filtering import FILTER, PICK
from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import OUTPUT, OUTPUT_PANEL, SESSION, WHICH_PANEL, Output, Session, takes
from malicli.cli.values import read_anniversary
from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.days import Stretch, find_anniversary, span_events
from malicli.query.events import EventRow, find_events, get_event
from malicli.query.filters import Filter


@takes(
    "mali day",
    "mali day 03-22",
    "mali day 17 January --possible",
    "mali day 05-17 --place Kidal",
    which=PICK,
    output=OUTPUT,
    session=SESSION,
)
def run_day(
    which: Filter,
    output: Output,
    session: Session,
    day: Annotated[
        list[str] | None,
        typer.Argument(help="Month and day: 03-22, 22 March, 22 mars; else today.",
                       metavar="[DAY]", show_default=False),
    ] = None,
    possible: Annotated[
        bool,
        typer.Option("--possible", help="Also events that only may have been on it.",
                     rich_help_panel=WHICH_PANEL),
    ] = False,
) -> None:  # fmt: skip
    """On this day, through the years.

    What certainly fell on this day of its year, then what went on over it. Events dated to a month
    or a year only may have been on it; they are counted, and --possible lists them.
    """
    from malicli.render.spans import SpanSheet  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    if possible and which.certain:
        raise WrongUseError(
            _("--possible and --certain exclude each other"), help=_("leave one out")
        )
    today = session.environment.today
    anniversary = read_anniversary(" ".join(day or ()), today)
    found = find_anniversary(session.chronology.index, anniversary, which, today)
    events = found.certain + (found.possible if possible else [])
    tell_empty(session, found.certain + found.possible, "event")
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, "event", events, labels, output)
        return
    around = session.environment
    sheet = SpanSheet(labels, around.prose_width, around.table_width, not around.unicode)
    drawn = sheet.draw_day(anniversary, found, possible=possible)
    send_lines(session, drawn if found.certain or found.possible else [], output)


_ID = "An event's id, now or formerly."


@takes(
    "mali between 2012-march-coup 2012-gao-captured",
    "mali between 2013-konna-captured 2013-gao-retaken --type battle --compact",
    which=FILTER,
    output=OUTPUT,
    session=SESSION,
)
def run_between(
    one: Annotated[str, typer.Argument(help=_ID, metavar="EVENT")],
    other: Annotated[str, typer.Argument(help=_ID, metavar="EVENT")],
    which: Filter,
    output: Output,
    session: Session,
    compact: Annotated[
        bool, typer.Option("--compact", help="One line an event.", rich_help_panel=OUTPUT_PANEL)
    ] = False,
) -> None:
    """What happened between two events.

    From the first day of the earlier to the last day of the later, whichever is named first: all
    events that may fall there. The two stand at both ends, also where the filter leaves them out.
    """
    from malicli.render.spans import SpanSheet  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    index = session.chronology.index
    stretch = _span(get_event(index, one), get_event(index, other))
    events = list(find_events(index, _narrow(which, stretch)._replace(limit=None)))
    labels = read_labels(session, format_)
    if not is_table(format_):
        tell_empty(session, events, "event")
        send_format(session, format_, "event", events[: which.limit], labels, output)
        return
    ends = {stretch.before.id, stretch.after.id}
    inside = [event for event in events if event.id not in ends]
    around = session.environment
    sheet = SpanSheet(labels, around.prose_width, around.table_width, not around.unicode)
    short = compact or which.sort not in ("", "date")
    send_lines(session, sheet.draw_between(stretch, inside, which.limit, compact=short), output)


def _span(one: EventRow, other: EventRow) -> Stretch:
    if one.id == other.id:
        raise WrongUseError(
            _("{event} is named twice").format(event=one.id),
            help=_("name two events; one alone: `mali event {event}`").format(event=one.id),
        )
    return span_events(one, other)


def _narrow(which: Filter, stretch: Stretch) -> Filter:
    """The filter, its dates narrowed to the stretch between the two events."""
    first = max(filter(None, (which.first, stretch.first)), default=None)
    last = min(filter(None, (which.last, stretch.last)), default=None)
    if first and last and first > last:
        raise WrongUseError(
            _("these dates lie outside the time between the two events"),
            help=_show_span(stretch),
        )
    return which._replace(first=first, last=last)


def _show_span(stretch: Stretch) -> str:
    ends: list[date | None] = [stretch.first, stretch.last]
    return _("it is {span}").format(span="/".join(day.isoformat() if day else ".." for day in ends))

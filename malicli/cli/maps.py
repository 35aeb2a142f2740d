"""The command that draws where events took place: map."""

from __future__ import annotations

import sqlite3

from malicli.cli.filtering import PICK
from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import OUTPUT, SESSION, Output, Session, takes
from malicli.language import get_language, ngettext
from malicli.query.about import get_chronology
from malicli.query.filters import Filter, locate
from malicli.query.names import resolve_name
from malicli.query.outlines import get_outline
from malicli.query.positions import Spread, find_spread
from malicli.render.lines import Writer

MOST_ROWS = 40
_FEWEST_ROWS = 24
_ROWS_BELOW = 8  # the heading, the legend, and the next prompt


@takes(
    "mali map",
    "mali map --from 2012 --to 2013 --type battle",
    "mali map --place 'Kidal region'",
    "mali map --around Gao --within 150km",
    "mali map --actor MNLA --format csv",
    which=PICK,
    output=OUTPUT,
    session=SESSION,
)
def run_map(which: Filter, output: Output, session: Session) -> None:
    """Where events took place, as a map.

    A place has a mark, larger with more events, in the colour of what most of them are. --place
    with a region shows that region, --around and --within a circle. Events without a point are
    counted below. Other formats have one row for each place.
    """
    from malicli.render.legend import Size  # noqa: PLC0415 - not for formats
    from malicli.render.map import LEAST_WIDTH, MOST_WIDTH, Circle, MapSheet, frame  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    index, around = session.chronology.index, session.environment
    spread, labels = find_spread(index, which), read_labels(session, format_)
    _tell_missing(session, spread)
    if not is_table(format_):
        send_format(session, format_, "position", spread.positions, labels, output)
        return
    circle = Circle(*locate(index, which.around), which.within) if which.around else None
    places = [resolve_name(index, "place", name, which.as_of) for name in which.places]
    outline = get_outline(index)
    box = frame(outline, spread, places, circle)
    if box is None:
        return
    size = Size(
        min(max(around.prose_width, LEAST_WIDTH), MOST_WIDTH),
        _choose_rows(around.height),
        ascii_only=not around.unicode,
        colour=output.path is None and around.takes_colour(around.stdout),
    )
    sheet = MapSheet(outline, spread, labels, box, size)
    send_lines(session, sheet.draw(_name_chronology(index), circle), output)


def _choose_rows(height: int | None) -> int:
    """The most rows for a map: what the terminal shows at once, within reason."""
    return MOST_ROWS if height is None else min(max(height - _ROWS_BELOW, _FEWEST_ROWS), MOST_ROWS)


def _name_chronology(index: sqlite3.Connection) -> str:
    about = get_chronology(index)
    name: str = about.get("name_fr", about["name"]) if get_language() == "fr" else about["name"]
    return name


def _tell_missing(session: Session, spread: Spread) -> None:
    """Say on stderr that there is nothing to mark; the exit status stays 0."""
    tell_empty(session, range(spread.placed + spread.unplaced), "event")
    if spread.unplaced and not spread.positions:
        message = ngettext(
            "no point is known for the {n} event that matches",
            "no point is known for any of the {n} events that match",
            spread.unplaced,
        ).format(n=spread.unplaced)
        Writer(session.environment).write([[(message, "")]], session.environment.stderr)

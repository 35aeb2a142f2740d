"""The command that tells who held a place when: holds."""

from __future__ import annotations

from typing import Annotated

import typer

from malicli.cli.listing import is_table, read_labels, send_format, send_lines
from malicli.cli.options import OUTPUT, SESSION, Output, Session, takes
from malicli.cli.values import read_day
from malicli.language import _
from malicli.query.control import count_claims, find_holdings, judge
from malicli.query.names import Labels
from malicli.query.places import PlaceRow, get_place
from malicli.render.lines import Line, Writer

_NAMED = 8


@takes(
    "mali holds Kidal",
    "mali holds Kidal --as-of 2014-05-22",
    "mali holds 'Kidal region' --as-of 2014-05-30",
    "mali holds Gao --format csv",
    output=OUTPUT,
    session=SESSION,
)
def run_holds(
    name: Annotated[str, typer.Argument(help="A place, by any name or id.", metavar="PLACE")],
    output: Output,
    session: Session,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="What was known for this day.",
                     show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Who held a place when, by whose account.

    A strip through time, part by part, with rival claims on rows of their own; then every claim. A
    claim says who held it from a day on, never until when. --as-of gives the last claims before a
    day, how old they were, and the next ones after it. Of a region or country, place by place.
    """
    format_ = output.settle()
    day = read_day("--as-of", as_of, session.environment.today)
    index = session.chronology.index
    place = get_place(index, name, day)
    claims = find_holdings(index, place, day)
    shown = judge(claims, day) if day else claims
    labels = read_labels(session, format_)
    if not shown:
        _tell_nothing(session, place, labels)
    if not is_table(format_):
        send_format(session, format_, "holding", shown, labels, output)
        return
    if not shown:
        send_lines(session, [], output)
        return
    from malicli.render.holdings import HoldingSheet  # noqa: PLC0415 - not for formats

    around = session.environment
    sheet = HoldingSheet(place, labels, around.prose_width, not around.unicode)
    send_lines(session, sheet.draw_day(shown, day) if day else sheet.draw(shown), output)


def _tell_nothing(session: Session, place: PlaceRow, labels: Labels) -> None:
    """Say on stderr that there is no claim, and where there are; the exit status stays 0."""
    from malicli.render.holdings import spell_places  # noqa: PLC0415 - only where nothing is found

    name = labels.name_place(place.id)
    message = _("no claim in this chronology says who held {place}").format(place=name)
    lines: list[Line] = [[(message, "")]]
    most = count_claims(session.chronology.index, _NAMED)
    if most:
        hint = _("most claims: {places}").format(places=spell_places(most, labels))
        lines.append([(hint, "")])
    Writer(session.environment).write(lines, session.environment.stderr)

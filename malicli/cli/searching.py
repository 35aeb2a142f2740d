"""The command that searches the words of events."""

from __future__ import annotations

from typing import Annotated

import typer

from malicli.cli.filtering import FILTER
from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import OUTPUT, SESSION, Output, Session, takes
from malicli.language import _
from malicli.query.filters import Filter
from malicli.query.search import search_events, suggest_words
from malicli.query.wanted import Wanted, parse_wanted
from malicli.render.lines import Writer


@takes(
    "mali search coup",
    "mali search 'prise de Kidal'",
    "mali search 'Gao OR Kidal' --from 2013 --to 2014",
    "mali search '\"human shields\" -Wagner'",
    "mali search 'hélico*' --format csv",
    which=FILTER,
    output=OUTPUT,
    session=SESSION,
)
def run_search(
    words: Annotated[
        list[str],
        typer.Argument(help="Words, \"a phrase\", begin*, this OR that, -unwanted.",
                       metavar="WORDS"),
    ],
    which: Filter,
    output: Output,
    session: Session,
) -> None:  # fmt: skip
    """Events by their words, the best match first.

    Looks in titles and summaries, English and French, and in every name of the actors and places.
    Case, accents and ligatures do not matter. An event must have all words; OR between two words
    means either. Put -unwanted words inside quotes of the shell, or after --.
    """
    from malicli.render.excerpt import Excerpts  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    wanted = parse_wanted(" ".join(words))
    index = session.chronology.index
    events = list(search_events(index, wanted, which))
    tell_empty(session, events, "event")
    if not events:
        _suggest(session, wanted)
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, "event", events, labels, output)
        return
    around = session.environment
    drawer = Excerpts(labels, around.prose_width, wanted.terms, ascii_only=not around.unicode)
    send_lines(session, drawer.draw(events), output)


def _suggest(session: Session, wanted: Wanted) -> None:
    if words := suggest_words(session.chronology.index, wanted):
        message = _("did you mean: {words}").format(words=words)
        Writer(session.environment).write([[(message, "")]], session.environment.stderr)

"""The commands that count and compare: stats."""

from __future__ import annotations

from typing import Annotated

import typer

from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import COUNTING_PANEL, FILTER, OUTPUT, SESSION, Output, Session, takes
from malicli.cli.values import read_choice, read_number
from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.filters import Filter
from malicli.query.summaries import DIMENSIONS, EVENTS, Summary, summarise
from malicli.vocabulary import VOCABULARIES

_MEASURES = (EVENTS, *VOCABULARIES["harm"])


@takes(
    "mali stats --by year",
    "mali stats --by month --from 2012 --to 2013 --type battle",
    "mali stats --by year --measure killed",
    "mali stats --by actor --top 15",
    "mali stats --by region --by year",
    which=FILTER,
    output=OUTPUT,
    session=SESSION,
)
def run_stats(
    which: Filter,
    output: Output,
    session: Session,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", metavar="GROUP", show_default=False, rich_help_panel=COUNTING_PANEL,
            help=f"{', '.join(DIMENSIONS)} (year if none); a second makes a table.",
        ),
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure", metavar="WHAT", show_default=False, rich_help_panel=COUNTING_PANEL,
            help="events, or a harm: killed, injured, captured, displaced ...",
        ),
    ] = None,
    top: Annotated[
        str | None,
        typer.Option(
            "--top", metavar="N", show_default=False, rich_help_panel=COUNTING_PANEL,
            help="The first N groups.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """How many events or dead, by year, type, actor ...

    A toll is never one number: it goes from the lowest to the highest claim, with how many events
    have no number and how many are disputed. Numbers that are no event (figures) are not in it.
    """
    from malicli.render.chart import Chart  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    groups = _read_groups(by or ["year"])
    what = read_choice("--measure", measure or EVENTS, _MEASURES)
    most = read_number("--top", top, least=1)
    summary = summarise(session.chronology.index, which, groups, what)
    kept = set(list(dict.fromkeys(row.group for row in summary.rows))[:most])
    summary = summary._replace(rows=[row for row in summary.rows if row.group in kept])
    tell_empty(session, range(summary.events), "event")
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, "stat", summary.rows, labels, output)
        return
    around = session.environment
    chart = Chart(groups, what, labels, around.prose_width, around.table_width,
                  not around.unicode)  # fmt: skip
    send_lines(session, chart.draw(summary if summary.events else Summary([], 0, 0)), output)


def _read_groups(texts: list[str]) -> list[str]:
    groups = [read_choice("--by", text, tuple(DIMENSIONS)) for text in texts]
    if len(groups) > 2 or len(set(groups)) < len(groups):
        raise WrongUseError(_("--by: one or two different groups"), help="--by region --by year")
    return groups

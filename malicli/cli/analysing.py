"""The commands that count and compare: stats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from malicli.cli.filtering import PICK
from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import (
    COUNTING_PANEL,
    OUTPUT,
    SESSION,
    OptionGroup,
    Output,
    Session,
    State,
    option,
    takes,
)
from malicli.cli.values import read_choice, read_number
from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.filters import Filter
from malicli.query.summaries import DIMENSIONS, EVENTS, Summary, summarise
from malicli.vocabulary import VOCABULARIES

_MEASURES = (EVENTS, *VOCABULARIES["harm"])


class Counting(NamedTuple):
    """What to count by what, and how many groups to show."""

    by: tuple[str, ...]
    measure: str
    top: int | None


def _make_counting(values: Mapping[str, Any], state: State) -> Counting:
    del state
    by = tuple(read_choice("--by", text, tuple(DIMENSIONS)) for text in values["by"] or ("year",))
    if len(by) > 2 or len(set(by)) < len(by):
        raise WrongUseError(_("--by: one or two different groups"), help="--by region --by year")
    measure = read_choice("--measure", values["measure"] or EVENTS, _MEASURES)
    return Counting(by, measure, read_number("--top", values["top"], least=1))


COUNTING = OptionGroup(
    (
        option("by", list[str] | None,
               f"{', '.join(DIMENSIONS)} (year if none); a second makes a table.",
               COUNTING_PANEL, metavar="GROUP"),
        option("measure", str, "events, or a harm: killed, injured, captured, displaced ...",
               COUNTING_PANEL, metavar="WHAT"),
        option("top", str, "The first N groups.", COUNTING_PANEL, metavar="N"),
    ),
    _make_counting,
)  # fmt: skip


@takes(
    "mali stats --by year",
    "mali stats --by month --from 2012 --to 2013 --type battle",
    "mali stats --by year --measure killed",
    "mali stats --by actor --top 15",
    "mali stats --by region --by year",
    what=COUNTING,
    which=PICK,
    output=OUTPUT,
    session=SESSION,
)
def run_stats(what: Counting, which: Filter, output: Output, session: Session) -> None:
    """How many events or dead, by year, type, actor ...

    A toll is never one number: it goes from the lowest to the highest claim, with how many events
    have no number and how many are disputed. Numbers that are no event (figures) are not in it.
    """
    from malicli.render.chart import Chart  # noqa: PLC0415 - not for formats

    format_ = output.settle()
    summary = summarise(session.chronology.index, which, what.by, what.measure)
    summary = summary.keep(what.top)
    tell_empty(session, range(summary.events), "event")
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, "stat", summary.rows, labels, output)
        return
    around = session.environment
    chart = Chart(what.by, what.measure, labels, around.prose_width, around.table_width,
                  not around.unicode)  # fmt: skip
    send_lines(session, chart.draw(summary if summary.events else Summary([], 0, 0)), output)

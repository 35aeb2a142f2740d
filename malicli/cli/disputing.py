"""The command that shows where sources disagree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from malicli.cli.filtering import PICK
from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import (
    DISPUTES_PANEL,
    OUTPUT,
    SESSION,
    OptionGroup,
    Output,
    Session,
    State,
    option,
    takes,
)
from malicli.cli.values import read_choice, read_code
from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.disputes import (
    REASONS,
    DisputeFilter,
    Matter,
    find_disputes,
    list_claims,
    tally_sources,
)
from malicli.query.filters import Filter


class Asked(NamedTuple):
    """Which differences, and whether to count them by source or publisher."""

    wanted: DisputeFilter
    by_source: bool
    by_publisher: bool


def _make_asked(values: Mapping[str, Any], state: State) -> Asked:
    del state
    if values["by_source"] and values["by_publisher"]:
        raise WrongUseError(_("--by-source or --by-publisher, not both"), help="--by-source")
    return Asked(
        DisputeFilter(
            fields=tuple(read_code("--field", "field", text) for text in values["field"] or ()),
            whys=tuple(read_choice("--why", text, REASONS) for text in values["why"] or ()),
            explained=values["all"],
        ),
        values["by_source"],
        values["by_publisher"],
    )


ASKED = OptionGroup(
    (
        option("field", list[str] | None,
               "On this: date, toll, who, place, actors, type, status, relation ...",
               DISPUTES_PANEL, metavar="FIELD"),
        option("why", list[str] | None, f"For this reason: {', '.join(REASONS)}.",
               DISPUTES_PANEL, metavar="WHY"),
        option("all", bool, "Also what is explained: slips, stages, days of reports.",
               DISPUTES_PANEL),
        option("by_source", bool, "Count by source: who differs how often, on what, why.",
               DISPUTES_PANEL),
        option("by_publisher", bool, "Count by publisher.", DISPUTES_PANEL),
    ),
    _make_asked,
)  # fmt: skip


@takes(
    "mali disputes --from 2012 --to 2013",
    "mali disputes --field toll --min-killed 50",
    "mali disputes --actor MNLA --field relation",
    "mali disputes --why slip",
    "mali disputes --by-source --all",
    "mali disputes --all -o disputes.csv",
    asked=ASKED,
    which=PICK,
    output=OUTPUT,
    session=SESSION,
)
def run_disputes(asked: Asked, which: Filter, output: Output, session: Session) -> None:
    """Where sources disagree: rival claims side by side.

    What really is in dispute, under the reason that is known for it; with --all also what is
    explained. Ties between actors are in it, unless an option asks for something of events; with
    --actor, those of the actor. Formats have one row for each claim.
    """
    format_ = output.settle()
    matters = find_disputes(session.chronology.index, which, asked.wanted)
    tell_empty(session, matters, "dispute")
    if asked.by_source or asked.by_publisher:
        _send_tally(asked, which, matters, output, session)
        return
    labels = read_labels(session, format_)
    if not is_table(format_):
        send_format(session, format_, "dispute", list_claims(matters), labels, output)
        return
    from malicli.render.disputes import Differences  # noqa: PLC0415 - not for formats

    lines = Differences(labels, session.environment.prose_width).draw(matters)
    send_lines(session, lines, output)


def _send_tally(
    asked: Asked, which: Filter, matters: list[Matter], output: Output, session: Session
) -> None:
    from malicli.render.disputes import draw_tally  # noqa: PLC0415 - not for formats

    index, format_ = session.chronology.index, output.settle()
    rows = tally_sources(index, which, matters, publishers=asked.by_publisher)
    if is_table(format_):
        send_lines(session, draw_tally(rows, session.environment.table_width), output)
    else:
        send_format(session, format_, "tally", rows, read_labels(session, format_), output)

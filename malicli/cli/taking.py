"""The commands that take data away: export."""

from __future__ import annotations

from malicli.cli.filtering import FILTER
from malicli.cli.options import OUTPUT, SESSION, Output, Session, takes
from malicli.cli.reading import send_events
from malicli.query.filters import Filter


@takes(
    "mali export --from 2012 --to 2015 -o mali-2012-2015.csv",
    "mali export --actor MNLA --format jsonl | wc -l",
    which=FILTER,
    output=OUTPUT,
    session=SESSION,
)
def run_export(which: Filter, output: Output, session: Session) -> None:
    """Write events to CSV, or another format.

    What is filtered is exactly what is written.
    """
    send_events(which, output, session, default="csv")

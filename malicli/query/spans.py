"""From when to when something may have held, and from when to when it surely did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from malicli.dates import FIRST_DAY, LAST_DAY, parse_date


class Span(NamedTuple):
    """The bounds of what held for a time; None where nothing tells.

    It may have held from ``first`` to ``last``, and did from ``sure_first`` to ``sure_last``:
    between its known bounds, and between the days on which a source says that it did. What began
    on a known day and is not known to have ended goes on, to ``LAST_DAY``.
    """

    first: date | None
    sure_first: date | None
    sure_last: date | None
    last: date | None

    @property
    def dated(self) -> bool:
        """Whether anything at all is known of when it held."""
        return any(self)

    def holds(self, day: date) -> bool:
        """Whether it surely held on a day."""
        if self.sure_first is None or self.sure_last is None:
            return False
        return self.sure_first <= day <= self.sure_last

    def may_hold(self, day: date) -> bool:
        """Whether it may have held on a day."""
        return (self.first or FIRST_DAY) <= day <= (self.last or LAST_DAY)


def measure_span(start: str | None, end: str | None, attested: Sequence[str] = ()) -> Span:
    """Bound what is dated as a record does it: from, to, and days on which it is attested."""
    begins = parse_date(start) if start else None
    ends = parse_date(end) if end else None
    seen = [parse_date(text) for text in attested]
    sure_first = [when.earliest for when in seen if when.earliest > FIRST_DAY]
    sure_last = [when.latest for when in seen if when.latest < LAST_DAY]
    if begins:
        sure_first.append(begins.start_latest)
    if ends:
        sure_last.append(ends.end_earliest)
    elif begins:
        sure_last.append(LAST_DAY)
    return Span(
        begins.earliest if begins and begins.earliest > FIRST_DAY else None,
        min(sure_first, default=None),
        max(sure_last, default=None),
        ends.latest if ends and ends.latest < LAST_DAY else None,
    )

"""Events of one day of the year, through the years; and of the time between two events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from malicli.dates import FIRST_DAY, LAST_DAY, DateKind, UncertainDate, parse_date
from malicli.index.schema import LAST_ORDINAL, LONG_SPAN_DAYS
from malicli.query.events import EVENT_COLUMNS, EventRow
from malicli.query.filters import Filter, build_query


class Anniversary(NamedTuple):
    """The events that certainly fall on a day of the year, and those that only may."""

    certain: list[EventRow]
    possible: list[EventRow]


# For each day, short events that begin in one stretch of the index before it, and the long ones.
_ON_DAYS = f"""
SELECT e.n FROM json_each(?1) d JOIN event e
  ON e.long = 0 AND e.first_day BETWEEN d.value - {LONG_SPAN_DAYS} AND d.value
  AND e.last_day >= d.value
UNION
SELECT e.n FROM json_each(?1) d JOIN event e
  ON e.long = 1 AND e.first_day <= d.value AND e.last_day >= d.value
"""  # noqa: S608 - our own constant


def find_anniversary(
    index: sqlite3.Connection, day: date, which: Filter, today: date
) -> Anniversary:
    """Find what happened on a day of the year, its month and day, in the order of time.

    The dates of the filter bound the years. What goes on without a known end is looked for until
    today. With ``certain`` there is nothing that only may.
    """
    days = [*_list_days(index, day, which, today)]
    undated = which._replace(first=None, last=None, certain=False)
    query = build_query(index, undated)
    numbers = json.dumps([day.toordinal() for day in days])
    matching = [row[0] for row in index.execute(_ON_DAYS, (numbers,))]
    rows = index.execute(
        f"SELECT {EVENT_COLUMNS}, r.body FROM event e"  # noqa: S608 - our own field names
        " JOIN record r ON r.kind = 'event' AND r.id = e.id"
        " WHERE e.n IN (SELECT value FROM json_each(?))"
        f" AND e.n IN (SELECT e.n FROM event e {query.clauses}) ORDER BY e.n",
        (json.dumps(matching), *query.parameters),
    )
    found = Anniversary([], [])
    for event in map(EventRow._make, rows):
        when = parse_date(event.date)
        sure = any(when.must_touch(day, day) for day in days)
        (found.certain if sure else found.possible).append(event)
    return found._replace(possible=[]) if which.certain else found


def _list_days(index: sqlite3.Connection, day: date, which: Filter, today: date) -> Iterator[date]:
    """The day in each year that the chronology and the filter reach; in leap years alone 02-29."""
    first, last = index.execute(
        "SELECT min(iif(first_day = 0, last_day, first_day)), max(nullif(last_day, ?)) FROM event",
        (LAST_ORDINAL,),
    ).fetchone()
    begin = date.fromordinal(first) if first else today
    # What has no known beginning may have been in the year before its end.
    begin = begin.replace(year=max(begin.year - 1, FIRST_DAY.year), month=1, day=1)
    end = max(date.fromordinal(last) if last else today, today)
    begin, end = max(begin, which.first or FIRST_DAY), min(end, which.last or LAST_DAY)
    for year in range(begin.year, end.year + 1):
        try:
            found = day.replace(year=year)
        except ValueError:  # no leap year
            continue
        if begin <= found <= end:
            yield found


class Stretch(NamedTuple):
    """The time between two events: the earlier and the later; a bound is None where it is open."""

    before: EventRow
    after: EventRow
    first: date | None
    last: date | None


def span_events(one: EventRow, other: EventRow) -> Stretch:
    """The time from the first day of two events to the last, whichever is given first.

    An event without a known end counts to its beginning, one without a known beginning from its
    end.
    """
    before, after = sorted((one, other), key=lambda event: _bound(parse_date(event.date)))
    bounds = [_bound(parse_date(event.date)) for event in (one, other)]
    first, last = min(begin for begin, _end in bounds), max(end for _begin, end in bounds)
    return Stretch(
        before, after, None if first == FIRST_DAY else first, None if last == LAST_DAY else last
    )


def _bound(when: UncertainDate) -> tuple[date, date]:
    first, last = when.earliest, when.latest
    if when.kind is DateKind.LASTED:
        last = when.start_latest if last == LAST_DAY else last
        first = when.end_earliest if first == FIRST_DAY else first
    return first, last

"""Uncertain dates in words, in the language of the run, never more exactly than they are."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from malicli.dates import MONTHS, DateKind, PlainDate, UncertainDate, parse_date, parse_plain
from malicli.language import get_language, pgettext

_PREFIXES = r"^((?:from |until |by |between |in or after |in )?)"

# Patterns that other languages word differently for a day than for a month or year: the context
# says which. English words them alike.
PATTERNS = (
    "by {date}",
    "in or after {date}",
    "until {date}",
    "from {date}",
    "to {date}",
    "since {date}",
    "since {date} at the latest",
)
SPANS = ("between {first} and {last}", "from {first} to {last}")
THIRDS = {
    (1, 10): "early {month}",
    (11, 20): "mid {month}",
    (21, 0): "late {month}",
    (1, 0): "in {month}",
}


def describe_date(when: UncertainDate) -> str:
    """Put a date in words, never more exactly than it is.

    >>> describe_date(parse_date("[2012-01-21..2012-01-31]"))
    'late January 2012'
    >>> describe_date(parse_date("2013-01-26/2013-01-30"))
    '26–30 January 2013'
    """
    before, after = _split(when)
    if when.kind is DateKind.LASTED:
        words = _describe_lasted(before, after)
    elif when.precision == "range":
        words = _describe_range(when, before, after)
    else:
        words = _describe_part(before)
    if when.doubt in ("~", "%"):
        words = _write_about(words)
    return (
        pgettext("date", "{date} (uncertain)").format(date=words)
        if (when.doubt in ("?", "%"))
        else words
    )


def _write_about(words: str) -> str:
    if get_language() == "en":
        return re.sub(_PREFIXES, r"\1about ", words, count=1)
    return pgettext("date", "about {date}").format(date=words)


def _split(when: UncertainDate) -> tuple[str, str]:
    """The texts of both ends; the second is empty where there is only one."""
    separator = "/" if when.kind is DateKind.LASTED else ".."
    before, _, after = when.text.strip("[]").partition(separator)
    return before, after


def describe(text: str) -> str:
    """Put a date of the profile, given as text, in words. Raises ``DateError``."""
    return describe_date(parse_date(text))


def describe_start(text: str) -> str:
    """The date as a beginning: "from March 2012", "since 30 March 2012 at the latest"."""
    when = parse_date(text)
    before, after = _split(when)
    if when.precision == "range" and before in ("", ".."):
        return _fill("since {date} at the latest", after)
    if when.kind is DateKind.LASTED and after == "..":
        return describe_date(when)
    if when.precision == "range":
        return pgettext("range", "from {date}").format(date=describe_date(when))
    return pgettext(_get_context(before), "from {date}").format(date=describe_date(when))


def describe_since(text: str) -> str:
    """The date as the start of a count: "since March 2012"."""
    when = parse_date(text)
    before, _ = _split(when)
    context = "range" if when.precision == "range" else _get_context(before)
    return pgettext(context, "since {date}").format(date=describe_date(when))


def describe_end(text: str) -> str:
    """The date as an end: "to March 2012"."""
    when = parse_date(text)
    before, _ = _split(when)
    if before == "..":  # that says "until" itself
        return describe_date(when)
    context = "range" if when.precision == "range" else _get_context(before)
    return pgettext(context, "to {date}").format(date=describe_date(when))


def name_month(number: int) -> str:
    """The name of a month, 1 to 12."""
    return pgettext("month", MONTHS[number - 1])


def name_third(when: UncertainDate) -> str:
    """The part of a month that a range fills, as sources do: "late {month}"; "" if it is none."""
    first, last = when.earliest, when.latest
    before, after = _split(when)
    if not len(before) == len(after) == 10 or (first.year, first.month) != (last.year, last.month):
        return ""
    end = 0 if last.day == monthrange(last.year, last.month)[1] else last.day
    return THIRDS.get((first.day, end), "")


def _get_context(text: str) -> str:
    return "day" if parse_plain(text).precision == "day" else "month"


def _fill(pattern: str, text: str) -> str:
    """A pattern, worded for what the date is, with the date in it."""
    return _elide(pgettext(_get_context(text), pattern).format(date=_describe_part(text)))


def _describe_part(text: str) -> str:
    part = parse_plain(text)
    words = [str(part.first.year)]
    if part.precision != "year":
        words.insert(0, name_month(part.first.month))
    if part.precision == "day":
        words.insert(0, write_day(part.first))
    return " ".join(words)


def write_day(day: date) -> str:
    """The number of a day in its month, as the language writes it."""
    return pgettext("day of the month", "1") if day.day == 1 else str(day.day)


def _describe_range(when: UncertainDate, before: str, after: str) -> str:
    if not before:
        return _fill("by {date}", after)
    if not after:
        return _fill("in or after {date}", before)
    if third := name_third(when):
        return pgettext("date", third).format(month=_describe_part(after[:7]))
    if before == after:
        return _describe_part(after)
    return _fill_span("between {first} and {last}", before, after)


def _describe_lasted(before: str, after: str) -> str:
    if before == "..":
        return _fill("until {date}", after)
    if after == "..":
        return _fill("from {date}", before)
    if before == after:
        return _describe_part(after)
    start, end = parse_plain(before), parse_plain(after)
    if not start.precision == end.precision == "day":
        return _fill_span("from {first} to {last}", before, after)
    first, last = _describe_ends(start, end, before, after)
    same = (start.first.year, start.first.month) == (end.first.year, end.first.month)
    return f"{first}–{last}" if same else f"{first} – {last}"


def _fill_span(pattern: str, before: str, after: str) -> str:
    """A pattern of two ends, worded for what each is."""
    first, last = _describe_ends(parse_plain(before), parse_plain(after), before, after)
    context = f"{_get_context(before)}-{_get_context(after)}"
    return _elide(pgettext(context, pattern).format(first=first, last=last))


def _describe_ends(first: PlainDate, last: PlainDate, before: str, after: str) -> tuple[str, str]:
    """Both ends in words, leaving out of a first day what the last day repeats."""
    start, end = _describe_part(before), _describe_part(after)
    if first.first.year == last.first.year and "year" not in (first.precision, last.precision):
        start = start.removesuffix(f" {first.first.year}")
        if first.precision == last.precision == "day" and first.first.month == last.first.month:
            start = write_day(first.first)
    return start, end


def _elide(words: str) -> str:
    """French writes "d'avril", not "de avril"."""
    return re.sub(r"\bde (?=[aoAO])", "d'", words) if get_language() == "fr" else words

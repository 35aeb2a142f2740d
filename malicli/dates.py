"""Uncertain dates: a documented profile of EDTF (ISO 8601-2:2019), read, bounded and put in words.

The profile: ``2012``, ``2012-03``, ``2012-03-22``; ``A/B`` lasted from A to B, where ``..`` for A
or B is open; ``[A..B]`` happened once, somewhere within, where A or B may be left out; ``~``, ``?``
or ``%`` after a date marks doubt and widens nothing. ``docs/codebook.md`` has the truth table.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

FIRST_DAY = date.min
LAST_DAY = date.max


class DateKind(StrEnum):
    """How a date relates to the time it names."""

    DAY = "day"
    ONCE_WITHIN = "once-within"
    LASTED = "lasted"


class DateError(ValueError):
    """A text is not a date of the profile; ``help`` says how to write what was meant."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word shown
        super().__init__(message)
        self.help = help


class UncertainDate(NamedTuple):
    """A date as the source gives it, with the bounds of its first and its last day.

    ``earliest`` and ``latest`` are the first and last days it can touch; ``start_latest`` and
    ``end_earliest`` the last day it can begin and the first it can end. An open bound is
    ``FIRST_DAY`` or ``LAST_DAY``. ``precision`` is ``day``, ``month``, ``year`` or ``range``.
    """

    text: str
    kind: DateKind
    earliest: date
    start_latest: date
    end_earliest: date
    latest: date
    precision: str
    doubt: str = ""

    def may_touch(self, first: date, last: date) -> bool:
        """Tell whether it possibly falls, wholly or in part, between two days, both included."""
        return self.earliest <= last and self.latest >= first

    def must_touch(self, first: date, last: date) -> bool:
        """Tell whether it certainly does: every reading touches the range, and none is doubted."""
        return not self.doubt and self.start_latest <= last and self.end_earliest >= first


class _Part(NamedTuple):
    """One plain date: its first and last possible day, precision and mark of doubt."""

    first: date
    last: date
    precision: str
    doubt: str


_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
_FORMS = "write 2012, 2012-03 or 2012-03-22; A/B for what lasted; [A..B] for once within"


@lru_cache(maxsize=4096)
def parse_date(text: str) -> UncertainDate:
    """Read a date of the profile. Raises ``DateError``."""
    if text.startswith("["):
        return _parse_once_within(text)
    if "/" in text:
        return _parse_lasted(text)
    part = _parse_plain(text)
    kind = DateKind.DAY if part.precision == "day" else DateKind.ONCE_WITHIN
    return UncertainDate(
        text, kind, part.first, part.last, part.first, part.last, part.precision, part.doubt
    )


def _parse_plain(text: str, whole: str = "") -> _Part:
    """Read one plain date, which may be an end of a whole one that the error is to show."""
    match = _PLAIN.fullmatch(text)
    if not match:
        raise DateError(f"not a date: {(whole or text)!r}", _FORMS)
    year, month, day, doubt = match.groups()
    try:
        if day:
            first = last = date(int(year), int(month), int(day))
        elif month:
            first = date(int(year), int(month), 1)
            last = first.replace(day=monthrange(first.year, first.month)[1])
        else:
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError:
        raise DateError(f"no such day or month: {text}", "check the calendar") from None
    return _Part(first, last, "day" if day else "month" if month else "year", doubt)


def _parse_once_within(text: str) -> UncertainDate:
    if not text.endswith("]") or ".." not in text or "," in text:
        raise DateError(f"not a date: {text!r}", "a date in brackets is [A..B], [..B] or [A..]")
    before, _, after = text[1:-1].partition("..")
    if not before and not after:
        raise DateError(f"no bound at all: {text}", "give one end at least")
    start = _parse_plain(before, text) if before else None
    end = _parse_plain(after, text) if after else None
    first = start.first if start else FIRST_DAY
    last = end.last if end else LAST_DAY
    _require_order(first, last, text)
    return UncertainDate(
        text, DateKind.ONCE_WITHIN, first, last, first, last, "range", _join_doubt(start, end)
    )


def _parse_lasted(text: str) -> UncertainDate:
    before, _, after = text.partition("/")
    if before == after == "..":
        raise DateError(f"no bound at all: {text}", "give one end at least")
    start = None if before == ".." else _parse_plain(before, text)
    end = None if after == ".." else _parse_plain(after, text)
    first = start.first if start else FIRST_DAY
    last = end.last if end else LAST_DAY
    _require_order(first, last, text)
    # It cannot begin after its last possible day, nor end before its first.
    start_latest = min(start.last if start else last, last)
    end_earliest = max(end.first if end else first, first)
    return UncertainDate(
        text,
        DateKind.LASTED,
        first,
        start_latest,
        end_earliest,
        last,
        "range",
        _join_doubt(start, end),
    )


def _require_order(first: date, last: date, text: str) -> None:
    if first > last:
        raise DateError(f"ends before it begins: {text}", "write the earlier date first")


def _join_doubt(*parts: _Part | None) -> str:
    marks = {part.doubt for part in parts if part} - {""}
    return "%" if len(marks) > 1 else "".join(marks)


# What people type for --from, --to, --on and --as-of -----------------------------------------

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTHS_FR = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTH_NUMBERS = {
    name[:size].casefold(): number
    for names in (MONTHS, _MONTHS_FR.split())
    for number, name in enumerate(names, 1)
    for size in {len(name), 4, *([] if name in ("juin", "juillet") else [3])}
}
_WORDS = r"(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+)?([^\W\d]+)\.?\s+(\d{4})"
_WORDS_US = r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"


def parse_asked_date(text: str, today: date) -> UncertainDate:
    """Read a date as a person types it: EDTF, "March 2012", "22 mars 2012", "today".

    Raises ``DateError``.
    """
    asked = text.strip()
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}", asked):
        raise DateError(f"which is the month in {asked}?", "write 2012-03-22 or 22 March 2012")
    if asked.casefold() in ("today", "aujourd'hui"):
        return parse_date(today.isoformat())
    try:
        return parse_date(asked)
    except DateError as error:
        written = _read_words(asked)
        if written is None:
            message = str(error) if _PLAIN.match(asked) else f"not a date: {text!r}"
            raise DateError(
                message, "write 2012, 2012-03, 2012-03-22, March 2012 or 22 March 2012"
            ) from None
    return parse_date(written)


def _read_words(text: str) -> str | None:
    from malicli.text import fold  # noqa: PLC0415 - only when a month is spelled out

    if match := re.fullmatch(_WORDS, text):
        day, name, year = match.groups()
    elif match := re.fullmatch(_WORDS_US, text):
        name, day, year = match.groups()
    else:
        return None
    month = _MONTH_NUMBERS.get(fold(name))
    if month is None:
        return None
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


# Dates to words -------------------------------------------------------------------------------

_ABOUT = r"^((?:from |until |by |between |in or after |in )?)"


def describe_date(when: UncertainDate) -> str:
    """Put a date in words, never more exactly than it is.

    >>> describe_date(parse_date("[2012-01-21..2012-01-31]"))
    'late January 2012'
    >>> describe_date(parse_date("2013-01-26/2013-01-30"))
    '26–30 January 2013'
    """
    separator = "/" if when.kind is DateKind.LASTED else ".."
    before, _, after = when.text.strip("[]").partition(separator)
    if when.kind is DateKind.LASTED:
        words = _describe_lasted(before, after)
    elif when.precision == "range":
        words = _describe_range(when, before, after)
    else:
        words = _describe_part(before)
    if when.doubt in ("~", "%"):
        words = re.sub(_ABOUT, r"\1about ", words, count=1)
    return f"{words} (uncertain)" if when.doubt in ("?", "%") else words


def describe(text: str) -> str:
    """Put a date of the profile, given as text, in words. Raises ``DateError``."""
    return describe_date(parse_date(text))


def _describe_part(text: str) -> str:
    part = _parse_plain(text)
    words = [str(part.first.year)]
    if part.precision != "year":
        words.insert(0, MONTHS[part.first.month - 1])
    if part.precision == "day":
        words.insert(0, str(part.first.day))
    return " ".join(words)


def _describe_range(when: UncertainDate, before: str, after: str) -> str:
    if not before:
        return f"by {_describe_part(after)}"
    if not after:
        return f"in or after {_describe_part(before)}"
    third = _name_third(when.earliest, when.latest) if len(before) == len(after) == 10 else ""
    if third:
        return f"{third} {_describe_part(after[:7])}"
    if before == after:
        return _describe_part(after)
    first, last = _describe_ends(before, after)
    return f"between {first} and {last}"


def _describe_lasted(before: str, after: str) -> str:
    if before == "..":
        return f"until {_describe_part(after)}"
    if after == "..":
        return f"from {_describe_part(before)}"
    if before == after:
        return _describe_part(after)
    first, last = _describe_ends(before, after)
    if not _parse_plain(before).precision == _parse_plain(after).precision == "day":
        return f"from {first} to {last}"
    return f"{first}–{last}" if first.isdigit() else f"{first} – {last}"


def _describe_ends(before: str, after: str) -> tuple[str, str]:
    """Both ends in words, leaving out of a first day what the last day repeats."""
    first, last = _parse_plain(before), _parse_plain(after)
    start, end = _describe_part(before), _describe_part(after)
    if first.first.year == last.first.year and "year" not in (first.precision, last.precision):
        start = start.removesuffix(f" {first.first.year}")
        if first.precision == last.precision == "day" and first.first.month == last.first.month:
            start = str(first.first.day)
    return start, end


def _name_third(first: date, last: date) -> str:
    """Name the part of a month that a range fills, as sources do: early, mid, late, in."""
    if (first.year, first.month) != (last.year, last.month):
        return ""
    length = monthrange(last.year, last.month)[1]
    named = {(1, 10): "early", (11, 20): "mid", (21, length): "late", (1, length): "in"}
    return named.get((first.day, last.day), "")

"""Uncertain dates: a documented profile of EDTF (ISO 8601-2:2019), read and bounded.

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

from malicli.language import _, mark

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


class PlainDate(NamedTuple):
    """One plain date: its first and last possible day, precision and mark of doubt."""

    first: date
    last: date
    precision: str
    doubt: str


_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
_FORMS = mark("write 2012, 2012-03 or 2012-03-22; A/B for what lasted; [A..B] for once within")


@lru_cache(maxsize=4096)
def parse_date(text: str) -> UncertainDate:
    """Read a date of the profile. Raises ``DateError``."""
    if text.startswith("["):
        return _parse_once_within(text)
    if "/" in text:
        return _parse_lasted(text)
    part = parse_plain(text)
    kind = DateKind.DAY if part.precision == "day" else DateKind.ONCE_WITHIN
    return UncertainDate(
        text, kind, part.first, part.last, part.first, part.last, part.precision, part.doubt
    )


def parse_plain(text: str, whole: str = "") -> PlainDate:
    """Read one plain date, which may be an end of a whole one that the error is to show.

    Raises ``DateError``.
    """
    match = _PLAIN.fullmatch(text)
    if not match:
        raise DateError(_("not a date: {text}").format(text=repr(whole or text)), _(_FORMS))
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
        raise DateError(
            _("no such day or month: {text}").format(text=text), _("check the calendar")
        ) from None
    return PlainDate(first, last, "day" if day else "month" if month else "year", doubt)


def _parse_once_within(text: str) -> UncertainDate:
    if not text.endswith("]") or ".." not in text or "," in text:
        raise DateError(
            _("not a date: {text}").format(text=repr(text)),
            _("a date in brackets is [A..B], [..B] or [A..]"),
        )
    before, _dots, after = text[1:-1].partition("..")
    if not before and not after:
        raise DateError(_("no bound at all: {text}").format(text=text), _("give one end at least"))
    start = parse_plain(before, text) if before else None
    end = parse_plain(after, text) if after else None
    first = start.first if start else FIRST_DAY
    last = end.last if end else LAST_DAY
    _require_order(first, last, text)
    return UncertainDate(
        text, DateKind.ONCE_WITHIN, first, last, first, last, "range", _join_doubt(start, end)
    )


def _parse_lasted(text: str) -> UncertainDate:
    before, _slash, after = text.partition("/")
    if before == after == "..":
        raise DateError(_("no bound at all: {text}").format(text=text), _("give one end at least"))
    start = None if before == ".." else parse_plain(before, text)
    end = None if after == ".." else parse_plain(after, text)
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
        raise DateError(
            _("ends before it begins: {text}").format(text=text), _("write the earlier date first")
        )


def _join_doubt(*parts: PlainDate | None) -> str:
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
        raise DateError(
            _("which is the month in {date}?").format(date=asked),
            _("write 2012-03-22 or 22 March 2012"),
        )
    if asked.casefold() in ("today", "aujourd'hui"):
        return parse_date(today.isoformat())
    try:
        return parse_date(asked)
    except DateError as error:
        written = _read_words(asked)
        if written is None:
            message = (
                str(error)
                if _PLAIN.match(asked)
                else _("not a date: {text}").format(text=repr(text))
            )
            raise DateError(
                message, _("write 2012, 2012-03, 2012-03-22, March 2012 or 22 March 2012")
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

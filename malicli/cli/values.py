"""Reading what people type for options: dates, codes, numbers, distances."""

from __future__ import annotations

import re
from datetime import date

from malicli.dates import DateError, parse_asked_date
from malicli.errors import WrongUseError
from malicli.language import LANGUAGES, _
from malicli.query.filters import SORTS, Filter
from malicli.query.values import read_choice, read_code, read_date, read_number
from malicli.text import make_safe, shorten

# Read alike as options and from Python; commands find all readers here.
__all__ = [
    "quote",
    "read_anniversary",
    "read_choice",
    "read_code",
    "read_date",
    "read_day",
    "read_kilometres",
    "read_language",
    "read_number",
    "read_range",
    "read_sort",
    "show",
]


def read_range(
    from_: str | None, to: str | None, on: str | None, today: date
) -> tuple[date | None, date | None]:
    """Read ``--from``, ``--to`` and ``--on`` into a first and a last day, both included.

    Raises ``WrongUseError``.
    """
    if on is not None:
        if from_ is not None or to is not None:
            raise WrongUseError(_("--on stands alone"), help=_("use it, or --from and --to"))
        when = read_date("--on", on, today)
        return when.earliest, when.latest
    first = read_date("--from", from_, today).earliest if from_ is not None else None
    last = read_date("--to", to, today).latest if to is not None else None
    if first and last and first > last:
        raise WrongUseError(
            _("--from {first} is after --to {last}").format(first=show(from_), last=show(to)),
            help=_("exchange the two dates"),
        )
    return first, last


def read_day(option_: str, text: str | None, today: date) -> date | None:
    """Read a date that stands for one day: a month or year stands for its last day."""
    return read_date(option_, text, today).latest if text is not None else None


_LEAP_YEAR = 2000


def read_anniversary(text: str, today: date) -> date:
    """Read a day of any year: 03-22, 22 March, 22 mars; today if it is empty. Its year is 2000.

    Raises ``WrongUseError``.
    """
    asked = text.strip()
    if asked.casefold() in ("", "today", "aujourd'hui"):
        return today.replace(year=_LEAP_YEAR)
    dashed = re.fullmatch(r"(\d{1,2})-(\d{1,2})", asked, re.ASCII)
    try:
        if dashed:
            return date(_LEAP_YEAR, int(dashed[1]), int(dashed[2]))
        when = parse_asked_date(f"{asked} {_LEAP_YEAR}", today)
    except (DateError, ValueError):
        when = None
    if when is None or when.precision != "day":
        raise WrongUseError(
            _("not a day of the year: {text}").format(text=quote(text)),
            help=_(
                "month-day, such as 03-22, or 22 March; a day of one year: `mali timeline --on`"
            ),
        )
    return when.earliest


def show(text: str | None) -> str:
    """What was typed, made safe to echo, and not longer than a line."""
    return make_safe(shorten(text or ""))


def quote(text: str | None) -> str:
    """The same in quotation marks; a control character is escaped once."""
    return make_safe(repr(shorten(text or "")))


def read_kilometres(text: str | None) -> float:
    """Read a distance such as 100km. Raises ``WrongUseError``."""
    if text is None:
        return Filter().within
    number = text.casefold().removesuffix("km").strip()
    try:
        kilometres = float(number)
    except ValueError:
        kilometres = -1.0
    if not 0 < kilometres <= 20_000:
        raise WrongUseError(
            _("--within: not a distance: {text}").format(text=quote(text)),
            help=_("write 100km"),
        )
    return kilometres


def read_language(text: str | None) -> None:
    """Check the language that was asked for; it is settled already. Raises ``WrongUseError``."""
    if text is not None and text.casefold() not in LANGUAGES:
        raise WrongUseError(
            _("--lang: there is no language {name}").format(name=quote(text)),
            help=_("one of {names}").format(names=", ".join(LANGUAGES)),
        )


def read_sort(text: str | None) -> str:
    """Read what to sort by. Raises ``WrongUseError``."""
    if text is None:
        return Filter().sort
    if not text or text not in SORTS:
        raise WrongUseError(
            _("--sort: cannot sort by {key}").format(key=quote(text)),
            help=_("one of {names}").format(names=", ".join(SORTS)),
        )
    return text

"""Reading what people type for options: dates, codes, numbers, distances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from malicli.dates import DateError, UncertainDate, parse_asked_date
from malicli.errors import WrongUseError
from malicli.event_types import EVENT_TYPES
from malicli.language import LANGUAGES, _
from malicli.query.filters import SORTS, Filter
from malicli.text import fold, make_safe
from malicli.vocabulary import VOCABULARIES

# More than any count here, and less than SQLite's integers hold.
MOST = 10**15


def read_range(
    from_: str | None, to: str | None, on: str | None, today: date
) -> tuple[date | None, date | None]:
    """Read ``--from``, ``--to`` and ``--on`` into a first and a last day, both included.

    Raises ``WrongUseError``.
    """
    if on is not None:
        if from_ is not None or to is not None:
            raise WrongUseError(_("--on stands alone"), help=_("use it, or --from and --to"))
        when = _read_date("--on", on, today)
        return when.earliest, when.latest
    first = _read_date("--from", from_, today).earliest if from_ is not None else None
    last = _read_date("--to", to, today).latest if to is not None else None
    if first and last and first > last:
        raise WrongUseError(
            _("--from {first} is after --to {last}").format(first=show(from_), last=show(to)),
            help=_("exchange the two dates"),
        )
    return first, last


def read_day(option_: str, text: str | None, today: date) -> date | None:
    """Read a date that stands for one day: a month or year stands for its last day."""
    return _read_date(option_, text, today).latest if text is not None else None


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
            _("not a day of the year: {text}").format(text=repr(show(text)[:60])),
            help=_(
                "month-day, such as 03-22, or 22 March; a day of one year: `mali timeline --on`"
            ),
        )
    return when.earliest


def _read_date(option_: str, text: str, today: date) -> UncertainDate:
    try:
        return parse_asked_date(text, today)
    except DateError as error:
        raise WrongUseError(f"{option_}: {make_safe(str(error))}", help=error.help) from None


def show(text: str | None) -> str:
    """What was typed, made safe to echo."""
    return make_safe(text or "")


def read_code(option_: str, vocabulary: str, text: str) -> str:
    """Read a code of a vocabulary, in any case, with spaces or hyphens, types also in French.

    Raises ``WrongUseError``, which lists the codes.
    """
    wanted = fold(text)
    names = {fold(code): code for code in VOCABULARIES[vocabulary]}
    if vocabulary == "type":
        names |= {fold(t.fr): t.code for t in EVENT_TYPES.values() if fold(t.fr) not in names}
    if wanted in names:
        return names[wanted]
    from rapidfuzz import process  # noqa: PLC0415 - only once something is wrong

    close = process.extractOne(wanted, list(names), score_cutoff=75)
    codes = ", ".join(VOCABULARIES[vocabulary])
    hint = _("did you mean {name}? ").format(name=names[close[0]]) if close else ""
    message = _("{option}: {value} is none of its values").format(
        option=option_, value=repr(make_safe(text[:60]))
    )
    raise WrongUseError(message, help=f"{hint}{codes}")


def read_choice(option_: str, text: str, choices: Sequence[str]) -> str:
    """Read one of a few words, in any case. Raises ``WrongUseError``, which lists them."""
    found = {fold(choice): choice for choice in choices}.get(fold(text))
    if found is None:
        message = _("{option}: {value} is none of its values")
        raise WrongUseError(
            message.format(option=option_, value=repr(make_safe(text[:60]))),
            help=", ".join(choices),
        )
    return found


def read_number(option_: str, text: str | None, *, least: int = 0, most: int = MOST) -> int | None:
    """Read a whole number between two bounds, both included. Raises ``WrongUseError``."""
    if text is None:
        return None
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and least <= int(text[:20]) <= most:
        return int(text)
    shown = repr(make_safe(text[:40]))
    if most < MOST:
        message = _("{option}: {value} is no whole number from {least} to {most}")
    else:
        message = _("{option}: {value} is no whole number of {least} or more")
    raise WrongUseError(
        message.format(option=option_, value=shown, least=least, most=most),
        help=f"{option_} {max(least, 3)}",
    )


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
            _("--within: not a distance: {text}").format(text=repr(show(text))),
            help=_("write 100km"),
        )
    return kilometres


def read_language(text: str | None) -> None:
    """Check the language that was asked for; it is settled already. Raises ``WrongUseError``."""
    if text is not None and text.casefold() not in LANGUAGES:
        raise WrongUseError(
            _("--lang: there is no language {name}").format(name=repr(show(text))),
            help=_("one of {names}").format(names=", ".join(LANGUAGES)),
        )


def read_sort(text: str | None) -> str:
    """Read what to sort by. Raises ``WrongUseError``."""
    if text is None:
        return Filter().sort
    if not text or text not in SORTS:
        raise WrongUseError(
            _("--sort: cannot sort by {key}").format(key=repr(show(text))),
            help=_("one of {names}").format(names=", ".join(SORTS)),
        )
    return text

"""Reading what people ask with: dates, codes, choices, numbers; as options or from Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from malicli.dates import DateError, UncertainDate, parse_asked_date
from malicli.errors import WrongUseError
from malicli.event_types import EVENT_TYPES
from malicli.language import _
from malicli.text import fold, make_safe, shorten
from malicli.vocabulary import VOCABULARIES

# More than any count here, and less than SQLite's integers hold.
MOST = 10**15


def read_date(name: str, text: str, today: date) -> UncertainDate:
    """Read a date as a person types it. Raises ``WrongUseError``."""
    try:
        return parse_asked_date(shorten(text), today)
    except DateError as error:
        raise WrongUseError(f"{name}: {make_safe(str(error))}", help=error.help) from None


def read_code(name: str, vocabulary: str, text: str) -> str:
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
        option=name, value=repr(make_safe(text[:60]))
    )
    raise WrongUseError(message, help=f"{hint}{codes}")


def read_choice(name: str, text: str, choices: Sequence[str]) -> str:
    """Read one of a few words, in any case. Raises ``WrongUseError``, which lists them."""
    found = {fold(choice): choice for choice in choices}.get(fold(text))
    if found is None:
        message = _("{option}: {value} is none of its values")
        raise WrongUseError(
            message.format(option=name, value=repr(make_safe(text[:60]))),
            help=", ".join(choices),
        )
    return found


def read_number(name: str, text: str | None, *, least: int = 0, most: int = MOST) -> int | None:
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
        message.format(option=name, value=shown, least=least, most=most),
        help=f"{name} {max(least, 3)}",
    )

"""What people ask with from Python, made the same filters as the options make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.disputes import REASONS, DisputeFilter
from malicli.query.figures import FigureFilter
from malicli.query.filters import SORTS, Filter
from malicli.query.summaries import DIMENSIONS, EVENTS
from malicli.query.values import MOST, read_choice, read_code, read_date, read_number
from malicli.text import make_safe
from malicli.vocabulary import VOCABULARIES

When = str | date
Texts = str | Iterable[str]


class Which(TypedDict, total=False):
    """Which events: the options of ``mali events``, ``start`` and ``end`` for --from and --to."""

    start: When | None
    end: When | None
    on: When | None
    certain: bool
    actor: Texts | None
    role: Texts | None
    lineage: bool
    members: bool
    type: Texts | None
    place: Texts | None
    around: str | tuple[float, float] | None
    within: float | None
    source: Texts | None
    tag: Texts | None
    text: str | None
    min_killed: int | None
    disputed: bool
    rank: int | None
    sort: str | None
    limit: int | None
    as_of: When | None


class WhichFigures(TypedDict, total=False):
    """Which figures: the options of ``mali figures``."""

    start: When | None
    end: When | None
    measure: Texts | None
    kind: Texts | None
    actor: Texts | None
    place: Texts | None
    source: Texts | None
    limit: int | None


class WhichDisputes(Which, total=False):
    """Which differences: the options of ``mali disputes``; ``explained`` for --all."""

    field: Texts | None
    why: Texts | None
    explained: bool


def make_filter(which: Mapping[str, Any], today: date) -> Filter:
    """Make the filter of events. Raises ``WrongUseError``; ``TypeError`` for an unknown name."""
    given = _know(which, Which)
    first, last = _read_range(given, today)
    if "within" in given and "around" not in given:
        raise WrongUseError(_("within needs around"), help='around="Gao", within=100')
    return Filter(
        first=first,
        last=last,
        certain=bool(given.get("certain")),
        actors=list_texts(given, "actor"),
        roles=list_codes(given, "role"),
        lineage=bool(given.get("lineage")),
        members=bool(given.get("members")),
        types=list_codes(given, "type"),
        places=list_texts(given, "place"),
        around=_read_around(given),
        within=_read_within(given),
        sources=list_texts(given, "source"),
        tags=list_texts(given, "tag"),
        text=str(given["text"]) if "text" in given else None,
        min_killed=read_count(given, "min_killed"),
        disputed=bool(given.get("disputed")),
        rank=read_count(given, "rank", least=1, most=3),
        sort=_read_sort(given),
        limit=read_count(given, "limit"),
        as_of=read_day("as_of", given.get("as_of"), today),
    )


def make_figure_filter(which: Mapping[str, Any], today: date) -> FigureFilter:
    """Make the filter of figures. Raises likewise."""
    given = _know(which, WhichFigures)
    first, last = _read_range(given, today)
    return FigureFilter(
        first=first,
        last=last,
        measures=list_codes(given, "measure"),
        kinds=list_codes(given, "kind", "figure-kind"),
        actors=list_texts(given, "actor"),
        places=list_texts(given, "place"),
        sources=list_texts(given, "source"),
        limit=read_count(given, "limit"),
    )


def make_dispute_filter(which: Mapping[str, Any], today: date) -> tuple[Filter, DisputeFilter]:
    """Make the filter of events, and that of what sources differ on. Raises likewise."""
    given = _know(which, WhichDisputes)
    own: dict[str, Any] = {}
    for key in ("field", "why", "explained"):
        if key in given:
            own[key] = given.pop(key)
    whys = tuple(read_choice("why", text, REASONS) for text in list_texts(own, "why"))
    wanted = DisputeFilter(list_codes(own, "field"), whys, bool(own.get("explained")))
    return make_filter(given, today), wanted


def read_grouping(by: Texts, measure: str) -> tuple[tuple[str, ...], str]:
    """Read what to group by and what to count. Raises ``WrongUseError``."""
    names = list_texts({"by": by}, "by")
    groups = tuple(read_choice("by", name, tuple(DIMENSIONS)) for name in names)
    if not 1 <= len({*groups}) == len(groups) <= 2:
        raise WrongUseError(_("by: one or two different groups"), help='by=["region", "year"]')
    return groups, read_choice("measure", measure, (EVENTS, *VOCABULARIES["harm"]))


def _know(which: Mapping[str, Any], known: type) -> dict[str, Any]:
    """What was given, None for nothing. An unknown name is a slip of the program that asks."""
    names = known.__annotations__
    if unknown := [name for name in which if name not in names]:
        message = _("there is no argument {name}; there are {names}")
        raise TypeError(message.format(name=unknown[0], names=", ".join(names)))
    return {name: value for name, value in which.items() if value is not None}


def list_texts(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """One text or several, as several."""
    value = given.get(name, ())
    return (value,) if isinstance(value, str) else tuple(map(str, value))


def list_codes(given: Mapping[str, Any], name: str, vocabulary: str = "") -> tuple[str, ...]:
    """Codes of a vocabulary, by default that of the argument's name. Raises ``WrongUseError``."""
    return tuple(read_code(name, vocabulary or name, text) for text in list_texts(given, name))


def read_count(
    given: Mapping[str, Any], name: str, *, least: int = 0, most: int = MOST
) -> int | None:
    """Read a whole number. Raises ``WrongUseError``."""
    value = given.get(name)
    return None if value is None else read_number(name, str(value), least=least, most=most)


def read_day(name: str, when: When | None, today: date) -> date | None:
    """Read a date that stands for one day: a month or year stands for its last day."""
    return read_date(name, _write(when), today).latest if when is not None else None


def _write(when: When) -> str:
    if isinstance(when, datetime):
        return when.date().isoformat()
    return when.isoformat() if isinstance(when, date) else str(when)


def _read_range(given: Mapping[str, Any], today: date) -> tuple[date | None, date | None]:
    start, end, on = (given.get(name) for name in ("start", "end", "on"))
    if on is not None:
        if start is not None or end is not None:
            raise WrongUseError(_("on stands alone"), help=_("use it, or start and end"))
        when = read_date("on", _write(on), today)
        return when.earliest, when.latest
    first = read_date("start", _write(start), today).earliest if start is not None else None
    last = read_date("end", _write(end), today).latest if end is not None else None
    if first and last and first > last:
        message = _("start {first} is after end {last}").format(first=first, last=last)
        raise WrongUseError(message, help=_("exchange the two dates"))
    return first, last


def _read_around(given: Mapping[str, Any]) -> str | None:
    around = given.get("around")
    if around is None or isinstance(around, str):
        return around
    try:
        latitude, longitude = around
        return f"{latitude:f},{longitude:f}"
    except (TypeError, ValueError):
        message = _("around: neither a place nor a point: {value}")
        raise WrongUseError(
            message.format(value=make_safe(repr(around)[:60])), help="around=(16.27, -0.04)"
        ) from None


def _read_within(given: Mapping[str, Any]) -> float:
    within = given.get("within", Filter().within)
    if not isinstance(within, int | float) or not 0 < within <= 20_000:
        message = _("within: not a distance in kilometres: {value}")
        raise WrongUseError(message.format(value=make_safe(repr(within)[:60])), help="within=100")
    return float(within)


def _read_sort(given: Mapping[str, Any]) -> str:
    sort = str(given.get("sort", ""))
    if sort and sort not in SORTS:
        message = _("sort: cannot sort by {key}").format(key=make_safe(repr(sort)[:60]))
        raise WrongUseError(message, help=_("one of {names}").format(names=", ".join(SORTS)))
    return sort

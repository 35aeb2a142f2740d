"""The options that choose events, declared once for every command that lists or counts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from malicli.cli.options import WHICH_PANEL, OptionGroup, State, option
from malicli.cli.values import (
    read_code,
    read_day,
    read_kilometres,
    read_number,
    read_range,
    read_sort,
)
from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.filters import SORTS, Filter

_Texts = list[str] | None


def _option(name: str, type_: Any, help_: str, *flags: str, **more: Any) -> Any:
    return option(name, type_, help_, WHICH_PANEL, *flags, **more)


_FILTER_PARAMETERS = (
    _option("from_", str, "On or after this date: 2012, 2012-03, 22 March 2012.", "--from",
            metavar="DATE"),
    _option("to", str, "On or before this date; 2015 means to its last day.", metavar="DATE"),
    _option("on", str, "On this day, month or year.", metavar="DATE"),
    _option("certain", bool, "Only events that certainly fall within the dates."),
    _option("actor", _Texts, "With this actor: any name, short name or id.", metavar="NAME"),
    _option("role", _Texts, "With an actor (the one named) in this role.", metavar="ROLE"),
    _option("lineage", bool, "Also the actor's predecessors and successors."),
    _option("members", bool, "Also a coalition's members, while they were members."),
    _option("type", _Texts, "Of this type: battle, coup, agreement ...", metavar="TYPE"),
    _option("place", _Texts, "In this place, or anywhere in this region, cercle or country.",
            metavar="NAME"),
    _option("around", str, "Near this place, or a point LAT,LONG.", metavar="PLACE"),
    _option("within", str, "How near: 100km (default 50km).", metavar="KM"),
    _option("source", _Texts, "Told by this source.", metavar="ID"),
    _option("tag", _Texts, "With this tag.", metavar="TAG"),
    _option("text", str, "With all of these words, in any language.", metavar="WORDS"),
    _option("min_killed", str, "With at least N dead by the lowest claim.", metavar="N"),
    _option("disputed", bool, "Only events that sources dispute."),
    _option("rank", str, "1 only the best known, 2 also the next, 3 all.", metavar="N"),
    _option("sort", str, f"By {', '.join(SORTS)}.", metavar="KEY"),
    _option("limit", str, "At most N events.", metavar="N"),
    _option("as_of", str, "Names mean what they meant on this day.", metavar="DATE"),
)  # fmt: skip


def _make_filter(values: Mapping[str, Any], state: State) -> Filter:
    today = state.environment.today
    first, last = read_range(values["from_"], values["to"], values["on"], today)
    around, within = values["around"], values["within"]
    if within is not None and around is None:
        raise WrongUseError(_("--within needs --around"), help="--around Gao --within 100km")
    return Filter(
        first=first,
        last=last,
        certain=values["certain"],
        actors=tuple(values["actor"] or ()),
        roles=tuple(read_code("--role", "role", text) for text in values["role"] or ()),
        lineage=values["lineage"],
        members=values["members"],
        types=tuple(read_code("--type", "type", text) for text in values["type"] or ()),
        places=tuple(values["place"] or ()),
        around=around,
        within=read_kilometres(within),
        sources=tuple(values["source"] or ()),
        tags=tuple(values["tag"] or ()),
        text=values["text"],
        min_killed=read_number("--min-killed", values["min_killed"]),
        disputed=values["disputed"],
        rank=read_number("--rank", values["rank"], least=1, most=3),
        sort=read_sort(values.get("sort")),
        limit=read_number("--limit", values.get("limit")),
        as_of=read_day("--as-of", values["as_of"], today),
    )


FILTER = OptionGroup(_FILTER_PARAMETERS, _make_filter)
# For commands that count events or set them out by something else than their order.
PICK = OptionGroup(
    tuple(p for p in _FILTER_PARAMETERS if p.name not in ("sort", "limit")), _make_filter
)

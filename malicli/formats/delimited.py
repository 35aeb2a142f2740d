"""CSV and TSV: UTF-8, RFC 4180 quoting, LF. The columns of events are a contract."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from malicli.query.names import Labels
from malicli.text import make_safe

# Column → what it holds. The order is a contract: new columns go to the end.
EVENT_COLUMNS = {
    "id": "the event's id, for good",
    "date": "the date as EDTF, as uncertain as the sources leave it",
    "earliest": "first day it can touch (ISO); empty when open",
    "latest": "last day it can touch (ISO); empty when open",
    "precision": "`day`, `month`, `year` or `range`",
    "type": "code of the event type",
    "title": "title in English",
    "summary": "summary in English",
    "actors": "ids of the actors in the order of the record, joined by `;`; `a|b` is either",
    "places": "ids of the places, joined by `;`",
    "admin1": "id of the region on that day, of the one place with role *at*",
    "latitude": "of the one place with role *at* (WGS 84); empty where there are several or none",
    "longitude": "likewise",
    "killed_low": "lowest number of dead that the claims allow; empty where none gives a number",
    "killed_best": "the preferred claim's number, or the only one's; else empty",
    "killed_high": 'highest number; empty where a claim is open above ("at least")',
    "injured_low": "the same for the injured",
    "injured_best": "the same for the injured",
    "injured_high": "the same for the injured",
    "sources": "ids of the sources, joined by `;`",
    "disputed": "`true` where sources disagree and nothing explains it, else `false`",
    "tags": "tags, joined by `;`",
    "status": "`happened`, `claimed`, `announced` or `refuted`",
    "rank": "1 any chronology has it, 2 a good one, 3 a thorough one",
    "date_kind": "`day`, `once-within` or `lasted`",
}
ACTOR_COLUMNS = {
    "id": "the actor's id, for good",
    "name": "standard English name",
    "name_fr": "French name",
    "short": "short name",
    "kind": "code of the kind of actor",
    "active_from": "when it began to exist (EDTF)",
    "active_to": "when it ended (EDTF); empty when it has not, or it is not known",
    "events": "how many events name it",
}
PLACE_COLUMNS = {
    "id": "the place's id, for good",
    "name": "standard English name",
    "name_fr": "French name",
    "kind": "code of the kind of place",
    "country": "ISO code of the country",
    "latitude": "WGS 84; empty where it is not known",
    "longitude": "likewise",
    "precision": "how exactly the coordinates are the place's own",
    "events": "how many events name it",
}
SOURCE_COLUMNS = {
    "id": "the source's id, for good",
    "title": "title",
    "publisher": "publisher",
    "published": "when it was published (EDTF)",
    "url": "its own public address",
    "kind": "code of the kind of source",
    "lang": "language",
    "symbol": "symbol of a UN document",
    "origin": "the agency or report that it relays: sources of one origin are one",
    "stake": "id of the party behind it",
    "events": "how many events cite it",
    "differs": "how many of its claims conflict with others",
}
FIGURE_COLUMNS = {
    "id": "the figure's id, for good",
    "kind": "`stock`, `cumulative`, `period-total` or `event-count`",
    "measure": "what is counted",
    "whom": "who is counted",
    "date": "the day, period or start (EDTF)",
    "low": "lowest number",
    "best": "number",
    "high": "highest number; empty when open",
    "words": "the words of the source",
    "source": "id of the source",
}
STAT_COLUMNS = {
    "group": "key of the group: a year, quarter or month, a code, an id; empty for none",
    "within": "key of the second group, if there is one",
    "events": "how many events",
    "disputed": "how many of them sources dispute",
    "low": "lowest sum of the claims about the measured harm; empty for plain counts",
    "high": "highest sum; empty where a claim is open above",
    "reach": "what the highest claims come to at least",
    "silent": "events whose claims give no number",
    "disputed_tolls": "events whose sources disagree about the toll",
    "in_parts": "events whose parts are counted instead",
}
POSITION_COLUMNS = {
    "id": "the place's id, for good",
    "name": "standard English name",
    "latitude": "WGS 84",
    "longitude": "likewise",
    "precision": "how exactly the coordinates are the place's own",
    "events": "how many of the events took place there; one with several places counts at each",
    "killed_low": "lowest number of dead of these events; empty where no claim gives a number",
    "killed_high": "highest number; empty where a claim is open above",
    "family": "the family of event types that most of them are of",
}
EDGE_COLUMNS = {
    "actor": "id of the actor whose relation it is",
    "kind": "code of the kind of relation",
    "other": "id of the actor that it is to",
    "from": "when it began (EDTF); empty when it is not known",
    "to": "when it ended (EDTF); empty when it has not, or it is not known",
    "first_day": "first day it may have held, and both existed (ISO); empty when open",
    "last_day": "last day, likewise",
    "status": "code of how sure it is; refuted relations are left out",
    "office": "what a leader or member was in it",
    "extent": "`whole` or `part` of the actor",
    "sources": "ids of the sources, joined by `;`",
    "depth": "how many steps from the actor asked about; else from one that stands for itself",
}
HOLDING_COLUMNS = {
    "place": "id of the place",
    "part": "which part of it: `town`, `camp`, `airport` ...",
    "state": "`held`, `shared`, `contested`, `present`, `vacated` ...",
    "holders": "ids of the actors, joined by `;`",
    "date": "the day from which on (EDTF); until when is not said",
    "earliest": "first day on which it may have begun (ISO); empty when open",
    "latest": "last day on which it may have begun; empty when open",
    "by": "id of whoever says so, or a kind of claimant; empty for the source itself",
    "source": "id of the source",
    "at": "where in the source",
    "note": "what the chronology notes about the claim",
    "event": "id of the event that the claim is of",
    "status": "the event's: `happened`, `claimed`, `announced` or `refuted`",
    "title": "the event's title in English",
    "title_fr": "in French",
    "rival": "`true` where another claim about that part and, it may be, that day says otherwise",
    "standing": "with `--as-of`: `last` before that day, `possible` (its date leaves open whether "
    "it is before or after), or `next` after it",
}
COLUMNS = {
    "event": tuple(EVENT_COLUMNS),
    "actor": tuple(ACTOR_COLUMNS),
    "place": tuple(PLACE_COLUMNS),
    "source": tuple(SOURCE_COLUMNS),
    "figure": tuple(FIGURE_COLUMNS),
    "stat": tuple(STAT_COLUMNS),
    "position": tuple(POSITION_COLUMNS),
    "edge": tuple(EDGE_COLUMNS),
    "holding": tuple(HOLDING_COLUMNS),
}
# Columns that no attribute of Python may be called.
_ATTRIBUTES = {"from": "date_from", "to": "date_to"}


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write a header and one line a row. Labels are not needed: cells hold ids."""
    del labels
    columns = COLUMNS[kind]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t" if format_ == "tsv" else ",", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(make_cells(row, columns) for row in rows)
    return text.getvalue()


def make_cells(row: Any, columns: Sequence[str]) -> list[Any]:
    """The cells of a row: empty for what is not known, ``true`` or ``false`` for ``disputed``."""
    attributes = ((column, _ATTRIBUTES.get(column, column)) for column in columns)
    return [_make_cell(column, getattr(row, attribute)) for column, attribute in attributes]


def _make_cell(column: str, value: Any) -> Any:
    if column == "disputed" and isinstance(value, str):
        return "true" if value else "false"
    if isinstance(value, bool):
        return "true" if value else "false"
    return make_safe(value) if isinstance(value, str) else value

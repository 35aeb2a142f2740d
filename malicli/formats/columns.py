"""The columns of each kind of row: what every format but the records' own is made from."""

from __future__ import annotations

from typing import Any

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
    "attested": "days on which a source says that it held (EDTF), joined by `;`",
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
DISPUTE_COLUMNS = {
    "kind": "`event`, or `actor` for a tie between actors",
    "id": "id of the event or actor",
    "title": "title of the event, or name of the actor",
    "field": "what the claim is about",
    "value": "what it says, as JSON",
    "by": "who says so: id of an actor or code of a claimant",
    "source": "id of the source",
    "at": "the place in the source",
    "why": "why it differs, where that is known",
    "note": "note",
    "standing": "`conflicting` with the event or a rival, or `equal`",
    "disputed": "`true` where nothing explains the difference, else `false`",
    "said": "when it was said (EDTF)",
    "date": "date of the event (EDTF)",
    "title_fr": "the same title or name in French",
    "matter": "the same for all rival claims of one record",
    "own": "the event's own value as JSON; empty where there are only claims",
}
TALLY_COLUMNS = {
    "source": "id of the source; empty when counted by publisher",
    "publisher": "publisher",
    "claims": "how many of its claims differ",
    "disputed": "how many of them nothing explains",
    "records": "on how many events and actors",
    "events": "how many of the events it tells of at all",
    "fields": "how many on which field: `toll=5;date=2`",
    "whys": "how many for which reason; `none` where none is given",
}
CLAIM_COLUMNS = {
    "field": "what the claim is about",
    "path": "where in the record it stands",
    "value": "what it says, as JSON",
    "by": "who says so: id of an actor or code of a claimant",
    "said": "when it was said (EDTF)",
    "source": "id of the source",
    "at": "the place in the source",
    "why": "why it differs, where that is known",
    "note": "note",
    "standing": "how it stands to the event's own value or its rivals",
    "disputed": "1 where nothing explains a difference, else 0",
}
RELATION_COLUMNS = {
    "outgoing": "1 where the relation is the actor's own, 0 where it is the other's",
    "kind": "code of the kind of relation",
    "other": "id of the other actor",
    "name": "its name",
    "other_kind": "code of its kind",
    "date_from": "when it began (EDTF)",
    "date_to": "when it ended (EDTF)",
    "status": "`accepted`, `announced`, `claimed`, `contested` or `refuted`",
    "office": "what a leader was",
    "extent": "`whole` or `part`",
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
    "dispute": tuple(DISPUTE_COLUMNS),
    "tally": tuple(TALLY_COLUMNS),
    "claim": tuple(CLAIM_COLUMNS),
    "relation": tuple(RELATION_COLUMNS),
}
# The kinds of rows that carry a record; others are what their columns say.
RECORDS = frozenset({"event", "actor", "place", "source", "figure"})
# Columns that no attribute of Python may be called.
_ATTRIBUTES = {"from": "date_from", "to": "date_to"}


def get_cell(row: Any, column: str) -> Any:
    """What a row has under a column."""
    return getattr(row, _ATTRIBUTES.get(column, column))

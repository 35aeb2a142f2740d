"""Records in words: numbers, tolls, who did what, which sources; shared by every view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from malicli.date_words import describe, describe_end, describe_since, describe_start
from malicli.language import _, get_language, mark
from malicli.query.names import Labels
from malicli.vocabulary import label_code

Record = Mapping[str, Any]


# Words of a source that belong before its number; any others stand beside it on the event's page.
_HEDGES = (
    mark("about"),
    mark("almost"),
    mark("approximately"),
    mark("around"),
    mark("nearly"),
    mark("over"),
    mark("roughly"),
    mark("some"),
    "environ",
    "près",
    "quelque",
)


def _find_hedge(words: str) -> str:
    """The hedge in a source's words: "some 20" and "une vingtaine" are not simply 20."""
    first, _space, rest = words.casefold().partition(" ")
    if first in _HEDGES:
        return "près de" if first == "près" else first
    return "some" if first == "une" and rest.split()[:1] and rest.split()[0][-4:] == "aine" else ""


def write_number(claim: Record) -> str:
    """A number as the source gives it: "at least 500", "up to 30", "10–20", "some 30", "dozens".

    >>> write_number({"low": 500})
    'at least 500'
    >>> write_number({"best": 30, "words": "some"})
    'some 30'
    """
    low, best, high = claim.get("low"), claim.get("best"), claim.get("high")
    words = str(claim.get("words", ""))
    given = [n for n in (low, best, high) if n is not None]
    if not given:
        return words
    if len(set(given)) == 1 and (best is not None or low == high):
        number = _group_digits(given[0])
        return f"{_(hedge)} {number}" if (hedge := _find_hedge(words)) else number
    if low is None:
        number = _("up to {number}").format(number=_group_digits(best if high is None else high))
    elif high is None:
        number = _("at least {number}").format(number=_group_digits(low))
    else:
        number = f"{_group_digits(low)}–{_group_digits(high)}"
    if best is None:
        return number
    return _("{range}, best {number}").format(range=number, number=_group_digits(best))


def write_count(claim: Record) -> str:
    """The number, and the words of the source where they say more."""
    number = write_number(claim)
    words = claim.get("words", "")
    return number if not words or words in number else f"{number} (“{words}”)"


def _group_digits(number: Any) -> str:
    if isinstance(number, int):
        grouped = f"{number:,}" if abs(number) >= 10_000 else str(number)
        return grouped.replace(",", "\u202f") if get_language() == "fr" else grouped
    return str(number)


def write_range(low: float | None, best: float | None, high: float | None) -> str:
    """A total in words; empty where there is no number."""
    if low is None:
        return ""
    if high is None:
        return _("at least {number}").format(number=_group_digits(low))
    if low == high:
        return _group_digits(low)
    return f"{_group_digits(low)}–{_group_digits(high)}"


def write_claimant(claim: Record, labels: Labels) -> str:
    """Who says so and when; or in which source, where nobody else is named or no day."""
    who = labels.name_actor(claim["by"]) if claim.get("by") else ""
    said = describe(claim["said"]) if claim.get("said") else ""
    source = labels.name_source(claim["source"]) if claim.get("source") and not said else ""
    if who and source:
        return _("{who}, in {source}").format(who=who, source=source) if who != source else who
    return ", ".join(filter(None, (who or source, said)))


def write_places(event: Any, labels: Labels) -> str:
    """The places of an event, each once."""
    names = (labels.name_place(id_) for id_ in event.places.split(";") if id_)
    return ", ".join(dict.fromkeys(names))


def write_actors(line: Record, labels: Labels) -> str:
    """The one actor of a line, or the several that it may have been."""
    if "one_of" in line:
        return _(" or ").join(labels.name_actor(id_) for id_ in line["one_of"])
    return labels.name_actor(line["actor"])


def write_claims(claims: Iterable[Record], labels: Labels) -> str:
    """Who alleges, finds, admits or denies it: "alleged by residents; denied by the army"."""
    parts = []
    for claim in claims:
        by = write_claimant({**claim, "said": None}, labels)
        if claim.get("by"):
            by = labels.name_actor(claim["by"])
        verb = _(_PASSIVE[claim["says"]])
        parts.append(_("{told} by {who}").format(told=verb, who=by) if by else verb)
    return "; ".join(dict.fromkeys(parts))


_PASSIVE = {
    "claims": mark("claimed"),
    "attributes": mark("attributed"),
    "alleges": mark("alleged"),
    "finds": mark("found"),
    "confirms": mark("confirmed"),
    "admits": mark("admitted"),
    "denies": mark("denied"),
    "refutes": mark("refuted"),
    "cannot-confirm": mark("not confirmed"),
}


def write_fate(line: Record) -> str:
    """What became of an actor in the event, and how sure that is."""
    fate = line.get("fate")
    if not fate:
        return ""
    status = line.get("fate_status", "accepted")
    words = label_code("fate", fate)
    return words if status == "accepted" else f"{words}: {label_code('fate-status', status)}"


def write_people(toll: Record, labels: Labels) -> str:
    """Whom a toll counts: "soldiers of the Malian army", "civilians"; empty where not told."""
    whom = toll.get("whom", "unknown")
    words = "" if whom == "unknown" else label_code("whom", whom)
    if toll.get("of"):
        name = labels.name_actor(toll["of"])
        if whom in ("unknown", ""):
            return _("of {name}").format(name=name)
        return _("{people} of {name}").format(people=words, name=name)
    return _("in all") if whom == "all" else words


def group_tolls(tolls: Iterable[Record]) -> dict[tuple[str, str, str, str], list[Record]]:
    """Tolls about the same people side by side, in the order of the record."""
    groups: dict[tuple[str, str, str, str], list[Record]] = {}
    for toll in tolls:
        whom, of = toll.get("whom", "unknown"), toll.get("of", "")
        key = (toll["harm"], toll.get("group", ""), whom, of)
        if toll.get("group"):
            key = (toll["harm"], toll["group"], "", "")
        groups.setdefault(key, []).append(toll)
    return groups


def list_publishers(sources: Iterable[Record], labels: Labels) -> list[str]:
    """The publishers of an event's sources, each once."""
    return list(dict.fromkeys(labels.name_source(s["source"]) for s in sources))


def write_bounds(start: str | None, end: str | None, attested: Iterable[str] = ()) -> str:
    """From when to when something held, as far as it is known."""
    parts = []
    if start:
        parts.append(describe_start(start))
    if end:
        parts.append(describe_end(end))
    days = ", ".join(describe(day) for day in attested)
    if not parts and days:
        return _("attested {days}").format(days=days)
    return " ".join(parts)


def write_value(field: str, value: Any, labels: Labels) -> str:
    """The value of a claim about a field, in words."""
    if field == "date":
        return describe(value)
    if isinstance(value, list):
        name = labels.name_place if field == "place" else labels.name_actor
        return ", ".join(dict.fromkeys(map(name, value)))
    if isinstance(value, dict):
        return _write_part(field, value, labels)
    return label_code(field, str(value))


def _write_part(field: str, part: Record, labels: Labels) -> str:
    if field in ("toll", "quantity"):
        what = write_measure(part)
        people = write_people(part, labels) if "harm" in part else ""
        return " ".join(filter(None, (write_number(part), what, people)))
    if field == "relation":
        return f"{label_code('relation-kind', part['kind'])} {labels.name_actor(part['actor'])}"
    if field == "control":
        holders = ", ".join(map(labels.name_actor, part.get("holders", ())))
        return f"{label_code('control-state', part['state'])} {holders}".strip()
    who = _(" or ").join(map(labels.name_actor, part["actors"]))
    says, role = label_code("says", part["says"]), label_code("role", part["role"])
    return _("{says} {who} as {role}").format(says=says, who=who, role=role)


def cite(claim: Record, labels: Labels) -> str:
    """Who says so, in which source, where in it; each name once."""
    who = labels.name_actor(claim["by"]) if claim.get("by") else ""
    source = labels.name_source(claim["source"]) if claim.get("source") else ""
    return ", ".join(filter(None, dict.fromkeys((who, source, claim.get("at") or ""))))


def write_span(figure: Record) -> str:
    """The day, period or start that a figure is about."""
    if figure["kind"] != "cumulative":
        return describe(figure.get("as_of") or figure["period"])
    since = describe_since(figure["since"])
    return f"{since} {describe_end(figure['until'])}" if figure.get("until") else since


def write_killed(event: Any) -> str:
    """How many dead the claims allow; a parent's are told, and said to be counted in its parts."""
    if event.killed_low is not None:
        return write_range(event.killed_low, event.killed_best, event.killed_high)
    total = write_range(event.own_killed_low, None, event.own_killed_high)
    return _("{total}, in its parts").format(total=total) if total else ""


def write_title(event: Any) -> str:
    """The title in the language of the run; an English one is marked where it is another."""
    return choose_words(event.title, getattr(event, "title_fr", None))


def write_summary(event: Any) -> str:
    """The summary, likewise."""
    return choose_words(event.summary, event.summary_fr)


def choose_words(english: str, french: str | None) -> str:
    """The words in the language of the run; English ones are marked where it is another."""
    if get_language() == "en":
        return english
    return french or f"{english} [en]"


def mark_title(event: Any) -> str:
    """The title, and the status where it is not simply that it happened."""
    title = write_title(event)
    return (
        title if event.status == "happened" else f"{title} ({label_code('status', event.status)})"
    )


def write_measure(claim: Record) -> str:
    """What a claim counts: a harm or a quantity."""
    if "harm" in claim:
        return label_code("harm", claim["harm"])
    return label_code("quantity", claim["quantity"])


def write_hold(claim: Any, labels: Labels) -> str:
    """What a claim of control says: "held by the army", "shared by A, B", "vacated".

    Takes anything with ``state`` and ``holders`` (ids joined by ``;``).
    """
    names = ", ".join(map(labels.name_actor, filter(None, claim.holders.split(";"))))
    state = label_code("control-state", claim.state)
    pattern = _HOLDS.get(claim.state)
    if not names:
        return _("holder not known") if claim.state == "unknown" else state
    if pattern is None:
        return f"{state}: {names}"
    return _(pattern).format(names=names)


_HOLDS = {
    "held": mark("held by {names}"),
    "shared": mark("shared by {names}"),
    "contested": mark("contested by {names}"),
    "present": mark("{names} present"),
    "besieged": mark("held by {names}, besieged"),
    "blockaded": mark("held by {names}, blockaded"),
    "vacated": mark("vacated by {names}"),
}

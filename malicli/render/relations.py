"""Relations in words, and the trees that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Protocol

from malicli.date_words import describe
from malicli.dates import DateKind, parse_date
from malicli.language import _, mark
from malicli.query.names import Labels
from malicli.query.relations import LINEAGE, Party
from malicli.query.spans import measure_span
from malicli.query.trees import Branch
from malicli.render.lines import Line, wrap_spans
from malicli.render.words import Record, write_bounds
from malicli.vocabulary import label_code

# kind → what the other is to this actor, told from this side and from the other
RELATION_LABELS = {
    "member-of": (mark("Member of"), mark("Members")),
    "part-of": (mark("Part of"), mark("Parts")),
    "leads": (mark("Leads"), mark("Led by")),
    "successor-of": (mark("Successor of"), mark("Succeeded by")),
    "merged-into": (mark("Merged into"), mark("Merged from")),
    "splinter-of": (mark("Split from"), mark("Splinters")),
    "affiliate-of": (mark("Affiliate of"), mark("Affiliates")),
    "ally-of": (mark("Allies"), mark("Allies")),
    "opponent-of": (mark("Opponents"), mark("Opponents")),
    "supports": (mark("Supports"), mark("Supported by")),
    "deployed-by": (mark("Deployed by"), mark("Deploys")),
    "mandated-by": (mark("Mandated by"), mark("Mandates")),
}
# the same before one name, in a tree
_WORDS = {
    "member-of": (mark("member of"), mark("member")),
    "part-of": (mark("part of"), mark("part")),
    "leads": (mark("leads"), mark("led by")),
    "successor-of": (mark("successor of"), mark("succeeded by")),
    "merged-into": (mark("merged into"), mark("merged from")),
    "splinter-of": (mark("split from"), mark("splinter")),
    "affiliate-of": (mark("affiliate of"), mark("affiliate")),
    "ally-of": (mark("ally"), mark("ally")),
    "opponent-of": (mark("opponent"), mark("opponent")),
    "supports": (mark("supports"), mark("supported by")),
    "deployed-by": (mark("deployed by"), mark("deploys")),
    "mandated-by": (mark("mandated by"), mark("mandates")),
}
_GROUPS = {
    "coalition": mark("Coalitions"),
    "armed-group": mark("Armed groups"),
    "faction": mark("Factions"),
    "militia": mark("Militias"),
    "movement": mark("Movements"),
    "party": mark("Parties"),
    "junta": mark("Juntas"),
    "government": mark("Governments"),
    "state": mark("States"),
    "state-forces": mark("State forces"),
    "state-body": mark("State bodies"),
    "foreign-force": mark("Foreign forces"),
    "mission": mark("Missions"),
    "private-military": mark("Private military companies"),
    "intergovernmental": mark("Organisations of states"),
    "community": mark("Communities"),
    "ngo": mark("Non-governmental organisations"),
}
_MOST_SEEN = 2  # days on which a relation is attested that are all told
_NARROW = 60


class Relation(Protocol):
    """What the words for a relation need of it."""

    @property
    def kind(self) -> str:
        """Code of the kind of relation."""

    @property
    def date_from(self) -> str | None:
        """When it began, in EDTF."""

    @property
    def date_to(self) -> str | None:
        """When it ended, in EDTF."""

    @property
    def status(self) -> str:
        """Code of how sure it is."""

    @property
    def office(self) -> str | None:
        """What somebody is in it."""

    @property
    def extent(self) -> str:
        """Whether the whole of the actor or a part is in it."""


def name_relation(kind: str, *, outgoing: bool, several: bool = False) -> str:
    """What the other is to this actor: "member of", "led by"; a heading for ``several``."""
    known = (RELATION_LABELS if several else _WORDS).get(kind)
    if known:
        return _(known[0 if outgoing else 1])
    # A chronology's own kind, which we know from one side only.
    words = label_code("relation-kind", kind)
    words = words if outgoing else f"← {words}"
    return words.capitalize() if several else words


def list_notes(relation: Relation, attested: Sequence[str], day: date | None) -> list[str]:
    """Office, extent, when, how sure: what stands behind the name of the other."""
    notes = [
        relation.office or "",
        _("in part") if relation.extent == "part" else "",
        write_when(relation, attested),
        "" if relation.status == "accepted" else label_code("relation-status", relation.status),
        note_doubt(relation, attested, day),
    ]
    return list(filter(None, notes))


def write_when(relation: Relation, attested: Sequence[str]) -> str:
    """From when to when it held; a merger or split was on one day."""
    start, end = relation.date_from, relation.date_to
    once = relation.kind in LINEAGE and start and not end
    if once and parse_date(start or "").kind is not DateKind.LASTED:
        return describe(start or "")
    if not start and not end and len(attested) > _MOST_SEEN:
        days = sorted(attested, key=lambda text: parse_date(text).earliest)
        return _("attested {n} times, {first} to {last}").format(
            n=len(days), first=describe(days[0]), last=describe(days[-1])
        )
    return write_bounds(start, end, attested)


def note_doubt(relation: Relation, attested: Sequence[str], day: date | None) -> str:
    """ "possibly" where it may have held on a day, or not; "undated" where nothing tells."""
    if day is None or relation.status == "refuted":
        return ""
    span = measure_span(relation.date_from, relation.date_to, attested)
    if not span.dated:
        return _("undated")
    return "" if span.holds(day) else _("possibly")


def write_head(labels: Labels, actor: str) -> str:
    """The short name and the full one; once where they are the same."""
    label = labels.actors[actor]
    return label.name if label.short == label.name else f"{label.short} — {label.name}"


class Tree:
    """Draws trees of relations for one width; ``day`` is the day they are told of, if any."""

    def __init__(self, labels: Labels, width: int, day: date | None) -> None:
        self._labels = labels
        self._width = width
        self._day = day
        self._told: set[str] = set()
        self._opened: set[str] = set()

    def draw_actor(self, actor: Party, branches: Sequence[Branch]) -> Iterator[Line]:
        """One actor and all around it."""
        if self._day:
            words = _("As of {day}").format(day=describe(self._day.isoformat()))
            gone = not actor.life.may_hold(self._day)
            unknown = _("not known to exist on this day")
            note = f": {unknown}" if gone else ""
            yield from wrap_spans([(f"{words}{note}", "date")], self._width)
            yield []
        self._opened = _list_opened({actor.id: branches})
        yield from self._draw_root(actor, branches)

    def draw_landscape(
        self, roots: Sequence[Party], trees: Mapping[str, Sequence[Branch]], note: str
    ) -> Iterator[Line]:
        """All actors of a day that stand for themselves, group by group."""
        assert self._day
        words = _("As of {day}").format(day=describe(self._day.isoformat()))
        yield from wrap_spans([(f"{words}{note}", "date")], self._width)
        self._opened = _list_opened(trees)
        for kind, group in groupby(roots, key=lambda root: root.kind):
            heading = _(_GROUPS[kind]) if kind in _GROUPS else label_code("actor-kind", kind)
            yield []
            yield [(heading[:1].upper() + heading[1:], "heading")]
            for root in group:
                yield from self._draw_root(root, trees[root.id], grouped=True)

    def _draw_root(
        self, actor: Party, branches: Sequence[Branch], *, grouped: bool = False
    ) -> Iterator[Line]:
        self._told.add(actor.id)
        kind = [] if grouped else [label_code("actor-kind", actor.kind)]
        unsure = self._day and "active" in actor.record and not actor.life.holds(self._day)
        facts = [
            *kind,
            *self._list_camps(actor.record),
            *([_("possibly")] if unsure and grouped else []),
        ]
        line: Line = [(write_head(self._labels, actor.id), "title")]
        if facts:
            line.append((f" ({', '.join(facts)})", "faint"))
        yield from wrap_spans(line, self._width, indent=4)
        yield from self._draw_branches(branches, "")

    def _list_camps(self, record: Record) -> Iterator[str]:
        for camp in record.get("camp", ()):
            span = measure_span(camp.get("from"), camp.get("to"))
            if self._day is None or span.may_hold(self._day):
                bounds = "" if self._day else write_bounds(camp.get("from"), camp.get("to"))
                yield f"{label_code('camp', camp['camp'])} {bounds}".rstrip()

    def _draw_branches(self, branches: Sequence[Branch], guide: str) -> Iterator[Line]:
        for branch in branches:
            last = branch is branches[-1]
            own = guide + ("└─ " if last else "├─ ")
            below = guide + ("   " if last else "│  ")
            if branch.opened:
                self._told.add(branch.actor)
            rest = below + ("│  " if branch.branches else "   ")
            lines = wrap_spans(self._write(branch), max(16, self._width - len(rest)))
            for number, line in enumerate(lines):
                yield [(rest if number else own, "faint"), *line]
            yield from self._draw_branches(branch.branches, below)

    def _write(self, branch: Branch) -> Line:
        """The relation in words, the other's name, and what there is to know."""
        edge = branch.edge
        words = name_relation(edge.kind, outgoing=branch.outgoing)
        elsewhere = self._point(branch)
        label = self._labels.actors[branch.actor]
        brief = self._width < _NARROW or bool(elsewhere)
        name = label.short if brief else write_head(self._labels, branch.actor)
        attested = edge.record.get("attested", ())
        line: Line = [(f"{words}  ", "label"), (name, "title" if branch.opened else "")]
        if notes := list_notes(edge, attested, self._day):
            sure = edge.status == "accepted" and not note_doubt(edge, attested, self._day)
            line.append((f" ({', '.join(notes)})", "date" if sure else "dispute"))
        return [*line, (f" {elsewhere}", "faint")] if elsewhere else line

    def _point(self, branch: Branch) -> str:
        """Where the other's own relations are told, if they are told elsewhere."""
        if branch.opened or branch.actor not in self._opened:
            return ""
        return _("(above)") if branch.actor in self._told else _("(below)")


def _list_opened(trees: Mapping[str, Sequence[Branch]]) -> set[str]:
    """The actors whose own relations are told somewhere, and are any."""
    opened = {root for root, branches in trees.items() if branches}
    ahead: list[Branch] = [branch for branches in trees.values() for branch in branches]
    while ahead:
        branch = ahead.pop()
        if branch.branches:
            opened.add(branch.actor)
            ahead += branch.branches
    return opened

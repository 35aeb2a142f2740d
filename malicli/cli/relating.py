"""The command on relations: who stands how to whom, on a day or through time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, NamedTuple

import typer

from malicli.cli.listing import is_table, read_labels, send_format, send_lines, tell_empty
from malicli.cli.options import OUTPUT, SESSION, Kinds, Output, Session, takes
from malicli.cli.values import read_code, read_day, read_number
from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.actors import ActorRow, get_actor
from malicli.query.relations import (
    Edge,
    find_edges,
    find_first_day,
    find_landscape,
    find_last_day,
    make_party,
    make_rows,
)
from malicli.query.trees import grow_trees, list_edges, pick_roots

_DEPTH, _DEEPEST = 2, 10


class _Asked(NamedTuple):
    """What was asked for: relations of which kinds, on which day, how far from the actor."""

    day: date | None
    kinds: Sequence[str]
    depth: int


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="As it was on this day.", show_default=False),
]
Depth = Annotated[
    str | None,
    typer.Option("--depth", metavar="N", show_default=False,
                 help=f"How many steps to go, to {_DEEPEST} ({_DEPTH} if not told)."),
]  # fmt: skip
Past = Annotated[bool, typer.Option("--history", help="Draw the actor's names and ties over time.")]


@takes(
    "mali relations",
    "mali relations CMA --as-of 2015",
    "mali relations JNIM --depth 1",
    "mali relations MNLA --history",
    "mali relations --as-of 2014-10 --kind member-of --format csv",
    output=OUTPUT,
    session=SESSION,
)
def run_relations(
    output: Output,
    session: Session,
    actor: Annotated[
        str | None,
        typer.Argument(help="Any name, short name or id; all actors if none.", metavar="[ACTOR]",
                       show_default=False),
    ] = None,
    as_of: AsOf = None,
    kind: Kinds = None,
    depth: Depth = None,
    history: Past = False,
) -> None:  # fmt: skip
    """Who is allied with, against, part of, led by whom.

    Around one actor, of any time, or with --as-of those that may hold on that day. Without an
    actor, all who fight or are tied to others on that day (the last day that the chronology knows,
    if none is given): what belongs together stands together. --history draws bars from year to
    year.
    """
    output.settle()
    kinds = [read_code("--kind", "relation-kind", text) for text in kind or ()]
    steps = read_number("--depth", depth, least=1, most=_DEEPEST)
    asked = _Asked(read_day("--as-of", as_of, session.environment.today), kinds, steps or _DEPTH)
    if history:
        _require_one(actor, depth)
    if actor is None:
        _send_landscape(session, output, asked)
        return
    row = get_actor(session.chronology.index, actor, asked.day)
    send = _send_history if history else _send_actor
    send(session, output, row, asked)


def _require_one(actor: str | None, depth: str | None) -> None:
    """See that a history is asked for of one actor, and one step far. Raises ``WrongUseError``."""
    if actor is None:
        message = _("--history draws one actor")
        raise WrongUseError(message, help="mali relations MNLA --history")
    if depth is not None:
        message = _("--history goes one step far")
        raise WrongUseError(message, help=_("leave --depth or --history out"))


def _send_actor(session: Session, output: Output, row: ActorRow, asked: _Asked) -> None:
    edges = find_edges(session.chronology.index, row.id, asked.depth, asked.day, asked.kinds)
    trees = grow_trees([row.id], edges, asked.depth)
    if _send_rows(session, output, list_edges(trees)):
        return
    from malicli.render.relations import Tree  # noqa: PLC0415 - not for formats

    around = session.environment
    tree = Tree(read_labels(session, "table"), around.prose_width, asked.day)
    root = make_party(row.id, row.kind, row.body)
    send_lines(session, tree.draw_actor(root, trees[row.id]), output)


def _send_landscape(session: Session, output: Output, asked: _Asked) -> None:
    index = session.chronology.index
    day = asked.day or find_last_day(index, session.environment.today)
    first, today = find_first_day(index), session.environment.today
    # A tie that is only attested may have held on any day, but of such days nothing is known.
    known = first is not None and first <= day <= today
    parties, edges = find_landscape(index, day, asked.kinds) if known else ([], [])
    roots = pick_roots(parties, edges, day, tied_only=bool(asked.kinds))
    trees = grow_trees([root.id for root in roots], edges, asked.depth, inward=True)
    if _send_rows(session, output, list_edges(trees), untied=bool(roots)):
        return
    from malicli.render.relations import Tree  # noqa: PLC0415 - not for formats

    tree = Tree(read_labels(session, "table"), session.environment.prose_width, day)
    note = "" if asked.day else _(", the last day that this chronology has events of")
    send_lines(session, tree.draw_landscape(roots, trees, note), output)


def _send_history(session: Session, output: Output, row: ActorRow, asked: _Asked) -> None:
    index = session.chronology.index
    edges: list[Edge] = find_edges(index, row.id, 1, None, asked.kinds)
    if asked.day:
        edges = [edge for edge in edges if edge.first_day <= asked.day.toordinal()]
    if _send_rows(session, output, [(edge, 1) for edge in edges]):
        return
    from malicli.render.history import History  # noqa: PLC0415 - not for formats

    last = asked.day or find_last_day(index, session.environment.today)
    around = session.environment
    labels = read_labels(session, "table")
    history = History(labels, around.prose_width, last, ascii_only=not around.unicode)
    send_lines(session, history.draw(row, edges, named=not asked.kinds), output)


def _send_rows(
    session: Session, output: Output, edges: Iterable[tuple[Edge, int]], *, untied: bool = False
) -> bool:
    """Send edges as rows where that was asked for; say so where there are none.

    A page may still show actors that are ``untied``.
    """
    found = list(edges)
    format_ = output.settle()
    if not (untied and is_table(format_)):
        tell_empty(session, found, "edge")
    if is_table(format_):
        return False
    send_format(session, format_, "edge", make_rows(found), read_labels(session, format_), output)
    return True

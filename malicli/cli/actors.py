"""The commands on actors: actor, actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from malicli.cli.listing import Canvas, Layout, send_listing, send_page
from malicli.cli.options import OUTPUT, SESSION, Kinds, Limit, Output, Session, takes
from malicli.cli.values import read_code, read_day, read_number
from malicli.date_words import describe
from malicli.query.actors import ActorRow, count_by_year, find_relations, get_actor, list_actors
from malicli.query.events import find_events
from malicli.query.filters import Filter
from malicli.query.names import Labels
from malicli.render.lines import Line
from malicli.render.profile import Profile
from malicli.render.table import Column
from malicli.vocabulary import label_code


@takes(
    "mali actor MNLA",
    'mali actor "Coordination des mouvements de l\'Azawad" --as-of 2023-02',
    output=OUTPUT,
    session=SESSION,
)
def run_actor(
    name: Annotated[str, typer.Argument(help="Any name, short name or id.", metavar="NAME")],
    output: Output,
    session: Session,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As it was on this day.", show_default=False),
    ] = None,
) -> None:
    """One actor through time: names, ties, events.

    Who it belongs to and who leads it, what it came from and became, its allies and opponents;
    with --as-of, only what may have held on that day.
    """
    output.settle()
    day = read_day("--as-of", as_of, session.environment.today)
    index = session.chronology.index
    actor = get_actor(index, name, day)

    def draw(canvas: Canvas) -> Iterator[Line]:
        which = Filter(actors=(actor.id,), last=day)
        return Profile(*canvas, as_of=day).draw(
            actor,
            find_relations(index, actor.id, day),
            count_by_year(index, actor.id, day),
            list(find_events(index, which)),
        )

    send_page(session, output, "actor", actor, draw)


@takes(
    "mali actors --kind armed-group --kind coalition",
    "mali actors --format csv -o actors.csv",
    output=OUTPUT,
    session=SESSION,
)
def run_actors(output: Output, session: Session, kind: Kinds = None, limit: Limit = None) -> None:
    """All actors."""
    output.settle()
    kinds = [read_code("--kind", "actor-kind", text) for text in kind or ()]
    most = read_number("--limit", limit)
    actors = list(list_actors(session.chronology.index, kinds, most))
    send_listing(session, output, "actor", actors, ACTOR_LAYOUT)


def _write_actor(actor: ActorRow, labels: Labels) -> tuple[str, ...]:
    label = labels.actors[actor.id]
    life = (describe(day) if day else "" for day in (actor.active_from, actor.active_to))
    return (
        label.short if actor.short else "",
        label.name,
        label_code("actor-kind", actor.kind),
        " – ".join(life).strip(" –"),
        str(actor.events),
        actor.id,
    )


ACTOR_LAYOUT = Layout(
    (
        Column("short", "title"),
        Column("name", "title"),
        Column("kind"),
        Column("active", "date"),
        Column("events", right=True),
        Column("id", "faint"),
    ),
    _write_actor,
)

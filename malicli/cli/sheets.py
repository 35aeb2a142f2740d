"""The commands on places, sources and figures: place, places, source, sources, figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from malicli.cli.listing import (
    Canvas,
    Layout,
    is_table,
    read_labels,
    send_format,
    send_lines,
    send_listing,
    send_page,
    tell_empty,
)
from malicli.cli.options import (
    FIGURES_PANEL,
    OUTPUT,
    SESSION,
    Kinds,
    Limit,
    OptionGroup,
    Output,
    Session,
    State,
    option,
    takes,
)
from malicli.cli.values import read_code, read_number, read_range
from malicli.date_words import describe
from malicli.query.events import find_events
from malicli.query.figures import FigureFilter, list_figures
from malicli.query.filters import Filter
from malicli.query.names import Labels
from malicli.query.places import PlaceRow, find_control, get_place, list_places
from malicli.query.sources import (
    SourceRow,
    find_deviations,
    find_siblings,
    get_source,
    list_sources,
)
from malicli.render.lines import Line
from malicli.render.sheets import PlaceSheet, SourceSheet, draw_figures
from malicli.render.table import Column
from malicli.vocabulary import label_code


def _option(name: str, type_: Any, help_: str, *flags: str, metavar: str) -> Any:
    return option(name, type_, help_, FIGURES_PANEL, *flags, metavar=metavar)


_Texts = list[str] | None


def _make_filter(values: Mapping[str, Any], state: State) -> FigureFilter:
    first, last = read_range(values["from_"], values["to"], None, state.environment.today)
    return FigureFilter(
        first=first,
        last=last,
        measures=tuple(read_code("--measure", "measure", t) for t in values["measure"] or ()),
        kinds=tuple(read_code("--kind", "figure-kind", t) for t in values["kind"] or ()),
        actors=tuple(values["actor"] or ()),
        places=tuple(values["place"] or ()),
        sources=tuple(values["source"] or ()),
        limit=read_number("--limit", values["limit"]),
    )


FIGURES = OptionGroup(
    (
        _option("from_", str, "About this date or later.", "--from", metavar="DATE"),
        _option("to", str, "About this date or earlier.", metavar="DATE"),
        _option("measure", _Texts, "Of this: displaced, killed ...", metavar="CODE"),
        _option("kind", _Texts, "stock, cumulative, period-total, event-count.", metavar="KIND"),
        _option("actor", _Texts, "On or by this actor.", metavar="NAME"),
        _option("place", _Texts, "On this place.", metavar="NAME"),
        _option("source", _Texts, "Told by this source.", metavar="ID"),
        option("limit", str, "At most N figures.", FIGURES_PANEL, metavar="N"),
    ),
    _make_filter,
)


@takes("mali place Kidal", "mali place Tombouctou --format yaml", output=OUTPUT, session=SESSION)
def run_place(
    name: Annotated[str, typer.Argument(help="Any name or id.", metavar="NAME")],
    output: Output,
    session: Session,
) -> None:
    """One place: where it is, who claimed to hold it, its events.

    Which divisions it lay in when; every claim about who held it from which day, with its source;
    the events there, in a region or country all that took place in it.
    """
    output.settle()
    index = session.chronology.index
    place = get_place(index, name)

    def draw(canvas: Canvas) -> Iterator[Line]:
        events = list(find_events(index, Filter(places=(place.id,))))
        return PlaceSheet(*canvas).draw(place, find_control(index, place.id), events)

    send_page(session, output, "place", place, draw)


@takes("mali places --kind town", "mali places -o places.csv", output=OUTPUT, session=SESSION)
def run_places(output: Output, session: Session, kind: Kinds = None, limit: Limit = None) -> None:
    """All places."""
    output.settle()
    kinds = [read_code("--kind", "place-kind", text) for text in kind or ()]
    most = read_number("--limit", limit)
    places = list(list_places(session.chronology.index, kinds, most))
    send_listing(session, output, "place", places, PLACE_LAYOUT)


def _write_place(place: PlaceRow, labels: Labels) -> tuple[str, ...]:
    return (
        labels.places[place.id].name,
        label_code("place-kind", place.kind),
        place.country or "",
        _write_degrees(place.latitude),
        _write_degrees(place.longitude),
        place.precision or "",
        str(place.events),
        place.id,
    )


PLACE_LAYOUT = Layout(
    (
        Column("name", "title"),
        Column("kind"),
        Column("country"),
        Column("latitude", right=True),
        Column("longitude", right=True),
        Column("precision"),
        Column("events", right=True),
        Column("id", "faint"),
    ),
    _write_place,
)


def _write_degrees(degrees: float | None) -> str:
    return "" if degrees is None else f"{degrees:.4f}"


@takes("mali source icrtop-2014", "mali source crisisgroup-2023-02", output=OUTPUT, session=SESSION)
def run_source(
    id: Annotated[str, typer.Argument(help="The source's id.", metavar="ID")],  # noqa: A002
    output: Output,
    session: Session,
) -> None:
    """One source: what it is, what it says, where it differs.

    Whose stake is in it, which report it rests on, how often it differs from what the chronology
    gives as best supported, and for which reason.
    """
    output.settle()
    index = session.chronology.index
    source = get_source(index, id)

    def draw(canvas: Canvas) -> Iterator[Line]:
        return SourceSheet(*canvas).draw(
            source,
            find_siblings(index, source),
            find_deviations(index, source.id),
            list(find_events(index, Filter(sources=(source.id,)))),
            list(list_figures(index, FigureFilter(sources=(source.id,)))),
        )

    send_page(session, output, "source", source, draw)


@takes("mali sources --kind un-report", "mali sources --limit 20", output=OUTPUT, session=SESSION)
def run_sources(output: Output, session: Session, kind: Kinds = None, limit: Limit = None) -> None:
    """All sources, the most cited first."""
    output.settle()
    kinds = [read_code("--kind", "source-kind", text) for text in kind or ()]
    most = read_number("--limit", limit)
    sources = list(list_sources(session.chronology.index, kinds, most))
    send_listing(session, output, "source", sources, SOURCE_LAYOUT)


def _write_source(source: SourceRow, labels: Labels) -> tuple[str, ...]:
    del labels
    return (
        source.publisher,
        source.title,
        describe(source.published) if source.published else "",
        label_code("source-kind", source.kind),
        str(source.events),
        str(source.differs) if source.differs else "",
        source.id,
    )


SOURCE_LAYOUT = Layout(
    (
        Column("publisher"),
        Column("title", "title"),
        Column("published", "date"),
        Column("kind"),
        Column("events", right=True),
        Column("differs", right=True),
        Column("id", "faint"),
    ),
    _write_source,
)


@takes(
    "mali figures --measure killed",
    "mali figures --from 2019 --to 2019 --format json",
    which=FIGURES,
    output=OUTPUT,
    session=SESSION,
)
def run_figures(which: FigureFilter, output: Output, session: Session) -> None:
    """Numbers that are no event: stocks, totals, counts.

    How many are displaced in a month, killed in a year, attacked between two dates. They cover
    different spans and people, and are never added to anything.
    """
    format_ = output.settle()
    index = session.chronology.index
    figures, labels = list(list_figures(index, which)), read_labels(session, format_)
    tell_empty(session, figures, "figure")
    if not is_table(format_):
        send_format(session, format_, "figure", figures, labels, output)
        return
    lines = draw_figures(figures, labels, session.environment.table_width)
    send_lines(session, lines, output)

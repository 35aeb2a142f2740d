"""A chronology to ask from Python: what the commands ask, as rows instead of lines.

Each question imports what it needs, since the command line imports this module for all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from malicli.index import cache

if TYPE_CHECKING:
    from typing import Self, Unpack

    from malicli.chronology.asked import Texts, When, Which, WhichDisputes, WhichFigures
    from malicli.chronology.listing import Listing, Row
    from malicli.query.actors import ActorRow, RelationRow
    from malicli.query.disputes import DisputeRow
    from malicli.query.events import ClaimRow, EventRow
    from malicli.query.figures import FigureRow
    from malicli.query.places import PlaceRow
    from malicli.query.sources import SourceRow
    from malicli.query.summaries import StatRow


class Chronology:
    """An open chronology: the read-only index, and where it came from.

    Questions take the options of the command of their name as keyword arguments: one value or
    several, dates as text or as ``datetime.date``. A wrong value raises ``WrongUseError``, a name
    that nothing or several bear ``NameUnresolvedError``, both of ``malicli.errors``.

    >>> c.actor("MNLA").id
    'mnla'
    """

    def __init__(
        self,
        index: sqlite3.Connection,
        path: Path,
        digest: str = "",
        cache_folder: Path | None = None,
        *,
        today: date | None = None,
    ) -> None:
        self.index = index
        self.path = path
        self.digest = digest
        self.cache_folder = cache_folder
        self.today = today or date.today()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def discard(self) -> bool:
        """Let go of a damaged index; tell whether it could be dropped from the cache."""
        self.close()
        folder = self.cache_folder
        return folder is not None and cache.discard_index(folder, self.digest)

    def _list(self, kind: str, find: Callable[[], Iterable[Row]]) -> Listing[Row]:
        from malicli.chronology.listing import Listing  # noqa: PLC0415 - see above

        return Listing(self.index, kind, find)

    def events(self, **which: Unpack[Which]) -> Listing[EventRow]:
        """The events that match, in the order of time: the options of ``mali events``.

        ``start`` and ``end`` are --from and --to; ``around`` is a place or (latitude, longitude),
        ``within`` in kilometres.

        >>> for event in c.events(actor=["MNLA", "HCUA"], start="2012", end="2013", limit=2):
        ...     assert {"mnla", "hcua"} & {*event.actors.split(";")}
        """
        from malicli.chronology.asked import make_filter  # noqa: PLC0415 - see above
        from malicli.query.events import find_events  # noqa: PLC0415
        from malicli.query.filters import build_query  # noqa: PLC0415

        asked = make_filter(which, self.today)
        build_query(self.index, asked)  # what is wrong is told here, not where rows are read
        return self._list("event", lambda: find_events(self.index, asked))

    def search(self, words: str, **which: Unpack[Which]) -> Listing[EventRow]:
        """The events with these words, the best match first, as ``mali search`` finds them.

        >>> next(iter(c.search("coup -plot", start="2012", end="2012"))).date[:4]
        '2012'
        """
        from malicli.chronology.asked import make_filter  # noqa: PLC0415 - see above
        from malicli.query.filters import build_query  # noqa: PLC0415
        from malicli.query.search import search_events  # noqa: PLC0415
        from malicli.query.wanted import parse_wanted  # noqa: PLC0415

        wanted, asked = parse_wanted(words), make_filter(which, self.today)
        build_query(self.index, asked)
        return self._list("event", lambda: search_events(self.index, wanted, asked))

    def stats(
        self, by: Texts = ("year",), measure: str = "events", **which: Unpack[Which]
    ) -> Listing[StatRow]:
        """How many events, or what they cost, by one or two groups, as ``mali stats`` counts.

        >>> rows = c.stats(by="year", measure="killed", start="2012", end="2014")
        >>> [row.group for row in rows]
        ['2012', '2013', '2014']
        """
        from malicli.chronology.asked import make_filter, read_grouping  # noqa: PLC0415 - see above
        from malicli.query.filters import build_query  # noqa: PLC0415
        from malicli.query.summaries import summarise  # noqa: PLC0415

        groups, counted = read_grouping(by, measure)
        asked = make_filter(which, self.today)
        build_query(self.index, asked)
        return self._list("stat", lambda: summarise(self.index, asked, groups, counted).rows)

    def disputes(self, **which: Unpack[WhichDisputes]) -> Listing[DisputeRow]:
        """The claims on which sources differ, as ``mali disputes`` has them.

        ``field`` and ``why`` pick some, ``explained`` adds slips and stages. Claims of one record
        with the same ``matter`` are rivals.

        >>> {claim.field for claim in c.disputes(field="toll")} <= {"toll"}
        True
        """
        from malicli.chronology.asked import make_dispute_filter  # noqa: PLC0415 - see above
        from malicli.query.disputes import find_disputes, list_claims  # noqa: PLC0415
        from malicli.query.filters import build_query  # noqa: PLC0415

        asked, wanted = make_dispute_filter(which, self.today)
        build_query(self.index, asked)
        return self._list("dispute", lambda: list_claims(find_disputes(self.index, asked, wanted)))

    def event(self, id: str) -> EventRow:  # noqa: A002 - the word of the record
        """One event by its id, or a former one. Its ``record`` has all that was written.

        >>> event = next(iter(c.events()))
        >>> c.event(event.id) == event
        True
        """
        from malicli.query.events import get_event  # noqa: PLC0415 - see above

        return get_event(self.index, id)

    def claims(self, event: str) -> Listing[ClaimRow]:
        """Every claim of one event that can be compared, and how it stands to the others.

        >>> event = next(iter(c.events(disputed=True)))
        >>> any(claim.disputed for claim in c.claims(event.id))
        True
        """
        from malicli.query.events import find_claims  # noqa: PLC0415 - see above

        id_ = self.event(event).id
        return self._list("claim", lambda: find_claims(self.index, "event", id_))

    def actor(self, name: str, as_of: When | None = None) -> ActorRow:
        """One actor by any name or id; ``as_of`` decides a name that several bore in turn.

        >>> c.actor("JNIM", as_of="2017-03").short
        'JNIM'
        """
        from malicli.chronology.asked import read_day  # noqa: PLC0415 - see above
        from malicli.query.actors import get_actor  # noqa: PLC0415

        return get_actor(self.index, name, read_day("as_of", as_of, self.today))

    def actors(self, kind: Texts = (), limit: int | None = None) -> Listing[ActorRow]:
        """All actors, or those of some kinds, by name.

        >>> {actor.kind for actor in c.actors(kind="armed-group", limit=3)}
        {'armed-group'}
        """
        from malicli.query.actors import list_actors  # noqa: PLC0415 - see above

        kinds, most = self._read_kinds("actor-kind", kind, limit)
        return self._list("actor", lambda: list_actors(self.index, kinds, most))

    def relations(self, name: str, as_of: When | None = None) -> Listing[RelationRow]:
        """The relations of one actor, its own and those told of others; on a day, if one is given.

        >>> {"mnla"} & {tie.other for tie in c.relations("CMA", as_of="2015")}
        {'mnla'}
        """
        from malicli.chronology.asked import read_day  # noqa: PLC0415 - see above
        from malicli.query.actors import find_relations  # noqa: PLC0415

        day, id_ = read_day("as_of", as_of, self.today), self.actor(name, as_of).id
        return self._list("relation", lambda: find_relations(self.index, id_, day))

    def place(self, name: str) -> PlaceRow:
        """One place by any name or id.

        >>> c.place("Tombouctou").id
        'timbuktu'
        """
        from malicli.query.places import get_place  # noqa: PLC0415 - see above

        return get_place(self.index, name)

    def places(self, kind: Texts = (), limit: int | None = None) -> Listing[PlaceRow]:
        """All places, or those of some kinds, by name.

        >>> {place.kind for place in c.places(kind=["region"])}
        {'region'}
        """
        from malicli.query.places import list_places  # noqa: PLC0415 - see above

        kinds, most = self._read_kinds("place-kind", kind, limit)
        return self._list("place", lambda: list_places(self.index, kinds, most))

    def source(self, id: str) -> SourceRow:  # noqa: A002 - the word of the record
        """One source by its id.

        >>> c.source("icrtop-2014").lang
        'en'
        """
        from malicli.query.sources import get_source  # noqa: PLC0415 - see above

        return get_source(self.index, id)

    def sources(self, kind: Texts = (), limit: int | None = None) -> Listing[SourceRow]:
        """All sources, or those of some kinds, the most cited first.

        >>> cited = [source.events for source in c.sources(limit=9)]
        >>> cited == sorted(cited, reverse=True)
        True
        """
        from malicli.query.sources import list_sources  # noqa: PLC0415 - see above

        kinds, most = self._read_kinds("source-kind", kind, limit)
        return self._list("source", lambda: list_sources(self.index, kinds, most))

    def figures(self, **which: Unpack[WhichFigures]) -> Listing[FigureRow]:
        """Numbers that are no event: the options of ``mali figures``. They are not to be added.

        >>> {figure.measure for figure in c.figures(measure="displaced")}
        {'displaced'}
        """
        from malicli.chronology.asked import make_figure_filter  # noqa: PLC0415 - see above
        from malicli.query.figures import list_figures  # noqa: PLC0415

        asked = make_figure_filter(which, self.today)
        list_figures(self.index, asked._replace(limit=0))
        return self._list("figure", lambda: list_figures(self.index, asked))

    def _read_kinds(
        self, vocabulary: str, kind: Texts, limit: int | None
    ) -> tuple[tuple[str, ...], int | None]:
        from malicli.chronology.asked import list_codes, read_count  # noqa: PLC0415 - see above

        kinds = list_codes({"kind": kind}, "kind", vocabulary)
        return kinds, read_count({"limit": limit}, "limit")

"""What a question from Python gives: rows that are read when they are looped over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])


class Listing(Generic[Row]):
    """Rows of one kind, named tuples. Looping asks the index anew, each time.

    ``len`` counts them when it is asked for; a listing is true when it has a row.

    >>> battles = c.events(type="battle", start="2012", end="2012")
    >>> first = next(iter(battles))
    >>> first.date[:4], first.type
    ('2012', 'battle')
    >>> len(battles) == len(list(battles))
    True
    """

    def __init__(
        self, index: sqlite3.Connection, kind: str, find: Callable[[], Iterable[Row]]
    ) -> None:
        self.kind = kind
        self._index = index
        self._find = find
        self._count: int | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self._find())

    def __len__(self) -> int:
        if self._count is None:  # an index does not change while it is open
            self._count = sum(1 for _ in self)
        return self._count

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __repr__(self) -> str:
        return f"<Listing of {self.kind} rows>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of this kind in tables and files; docs/codebook.md says what each holds."""
        from malicli.formats.columns import COLUMNS  # noqa: PLC0415 - only when asked for

        return COLUMNS[self.kind]

    def to_text(self, format: str = "csv") -> str:  # noqa: A002 - the word of the command line
        """Write the rows as csv, tsv, json, jsonl, markdown or yaml: what ``mali`` writes.

        Raises ``WrongUseError`` for another format.

        >>> c.events(on="2012-03").to_text("csv").partition(",")[0]
        'id'
        """
        from malicli.formats import FORMATS, write_listing  # noqa: PLC0415 - only when asked for
        from malicli.query.names import load_labels  # noqa: PLC0415
        from malicli.query.values import read_choice  # noqa: PLC0415

        name = read_choice("format", format, tuple(FORMATS))
        return write_listing(name, self.kind, self, load_labels(self._index))

    def to_pandas(self) -> Any:
        """Give the rows as a pandas ``DataFrame``, with the columns of the CSV; dates are text.

        Raises ``ImportError`` where pandas is not installed.
        """
        try:
            import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - a choice of the user
        except ImportError as error:
            raise _explain("pandas") from error
        return pandas.DataFrame.from_records(self._list_cells(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """Give the rows as a polars ``DataFrame``, with the columns of the CSV; dates are text.

        Raises ``ImportError`` where polars is not installed.
        """
        try:
            import polars  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - a choice of the user
        except ImportError as error:
            raise _explain("polars") from error
        return polars.DataFrame(
            self._list_cells(), schema=list(self.columns), orient="row", infer_schema_length=None
        )

    def _list_cells(self) -> list[tuple[Any, ...]]:
        columns = self.columns
        rows = ([getattr(row, column) for column in columns] for row in self)
        if self.kind != "event":
            return [tuple(cells) for cells in rows]
        # As in the CSV, whether an event is disputed; its row names the fields.
        place = columns.index("disputed")
        return [(*cells[:place], bool(cells[place]), *cells[place + 1 :]) for cells in rows]


def _explain(library: str) -> ImportError:
    from malicli.language import _  # noqa: PLC0415 - only once something is wrong

    message = _("{library} is not installed; pip install {library}")
    return ImportError(message.format(library=library), name=library)

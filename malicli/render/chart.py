"""Groups as bars, or as a heat table where there are two groupings; and what to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from malicli.date_words import name_month
from malicli.language import _, mark, ngettext
from malicli.query.names import Labels
from malicli.query.summaries import DIMENSIONS, EVENTS, TIMES, StatRow, Summary
from malicli.render.lines import Line, wrap_spans
from malicli.render.table import Column, draw_table
from malicli.render.words import write_range
from malicli.text import cut, measure
from malicli.vocabulary import label_code

_LEAST_BAR, _MOST_BAR = 10, 60
_LABEL_SHARE = 0.4
_LONG_GAP = 5  # empty years or more that are drawn as one line


class Chart(NamedTuple):
    """What a summary is drawn with: what it counts by what, labels, the width, whether in ASCII."""

    by: Sequence[str]
    measure: str
    labels: Labels
    width: int
    table_width: int | None
    ascii_only: bool = False

    def draw(self, summary: Summary) -> Iterator[Line]:
        """Bars or a heat table, and the notes."""
        if not summary.rows:
            return
        draw = self._draw_heat if len(self.by) > 1 else self._draw_bars
        yield from draw(list(_join_gaps(summary.rows, self.by[0])))
        notes = list(self._list_notes(summary))
        if notes:
            yield []
        for note in notes:
            yield from wrap_spans([(note, "faint")], self.width)

    def name_group(self, key: str | None, by: str) -> str:
        """A key in words."""
        if key is None:
            return _("(none)")
        names: dict[str, Callable[[str], str]] = {
            "actor": self.labels.name_actor,
            "place": self.labels.name_place,
            "region": self.labels.name_place,
            "type": lambda code: label_code("type", code),
            "harm": lambda code: label_code("harm", code),
        }
        return names.get(by, str)(key)

    def _draw_bars(self, rows: Sequence[StatRow]) -> Iterator[Line]:
        names = [self._name_row(row) for row in rows]
        room = min(max(map(measure, names)), int(self.width * _LABEL_SHARE))
        values, bar = self._fit_bar(rows, room)
        most = max(self._get_ends(row)[1] for row in rows) or 1
        year = ""
        for row, name, value in zip(rows, names, values, strict=True):
            if self.by[0] == "month" and row.group and row.group[:4] != year:
                year = row.group[:4]
                yield [(year, "heading")]
            shown = cut(name, room, "~" if self.ascii_only else "…")
            line: Line = [
                (
                    f"{shown}{' ' * (room - measure(shown))}  ",
                    "date" if (self.by[0] in TIMES) else "",
                )
            ]
            yield [*line, *self._draw_bar(row, bar / most), (f" {value}" if value else "", "")]

    def _fit_bar(self, rows: Sequence[StatRow], room: int) -> tuple[list[str], int]:
        """What stands behind each bar, shorter where there is little room, and a bar's length."""
        for short in (False, True):
            values = [self._write_value(row, short=short) for row in rows]
            left = self.width - room - max(map(measure, values)) - 4
            if left >= _LEAST_BAR:
                break
        return values, min(max(left, 1), _MOST_BAR)

    def _name_row(self, row: StatRow) -> str:
        if self.by[0] == "month" and row.group:
            return f"  {name_month(int(row.group[5:]))}"
        return self.name_group(row.group, self.by[0])

    def _get_ends(self, row: StatRow) -> tuple[int, int]:
        """Where the sure part of a bar ends, and where the possible part does."""
        if self.measure == EVENTS:
            return row.events, row.events
        return row.low or 0, row.reach or 0

    def _draw_bar(self, row: StatRow, scale: float) -> Line:
        low, high = (end * scale for end in self._get_ends(row))
        if self.measure == EVENTS:
            sure = round((row.events - row.disputed) * scale)
            rest = max(round(high), 1 if row.events else 0) - sure
            return [("█" * sure, "cyan"), ("█" * rest, "yellow")]
        sure = max(round(low), 1 if low else 0)
        more = max(0, round(high) - sure)
        open_ = "►" if row.high is None and row.low is not None else ""
        return [("█" * sure, "red"), ("░" * more, "red"), (open_, "red")]

    def _write_value(self, row: StatRow, *, short: bool = False) -> str:
        if not row.events:
            return "·"
        if self.measure == EVENTS:
            words = str(row.events)
            if row.disputed:
                words += f"  ≠ {row.disputed}"
            return words
        parts = [_write_range(row) or _("no number")]
        events = ngettext("{n} event", "{n} events", row.events).format(n=row.events)
        parts += [] if short else [f"({events})"]
        if row.disputed_tolls:
            parts.append(f"≠ {row.disputed_tolls}")
        if row.silent:
            parts.append(f"? {row.silent}")
        return "  ".join(parts)

    def _draw_heat(self, rows: Sequence[StatRow]) -> Iterator[Line]:
        across = self._list_across(rows)
        cells = {(row.group, row.within): row for row in rows}
        down = list(dict.fromkeys(row.group for row in rows))
        heads = [self.name_group(key, self.by[1]) for key in across]
        room = self._fit_columns(down, heads, cells, across)
        if room < len(across):
            across, heads = across[:room], heads[:room]
            told = ngettext(
                "The first column; --width or a file shows more.",
                "The first {n} columns; --width or a file shows more.",
                room,
            ).format(n=room)
            yield from wrap_spans([(told, "faint")], self.width)
            yield []
        names = ""
        columns = [Column(names, "date" if self.by[0] in TIMES else "")]
        columns += [Column(head, right=True) for head in heads]
        table = [
            [
                self.name_group(one, self.by[0]),
                *(self._write_cell(cells.get((one, two))) for two in across),
            ]
            for one in down
        ]
        lines = draw_table(columns, table, None)
        most = max((self._get_ends(row)[1] for row in rows), default=0) or 1
        yield next(lines)
        yield next(lines)
        for one, line in zip(down, lines, strict=True):
            shades = [self._shade(cells.get((one, two)), most) for two in across]
            yield [line[0], *_paint(line[1:], shades)]

    def _list_across(self, rows: Sequence[StatRow]) -> list[str | None]:
        """The columns: time forwards, all else the largest first."""
        sizes: dict[str | None, int] = {}
        for row in rows:
            if row.events or row.within:
                sizes[row.within] = sizes.get(row.within, 0) + self._get_ends(row)[0] + row.events
        if self.by[1] in TIMES:
            return sorted(sizes, key=lambda key: (key is None, key or ""))
        return sorted(sizes, key=lambda key: (key is None, -sizes[key], key or ""))

    def _fit_columns(
        self,
        down: Sequence[str | None],
        heads: Sequence[str],
        cells: dict[tuple[str | None, str | None], StatRow],
        across: Sequence[str | None],
    ) -> int:
        """How many columns fit; all of them where nothing limits the width."""
        if self.table_width is None:
            return len(heads)
        used = max(measure(self.name_group(key, self.by[0])) for key in down)
        for number, (head, key) in enumerate(zip(heads, across, strict=True)):
            wide = max(measure(self._write_cell(cells.get((one, key)))) for one in down)
            used += 2 + max(measure(head), wide)
            if used > self.table_width:
                return max(number, 1)
        return len(heads)

    def _write_cell(self, row: StatRow | None) -> str:
        if row is None or not row.events:
            return "·"
        if self.measure == EVENTS:
            return str(row.events)
        if row.low is None:
            return "?"
        open_ = "+" if row.high is None else ""
        return f"{write_range(row.low, None, row.reach)}{open_}"

    def _shade(self, row: StatRow | None, most: int) -> str:
        if row is None or not row.events:
            return "faint"
        share = self._get_ends(row)[1] / most
        return "heat" if share > 0.5 else "yellow" if share > 0.2 else ""

    def _list_notes(self, summary: Summary) -> Iterator[str]:
        yield ngettext("{n} event in all.", "{n} events in all.", summary.events).format(
            n=summary.events
        )
        if self.measure != EVENTS:
            yield _("{n} of them have a claim about this.").format(n=summary.counted)
        if summary.hidden:
            yield ngettext(
                "{n} more group is not shown.", "{n} more groups are not shown.", summary.hidden
            ).format(n=summary.hidden)
        if self.measure == EVENTS and any(row.disputed for row in summary.rows):
            yield _("≠ events that sources dispute.")
        for by in self.by:
            if DIMENSIONS[by].several:
                yield _(_SEVERAL[by])
        if summary.unsure:
            yield ngettext(
                "{n} event counts where it can begin first, and may have begun later.",
                "{n} events count where they can begin first, and may have begun later.",
                summary.unsure,
            ).format(n=summary.unsure)
        if self.measure != EVENTS:
            yield from self._list_toll_notes(summary.rows)

    def _list_toll_notes(self, rows: Sequence[StatRow]) -> Iterator[str]:
        yield _(
            "From the lowest to the highest claim of each event, added up; claims about the same "
            "people are never added. The bar is solid to the lowest, ► where a claim is open above."
        )
        if any(row.disputed_tolls for row in rows):
            yield _("≠ events whose sources disagree about it.")
        if any(row.silent for row in rows):
            yield _("? events whose claims give no number; they are not in the sum.")
        if any(row.in_parts for row in rows):
            yield _("Events whose parts have claims of their own count there.")
        yield _("Figures (numbers that are no event) are not in it: see `mali figures`.")


_SEVERAL = {
    "actor": mark("An event with several actors counts under each: do not add the rows."),
    "place": mark("An event with several places counts under each: do not add the rows."),
    "region": mark("An event in several regions counts under each: do not add the rows."),
    "source": mark("An event with several sources counts under each: do not add the rows."),
    "publisher": mark("An event with several publishers counts under each: do not add the rows."),
    "harm": mark("An event with several harms counts under each: do not add the rows."),
}


def _join_gaps(rows: Sequence[StatRow], by: str) -> Iterator[StatRow]:
    """Draw many empty years in a row as one line."""
    for empty, run in groupby(rows, key=lambda row: by == "year" and not row.events):
        gap = list(run)
        if empty and len(gap) >= _LONG_GAP:
            yield gap[0]._replace(group=f"{gap[0].group} – {gap[-1].group}")
        else:
            yield from gap


def _write_range(row: StatRow) -> str:
    """The sums in words; "269–612 or more" where a claim is open above."""
    if row.high is not None or row.low == row.reach:
        return write_range(row.low, None, row.high)
    words = write_range(row.low, None, row.reach)
    return _("{range} or more").format(range=words) if words else ""


def _paint(spans: Line, shades: Sequence[str]) -> Line:
    """The cells of a row in their shades; gaps stay as they are."""
    painted: Line = []
    waiting = iter(shades)
    for text, style in spans:
        painted.append((text, next(waiting, style)) if text.strip() else (text, style))
    return painted

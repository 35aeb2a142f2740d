"""Who held what through time, as a strip: a row for each part of a place, rivals on rows of their
own, a letter where a claim begins and a shade for as long as it may have lasted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from string import ascii_letters

from malicli.dates import FIRST_DAY, LAST_DAY
from malicli.language import _
from malicli.query.control import PRESENT, Holding, group_parts, supersedes
from malicli.query.names import Labels
from malicli.render.axis import Axis
from malicli.render.lines import Line, to_ascii
from malicli.render.words import write_hold
from malicli.text import cut, make_safe, measure
from malicli.vocabulary import label_code

MOST_WIDTH = 200
_LONG = 730  # days from which the axis begins with a year
_STYLES = ("cyan", "magenta", "yellow", "blue", "red")
_SHADES = "░", ":"
_GAPS = "·", "."
_SEVERAL, _SOMEWHERE = "*", "?"
# After these nobody is known to hold it.
_ENDS = frozenset({"vacated", "unknown"})

_Key = tuple[str, frozenset[str]]


class Strip:
    """Draws the strip of some claims for one width."""

    def __init__(
        self, claims: Sequence[Holding], labels: Labels, width: int, *, ascii_only: bool
    ) -> None:
        self._claims = [claim for claim in claims if claim.weighs]
        self._labels = labels
        self._width = min(width, MOST_WIDTH)
        self._ascii = ascii_only
        self._letters = self._give_letters()
        self._styles = self._give_styles()
        self._drawn: set[str] = set()

    def draw(self, own: str) -> Iterator[Line]:
        """The rows, the axis, what the letters mean; nothing where all began on one day.

        ``own`` is the id of the place asked for: its parts need no name before them.
        """
        days = [day for c in self._claims for day in (c.first, c.last)]
        days = [day for day in days if day not in (FIRST_DAY, LAST_DAY)]
        if not days or min(days) == max(days):
            return
        groups = group_parts(self._claims)
        names = {key: self._name(*key, own) for key in groups}
        kinds = {claim.state == PRESENT for claim in self._claims}
        heads = [*names.values(), *map(self._mark, kinds)]
        margin = min(max(map(measure, heads)), self._width // 3) + 2
        axis = Axis(_round_down(min(days), max(days)), max(days), max(10, self._width - margin))
        for key, group in groups.items():
            yield from self._draw_part(names[key], group, axis, margin)
        yield [(" " * margin, ""), (axis.write_ticks(), "faint")]
        yield []
        yield from self._draw_legend()

    def _name(self, place: str, part: str, own: str) -> str:
        name = "" if place == own else make_safe(self._labels.name_place(place))
        part = "" if name and part == "town" else make_safe(label_code("control-part", part))
        return ", ".join(filter(None, (name, part)))

    def _mark(self, present: bool) -> str:
        return "  " + (label_code("control-state", PRESENT) if present else "≠")

    def _draw_part(
        self, name: str, group: Sequence[Holding], axis: Axis, margin: int
    ) -> Iterator[Line]:
        for present in (False, True):
            track = [claim for claim in group if (claim.state == PRESENT) is present]
            for number, lane in enumerate(_split_lanes(track, group)):
                head = self._mark(present) if number or (present and not name) else name
                name = ""
                head = cut(head, margin - 2)
                pad = " " * (margin - measure(head))
                blank = " " if number or head.startswith("  ") else _GAPS[self._ascii]
                style = "dispute" if head.strip() == "≠" else "label"
                yield [(head + pad, style), *self._draw_lane(lane, group, axis, blank)]

    def _draw_lane(
        self, lane: Sequence[Holding], group: Sequence[Holding], axis: Axis, blank: str
    ) -> Line:
        cells = [(blank, "faint")] * axis.cells
        taken: dict[int, int] = {}
        for claim in lane:
            style = self._styles.get(claim.holders.partition(";")[0], "")
            letter = (self._letters[claim.kind], style)
            first, last = axis.find_cell(claim.first), axis.find_cell(_find_begin(claim))
            end = axis.find_cell(_find_end(claim, group))
            shade = _GAPS[self._ascii] if claim.state in _ENDS else _SHADES[self._ascii]
            for cell in range(first, last):
                cells[cell] = (_SOMEWHERE, style)
            for cell in range(last + 1, end):
                cells[cell] = (shade, style)
            several = taken.get(last, 0)
            cells[last] = (_SEVERAL, "") if several else letter
            if several and last + 1 < end:  # the letter of what then stood
                cells[last + 1] = letter
            taken[last] = several + 1
        self._drawn |= {sign for sign, _style in cells}
        return _join(cells)

    def _give_letters(self) -> dict[_Key, str]:
        kinds = dict.fromkeys(claim.kind for claim in sorted(self._claims, key=lambda c: c.first))
        return {
            kind: ascii_letters[26:][n] if n < 26 else ascii_letters[n - 26] if n < 52 else "+"
            for n, kind in enumerate(kinds)
        }

    def _give_styles(self) -> dict[str, str]:
        holders = dict.fromkeys(c.holders.partition(";")[0] for c in self._claims if c.holders)
        return {holder: _STYLES[n % len(_STYLES)] for n, holder in enumerate(holders)}

    def _draw_legend(self) -> Iterator[Line]:
        told = {claim.kind: claim for claim in reversed(self._claims)}
        entries: list[Line] = [
            [
                (letter, self._styles.get(told[kind].holders.partition(";")[0], "")),
                (f" {make_safe(write_hold(told[kind], self._labels))}", ""),
            ]
            for kind, letter in self._letters.items()
        ]
        yield from _flow(entries, self._width, ascii_only=self._ascii)
        signs = {
            _SHADES[self._ascii]: _("may have lasted"),
            _GAPS[self._ascii]: _("nothing is known"),
            _SEVERAL: _("several claims, then the last"),
            _SOMEWHERE: _("began somewhere here"),
        }
        shown: list[Line] = [
            [(f"{sign} {words}", "faint")] for sign, words in signs.items() if sign in self._drawn
        ]
        if any(claim.rival for claim in self._claims):
            shown.append([("≠ ", "dispute"), (_("rival claims"), "dispute")])
        yield from _flow(shown, self._width, ascii_only=self._ascii)


def _round_down(first: date, last: date) -> date:
    """The first day, or its year's where the strip spans years."""
    return first.replace(month=1, day=1) if (last - first).days > _LONG else first


def _split_lanes(track: Sequence[Holding], group: Sequence[Holding]) -> list[list[Holding]]:
    """Put claims on rows so that none covers another; those that agree on a day are one."""
    lanes: list[list[Holding]] = []
    for claim in sorted(track, key=lambda c: (c.first, c.last)):
        same = (c for lane in lanes for c in lane if c.kind == claim.kind)
        if any(c.first <= claim.last and claim.first <= c.last for c in same):
            continue
        free = (lane for lane in lanes if _find_end(lane[-1], group) <= claim.first)
        lane = next(free, None)
        if lane is None:
            lanes.append([claim])
        else:
            lane.append(claim)
    return lanes


def _find_begin(claim: Holding) -> date:
    """The day by which it has begun; the first possible one where the last is open."""
    return claim.first if claim.last == LAST_DAY else claim.last


def _find_end(claim: Holding, group: Sequence[Holding]) -> date:
    """When the next claim begins that may end it; the end of time if none does."""
    return min((c.first for c in group if supersedes(c, claim)), default=LAST_DAY)


def _join(cells: Sequence[tuple[str, str]]) -> Line:
    """Cells of one style together as one span."""
    line: Line = []
    for sign, style in cells:
        if line and line[-1][1] == style:
            line[-1] = (line[-1][0] + sign, style)
        else:
            line.append((sign, style))
    return line


def _flow(entries: Sequence[Line], width: int, *, ascii_only: bool) -> Iterator[Line]:
    """Set entries beside one another, and on the next line where there is no room."""
    line: Line = []
    room = width
    for entry in entries:
        words = "".join(text for text, _style in entry)
        size = measure(to_ascii(words) if ascii_only else words)
        if line and size + 3 > room:
            yield line
            line, room = [], width
        if line:
            line.append(("   ", ""))
            room -= 3
        if size > room:
            sign, text = entry[0][0][:1], words[1:]
            line += [(sign, entry[0][1]), (cut(text, room - 1), entry[-1][1])]
        else:
            line += entry
        room -= size
    if line:
        yield line

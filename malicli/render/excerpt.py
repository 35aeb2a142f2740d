"""What a search found: each event with its words in context, the matches marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from malicli.date_words import describe
from malicli.language import _
from malicli.query.events import EventRow
from malicli.query.names import Labels
from malicli.query.wanted import Term
from malicli.render.lines import Line, wrap_spans
from malicli.render.timeline import draw_glyph
from malicli.render.words import choose_words, write_places, write_title
from malicli.text import fold

_WORD = r"[^\W_]+"
_MARGIN = 2
_BEFORE, _AFTER = 60, 140  # characters of a summary shown around its first match

Stretch = tuple[int, int]


def find_matches(text: str, terms: Sequence[Term]) -> list[Stretch]:
    """Where the terms occur in a text, in order, without overlap."""
    words = [(m.start(), m.end(), _fold_word(m.group())) for m in re.finditer(_WORD, text)]
    firsts = {term.words[0] for term in terms}
    starts = tuple(term.words[0] for term in terms if term.open)
    found: list[Stretch] = []
    position = 0
    while position < len(words):
        word = words[position][2]
        if word not in firsts and not word.startswith(starts):
            position += 1
            continue
        longest = max((len(t.words) for t in terms if _begins(words, position, t)), default=0)
        if longest:
            found.append((words[position][0], words[position + longest - 1][1]))
        position += longest or 1
    return found


@lru_cache(maxsize=8192)
def _fold_word(word: str) -> str:
    """A word folded; the same few thousand come again and again."""
    return fold(word)


def _begins(words: Sequence[tuple[int, int, str]], position: int, term: Term) -> bool:
    heard = [word for _start, _end, word in words[position : position + len(term.words)]]
    if len(heard) < len(term.words):
        return False
    *whole, last = zip(heard, term.words, strict=True)
    if any(a != b for a, b in whole):
        return False
    return last[0].startswith(last[1]) if term.open else last[0] == last[1]


def mark_matches(text: str, terms: Sequence[Term], style: str) -> Line:
    """The text as spans, the matches in the style of a match."""
    line: Line = []
    end = 0
    for first, last in find_matches(text, terms):
        line += [(text[end:first], style), (text[first:last], "match")]
        end = last
    return [span for span in (*line, (text[end:], style)) if span[0]]


def cut_around(text: str, terms: Sequence[Term]) -> str:
    """The stretch of a text around its first match, cut at words; its beginning if there is none.

    >>> cut_around("One two three.", [])
    'One two three.'
    """
    matches = find_matches(text, terms)
    middle = matches[0][0] if matches else 0
    start, end = max(0, middle - _BEFORE), min(len(text), middle + _AFTER)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, end) if end < len(text) and " " in text[start:end] else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


class Excerpts:
    """Draws found events for one width."""

    def __init__(
        self, labels: Labels, width: int, terms: Sequence[Term], *, ascii_only: bool = False
    ) -> None:
        self._labels = labels
        self._width = width
        self._terms = terms
        self._ascii = ascii_only
        self._named: dict[str, bool] = {}  # name → whether it has a match

    def draw(self, events: Sequence[EventRow]) -> Iterator[Line]:
        """Each event in a block: title and place, when and which, its words around the match."""
        for number, event in enumerate(events):
            if number:
                yield []
            yield from self._draw_event(event)

    def _draw_event(self, event: EventRow) -> Iterator[Line]:
        glyph, style = draw_glyph(event.type, ascii_only=self._ascii)
        head: Line = [(f"{glyph} ", style), *mark_matches(write_title(event), self._terms, "title")]
        if places := write_places(event, self._labels):
            head += [(" · ", "faint"), *mark_matches(places, self._terms, "place")]
        yield from wrap_spans(head, self._width, _MARGIN)
        pad = " " * _MARGIN
        dispute = [("  ≠", "dispute")] if event.disputed else []
        when: Line = [(pad, ""), (describe(event.date), "date"), ("  ", ""), (event.id, "faint")]
        yield from wrap_spans([*when, *dispute], self._width, _MARGIN)
        french = cut_around(event.summary_fr, self._terms) if event.summary_fr else None
        told = choose_words(cut_around(event.summary, self._terms), french)
        words = mark_matches(told, self._terms, "")
        yield from wrap_spans([(pad, ""), *words], self._width, _MARGIN)
        if names := self._find_names(event):
            line = mark_matches(", ".join(names), self._terms, "")
            label = _("with")
            yield from wrap_spans([(f"{pad}{label}  ", "label"), *line], self._width, _MARGIN)

    def _find_names(self, event: EventRow) -> list[str]:
        """The actors whose name is a match, where it may not be seen in title or summary."""
        ids = dict.fromkeys(filter(None, event.actors.replace("|", ";").split(";")))
        names = [self._labels.actors[id_] for id_ in ids]
        said = {full for label in names for full in (label.short, label.name)}
        for name in said - self._named.keys():
            self._named[name] = bool(find_matches(name, self._terms))
        return [name for name in sorted(said) if self._named[name]]

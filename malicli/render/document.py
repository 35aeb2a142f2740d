"""A page of Markdown laid out for a terminal: the part of Markdown that the shipped pages use.

Not rich's: it is slow to import, has boxes that break at 50 columns and colours of its own. Tables
here are the tables of every listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from malicli.render.lines import Line, Span, wrap_spans
from malicli.render.table import Column, draw_table

_COMMENT = r"<!--.*?-->\n*"
_INLINE = (
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>.+?)\*\*|\*(?P<stressed>[^*\s][^*]*)\*"
    r"|\[(?P<link>[^]]+)\]\([^)]*\)"
)
_STYLES = {"code": "code", "bold": "title", "stressed": "", "link": ""}
_ITEM = r"(?P<margin> *(?:[-*]|\d+\.) +)(?P<text>.*)"
_CELL = r"(?<!\\)\|"
_PLAIN, _TABLE, _FENCE = "plain", "table", "fence"


def draw_document(text: str, width: int) -> Iterator[Line]:
    """Lay out a page in ``width`` cells. What is fenced keeps its lines."""
    lines = re.sub(_COMMENT, "", text, flags=re.DOTALL).strip().splitlines()
    for kind, block in _split_blocks(lines):
        if kind == _TABLE:
            yield from _draw_grid(block, width)
        elif kind == _FENCE:
            for line in block[1:]:
                yield from _draw_fenced(f"  {line}", width) if line else [[]]
        else:
            yield from _draw_prose(block, width)


def _split_blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Group lines that belong together: tables, fenced ones (with the fence first), others."""
    fenced = False
    marked = []
    for line in lines:
        if line.startswith("```"):
            fenced = not fenced
            if not fenced:
                continue
        kind = _FENCE if fenced else _TABLE if line.startswith("|") else _PLAIN
        marked.append((kind, line))
    for kind, block in groupby(marked, key=lambda pair: pair[0]):
        yield kind, [line for _kind, line in block]


def _draw_prose(block: Sequence[str], width: int) -> Iterator[Line]:
    """Headings, paragraphs and items of lists; lines of one paragraph flow together."""
    flow: list[str] = []
    for line in block:
        if flow and (not line or line.startswith("#") or re.match(_ITEM, line)):
            yield from _draw_paragraph(flow, width)
            flow = []
        if line.startswith("#"):
            yield from wrap_spans([(line.lstrip("# "), "heading")], width)
        elif line:
            flow.append(line)
        else:
            yield []
    if flow:
        yield from _draw_paragraph(flow, width)


def _draw_fenced(line: str, width: int) -> Iterator[Line]:
    """One line as it is; where it must be wrapped, below the last of its columns."""
    column = re.match(r" *\S.*? {2,}(?=\S)", line)
    indent = column.end() if column and column.end() <= width // 2 else 4
    yield from wrap_spans([(line, "")], width, indent)


def _draw_paragraph(lines: Sequence[str], width: int) -> Iterator[Line]:
    text = " ".join(line.strip() if number else line for number, line in enumerate(lines))
    item = re.fullmatch(_ITEM, text)
    margin = item["margin"] if item else ""
    spans = [(margin, ""), *_style_spans(item["text"] if item else text.strip())]
    yield from wrap_spans(spans, width, indent=len(margin))


def _style_spans(text: str) -> Iterator[Span]:
    """Cut a text into spans at what is marked as code, strong, or a link."""
    start = 0
    for match in re.finditer(_INLINE, text):
        yield text[start : match.start()], ""
        name = match.lastgroup or ""
        yield match[name], _STYLES[name]
        start = match.end()
    yield text[start:], ""


def _draw_grid(block: Sequence[str], width: int) -> Iterator[Line]:
    rows = [[_read_cell(cell) for cell in re.split(_CELL, line)[1:-1]] for line in block]
    headings, cells = rows[0], rows[2:]  # a rule stands between them
    columns = [Column(text, "" if n else "code") for n, text in enumerate(headings)]
    full = [[*row, *[""] * len(columns)][: len(columns)] for row in cells]
    yield from draw_table(columns, full, width)


def _read_cell(text: str) -> str:
    bare = text.strip().replace(r"\|", "|")
    return "".join(part for part, _style in _style_spans(bare))

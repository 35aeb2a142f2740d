"""The canonical form of a file: what ``mali fmt`` writes, and which comments it can keep.

A comment is kept where it is a whole line, beginning in the first column, directly above a record
(it moves with the record) or at the top of the file with a blank line after it (it stays there).
Anywhere else it is refused, so that none is ever lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import yaml

from malicli.authoring.reader import Document
from malicli.canonical import write_mapping, write_records
from malicli.diagnostics import Diagnostic

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Comments:
    """The comments of a file: its head, those above records by position, the misplaced ones."""

    def __init__(self, document: Document) -> None:
        self.head = ""
        self.above: dict[int, str] = {}
        self.misplaced: list[Diagnostic] = []
        lines = document.text.split("\n")
        starts = _find_starts(document)
        # The first line that is neither empty nor a comment: the head ends above it.
        self._top = next((n for n, x in enumerate(lines) if x.strip() and x[0] != "#"), len(lines))
        for block in _find_comment_blocks(document):
            self._sort_in(block, lines, starts, document)

    def _sort_in(
        self,
        block: Sequence[tuple[int, int]],
        lines: list[str],
        starts: dict[int, int],
        document: Document,
    ) -> None:
        last = block[-1][0]
        text = "".join(f"{_tidy(lines[line])}\n" for line, _ in block)
        if any(column for _, column in block):
            line, column = next(place for place in block if place[1])
        elif last + 1 in starts:
            self.above[starts[last + 1]] = text
            return
        elif not self.head and last < self._top:
            self.head = text
            return
        else:
            line, column = block[0]
        self.misplaced.append(
            Diagnostic(
                "misplaced-comment",
                "a comment that `mali fmt` would lose",
                document.locate(line, column),
                "put it on lines of its own directly above a record, or in a `note:`",
            )
        )


def format_records(comments: Comments, records: Sequence[tuple[int, dict[str, Any]]]) -> str:
    """Write a file of records in canonical form; each comes with its position in the file now."""
    above = {new: comments.above.get(old, "") for new, (old, _) in enumerate(records)}
    text = write_records([record for _, record in records], above) if records else "[]\n"
    return _join_head(comments.head, text)


def format_mapping(comments: Comments, mapping: dict[str, Any]) -> str:
    """Write a file that is one mapping in canonical form; only its head comment can be kept."""
    return _join_head(comments.head, write_mapping(mapping))


def _join_head(head: str, text: str) -> str:
    # Letters and accents that were written apart are joined.
    return unicodedata.normalize("NFC", f"{head}\n{text}" if head else text)


def _tidy(line: str) -> str:
    return unicodedata.normalize("NFC", line.rstrip())


def _find_starts(document: Document) -> dict[int, int]:
    """The line on which each record begins → its position (none in a file that is a mapping)."""
    value = document.root.value
    if not isinstance(value, list):
        return {}
    return {node.line: position for position, node in enumerate(value)}


def _find_comment_blocks(document: Document) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that hold a comment, each line with the column of its sign."""
    found = list(_find_comments(document))
    for _, run in groupby(enumerate(found), key=lambda pair: pair[1][0] - pair[0]):
        yield [place for _, place in run]


def _find_comments(document: Document) -> Iterator[tuple[int, int]]:
    """Every ``#`` outside a scalar, the first of each line: there YAML begins a comment."""
    text = document.text
    if "#" not in text:
        return
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    scalars = [_find_content(token, text) for token in _scan_scalars(text)]
    position, line, last_line = 0, 0, -1
    for match in re.finditer("#", text):
        at = match.start()
        while position < len(scalars) and scalars[position][1] <= at:
            position += 1
        while line + 1 < len(starts) and starts[line + 1] <= at:
            line += 1
        inside = position < len(scalars) and scalars[position][0] <= at
        if not inside and line != last_line:
            last_line = line
            yield line, at - starts[line]


def _scan_scalars(text: str) -> Iterator[Any]:
    return (t for t in yaml.scan(text, Loader=_PARSER) if type(t) is yaml.ScalarToken)


def _find_content(token: Any, text: str) -> tuple[int, int]:
    """Where the text of a scalar begins and ends; the header of a folded one is not in it."""
    start, end = token.start_mark.index, token.end_mark.index
    if token.style in ("|", ">"):
        start = text.find("\n", start, end) if "\n" in text[start:end] else end
    return start, end

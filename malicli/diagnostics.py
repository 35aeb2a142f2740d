"""Faults in a chronology as plain values: what is wrong, where, how bad, how to mend it.

``CODES`` is the whole catalogue. A code is never reused; its sentence is what the docs print.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a fault is; warnings change the exit status only under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


class Rule(NamedTuple):
    """What a code means. ``blocks``: no command can use data that breaks it."""

    severity: Severity
    blocks: bool
    sentence: str


class Span(NamedTuple):
    """A place in a file: 1-based line and column, and the text of that line for the caret."""

    path: str
    line: int = 0
    column: int = 0
    text: str = ""


class Diagnostic(NamedTuple):
    """One fault at one place."""

    code: str
    message: str
    span: Span
    help: str = ""

    @property
    def severity(self) -> Severity:
        """The severity that the catalogue gives this code."""
        return CODES[self.code].severity


class Finding(NamedTuple):
    """A fault in a record, before it has a place in a file.

    ``kind`` and ``position`` name the record (an empty kind: the chronology itself); ``path`` leads
    to the value in it.
    """

    code: str
    message: str
    kind: str
    position: int
    path: tuple[str | int, ...] = ()
    help: str = ""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order by file, line and column, so that a listing reads from top to bottom."""
    bounded = {d._replace(message=_shorten(d.message), help=_shorten(d.help)) for d in diagnostics}
    return sorted(bounded, key=lambda d: (d.span[:3], d.code, d.message))


def _shorten(text: str) -> str:
    """A value of a megabyte is not echoed whole; the list of a vocabulary's codes is."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def keep_blocking(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Pick the faults of structure and reference: those that stop every command."""
    return [d for d in diagnostics if CODES[d.code].blocks]


_LONGEST = 700

_E, _W = Severity.ERROR, Severity.WARNING

CODES: dict[str, Rule] = {
    # the file
    "file-missing": Rule(_E, True, "A file of the chronology is not there."),
    "file-unreadable": Rule(_E, True, "A file cannot be opened, or is a folder."),
    "file-too-large": Rule(_E, True, "A file is larger than 64 MiB."),
    "not-utf-8": Rule(_E, True, "A file holds bytes that are not UTF-8."),
    "byte-order-mark": Rule(_W, False, "A file begins with a byte order mark."),
    "line-endings": Rule(_W, False, "Lines end in CR or CRLF; the canonical form uses LF."),
    "control-character": Rule(_E, True, "A file holds an invisible control or bidi character."),
    "not-nfc": Rule(_W, False, "Text is not in Unicode normal form C."),
    "merge-conflict": Rule(_E, True, "A file holds the markers of an unresolved merge."),
    "yaml-syntax": Rule(_E, True, "A file is not well-formed YAML."),
    "yaml-feature": Rule(_E, True, "Anchors, aliases, tags and merge keys are not read."),
    "yaml-documents": Rule(_E, True, "A file holds more than one YAML document."),
    "too-deep": Rule(_E, True, "Lists and mappings are nested deeper than any record needs."),
    "duplicate-key": Rule(_E, True, "A mapping has the same key twice."),
    "not-a-list": Rule(_E, True, "A file that should be a list of records is something else."),
    "unquoted-brackets": Rule(_E, True, "A date in brackets is not quoted, so YAML reads a list."),
    "invalid-outline": Rule(_E, True, "The outline is not GeoJSON that a map can be drawn from."),
    # the record
    "unknown-key": Rule(_E, True, "A record has a key that the data model does not know."),
    "missing-key": Rule(_E, True, "A record lacks a key that it must have."),
    "wrong-value": Rule(_E, True, "A value is not of the kind that its key takes."),
    "unknown-code": Rule(_E, True, "A code is not in the controlled vocabulary."),
    "invalid-date": Rule(_E, True, "A date is not in the documented profile of EDTF."),
    "invalid-id": Rule(_E, True, "An id is not kebab-case, or begins with another year."),
    "duplicate-id": Rule(_E, True, "Two records of one kind have the same id, now or formerly."),
    "unknown-reference": Rule(_E, True, "A record refers to an id that no record has."),
    # judgement: what the data say
    "shared-name": Rule(_E, False, "Two actors bear one id, short name or name not marked shared."),
    "no-source": Rule(_E, False, "An event cites no source."),
    "unused-source": Rule(_W, False, "No record cites a source."),
    "future-date": Rule(_E, False, "An event is dated after today."),
    "wrong-year": Rule(
        _W, False, "The id begins with a year that the event's date cannot fall in."
    ),
    "range-order": Rule(_E, False, "Low, best and high are not in ascending order."),
    "empty-toll": Rule(_E, False, "A toll or figure gives neither a number nor words."),
    "unexplained-preference": Rule(_E, False, "A preferred claim has no note with the reason."),
    "several-preferred": Rule(_E, False, "A toll group has more than one preferred claim."),
    "unexplained-difference": Rule(
        _E, False, "A source differs from the event, and no `why` and note say how."
    ),
    "idle-difference": Rule(_W, False, "`says` repeats or merely blurs the event's own value."),
    "toll-without-claimant": Rule(_E, False, "A toll names no source."),
    "self-relation": Rule(_E, False, "A record is related to itself."),
    "contradictory-relation": Rule(
        _E, False, "Two accepted relations of the same actors cannot both hold."
    ),
    "relation-without-source": Rule(_E, False, "A relation between actors cites no source."),
    "relation-outside-life": Rule(
        _W, False, "A relation holds before or after one of its actors is known to exist."
    ),
    "actor-outside-life": Rule(
        _W, False, "An event has an actor before or after it is known to exist."
    ),
    "twin-events": Rule(_W, False, "Two events look like one; `distinct_from` settles it."),
    "title-length": Rule(_W, False, "A title has more than 70 characters."),
    "judging-word": Rule(_W, False, "A title or summary uses a word that judges."),
    "no-french-title": Rule(_W, False, "An event has no French title."),
    "episode-without-parts": Rule(_W, False, "An episode has no event that is part of it."),
    "outside-country": Rule(_E, False, "Coordinates lie outside the country the place is in."),
    "place-precision": Rule(_E, False, "Coordinates, precision and candidates do not agree."),
    "order": Rule(_W, False, "Records are not in canonical order; `mali fmt` sorts them."),
    "not-canonical": Rule(_W, False, "A file is not in canonical form; `mali fmt` writes it."),
    "misplaced-comment": Rule(
        _E, False, "A comment stands where `mali fmt` cannot keep it: move it above a record."
    ),
}

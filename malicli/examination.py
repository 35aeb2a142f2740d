"""Examining a chronology: every fault of it, and each file's canonical form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from malicli.authoring.form import Comments, format_mapping, format_records
from malicli.authoring.loader import Loaded, load_chronology
from malicli.checks import check_dataset
from malicli.checks.identity import sort_key
from malicli.checks.subject import Subject
from malicli.diagnostics import Diagnostic, keep_blocking, sort_diagnostics
from malicli.files import DATA_FILES, Contents, read_contents

# Faults of form that say more than "not in canonical form" would.
_FORM_CODES = frozenset({"order", "byte-order-mark", "line-endings", "not-nfc"})


@dataclass
class Examination:
    """What ``mali check`` and ``mali fmt`` find: faults, and each file's canonical form."""

    diagnostics: list[Diagnostic]
    forms: dict[str, str] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)


def examine_folder(folder: Path, today: date) -> Examination:
    """Run every rule over a chronology, and work out the canonical form of its files."""
    contents = read_contents(folder)
    loaded = load_chronology(contents, folder)
    subject = Subject(loaded.dataset, loaded.ids, today, loaded.unread)
    found = [*loaded.diagnostics, *map(loaded.place, check_dataset(subject))]
    examination = Examination(found)
    if keep_blocking(found):
        # What a refused record cites would seem to be cited by nothing.
        examination.diagnostics = [d for d in found if d.code != "unused-source"]
    else:
        _examine_form(loaded, contents, examination)
    examination.diagnostics = sort_diagnostics(examination.diagnostics)
    return examination


def _examine_form(loaded: Loaded, contents: Contents, examination: Examination) -> None:
    told = {d.span.path for d in examination.diagnostics if d.code in _FORM_CODES}
    for name, comments, form in _write_forms(loaded):
        document = loaded.documents[name]
        examination.diagnostics.extend(comments.misplaced)
        content = contents[name]
        assert isinstance(content, bytes)
        examination.forms[name], examination.texts[name] = form, content
        if not comments.misplaced and document.path not in told and form.encode() != content:
            line = _find_first_difference(document.text, form)
            span = document.locate(line, 0)
            message = "not in canonical form from here on"
            examination.diagnostics.append(
                Diagnostic("not-canonical", message, span, "`mali fmt` writes it")
            )


def _write_forms(loaded: Loaded) -> Iterator[tuple[str, Comments, str]]:
    """Each file's name, comments and canonical text."""
    for name, kind in DATA_FILES.items():
        document = loaded.documents.get(name)
        if document is None:
            continue
        comments = Comments(document)
        if not kind:
            plain_chronology = loaded.dataset.chronology.to_plain()
            yield name, comments, format_mapping(comments, plain_chronology)
            continue
        placed = zip(loaded.positions[kind], loaded.dataset.records(kind), strict=True)
        ordered = sorted(placed, key=lambda pair: sort_key(pair[1]))
        plain: list[tuple[int, dict[str, Any]]] = [(old, r.to_plain()) for old, r in ordered]
        yield name, comments, format_records(comments, plain)


def _find_first_difference(text: str, form: str) -> int:
    """The first line (0-based) on which two texts differ."""
    lines, wanted = text.split("\n"), form.split("\n")
    pairs = enumerate(zip(lines, wanted, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(lines), len(wanted)) - 1)

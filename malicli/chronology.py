"""The face of the library: open a chronology, examine one, and hold what was opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from malicli.diagnostics import Diagnostic, keep_blocking, sort_diagnostics
from malicli.environment import Environment, find_shipped_data
from malicli.errors import DataInvalidError, FileUnusableError
from malicli.files import Contents, read_contents
from malicli.index import cache
from malicli.index.schema import APPLICATION_ID, USER_VERSION
from malicli.text import make_safe

if TYPE_CHECKING:
    from malicli.authoring.loader import Loaded


@dataclass
class Chronology:
    """An open chronology: the read-only index, and where it came from."""

    index: sqlite3.Connection
    path: Path
    digest: str = ""
    cache_folder: Path | None = None

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def discard(self) -> bool:
        """Drop a damaged index from the cache; tell whether opening again can help."""
        self.close()
        if not self.cache_folder or not self.digest:
            return False
        cache.discard_index(self.cache_folder, self.digest)
        return True


@dataclass
class Examination:
    """What ``mali check`` and ``mali fmt`` find: faults, and each file's canonical form."""

    diagnostics: list[Diagnostic]
    forms: dict[str, str] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)


def open_chronology(path: Path | None = None, environment: Environment | None = None) -> Chronology:
    """Open a folder of YAML files, or an index file; the shipped chronology by default.

    A folder is compiled when its content has changed since the last time. Raises
    ``DataInvalidError`` when it breaks a rule of structure, ``FileUnusableError`` when there is
    nothing to open.
    """
    environment = environment or Environment()
    path = path or find_shipped_data()
    if path.is_file():
        return Chronology(_open_index_file(path), path)
    if not path.is_dir():
        raise FileUnusableError(
            f"there is no chronology at {make_safe(str(path))}",
            help="--data takes a folder with events.yaml and the others, or an index file",
        )
    contents = read_contents(path)
    digest = cache.digest_contents(contents)
    folder = environment.cache_folder
    index = cache.find_index(folder, digest) if folder else None
    if index is None:
        index = _compile(contents, path, digest, folder)
    return Chronology(index, path, digest, folder)


def _open_index_file(path: Path) -> sqlite3.Connection:
    try:
        index = cache.connect(path)
        (application,) = index.execute("PRAGMA application_id").fetchone()
        (version,) = index.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        shown = make_safe(str(path))
        raise FileUnusableError(f"cannot open {shown}: {error}") from None
    if application != APPLICATION_ID or version != USER_VERSION:
        raise FileUnusableError(
            f"{make_safe(str(path))} is not an index of this version of mali",
            help="compile it again from its folder of YAML files",
        )
    return index


def _compile(
    contents: Contents, path: Path, digest: str, folder: Path | None
) -> sqlite3.Connection:
    """Compile an index: the one door between the authoring side and the reading side."""
    from malicli.authoring.loader import load_chronology  # noqa: PLC0415 - the door
    from malicli.index.compile import compile_index  # noqa: PLC0415

    loaded = load_chronology(contents, path)
    _require_structure(loaded)

    def build(connection: sqlite3.Connection) -> None:
        compile_index(loaded.dataset, connection, digest)

    index = cache.build_index(folder, digest, build) if folder else None
    if index is None:
        index = sqlite3.connect(":memory:")
        build(index)
    return index


def _require_structure(loaded: Loaded) -> None:
    from malicli.checks import check_structure  # noqa: PLC0415 - the door
    from malicli.checks.subject import Subject  # noqa: PLC0415

    subject = Subject(loaded.dataset, loaded.ids, date.max)
    found = [*loaded.diagnostics, *map(loaded.place, check_structure(subject))]
    blocking = keep_blocking(sort_diagnostics(found))
    if blocking:
        raise DataInvalidError(blocking)


def examine_folder(folder: Path, today: date) -> Examination:
    """Run every rule over a chronology, and work out the canonical form of its files."""
    from malicli.authoring.loader import load_chronology  # noqa: PLC0415 - the door
    from malicli.checks import check_dataset  # noqa: PLC0415
    from malicli.checks.subject import Subject  # noqa: PLC0415

    contents = read_contents(folder)
    loaded = load_chronology(contents, folder)
    subject = Subject(loaded.dataset, loaded.ids, today)
    found = [*loaded.diagnostics, *map(loaded.place, check_dataset(subject))]
    examination = Examination(found)
    if not keep_blocking(found):
        _examine_form(loaded, contents, examination)
    examination.diagnostics = sort_diagnostics(examination.diagnostics)
    return examination


def _examine_form(loaded: Loaded, contents: Contents, examination: Examination) -> None:
    from malicli.authoring.form import Comments  # noqa: PLC0415 - the door

    disordered = {d.span.path for d in examination.diagnostics if d.code == "order"}
    for name, form in _write_forms(loaded):
        document = loaded.documents[name]
        misplaced = Comments(document).misplaced
        examination.diagnostics.extend(misplaced)
        content = contents[name]
        assert isinstance(content, bytes)
        examination.forms[name], examination.texts[name] = form, content
        if not misplaced and document.path not in disordered and form.encode() != content:
            line = _find_first_difference(document.text, form)
            span = document.locate(line, 0)
            message = "not in canonical form from here on"
            examination.diagnostics.append(
                Diagnostic("not-canonical", message, span, "`mali fmt` writes it")
            )


def _write_forms(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Each file's name and canonical text."""
    from malicli.authoring.form import format_mapping, format_records  # noqa: PLC0415 - the door
    from malicli.checks.identity import sort_key  # noqa: PLC0415
    from malicli.files import DATA_FILES  # noqa: PLC0415

    for name, kind in DATA_FILES.items():
        document = loaded.documents.get(name)
        if document is None:
            continue
        if not kind:
            yield name, format_mapping(document, loaded.dataset.chronology.to_plain())
            continue
        placed = zip(loaded.positions[kind], loaded.dataset.records(kind), strict=True)
        ordered = sorted(placed, key=lambda pair: sort_key(pair[1]))
        plain: list[tuple[int, dict[str, Any]]] = [(old, r.to_plain()) for old, r in ordered]
        yield name, format_records(document, plain)


def _find_first_difference(text: str, form: str) -> int:
    """The first line (0-based) on which two texts differ."""
    lines, wanted = text.split("\n"), form.split("\n")
    pairs = enumerate(zip(lines, wanted, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(lines), len(wanted)) - 1)

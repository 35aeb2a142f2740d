"""Nodes → records: every file read, every record validated, every fault placed in its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from malicli.authoring.outline import read_outline
from malicli.authoring.reader import Document, Node, ReadError, read_document
from malicli.diagnostics import Diagnostic, Finding, Span
from malicli.files import DATA_FILES, OUTLINE_FILE, SIZE_LIMIT, Contents
from malicli.model.dataset import RECORD_KINDS, Chronology, Dataset
from malicli.model.fields import Part
from malicli.model.outline import Outline

_OPTIONAL = frozenset({"figures.yaml", OUTLINE_FILE})
_FILE_OF_KIND = {kind: name for name, kind in DATA_FILES.items()}


@dataclass
class Loaded:
    """A chronology as read: the records that are valid, the faults of the others, the documents.

    ``positions`` gives for each record of a kind its place in the file's list; ``ids`` every id
    met, of broken records too, so that one fault does not make others.
    """

    dataset: Dataset
    diagnostics: list[Diagnostic] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    @property
    def unread(self) -> frozenset[str]:
        """The kinds whose file could not be read: nothing is known of their ids."""
        kinds = (kind for name, kind in DATA_FILES.items() if name not in self.documents)
        return frozenset(kinds) - {"figure"}

    def place(self, finding: Finding) -> Diagnostic:
        """Give a finding about a record its line and column."""
        document = self.documents[_FILE_OF_KIND[finding.kind]]
        path: tuple[str | int, ...] = finding.path
        if finding.kind:
            path = (self.positions[finding.kind][finding.position], *path)
        span = document.locate_path(path)
        return Diagnostic(finding.code, finding.message, span, finding.help)


def load_chronology(contents: Contents, folder: Path) -> Loaded:
    """Read all files of a chronology. Faults are collected, never raised."""
    loaded = Loaded(_EMPTY)
    for name in DATA_FILES:
        _read_file(name, contents[name], folder, loaded)
    chronology = _validate_chronology(loaded)
    extension = {code: set(terms) for code, terms in chronology.vocabulary.items()}
    records: dict[str, Any] = {
        f"{kind}s": tuple(_validate_records(kind, model, loaded, extension))
        for kind, model in RECORD_KINDS.items()
    }
    outline = _read_outline(contents[OUTLINE_FILE], folder, loaded)
    loaded.dataset = Dataset(chronology, **records, outline=outline)
    return loaded


_EMPTY = Dataset(Chronology(name="unnamed", version="0", updated="2012", licence="unknown"))


def _read_file(name: str, content: bytes | OSError, folder: Path, loaded: Loaded) -> None:
    body = _take_content(name, content, folder, loaded)
    if body is None:
        return
    try:
        document = read_document(body, str(folder / name))
    except ReadError as error:
        loaded.diagnostics.append(error.diagnostic)
        return
    loaded.documents[name] = document
    loaded.diagnostics.extend(document.warnings)


def _read_outline(content: bytes | OSError, folder: Path, loaded: Loaded) -> Outline | None:
    """Read the borders for the map, if there are any; the places they name must be known."""
    body = _take_content(OUTLINE_FILE, content, folder, loaded)
    if body is None:
        return None
    shown = str(folder / OUTLINE_FILE)
    try:
        outline = read_outline(body, shown)
    except ReadError as error:
        loaded.diagnostics.append(error.diagnostic)
        return None
    known = loaded.ids["place"]
    for area in outline.areas:
        if area.place is not None and area.place not in known and "place" not in loaded.unread:
            message = f"the outline of {area.name!r} names no place: {area.place!r}"
            help_ = "give the id of a record of places.yaml, or leave `place` out"
            loaded.diagnostics.append(Diagnostic("unknown-reference", message, Span(shown), help_))
    return outline


def _take_content(
    name: str, content: bytes | OSError, folder: Path, loaded: Loaded
) -> bytes | None:
    """Give what there is to read, or tell what is wrong if there should be something."""
    shown = str(folder / name)
    if isinstance(content, OSError):
        if name not in _OPTIONAL or not isinstance(content, FileNotFoundError):
            loaded.diagnostics.append(_explain_os_error(content, shown, name))
        return None
    if len(content) > SIZE_LIMIT:
        message = f"more than {SIZE_LIMIT // 1024 // 1024} MiB"
        help_ = "a chronology of this size belongs in several"
        loaded.diagnostics.append(Diagnostic("file-too-large", message, Span(shown), help_))
        return None
    return content


def _explain_os_error(error: OSError, shown: str, name: str) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        help_ = f"a chronology has a file {name}"
        return Diagnostic("file-missing", f"there is no {name}", Span(shown), help_)
    reason = error.strerror or type(error).__name__
    help_ = "it must be a plain file that you may read"
    return Diagnostic("file-unreadable", f"cannot read it: {reason}", Span(shown), help_)


def _validate_chronology(loaded: Loaded) -> Chronology:
    document = loaded.documents.get("chronology.yaml")
    if document is None:
        return _EMPTY.chronology
    if not isinstance(document.root.value, dict):
        span = document.locate(0, 0)
        help_ = "it begins `name: …`"
        loaded.diagnostics.append(Diagnostic("not-a-list", "is not one mapping", span, help_))
        return _EMPTY.chronology
    try:
        return Chronology.model_validate(document.root.to_plain())
    except ValidationError as error:
        loaded.diagnostics.extend(_explain_validation(error, document, ()))
        return _EMPTY.chronology


def _validate_records(
    kind: str, model: type[Part], loaded: Loaded, extension: dict[str, set[str]]
) -> Iterator[Part]:
    document = loaded.documents.get(_FILE_OF_KIND[kind])
    positions = loaded.positions.setdefault(kind, [])
    ids = loaded.ids.setdefault(kind, set())
    for position, node in enumerate(_list_records(document, loaded)):
        plain = node.to_plain()
        if isinstance(plain, dict):
            ids.update(_collect_ids(plain))
        try:
            record = model.model_validate(plain, context=extension)
        except ValidationError as error:
            assert document is not None
            loaded.diagnostics.extend(_explain_validation(error, document, (position,)))
        else:
            positions.append(position)
            yield record


def _list_records(document: Document | None, loaded: Loaded) -> list[Node]:
    if document is None:
        return []
    root = document.root
    if isinstance(root.value, list):
        return root.value
    if isinstance(root.value, str) and not root.value:
        return []
    span = document.locate(root.line, root.column)
    message = "the file is not a list of records"
    loaded.diagnostics.append(Diagnostic("not-a-list", message, span, "each begins `- id: …`"))
    return []


def _collect_ids(plain: dict[str, Any]) -> Iterator[str]:
    for value in (plain.get("id"), *(plain.get("formerly") or ())):
        if isinstance(value, str):
            yield value


def _explain_validation(
    error: ValidationError, document: Document, base: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    for fault in error.errors(include_url=False):
        kind = fault["type"]
        place = fault["loc"]
        if kind != "extra_forbidden" and len(place) > 1 and place[-1] in ("int", "float"):
            place = place[:-1]  # pydantic names the branch of "int or float" that it tried
        path = (*base, *place)
        context: dict[str, Any] = fault.get("ctx") or {}
        if kind == "extra_forbidden":
            yield _explain_unknown_key(path, document)
        elif kind == "missing":
            message = f"lacks the key {path[-1]!r}"
            span = document.locate_path(path[:-1])
            yield Diagnostic("missing-key", message, span, f"add `{path[-1]}: …`")
        elif "help" in context:
            code = "unquoted-brackets" if _is_bracket_list(path, document) else kind
            span = document.locate_path(path)
            yield Diagnostic(code, context["message"], span, context["help"])
        elif _is_bracket_list(path, document):
            message = "YAML reads brackets as a list"
            help_ = 'quote the date: "[2012-03-01..2012-03-05]"'
            yield Diagnostic("unquoted-brackets", message, document.locate_path(path), help_)
        else:
            yield _explain_wrong_kind(fault["msg"], path, document)


def _explain_unknown_key(path: tuple[str | int, ...], document: Document) -> Diagnostic:
    key = str(path[-1])
    span = document.locate_key(path[:-1], key)
    return Diagnostic("unknown-key", f"there is no key {key!r} here", span, "see data/README.md")


def _is_bracket_list(path: tuple[str | int, ...], document: Document) -> bool:
    span = document.locate_path(path)
    rest = span.text[span.column - 1 :]
    return rest.startswith("[") and ".." in rest.partition("]")[0]


_TAKES = {
    "Input should be a valid string": "takes text",
    "Input should be a valid tuple": "takes a list",
    "Input should be a valid dictionary": "takes a mapping",
}


def _explain_wrong_kind(
    message: str, path: tuple[str | int, ...], document: Document
) -> Diagnostic:
    takes = _TAKES.get(message, "")
    if not takes and message.startswith("Input should be a valid dictionary or instance of"):
        takes = "takes a mapping such as {key: value}"
    where = f"{path[-1]} " if isinstance(path[-1], str) else ""
    return Diagnostic(
        "wrong-value",
        f"{where}{takes}" if takes else message,
        document.locate_path(path),
        "see data/README.md for what each key takes",
    )

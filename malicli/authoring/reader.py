"""Bytes → a tree of nodes, each with its place in the file; or a fault at a place.

Builds over libyaml's event stream: no aliases, no tags, no duplicate keys, a limit to depth and
size, every scalar text. Hostile files end in a ``ReadError``, never in a hang or a crash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from malicli.diagnostics import Diagnostic, Span
from malicli.text import find_unsafe

DEPTH_LIMIT = 24
_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MERGE_MARKER = re.compile(r"^(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)( |$)|^=======$", re.MULTILINE)


class ReadError(Exception):
    """A file cannot be read as YAML; carries the one diagnostic that says why and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Node:
    """A value of the file and where it begins (0-based line and column, as libyaml counts)."""

    __slots__ = ("column", "keys", "line", "value")

    def __init__(self, value: Any, line: int, column: int) -> None:
        self.value: Any = value
        self.line = line
        self.column = column
        self.keys: dict[str, tuple[int, int]] = {}

    def to_plain(self) -> Any:
        """Give the text, list or mapping without its places."""
        value = self.value
        if type(value) is str:
            return value
        if type(value) is list:
            return [node.to_plain() for node in value]
        return {key: node.to_plain() for key, node in value.items()}


@dataclass
class Document:
    """One file as read: its path as shown, its text, its root, and the warnings met on the way."""

    path: str
    text: str
    root: Node
    warnings: list[Diagnostic] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def set_text(self, text: str) -> None:
        """Replace the text, and forget what was read off the old one."""
        self.text = text
        self._lines = []

    def locate(self, line: int, column: int) -> Span:
        """Make the span of a 0-based place."""
        if not self._lines:
            self._lines = self.text.split("\n")
        text = self._lines[line].rstrip("\r") if line < len(self._lines) else ""
        return Span(self.path, line + 1, column + 1, text)

    def locate_path(self, path: tuple[str | int, ...]) -> Span:
        """Make the span of the value at a path, or of the nearest thing above it."""
        node = self.root
        for step in path:
            below = _step_down(node, step)
            if below is None:
                break
            node = below
        return self.locate(node.line, node.column)

    def locate_key(self, path: tuple[str | int, ...], key: str) -> Span:
        """Make the span of a key itself, in the mapping at a path."""
        node = self.root
        for step in path:
            node = node.value[step]
        return self.locate(*node.keys.get(key, (node.line, node.column)))


def _step_down(node: Node, step: str | int) -> Node | None:
    value = node.value
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        below: Node = value[step]
        return below
    return None


def read_document(content: bytes, shown: str) -> Document:
    """Turn the bytes of a file into a document. Raises ``ReadError``."""
    document = Document(shown, "", Node([], 0, 0))
    document.set_text(_decode(content, document))
    _refuse_hostile_text(document)
    builder = _Builder(document)
    try:
        document.root = builder.build()
    except yaml.YAMLError as error:
        raise _explain_yaml_error(error, document) from None
    return document


def _refuse(code: str, message: str, span: Span, help: str = "") -> ReadError:  # noqa: A002 - the word shown
    return ReadError(Diagnostic(code, message, span, help))


def _decode(content: bytes, document: Document) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        begin = content.rfind(b"\n", 0, error.start) + 1
        shown = content[begin:].partition(b"\n")[0].decode("utf-8", "replace")
        span = Span(document.path, line + 1, column + 1, shown)
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise _refuse("not-utf-8", message, span, "save the file as UTF-8") from None
    if text.startswith("\ufeff"):
        text = text[1:]
        document.set_text(text)
        document.warnings.append(
            Diagnostic(
                "byte-order-mark",
                "begins with a byte order mark",
                document.locate(0, 0),
                "`mali fmt` removes it",
            )
        )
    if "\r" in text:
        line = text.replace("\r\n", "\n").count("\n", 0, text.index("\r"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        document.set_text(text)
        span = document.locate(line, 0)
        document.warnings.append(
            Diagnostic("line-endings", "lines end in CR or CRLF", span, "`mali fmt` writes LF")
        )
    return text


def _refuse_hostile_text(document: Document) -> None:
    text = document.text
    found = find_unsafe(text)
    if found >= 0:
        span = document.locate(text.count("\n", 0, found), found - text.rfind("\n", 0, found) - 1)
        message = f"character U+{ord(text[found]):04X} cannot be seen"
        raise _refuse("control-character", message, span, "delete it")
    if marker := _MERGE_MARKER.search(text):
        span = document.locate(text.count("\n", 0, marker.start()), 0)
        message = "the marker of an unresolved merge"
        raise _refuse("merge-conflict", message, span, "choose one side and delete the markers")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n")):
            if not unicodedata.is_normalized("NFC", line):
                document.warnings.append(
                    Diagnostic(
                        "not-nfc",
                        "letters and accents are written apart",
                        document.locate(number, 0),
                        "`mali fmt` joins them",
                    )
                )


def _explain_yaml_error(error: yaml.YAMLError, document: Document) -> ReadError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    line, column = (mark.line, mark.column) if mark else (0, 0)
    span = document.locate(line, column)
    help_ = "quote text that holds `: `, ` #` or begins with a sign"
    if "\t" in span.text[: span.column]:
        help_ = "indent with spaces, not tabs"
    return _refuse("yaml-syntax", problem, span, help_)


class _Builder:
    """Builds the tree of one document from libyaml's events."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._next: Callable[[], Any] = _PARSER(document.text).get_event

    def build(self) -> Node:
        documents = 0
        root = Node([], 0, 0)
        while type(event := self._next()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop(
                        "yaml-documents",
                        "a second document begins here",
                        event,
                        "a file holds one list",
                    )
                root = self._build(self._next(), 0)
        return root

    def _stop(self, code: str, message: str, event: Any, help: str = "") -> None:  # noqa: A002 - the word shown
        span = self._document.locate(event.start_mark.line, event.start_mark.column)
        raise _refuse(code, message, span, help)

    def _build(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        node = Node(None, mark.line, mark.column)
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            what = "alias" if kind is yaml.AliasEvent else "anchor or tag"
            self._stop("yaml-feature", f"an {what} of YAML", event, "write the value out")
        if depth > DEPTH_LIMIT:
            self._stop(
                "too-deep",
                f"nested more than {DEPTH_LIMIT} deep",
                event,
                "no record has so many levels",
            )
        if kind is yaml.ScalarEvent:
            node.value = event.value
            self._refuse_unsafe(event)
        elif kind is yaml.SequenceStartEvent:
            node.value = self._build_list(depth)
        else:
            node.value = self._build_mapping(node, depth)
        return node

    def _refuse_unsafe(self, event: Any) -> None:
        """An escape such as "\\e" puts into the value what the file itself may not hold."""
        value = event.value
        if not value.isprintable() and (find_unsafe(value) >= 0 or "\n" in value or "\t" in value):
            self._stop(
                "control-character",
                "the text holds a line break, a tab or an invisible character",
                event,
                "write one paragraph; fold long text with >-",
            )

    def _build_list(self, depth: int) -> list[Node]:
        nodes: list[Node] = []
        while True:
            event = self._next()
            if type(event) is yaml.SequenceEndEvent:
                return nodes
            nodes.append(self._build(event, depth + 1))

    def _build_mapping(self, node: Node, depth: int) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        while True:
            event = self._next()
            if type(event) is yaml.MappingEndEvent:
                return mapping
            key = self._read_key(event, mapping)
            node.keys[key] = (event.start_mark.line, event.start_mark.column)
            mapping[key] = self._build(self._next(), depth + 1)

    def _read_key(self, event: Any, mapping: dict[str, Node]) -> str:
        if type(event) is not yaml.ScalarEvent:
            self._stop("yaml-syntax", "a key is not a word", event, "a key is one word: `date:`")
        key: str = event.value
        if key == "<<":
            self._stop("yaml-feature", "a merge key of YAML", event, "write the values out")
        if event.anchor is not None or event.tag is not None:
            self._stop("yaml-feature", "an anchor or tag of YAML", event, "write the value out")
        self._refuse_unsafe(event)
        if key in mapping:
            self._stop("duplicate-key", f"{key!r} stands here twice", event, "keep one of them")
        return key

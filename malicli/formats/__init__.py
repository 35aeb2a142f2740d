"""Rows → files: a registry of formats, each made by one module, imported when asked for.

Every format takes the same two things: the kind of listing, and its rows. To add one, write a
module with ``write_events`` and ``write_actors`` and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from malicli.errors import WrongUseError
from malicli.language import _
from malicli.query.names import Labels
from malicli.text import make_safe

TABLE = "table"


class Format(NamedTuple):
    """A format: the module that writes it, and the file suffixes that mean it."""

    module: str
    suffixes: tuple[str, ...]
    description: str


FORMATS = {
    "csv": Format("delimited", (".csv",), "comma-separated values, one row each"),
    "tsv": Format("delimited", (".tsv", ".tab"), "the same, separated by tabs"),
    "json": Format("jsontext", (".json",), "an array of objects, names resolved"),
    "jsonl": Format("jsontext", (".jsonl", ".ndjson"), "one object a line"),
    "markdown": Format("markdown", (".md", ".markdown"), "a table for a page"),
    "yaml": Format("yamltext", (".yaml", ".yml"), "the records as the data files have them"),
}

Write = Callable[[str, str, Iterable[Any], Labels], str]


def choose_format(asked: str | None, output: Path | None, default: str) -> str:
    """Settle the format from ``--format`` and the suffix of ``-o``, which must not disagree.

    Raises ``WrongUseError``.
    """
    suffix = output.suffix.lower() if output else ""
    by_suffix = next((name for name, f in FORMATS.items() if suffix in f.suffixes), None)
    if suffix not in ("", ".txt") and not asked and not by_suffix:
        known = " ".join(f.suffixes[0] for f in FORMATS.values())
        raise WrongUseError(
            _("no format has the suffix {suffix}").format(suffix=make_safe(suffix)),
            help=_("{suffixes} .txt, or use --format").format(suffixes=known),
        )
    if asked and by_suffix and asked != by_suffix:
        shown = make_safe(str(output))
        raise WrongUseError(
            _("--format {format} and the suffix of {file} disagree").format(
                format=asked, file=shown
            ),
            help=_("leave --format out, or name the file {name}").format(
                name=f"*{FORMATS[asked].suffixes[0]}"
            )
            if asked in FORMATS
            else _("leave --format out, or choose another name"),
        )
    return asked or by_suffix or default


def write_listing(format_: str, kind: str, rows: Iterable[Any], labels: Labels) -> str:
    """Write rows of a kind (``event``, ``actor``) in a format of the registry."""
    module = import_module(f"malicli.formats.{FORMATS[format_].module}")
    write: Write = module.write_listing
    return write(format_, kind, rows, labels)

"""Keep the catalogues: gather every message, merge them into each .po file, compile it.

python docs/translations.py           writes malicli/locale/
python docs/translations.py --check   ends with 1 if a catalogue is stale or lacks a translation

A translator edits malicli/locale/LANGUAGE/LC_MESSAGES/mali.po and runs this. Babel's own data give
the names of months; the vocabulary gives the names of event types.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from malicli.cli.main import app
from malicli.cli.tree import COMMANDS
from malicli.date_words import PATTERNS, SPANS, THIRDS
from malicli.dates import MONTHS
from malicli.event_types import EVENT_TYPES, FAMILIES
from malicli.language import CATALOGUES, LANGUAGES
from malicli.vocabulary import VOCABULARIES

KEYWORDS = {
    "_": None,
    "mark": None,
    "Column": (1,),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# Vocabularies whose definitions are shown to readers.
DEFINED = ("source-kind", "place-precision", "why")


class Messages(Catalog):
    """A catalogue whose header tells no day, no version and no person: the same every time."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs to know."""
        return [
            ("Project-Id-Version", "mali"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


class Message(NamedTuple):
    """One message: what to translate, in which context, and a translation if we know one."""

    id: str | tuple[str, ...]
    context: str | None = None
    known: str = ""


def gather_messages(language: str) -> Iterator[Message]:
    """Every message of the program."""
    root = CATALOGUES.parent
    for _file, _line, message, _notes, context in extract_from_dir(root, keywords=KEYWORDS):
        yield Message(message, context)
    yield from _gather_help()
    yield from _gather_words()
    yield from _gather_dates(language)


def _gather_help() -> Iterator[Message]:
    group: Any = typer.main.get_command(app)
    yield Message(group.help)
    yield Message(group.epilog)
    commands = [group, *(group.get_command(None, name) for name in COMMANDS)]
    for command in commands:
        yield Message(command.help)
        context = typer.Context(command)
        records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
        yield from (Message(record[1]) for record in records if record)
    yield from (Message(entry.summary) for entry in COMMANDS.values())


def _gather_words() -> Iterator[Message]:
    for name, codes in VOCABULARIES.items():
        for code, definition in codes.items():
            known = EVENT_TYPES[code].fr if name == "type" else ""
            yield Message(code.replace("-", " "), name, known)
            if name in DEFINED and definition:
                yield Message(definition)
    for family in FAMILIES.values():
        yield Message(family.label)


def _gather_dates(language: str) -> Iterator[Message]:
    names = Locale(language).months["format"]["wide"]
    for number, month in enumerate(MONTHS, 1):
        yield Message(month, "month", names[number])
    yield Message("1", "day of the month")
    ends = ("day", "month")
    for pattern in PATTERNS:
        yield from (Message(pattern, context) for context in (*ends, "range"))
    for span in SPANS:
        yield from (Message(span, f"{first}-{last}") for first in ends for last in ends)
    for third in THIRDS.values():
        yield Message(third, "date")


def make_catalogue(language: str) -> Catalog:
    """The catalogue of a language: every message, with what is translated so far."""
    path = find_po(language)
    old = read_po(io.BytesIO(path.read_bytes()), language) if path.exists() else Catalog(language)
    new = Messages(
        language, header_comment="# Edit this file, then: python docs/translations.py", fuzzy=False
    )
    messages = {(str(m.id), m.context): m for m in gather_messages(language)}
    for _key, message in sorted(messages.items(), key=lambda pair: (pair[0][1] or "", pair[0][0])):
        if not message.id:
            continue
        kept = old.get(message.id, message.context)
        text = kept.string if kept else ""
        new.add(message.id, text or message.known, context=message.context)
    return new


def find_po(language: str) -> Path:
    """Where the catalogue of a language is."""
    return CATALOGUES / language / "LC_MESSAGES" / "mali.po"


def write_catalogue(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as a .po and as a .mo file, the same bytes for the same messages."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalogue, width=100, no_location=True)
    write_mo(compiled, catalogue)
    return text.getvalue(), compiled.getvalue()


def list_untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation, or with one that names other fields."""
    return [str(m.id) for m in catalogue if m.id and (not _is_whole(m.string) or m.fuzzy)]


def _is_whole(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def main() -> None:
    """Write every catalogue, or tell which are stale or not whole."""
    wrong = []
    for language in LANGUAGES:
        if language == "en":
            continue
        catalogue = make_catalogue(language)
        paths = (find_po(language), find_po(language).with_suffix(".mo"))
        for path, content in zip(paths, write_catalogue(catalogue), strict=True):
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            elif not path.exists() or path.read_bytes() != content:
                wrong.append(f"{path.name} is stale")
        missing = list_untranslated(catalogue)
        told = f"{language}: {len(catalogue)} messages, {len(missing)} not translated"
        sys.stdout.write(f"{told}\n")
        wrong += [f"not translated: {message}" for message in missing]
    if wrong and "--check" in sys.argv:
        raise SystemExit("\n".join([*wrong, "run python docs/translations.py"]))


if __name__ == "__main__":
    main()

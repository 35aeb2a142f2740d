"""The table of words: which commands, options and codes there are, and what completes a value."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).with_name("words.tsv")

# What completes a value, where it is not the name of a list of codes or a kind of record.
FREE, FILE, FOLDER = "free", "file", "folder"


class Option(NamedTuple):
    """An option: its spellings, what completes its value (empty if it takes none), its help."""

    flags: tuple[str, ...]
    value: str
    help: str


class Table(NamedTuple):
    """All words; the program's own options stand under the command ``""``."""

    commands: dict[str, str]
    options: dict[str, list[Option]]
    arguments: dict[str, list[str]]
    values: dict[str, list[tuple[str, str]]]


def read_table(path: Path = PATH) -> Table:
    """Read the table: a line for each word, its parts divided by tabs."""
    table = Table({}, {}, {}, {})
    for line in path.read_text("utf-8").splitlines():
        what, *parts = line.split("\t")
        if what == "command":
            table.commands[parts[0]] = parts[1]
        elif what == "option":
            command, flags, value, help_ = parts
            option = Option(tuple(flags.split()), value, help_)
            table.options.setdefault(command, []).append(option)
        elif what == "argument":
            table.arguments.setdefault(parts[0], []).append(parts[1])
        elif what == "value":
            table.values.setdefault(parts[0], []).append((parts[1], parts[2]))
    return table


def write_table(table: Table) -> str:
    """Write the table as ``read_table`` reads it."""
    lines: list[tuple[str, ...]] = [
        ("# Written by docs/reference.py from the commands. Do not edit.",)
    ]
    lines += [("command", name, summary) for name, summary in table.commands.items()]
    for command, options in table.options.items():
        lines += [("option", command, " ".join(o.flags), o.value, o.help) for o in options]
    for command, kinds in table.arguments.items():
        lines += [("argument", command, kind) for kind in kinds]
    for name, codes in table.values.items():
        lines += [("value", name, code, meaning) for code, meaning in codes]
    return "".join("\t".join(parts) + "\n" for parts in lines)

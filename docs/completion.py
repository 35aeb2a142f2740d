"""The words by which a shell completes, from the commands: malicli/completion/words.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from malicli.cli.main import app
from malicli.cli.shell import PAGES
from malicli.cli.tree import COMMANDS
from malicli.completion import SHELLS
from malicli.completion.table import FILE, FOLDER, FREE, Option, Table, write_table
from malicli.formats import FORMATS, TABLE
from malicli.language import LANGUAGES
from malicli.query.filters import SORTS
from malicli.query.spellings import KINDS
from malicli.query.summaries import DIMENSIONS, EVENTS
from malicli.vocabulary import VOCABULARIES

# Option → what completes its value: a kind of record, a list of codes, a path.
OPTIONS = {
    "--actor": "actor",
    "--around": "place",
    "--by": "group",
    "--data": FILE,
    "--format": "format",
    "--lang": "language",
    "--measure": "measure",
    "--output": FILE,
    "--place": "place",
    "--role": "role",
    "--sort": "sort",
    "--source": "source",
    "--tag": "tag",
    "--type": "type",
}
# The same where it depends on the command.
OWN_OPTIONS = {
    ("actors", "--kind"): "actor-kind",
    ("check", "--format"): "check-format",
    ("figures", "--kind"): "figure-kind",
    ("places", "--kind"): "place-kind",
    ("disputes", "--field"): "field",
    ("disputes", "--why"): "why",
    ("relations", "--kind"): "relation-kind",
    ("sources", "--kind"): "source-kind",
    ("stats", "--measure"): "counted",
}
# Command → what completes each of its arguments.
ARGUMENTS = {
    "event": ("event",),
    "actor": ("actor",),
    "place": ("place",),
    "source": ("source",),
    "check": (FOLDER,),
    "fmt": (FOLDER,),
    "docs": ("page",),
    "search": (FREE,),
    "relations": ("actor",),
    "day": (FREE,),
    "between": ("event", "event"),
    "holds": ("place",),
    "completion": ("shell",),
}
# Values that nobody can list.
UNLISTED = {"DATE", "KM", "N", "WORDS"}

LISTS = {
    **VOCABULARIES,
    "format": {TABLE: "", **{name: format_.description for name, format_ in FORMATS.items()}},
    "check-format": dict.fromkeys(("text", "json", "github"), ""),
    "group": dict.fromkeys(DIMENSIONS, ""),
    "counted": {EVENTS: "", **VOCABULARIES["harm"]},
    "language": dict.fromkeys(LANGUAGES, ""),
    "page": PAGES,
    "shell": dict.fromkeys(SHELLS, ""),
    "sort": dict.fromkeys(SORTS, ""),
}


def write_words() -> str:
    """Write the table. Ends the run if something is not said here that it needs."""
    group: Any = typer.main.get_command(app)
    commands = {"": group, **{name: group.get_command(None, name) for name in COMMANDS}}
    options = {name: list(_list_options(name, command)) for name, command in commands.items()}
    arguments = {
        name: [*ARGUMENTS.get(name, ())] for name, command in commands.items()
        if any(p.param_type_name == "argument" for p in command.params)
    }  # fmt: skip
    missing = [f"mali {name}" for name, kinds in arguments.items() if not kinds]
    missing += [f"mali {name} {o.flags[0]}" for name in options for o in options[name]
                if o.value == "?"]  # fmt: skip
    if missing:
        raise SystemExit(f"docs/completion.py must say what completes {', '.join(missing)}")
    used = {o.value for found in options.values() for o in found}
    used |= {kind for kinds in arguments.values() for kind in kinds}
    used -= {"", FREE, FILE, FOLDER, *KINDS}
    values = {name: list(LISTS[name].items()) for name in sorted(used)}
    summaries = {name: entry.summary for name, entry in COMMANDS.items()}
    return write_table(Table(summaries, options, arguments, values))


def _list_options(name: str, command: Any) -> Iterator[Option]:
    for parameter in command.params:
        if parameter.param_type_name != "option":
            continue
        flag = parameter.opts[0]
        value = OWN_OPTIONS.get((name, flag)) or OPTIONS.get(flag, "?")
        if parameter.is_flag:
            value = ""
        elif value == "?" and parameter.metavar in UNLISTED:
            value = FREE
        yield Option(tuple(parameter.opts), value, parameter.help)
    yield Option(("--help", "-h"), "", "Show this message and exit.")

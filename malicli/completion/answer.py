"""The answer to a shell that asks how a command line could go on: ``mali __complete SHELL …``.

The scripts of ``mali completion`` ask so:

- ``bash LINE TEXT``: the line up to the cursor, and the text of it that the answers replace;
- ``zsh TYPED WORD…`` and ``fish TYPED WORD…``: the word that is being typed, and those before it,
  the program's own name included.

The first line of the answer says what fits: ``words``, ``file`` or ``folder``. Then come the words,
for bash as bash reads them, for the others with a tab and what they mean.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from malicli.chronology import open_ready
from malicli.completion import SHELLS
from malicli.completion.quoting import drop_head, keep_typed, quote_word, split_line
from malicli.completion.table import FILE, FOLDER, Table, read_table
from malicli.environment import Environment
from malicli.errors import ExitCode, MaliError
from malicli.language import _, choose_language, use_language
from malicli.query.spellings import KINDS, Spelling, find_spellings
from malicli.render.lines import send
from malicli.text import cut, fold, make_safe

_MEANING_WIDTH = 60


def answer(arguments: Sequence[str], environment: Environment) -> int:
    """Answer a shell on standard output, and give the exit code. Never says anything else."""
    if len(arguments) < 2 or arguments[0] not in SHELLS:
        return ExitCode.USAGE
    shell, typed, *words = arguments
    use_language(choose_language((), environment.variables))
    try:
        if shell == "bash":
            lines = _answer_bash(typed, "".join(words[:1]), environment)
        else:
            lines = _answer_words(shell, typed, words[1:], environment)
        send(environment.stdout, "".join(f"{line}\n" for line in lines), "utf-8")
    except MaliError as error:
        return error.exit_code
    return ExitCode.OK


def _answer_bash(line: str, text: str, environment: Environment) -> Iterator[str]:
    """Words quoted as the line goes on: what of them stands before ``text`` already is left out."""
    *before, last = split_line(line)
    raw = line[last.start :]
    head = split_line(raw.removesuffix(text))[-1] if text else last
    fitting = find_fitting([word.value for word in before[1:]], last.value, environment)
    yield fitting.what
    words = keep_typed(fitting.typed, [spelling.word for spelling in fitting.spellings])
    for word in words:
        yield quote_word(drop_head(head.value, f"{fitting.head}{word}"), head.quote)


def _answer_words(
    shell: str, typed: str, words: Sequence[str], environment: Environment
) -> Iterator[str]:
    """Words with what they mean; the shell quotes them itself."""
    if shell == "fish":
        typed = split_line(typed)[-1].value  # fish gives it with its quotes
    fitting = find_fitting(words, typed, environment)
    yield fitting.what
    begun = fitting.typed
    spelt = keep_typed(begun, [spelling.word for spelling in fitting.spellings])
    for word, (_word, meaning) in zip(spelt, fitting.spellings, strict=True):
        if shell == "fish":
            # It drops what does not begin with the letters typed.
            same = word.casefold().startswith(begun.casefold())
            respelt = not same and fold(word).startswith(fold(begun))
            rest = begun + drop_head(begun, word) if respelt else word
            word = f"{fitting.head}{rest}"  # noqa: PLW2901
        yield f"{word}\t{cut(make_safe(meaning), _MEANING_WIDTH)}"


class Fitting(NamedTuple):
    """What fits a place in the line: a kind of path or words; ``head`` is ``--option=``, if any."""

    what: str
    spellings: list[Spelling]
    head: str
    typed: str


def find_fitting(words: Sequence[str], typed: str, environment: Environment) -> Fitting:
    """Find what could stand where ``typed`` is being typed, behind ``words``."""
    table = read_table()
    place = _walk(table, words)
    head = ""
    wanted = place.value
    if not wanted and typed.startswith("--") and "=" in typed:
        flag, _equals, typed = typed.partition("=")
        head, wanted = f"{flag}=", _find_value(table, place.command, flag) or "none"
    if not wanted and place.command and not typed.startswith("-"):
        wanted = "".join(table.arguments.get(place.command, [])[place.arguments :][:1])
    if wanted in (FILE, FOLDER):
        return Fitting(wanted, [], head, typed)
    if wanted:
        found = _find_values(table, wanted, typed, place.data, environment)
    elif typed.startswith("-"):
        found = _find_options(table, place.command, typed)
    elif not place.command:
        found = [Spelling(n, _(s)) for n, s in table.commands.items() if n.startswith(typed)]
    else:
        found = []
    return Fitting("words", found, head, typed)


class _Place(NamedTuple):
    """A place in the line: the command, how many arguments came before, what a value waits for."""

    command: str
    arguments: int
    value: str
    data: str


def _walk(table: Table, words: Sequence[str]) -> _Place:
    """Go through the words before the one that is being typed, as Typer will."""
    command, arguments, data = "", 0, ""
    ahead = iter(words)
    for word in ahead:
        if word.startswith("-") and word != "-":
            flag, equals, value = word.partition("=")
            kind = _find_value(table, command, flag)
            if kind and not equals:
                follows = next(ahead, None)
                if follows is None:
                    return _Place(command, arguments, kind, data)
                value = follows
            data = value if flag == "--data" else data
        elif not command:
            command = word if word in table.commands else "?"
        else:
            arguments += 1
    return _Place(command, arguments, "", data)


def _find_value(table: Table, command: str, flag: str) -> str:
    options = table.options.get(command, [])
    return next((option.value for option in options if flag in option.flags), "")


def _find_options(table: Table, command: str, typed: str) -> list[Spelling]:
    options = table.options.get(command, [])
    flags = ((option.flags[0], _(option.help)) for option in options)
    return [Spelling(flag, meaning) for flag, meaning in flags if flag.startswith(typed)]


def _find_values(
    table: Table, kind: str, typed: str, data: str, environment: Environment
) -> list[Spelling]:
    if kind in KINDS:
        return _find_names(kind, typed, data, environment)
    codes = table.values.get(kind, [])
    start = fold(typed)
    return [Spelling(c, _(what) if what else "") for c, what in codes if fold(c).startswith(start)]


def _find_names(kind: str, typed: str, data: str, environment: Environment) -> list[Spelling]:
    """Names from the index, if it is compiled: nobody waits for one at a Tab."""
    named = data or environment.variables.get("MALI_DATA")
    path = Path(os.path.expanduser(named)) if named else None  # noqa: PTH111 - an unknown ~user stays
    try:
        chronology = open_ready(path, environment)
        found = find_spellings(chronology.index, kind, typed) if chronology else []
    except (MaliError, OSError, sqlite3.Error, ValueError, TypeError):
        return []
    return [spelling for spelling in found if _is_safe(spelling.word)]


def _is_safe(word: str) -> bool:
    """Whether a name can be handed to a shell: it moves no cursor, and is no option in disguise."""
    return make_safe(word) == word and not word.startswith("-")

"""The manual page docs/mali.1 in roff, from the commands; and the tables it shares with cli.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from malicli import __version__
from malicli.cli.main import app
from malicli.cli.tree import COMMANDS
from malicli.errors import ExitCode

EXIT_CODES = {
    ExitCode.OK: "fine, also when nothing matched",
    ExitCode.INVALID: "the data break a rule, or `mali fmt --check` would change a file",
    ExitCode.USAGE: "wrong use: an unknown option, a value that cannot be used",
    ExitCode.NAME: "no record, or several, by that name",
    ExitCode.FILE: "a file or folder cannot be read or written",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C); a closed pipe is no error",
}
VARIABLES = {
    "MALI_DATA": "the chronology to read, unless `--data` names one: a folder or an index",
    "MALI_CACHE": "the folder for compiled indexes",
    "MALI_PAGER": "the pager for long output on a terminal; empty or `cat` for none",
    "PAGER": "the same, where MALI_PAGER is not set; `less` where neither is",
    "LESS": "options for less; `FRX` where it is not set",
    "NO_COLOR": "if not empty: no colours",
    "FORCE_COLOR": "if not empty: colours also in a pipe",
    "TERM": "`dumb`: no colours, no pager",
    "COLUMNS, LINES": "the size of the terminal, where they are set",
    "LC_ALL, LC_MESSAGES, LANG": "the language, en or fr, unless `--lang` names one; `C`: ASCII",
    "XDG_CACHE_HOME": "where the folder for indexes lies, unless MALI_CACHE names it",
}
FILES = {
    "~/.cache/mali": "compiled indexes (macOS: ~/Library/Caches/mali, Windows: %LOCALAPPDATA%); "
    "they can be deleted at any time",
    "chronology.yaml events.yaml actors.yaml places.yaml sources.yaml figures.yaml": "the files "
    "of a chronology",
}


def write_manual() -> str:
    """Write the manual page."""
    group: Any = typer.main.get_command(app)
    return "".join(f"{line}\n" for line in _write_page(group))


def _write_page(group: Any) -> Iterator[str]:
    yield '.\\" Written by docs/reference.py from the code. Do not edit: change the code.'
    yield f'.TH MALI 1 "" "mali {__version__}" "User Commands"'
    yield from (".SH NAME", r"mali \- the chronology of the Mali crisis")
    yield from (".SH SYNOPSIS", ".B mali", r"[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGUMENTS\fR]]")
    yield ".SH DESCRIPTION"
    yield from _write_prose(group.help)
    yield from (".PP", "Alone, it says what is in the chronology, and what to ask it.")
    yield ".SH OPTIONS"
    yield from _write_parameters(group)
    yield ".SH COMMANDS"
    for name in COMMANDS:
        yield from _write_command(name, group.get_command(None, name))
    yield from _write_list("EXIT STATUS", {str(int(c)): what for c, what in EXIT_CODES.items()})
    yield from _write_list("ENVIRONMENT", VARIABLES)
    yield from _write_list("FILES", FILES)
    yield from (".SH SEE ALSO", r"\fBmali docs codebook\fR, \fBmali docs cli\fR")


def _write_command(name: str, command: Any) -> Iterator[str]:
    yield f".SS mali {_escape(name)}"
    yield from _write_prose(command.help)
    yield from _write_parameters(command)
    examples = re.findall(r"^ +(mali .*)$", command.epilog or "", re.MULTILINE)
    yield from (".PP", "Examples:", ".PP", ".nf", ".RS")
    yield from map(_escape, examples)
    yield from (".RE", ".fi")


def _write_parameters(command: Any) -> Iterator[str]:
    for parameter in command.params:
        yield ".TP"
        if parameter.param_type_name == "argument":
            yield rf"\fI{_escape((parameter.metavar or parameter.name).strip('[]'))}\fR"
        else:
            flags = ", ".join(rf"\fB{_escape(flag)}\fR" for flag in parameter.opts)
            value = "" if parameter.is_flag else rf" \fI{_escape(parameter.metavar)}\fR"
            yield f"{flags}{value}"
        yield _escape(parameter.help)


def _write_list(heading: str, meanings: dict[str, str]) -> Iterator[str]:
    yield f".SH {heading}"
    for name, what in meanings.items():
        yield from (".TP", rf"\fB{_escape(name)}\fR", _escape(what.replace("`", "")))


def _write_prose(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ".PP"
        yield _escape(" ".join(paragraph.split()))


def _escape(text: str) -> str:
    """Write a text so that roff prints it as it is: backslashes, hyphens, signs, leading dots."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    text = text.replace("~", r"\(ti").replace("^", r"\(ha").replace('"', r"\(dq")
    text = "".join(c if c.isascii() else rf"\[u{ord(c):04X}]" for c in text)
    return rf"\&{text}" if text.startswith((".", "'")) else text

"""What Typer says of a command line it cannot read, in the language of the run."""

from __future__ import annotations

import re

from malicli.language import _, mark
from malicli.text import shorten

# Typer's own words → our message, which the catalogue knows; groups fill it.
_MESSAGES = (
    (r"No such option: (?P<name>\S+)(?: Did you mean (?P<close>\S+?)\??)?",
     mark("no such option: {name}")),
    (r"No such option: (?P<name>\S+) \(Possible options: (?P<close>.*)\)",
     mark("no such option: {name} (perhaps {close})")),
    (r"No such command '(?P<name>.*?)'", mark("no such command: {name}")),
    (r"No such command '(?P<name>.*?)'\. Did you mean (?P<close>.*)\?",
     mark("no such command: {name}; did you mean {close}?")),
    (r"Missing argument '(?P<name>.*)'", mark("missing argument: {name}")),
    (r"Option '(?P<name>.*)' requires an argument", mark("option {name} needs a value")),
    (r"Option '(?P<name>.*)' does not take a value", mark("option {name} takes no value")),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", mark("too many arguments: {name}")),
)  # fmt: skip


def translate_usage(message: str) -> str:
    """Say it in our own words where we know it, as it is where we do not."""
    for pattern, ours in _MESSAGES:
        if match := re.fullmatch(pattern, message):
            told = match.groupdict()
            return _(ours).format(**{**told, "name": shorten(told["name"])})
    return message

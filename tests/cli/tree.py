"""The commands and options that there are, as Typer has them."""

from __future__ import annotations

from functools import cache
from typing import Any

import typer

from malicli.cli.main import app
from malicli.cli.tree import COMMANDS


@cache
def get_command(name: str) -> Any:
    """One command of the tree; the program itself has no name."""
    group: Any = typer.main.get_command(app)
    return group.get_command(None, name) if name else group


def list_parameters() -> list[tuple[str, Any]]:
    """Every option and argument of every command, ``--help`` aside."""
    names = ["", *COMMANDS]
    return [(name, parameter) for name in names for parameter in get_command(name).params]


def list_options() -> list[tuple[str, str]]:
    """Every option by command and first flag."""
    return [(name, p.opts[0]) for name, p in list_parameters() if p.param_type_name == "option"]


def list_examples() -> list[tuple[str, str]]:
    """Every example that a command's help gives."""
    return [
        (name, line.strip())
        for name in COMMANDS
        for line in (get_command(name).epilog or "").splitlines()
        if line.strip().startswith("mali ")
    ]

"""Completing a command line in a shell: words from a table, names from the index.

Pressing Tab must feel like nothing, so Typer is not imported: ``words.tsv``, which
docs/reference.py writes, says which commands and options there are and what completes each; names
come from the cached index, if there is one. Nothing is compiled for them.
"""

from __future__ import annotations

from pathlib import Path

SHELLS = ("bash", "zsh", "fish")


def read_script(shell: str) -> str:
    """Read the script of one of ``SHELLS``."""
    return (Path(__file__).parent / f"mali.{shell}").read_text("utf-8")

"""The scripts in the shells that they are for, with somebody who types and presses Tab."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from itertools import chain
from pathlib import Path

import pytest

from malicli.chronology import open_chronology
from malicli.completion import SHELLS, read_script
from malicli.environment import Environment
from malicli.text import fold
from tests.conftest import ACTORS, write_chronology

pytest.importorskip("pty")
from tests.terminal import run_on_terminal

# Each with a letter of its own to begin with, and what shells make something of.
NAMES = {
    "accent": "Éclair du Nord",
    "apostrophe": "L'Unité d'Azur",
    "quote": 'Quote "Beta"',
    "money": "Money $HOME `id` $(id)",
    "bang": "Wow! Really!",
    "star": "Star * ? [a]",
    "tilde": "~user & co; ls | cat > x < y",
    "back": "Back\\slash",
    "paren": "Paren (one) {two,three} #4",
    "colon": "Colon: equals=sign @home",
}
TYPED = {
    **{name: NAMES[name][:3].lower() for name in NAMES},
    "accent": "éc",
    "apostrophe": "l",
    "tilde": "use",
}

MALI = """#!{python}
import sys
if sys.argv[1:2] == ["__complete"]:
    from malicli.__main__ import main
    main()
print("RAN", *("[" + word + "]" for word in sys.argv[1:]))
"""
FLAGS = {
    "bash": ("--norc", "--noprofile", "-i"),
    "zsh": ("-f", "-i"),
    "fish": ("--no-config", "-i"),
}

START = {
    "bash": "",
    "zsh": "autoload -Uz compinit; compinit -u; zstyle ':completion:*' insert-tab false; ",
    "fish": "",
}
# What moves the cursor, paints, or names the window.
CODES = r"\x1b\([A-Z]|\x1b\[[?0-9;>=]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b.)|\x1b.|\r"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronology with awkward names, compiled, and a ``mali`` that tells its arguments."""
    folder = tmp_path_factory.mktemp("completion")
    odd = [{"id": f"odd-{key}", "name": name, "kind": "armed-group"} for key, name in NAMES.items()]
    data = write_chronology(folder / "data", actors=sorted([*ACTORS, *odd], key=lambda a: a["id"]))
    variables = {"MALI_DATA": str(data), "MALI_CACHE": str(folder / "cache")}
    open_chronology(data, Environment(variables=variables)).close()
    for shell in SHELLS:
        (folder / f"script.{shell}").write_text(read_script(shell), "utf-8")
    program = folder / "mali"
    program.write_text(MALI.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    return folder


def press_tab(shell: str, folder: Path, *lines: str) -> list[str]:
    """Type lines that end in Tab and Enter; give the arguments that the program got from each."""
    where = shutil.which(shell)
    if where is None:
        pytest.skip(f"{shell} is not installed")
    variables = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "MALI_DATA": str(folder / "data"),
        "MALI_CACHE": str(folder / "cache"),
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb" if shell == "zsh" else "xterm",
        "COLUMNS": "500",
        "PS1": "> ",
    }
    begin = f"{START[shell]}source {shlex.quote(str(folder / f'script.{shell}'))}; echo REA''DY\n"
    asked = [("", f"{line}\t\n") for line in lines]
    waits = [("RAN ", "")] * len(lines)
    talk = [("", begin), ("READY", ""), *chain(*zip(asked, waits, strict=True)), ("", "exit\n")]
    ran = run_on_terminal(where, *FLAGS[shell], variables=variables, dialogue=talk)
    shown = re.sub(CODES, "", ran.out)
    found = re.findall(r"^RAN (.*)$", shown, re.MULTILINE)
    assert len(found) == len(lines), shown
    return found


@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["bare", "double", "single"])
@pytest.mark.parametrize("shell", SHELLS)
def test_names_reach_the_program_as_they_are(shell: str, folder: Path, quote: str) -> None:
    got = press_tab(shell, folder, *(f"mali actor {quote}{TYPED[key]}" for key in NAMES))
    wanted = [f"[actor] [{name}]" for name in NAMES.values()]
    if shell == "fish":  # it keeps the letters that were typed
        got, wanted = [*map(fold, got)], [*map(fold, wanted)]
    assert got == wanted

"""Showing output that is longer than the terminal through a pager, as git does."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from malicli.environment import Environment

if TYPE_CHECKING:
    from subprocess import Popen

# -F ends at once where all fits, -R lets colours through, -X leaves the text on the screen.
_LESS = {"LESS": "FRX", "LV": "-c"}
_COLOUR = r"\x1b\[[0-9;]*m"


def show_paged(environment: Environment, content: bytes) -> bool:
    """Show encoded text through the pager; tell whether it was shown, else it is still to send.

    The run waits until the pager ends, however it ends: one that is left early, with ``q`` or with
    Ctrl-C, is no error. A pager that cannot be started counts as none.
    """
    height = environment.height
    if height is None or not environment.pager or not _is_longer(environment, content, height):
        return False
    with _leave_interrupts():
        process = _start(environment)
        if process is not None:
            process.communicate(content)  # a pager that reads no more is no error to it
    return process is not None


def _is_longer(environment: Environment, content: bytes, height: int) -> bool:
    """Whether a text takes more rows than the terminal has, the prompt below it included."""
    if content.count(b"\n") >= height:
        return True
    width = environment.table_width or 80
    lines = re.sub(_COLOUR, "", content.decode("utf-8", "replace")).splitlines()
    return sum(max(1, -(-len(line) // width)) for line in lines) >= height


def _start(environment: Environment) -> Popen[bytes] | None:
    """Start the pager, without a shell, on the terminal that standard output is."""
    import shlex  # noqa: PLC0415 - only for long output on a terminal
    import subprocess  # noqa: PLC0415

    try:
        command = shlex.split(environment.pager)
        environment.stdout.flush()
        return subprocess.Popen(  # noqa: S603 - the user's own choice of program
            command,
            stdin=subprocess.PIPE,
            stdout=environment.stdout.fileno(),
            env={**_LESS, **environment.variables},
        )
    except (OSError, ValueError, IndexError):
        return None


@contextmanager
def _leave_interrupts() -> Iterator[None]:
    """Leave Ctrl-C to the pager, which may stop a search with it and stay.

    A function that does nothing is not SIG_IGN, which the pager would inherit.
    """
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not the main thread of somebody's program
        yield
        return
    try:
        yield
    finally:
        with suppress(ValueError, TypeError):
            signal.signal(signal.SIGINT, before)

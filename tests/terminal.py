"""Running the program on a terminal that is one, with a person who types."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from tests.conftest import Ran

MALI = (sys.executable, "-m", "malicli")
_PATIENCE, _QUIET = 30.0, 0.7
# Makes a terminal the one of its session, so that Ctrl-C is a signal to all who run in it.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def run_on_terminal(
    *command: str, variables: Mapping[str, str], dialogue: Sequence[tuple[str, str]] = ()
) -> Ran:
    """Run a command on a terminal. Of each pair, once the first is shown, the second is typed.

    Nothing to wait for means: until nothing more is shown for a while.
    """
    ours, theirs = pty.openpty()
    environ = {k: v for k, v in os.environ.items() if k not in ("PAGER", "LESS", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-c", _TAKE_TERMINAL, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **variables},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown = _converse(ours, list(dialogue))
        code = process.wait(_PATIENCE)
    finally:
        process.kill()
        os.close(ours)
    return Ran(code, shown.decode().replace("\r\n", "\n"), "")


def _converse(terminal: int, dialogue: list[tuple[str, str]]) -> bytes:
    """Read until the terminal is let go of, and type."""
    shown, seen = b"", 0
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], _QUIET)
        if ready:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # how Linux tells that the last one has let go
                return shown
        if not dialogue:
            continue
        await_, reply = dialogue[0]
        if (await_.encode() in shown[seen:]) if await_ else not ready:
            seen = len(shown)
            os.write(terminal, reply.encode())
            dialogue.pop(0)
    raise AssertionError(f"it did not end: {shown!r}")

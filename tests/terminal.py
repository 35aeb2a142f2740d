"""Running the program on a terminal that is one, with a person who types."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress

from tests.conftest import Ran

MALI = (sys.executable, "-m", "malicli")
_PATIENCE = 30.0
# Makes a terminal the one of its session, so that Ctrl-C is a signal to all who run in it.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def run_on_terminal(
    *command: str, variables: Mapping[str, str], await_: str = "", type_: str = ""
) -> Ran:
    """Run a command on a terminal; once it shows ``await_``, type ``type_``."""
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
    shown, typed = b"", False
    end = time.monotonic() + _PATIENCE
    with suppress(OSError):  # how Linux tells that the last one has let go of a terminal
        while time.monotonic() < end and (piece := os.read(ours, 65536)):
            shown += piece
            if type_ and not typed and await_.encode() in shown:
                typed = bool(os.write(ours, type_.encode()))
    if process.poll() is None and time.monotonic() >= end:
        process.send_signal(signal.SIGKILL)
    code = process.wait(_PATIENCE)
    os.close(ours)
    return Ran(code, shown.decode().replace("\r\n", "\n"), "")

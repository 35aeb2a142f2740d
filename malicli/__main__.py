"""The command ``mali``, also as ``python -m malicli``."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly even while it is still being imported."""
    if sys.argv[1:2] == ["__complete"]:
        _complete()
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from malicli.cli.main import main as run  # noqa: PLC0415 - after the signal is set

    signal.signal(signal.SIGINT, handler)
    run()


def _complete() -> None:
    """Answer a shell at a Tab, and end: nobody waits for Typer to be imported."""
    from malicli.completion.answer import answer  # noqa: PLC0415 - only for this
    from malicli.environment import Environment  # noqa: PLC0415

    sys.exit(answer(sys.argv[2:], Environment()))


if __name__ == "__main__":
    main()

"""The command ``mali``, also as ``python -m malicli``."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly even while it is still being imported."""
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from malicli.cli.main import main as run  # noqa: PLC0415 - after the signal is set

    signal.signal(signal.SIGINT, handler)
    run()


if __name__ == "__main__":
    main()

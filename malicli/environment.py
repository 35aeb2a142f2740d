"""Where the program runs: streams, terminal, width, colour, glyphs, today, the cache folder.

One object that tests replace; nothing else in the program asks the system about these.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

PIPED_PROSE_WIDTH = 100
_NARROWEST, _WIDEST = 20, 10_000


@dataclass
class Environment:
    """The surroundings of one run. ``width`` is what ``--width`` set, if anything."""

    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    width: int | None = None
    today: date = field(default_factory=lambda: datetime.now(UTC).astimezone().date())

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at standard output."""
        try:
            return self.stdout.isatty()
        except ValueError:  # a closed stream
            return False

    @property
    def colour(self) -> bool:
        """Whether to send colours: on a terminal, unless NO_COLOR or TERM=dumb asks otherwise."""
        if self.variables.get("FORCE_COLOR"):
            return True
        return (
            self.is_terminal
            and not self.variables.get("NO_COLOR")
            and self.variables.get("TERM", "") not in ("dumb", "")
        )

    @property
    def unicode(self) -> bool:
        """Whether standard output can take more than ASCII."""
        encoding = (self.stdout.encoding or "ascii").lower().replace("-", "").replace("_", "")
        return encoding.startswith(("utf", "cp65001"))

    @property
    def prose_width(self) -> int:
        """The width to wrap prose at, in cells: the terminal's, or 100 when piped."""
        return self.width or self._terminal_width or PIPED_PROSE_WIDTH

    @property
    def table_width(self) -> int | None:
        """The width to fit tables into, in cells; None when piped: nothing is cut."""
        return self.width or self._terminal_width

    @property
    def _terminal_width(self) -> int | None:
        if not self.is_terminal:
            return None
        columns = self.variables.get("COLUMNS", "")
        if columns.isdigit() and int(columns) > 0:
            return min(max(int(columns), _NARROWEST), _WIDEST)
        with suppress(OSError, ValueError):
            return max(os.get_terminal_size(self.stdout.fileno()).columns, _NARROWEST)
        return 80

    @property
    def cache_folder(self) -> Path | None:
        """The folder for compiled indexes, by the custom of the system; None without a home.

        Not platformdirs: importing it takes longer than the whole query
        (docs/adr/0004-own-cache-folder.md).
        """
        if set_folder := self.variables.get("MALI_CACHE"):
            return Path(set_folder)
        home = self.variables.get("HOME") or self.variables.get("USERPROFILE") or ""
        if sys.platform == "win32":
            base = self.variables.get("LOCALAPPDATA") or home
        elif sys.platform == "darwin":
            base = home and f"{home}/Library/Caches"
        else:
            base = self.variables.get("XDG_CACHE_HOME") or (home and f"{home}/.cache")
        return Path(base) / "mali" if base and Path(base).is_absolute() else None


def find_shipped_data() -> Path:
    """Give the folder of the chronology that comes with the program.

    In a wheel it lies inside the package; in a checkout, an editable install or an unpacked sdist
    beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if (inside / "chronology.yaml").is_file() else package.parent / "data"

"""Where the program runs: streams, terminal, width, colour, glyphs, today, the cache folder.

One object that tests replace; nothing else in the program asks the system about these.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TextIO

PIPED_PROSE_WIDTH = 100
_NARROWEST, _USUAL, _WIDEST = 20, 80, 10_000
# What Python sets LC_CTYPE to where the locale is C, to be able to encode anything.
_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})


class Environment:
    """The surroundings of one run. ``width`` is what ``--width`` set, if anything."""

    def __init__(
        self,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        variables: Mapping[str, str] | None = None,
        width: int | None = None,
        today: date | None = None,
    ) -> None:
        # A stream is None where the shell has closed it.
        self.stdout = stdout or sys.stdout or _open_nowhere()
        self.stderr = stderr or sys.stderr or _open_nowhere()
        self.variables = os.environ if variables is None else variables
        self.width = width
        self.today = today or date.today()
        self.paged = True  # until --no-pager says otherwise

    def takes_colour(self, stream: TextIO) -> bool:
        """Whether to send colours to a stream: to a terminal, unless NO_COLOR or TERM=dumb."""
        if self.variables.get("FORCE_COLOR"):
            return True
        return (
            is_terminal(stream)
            and not self.variables.get("NO_COLOR")
            and self.variables.get("TERM", "") not in ("dumb", "")
        )

    @property
    def unicode(self) -> bool:
        """Whether standard output takes more than ASCII."""
        return self.takes_unicode(self.stdout)

    def takes_unicode(self, stream: TextIO) -> bool:
        """Whether to send more than ASCII: not in the C locale, nor where the encoding lacks it.

        Python encodes in UTF-8 even where LANG=C, so the encoding alone does not tell.
        """
        chosen = [self.variables.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
        if chosen[1] in _COERCED:
            chosen[1] = ""
        if next(filter(None, chosen), "") in ("C", "POSIX"):
            return False
        encoding = (stream.encoding or "ascii").lower().replace("-", "").replace("_", "")
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
        if not is_terminal(self.stdout):
            return None
        columns = self.variables.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and int(columns) > 0:
            return min(max(int(columns), _NARROWEST), _WIDEST)
        with suppress(OSError, ValueError):
            known = os.get_terminal_size(self.stdout.fileno()).columns
            return max(known, _NARROWEST) if known else _USUAL
        return _USUAL

    @property
    def height(self) -> int | None:
        """How many lines the terminal shows; None when piped, or where it does not tell."""
        if not is_terminal(self.stdout):
            return None
        lines = self.variables.get("LINES", "")
        if lines.isascii() and lines.isdigit() and int(lines) > 0:
            return min(int(lines), _WIDEST)
        with suppress(OSError, ValueError):
            return os.get_terminal_size(self.stdout.fileno()).lines or None
        return None

    @property
    def pager(self) -> str:
        """The command that shows long output page by page; empty for none.

        MALI_PAGER before PAGER before ``less``. None on a terminal that cannot move its cursor.
        """
        if not self.paged or self.variables.get("TERM", "") in ("dumb", ""):
            return ""
        named = (self.variables.get(name) for name in ("MALI_PAGER", "PAGER"))
        command = next((text for text in named if text is not None), "less").strip()
        return "" if command == "cat" else command

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
            base = self.variables.get("XDG_CACHE_HOME", "")
            if not base.startswith("/"):  # the standard says to ignore a relative one
                base = home and f"{home}/.cache"
        return Path(base) / "mali" if base and Path(base).is_absolute() else None


def _open_nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at a stream."""
    try:
        return stream.isatty()
    except ValueError:  # a closed stream
        return False


def find_shipped_data() -> Path:
    """Give the folder of the chronology that comes with the program."""
    return _find_shipped("data", "chronology.yaml")


def find_shipped_pages() -> Path:
    """Give the folder of the pages that ``mali docs`` shows."""
    return _find_shipped("docs", "codebook.md")


def _find_shipped(name: str, file: str) -> Path:
    """In a wheel it lies inside the package; in a checkout, an editable install or sdist beside."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if (inside / file).is_file() else package.parent / name

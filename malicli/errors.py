"""The one tree of exceptions and the documented exit codes.

Anything that can go wrong for a reason a user can mend is a ``MaliError``. It is raised where it is
found and printed in one place, ``malicli.cli.main``.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from malicli.diagnostics import Diagnostic


class ExitCode(IntEnum):
    """What the program tells the shell."""

    OK = 0
    INVALID = 1
    USAGE = 2
    NAME = 3
    FILE = 4
    INTERRUPTED = 130


class MaliError(Exception):
    """A fault to tell the user about: what is wrong, and how to mend it."""

    exit_code = ExitCode.INVALID

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - the word shown
        super().__init__(message)
        self.message = message
        self.help = help


class DataInvalidError(MaliError):
    """The chronology breaks a rule of structure or reference, so it cannot be read."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("the chronology has faults", help="`mali check` lists them all")
        self.diagnostics = tuple(diagnostics)


class WrongUseError(MaliError):
    """An option or argument has a value that cannot be used."""

    exit_code = ExitCode.USAGE


class NameUnresolvedError(MaliError):
    """No record, or several, answer to a name."""

    exit_code = ExitCode.NAME

    def __init__(self, message: str, candidates: Sequence[str] = (), *, help: str = "") -> None:  # noqa: A002 - the word shown
        super().__init__(message, help=help)
        self.candidates = tuple(candidates)


class FileUnusableError(MaliError):
    """A file or folder cannot be read or written."""

    exit_code = ExitCode.FILE


class PipeClosedError(MaliError):
    """Whoever read our output has gone away; that is their right, and nothing to report."""

    exit_code = ExitCode.OK

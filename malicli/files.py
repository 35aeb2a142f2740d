"""The files of a chronology: reading them once, telling whether they changed, writing safely."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from malicli.errors import FileUnusableError
from malicli.language import _
from malicli.text import make_safe

SIZE_LIMIT = 64 * 1024 * 1024

# The record kind of each file; chronology.yaml says what the others are about.
DATA_FILES = {
    "chronology.yaml": "",
    "events.yaml": "event",
    "actors.yaml": "actor",
    "places.yaml": "place",
    "sources.yaml": "source",
    "figures.yaml": "figure",
}

# Borders for the map; a chronology may do without.
OUTLINE_FILE = "outline.geojson"

Contents = Mapping[str, "bytes | OSError"]


def read_contents(folder: Path) -> Contents:
    """Read every file of a chronology once, whole; one that cannot be read is given as its error.

    At most one byte over ``SIZE_LIMIT`` is read, so that a huge file is known without being held.
    """
    contents: dict[str, bytes | OSError] = {}
    for name in (*DATA_FILES, OUTLINE_FILE):
        try:
            # A pipe would keep us waiting, a device never end.
            mode = (folder / name).stat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                raise OSError(errno.EINVAL, "it is not a regular file")
            with (folder / name).open("rb") as file:
                contents[name] = file.read(SIZE_LIMIT + 1)
        except OSError as error:
            contents[name] = error
    return contents


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one that cannot be a path at all is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long; a NUL in it
        return False


def is_file(path: Path) -> bool:
    """Tell whether a path is a file; one that cannot be a path at all is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old or the new, never a part.

    A symbolic link stays one: its target is replaced. Raises ``FileUnusableError``.
    """
    import tempfile  # noqa: PLC0415 - slow to import, and only writers need it

    if "\0" in str(path):
        raise FileUnusableError(
            _("cannot write {path}: no file has such a name").format(path=make_safe(str(path)))
        )
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_read_umask()
        if target.exists() and not target.is_file():
            # A pipe or a device, such as /dev/stdout: there is nothing to replace.
            target.write_bytes(content)
            return
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101 - the path is a str from mkstemp
        os.replace(temporary, target)  # noqa: PTH105
    except OSError as error:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        reason = error.strerror or type(error).__name__
        raise FileUnusableError(
            _("cannot write {path}: {reason}").format(path=make_safe(str(path)), reason=reason)
        ) from None
    except BaseException:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        raise


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Which digest the files of a chronology had when last read, so as not to read them again.

A file's size, inode and times of change stand for its content. The time of change (``ctime``) moves
with every write and cannot be set back, so an edit that keeps size and date is seen too. Files that
changed a moment ago are always read: within one tick of the clock two contents have one time.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from malicli.files import DATA_FILES, OUTLINE_FILE, write_atomically
from malicli.index.cache import hash_text, is_own

KEPT = 8
_FILE = "seen"
_TICK_SECONDS = 2.0


def sign_files(path: Path, program: str) -> str | None:
    """A line that stands for a folder's files as they are; None where nothing is sure to."""
    if os.name == "nt":  # there ctime is when a file was made
        return None
    parts = [program, os.path.realpath(path)]
    newest = 0
    for name in (*DATA_FILES, OUTLINE_FILE):
        try:
            status = (path / name).stat()
        except FileNotFoundError:
            parts.append("-")
        except (OSError, ValueError):
            return None
        else:
            times = (status.st_mtime_ns, status.st_ctime_ns)
            parts.append("/".join(map(str, (status.st_dev, status.st_ino, status.st_size, *times))))
            newest = max(newest, *times)
    if newest / 1e9 > time.time() - _TICK_SECONDS:
        return None
    return hash_text("\0".join(parts))


def recall_digest(folder: Path, signature: str) -> str | None:
    """The digest of the files with this signature, if it was noted."""
    return _read(folder).get(signature)


def note_digest(folder: Path, signature: str, digest: str) -> None:
    """Note the digest of files; the newest few are kept. A folder that takes none goes without."""
    noted = {**_read(folder), signature: digest}
    lines = [f"{known} {of}\n" for known, of in [*noted.items()][-KEPT:]]
    try:
        if is_own(folder):
            write_atomically(folder / _FILE, "".join(lines).encode())
            (folder / _FILE).chmod(0o600)
    except Exception:  # noqa: S110 - nothing of the cache is needed for a right answer
        pass


def _read(folder: Path) -> dict[str, str]:
    path = folder / _FILE
    try:
        if not is_own(folder) or not is_own(path):
            return {}
        pairs = (line.split() for line in path.read_text("ascii").splitlines())
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    except (OSError, ValueError):
        return {}

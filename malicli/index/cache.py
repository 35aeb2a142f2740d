"""Where compiled indexes are kept: found by content, built once, replaced in one step, evicted.

Nothing here is needed for a right answer: whatever goes wrong with the cache, the index is built in
memory instead.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    # The same function without the import of OpenSSL, which takes longer than the hashing.
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - another Python
    from hashlib import blake2b

from malicli import __version__
from malicli.files import Contents
from malicli.index.schema import USER_VERSION

KEPT = 8
_OURS = r"[0-9a-f]{32}\.(sqlite|sum)|\.[0-9a-f]{32}\.\d+"
_LOCK_SECONDS = 60.0

Build = Callable[[sqlite3.Connection], None]


def digest_contents(contents: Contents) -> str:
    """Name a chronology by its content, together with the program that compiles it."""
    digest = blake2b(name_program().encode(), digest_size=16)
    for name, content in contents.items():
        body = content if isinstance(content, bytes) else b"\0absent"
        digest.update(f"\0{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()


def hash_text(text: str) -> str:
    """A short name for a text, also one with bytes that are not UTF-8 in it, as paths have."""
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def name_program() -> str:
    """What an index depends on besides its chronology."""
    return f"{__version__}/{USER_VERSION}/{_stamp_program()}"


def _stamp_program() -> int:
    """When the code that makes an index last changed; in a checkout the version does not tell."""
    package = Path(__file__).parent.parent
    makers = ("index", "index/compile", "model")
    files = [file for maker in makers for file in (package / maker).iterdir()]
    files += [package / "dates.py", package / "text.py"]
    return max(file.stat().st_mtime_ns for file in files if file.suffix == ".py")


def connect(path: Path) -> sqlite3.Connection:
    """Open an index read-only. Raises ``sqlite3.Error``."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def find_index(folder: Path, digest: str) -> sqlite3.Connection | None:
    """Open the cached index of a content, if it is there, whole, and this user's own."""
    path = _name_index(folder, digest)
    try:
        if not is_own(folder) or not is_own(path) or not _is_whole(path):
            return None
        return connect(path)
    except (OSError, sqlite3.Error):
        return None


def build_index(folder: Path, digest: str, build: Build) -> sqlite3.Connection | None:
    """Build an index into the cache, once even if several processes want it; None if it cannot be.

    What ``build`` raises about the data is passed on.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_own(folder):
            return None
        with _lock(folder):
            found = find_index(folder, digest)
            if found is None:
                _build(folder, digest, build)
                _evict(folder)
                found = find_index(folder, digest)
            return found
    except (OSError, sqlite3.Error):
        return None


def discard_index(folder: Path, digest: str) -> bool:
    """Forget a cached index that turned out to be damaged; tell whether it is gone."""
    path = _name_index(folder, digest)
    for file in (path, _name_sum(path)):
        with suppress(OSError):
            file.unlink()
    return not os.path.lexists(path)


def _name_index(folder: Path, digest: str) -> Path:
    return folder / f"{digest}.sqlite"


def _name_sum(path: Path) -> Path:
    return path.with_suffix(".sum")


def is_own(path: Path) -> bool:
    """Tell whether a file is this user's and nobody else can have written it."""
    if not hasattr(os, "getuid"):
        return path.exists()
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _is_whole(path: Path) -> bool:
    """Tell whether an index is as it was built: untouched since, or else the same to the byte."""
    stamp, _, checksum = _name_sum(path).read_bytes().partition(b" ")
    return stamp == _stamp(path) or checksum == _checksum(path)


def _stamp(path: Path) -> bytes:
    status = path.stat()
    return f"{status.st_size}/{status.st_mtime_ns}".encode()


def _checksum(path: Path) -> bytes:
    return blake2b(path.read_bytes(), digest_size=32).hexdigest().encode()


def _build(folder: Path, digest: str, build: Build) -> None:
    path = _name_index(folder, digest)
    temporary = folder / f".{digest}.{os.getpid()}"
    try:
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        os.close(descriptor)
        connection = sqlite3.connect(temporary)
        try:
            build(connection)
        finally:
            connection.close()
        discard_index(folder, digest)
        _name_sum(path).write_bytes(_stamp(temporary) + b" " + _checksum(temporary))
        _name_sum(path).chmod(0o600)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the folder for one builder; SQLite's own file lock works alike on every system."""
    lock = sqlite3.connect(folder / "lock", timeout=_LOCK_SECONDS)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def _evict(folder: Path) -> None:
    """Keep the newest indexes. Only files named as ours are: the folder may hold others."""
    ours = [path for path in folder.iterdir() if re.fullmatch(_OURS, path.name)]
    indexes = [path for path in ours if path.suffix == ".sqlite"]
    indexes.sort(key=lambda path: path.lstat().st_mtime, reverse=True)
    kept = {path.stem for path in indexes[:KEPT]}
    for path in ours:
        # A temporary file is a builder's own; the lock makes this the only one.
        if path.stem not in kept:
            with suppress(OSError):
                path.unlink()

"""The face of the library: open a chronology, compiling its index when it has changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from malicli.chronology.face import Chronology
from malicli.environment import Environment, find_shipped_data
from malicli.errors import DataInvalidError, FileUnusableError
from malicli.files import Contents, is_file, is_folder, read_contents
from malicli.index import cache
from malicli.index.schema import APPLICATION_ID, USER_VERSION
from malicli.index.seen import note_digest, recall_digest, sign_files
from malicli.language import _
from malicli.text import make_safe

if TYPE_CHECKING:
    from malicli.authoring.loader import Loaded

__all__ = ["Chronology", "open_chronology"]


def open_chronology(
    path: Path | str | None = None,
    environment: Environment | None = None,
    *,
    use_cache: bool = True,
) -> Chronology:
    """Open a folder of YAML files, or an index file; the shipped chronology by default.

    A folder is compiled when its content has changed since the last time, and always without the
    cache. Close what is opened, or open it in a ``with``. Raises ``DataInvalidError`` when it
    breaks a rule of structure, ``FileUnusableError`` when there is nothing to open.

    >>> with open_chronology() as chronology:
    ...     chronology.place("Gao").kind
    'city'
    """
    environment = environment or Environment()
    path = Path(path) if path else find_shipped_data()
    if is_file(path):
        return Chronology(_open_index_file(path), path, today=environment.today)
    _require_folder(path)
    folder = environment.cache_folder if use_cache else None
    if folder and (ready := _find_seen(path, folder, environment)):
        return ready
    signature = sign_files(path, cache.name_program())
    contents = read_contents(path)
    digest = cache.digest_contents(contents)
    index = cache.find_index(folder, digest) if folder else None
    if index is None:
        index = _compile(contents, path, digest, folder)
    if folder and signature:
        note_digest(folder, signature, digest)
    return Chronology(index, path, digest, folder, today=environment.today)


def _find_seen(path: Path, folder: Path, environment: Environment) -> Chronology | None:
    """Open the index of files that have not changed since they were last read."""
    signature = sign_files(path, cache.name_program())
    digest = recall_digest(folder, signature) if signature else None
    index = cache.find_index(folder, digest) if digest else None
    if index is None:
        return None
    return Chronology(index, path, digest or "", folder, today=environment.today)


def open_ready(path: Path | None, environment: Environment) -> Chronology | None:
    """Open a chronology if that takes no compiling, for who would rather go without than wait.

    Raises ``FileUnusableError`` when there is nothing to open.
    """
    path = path or find_shipped_data()
    if is_file(path):
        return Chronology(_open_index_file(path), path)
    _require_folder(path)
    folder = environment.cache_folder
    if folder is None:
        return None
    if ready := _find_seen(path, folder, environment):
        return ready
    digest = cache.digest_contents(read_contents(path))
    index = cache.find_index(folder, digest)
    return Chronology(index, path, digest, folder) if index else None


def _require_folder(path: Path) -> None:
    if not is_folder(path):
        raise FileUnusableError(
            _("there is no chronology at {path}").format(path=make_safe(str(path)[:200])),
            help=_("--data takes a folder with events.yaml and the others, or an index file"),
        )


def _open_index_file(path: Path) -> sqlite3.Connection:
    try:
        index = cache.connect(path)
        (application,) = index.execute("PRAGMA application_id").fetchone()
        (version,) = index.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        shown = make_safe(str(path))
        message = _("cannot open {path}: {reason}").format(path=shown, reason=error)
        raise FileUnusableError(message) from None
    if application != APPLICATION_ID or version != USER_VERSION:
        raise FileUnusableError(
            _("{path} is not an index of this version of mali").format(path=make_safe(str(path))),
            help=_("compile it again from its folder of YAML files"),
        )
    return index


def _compile(
    contents: Contents, path: Path, digest: str, folder: Path | None
) -> sqlite3.Connection:
    """Compile an index: the one door between the authoring side and the reading side."""
    from malicli.authoring.loader import load_chronology  # noqa: PLC0415 - the door
    from malicli.index.compile import compile_index  # noqa: PLC0415

    loaded = load_chronology(contents, path)
    _require_structure(loaded)

    def build(connection: sqlite3.Connection) -> None:
        compile_index(loaded.dataset, connection, digest)

    index = cache.build_index(folder, digest, build) if folder else None
    if index is None:
        index = sqlite3.connect(":memory:")
        build(index)
    return index


def _require_structure(loaded: Loaded) -> None:
    from malicli.checks import check_structure  # noqa: PLC0415 - the door
    from malicli.checks.subject import Subject  # noqa: PLC0415
    from malicli.dates import LAST_DAY  # noqa: PLC0415
    from malicli.diagnostics import keep_blocking, sort_diagnostics  # noqa: PLC0415

    subject = Subject(loaded.dataset, loaded.ids, LAST_DAY, loaded.unread)
    found = [*loaded.diagnostics, *map(loaded.place, check_structure(subject))]
    blocking = keep_blocking(sort_diagnostics(found))
    if blocking:
        raise DataInvalidError(blocking)

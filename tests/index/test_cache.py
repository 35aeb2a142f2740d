from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from malicli.authoring import loader
from malicli.chronology import open_chronology
from malicli.environment import Environment
from malicli.files import DATA_FILES
from malicli.index import cache
from malicli.index.cache import KEPT, build_index, digest_contents, find_index
from tests.conftest import Mali, Ran, Stream

DIGEST = "0123456789abcdef" * 2


def write_mark(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("CREATE TABLE mark AS SELECT 'built' AS word")


def read_mark(connection: sqlite3.Connection | None) -> str:
    assert connection is not None
    (word,) = connection.execute("SELECT word FROM mark").fetchone()
    connection.close()
    return str(word)


def forget(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """One entry for each time that the YAML was read and compiled."""
    folders: list[Path] = []
    load = loader.load_chronology

    def count(contents: Any, folder: Path) -> loader.Loaded:
        folders.append(folder)
        return load(contents, folder)

    monkeypatch.setattr(loader, "load_chronology", count)
    return folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cache folder that the fixture ``mali`` uses."""
    return tmp_path / "cache"


@pytest.fixture
def answer(mali: Mali, chronology: Path) -> Callable[[], Ran]:
    """Ask for the events of the smallest chronology."""

    def ask() -> Ran:
        return mali("events", "--format", "csv", data=chronology)

    return ask


def find_only(folder: Path, pattern: str = "*.sqlite") -> Path:
    (path,) = folder.glob(pattern)
    return path


# Once per content -----------------------------------------------------------------------------


def test_a_chronology_is_compiled_once(
    answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    index = find_only(folder)
    built = index.stat().st_mtime_ns
    assert answer() == first
    assert first.code == 0
    assert "2031-port-city-clash" in first.out
    assert len(compiled) == 1
    assert find_only(folder).stat().st_mtime_ns == built


@pytest.mark.parametrize("name", DATA_FILES)
def test_a_byte_more_in_any_file_compiles_again(
    name: str, answer: Callable[[], Ran], chronology: Path, compiled: list[Path]
) -> None:
    answer()
    with (chronology / name).open("ab") as file:  # figures.yaml comes into being
        file.write(b"\n")
    assert answer().code == 0
    assert len(compiled) == 2


def test_an_edit_that_keeps_the_size_and_the_time_is_seen(
    answer: Callable[[], Ran], chronology: Path
) -> None:
    assert "Port City" in answer().out
    path = chronology / "events.yaml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"at dawn", b"at noon"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "at noon" in answer().out


def test_text_that_comes_back_finds_its_index_again(
    answer: Callable[[], Ran], chronology: Path, compiled: list[Path]
) -> None:
    answer()
    path = chronology / "events.yaml"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    answer()
    path.write_bytes(before)
    answer()
    assert len(compiled) == 2


def test_a_chronology_that_moves_keeps_its_index(
    mali: Mali, chronology: Path, tmp_path: Path, compiled: list[Path]
) -> None:
    mali("events", data=chronology)
    chronology.rename(tmp_path / "elsewhere")
    assert mali("events", data=tmp_path / "elsewhere").code == 0
    assert len(compiled) == 1


@pytest.mark.parametrize(("name", "value"), [("__version__", "99.0"), ("USER_VERSION", 99)])
def test_another_version_of_the_program_compiles_again(
    name: str,
    value: object,
    answer: Callable[[], Ran],
    compiled: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer()
    monkeypatch.setattr(cache, name, value)
    assert answer().code == 0
    assert len(compiled) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"a": b"onet", "b": b"wo"},
        {"a": b"two", "b": b"one"},
        {"b": b"two", "c": b"one"},
        {"a": b"one", "b": FileNotFoundError()},
        {"a": b"one", "b": b""},
    ],
)
def test_a_digest_tells_contents_apart(other: dict[str, bytes | OSError]) -> None:
    assert digest_contents({"a": b"one", "b": b"two"}) != digest_contents(other)


@pytest.mark.parametrize("between", [b"b", b"\0b\0", b"\0b\x001\0"])
def test_a_digest_knows_where_a_file_ends(between: bytes) -> None:
    early = digest_contents({"a": b"1", "b": b"2" + between + b"3"})
    late = digest_contents({"a": b"1" + between + b"2", "b": b"3"})
    assert early != late


def test_an_absent_file_is_not_an_empty_one() -> None:
    assert digest_contents({"a": FileNotFoundError()}) != digest_contents({"a": b""})


BUILDER = """
import sys, time
from pathlib import Path
from malicli.index import compile as compiling

marks, me = Path(sys.argv[1]), sys.argv.pop(2)
compile_index = compiling.compile_index

def count(*arguments):
    (marks / f"built-{me}").touch()
    time.sleep(0.3)
    compile_index(*arguments)

compiling.compile_index = count
(marks / f"ready-{me}").touch()
while not (marks / "go").exists():
    time.sleep(0.002)
from malicli.cli.main import run
sys.exit(run(["events", "--format", "csv"]))
"""


@pytest.fixture
def together(tmp_path: Path, folder: Path, chronology: Path) -> Iterator[list[Ran]]:
    """What six processes answer that begin at the same moment with an empty cache."""
    marks = tmp_path / "marks"
    marks.mkdir()
    variables = {**os.environ, "MALI_CACHE": str(folder), "MALI_DATA": str(chronology)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(marks), str(n)],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for n in range(6)
    ]
    try:
        while len([*marks.glob("ready-*")]) < 6 and all(p.poll() is None for p in processes):
            time.sleep(0.01)
        (marks / "go").touch()
        outputs = [process.communicate(timeout=60) for process in processes]
        yield [Ran(p.returncode, *out) for p, out in zip(processes, outputs, strict=True)]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_processes_that_start_together_build_one_index_once(
    together: list[Ran], tmp_path: Path, folder: Path
) -> None:
    assert {ran.code for ran in together} == {0}
    assert {ran.err for ran in together} == {""}
    assert len({ran.out for ran in together}) == 1
    assert "2031-port-city-clash" in together[0].out
    assert len([*(tmp_path / "marks").glob("built-*")]) == 1
    index, checksum = find_only(folder), find_only(folder, "*.sum")
    left = {path.name for path in folder.iterdir()} - {"lock", "seen"}
    assert left == {index.name, checksum.name}


def test_a_builder_that_never_ends_is_not_waited_for_for_ever(
    answer: Callable[[], Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_LOCK_SECONDS", 0.01)
    folder.mkdir(mode=0o700)
    lock = sqlite3.connect(folder / "lock")
    lock.execute("BEGIN EXCLUSIVE")
    assert answer().code == 0
    assert not [*folder.glob("*.sqlite")]
    lock.close()
    assert answer().code == 0
    find_only(folder)


# Damage ---------------------------------------------------------------------------------------


def truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zero_the_middle(content: bytes) -> bytes:
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


def make_garbage(content: bytes) -> bytes:
    return b"\xff\x00garbage" * (len(content) // 9 + 1)


def empty(_: bytes) -> bytes:
    return b""


def flip_a_letter(content: bytes) -> bytes:
    return content.replace(b"at dawn", b"at noon")


@pytest.mark.parametrize("suffix", ["sqlite", "sum"])
@pytest.mark.parametrize("damage", [truncate, zero_the_middle, make_garbage, empty])
def test_a_damaged_index_is_built_again(
    suffix: str,
    damage: Callable[[bytes], bytes],
    answer: Callable[[], Ran],
    folder: Path,
    compiled: list[Path],
) -> None:
    first = answer()
    whole = find_only(folder).read_bytes()
    path = find_only(folder, f"*.{suffix}")
    path.write_bytes(damage(path.read_bytes()))
    if suffix == "sum":
        os.utime(find_only(folder))  # so that the index has to be compared with its sum
    assert answer() == first
    assert len(compiled) == 2
    assert find_only(folder).read_bytes() == whole
    assert answer() == first
    assert len(compiled) == 2


def test_an_index_with_another_letter_in_it_is_built_again(
    answer: Callable[[], Ran], folder: Path
) -> None:
    first = answer()
    path = find_only(folder)
    path.write_bytes(flip_a_letter(path.read_bytes()))
    assert answer() == first


@pytest.mark.parametrize("pattern", ["*.sqlite", "*.sum"])
def test_half_an_index_is_built_again(
    pattern: str, answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    find_only(folder, pattern).unlink()
    assert answer() == first
    assert len(compiled) == 2
    find_only(folder, "*.sum")


def test_an_index_that_was_only_touched_is_used(
    answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    os.utime(find_only(folder), (1, 1))
    assert answer() == first
    assert len(compiled) == 1


def damage_unseen(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """Damage an index as a failing disk does: size and time stay as they were."""
    path = find_only(folder)
    before = path.stat()
    content = damage(path.read_bytes())
    path.write_bytes(content[: before.st_size].ljust(before.st_size, b"\0"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def zero_all_but_the_first_page(content: bytes) -> bytes:
    return content[:4096] + bytes(len(content) - 4096)


@pytest.mark.parametrize("damage", [make_garbage, zero_all_but_the_first_page])
@pytest.mark.parametrize("command", ["timeline", "events", "actors"])
def test_damage_found_in_the_middle_of_a_query_is_mended(
    damage: Callable[[bytes], bytes],
    command: str,
    mali: Mali,
    chronology: Path,
    folder: Path,
    compiled: list[Path],
) -> None:
    first = mali(command, data=chronology)
    damage_unseen(folder, damage)
    assert mali(command, data=chronology) == first
    assert len(compiled) == 2
    assert mali(command, data=chronology) == first
    assert len(compiled) == 2


def test_damage_in_a_folder_that_cannot_be_written_is_no_endless_loop(
    answer: Callable[[], Ran],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = answer()
    damage_unseen(folder, make_garbage)
    refused: list[object] = []

    def refuse(*what: object, **_: object) -> None:
        refused.append(what)
        assert len(refused) < 20
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(os, "open", refuse)
    assert answer() == first


def test_a_fault_that_a_new_index_does_not_mend_is_told(
    mali: Mali, chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fail(*_: object) -> None:
        tries.append(1)
        assert len(tries) < 5
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("malicli.cli.reading.find_events", fail)
    ran = mali("events", data=chronology)
    assert (ran.code, ran.out) == (4, "")
    assert "disk I/O error" in ran.err


def test_an_index_file_that_was_named_is_never_discarded(
    answer: Callable[[], Ran], mali: Mali, folder: Path, tmp_path: Path
) -> None:
    answer()
    path = tmp_path / "own.db"
    path.write_bytes(zero_all_but_the_first_page(find_only(folder).read_bytes()))
    ran = mali("events", data=path)
    assert (ran.code, ran.out) == (4, "")
    assert "cannot be read" in ran.err
    assert path.exists()


# Without a cache ------------------------------------------------------------------------------


def test_a_file_where_the_cache_folder_should_be_is_left_alone(
    answer: Callable[[], Ran], folder: Path
) -> None:
    folder.write_text("mine")
    assert answer().code == 0
    assert folder.read_text() == "mine"


def test_a_cache_folder_that_cannot_be_made_is_done_without(
    mali: Mali, chronology: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    variables = {"MALI_CACHE": str(tmp_path / "file" / "below")}
    ran = mali("events", "--format", "csv", data=chronology, variables=variables)
    assert (ran.code, ran.err) == (0, "")
    assert "2031-port-city-clash" in ran.out


def test_no_home_is_no_cache_and_no_fault(
    mali: Mali, chronology: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "build_index", None)
    monkeypatch.setattr(cache, "find_index", None)
    for _ in range(2):
        ran = mali("events", data=chronology, variables={"MALI_CACHE": ""})
        assert (ran.code, ran.err) == (0, "")
    assert len(compiled) == 2


FULL = OSError(errno.ENOSPC, "No space left on device")


def fail_on(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one step of building an index fail as it does on a full disk."""

    def fail(*_: object, **__: object) -> None:
        raise FULL

    def fail_to_fill(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    match step:
        case "make the temporary file":
            monkeypatch.setattr(os, "open", fail)
        case "fill it":
            # Only in the file: the index in memory must still be made.
            build = cache.build_index
            monkeypatch.setattr(
                cache, "build_index", lambda folder, digest, _: build(folder, digest, fail_to_fill)
            )
        case "write its sum":
            monkeypatch.setattr(Path, "write_text", fail)
            monkeypatch.setattr(Path, "write_bytes", fail)
        case "put it in place":
            monkeypatch.setattr(Path, "replace", fail)
        case "lock the folder":
            connect: Callable[..., sqlite3.Connection] = sqlite3.connect

            def connect_elsewhere(path: Any, *more: Any, **named: Any) -> sqlite3.Connection:
                if str(path).endswith("lock"):
                    raise sqlite3.OperationalError("unable to open database file")
                return connect(path, *more, **named)

            monkeypatch.setattr(sqlite3, "connect", connect_elsewhere)


@pytest.mark.parametrize(
    "step",
    ["make the temporary file", "fill it", "write its sum", "put it in place", "lock the folder"],
)
def test_a_full_disk_is_done_without(
    step: str,
    answer: Callable[[], Ran],
    folder: Path,
    compiled: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        fail_on(step, patch)
        ran = answer()
        assert (ran.code, ran.err) == (0, "")
        assert "2031-port-city-clash" in ran.out
    left = {path.suffix for path in folder.iterdir() if path.name not in ("lock", "seen")}
    assert left <= {".sum"}
    # Once there is room again, the index is kept.
    assert answer() == ran
    answer()
    assert len(compiled) == 2


def test_an_index_in_a_read_only_folder_is_used(
    answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    folder.chmod(0o500)
    try:
        assert answer() == first
    finally:
        folder.chmod(0o700)
    assert len(compiled) == 1


def test_what_is_wrong_with_the_data_is_passed_on_and_leaves_nothing(tmp_path: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        write_mark(connection)
        raise ValueError("the data")

    folder = tmp_path / "cache"
    with pytest.raises(ValueError, match="the data"):
        build_index(folder, DIGEST, fail)
    assert {path.name for path in folder.iterdir()} <= {"lock", "seen"}


def test_an_index_cannot_be_written_to_through_the_chronology(
    chronology: Path, folder: Path
) -> None:
    environment = Environment(Stream(), Stream(), {"MALI_CACHE": str(folder)})
    open_chronology(chronology, environment).close()
    opened = open_chronology(chronology, environment)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened.index.execute("DELETE FROM event")
    opened.close()


# Whose it is ----------------------------------------------------------------------------------


def test_only_the_user_can_read_the_cache(answer: Callable[[], Ran], folder: Path) -> None:
    umask = os.umask(0)
    try:
        answer()
    finally:
        os.umask(umask)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert find_only(folder).stat().st_mode & 0o777 == 0o600
    assert find_only(folder, "*.sum").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o770, 0o720, 0o702, 0o777, 0o1777])
def test_a_folder_that_others_can_write_to_is_not_used(
    mode: int, answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    kept = find_only(folder).read_bytes()
    folder.chmod(mode)
    assert answer() == first
    assert len(compiled) == 2
    assert find_only(folder).read_bytes() == kept


@pytest.mark.parametrize("mode", [0o700, 0o750, 0o755])
def test_a_folder_that_others_can_only_read_is_used(
    mode: int, answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    folder.chmod(mode)
    assert answer() == first
    assert len(compiled) == 1


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_an_index_that_others_can_write_to_is_built_again(
    mode: int, answer: Callable[[], Ran], folder: Path, compiled: list[Path]
) -> None:
    first = answer()
    find_only(folder).chmod(mode)
    assert answer() == first
    assert len(compiled) == 2
    assert find_only(folder).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")
def test_the_folder_of_another_user_is_not_used(
    answer: Callable[[], Ran],
    folder: Path,
    compiled: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = answer()
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    user = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)
    assert answer() == first
    assert len(compiled) == 2
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["{digest}.sqlite", "{digest}.sum", ".{digest}.{pid}"])
@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_in_the_folder_is_never_written_through(
    name: str, dangling: bool, tmp_path: Path
) -> None:
    folder, precious = tmp_path / "cache", tmp_path / "precious"
    folder.mkdir(mode=0o700)
    if not dangling:
        precious.write_text("mine")
        precious.chmod(0o644)
    (folder / name.format(digest=DIGEST, pid=os.getpid())).symlink_to(precious)
    assert read_mark(build_index(folder, DIGEST, write_mark)) == "built"
    assert precious.exists() is not dangling
    if not dangling:
        assert precious.read_text() == "mine"
        assert precious.stat().st_mode & 0o777 == 0o644
    assert not (folder / f"{DIGEST}.sqlite").is_symlink()
    assert not (folder / f"{DIGEST}.sum").is_symlink()


def test_a_link_for_a_lock_leaves_the_file_it_points_at(tmp_path: Path) -> None:
    folder, precious = tmp_path / "cache", tmp_path / "precious"
    folder.mkdir(mode=0o700)
    precious.write_text("mine")
    (folder / "lock").symlink_to(precious)
    forget(build_index(folder, DIGEST, write_mark))
    assert precious.read_text() == "mine"


def test_a_folder_where_the_index_should_be_is_done_without(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    (folder / f"{DIGEST}.sqlite").mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    assert find_index(folder, DIGEST) is None
    assert build_index(folder, DIGEST, write_mark) is None


# Which folder ---------------------------------------------------------------------------------


def test_mali_cache_says_where(mali: Mali, chronology: Path, tmp_path: Path) -> None:
    mali("events", data=chronology, variables={"MALI_CACHE": str(tmp_path / "own" / "place")})
    find_only(tmp_path / "own" / "place")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a custom of other systems")
def test_xdg_cache_home_says_where(mali: Mali, chronology: Path, tmp_path: Path) -> None:
    variables = {"MALI_CACHE": "", "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path)}
    mali("events", data=chronology, variables=variables)
    find_only(tmp_path / "mali")
    assert not (tmp_path / "home").exists()


def test_a_folder_may_have_any_name(
    mali: Mali, chronology: Path, tmp_path: Path, compiled: list[Path]
) -> None:
    folder = tmp_path / "a b?c#d%41 é"
    for _ in range(2):
        ran = mali("events", data=chronology, variables={"MALI_CACHE": str(folder)})
        assert ran.code == 0
    assert len(compiled) == 1
    find_only(folder)


def test_a_relative_folder_is_taken_from_where_one_stands(
    mali: Mali, chronology: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mali("events", data=chronology, variables={"MALI_CACHE": "nearby"})
    find_only(tmp_path / "nearby")


# Eviction -------------------------------------------------------------------------------------


def name_digest(n: int) -> str:
    return f"{n:032x}"


def build_aged(folder: Path, n: int) -> None:
    """Build index ``n``, as if it had been built at second ``n``."""
    forget(build_index(folder, name_digest(n), write_mark))
    os.utime(folder / f"{name_digest(n)}.sqlite", (n, n))


@pytest.mark.parametrize("suffix", ["sqlite", "sum"])
def test_the_newest_eight_are_kept(suffix: str, tmp_path: Path) -> None:
    for n in (3, 1, 2, *range(4, 12)):
        build_aged(tmp_path / "cache", n)
    assert KEPT == 8
    kept = {path.stem for path in (tmp_path / "cache").glob(f"*.{suffix}")}
    assert kept == {name_digest(n) for n in range(4, 12)}


def test_what_was_kept_can_be_used(tmp_path: Path) -> None:
    for n in range(1, 11):
        build_aged(tmp_path, n)
    assert find_index(tmp_path, name_digest(2)) is None
    assert read_mark(find_index(tmp_path, name_digest(3))) == "built"
    assert read_mark(find_index(tmp_path, name_digest(10))) == "built"


def test_what_a_killed_builder_left_is_cleared(tmp_path: Path) -> None:
    build_aged(tmp_path, 1)
    strays = [f".{name_digest(2)}.4711", f"{name_digest(3)}.sum"]
    for name in strays:
        (tmp_path / name).write_text("left")
    build_aged(tmp_path, 4)
    assert not [name for name in strays if (tmp_path / name).exists()]
    assert read_mark(find_index(tmp_path, name_digest(1))) == "built"


@pytest.mark.parametrize(
    "name", ["notes.txt", "go.sum", "own.sqlite", ".env.local", ".profile", "lock.sum"]
)
def test_files_that_are_not_the_caches_are_left_alone(name: str, tmp_path: Path) -> None:
    """``MALI_CACHE`` may name a folder that holds other things, a home folder even."""
    (tmp_path / name).write_text("mine")
    os.utime(tmp_path / name, (0, 0))
    for n in range(1, KEPT + 2):
        build_aged(tmp_path, n)
    assert (tmp_path / name).exists()

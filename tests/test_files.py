from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from malicli import files
from malicli.errors import ExitCode, FileUnusableError
from malicli.files import DATA_FILES, OUTLINE_FILE, read_contents, write_atomically

OLD, NEW = b"old\n", "new, déjà\n".encode()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    path = tmp_path / "folder" / "file.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def read_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [NEW, b"", b"\x00\r\n"])
def test_a_file_is_replaced_byte_for_byte(target: Path, content: bytes) -> None:
    write_atomically(target, content)
    assert target.read_bytes() == content
    assert [*target.parent.iterdir()] == [target]


def test_a_file_that_was_not_there_is_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new.csv", NEW)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("new.csv", NEW)]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay_as_they_were(target: Path, mode: int) -> None:
    target.chmod(mode)
    write_atomically(target, NEW)
    assert read_mode(target) == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_that_are_usual(
    tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        write_atomically(tmp_path / "new.csv", NEW)
    finally:
        after = os.umask(before)
    assert read_mode(tmp_path / "new.csv") == mode
    assert after == umask


@pytest.mark.parametrize("relative", [True, False])
def test_a_link_stays_one_and_its_target_is_replaced(target: Path, relative: bool) -> None:
    link = target.parent.parent / "link.yaml"
    link.symlink_to(Path("folder/file.yaml") if relative else target)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert not target.is_symlink()
    assert {path.name for path in link.parent.iterdir()} == {"folder", "link.yaml"}


def test_a_link_to_nothing_makes_what_it_points_at(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("wanted")
    write_atomically(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "wanted").read_bytes() == NEW


def test_the_new_file_is_whole_beside_the_old_one_before_it_takes_its_place(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.chmod(0o640)
    done: list[str] = []
    synchronise, replace = os.fsync, os.replace

    def note_fsync(descriptor: int) -> None:
        done.append("fsync")
        synchronise(descriptor)

    def look_and_replace(source: str, to: Path) -> None:
        done.append("replace")
        temporary = Path(source)
        assert temporary.parent == target.parent
        assert temporary.read_bytes() == NEW
        assert read_mode(temporary) == 0o640
        assert target.read_bytes() == OLD
        replace(source, to)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", look_and_replace)
    write_atomically(target, NEW)
    assert done == ["fsync", "replace"]


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    target: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    assert [*target.parent.iterdir()] == [target]


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_full_disk_leaves_the_old_file_and_says_why(
    target: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(FileUnusableError) as caught:
        write_atomically(target, NEW)
    assert caught.value.message == f"cannot write {target}: No space left on device"
    assert caught.value.exit_code == ExitCode.FILE
    assert target.read_bytes() == OLD
    assert [*target.parent.iterdir()] == [target]


def test_an_error_without_words_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise TimeoutError

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileUnusableError, match="TimeoutError"):
        write_atomically(target, NEW)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".", "Is a directory"),
        ("absent/file", "No such file or directory"),
        ("file.yaml/below", "Not a directory"),
    ],
)
def test_what_cannot_be_written_is_told(target: Path, name: str, reason: str) -> None:
    path = target.parent / name
    with pytest.raises(FileUnusableError) as caught:
        write_atomically(path, NEW)
    assert caught.value.message == f"cannot write {path}: {reason}"
    assert [*target.parent.iterdir()] == [target]
    assert target.read_bytes() == OLD


def test_a_path_is_made_safe_to_show(tmp_path: Path) -> None:
    with pytest.raises(FileUnusableError) as caught:
        write_atomically(tmp_path / "\x1b[31m" / "file", NEW)
    assert "\\x1b[31m" in caught.value.message
    assert "\x1b" not in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, NEW)
        assert os.read(reader, 1000) == NEW
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert [*tmp_path.iterdir()] == [pipe]


# Reading --------------------------------------------------------------------------------------


def test_every_file_is_read_whole_or_given_as_its_error(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_bytes(b"\xff\r\n")
    (tmp_path / "actors.yaml").write_bytes(b"")
    (tmp_path / "places.yaml").mkdir()
    (tmp_path / "more.yaml").write_bytes(NEW)
    contents = read_contents(tmp_path)
    assert [*contents] == [*DATA_FILES, OUTLINE_FILE]
    assert contents["events.yaml"] == b"\xff\r\n"
    assert contents["actors.yaml"] == b""
    assert isinstance(contents["places.yaml"], IsADirectoryError)
    assert isinstance(contents["sources.yaml"], FileNotFoundError)


@pytest.mark.parametrize(("size", "read"), [(9, 9), (10, 10), (11, 11), (500, 11)])
def test_a_huge_file_is_read_no_further_than_to_know_it(
    tmp_path: Path, size: int, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 10)
    (tmp_path / "events.yaml").write_bytes(b"x" * size)
    assert read_contents(tmp_path)["events.yaml"] == b"x" * read


READ = """
import sys
from pathlib import Path
from malicli.files import read_contents
print(isinstance(read_contents(Path(sys.argv[1]))["events.yaml"], OSError))
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_where_a_file_should_be_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "events.yaml")
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=10,
        check=True,
    )
    assert ran.stdout == "True\n"

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from malicli.files import read_contents
from malicli.index import cache
from malicli.index.seen import KEPT, note_digest, recall_digest, sign_files
from tests.conftest import EVENTS, Mali, write_chronology

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change")
HOUR = 3600


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour from now, so that no file has changed a moment ago."""
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + HOUR)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read whole."""
    folders: list[Path] = []

    def count(folder: Path) -> object:
        folders.append(folder)
        return read_contents(folder)

    monkeypatch.setattr("malicli.chronology.read_contents", count)
    return folders


@pytest.mark.usefixtures("later")
def test_files_that_have_not_changed_are_not_read_again(
    mali: Mali, chronology: Path, reads: list[Path]
) -> None:
    first = mali("events", data=chronology)
    assert mali("events", data=chronology) == first
    assert reads == [chronology]


@pytest.mark.usefixtures("later")
def test_an_edit_that_keeps_size_and_date_is_seen(mali: Mali, chronology: Path) -> None:
    file = chronology / "events.yaml"
    mali("events", data=chronology)
    status = file.stat()
    file.write_text(file.read_text("utf-8").replace("at dawn", "at dusk"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert "at dusk" in mali("event", EVENTS[0]["id"], data=chronology).out


def test_files_that_changed_a_moment_ago_are_always_read(
    mali: Mali, chronology: Path, reads: list[Path]
) -> None:
    mali("events", data=chronology)
    mali("events", data=chronology)
    assert reads == [chronology] * 2


@pytest.mark.usefixtures("later")
def test_a_file_that_comes_or_goes_is_seen(chronology: Path) -> None:
    before = sign_files(chronology, "1")
    (chronology / "figures.yaml").write_text("[]\n", "utf-8")
    with_figures = sign_files(chronology, "1")
    (chronology / "figures.yaml").unlink()
    assert with_figures not in (None, before)
    assert sign_files(chronology, "1") == before


@pytest.mark.usefixtures("later")
def test_another_program_and_another_folder_have_other_signatures(
    chronology: Path, tmp_path: Path
) -> None:
    other = write_chronology(tmp_path / "other")
    signs = {sign_files(chronology, "1"), sign_files(chronology, "2"), sign_files(other, "1")}
    assert len(signs) == 3


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("noted", [b"\xff\xfe", b"", b"one", b"a b c\n", b"0" * 100_000])
def test_damaged_notes_are_done_without(
    mali: Mali, chronology: Path, tmp_path: Path, noted: bytes
) -> None:
    first = mali("events", data=chronology)
    (tmp_path / "cache" / "seen").write_bytes(noted)
    assert mali("events", data=chronology) == first


@pytest.mark.usefixtures("later")
def test_a_note_of_an_index_that_is_gone_compiles_again(
    mali: Mali, chronology: Path, tmp_path: Path
) -> None:
    first = mali("events", data=chronology)
    for file in (tmp_path / "cache").glob("*.sqlite"):
        file.unlink()
    assert mali("events", data=chronology) == first


def test_only_the_newest_notes_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        note_digest(tmp_path, f"s{number}", f"d{number}")
    assert recall_digest(tmp_path, "s2") is None
    assert recall_digest(tmp_path, f"s{KEPT + 2}") == f"d{KEPT + 2}"


def test_notes_that_others_can_write_are_not_believed(tmp_path: Path) -> None:
    note_digest(tmp_path, "s", "d")
    (tmp_path / "seen").chmod(0o666)
    assert recall_digest(tmp_path, "s") is None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_goes_without(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    note_digest(tmp_path, "s", "d")
    assert recall_digest(tmp_path, "s") is None


def test_the_program_is_named_by_what_an_index_depends_on() -> None:
    assert cache.name_program().count("/") == 2

"""One fixture and one expected output for every diagnostic.

``golden/CODE/`` holds the files that differ from the chronology of ``conftest.py``, and
``expected.txt``: what ``mali check`` says, first on standard output, then on standard error. Files
that cannot be kept as text are in ``MADE``. After a deliberate change of a message::

    MALI_UPDATE_GOLDEN=1 pytest tests/test_golden.py

writes every ``expected.txt`` anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from malicli.diagnostics import CODES, Severity
from tests.conftest import Mali, write_chronology

GOLDEN = Path(__file__).parent / "golden"
UPDATING = bool(os.environ.get("MALI_UPDATE_GOLDEN"))


class Sparse(NamedTuple):
    """A file of so many bytes that takes no room."""

    size: int


class Folder(NamedTuple):
    """A folder where a file should be."""


class Absent(NamedTuple):
    """No file."""


Made = bytes | Sparse | Folder | Absent

# code → (file, what it is), where an editor, git or a hook would alter or refuse the file.
MADE: dict[str, tuple[str, Made]] = {
    "file-missing": ("chronology.yaml", Absent()),
    "file-unreadable": ("figures.yaml", Folder()),
    "file-too-large": ("figures.yaml", Sparse(64 * 1024 * 1024 + 1)),
    "not-utf-8": ("figures.yaml", b"# All of them.\n- id: caf\xe9\n"),
    "byte-order-mark": ("figures.yaml", b"\xef\xbb\xbf[]\n"),
    "line-endings": ("figures.yaml", b"# None so far.\r\n\r\n[]\r\n"),
    "control-character": ("figures.yaml", "- id: camps\n  note: a\u202eb\n".encode()),
    "not-nfc": (
        "figures.yaml",
        b"- id: 2031-01-displaced\n  kind: stock\n  measure: displaced\n  source: daily-x\n"
        b"  as_of: 2031-01\n  best: 400\n  note: re\xcc\x81fugie\xcc\x81s\n",
    ),
    "invalid-outline": (
        "outline.geojson",
        b'{"type": "FeatureCollection", "features": [\n{"type": "Feature", "geometry": }]}\n',
    ),
    "merge-conflict": (
        "figures.yaml",
        b"<<<<<<< ours\n[]\n=======\n- id: camps\n>>>>>>> theirs\n",
    ),
}


def _make(path: Path, made: Made) -> None:
    if isinstance(made, Absent):
        path.unlink()
    elif isinstance(made, Folder):
        path.mkdir()
    elif isinstance(made, Sparse):
        with path.open("wb") as file:
            file.truncate(made.size)
    else:
        path.write_bytes(made)


def _lay_out(code: str, folder: Path) -> Path:
    write_chronology(folder)
    for file in (GOLDEN / code).glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    if code in MADE:
        name, made = MADE[code]
        _make(folder / name, made)
    return folder


def _read_expected(code: str) -> str:
    return (GOLDEN / code / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_check_says_what_is_expected(code: str, mali: Mali, tmp_path: Path) -> None:
    folder = _lay_out(code, tmp_path / "chronology")
    ran = mali("check", data=folder)
    found = f"{ran.out}{ran.err}".replace(f"{folder}{os.sep}", "")
    if UPDATING:
        (GOLDEN / code).mkdir(exist_ok=True)
        (GOLDEN / code / "expected.txt").write_text(found, "utf-8")
    assert found == _read_expected(code)
    assert ran.code == (1 if "error[" in found else 0)


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert {folder.name for folder in GOLDEN.iterdir()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_fixture_of_a_code_shows_it_once_and_no_other(code: str) -> None:
    heads = re.findall(r"^\S.*?: (\w+)\[([a-z0-9-]+)\]: ", _read_expected(code), re.MULTILINE)
    assert heads == [(CODES[code].severity.value, code)]


@pytest.mark.parametrize("code", CODES)
def test_every_fault_comes_with_how_to_mend_it(code: str) -> None:
    assert "\n  help: " in _read_expected(code)


def test_both_severities_are_met() -> None:
    shown = {line for code in CODES for line in _read_expected(code).splitlines()[-1:]}
    assert {f"1 {severity}" for severity in Severity} <= shown

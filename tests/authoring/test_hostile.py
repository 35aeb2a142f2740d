"""Hostile and broken files: those that could hang or crash are read by a process of their own.

Whatever a file holds, the program ends by itself with exit code 0 or 1 and says where the fault is.
The limits of memory and time are far above what any of these files needs: they catch only a hang or
a flood.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import EVENTS, Mali, write_chronology

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and pipes")

SECONDS = 20
GIBIBYTE = 1 << 30
MANY = 100_000
# The past is safe from the rule about future dates, whatever the day on which the test runs.
EVENT = {**EVENTS[0], "id": "1931-port-city-clash", "date": "1931-03-22"}

_LIMITED = f"""
import resource
resource.setrlimit(resource.RLIMIT_AS, ({2 * GIBIBYTE}, {2 * GIBIBYTE}))
from malicli.cli.main import main
main()
"""


class Ended(NamedTuple):
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str


def _run(folder: Path, *arguments: str) -> Ended:
    environ = {"PATH": os.environ["PATH"], "MALI_CACHE": str(folder.parent / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, *arguments],
        capture_output=True,
        timeout=SECONDS,
        check=False,
        cwd=folder,
        env=environ,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def _lay_out(tmp_path: Path) -> Path:
    return write_chronology(tmp_path / "chronology", events=[EVENT])


def _replace(folder: Path, old: str, new: str, name: str = "events.yaml") -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def _list_codes(out: str, name: str) -> list[str]:
    return re.findall(rf"^{re.escape(name)}:\d+:\d+: \w+\[([a-z0-9-]+)\]: .", out, re.MULTILINE)


LAUGHS = "- &a [ha, ha]\n" + "".join(
    f"- &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
)
MERGES = "- &a {k0: v}\n" + "".join(
    f"- &{chr(98 + n)} {{<<: [{', '.join(['*' + chr(97 + n)] * 9)}], k{n}: v}}\n" for n in range(20)
)

# name → (the bytes of the file, the code of the fault, the place where it is)
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "latin-1": (b"- id: caf\xe9\n", "not-utf-8", "1:10"),
    "utf-16": ("\ufeff- id: a\n".encode("utf-16-le"), "not-utf-8", "1:1"),
    "half a character at the end": (b"- id: a\xc3", "not-utf-8", "1:8"),
    "bytes at random": (bytes(range(255, 0, -1)) * 50, "not-utf-8", "1:1"),
    "nul": (b"- id: a\n  title: b\0c\n", "control-character", "2:11"),
    "only nul": (b"\0" * 1000, "control-character", "1:1"),
    "escape": (b"- id: \x1b[2J\n", "control-character", "1:7"),
    "escape spelled out": (b'- id: "\\e[2J"\n', "control-character", "1:7"),
    "bidi override": ("- id: a\u202eb\n".encode(), "control-character", "1:8"),
    "tab for indent": (b"- id: a\n\ttitle: b\n", "yaml-syntax", "2:1"),
    "duplicate key": (b"- id: a\n  title: b\n  id: c\n", "duplicate-key", "3:3"),
    "anchor": (b"- id: a\n  title: &x b\n", "yaml-feature", "2:10"),
    "alias to nothing": (b"- id: *x\n", "yaml-feature", "1:7"),
    "anchor on a key": (b"- &x id: a\n", "yaml-feature", "1:3"),
    "anchor that holds itself": (b"- &x [*x]\n", "yaml-feature", "1:3"),
    "python tag": (b"- !!python/object/apply:os.abort []\n", "yaml-feature", "1:3"),
    "binary tag": (b"- id: !!binary aGE=\n", "yaml-feature", "1:7"),
    "billion laughs": (LAUGHS.encode(), "yaml-feature", "1:3"),
    "merge bomb": (MERGES.encode(), "yaml-feature", "1:3"),
    "merge key": (b"- id: a\n  <<: {title: b}\n", "yaml-feature", "2:3"),
    "brackets, deep": (b"[" * MANY, "too-deep", "1:26"),
    "dashes, deep": (b"- " * MANY + b"a\n", "too-deep", "1:51"),
    "flow mappings, deep": (b"{a: " * MANY, "too-deep", "1:101"),
    "flow mappings as keys, deep": (b"{" * MANY, "yaml-syntax", "1:2"),
    "question marks, deep": (b"? " * MANY, "yaml-syntax", "1:3"),
    "colons, deep": (b": " * MANY, "yaml-syntax", "1:1"),
    "block mappings, deep": (
        "".join(f"{' ' * n}a:\n" for n in range(2000)).encode(),
        "too-deep",
        "26:26",
    ),
    "brackets without an end": (b"- [a, b\n", "yaml-syntax", "2:1"),
    "quote without an end": (b'- id: "' + b"a " * MANY, "yaml-syntax", ""),
    "merge conflict": (b"[]\n<<<<<<< ours\n=======\n>>>>>>> theirs\n", "merge-conflict", "2:1"),
    "two documents": (b"[]\n---\n[]\n", "yaml-documents", "2:1"),
    "a key that is a list": (b"- [a, b]: c\n", "yaml-syntax", "1:3"),
    "a key that is a mapping": (b"- ? {a: b}\n  : c\n", "yaml-syntax", "1:5"),
    "a word": (b"chronology\n", "not-a-list", "1:1"),
    "a mapping": (b"id: a\n", "not-a-list", "1:1"),
    "a list of words": (b"- one\n- two\n", "wrong-value", "1:3"),
    "a list of lists": (b"- [a]\n", "wrong-value", "1:3"),
    "a list of nothing": (b"-\n-\n", "wrong-value", "1:2"),
    "a very long word": (b"a" * 10_000_000, "not-a-list", "1:1"),
    "a noncharacter": ("- id: a\n  title: b\uffffc\n".encode(), "", "2:11"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_ends_in_a_diagnostic_at_its_place(name: str, tmp_path: Path) -> None:
    content, code, place = REFUSED[name]
    folder = _lay_out(tmp_path)
    (folder / "events.yaml").write_bytes(content)
    ended = _run(folder, "check", ".")
    assert "Traceback" not in ended.err
    assert ended.code == 1
    head = next(line for line in ended.out.splitlines() if line.startswith("events.yaml:"))
    assert re.match(rf"events\.yaml:{place or '[0-9]+:[0-9]+'}: error\[{code}", head), head[:200]


def _cut(folder: Path) -> Path:
    path = folder / "events.yaml"
    path.unlink()
    return path


def _make_folder(folder: Path) -> None:
    _cut(folder).mkdir()


def _make_sparse(folder: Path) -> None:
    with _cut(folder).open("wb") as file:
        file.truncate(200_000_000)


def _make_pipe(folder: Path) -> None:
    os.mkfifo(_cut(folder))


def _link_to_endless(folder: Path) -> None:
    _cut(folder).symlink_to("/dev/zero")


def _link_to_itself(folder: Path) -> None:
    _cut(folder).symlink_to("events.yaml")


def _remove(folder: Path) -> None:
    _cut(folder)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (_remove, "file-missing"),
    "folder": (_make_folder, "file-unreadable"),
    "200 MB": (_make_sparse, "file-too-large"),
    "pipe": (_make_pipe, "file-unreadable"),
    "endless device": (_link_to_endless, "file-"),
    "link to itself": (_link_to_itself, "file-unreadable"),
}


@pytest.mark.parametrize(
    ("command", "name"),
    [*(("check", name) for name in NO_FILES), ("fmt", "pipe"), ("timeline", "pipe"),
     ("fmt", "folder"), ("timeline", "200 MB")],
)  # fmt: skip
def test_what_is_no_file_to_read_is_named(command: str, name: str, tmp_path: Path) -> None:
    make, code = NO_FILES[name]
    folder = _lay_out(tmp_path)
    make(folder)
    arguments = ("--data", ".") if command == "timeline" else (".",)
    ended = _run(folder, command, *arguments)
    assert "Traceback" not in ended.err
    assert ended.code == 1
    said = ended.out if command == "check" else ended.err
    assert f"events.yaml: error[{code}" in said


@pytest.mark.parametrize("name", ["figures.yaml", "chronology.yaml"])
def test_every_file_may_turn_out_to_be_a_pipe(name: str, tmp_path: Path) -> None:
    folder = _lay_out(tmp_path)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    ended = _run(folder, "check", ".")
    assert ended.code == 1
    assert f"{name}: error[file-unreadable]" in ended.out


# Content that is odd, yet can be read: warnings at most.
READ: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "byte order mark": (lambda text: b"\xef\xbb\xbf" + text, "byte-order-mark"),
    "crlf": (lambda text: text.replace(b"\n", b"\r\n"), "line-endings"),
    "cr": (lambda text: text.replace(b"\n", b"\r"), "line-endings"),
    "mark and cr": (lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r"), "line-endings"),
    "explicit document": (lambda text: b"%YAML 1.1\n---\n" + text + b"...\n", "not-canonical"),
    "no line end": (lambda text: text.rstrip(b"\n"), "not-canonical"),
    "nothing": (lambda _: b"", "not-canonical"),
    "spaces": (lambda _: b" \n" * 1000, "not-canonical"),
    "only a comment": (lambda _: b"# Nothing yet.", "not-canonical"),
}


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_with_a_warning(name: str, tmp_path: Path) -> None:
    alter, code = READ[name]
    folder = _lay_out(tmp_path)
    path = folder / "events.yaml"
    path.write_bytes(alter(path.read_bytes()))
    ended = _run(folder, "check", ".")
    assert (ended.code, ended.err.count("Traceback")) == (0, 0)
    assert code in _list_codes(ended.out, "events.yaml")


def test_an_empty_chronology_file_is_a_fault(tmp_path: Path) -> None:
    folder = _lay_out(tmp_path)
    (folder / "chronology.yaml").write_bytes(b"")
    ended = _run(folder, "check", ".")
    assert ended.code == 1
    assert _list_codes(ended.out, "chronology.yaml") == ["not-a-list"]


@pytest.mark.parametrize("key", ["int", "float", "[key]", "0", "~"])
@pytest.mark.parametrize("name", ["chronology.yaml", "events.yaml"])
def test_any_word_may_be_an_unknown_key(name: str, key: str, mali: Mali, tmp_path: Path) -> None:
    folder = _lay_out(tmp_path)
    text = (folder / name).read_text("utf-8").rstrip()
    indent = "" if name == "chronology.yaml" else "  "
    (folder / name).write_text(f'{text}\n{indent}"{key}": a\n', "utf-8")
    ended = mali("check", data=folder)
    assert ended.code == 1
    fault = f"{name}:{text.count(chr(10)) + 2}:{len(indent) + 1}: error[unknown-key]: "
    assert f"{folder}/{fault}there is no key {key!r} here\n" in ended.out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("date: 1931-03-22", "date: [1931-03-01..1931-03-05]", "unquoted-brackets"),
        ("date: 1931-03-22", "date: [1931-03-01.., 1931-03-05]", "unquoted-brackets"),
        ("date: 1931-03-22", "date: {}", "wrong-value"),
        ("date: 1931-03-22", "date:", "invalid-date"),
        ("type: battle", "type: []", "wrong-value"),
        ("places:\n", "places: town\n  formerly:\n", "wrong-value"),
        ("id: 1931-port-city-clash", "id: [1931-port-city-clash]", "wrong-value"),
        ("title: Front", "formerly: {a: b}\n  title: Front", "wrong-value"),
        ("title: Front", "formerly: a\n  title: Front", "wrong-value"),
        ("title: Front", "rank: 99999999999999999999\n  title: Front", "wrong-value"),
        ("title: Front", "tolls: [{harm: killed, best: ２}]\n  title: Front", "wrong-value"),
        ("title: Front", "external: {isbn: [a]}\n  title: Front", "unknown-key"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_where_it_stands(
    old: str, new: str, code: str, mali: Mali, tmp_path: Path
) -> None:
    folder = _lay_out(tmp_path)
    _replace(folder, old, new)
    ended = mali("check", data=folder)
    assert ended.code == 1
    assert code in _list_codes(ended.out, f"{folder}/events.yaml")


LONG = "b" * 2_000_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 1931-03-22", f"date: {LONG}"),
        ("type: battle", f"type: {LONG}"),
        ("place: port-city", f"place: {LONG}"),
        ("title: Front", f"rank: {LONG}\n  title: Front"),
        ("title: Front", f"? {LONG}\n  : b\n  title: Front"),
    ],
)
def test_a_fault_in_a_very_long_text_is_told_in_few_words(
    old: str, new: str, mali: Mali, tmp_path: Path
) -> None:
    folder = _lay_out(tmp_path)
    _replace(folder, old, new)
    ended = mali("check", data=folder)
    assert ended.code == 1
    assert len(_list_codes(ended.out, f"{folder}/events.yaml")) == 1
    assert len(ended.out) < 10_000


def test_a_million_comments_are_read_in_time(tmp_path: Path) -> None:
    folder = _lay_out(tmp_path)
    path = folder / "events.yaml"
    path.write_text("#\n" * 1_000_000 + "\n" + path.read_text("utf-8"), "utf-8")
    ended = _run(folder, "check", ".")
    assert ended == (0, "", "no faults found\n")


@pytest.mark.parametrize("sign", ["“", "«", "‘", '\\"'])
def test_quotes_without_an_end_are_read_in_time(sign: str, tmp_path: Path) -> None:
    folder = _lay_out(tmp_path)
    _replace(folder, "title_fr: Le", f'summary_fr: "{sign * 300_001}"\n  title_fr: Le')
    ended = _run(folder, "check", ".")
    assert ended.code == 0


def test_thousands_of_rival_counts_are_weighed_in_time(tmp_path: Path) -> None:
    counts = [{"harm": "killed", "source": "daily-x", "best": best} for best in range(5000)]
    folder = write_chronology(tmp_path / "chronology", events=[{**EVENT, "tolls": counts}])
    ended = _run(folder, "check", ".")
    assert ended == (0, "", "no faults found\n")


def test_a_hostile_value_reaches_no_terminal(tmp_path: Path) -> None:
    folder = _lay_out(tmp_path)
    _replace(folder, "type: battle", 'type: "\\u009b2J\\e]0;x"')
    ended = _run(folder, "check", ".")
    assert ended.code == 1
    assert ended.out.replace("\n", "").isprintable()

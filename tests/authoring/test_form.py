from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malicli.authoring.form import Comments, format_mapping, format_records
from malicli.authoring.reader import Document, ReadError, read_document
from malicli.canonical import order_keys, write_records
from tests.conftest import ACTORS, EVENTS, SOURCES, Mali, write_chronology

EVENT = {
    **EVENTS[0],
    "summary": "Fighters of Front B attack an army post at dawn. " * 4 + "They leave.",
    "tags": ["dawn", "raid"],
}
TEXT = write_records(order_keys([EVENT, {**EVENT, "id": "2031-second", "title": "#1: 'so'"}]))


def _read(text: str) -> Document:
    return read_document(text.encode(), "events.yaml")


def _format(text: str, order: list[int] | None = None) -> str:
    document = _read(text)
    plain = document.root.to_plain()
    order = list(range(len(plain))) if order is None else order
    return format_records(Comments(document), [(old, order_keys(plain[old])) for old in order])


# Comments that are kept ----------------------------------------------------------------------

LINES = st.lists(st.sampled_from(["#", "# é – 日本", "#: [x] 'y", "# # #"]), min_size=1, max_size=3)


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.none(), LINES), min_size=1, max_size=5),
    st.one_of(st.none(), LINES),
    st.randoms(use_true_random=False),
)
def test_comments_go_where_their_records_go(
    above: list[list[str] | None], head: list[str] | None, random: object
) -> None:
    order = list(range(len(above)))
    random.shuffle(order)  # type: ignore[attr-defined]
    blocks = [
        "".join(f"{line}\n" for line in lines or ()) + f'- id: r{n}\n  title: "a # b"\n'
        for n, lines in enumerate(above)
    ]
    top = "".join(f"{line}\n" for line in head) + "\n" if head else ""
    assert Comments(_read(top + "\n".join(blocks))).misplaced == []
    written = _format(top + "\n".join(blocks), order)
    assert written == top + "\n".join(blocks[old] for old in order)


def _insert_comments() -> Iterator[str]:
    """The text with one comment put in, at every line, in every way."""
    lines = TEXT.split("\n")
    for n, line in enumerate(lines):
        closed = [line[: sign.end()] for sign in re.finditer(r"[\]}\"]+", line)]
        own = ["# kept?", "  # kept?", "      # kept?"]
        ends = [f"{line} # kept?", f"{line}\t# kept?", *(f"{part}# kept?" for part in closed)]
        for put in (*([comment, line] for comment in own), *([end] for end in ends)):
            yield "\n".join([*lines[:n], *put, *lines[n + 1 :]])


def test_no_comment_is_lost_wherever_it_stands() -> None:
    lost = []
    for text in _insert_comments():
        try:
            document = _read(text)
        except ReadError:
            continue
        written = " ".join(_format(text).split()) if not Comments(document).misplaced else "# kept?"
        if "# kept?" not in written:
            lost.append(next(line for line in text.split("\n") if "kept?" in line))
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "- id: a # why\n",
        "- id: a\n  # why\n  title: b\n",
        "- id: a\n# why\n  title: b\n",
        "- # why\n  id: a\n",
        "- id: a\n# why\n",
        "- id: a\n\n# why\n\n- id: b\n",
        "- id: a\n  title: [b, # why\n    c]\n",
        '- id: "a" # why\n',
        '- id: "a"# why\n',
        "- id: a\n  summary: >- # why\n    b\n",
        "- id: a\n  summary: # why\n    b\n",
        "- id: a\n...\n# why\n",
        "--- # why\n- id: a\n",
        "\n# why\n\n# above\n- id: a\n# after\n",
    ],
)
def test_a_comment_that_would_be_lost_is_misplaced(text: str) -> None:
    assert [d.code for d in Comments(_read(text)).misplaced] == ["misplaced-comment"]


def test_a_misplaced_comment_is_told_at_its_sign() -> None:
    (found,) = Comments(_read("- id: a\n  title: é日 # why\n")).misplaced
    assert found.span[1:] == (2, 13, "  title: é日 # why")


@pytest.mark.parametrize(
    "text",
    [
        "- id: a#b\n",
        '- id: "a # b"\n',
        "- id: 'a # b'\n",
        "- id: a\n  summary: >-\n    b # c\n    # d\n",
        "- id: a\n  url: https://example.org/#top\n",
    ],
)
def test_a_sign_in_a_text_is_no_comment(text: str) -> None:
    assert Comments(_read(text)).misplaced == []


def test_a_file_of_comments_alone_keeps_them() -> None:
    document = _read("# None so far.\n# Add some.\n")
    assert format_records(Comments(document), []) == "# None so far.\n# Add some.\n\n[]\n"


def test_a_mapping_keeps_its_head_comment_and_refuses_others() -> None:
    document = _read("# All of it.\n\nname: a\n# why\nversion: b\n")
    assert format_mapping(Comments(document), {"name": "a", "version": "b"}) == (
        "# All of it.\n\nname: a\nversion: b\n"
    )
    assert [d.span.line for d in Comments(document).misplaced] == [4]


# mali fmt -------------------------------------------------------------------------------------

HEAD = "# Who is who.\n\n"
DISORDERED = (
    "# Front B, as it calls itself.\n- name: Front B\n  id: front-b\n  short: 'FB'\n"
    "  kind: armed-group\n# The army.\n# It is A's.\n- id: army-a\n  kind: state-forces\n"
    "  name: Army of A\n  short: AA\n"
)
ORDERED = (
    "# The army.\n# It is A's.\n- id: army-a\n  kind: state-forces\n  name: Army of A\n"
    "  short: AA\n\n# Front B, as it calls itself.\n- id: front-b\n  kind: armed-group\n"
    "  name: Front B\n  short: FB\n"
)


def _read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_fmt_sorts_records_and_keeps_comments(mali: Mali, chronology: Path) -> None:
    actors = chronology / "actors.yaml"
    actors.write_text(HEAD + DISORDERED, "utf-8")
    ran = mali("fmt", data=chronology)
    assert ran == (0, "", f"rewrote {actors}\n")
    assert actors.read_text("utf-8") == HEAD + ORDERED
    assert mali("check", "--strict", data=chronology).code == 0


def test_fmt_leaves_the_canonical_form_alone(mali: Mali, chronology: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in chronology.iterdir()}
    ran = mali("fmt", data=chronology)
    assert ran == (0, "", "all files are in canonical form\n")
    assert {path: path.stat().st_mtime_ns for path in chronology.iterdir()} == before


def test_fmt_check_tells_and_writes_nothing(mali: Mali, chronology: Path) -> None:
    (chronology / "actors.yaml").write_text(DISORDERED, "utf-8")
    before = _read_all(chronology)
    ran = mali("fmt", "--check", data=chronology)
    assert ran == (1, "", f"would change {chronology / 'actors.yaml'}\n")
    assert _read_all(chronology) == before


def test_fmt_check_is_content_with_the_canonical_form(mali: Mali, chronology: Path) -> None:
    assert mali("fmt", "--check", data=chronology).code == 0


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_fmt_refuses_a_comment_it_would_lose_and_writes_no_file(
    options: tuple[str, ...], mali: Mali, chronology: Path
) -> None:
    (chronology / "actors.yaml").write_text(DISORDERED, "utf-8")
    places = chronology / "places.yaml"
    places.write_text(places.read_text("utf-8").replace("kind: town", "kind: town # a port"))
    before = _read_all(chronology)
    ran = mali("fmt", *options, data=chronology)
    assert (ran.code, ran.out) == (1, "")
    assert f"{places}:2:14: error[misplaced-comment]" in ran.err
    assert _read_all(chronology) == before


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("places.yaml", "- id: [\n", "yaml-syntax"),
        ("places.yaml", "- id: port-city\n", "missing-key"),
        ("figures.yaml", "[]\n---\n[]\n", "yaml-documents"),
    ],
)
def test_fmt_writes_nothing_while_a_file_is_broken(
    name: str, text: str, code: str, mali: Mali, chronology: Path
) -> None:
    (chronology / "actors.yaml").write_text(DISORDERED, "utf-8")
    (chronology / name).write_text(text, "utf-8")
    before = _read_all(chronology)
    ran = mali("fmt", data=chronology)
    assert ran.code == 1
    assert f"error[{code}]" in ran.err
    assert _read_all(chronology) == before


def test_fmt_formats_data_that_break_a_rule_of_judgement(mali: Mali, chronology: Path) -> None:
    actors = chronology / "actors.yaml"
    actors.write_text(DISORDERED.replace("'FB'", "'AA'"), "utf-8")
    assert mali("check", data=chronology).code == 1
    assert mali("fmt", data=chronology).code == 0
    assert actors.read_text("utf-8") == ORDERED.replace("FB", "AA")


def test_fmt_replaces_what_a_link_points_to(mali: Mali, chronology: Path, tmp_path: Path) -> None:
    actors, elsewhere = chronology / "actors.yaml", tmp_path / "elsewhere.yaml"
    elsewhere.write_text(DISORDERED, "utf-8")
    actors.unlink()
    actors.symlink_to(elsewhere)
    assert mali("fmt", data=chronology).code == 0
    assert actors.is_symlink()
    assert elsewhere.read_text("utf-8") == ORDERED


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_fmt_keeps_permissions(mode: int, mali: Mali, chronology: Path) -> None:
    actors = chronology / "actors.yaml"
    actors.write_text(DISORDERED, "utf-8")
    actors.chmod(mode)
    assert mali("fmt", data=chronology).code == 0
    assert actors.stat().st_mode & 0o777 == mode


def test_fmt_leaves_no_other_file_behind(mali: Mali, chronology: Path) -> None:
    (chronology / "actors.yaml").write_text(DISORDERED, "utf-8")
    names = set(_read_all(chronology))
    mali("fmt", data=chronology)
    assert set(_read_all(chronology)) == names


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sources.yaml", b"kind: press", b"kind: press\r"),
        ("sources.yaml", b"- id: daily-x", b"\xef\xbb\xbf- id: daily-x"),
        ("events.yaml", "armée".encode(), b"arme\xcc\x81e"),
        ("events.yaml", b"title: Front B", b'title: "Front\\uFFFF B'),
        ("places.yaml", b"latitude: 10.5", b"latitude: 0.00001"),
        ("places.yaml", b"latitude: 10.5", b"latitude: 10.500"),
        ("places.yaml", b"longitude: -3.25", b"longitude: -0.0"),
        ("events.yaml", b"type: battle", b"type: battle\n  rank: 003"),
        ("events.yaml", b"type: battle", b"type: battle\n  rank: 3\n  tags: []\n  episode: false"),
        ("events.yaml", b"type: battle", b"quantities: [{quantity: money-eur, best: 0.00002,"
         b" source: daily-x}]\n  type: battle"),
    ],
)  # fmt: skip
def test_after_fmt_there_is_nothing_to_complain_about(
    name: str, old: bytes, new: bytes, mali: Mali, chronology: Path
) -> None:
    path = chronology / name
    content = path.read_bytes()
    assert old in content
    content = content.replace(old, new, 1)
    if b'"Front' in new:
        content = content.replace(b"in Port City\n", b'in Port City"\n', 1)
    path.write_bytes(content)
    ran = mali("fmt", data=chronology)
    if b"FFFF" in new and ran.code == 1:
        # To refuse the character is as good as to write it in a way that can be read.
        assert path.read_bytes() == content
        return
    assert ran.code == 0
    assert mali("check", "--strict", data=chronology) == (0, "", "no faults found\n")


def test_fmt_writes_decomposed_letters_as_one(mali: Mali, chronology: Path) -> None:
    path = chronology / "events.yaml"
    content = path.read_bytes()
    path.write_bytes(content.replace("armée".encode(), b"arme\xcc\x81e"))
    mali("fmt", data=chronology)
    assert path.read_bytes() == content


def test_fmt_of_another_folder_is_named_as_an_argument(mali: Mali, tmp_path: Path) -> None:
    one = write_chronology(tmp_path / "one")
    two = write_chronology(tmp_path / "two", actors=ACTORS[::-1], sources=SOURCES[::-1])
    before = _read_all(one)
    ran = mali("fmt", str(two), data=one)
    assert ran.err == f"rewrote {two / 'actors.yaml'}\nrewrote {two / 'sources.yaml'}\n"
    assert _read_all(one) == before == _read_all(two)

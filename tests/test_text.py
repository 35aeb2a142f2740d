from __future__ import annotations

import json
import unicodedata
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from malicli.formats.jsontext import write_listing
from malicli.query.names import Labels
from malicli.text import (
    cut,
    escape_unsafe,
    find_breaks,
    find_unsafe,
    fold,
    make_safe,
    measure,
    wrap,
)

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ZERO_WIDTH = set("\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
NASTY = [*ZERO_WIDTH, *"\x00\x07\x08\t\n\r\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\u2069"]
NASTY += ["\ud800", "\udfff", "\ufff9", "\U000e0001", "\U000e007f"]
ANY_TEXT = st.text(st.characters() | st.sampled_from(NASTY), max_size=30)


def is_unsafe(character: str) -> bool:
    """Tell it by what Unicode says of the character, not by a list of ranges."""
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in BIDI
        or character in ZERO_WIDTH
        or unicodedata.name(character, "").startswith(("TAG ", "LANGUAGE TAG", "INTERLINEAR "))
    )


# Folding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Front-A", "front a"),
        ("FRONT A.", "Front A"),
        ("Îlé Hâvre", "ile havre"),
        ("I\u0302le", "Île"),
        ("Cœur d’Orval", "coeur d'orval"),
        ("ŒUVRE", "œuvre"),
        ("Ærø", "aero"),
        ("Ǽrǿ", "aero"),
        ("Front _ A", "front a"),
        ("Łuk", "luk"),
        ("Straße", "STRASSE"),
        ("al_Nord", "al-Nord"),
        ("  Port   City ", "port city"),
        ("“Port” (City)", "port city"),
        ("ﬁrst", "first"),
        ("Ａrmy", "army"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Front A", "FrontA"), ("Front A", "Front B"), ("Front 1", "Front 2"), ("Порт", "Форт")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=20))
@example("Ǽ-_ǿ")
def test_a_key_folds_to_itself_and_has_no_spaces_to_spare(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert key == " ".join(key.split())


# Making safe ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold]text[/bold]", "plain [bold]text[/bold]"),
        ("Évênement à l’Œuvre – 12 °C", "Évênement à l’Œuvre – 12 °C"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\x00\x7f", "\\x00\\x7f"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_control_and_bidi_characters_are_shown_and_never_sent(text: str, shown: str) -> None:
    assert make_safe(text) == shown


@given(ANY_TEXT)
@example("".join(NASTY))
def test_a_safe_text_has_no_character_that_moves_hides_or_reorders(text: str) -> None:
    safe = make_safe(text)
    assert not [c for c in safe if is_unsafe(c)]
    assert make_safe(safe) == safe
    safe.encode()


@given(st.text(max_size=30).filter(lambda text: not any(map(is_unsafe, text))))
def test_what_is_safe_already_is_left_alone(text: str) -> None:
    # Unassigned characters of the blocks that are shown whole may become safe or not.
    if all(unicodedata.category(c) not in ("Cn", "Cf") for c in text):
        assert make_safe(text) == text


def test_every_character_of_unicode_is_judged_as_unicode_judges_it() -> None:
    for code in range(0x110000):
        if is_unsafe(chr(code)):
            assert make_safe(chr(code)) != chr(code), f"U+{code:04X} is sent"


@given(ANY_TEXT)
@example("\U000e0001 \u202e \x1b \x85 \xad")
def test_text_escaped_in_quoted_yaml_reads_back_the_same(text: str) -> None:
    text = replace_surrogates(text)
    escaped = escape_unsafe(json.dumps(text, ensure_ascii=False))
    assert not any(map(is_unsafe, escaped))
    assert yaml.safe_load(escaped) == text


@given(ANY_TEXT)
@example("\U000e0001 \u202e \x1b \x85 \xad")
def test_text_escaped_in_json_reads_back_the_same(text: str) -> None:
    text = replace_surrogates(text)
    row = SimpleNamespace(
        record={"title": text}, earliest=None, latest=None, precision="day", disputed=""
    )
    (line,) = write_listing("jsonl", "event", [row], Labels({}, {}, {})).splitlines()
    assert not any(map(is_unsafe, line))
    assert json.loads(line)["title"] == text


def replace_surrogates(text: str) -> str:
    """Neither YAML nor JSON holds a lone surrogate; no file of ours can either."""
    return text.encode("utf-8", "replace").decode()


def test_line_ends_and_tabs_are_left_in_a_file() -> None:
    assert escape_unsafe("a\n\tb\r\n") == "a\n\tb\r\n"


@pytest.mark.parametrize(
    ("text", "position"),
    [("", -1), ("a\n\r\tb", -1), ("é œ –", -1), ("ab\x1b", 2), ("\u202e", 0), ("abc\U000e0001", 3)],
)
def test_the_first_unsafe_character_of_a_file_is_found(text: str, position: int) -> None:
    assert find_unsafe(text) == position


# Measuring --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Port City", 9),
        ("Évènement", 9),
        ("E\u0301", 1),
        ("26–30 Jan…", 10),
        ("■ ▲ █ ≠", 7),
        ("漢字", 4),
        ("a漢b", 4),
        ("ｆｕｌｌ", 8),
    ],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, cells: int) -> None:
    assert measure(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("Port City", 9, "Port City"),
        ("Port City", 8, "Port Ci…"),
        ("Port City", 6, "Port…"),
        ("Port City", 1, "…"),
        ("Port City", 0, ""),
        ("", 0, ""),
        ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 6, "漢字…"),
        ("漢字漢字", 8, "漢字漢字"),
    ],
)
def test_a_text_too_long_is_cut_and_says_so(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short


WORDS = st.text(st.sampled_from("ab  é漢字e\u0301-–"), max_size=40)


@given(WORDS, st.integers(0, 20))
def test_a_cut_text_fits_and_is_the_beginning_of_the_whole(text: str, width: int) -> None:
    short = cut(text, width)
    assert measure(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


def test_another_mark_takes_its_own_room() -> None:
    assert cut("Port City", 6, "...") == "Por..."


# Wrapping ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("   ", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("one two ", 7, ["one two"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable", 4, ["a", "unbr", "eaka", "ble"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("漢字 漢字", 5, ["漢字", "漢字"]),
        ("漢字", 1, ["漢", "字"]),
        (" aaa字", 5, ["aaa字"]),
        ("   ab cd", 6, ["   ab", "cd"]),
        ("e\u0301e\u0301 e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
        ("abc", 0, ["a", "b", "c"]),
    ],
)
def test_a_text_is_wrapped_at_spaces_where_there_are_any(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


@given(WORDS, st.integers(2, 20))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= width for line in lines)
    assert all(line and not line.endswith(" ") for line in wrap(" ".join(text.split()), width))


@given(WORDS, st.integers(2, 20))
def test_a_word_is_broken_only_where_it_is_longer_than_a_line(text: str, width: int) -> None:
    words = text.split(" ")
    if all(measure(word) <= width for word in words):
        pieces = [word for line in wrap(text, width) for word in line.split(" ")]
        assert list(filter(None, pieces)) == list(filter(None, words))


@given(WORDS, st.integers(4, 20), st.integers(0, 2))
def test_lines_after_the_first_leave_room_for_the_indent(
    text: str, width: int, indent: int
) -> None:
    first, *rest = [text[a:b] for a, b in find_breaks(text, width, indent)] or [""]
    assert measure(first) <= width
    assert all(measure(line) <= width - indent for line in rest)


def test_a_line_is_as_full_as_it_can_be() -> None:
    assert find_breaks("aa bb cc dd", 5, indent=3) == [(0, 5), (6, 8), (9, 11)]

from __future__ import annotations

import string
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malicli.authoring.reader import read_document
from malicli.canonical import KEYS, PROSE, WIDTH, order_keys, write_mapping, write_records
from malicli.text import find_unsafe

Plain = dict[str, Any]

# What YAML readers take for something other than text, or for structure.
TRICKY = [
    *"yes no on off y n true false null ~ Null NO On TRUE .inf .nan".split(),
    *"2012 0x1F 0o17 1_000 1e3 12:30:45 2012-03-22 -1 +1 .5 = << - -- --- ... ? : | > & *".split(),
    *"! % @ ` [a] {a} [2031..2032] ../2032 2031/.. # #a a#b a# a: :b a:b a,b 'a' ''' *a".split(),
    *'\\ \\n %YAML &a !!str " "" “quoted” §12–14 ¶2 l’œuvre 日本語 e\u0301 🙂'.split(),
    *["", " ", "  ", " a", "a ", "a  b", "a #b", "a: b", "a :b", "- a", "? a", ": a"],
    *["a\xa0b", "\xa0a", "a\u3000b", 'say "so"', "it's", "why?", "a?b"],
]


def _is_readable(text: str) -> bool:
    """What a data file may hold: one paragraph, without invisible characters."""
    return find_unsafe(text) < 0 and not any(c in text for c in "\n\t\ufffe\uffff")


SIGNS = st.text(alphabet=" ab:#-?,[]{}&*!|>'\"%@`\\~=<.0é§日", max_size=12)
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
WORDS = st.lists(SIGNS | st.sampled_from(TRICKY), max_size=10).map(" ".join)
TEXTS = (st.sampled_from(TRICKY) | SIGNS | LETTERS | WORDS).filter(_is_readable)
LONG = st.builds(lambda text, n: " ".join([text] * n), TEXTS, st.integers(20, 100))
# Keys are short; a merge key is refused even in quotes.
NAMES = st.sampled_from([*KEYS, *PROSE]) | TEXTS.filter(lambda t: t != "<<" and len(t) <= 40)
VALUES = st.recursive(
    TEXTS | LONG,
    lambda inner: (
        st.lists(TEXTS, max_size=4)
        | st.dictionaries(NAMES, inner, max_size=3)
        | st.lists(st.dictionaries(NAMES, inner, min_size=1, max_size=3), max_size=3)
    ),
    max_leaves=6,
)
RECORDS = st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5), min_size=1, max_size=3)

# A busy machine is no fault.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def _read(text: str) -> Any:
    return read_document(text.encode(), "events.yaml").root.to_plain()


@unhurried
@given(RECORDS)
def test_what_is_written_is_read_back_the_same(records: list[Plain]) -> None:
    text = write_records(records)
    assert _read(text) == records
    assert yaml.load(text, yaml.BaseLoader) == records


@unhurried
@given(RECORDS)
def test_what_is_read_back_is_written_the_same(records: list[Plain]) -> None:
    text = write_records(order_keys(records))
    assert write_records(order_keys(_read(text))) == text


@unhurried
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5))
def test_a_file_of_one_mapping_is_read_back_the_same(mapping: Plain) -> None:
    text = write_mapping(mapping)
    assert _read(text) == mapping
    assert yaml.load(text, yaml.BaseLoader) == mapping


@pytest.mark.parametrize("text", [t for t in TRICKY if _is_readable(t)])
@pytest.mark.parametrize("key", ["title", "summary", "at"])
def test_a_tricky_text_is_read_back_the_same(key: str, text: str) -> None:
    records = [{key: text, "sources": [{key: text}], "tags": [text, text], "note": {key: text}}]
    written = write_records(records)
    assert _read(written) == records
    assert yaml.load(written, yaml.BaseLoader) == records


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"])
def test_a_word_that_others_read_as_a_truth_value_stays_text(text: str) -> None:
    for spelled in (text, text.upper(), text.capitalize()):
        assert yaml.safe_load(write_records([{"title": spelled}])) == [{"title": spelled}]


@unhurried
@given(
    st.lists(
        st.text(
            alphabet=string.ascii_letters + string.punctuation, min_size=1, max_size=WIDTH // 2
        ),
        min_size=1,
        max_size=80,
    )
)
def test_prose_is_folded_at_spaces_into_lines_that_fit(words: list[str]) -> None:
    text = write_records([{"summary": " ".join(words)}])
    head, *lines = text.splitlines()
    assert head == "- summary: >-"
    assert max(map(len, lines)) <= WIDTH
    assert " ".join(line.strip() for line in lines) == " ".join(words)
    # Every line takes as many words as fit on it.
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > WIDTH


def test_keys_stand_in_one_order_and_unknown_ones_last_by_name() -> None:
    mapping = {"zebra": 1, "title": 2, "ant": 3, "id": 4, "sources": [{"at": 5, "source": 6}]}
    ordered = order_keys(mapping)
    assert list(ordered) == ["id", "title", "sources", "ant", "zebra"]
    assert list(ordered["sources"][0]) == ["source", "at"]
    assert ordered == mapping


def test_every_key_has_one_rank() -> None:
    assert len(set(KEYS)) == len(KEYS)


def test_a_record_looks_like_this() -> None:
    record = {
        "id": "2031-a",
        "date": "[2031-03-01..2031-03-05]",
        "episode": True,
        "title": "One: two",
        "summary": "Three.",
        "places": [{"place": "port-city"}],
        "rank": 2,
        "external": {"ucdp": ["1", "2"]},
        "note": "no",
    }
    assert write_records([record, {"id": "b"}]) == (
        "- id: 2031-a\n"
        '  date: "[2031-03-01..2031-03-05]"\n'
        "  episode: true\n"
        '  title: "One: two"\n'
        "  summary: >-\n"
        "    Three.\n"
        "  places:\n"
        "    - {place: port-city}\n"
        "  rank: 2\n"
        "  external: {ucdp: [1, 2]}\n"
        '  note: "no"\n'
        "\n"
        "- id: b\n"
    )


@pytest.mark.parametrize("size", [WIDTH, WIDTH + 1])
def test_a_short_mapping_stands_on_one_line_that_is_no_wider_than_100(size: int) -> None:
    frame = len("    - {source: a, note: }")
    text = write_records([{"sources": [{"source": "a", "note": "x" * (size - frame)}]}])
    lines = text.splitlines()[1:]
    assert len(lines) == (1 if size == WIDTH else 2)

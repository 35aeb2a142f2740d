from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malicli.errors import WrongUseError
from malicli.query.wanted import MOST_CHARACTERS, parse_wanted
from malicli.render.excerpt import cut_around, find_matches
from tests.conftest import EVENTS, PLACES, Mali, write_chronology


def make_event(id_: str, title: str, summary: str, **more: object) -> dict[str, object]:
    return {**EVENTS[0], "id": id_, "title": title, "summary": summary, **more}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Four events that differ by their words alone."""
    return write_chronology(
        tmp_path / "words",
        events=[
            make_event("2031-a", "Ships leave", "The heart of the town is quiet, says the mayor.",
                       summary_fr="Le cœur de la ville est calme."),
            make_event("2031-b", "Front B takes the harbour", "Fighters enter the old harbour."),
            make_event("2031-c", "Talks begin", "Delegates meet near the harbour and the market."),
            make_event("2031-d", "Market burns", "Nobody is hurt.", tags=["fire"]),
        ],
        places=[{**PLACES[0], "name_fr": "Ville-Port", "names": [{"name": "Pörtstadt"}]}],
    )  # fmt: skip


def find(mali: Mali, data: Path, *arguments: str) -> list[str]:
    code, out, err = mali("search", "--format", "csv", *arguments, data=data)
    assert code == 0, err
    return [line.partition(",")[0] for line in out.splitlines()[1:]]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("harbour", ["2031-b", "2031-c"]),  # a title weighs more than a summary
        ("HARBOUR", ["2031-b", "2031-c"]),
        ("coeur", ["2031-a"]),
        ("Cœur calme", ["2031-a"]),
        ("harbour market", ["2031-c"]),
        ('"old harbour"', ["2031-b"]),
        ('"harbour old"', []),
        ("harb*", ["2031-b", "2031-c"]),
        ('"the mark*"', []),
        ('"the mark"*', ["2031-c"]),
        ("heart OR burns", ["2031-a", "2031-d"]),
        ("market heart OR burns", ["2031-d"]),
        ("harbour -market", ["2031-b"]),
        ('harbour -"old harbour"', ["2031-c"]),
        ("fire", ["2031-d"]),
        ("portstadt", ["2031-a", "2031-b", "2031-c", "2031-d"]),
        ("AND NOT NEAR title:harbour", []),
        ("ville-port", ["2031-a", "2031-b", "2031-c", "2031-d"]),
        ("nothing", []),
    ],
)
def test_words_find_events(mali: Mali, words: Path, query: str, ids: list[str]) -> None:
    found = find(mali, words, "--", query)
    if len(ids) > 2 or " OR " in query:
        assert sorted(found) == ids
    else:
        assert found == ids


def test_words_may_stand_apart_or_together(mali: Mali, words: Path) -> None:
    assert find(mali, words, "harbour", "market") == ["2031-c"]


def test_a_filter_narrows_and_sorts(mali: Mali, words: Path) -> None:
    assert find(mali, words, "harbour", "--sort", "title") == ["2031-b", "2031-c"]
    assert find(mali, words, "harbour", "--sort", "-date") == ["2031-c", "2031-b"]
    assert find(mali, words, "harbour", "--limit", "1") == ["2031-b"]
    assert find(mali, words, "harbour", "--to", "2030") == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"open', "not closed"),
        ("OR", "OR stands between"),
        ("a OR", "OR stands between"),
        ("OR a", "OR stands between"),
        ("a OR OR b", "OR stands between"),
        ("-a", "only what to leave out"),
        ("…", "no word"),
        ("", "no word"),
        ("(a b)", "brackets mean nothing"),
        ("a" * (MOST_CHARACTERS + 1), f"{MOST_CHARACTERS} at most"),
        ("a " * 200, "too many words"),
        ("b " * 5000, "10000 characters"),
    ],
)
@pytest.mark.parametrize("command", ["search", "timeline"])
def test_what_cannot_be_read_is_explained(
    mali: Mali, words: Path, command: str, query: str, told: str
) -> None:
    asked = ["search", "--", query] if command == "search" else ["timeline", f"--text={query}"]
    code, out, err = mali(*asked, data=words)
    assert (code, out) == (2, "")
    assert told in err
    assert "fts" not in err.casefold()


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        wanted = parse_wanted(text)
    except WrongUseError as error:
        assert error.help
    else:
        assert wanted.terms
        assert all(term.words for term in wanted.terms)


def test_a_word_that_occurs_nowhere_is_guessed(mali: Mali, words: Path) -> None:
    code, out, err = mali("search", "harbur", "-market", data=words)
    assert code == 2  # to the shell that is an option
    code, out, err = mali("search", "harbur old -market", data=words)
    assert (code, out) == (0, "")
    assert "did you mean: harbour old -market" in err


def test_matches_are_shown_in_their_context(mali: Mali, words: Path) -> None:
    code, out, _ = mali("search", "coeur", data=words, terminal=80, variables={"LANG": "fr_FR"})
    assert code == 0
    assert "\x1b[1;33mcœur\x1b[0m" in out


def test_long_summaries_are_cut_around_the_match() -> None:
    text = f"{'before ' * 40}harbour {'after ' * 60}"
    (term,) = parse_wanted("harbour").terms
    short = cut_around(text, [term])
    assert short.startswith("… before")
    assert short.endswith("after …")
    assert " harbour " in short
    assert len(short) < 220


def test_phrases_and_beginnings_are_marked_whole() -> None:
    terms = parse_wanted('"port city" harb*').terms
    text = "In Port-City the harbours"
    assert [text[a:b] for a, b in find_matches(text, terms)] == ["Port-City", "harbours"]

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from malicli.chronology import open_chronology
from malicli.completion.answer import answer
from malicli.completion.quoting import drop_head, keep_typed, quote_word, split_line
from malicli.environment import Environment
from tests.conftest import ABOUT, ACTORS, Stream, write_chronology
from tests.render.invented import write_invented

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Ask how words go on, the last of them being typed: ``ask("actor", "fr")``; the first line
    of the answer, then the words alone."""
    data = write_invented(tmp_path / "invented")
    variables = {"MALI_DATA": str(data), "MALI_CACHE": str(tmp_path / "cache")}
    open_chronology(data, Environment(variables=variables)).close()

    def ask_fish(*words: str, **more: str) -> list[str]:
        out = Stream()
        environment = Environment(out, Stream(), {**variables, **more})
        assert answer(["fish", words[-1], "mali", *words[:-1]], environment) == 0
        return [line.partition("\t")[0] for line in out.text.splitlines()]

    return ask_fish


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["tim"], ["timeline"]),
        (["--no"], ["--no-pager"]),
        (["--lang", "fr", "tim"], ["timeline"]),
        (["timeline", "--min"], ["--min-killed"]),
        (["timeline", "--type", "cou"], ["coup"]),
        (["timeline", "--type=cou"], ["--type=coup"]),
        (["timeline", "--actor", "'front b"], ["Front B"]),
        (["timeline", "--certain", "--place", "PORT"], ["Port City"]),
        (["timeline", "--tag", "po"], ["power"]),
        (["timeline", "--from", "20"], []),
        (["timeline", "--nonsense=a"], []),
        (["event", "2031-harbour-c"], ["2031-harbour-coup"]),
        (["event", "2031-harbour-coup", "2031"], []),
        (["source", "daily"], ["daily-x"]),
        (["actors", "--kind", "arm"], ["armed-group"]),
        (["check", "--format", "g"], ["github"]),
        (["docs", ""], ["codebook", "cli"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["nonsense", "a"], []),
    ],
    ids=str,
)
def test_a_line_goes_on_with_what_fits(ask: Ask, words: list[str], found: list[str]) -> None:
    what, *got = ask(*words)
    assert what == "words"
    assert [g.casefold() for g in got] == [f.casefold() for f in found]


@pytest.mark.parametrize(
    ("words", "what"),
    [(["export", "-o", "a"], "file"), (["check", ""], "folder"), (["--data", ""], "file")],
)
def test_paths_are_left_to_the_shell(ask: Ask, words: list[str], what: str) -> None:
    assert ask(*words) == [what]


def test_a_name_that_several_bear_is_given_by_their_ids(ask: Ask) -> None:
    assert ask("actor", "'united front")[1:] == ["front-a", "coalition-d"]  # the most named first


def test_names_are_of_the_chronology_that_the_line_names(ask: Ask, tmp_path: Path) -> None:
    other = write_chronology(tmp_path / "other", about={**ABOUT, "name": "Other"})
    assert ask("--data", str(other), "place", "") == ["words"]  # nobody has compiled it
    open_chronology(other, Environment(variables={"MALI_CACHE": str(tmp_path / "cache")})).close()
    assert ask("--data", str(other), "place", "") == ["words", "Port City"]
    assert ask("place", "--data", str(other), "") == ["words", "Port City"]
    assert ask("place", "", MALI_DATA=str(other)) == ["words", "Port City"]
    assert ask("place", "", MALI_DATA="/none/such") == ["words"]


def test_nothing_that_a_terminal_or_the_program_would_obey_is_offered(
    ask: Ask, tmp_path: Path
) -> None:
    data = write_chronology(tmp_path / "odd")
    cache = tmp_path / "other-cache"
    open_chronology(data, Environment(variables={"MALI_CACHE": str(cache)})).close()
    (file,) = cache.glob("*.sqlite")
    hostile = tmp_path / "hostile.db"
    hostile.write_bytes(file.read_bytes())
    index = sqlite3.connect(hostile)
    for number, name in enumerate(["--output=/tmp/x", "a\x1b[2J", "b\tc", "d\ne", "f\u202eg"]):
        row = (f"odd{number}", name, "x\x1b[1m\ny")
        index.execute("INSERT INTO actor VALUES (?, ?, NULL, NULL, ?, NULL, NULL, 9, NULL)", row)
        names = ("actor", f"odd{number}", f"odd{number}", name, 2, 0, 9)
        index.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", names)
    index.commit()
    index.close()
    assert ask("actor", "", MALI_DATA=str(hostile))[1:] == ["AA", "FB"]
    assert len(ask("actor", "odd", MALI_DATA=str(hostile))) == 6  # by their ids alone
    hostile.write_bytes(file.read_bytes()[:5000] + b"\0" * 9000)
    assert ask("actor", "", MALI_DATA=str(hostile)) == ["words"]


@pytest.mark.parametrize("arguments", [[], ["bash"], ["tcsh", "a", "b"]])
def test_a_shell_that_is_none_gets_no_answer(arguments: list[str]) -> None:
    out = Stream()
    assert answer(arguments, Environment(out, Stream(), {})) == 2
    assert out.text == ""


# Quoting ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("mali ", (5, "", "")),
        ('mali "a b', (5, "a b", '"')),
        ("mali a\\ b", (5, "a b", "")),
        ("mali 'a'\"b", (5, "ab", '"')),
        ('mali "a\\"b\\c', (5, 'a"b\\c', '"')),
        ("mali a\\", (5, "a", "")),
        ("", (0, "", "")),
    ],
)
def test_a_line_is_read_as_far_as_it_is_typed(line: str, last: tuple[int, str, str]) -> None:
    assert split_line(line)[-1] == last


@pytest.mark.parametrize("text", ["a b", "it's", 'say "x"', "$HOME `id` \\ !", "~x", "é=:@*?[]{}"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_what_is_quoted_is_read_back(text: str, quote: str) -> None:
    closing = "" if quote and text.endswith(quote) else quote
    written = f"{quote}{quote_word(text, quote)}"
    ran = subprocess.run(
        ["bash", "-c", f"printf %s {written}{'' if written.endswith(quote) else closing}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout == text


def test_the_rest_of_a_word_is_found_however_its_beginning_is_spelt() -> None:
    assert drop_head("ec", "Éclair") == "lair"
    assert drop_head("port ", "Port-City") == "City"
    assert keep_typed("ab", ["Abc", "aBd"]) == ["Abc", "aBd"]
    assert keep_typed("ab", ["Abc", "ABd"]) == ["abc", "abd"]


# Time ------------------------------------------------------------------------------------------


def test_an_answer_imports_nothing_slow(tmp_path: Path) -> None:
    data = write_chronology(tmp_path / "data", actors=ACTORS)
    variables = {**os.environ, "MALI_DATA": str(data), "MALI_CACHE": str(tmp_path / "cache")}
    open_chronology(data, Environment(variables=variables)).close()
    program = (
        "import sys; sys.argv[1:] = ['__complete', 'bash', 'mali actor F', 'F']\n"
        "from malicli.__main__ import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=True
    )
    assert ran.stdout in ("words\nFB\n", "words\nFront\\ B\n")
    slow = {"typer", "rich", "pydantic", "yaml", "rapidfuzz", "subprocess", "malicli.cli"}
    assert not slow & {*ran.stderr.split()}

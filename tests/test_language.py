from __future__ import annotations

import ast
import copy
import gettext
import io
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.pofile import read_po

import malicli
from malicli.cli.tree import COMMANDS
from malicli.date_words import describe, describe_end, describe_start
from malicli.dates import MONTHS
from malicli.environment import find_shipped_data
from malicli.language import CATALOGUES, choose_language, use_language
from malicli.query.summaries import DIMENSIONS
from malicli.vocabulary import VOCABULARIES, label_code
from tests.conftest import ACTORS, EVENTS, Mali, write_chronology

ROOT = Path(malicli.__file__).parent
PO = CATALOGUES / "fr" / "LC_MESSAGES" / "mali.po"


@pytest.fixture
def french() -> Iterator[None]:
    use_language("fr")
    yield
    use_language("en")


# Which language --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr"}, "fr"),
        ([], {"LANG": "FR_ml"}, "fr"),
        ([], {"LANG": "fro"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_GB", "LC_MESSAGES": "fr_ML"}, "fr"),
        ([], {"LANG": "de_DE"}, "en"),
        (["--lang", "fr", "timeline"], {}, "fr"),
        (["timeline", "--lang=fr"], {}, "fr"),
        (["timeline", "--lang", "en"], {"LANG": "fr_FR"}, "en"),
        (["timeline", "--lang", "de"], {"LANG": "fr_FR"}, "en"),
        (["timeline", "--lang"], {"LANG": "fr_FR"}, "en"),
    ],
)
def test_the_language_is_that_of_the_option_then_of_the_locale(
    arguments: list[str], variables: dict[str, str], language: str
) -> None:
    assert choose_language(arguments, variables) == language


def test_one_run_does_not_speak_the_language_of_the_one_before(
    mali: Mali, chronology: Path
) -> None:
    assert "Lire" in mali("--lang", "fr", "--help").out
    assert "Lire" not in mali("--help").out
    assert "mars" in mali("timeline", data=chronology, variables={"LANG": "fr_FR"}).out.casefold()


# Words -----------------------------------------------------------------------------------------


def list_codes() -> list[tuple[str, str]]:
    return [(name, code) for name, codes in VOCABULARIES.items() for code in codes]


def test_every_code_has_a_french_label() -> None:
    catalogue = read_po(io.BytesIO(PO.read_bytes()), "fr")
    missing = [
        (name, code)
        for name, code in list_codes()
        if not (m := catalogue.get(code.replace("-", " "), name)) or not m.string
    ]
    assert not missing


@pytest.mark.usefixtures("french")
def test_one_word_in_two_vocabularies_may_have_two_translations() -> None:
    assert label_code("role", "party") == "partie prenante"
    assert label_code("actor-kind", "party") == "parti"
    assert label_code("type", "battle") == "combat"
    assert label_code("type", "a-code-of-its-own") == "a code of its own"


@pytest.mark.usefixtures("french")
def test_months_are_those_of_the_locale_data() -> None:
    names = Locale("fr").months["format"]["wide"]
    assert [describe(f"2012-{n:02}") for n in range(1, 13)] == [
        f"{names[n]} 2012" for n in range(1, 13)
    ]
    assert len(MONTHS) == 12


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2012", "2012"),
        ("2012-03", "mars 2012"),
        ("2012-03-22", "22 mars 2012"),
        ("2012-03-01", "1er mars 2012"),
        ("[2012-01-21..2012-01-31]", "fin janvier 2012"),
        ("[2012-04-01..2012-04-10]", "début avril 2012"),
        ("[2012-04-11..2012-04-20]", "mi-avril 2012"),
        ("2013-01-26/2013-01-30", "26–30 janvier 2013"),
        ("2013-01-30/2013-02-01", "30 janvier – 1er février 2013"),
        ("[..2012-06]", "au plus tard en juin 2012"),
        ("[..2012-06-03]", "au plus tard le 3 juin 2012"),
        ("[2012-04-03..2012-04-05]", "entre le 3 et le 5 avril 2012"),
        ("[2012-04..2012-08]", "entre avril et août 2012"),
        ("2012-04/2012-08", "d'avril à août 2012"),
        ("2012-03~", "mars 2012 environ"),
        ("2012-03?", "mars 2012 (incertain)"),
    ],
)
def test_dates_in_french(text: str, words: str) -> None:
    assert describe(text).replace("\u202f", " ").replace("\u00a0", " ") == words


@pytest.mark.usefixtures("french")
def test_bounds_in_french() -> None:
    assert describe_start("2012-03-22") == "à partir du 22 mars 2012"
    assert describe_start("[..2012-03-30]") == "depuis le 30 mars 2012 au plus tard"
    assert describe_end("2014") == "jusqu'en 2014"


def test_dates_typed_in_french_are_read(mali: Mali, chronology: Path) -> None:
    code, out, _ = mali("timeline", "--lang=fr", "--on", "22 mars 2031", data=chronology)
    assert code == 0
    assert "Le Front B attaque l'armée à Port City" in out


# What is shown ---------------------------------------------------------------------------------


def test_french_titles_where_there_are_any_else_english_marked(mali: Mali, tmp_path: Path) -> None:
    bare = {key: value for key, value in EVENTS[0].items() if key != "title_fr"}
    data = write_chronology(tmp_path / "c", events=[{**bare, "id": "2031-bare"}])
    _, out, _ = mali("timeline", "--lang", "fr", data=data)
    assert "Front B attacks the army in Port City [en]" in out
    assert "at dawn. [en]" in out
    _, out, _ = mali("timeline", data=data)
    assert "[en]" not in out


def test_formats_for_programs_do_not_change_with_the_language(mali: Mali, chronology: Path) -> None:
    for format_ in ("csv", "json", "jsonl", "tsv", "yaml"):
        asked = ("events", "--format", format_)
        assert mali(*asked, "--lang", "fr", data=chronology) == mali(*asked, data=chronology)


def test_errors_are_told_in_french(mali: Mali, chronology: Path) -> None:
    _, _, err = mali("--lang", "fr", "timeline", "--from", "2015", "--to", "2012", data=chronology)
    assert "est après" in err
    _, _, err = mali("--lang", "fr", "actor", "Nobody", data=chronology)
    assert "aucun acteur" in err


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_in_french_and_fits(mali: Mali, name: str) -> None:
    code, out, _ = mali(*filter(None, [name]), "--help", "--lang", "fr")
    assert code == 0
    assert out.startswith("Usage\u00a0: mali")
    assert max(map(len, out.splitlines())) <= 100
    assert "Show this message" not in out


def test_the_catalogue_keeps_the_fields_of_each_message() -> None:
    for message in read_po(io.BytesIO(PO.read_bytes()), "fr"):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        fields = [set(re.findall(r"\{\w+\}", text)) for text in (*ids, *strings)]
        wanted = set().union(*fields[: len(ids)])
        assert all(found <= wanted for found in fields[len(ids) :]), message.id


def test_no_message_hides_in_an_f_string() -> None:
    """There the extraction does not see it."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
                names = {n.func.id for n in calls if isinstance(n.func, ast.Name)}
                literal = any(
                    isinstance(n.func, ast.Name)
                    and n.func.id in ("_", "pgettext", "ngettext")
                    and all(isinstance(a, ast.Constant) for a in n.args)
                    for n in calls
                )
                assert not literal, (path, node.lineno, names)


def test_a_missing_catalogue_is_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("malicli.language.CATALOGUES", tmp_path)
    use_language("fr")
    assert label_code("type", "battle") == "battle"
    use_language("en")


def test_today_is_understood_in_both(mali: Mali, chronology: Path) -> None:
    for word in ("today", "aujourd'hui"):
        code, _, _ = mali("events", "--on", word, data=chronology, today=date(2031, 3, 22))
        assert code == 0


class Missed(gettext.NullTranslations):
    """Behind a catalogue: keeps the messages that it does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def pgettext(self, context: str, message: str) -> str:
        self.messages.add(f"{context}: {message}")
        return message


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What was shown in French and is not in the catalogue."""
    behind = Missed()
    load = gettext.translation

    def add(*arguments: Any, **options: Any) -> gettext.NullTranslations:
        catalogue: gettext.NullTranslations = copy.copy(load(*arguments, **options))
        catalogue.add_fallback(behind)
        return catalogue

    monkeypatch.setattr(gettext, "translation", add)
    return behind.messages


# Each view once, on the shipped data, which have one of nearly everything.
VIEWS = [
    "timeline --on 2014-05", "timeline --from 2023 --compact", "events --type coup --limit 9",
    "event 2014-kidal-army-offensive", "event 2012-march-coup", "actor CMA", "actors",
    "place Kidal", "places", "source icrtop-2014", "sources --limit 20", "figures",
    "search kidal --limit 5", "day 03-22 --possible", "between 2012-march-coup 2012-kidal-captured",
    "stats --by harm --by year", "stats --by quarter", "relations", "relations MNLA --history",
    "relations JNIM --as-of 2020", "disputes --all --from 2019", "disputes --by-source", "map",
    "map --place Gao", "holds Kidal", "holds Kidal --as-of 2014-05-22", "docs", "",
    *(f"stats --by {by} --measure killed" for by in DIMENSIONS),
]  # fmt: skip
# Words of the data, not ours: codes of this chronology's own, claimants, sources' own hedges.
THEIRS = {"environ", "quelque", "près de", "measure: population"}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One cache for all of these, so that the chronology is compiled once."""
    return {"MALI_CACHE": str(tmp_path_factory.mktemp("cache"))}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_in_the_catalogue(
    mali: Mali, missed: set[str], cache: dict[str, str], view: str
) -> None:
    data = find_shipped_data()
    asked = ("--lang", "fr", *shlex.split(view))
    code, out, err = mali(*asked, data=data, terminal=100, variables=cache)
    assert code == 0, err
    assert out
    codes = {f"{name}: {c.replace('-', ' ')}" for name, c in list_codes()}
    assert not {m for m in missed if m not in THEIRS | codes and not m.isdigit()}


def test_french_abbreviations_are_used(mali: Mali, tmp_path: Path) -> None:
    short = {"kind": "short", "lang": "fr"}
    union = {"id": "union-u", "name": "Union of U", "short": "UU", "kind": "intergovernmental"}
    person = {"id": "captain-r", "name": "Captain Roe", "short": "Roe", "kind": "person"}
    data = write_chronology(
        tmp_path / "c",
        actors=sorted(
            [
                *ACTORS,
                {**union, "names": [{**short, "name": "Onu"}, {**short, "name": "ONU"}]},
                {**person, "names": [{**short, "name": "le capitaine"}]},
            ],
            key=lambda actor: str(actor["id"]),
        ),
    )
    out = mali("actors", "--lang", "fr", data=data).out
    assert "ONU" in out
    assert "UU" not in out
    assert "Roe" in out
    assert "UU" in mali("actors", data=data).out

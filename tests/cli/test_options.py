from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from malicli.cli.tree import COMMANDS
from malicli.query.filters import SORTS
from malicli.vocabulary import VOCABULARIES
from tests.cli.tree import get_command, list_parameters
from tests.conftest import Mali
from tests.render.invented import write_invented


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    return write_invented(tmp_path / "invented")


class Wrong(NamedTuple):
    """A value that an option cannot take, and a word of what it takes."""

    option: str
    value: str
    takes: str


NO_DATES = ["soon", "", "22 Marchember 2031", "[..]", "99999", "2031-3-1", "22/03/2031",
            "2031-03-22T12:00"]  # fmt: skip
NO_DAYS = ["2031-13", "2031-02-30", "31 February 2031", "0000"]
DATES = {
    **dict.fromkeys(NO_DATES, "2012-03-22"),
    **dict.fromkeys(NO_DAYS, "no such day"),
    "2033/2031": "ends before it begins",
}
FILTER_WRONGS = [
    *(
        Wrong(option, value, takes)
        for option in ("--from", "--to", "--on")
        for value, takes in DATES.items()
    ),
    Wrong("--as-of", "soon", "2012-03-22"),
    Wrong("--role", "bystander", "attacker"),
    Wrong("--role", "", "attacker"),
    Wrong("--type", "batle", "did you mean battle?"),
    Wrong("--type", "nonsense", ", ".join(VOCABULARIES["type"])),
    *(
        Wrong("--within", value, "100km")
        for value in ("far", "", "0", "0km", "-5km", "nan", "inf", "30000km", "5 miles")
    ),
    Wrong("--min-killed", "many", "whole number"),
    Wrong("--min-killed", "-1", "whole number"),
    Wrong("--min-killed", "1.5", "whole number"),
    Wrong("--rank", "0", "from 1 to 3"),
    Wrong("--rank", "4", "from 1 to 3"),
    Wrong("--rank", "first", "whole number"),
    Wrong("--sort", "place", ", ".join(SORTS)),
    Wrong("--sort", "", ", ".join(SORTS)),
    Wrong("--limit", "-1", "whole number"),
    Wrong("--limit", "few", "whole number"),
    Wrong("--text", "…", "letters or digits"),
    Wrong("--text", "", "letters or digits"),
    Wrong("--around", "91,0", "latitude"),
    Wrong("--around", "0,181", "latitude"),
]  # fmt: skip
WIDTHS = [Wrong("--width", "wide", "whole number"), Wrong("--width", "19", "from 20 to"),
          Wrong("--width", "-80", "from 20 to")]  # fmt: skip
LANGUAGES = [Wrong("--lang", "de", "en, fr"), Wrong("--lang", "", "en, fr")]
FORMATS = [Wrong("--format", "pdf", "table, csv"), Wrong("--format", "", "table, csv")]

WRONGS = [
    *((("timeline",), wrong) for wrong in [*FILTER_WRONGS, *FORMATS, *WIDTHS, *LANGUAGES]),
    *((("events",), wrong) for wrong in [FILTER_WRONGS[0], *FORMATS]),
    *((("export",), wrong) for wrong in [FILTER_WRONGS[0], *FORMATS]),
    *((("event", "2031-talks"), wrong) for wrong in [*FORMATS, *WIDTHS]),
    *((("actor", "FA"), wrong) for wrong in [Wrong("--as-of", "then", "2012-03-22"), *FORMATS]),
    *(
        (("relations", "FA"), wrong)
        for wrong in [
            Wrong("--as-of", "then", "2012-03-22"),
            Wrong("--as-of", "2031-02-30", "no such day"),
            Wrong("--kind", "friend-of", "ally-of"),
            Wrong("--kind", "", "member-of"),
            *(
                Wrong("--depth", depth, "from 1 to 10")
                for depth in ("0", "11", "-1", "two", "9" * 99)
            ),
            *FORMATS,
        ]
    ),
    *(
        (("stats",), wrong)
        for wrong in [
            Wrong("--by", "colour", "year, quarter"),
            Wrong("--by", "", "year, quarter"),
            Wrong("--measure", "joy", "events, killed"),
            Wrong("--top", "0", "1 or more"),
        ]
    ),
    *(
        (("disputes",), wrong)
        for wrong in [
            FILTER_WRONGS[0],
            *FORMATS,
            *WIDTHS,
            Wrong("--field", "colour", "date, place"),
            Wrong("--field", "tol", "did you mean toll?"),
            Wrong("--why", "spite", "open, interest"),
            Wrong("--why", "", "open, interest"),
        ]
    ),
    *(
        (("actors",), wrong)
        for wrong in [
            Wrong("--kind", "robot", "armed-group"),
            Wrong("--limit", "-1", "whole number"),
            *FORMATS,
        ]
    ),
    *(
        (("figures",), wrong)
        for wrong in [
            Wrong("--from", "soon", "2012-03-22"),
            Wrong("--to", "soon", "2012-03-22"),
            Wrong("--measure", "joy", "displaced"),
            Wrong("--kind", "joy", "cumulative"),
            Wrong("--limit", "-1", "whole number"),
        ]
    ),
    *(
        ((command,), Wrong("--kind", "joy", kind))
        for command, kind in {"places": "village", "sources": "un-report"}.items()
    ),
    *(((command,), Wrong("--limit", "-1", "whole number")) for command in ("places", "sources")),
    (("check",), Wrong("--format", "csv", "text, json, github")),
]

# What takes a name or a path cannot be wrong of itself; these have tests of their own.
NAMING = {"--actor", "--place", "--source", "--tag", "--data", "--output"}


def test_each_option_with_a_value_has_a_wrong_one_here() -> None:
    taking = {
        option.opts[0]
        for _, option in list_parameters()
        if option.param_type_name == "option" and not option.is_flag
    }
    assert taking - NAMING == {wrong.option for _, wrong in WRONGS}


def name_wrong(value: Wrong | tuple[str, ...]) -> str:
    return f"{value.option}={value.value}" if isinstance(value, Wrong) else " ".join(value)


@pytest.mark.parametrize(("command", "wrong"), WRONGS, ids=name_wrong)
def test_a_wrong_value_is_told_with_what_is_right(
    mali: Mali, invented: Path, command: tuple[str, ...], wrong: Wrong
) -> None:
    around = ["--around", "Port City"] if wrong.option == "--within" else []
    code, out, err = mali(*command, *around, f"{wrong.option}={wrong.value}", data=invented)
    assert (code, out) == (2, "")
    assert err.startswith("mali: error: ")
    assert wrong.option in err
    assert wrong.takes in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--from 2015 --to 2012", ["--from 2015 is after --to 2012", "exchange"]),
        ("--from 2031-03-23 --to 2031-03-22", ["--from 2031-03-23 is after --to 2031-03-22"]),
        ("--on 2031 --from 2030", ["--on stands alone", "--from and --to"]),
        ("--on 2031 --to 2032", ["--on stands alone"]),
        ("--within 9km", ["--within needs --around"]),
        ("--lineage", ["--lineage", "--actor"]),
        ("--members", ["--members", "--actor"]),
        ("--compct", ["--compct", "--compact"]),
        ("--typ coup", ["--typ", "--type"]),
        ("--nonsense", ["--nonsense"]),
        ("--from", ["--from", "needs a value"]),
        ("stray", ["stray"]),
        ("--format csv -o out.json", ["--format csv", "out.json", "disagree", "*.csv"]),
        ("--format table -o out.json", ["--format table", "out.json", "disagree"]),
    ],
)
def test_options_that_do_not_go_together_are_told(
    mali: Mali, invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: str, told: list[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, out, err = mali("timeline", *arguments.split(), data=invented)
    assert (code, out) == (2, "")
    for words in told:
        assert words in err
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("command", ["event", "actor", "place", "source"])
def test_an_argument_that_lacks_is_told(mali: Mali, command: str) -> None:
    code, out, err = mali(command)
    assert (code, out) == (2, "")
    assert get_command(command).params[0].metavar in err
    assert f"mali {command} --help" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--from", "2031", "--to", "2031"],
        ["timeline", "--from", "2031-03-22", "--to", "2031-03-22"],
        ["timeline", "--from", "22 March 2031"],
        ["timeline", "--from", "mars 2031", "--to", "1er avril 2031"],
        ["timeline", "--from", "March 22, 2031"],
        ["timeline", "--to", "today"],
        ["timeline", "--on", "2030/2032"],
        ["timeline", "--type", "Coup d’État", "--type", "COUP"],
        ["timeline", "--type", "violence against civilians"],
        ["timeline", "--around", "Port City", "--within", "20KM"],
        ["timeline", "--around", " 10.5 , -3.25 "],
        ["timeline", "--format", "CSV"],
        ["actors", "--kind", "Armed Group"],
    ],
    ids=" ".join,
)
def test_values_are_understood_as_people_type_them(
    mali: Mali, invented: Path, arguments: list[str]
) -> None:
    code, out, err = mali(*arguments, data=invented)
    assert (code, err) == (0, "")
    assert out


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--limit", "9" * 30],
        ["actors", "--limit", "9" * 30],
        ["timeline", "--min-killed", "9" * 30],
        ["timeline", "--text", "word " * 5000],
        ["timeline", "--actor", "x" * 100_000],
        ["timeline", "--around", f"{'9' * 400},0"],
        ["timeline", "--width", "9" * 15],
        ["timeline", "--from", "٢٠٣١"],
        ["timeline", "--data", "x" * 5000],
        ["timeline", "-o", "x" * 5000],
        ["timeline", "--data", "a\0b"],
        ["timeline", "-o", "a\0b"],
        ["event", "\udcff"],
        ["timeline", "--text", "\udcff"],
        ["timeline", "--tag", "\udcff"],
        ["timeline", "--from", "\udcff"],
        ["actors", *["--kind", "person"] * 5_000],
    ],
    ids=lambda arguments: repr(arguments[1:3])[:50],
)
def test_no_value_is_too_much(mali: Mali, invented: Path, arguments: list[str]) -> None:
    code, _, err = mali(*arguments, data=invented)
    assert code in (0, 2, 3, 4)
    assert code == 0 or err.startswith("mali: error: ")


HOSTILE = "\x1b\x9b\r\x07\u202e"
ECHOING = [
    [HOSTILE],
    ["timeline", f"--{HOSTILE}"],
    ["timeline", HOSTILE],
    ["event", HOSTILE],
    ["actor", HOSTILE],
    ["place", HOSTILE],
    ["source", HOSTILE],
    ["check", HOSTILE],
    ["fmt", HOSTILE],
    ["actors", "--kind", HOSTILE],
    ["check", "--format", HOSTILE],
    ["timeline", "--from", f"9{HOSTILE}", "--to", "1"],
    ["timeline", "--format", "csv", "-o", f"{HOSTILE}.json"],
    ["timeline", "-o", f"nowhere/{HOSTILE}"],
    *(
        ["timeline", "--around=0,0" if option == "--within" else "--rank=3", f"{option}={HOSTILE}"]
        for option in sorted(
            parameter.opts[0]
            for command, parameter in list_parameters()
            if command == "timeline" and not parameter.is_flag and parameter.opts[0] != "--output"
        )
    ),
]


@pytest.mark.parametrize("arguments", ECHOING, ids=ascii)
def test_what_was_typed_is_shown_never_sent(
    mali: Mali, invented: Path, arguments: list[str]
) -> None:
    code, out, err = mali(*arguments, data=invented)
    assert not set(HOSTILE) & set(out + err)
    assert code in (2, 3, 4) or "no events" in err


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_refused_everywhere(mali: Mali, name: str) -> None:
    code, out, err = mali(name, "--no-such-option")
    assert (code, out) == (2, "")
    assert "--no-such-option" in err
    assert f"mali {name} --help" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("timeline", "--on"), ("timeline", "--from"), ("timeline", "--around", "16,0", "--within"),
        ("timeline", "--sort"), ("timeline", "--format"), ("timeline", "--lang"),
        ("relations", "--as-of"), ("day",), ("timeline",),
    ],
)  # fmt: skip
def test_a_long_value_is_not_echoed_whole(
    mali: Mali, invented: Path, arguments: tuple[str, ...]
) -> None:
    code, _out, err = mali(*arguments, "x" * 10_000, data=invented)
    assert code == 2
    assert "xxx" in err
    assert len(err) < 400


@pytest.mark.parametrize(
    "arguments",
    [
        ("day",),
        ("timeline", "--on"),
        ("timeline", "--around", "16,0", "--within"),
        ("timeline", "--sort"),
    ],
)
def test_a_control_character_is_escaped_once(
    mali: Mali, invented: Path, arguments: tuple[str, ...]
) -> None:
    _code, _out, err = mali(*arguments, "a\x1b\u202eb", data=invented)
    assert r"'a\x1b\u202eb'" in err

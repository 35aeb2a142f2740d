from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from malicli.cli.tree import COMMANDS, HELP_WIDTH
from malicli.environment import find_shipped_data
from tests.cli.tree import get_command, list_examples, list_options, list_parameters
from tests.conftest import ABOUT, EVENTS, Mali, write_chronology
from tests.render.invented import write_disputed, write_invented

# Help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_the_command_says(name: str) -> None:
    first_line = get_command(name).help.partition("\n")[0]
    assert COMMANDS[name].summary == first_line


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_examples_of_itself(name: str) -> None:
    examples = [shlex.split(line) for command, line in list_examples() if command == name]
    assert examples
    assert all(example[:2] == ["mali", name] for example in examples)
    assert COMMANDS[name].summary.endswith(".")


@pytest.mark.parametrize(
    ("name", "parameter"),
    list_parameters(),
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_each_option_and_argument_has_help(name: str, parameter: object) -> None:
    del name
    help_ = getattr(parameter, "help", None)
    assert help_
    assert help_.endswith(".")


def test_help_goes_where_all_output_goes(mali: Mali) -> None:
    assert mali("timeline", "--help").out.startswith("Usage: mali timeline")


def read_help(mali: Mali, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code, out, err = mali(*arguments)
    printed, _ = capsys.readouterr()
    assert (code, err) == (0, "")
    return out or printed


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_tells_all(
    mali: Mali, capsys: pytest.CaptureFixture[str], name: str, flag: str
) -> None:
    out = read_help(mali, capsys, name, flag)
    assert out.startswith(f"Usage: mali {name} ")
    for command, option in list_options():
        if command == name:
            assert f"{option} " in out or f", {option}" in out or f"{option}\n" in out, option
    for command, example in list_examples():
        if command == name:
            assert f"  {example}\n" in out
    assert max(map(len, out.splitlines())) <= HELP_WIDTH


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_the_help_of_the_program_lists_every_command(
    mali: Mali, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    out = read_help(mali, capsys, *arguments)
    for name, entry in COMMANDS.items():
        assert any(line.split() == [name, *entry.summary.split()] for line in out.splitlines())
        assert f"\n{entry.panel}:\n" in out
    assert "--version" in out
    assert "mali COMMAND --help" in out


# Examples --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the shipped chronology, which `mali fmt` may write to."""
    folder = tmp_path_factory.mktemp("shipped")
    for path in find_shipped_data().glob("*.*"):
        shutil.copy(path, folder)
    yield folder


@pytest.mark.parametrize(("name", "example"), list_examples())
def test_each_example_runs(
    mali: Mali,
    shipped: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    example: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_chronology(tmp_path / "my-data")
    words = shlex.split(example)
    end = min([words.index(sign) for sign in (">", "|") if sign in words], default=len(words))
    code, out, err = mali(*words[1:end], data=shipped, variables={"MALI_CACHE": str(shipped / "c")})
    assert code == 0, err
    written = [Path(word) for word in words[1:end] if Path(word).suffix in (".csv", ".json")]
    assert all(path.stat().st_size for path in written)
    assert out or written or err or name == "check"


# Options ---------------------------------------------------------------------------------------

# Option → an invocation with it that gives something else than the one without. The chronology is
# the invented one; OTHER stands for the smallest one, FILE for a path.
FILTER_USES = {
    "--from": "--from 2031-04",
    "--to": "--to 2031-04",
    "--on": "--on 'March 2031'",
    "--certain": ("--from 2031-04-02", "--certain"),
    "--actor": "--actor 'FRONT B'",
    "--role": "--role supporter --role perpetrator",
    "--lineage": ("--actor 'Mission B'", "--lineage"),
    "--members": ("--actor CD", "--members"),
    "--type": "--type coup",
    "--place": "--place North",
    "--around": "--around 11.5,-3",
    "--within": ("--around port-city", "--within 200km"),
    "--source": "--source un-report-z",
    "--tag": "--tag power --tag pay",
    "--text": "--text 'ville port'",
    "--min-killed": "--min-killed 3",
    "--disputed": "--disputed",
    "--rank": "--rank 1",
    "--sort": "--sort -date",
    "--limit": "--limit 2",
    "--as-of": ("--actor 'United Front' --as-of 2031", "--as-of 2033"),
}
SHARED_USES = {
    "--data": "--data OTHER",
    "--width": "--width 40",
    "--lang": "--lang fr",
    "--format": "--format yaml",
    "--output": "--output FILE.json",
}
PLAIN = ("event", "actor", "actors", "place", "places", "source", "sources", "figures")

USES = {
    **{
        (command, option): use
        for command in ("timeline", "events", "search", "export")
        for option, use in {**FILTER_USES, **SHARED_USES}.items()
    },
    **{(command, option): use for command in PLAIN for option, use in SHARED_USES.items()},
    ("timeline", "--compact"): "--compact",
    **{
        (command, option): use
        for command in ("stats", "map")
        for option, use in {**FILTER_USES, **SHARED_USES}.items()
        if option not in ("--sort", "--limit")
    },
    **{
        ("day", option): ("01-28", use)
        for option, use in {**FILTER_USES, **SHARED_USES}.items()
        if option not in ("--sort", "--limit") and isinstance(use, str)
    },
    ("day", "--from"): ("01-28", "--from 2031-02"),
    ("day", "--to"): ("01-28", "--to 2030"),
    ("day", "--on"): ("01-28", "--on 2031"),
    ("day", "--certain"): ("01-28", "--certain"),
    ("day", "--lineage"): ("03-22 --actor 'Mission B' --possible", "--lineage"),
    ("day", "--members"): ("09-14 --actor CD --possible", "--members"),
    ("day", "--within"): ("04-15 --around port-city --possible", "--within 200km"),
    ("day", "--as-of"): ("01-28 --actor 'United Front' --as-of 2031", "--as-of 2033"),
    ("day", "--possible"): ("01-28", "--possible"),
    **{("between", option): use for option, use in {**FILTER_USES, **SHARED_USES}.items()},
    ("between", "--sort"): ("--compact", "--compact --sort -date"),
    ("between", "--compact"): "--compact",
    # The mission itself is one of the two events, which only a format lists among the others.
    ("between", "--lineage"): ("--actor 'Mission B' --format csv", "--lineage"),
    **{("holds", option): use for option, use in SHARED_USES.items()},
    ("holds", "--as-of"): "--as-of 2031-03-23",
    ("stats", "--lang"): "--by month --lang fr",
    ("stats", "--by"): "--by type",
    ("stats", "--measure"): "--measure killed",
    ("stats", "--top"): "--by actor --top 2",
    **{
        ("disputes", option): use
        for option, use in {**FILTER_USES, **SHARED_USES}.items()
        if option not in ("--sort", "--limit")
    },
    ("disputes", "--certain"): "--certain",
    ("disputes", "--lineage"): ("--data DISPUTED --actor 'Mission B'", "--lineage"),
    ("disputes", "--members"): ("--data DISPUTED --actor CD", "--members"),
    ("disputes", "--within"): ("--around hill-village", "--within 200km"),
    ("disputes", "--text"): "--text 'coup'",
    ("disputes", "--disputed"): ("--all", "--disputed"),
    ("disputes", "--field"): "--field toll --field relation",
    ("disputes", "--why"): "--why slip",
    ("disputes", "--all"): "--all",
    ("disputes", "--by-source"): "--by-source",
    ("disputes", "--by-publisher"): "--by-publisher",
    ("export", "--width"): ("--format table", "--width 40"),
    **{("relations", option): use for option, use in SHARED_USES.items()},
    ("relations", "--as-of"): "--as-of 2030-09",
    ("relations", "--kind"): "--kind leads --kind member-of",
    ("relations", "--depth"): "--depth 1",
    ("relations", "--history"): ("FA", "--history"),
    ("actor", "--as-of"): "--as-of 2030-09",
    ("actors", "--kind"): "--kind person --kind armed-group",
    ("actors", "--limit"): "--limit 3",
    ("places", "--kind"): "--kind village",
    ("places", "--limit"): "--limit 3",
    ("sources", "--kind"): "--kind press",
    ("sources", "--limit"): "--limit 1",
    ("figures", "--from"): "--from 2033",
    ("figures", "--to"): "--to 2030",
    ("figures", "--measure"): "--measure displaced",
    ("figures", "--kind"): "--kind cumulative",
    ("figures", "--actor"): "--actor 'Mission C'",
    ("figures", "--place"): "--place North",
    ("figures", "--source"): "--source daily-x",
    ("figures", "--limit"): "--limit 1",
    ("check", "--format"): "--format json",
    ("check", "--strict"): "--strict",
    ("check", "--data"): "--data OTHER",
    ("check", "--lang"): ("--help", "--lang fr --help"),
    ("fmt", "--lang"): ("--help", "--lang fr --help"),
    ("export", "--lang"): ("--format table", "--lang fr"),
    ("fmt", "--check"): "--check",
    ("fmt", "--data"): "--data OTHER",
    ("docs", "--lang"): ("--help", "--lang fr --help"),
    ("completion", "--lang"): ("--help", "--lang fr --help"),
    ("docs", "--width"): "--width 60",
    ("", "--data"): ("--version", "--data OTHER --version"),
    ("", "--width"): ("timeline", "--width 40 timeline"),
    ("", "--lang"): ("timeline", "--lang fr timeline"),
    ("", "--version"): "--version",
}
ARGUMENTS = {
    "event": "2031-harbour-coup",
    "search": "the",
    "actor": "FA",
    "place": "port-city",
    "source": "daily-x",
    "docs": "codebook",
    "completion": "bash",
    "between": "2030-harbour-mutiny 2033-mission",
    "holds": "port-city",
}


# What shows on a real terminal alone: tests/test_paging.py.
ELSEWHERE = {"--no-pager"}


def test_each_option_has_a_use_here() -> None:
    assert set(USES) == {use for use in list_options() if use[1] not in ELSEWHERE}


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    return write_invented(tmp_path / "invented")


@pytest.mark.parametrize(("command", "option"), USES, ids=map(" ".join, USES))
def test_each_option_does_something(
    mali: Mali, invented: Path, tmp_path: Path, command: str, option: str
) -> None:
    other = write_chronology(
        tmp_path / "other",
        about={**ABOUT, "name": "Another"},
        events=[
            {**EVENTS[0], "id": "2030-harbour-mutiny", "date": "2030-03-22"},
            {**EVENTS[0], "id": "2031-harbour-coup"},
            {**EVENTS[0], "id": "2033-mission", "date": "2033-03-22"},
        ],
        actors=[
            {"id": "army-a", "name": "Army of A", "kind": "state-forces"},
            {"id": "front-b", "name": "Front B", "short": "FA", "kind": "armed-group"},
        ],
    )
    file = tmp_path / "out.json"
    use = USES[command, option]
    base, more = use if isinstance(use, tuple) else ("", use)
    head = f"{command} {ARGUMENTS.get(command, '')} {base}"
    full = f"{command} {ARGUMENTS.get(command, '')} {base if command else ''} {more}"
    disputed = write_disputed(tmp_path / "disputed") if "DISPUTED" in base else ""
    head, full = (text.replace("DISPUTED", str(disputed)) for text in (head, full))
    full = full.replace("OTHER", str(other)).replace("FILE.json", str(file))
    without = mali(*shlex.split(head), data=invented)
    write_invented(invented)  # `mali fmt` has changed it
    with_it = mali(*shlex.split(full), data=invented)
    assert with_it.code == (1 if option in ("--strict", "--check") else 0), with_it.err
    assert with_it != without
    assert file.exists() == (option == "--output")

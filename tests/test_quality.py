"""The project's own rules: lint, types, the shipped data, generated pages, the README."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from malicli.chronology import open_chronology
from malicli.environment import Environment
from malicli.formats.columns import COLUMNS
from malicli.model.dataset import RECORD_KINDS, Chronology
from malicli.model.fields import Part
from malicli.query.names import resolve_name

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "NO_COLOR": "1"}
FOUNDING = (
    "crisisgroup-2023-02",
    "icrtop-2014",
    "monkey-cage-2020",
    "socialist-worker-2719",
    "undispatch-2020",
)


def run_tool(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("docs/reference.py", "--check"),
        ("docs/pictures.py", "--check"),
        ("docs/translations.py", "--check"),
    ],
    ids=["lint", "format", "types", "pages", "pictures", "catalogues"],
)
def test_the_project_keeps_its_rules(command: tuple[str, ...]) -> None:
    run_tool(*command)


def test_the_shipped_data_break_no_rule() -> None:
    run_tool("-c", "from malicli.cli.main import main; main()", "check", "data", "--strict")


def read_blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_first_two_commands_of_the_readme_install_run_and_test() -> None:
    first, second = read_blocks((ROOT / "README.md").read_text("utf-8"), "sh")[:2]
    assert first.strip().endswith("mali timeline --from 2012 --to 2015")
    assert second.strip().endswith("pytest")
    assert all(block.count("\n") == 1 for block in (first, second))


def test_the_readme_cites_the_version_of_the_data() -> None:
    about = (ROOT / "data" / "chronology.yaml").read_text("utf-8")
    version = re.search(r"^version: (\S+)$", about, re.MULTILINE)
    assert version
    assert f"version {version[1]}" in (ROOT / "README.md").read_text("utf-8").replace("\n> ", " ")


def test_ci_runs_the_second_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "block == 2" in script
    assert "README.md" in script


@pytest.mark.parametrize(
    "line",
    [
        line.removeprefix("$ ").partition(" #")[0].strip()
        for block in read_blocks((ROOT / "README.md").read_text("utf-8"), "console")
        for line in block.splitlines()
    ],
)
def test_the_examples_of_the_readme_find_something(line: str, tmp_path: Path) -> None:
    _, *arguments = shlex.split(line)
    done = subprocess.run(
        [sys.executable, "-c", "from malicli.cli.main import main; main()", *arguments],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout or list(tmp_path.iterdir())


def test_the_python_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = read_blocks((ROOT / "README.md").read_text("utf-8"), "python")
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out


def list_keys(model: type[Part]) -> set[str]:
    return {name.rstrip("_") for name in model.model_fields}


def test_the_data_dictionary_names_every_key() -> None:
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    models: list[type[Part]] = [Chronology, *RECORD_KINDS.values()]
    keys = set().union(*map(list_keys, models))
    missing = {key for key in keys if not re.search(rf"`[^`]*\b{key}\b[^`]*`", text)}
    assert not missing


def test_every_column_has_a_meaning_in_the_codebook() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    missing = {c for columns in COLUMNS.values() for c in columns if f"| {c} |" not in text}
    assert not missing


def test_relative_links_in_the_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "data" / "README.md"]:
        for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            if not link.startswith(("http", "javascript:")):
                assert (page.parent / link).exists(), f"{page}: {link}"


def read_spellings() -> list[tuple[str, str, str]]:
    lines = (ROOT / "tests" / "data" / "spellings.txt").read_text("utf-8").splitlines()
    parsed = [(*line.partition(": ")[0].split(), line.partition(": ")[2]) for line in lines]
    return [(kind, id_, name) for kind, id_, names in parsed for name in names.split("; ")]


def test_every_spelling_of_the_founding_documents_is_found() -> None:
    index = open_chronology(environment=Environment(variables={})).index
    wrong = [
        (name, found)
        for kind, id_, name in read_spellings()
        if (found := resolve_name(index, kind, name)) != id_
    ]
    assert not wrong


@pytest.mark.parametrize("source", FOUNDING)
def test_every_founding_document_is_cited(source: str) -> None:
    index = open_chronology(environment=Environment(variables={})).index
    (events,) = index.execute("SELECT events FROM source WHERE id = ?", (source,)).fetchone()
    assert events >= 5


def test_every_rank_1_event_rests_on_two_publishers() -> None:
    """Coups, elections, agreements, towns changing hands: never on one voice."""
    index = open_chronology(environment=Environment(variables={})).index
    rows = index.execute(
        "SELECT e.id, count(DISTINCT s.publisher) FROM event e"
        " JOIN event_source l ON l.event = e.n JOIN source s ON s.id = l.source"
        " WHERE e.rank = 1 GROUP BY e.n HAVING count(DISTINCT s.publisher) < 2"
    ).fetchall()
    assert rows == []

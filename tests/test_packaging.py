from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

import malicli
from malicli.cli.shell import PAGES
from malicli.files import DATA_FILES, OUTLINE_FILE

ROOT = Path(malicli.__file__).parent.parent

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("hatchling") is None,
        reason="hatchling is not installed, so nothing can be built without the network",
    ),
    pytest.mark.skipif(
        not (ROOT / "pyproject.toml").is_file(), reason="the tests run from no checkout"
    ),
]


class Built(NamedTuple):
    """An sdist, unpacked; the wheel made of it, unpacked and installed."""

    sdist: Path
    wheel: zipfile.ZipFile
    installed: Path


def call(*arguments: str, cwd: Path, **variables: str) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What a release consists of: the sdist from the checkout, the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("built")
    call("-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(folder / "unpacked", filter="data")
    (sdist,) = (folder / "unpacked").iterdir()
    call("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=sdist)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    call(
        *("-m", "pip", "install", "--no-deps", "--no-index", "--no-compile"),
        *("--disable-pip-version-check", "--quiet", "--target", str(target), str(wheel)),
        cwd=folder,
    )
    return Built(sdist, zipfile.ZipFile(wheel), target)


# What is in it --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*DATA_FILES, OUTLINE_FILE])
def test_the_wheel_holds_the_data_as_they_are(built: Built, name: str) -> None:
    assert built.wheel.read(f"malicli/data/{name}") == (ROOT / "data" / name).read_bytes()


def test_the_wheel_says_that_it_has_types(built: Built) -> None:
    assert "malicli/py.typed" in built.wheel.namelist()


def test_the_wheel_holds_every_module_and_nothing_else(built: Built) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "malicli").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    ours |= {f"malicli/docs/{page}.md" for page in PAGES}
    names = {name for name in built.wheel.namelist() if ".dist-info/" not in name}
    names = {name for name in names if ".data/" not in name}
    assert {name for name in names if not name.startswith("malicli/data/")} == ours


def test_the_wheel_holds_the_manual_page(built: Built) -> None:
    (path,) = [n for n in built.wheel.namelist() if n.endswith("/data/share/man/man1/mali.1")]
    assert built.wheel.read(path) == (ROOT / "docs" / "mali.1").read_bytes()


@pytest.mark.parametrize(
    ("name", "words"), [("LICENSE", "MIT License"), ("data/LICENSE", "Creative Commons")]
)
def test_both_licences_are_in_the_wheel_and_say_which_they_are(
    built: Built, name: str, words: str
) -> None:
    (path,) = [n for n in built.wheel.namelist() if n.endswith(f".dist-info/licenses/{name}")]
    assert words in built.wheel.read(path).decode()


def read_metadata(built: Built) -> str:
    (path,) = [name for name in built.wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return built.wheel.read(path).decode()


@pytest.mark.parametrize(
    "line",
    [
        "Name: malicli",
        f"Version: {malicli.__version__}",
        "Requires-Python: >=3.11",
        "License-Expression: MIT AND CC-BY-4.0",
    ],
)
def test_the_wheel_says_what_it_is(built: Built, line: str) -> None:
    assert line in read_metadata(built).splitlines()


def test_the_wheel_needs_nothing_that_only_tests_need(built: Built) -> None:
    required = re.findall(r"^Requires-Dist: ([\w-]+)[^;\n]*$", read_metadata(built), re.MULTILINE)
    assert {"typer", "rich", "pydantic", "pyyaml"} <= {name.lower() for name in required}
    assert not {"pytest", "hypothesis", "mypy", "ruff", "edtf"} & {*required}


@pytest.mark.parametrize(
    "name",
    ["pyproject.toml", "README.md", "LICENSE", "data/LICENSE", "malicli/py.typed",
     "tests/conftest.py", "bench/synthetic.py",
     *(f"data/{name}" for name in (*DATA_FILES, OUTLINE_FILE))],
)  # fmt: skip
def test_the_sdist_holds_what_it_takes_to_build_and_test(built: Built, name: str) -> None:
    assert (built.sdist / name).read_bytes() == (ROOT / name).read_bytes()


# How it runs ----------------------------------------------------------------------------------

MALI = "from malicli.cli.main import main; main()"
WHERE = "import malicli; from malicli.environment import find_shipped_data as f; \
print(malicli.__file__); print(f())"


@pytest.fixture(params=["installed", "sdist"])
def variables(request: pytest.FixtureRequest, built: Built, tmp_path: Path) -> dict[str, str]:
    """Variables by which Python finds one of the built packages and no other."""
    path = getattr(built, request.param)
    cache = tmp_path / "cache"
    return {"PYTHONPATH": str(path), "MALI_CACHE": str(cache), "MALI_DATA": "", "COLUMNS": ""}


def test_a_package_finds_its_own_data_from_anywhere(
    variables: dict[str, str], tmp_path: Path
) -> None:
    home = variables["PYTHONPATH"]
    module, data = call("-c", WHERE, cwd=tmp_path, **variables).splitlines()
    assert Path(module).is_relative_to(home)
    assert Path(data).is_relative_to(home)
    assert (Path(data) / "events.yaml").is_file()


def test_a_package_shows_its_timeline_from_anywhere(
    variables: dict[str, str], tmp_path: Path
) -> None:
    lines = call("-c", MALI, "timeline", "--compact", cwd=tmp_path, **variables).splitlines()
    events = yaml.load((ROOT / "data" / "events.yaml").read_bytes(), yaml.BaseLoader)
    for event in events:
        assert any(event["title"] in line for line in lines)
    assert len(lines) == len(events) > 0


def test_a_package_tells_the_versions_of_program_and_data(
    variables: dict[str, str], tmp_path: Path
) -> None:
    about = yaml.load((ROOT / "data" / "chronology.yaml").read_bytes(), yaml.BaseLoader)
    out = call("-c", MALI, "--version", cwd=tmp_path, **variables)
    assert out == f"mali {malicli.__version__}, data {about['version']} ({about['name']})\n"


@pytest.mark.parametrize("page", PAGES)
def test_a_package_shows_its_pages_from_anywhere(
    variables: dict[str, str], tmp_path: Path, page: str
) -> None:
    out = call("-c", MALI, "docs", page, cwd=tmp_path, **variables)
    assert out == (ROOT / "docs" / f"{page}.md").read_text("utf-8")


def test_the_command_mali_is_installed(built: Built, tmp_path: Path) -> None:
    (script,) = [p for p in (built.installed / "bin").iterdir() if p.stem == "mali"]
    variables = {"PYTHONPATH": str(built.installed), "MALI_CACHE": str(tmp_path), "MALI_DATA": ""}
    out = call(str(script), "--version", cwd=tmp_path, **variables)
    assert out.startswith(f"mali {malicli.__version__}, data ")

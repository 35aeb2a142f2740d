from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import malicli
from tests.conftest import write_chronology

ROOT = Path(malicli.__file__).parent

# Imports at module level run downwards: a line imports from itself and the lines above it.
LAYERS = [
    "malicli errors diagnostics environment language text event_types files paging",
    "vocabulary",
    "dates date_words",
    "canonical model",
    "authoring checks index",
    "query",
    "exchange",
    "comparison chronology examination render formats",
    "completion",
    "cli",
    "__main__",
]
RANKS = {part: rank for rank, layer in enumerate(LAYERS) for part in layer.split()}

# Within what the layers allow: what a part never imports at module level.
NEVER = {
    "canonical": {"model"},
    "authoring": {"index"},
    "checks": {"index", "authoring"},
    "index": {"authoring"},
    "query": {"model", "authoring", "checks", "pydantic", "yaml"},
    "render": {"model", "authoring", "checks", "pydantic", "yaml"},
    "formats": {"model", "authoring", "checks", "pydantic", "yaml"},
    "chronology": {"model", "authoring", "checks", "pydantic", "yaml"},
    "examination": {"index", "query", "render", "formats", "cli"},
    "cli": {"model", "authoring", "checks", "pydantic", "yaml"},
    "completion": {"model", "authoring", "checks", "pydantic", "yaml", "cli", "typer"},
}
# The parts of the reading side may look into the index's schema and cache, not at its compiler.
COMPILER = "malicli.index.compile"
MAY_COMPILE = {
    "malicli.model.",
    "malicli.checks.subject",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_module(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def read_modules() -> dict[str, ast.Module]:
    """Every module of the package by name, parsed."""
    paths = [path for path in ROOT.rglob("*.py") if "data" not in path.parts]
    return {name_module(path): ast.parse(path.read_text("utf-8")) for path in sorted(paths)}


def name_part(module: str) -> str:
    """The layer's word for one of our modules; the first name of anybody else's."""
    names = module.split(".")
    return names[1] if names[0] == "malicli" and len(names) > 1 else names[0]


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def walk_run(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes that run when the module is imported: not in functions, nor for types alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.Lambda) or is_for_types(node):
            if isinstance(node, ast.If):
                yield from (n for part in node.orelse for n in (part, *walk_run(part)))
            continue
        yield node
        yield from walk_run(node)


def name_imports(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The modules that import statements name, those of ours in full."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            base = node.module or ""
            below = [f"{base}.{alias.name}" for alias in node.names]
            modules = [name for name in below if name in read_modules()]
            yield from modules
            if len(modules) < len(below):
                yield base


def find_imports(module: str) -> set[str]:
    """What is imported along with a module."""
    return {*name_imports(walk_run(read_modules()[module]))}


def find_late_imports(module: str) -> set[str]:
    """What its functions import when they are called."""
    tree = read_modules()[module]
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    return {name for function in functions for name in name_imports(ast.walk(function))}


MODULES = [*read_modules()]


def test_every_part_has_a_layer() -> None:
    assert {name_part(module) for module in MODULES} <= {*RANKS}


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    ours = {name for name in find_imports(module) if name.startswith("malicli")}
    part = name_part(module)
    assert not {name for name in ours if RANKS[name_part(name)] > RANKS[part]}


@pytest.mark.parametrize("module", MODULES)
def test_the_two_sides_meet_in_the_index_alone(module: str) -> None:
    found = find_imports(module)
    forbidden = NEVER.get(name_part(module), set())
    assert not {name for name in found if name_part(name) in forbidden}
    if not module.startswith(COMPILER):
        assert not {name for name in found if name.startswith(COMPILER)}
    if name_part(module) == "index" and not module.startswith(COMPILER):
        assert not {name for name in found if name_part(name) in ("model", "checks", "pydantic")}


def test_the_compiler_sees_records_and_no_rules() -> None:
    other = {
        name
        for name in find_imports(COMPILER)
        if name_part(name) in ("model", "checks", "authoring")
        and not any(name.startswith(allowed) for allowed in MAY_COMPILE)
    }
    assert not other


@pytest.mark.parametrize("module", MODULES)
def test_there_is_one_door_between_the_two_sides(module: str) -> None:
    if RANKS[name_part(module)] > RANKS["index"] and module != "malicli.chronology":
        late = find_late_imports(module)
        inside = {name for name in late if name_part(name) in ("model", "authoring", "checks")}
        assert not inside | (late & {COMPILER})


def test_only_the_commands_for_authors_examine() -> None:
    users = {m for m in MODULES if "malicli.examination" in find_imports(m) | find_late_imports(m)}
    assert users == {"malicli.cli.curating"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("yaml", {"authoring"}),
        ("pydantic", {"model", "authoring"}),
        ("pydantic_core", {"model", "authoring"}),
        ("typer", {"cli"}),
        ("rapidfuzz", set()),
        ("platformdirs", set()),
        ("edtf", set()),
        ("rich", set()),
        ("importlib.metadata", set()),
    ],
)
def test_a_library_is_imported_with_the_parts_that_need_it(name: str, parts: set[str]) -> None:
    users = {
        name_part(module)
        for module in MODULES
        for found in find_imports(module)
        if f"{found}.".startswith(f"{name}.")
    }
    assert users <= parts


def test_no_import_runs_in_a_circle() -> None:
    graph = {module: find_imports(module) & {*MODULES} - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


# Proportions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_no_function_is_longer_than_40_lines(module: str) -> None:
    functions = [node for node in ast.walk(read_modules()[module]) if isinstance(node, Function)]
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert not {name: size for name, size in sizes.items() if size > 40}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=name_module)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def find_public(tree: ast.Module | ast.ClassDef) -> Iterator[tuple[str, str | None]]:
    """The public classes, functions and methods, each with its docstring."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node)
            if isinstance(node, ast.ClassDef):
                yield from find_public(node)


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_says_what_it_is(module: str) -> None:
    tree = read_modules()[module]
    assert ast.get_docstring(tree)
    assert not [name for name, docstring in find_public(tree) if not docstring]


# What a warm run loads ------------------------------------------------------------------------

RUN = """
import sys
from malicli.cli.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
print("\\n".join(sys.modules), file=sys.stderr)
sys.exit(code)
"""
HEAVY = (
    "pydantic pydantic_core yaml rapidfuzz edtf platformdirs rich.console importlib.metadata "
    "malicli.model malicli.authoring malicli.checks malicli.index.compile"
).split()


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a run whose index is compiled already."""
    folder = tmp_path_factory.mktemp("warm")
    data = write_chronology(folder / "data")
    variables = {**os.environ, "MALI_DATA": str(data), "MALI_CACHE": str(folder / "cache")}
    for name in ("FORCE_COLOR", "LC_ALL", "LC_CTYPE"):
        variables.pop(name, None)
    load_modules(["timeline"], variables)
    return variables


def load_modules(arguments: list[str], variables: dict[str, str]) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    return {*ran.stderr.splitlines()}


def find_heavy(modules: set[str]) -> set[str]:
    return {m for m in modules if any(f"{m}.".startswith(f"{heavy}.") for heavy in HEAVY)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline"],
        ["timeline", "--from", "2030", "--to", "March 2031", "--compact"],
        ["timeline", "--actor", "Front B", "--lineage", "--members", "--place", "Port City"],
        ["timeline", "--text", "attack", "--around", "Port City", "--min-killed", "0", "--help"],
        ["events"],
        ["events", "--format", "csv"],
        ["events", "--format", "tsv"],
        ["events", "--format", "json"],
        ["events", "--format", "jsonl"],
        ["events", "--format", "markdown"],
        ["events", "--format", "yaml"],
        ["event", "2031-port-city-clash"],
        ["actor", "Front B", "--as-of", "2031"],
        ["actor", "Front B", "--format", "yaml"],
        ["actors"],
        ["relations"],
        ["relations", "Front B"],
        ["relations", "Front B", "--history"],
        ["disputes", "--format", "csv"],
        ["disputes", "--by-source", "--format", "json"],
        ["map"],
        ["map", "--format", "csv"],
        ["day", "03-22", "--possible"],
        ["holds", "Port City", "--format", "csv"],
        ["export"],
        ["--version"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_warm_run_loads_nothing_heavy(arguments: list[str], warm: dict[str, str]) -> None:
    assert not find_heavy(load_modules(arguments, warm))


def test_colours_load_nothing_heavy(warm: dict[str, str]) -> None:
    coloured = {**warm, "FORCE_COLOR": "1"}
    assert not find_heavy(load_modules(["timeline"], coloured))


def test_a_cold_run_is_seen_to_be_heavy(warm: dict[str, str], tmp_path: Path) -> None:
    """Otherwise the tests above would prove nothing."""
    cold = {**warm, "MALI_CACHE": str(tmp_path)}
    found = find_heavy(load_modules(["timeline"], cold))
    assert {"pydantic", "yaml", "malicli.model", "malicli.authoring"} <= found

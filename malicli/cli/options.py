"""Options that commands share, declared once: a group of options becomes one argument.

``@takes(which=FILTER, output=OUTPUT, session=SESSION)`` gives a command three arguments made from
some thirty options, instead of thirty arguments.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from malicli.chronology import Chronology, open_chronology
from malicli.cli.values import (
    quote,
    read_language,
    read_number,
)
from malicli.environment import Environment
from malicli.errors import ExitCode, WrongUseError
from malicli.formats import FORMATS, TABLE, choose_format
from malicli.language import _, mark

WHICH_PANEL = mark("Which events")
COUNTING_PANEL = mark("What to count")
DISPUTES_PANEL = mark("Which differences")
FIGURES_PANEL = mark("Which figures")
OUTPUT_PANEL = mark("Output")
SESSION_PANEL = mark("Chronology")

LEAST_WIDTH, MOST_WIDTH = 20, 10_000
WIDTH_HELP = f"Set text to this many columns, {LEAST_WIDTH} or more."
LANG_HELP = "Language of headings, dates and messages: en, fr (else that of LANG)."
PAGER_HELP = "Show long output at once, never through a pager."
DATA_HELP = "Another chronology: a folder of YAML files, or an index (MALI_DATA)."


class OptionGroup(NamedTuple):
    """Options that belong together, and what makes one value of them."""

    parameters: tuple[inspect.Parameter, ...]
    make: Callable[[Mapping[str, Any], State], Any]


class State:
    """What one run of the program carries: where it runs, and options given before the command."""

    def __init__(self, environment: Environment, *, use_cache: bool = True) -> None:
        self.environment = environment
        self.use_cache = use_cache
        self.data: Path | None = None
        self.chronology: Chronology | None = None

    def find_path(self, data: Path | None) -> Path | None:
        """Where the chronology asked for is: behind the command, before it, or in MALI_DATA."""
        named = self.environment.variables.get("MALI_DATA")
        return data or self.data or (Path(named) if named else None)

    def open(self, data: Path | None) -> Chronology:
        """Open the chronology asked for, once."""
        if self.chronology is None:
            path = self.find_path(data)
            self.chronology = open_chronology(path, self.environment, use_cache=self.use_cache)
        return self.chronology


def option(name: str, type_: Any, help_: str, panel: str, *flags: str, **more: Any) -> Any:
    """Declare one option; its default is None, False or an empty list."""
    default = more.pop("default", False if type_ is bool else None)
    info = typer.Option(
        *(flags or (f"--{name.replace('_', '-')}",)),
        help=help_,
        rich_help_panel=panel,
        show_default=False,
        **more,
    )
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[type_, info]
    )


class Recipe(NamedTuple):
    """What a command is made of: its function, its examples, its groups of options."""

    function: Callable[..., None]
    examples: tuple[str, ...]
    groups: Mapping[str, OptionGroup]


def takes(*examples: str, **groups: OptionGroup) -> Callable[[Callable[..., None]], Recipe]:
    """Give a command examples for its help, the options of some groups, an argument from each."""

    def decorate(function: Callable[..., None]) -> Recipe:
        return Recipe(function, examples, groups)

    return decorate


def make_callback(recipe: Recipe) -> Callable[..., None]:
    """Make the function that Typer reads the options from, and calls with their values."""

    def run(context: typer.Context, **values: Any) -> None:
        state: State = context.obj
        for name, group in recipe.groups.items():
            own = {p.name: values.pop(p.name) for p in group.parameters}
            values[name] = group.make(own, state)
        recipe.function(**values)

    signature = inspect.signature(recipe.function, eval_str=True)
    own = [p for p in signature.parameters.values() if p.name not in recipe.groups]
    shared = [p for group in recipe.groups.values() for p in group.parameters]
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    parameters = [context, *own, *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    run.__doc__ = recipe.function.__doc__
    return run


Limit = Annotated[
    str | None, typer.Option("--limit", metavar="N", help="At most N.", show_default=False)
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Of this kind; repeat for more.",
                 show_default=False),
]  # fmt: skip

# Output ---------------------------------------------------------------------------------------


class Output(NamedTuple):
    """Where a listing goes, in which format; ``default`` if nothing was asked for."""

    asked: str | None
    path: Path | None

    def settle(self, default: str = TABLE) -> str:
        """Settle the format. Raises ``WrongUseError``."""
        return choose_format(self.asked, self.path, default)


def _make_output(values: Mapping[str, Any], state: State) -> Output:
    del state
    asked = values["format"]
    names = [TABLE, *FORMATS]
    if asked is not None and asked.casefold() not in names:
        help_ = _("one of {names}").format(names=", ".join(names))
        message = _("--format: there is no format {name}").format(name=quote(asked))
        raise WrongUseError(message, help=help_)
    output = values["output"]
    path = Path(output) if output else None
    return Output(asked.casefold() if asked else None, path)


OUTPUT = OptionGroup(
    (
        option("format", str, f"{TABLE}, {', '.join(FORMATS)}.", OUTPUT_PANEL, metavar="FORMAT"),
        option("output", str, "Write to this file; its suffix tells the format.", OUTPUT_PANEL,
               "--output", "-o", metavar="FILE"),
    ),
    _make_output,
)  # fmt: skip

# Chronology -----------------------------------------------------------------------------------


class Session(NamedTuple):
    """The environment of a run, and the chronology it reads, opened when first asked for."""

    state: State
    data: Path | None

    @property
    def environment(self) -> Environment:
        """Streams, width, colour, today."""
        return self.state.environment

    @property
    def chronology(self) -> Chronology:
        """The chronology. Raises what opening it raises."""
        return self.state.open(self.data)


def _make_session(values: Mapping[str, Any], state: State) -> Session:
    set_width(state, values["width"])
    read_language(values["lang"])
    return Session(state, Path(values["data"]) if values["data"] else None)


def set_width(state: State, width: str | None) -> None:
    """Keep the width that was asked for, if any was. Raises ``WrongUseError``."""
    if width is not None:
        number = read_number("--width", width, least=LEAST_WIDTH, most=MOST_WIDTH)
        state.environment.width = number


SESSION_PARAMETERS = (
    option("data", str, DATA_HELP, SESSION_PANEL, metavar="DIR|FILE.db"),
    option("lang", str, LANG_HELP, SESSION_PANEL, metavar="LANG"),
    option("no_pager", bool, PAGER_HELP, SESSION_PANEL),
    option("width", str, WIDTH_HELP, SESSION_PANEL, metavar="N"),
)  # fmt: skip
SESSION = OptionGroup(SESSION_PARAMETERS, _make_session)
# For commands whose output is not laid out in columns.
FOLDER = OptionGroup(
    SESSION_PARAMETERS[:3], lambda values, state: _make_session({**values, "width": None}, state)
)
# For commands that read no chronology.
SCREEN = OptionGroup(
    SESSION_PARAMETERS[1:], lambda values, state: _make_session({**values, "data": None}, state)
)


def stop(code: ExitCode) -> None:
    """End the command with an exit code other than 0."""
    if code is not ExitCode.OK:
        raise typer.Exit(int(code))

"""Options that commands share, declared once: a group of options becomes one argument.

``@takes(which=FILTER, output=OUTPUT, session=SESSION)`` gives a command three arguments made from
some thirty options, instead of thirty arguments.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from malicli.chronology import Chronology, open_chronology
from malicli.dates import DateError, parse_asked_date
from malicli.environment import Environment
from malicli.errors import ExitCode, WrongUseError
from malicli.formats import FORMATS, TABLE, choose_format
from malicli.query.filters import SORTS, Filter
from malicli.text import fold, make_safe
from malicli.vocabulary import EVENT_TYPES, VOCABULARIES

WHICH_PANEL = "Which events"
FIGURES_PANEL = "Which figures"
OUTPUT_PANEL = "Output"
SESSION_PANEL = "Chronology"

LEAST_WIDTH = 20


class OptionGroup(NamedTuple):
    """Options that belong together, and what makes one value of them."""

    parameters: tuple[inspect.Parameter, ...]
    make: Callable[[Mapping[str, Any], State], Any]


class State:
    """What one run of the program carries: where it runs, and options given before the command."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.data: Path | None = None
        self.chronology: Chronology | None = None

    def open(self, data: Path | None) -> Chronology:
        """Open the chronology asked for, once."""
        if self.chronology is None:
            named = self.environment.variables.get("MALI_DATA")
            path = data or self.data or (Path(named) if named else None)
            self.chronology = open_chronology(path, self.environment)
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


# Which events ---------------------------------------------------------------------------------

_Texts = list[str] | None


def _option(name: str, type_: Any, help_: str, *flags: str, **more: Any) -> Any:
    return option(name, type_, help_, WHICH_PANEL, *flags, **more)


_FILTER_PARAMETERS = (
    _option("from_", str, "On or after this date: 2012, 2012-03, 22 March 2012.", "--from",
            metavar="DATE"),
    _option("to", str, "On or before this date; 2015 means to its last day.", metavar="DATE"),
    _option("on", str, "On this day, month or year.", metavar="DATE"),
    _option("certain", bool, "Only events that certainly fall within the dates."),
    _option("actor", _Texts, "With this actor: any name, short name or id.", metavar="NAME"),
    _option("role", _Texts, "With an actor (the one named) in this role.", metavar="ROLE"),
    _option("lineage", bool, "Also the actor's predecessors and successors."),
    _option("members", bool, "Also a coalition's members, while they were members."),
    _option("type", _Texts, "Of this type: battle, coup, agreement ...", metavar="TYPE"),
    _option("place", _Texts, "In this place, or anywhere in this region or cercle.",
            metavar="NAME"),
    _option("around", str, "Near this place, or a point LAT,LONG.", metavar="PLACE"),
    _option("within", str, "How near: 100km (default 50km).", metavar="KM"),
    _option("source", _Texts, "Told by this source.", metavar="ID"),
    _option("tag", _Texts, "With this tag.", metavar="TAG"),
    _option("text", str, "With all of these words, in any language.", metavar="WORDS"),
    _option("min_killed", int, "With at least N dead by the lowest claim.", metavar="N", min=0),
    _option("disputed", bool, "Only events that sources dispute."),
    _option("rank", int, "1 only the best known, 2 also the next, 3 all.", metavar="N", min=1,
            max=3),
    _option("sort", str, f"By {', '.join(SORTS)}.", metavar="KEY"),
    _option("limit", int, "At most N events.", metavar="N", min=0),
    _option("as_of", str, "Names mean what they meant on this day.", metavar="DATE"),
)  # fmt: skip


def _make_filter(values: Mapping[str, Any], state: State) -> Filter:
    today = state.environment.today
    first, last = read_range(values["from_"], values["to"], values["on"], today)
    around, within = values["around"], values["within"]
    if within is not None and around is None:
        raise WrongUseError("--within needs --around", help="--around Gao --within 100km")
    return Filter(
        first=first,
        last=last,
        certain=values["certain"],
        actors=tuple(values["actor"] or ()),
        roles=tuple(read_code("--role", "role", text) for text in values["role"] or ()),
        lineage=values["lineage"],
        members=values["members"],
        types=tuple(read_code("--type", "type", text) for text in values["type"] or ()),
        places=tuple(values["place"] or ()),
        around=around,
        within=_read_kilometres(within),
        sources=tuple(values["source"] or ()),
        tags=tuple(values["tag"] or ()),
        text=values["text"],
        min_killed=values["min_killed"],
        disputed=values["disputed"],
        rank=values["rank"],
        sort=_read_sort(values["sort"]),
        limit=values["limit"],
        as_of=read_day("--as-of", values["as_of"], today),
    )


def read_range(
    from_: str | None, to: str | None, on: str | None, today: date
) -> tuple[date | None, date | None]:
    """Read ``--from``, ``--to`` and ``--on`` into a first and a last day, both included.

    Raises ``WrongUseError``.
    """
    if on is not None:
        if from_ is not None or to is not None:
            raise WrongUseError("--on stands alone", help="use it, or --from and --to")
        when = _read_date("--on", on, today)
        return when.earliest, when.latest
    first = _read_date("--from", from_, today).earliest if from_ is not None else None
    last = _read_date("--to", to, today).latest if to is not None else None
    if first and last and first > last:
        raise WrongUseError(
            f"--from {_show(from_)} is after --to {_show(to)}", help="exchange the two dates"
        )
    return first, last


def read_day(option_: str, text: str | None, today: date) -> date | None:
    """Read a date that stands for one day: a month or year stands for its last day."""
    return _read_date(option_, text, today).latest if text is not None else None


def _read_date(option_: str, text: str, today: date) -> Any:
    try:
        return parse_asked_date(text, today)
    except DateError as error:
        raise WrongUseError(f"{option_}: {make_safe(str(error))}", help=error.help) from None


def _show(text: str | None) -> str:
    return make_safe(text or "")


def read_code(option_: str, vocabulary: str, text: str) -> str:
    """Read a code of a vocabulary, in any case, with spaces or hyphens, types also in French.

    Raises ``WrongUseError``, which lists the codes.
    """
    wanted = fold(text)
    names = {fold(code): code for code in VOCABULARIES[vocabulary]}
    if vocabulary == "type":
        names |= {fold(t.fr): t.code for t in EVENT_TYPES.values() if fold(t.fr) not in names}
    if wanted in names:
        return names[wanted]
    from rapidfuzz import process  # noqa: PLC0415 - only once something is wrong

    close = process.extractOne(wanted, list(names), score_cutoff=75)
    codes = ", ".join(VOCABULARIES[vocabulary])
    hint = f"did you mean {names[close[0]]}? " if close else ""
    shown = make_safe(text[:60])
    raise WrongUseError(f"{option_}: there is no {vocabulary} {shown!r}", help=f"{hint}{codes}")


def _read_kilometres(text: str | None) -> float:
    if text is None:
        return Filter().within
    number = text.casefold().removesuffix("km").strip()
    try:
        kilometres = float(number)
    except ValueError:
        kilometres = -1.0
    if not 0 < kilometres <= 20_000:
        raise WrongUseError(f"--within: not a distance: {_show(text)!r}", help="write 100km")
    return kilometres


def _read_sort(text: str | None) -> str:
    if text is None:
        return Filter().sort
    if text not in SORTS:
        raise WrongUseError(
            f"--sort: cannot sort by {_show(text)!r}", help=f"one of {', '.join(SORTS)}"
        )
    return text


FILTER = OptionGroup(_FILTER_PARAMETERS, _make_filter)

# Output ---------------------------------------------------------------------------------------


class Output(NamedTuple):
    """Where a listing goes, in which format; ``default`` if nothing was asked for."""

    asked: str | None
    path: Path | None

    def settle(self, default: str = TABLE) -> str:
        """Settle the format. Raises ``WrongUseError``."""
        return choose_format(self.asked, self.path, default)


def _make_output(values: Mapping[str, Any], _: State) -> Output:
    asked = values["format"]
    names = [TABLE, *FORMATS]
    if asked is not None and asked.casefold() not in names:
        help_ = f"one of {', '.join(names)}"
        raise WrongUseError(f"--format: there is no format {_show(asked)!r}", help=help_)
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
    return Session(state, Path(values["data"]) if values["data"] else None)


def set_width(state: State, width: int | None) -> None:
    """Keep the width that was asked for, if any was."""
    if width is not None:
        state.environment.width = width


SESSION_PARAMETERS = (
    option("data", str, "Another chronology: a folder of YAML files, or an index (MALI_DATA).",
           SESSION_PANEL, metavar="DIR|FILE.db"),
    option("width", int, "Set text to this many columns.", SESSION_PANEL, metavar="N",
           min=LEAST_WIDTH),
)  # fmt: skip
SESSION = OptionGroup(SESSION_PARAMETERS, _make_session)


def stop(code: ExitCode) -> None:
    """End the command with an exit code other than 0."""
    if code is not ExitCode.OK:
        raise typer.Exit(int(code))

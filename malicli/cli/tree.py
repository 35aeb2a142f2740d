"""The tree of commands: known by name from a table, each built only when it is run.

Building all commands with all their options takes longer than most queries.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from malicli.cli.options import (
    COUNTING_PANEL,
    DISPUTES_PANEL,
    FIGURES_PANEL,
    OUTPUT_PANEL,
    SESSION_PANEL,
    WHICH_PANEL,
    Recipe,
    make_callback,
)
from malicli.language import _, mark
from malicli.render.lines import Line, Writer

HELP_WIDTH = 100
EXAMPLES = mark("Examples:")


ARGUMENTS, OPTIONS = mark("Arguments"), mark("Options")


class Entry(NamedTuple):
    """One command: the module that has it, the panel of the help it stands in, its first line."""

    module: str
    panel: str
    summary: str


READ, ANALYSE = mark("Read"), mark("Analyse")
TAKE, CURATE = mark("Take away"), mark("Curate")
PROGRAM = mark("This program")

COMMANDS = {
    "timeline": Entry("reading", READ, "What happened, year by year and month by month."),
    "events": Entry("reading", READ, "The same events as a table, or as rows for a file."),
    "event": Entry("reading", READ, "One event: every claim, with its source."),
    "actor": Entry("actors", READ, "One actor through time: names, ties, events."),
    "actors": Entry("actors", READ, "All actors."),
    "place": Entry("sheets", READ, "One place: where it is, who claimed to hold it, its events."),
    "places": Entry("sheets", READ, "All places."),
    "source": Entry("sheets", READ, "One source: what it is, what it says, where it differs."),
    "sources": Entry("sheets", READ, "All sources, the most cited first."),
    "figures": Entry("sheets", READ, "Numbers that are no event: stocks, totals, counts."),
    "search": Entry("searching", READ, "Events by their words, the best match first."),
    "day": Entry("dating", READ, "On this day, through the years."),
    "between": Entry("dating", READ, "What happened between two events."),
    "stats": Entry("analysing", ANALYSE, "How many events or dead, by year, type, actor ..."),
    "relations": Entry("relating", ANALYSE, "Who is allied with, against, part of, led by whom."),
    "disputes": Entry("disputing", ANALYSE, "Where sources disagree: rival claims side by side."),
    "map": Entry("maps", ANALYSE, "Where events took place, as a map."),
    "holds": Entry("holding", ANALYSE, "Who held a place when, by whose account."),
    "export": Entry("taking", TAKE, "Write events to CSV, or another format."),
    "check": Entry("curating", CURATE, "Find every fault in a chronology."),
    "fmt": Entry("curating", CURATE, "Write the data files in canonical form."),
    "docs": Entry("shell", PROGRAM, "Read the manual: what the codes mean, what the commands do."),
    "completion": Entry("shell", PROGRAM, "Write the script by which a shell completes."),
}


def show_help(context: Any, parameter: Any = None, asked: bool = True) -> None:
    """Send the help of a command through the writer, like all else, and end."""
    del parameter
    if asked and not context.resilient_parsing:
        lines: list[Line] = [[(line, "")] for line in context.get_help().split("\n")]
        Writer(context.obj.environment).write(lines)
        raise typer.Exit


class _Translated:
    """What commands and the group of them share: help in the language of the run."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line of use."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write what the command is for."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help))  # type: ignore[attr-defined]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write what stands below the options."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_write_epilog(self.epilog))  # type: ignore[attr-defined]


def _write_epilog(epilog: str) -> str:
    head, found, examples = epilog.partition(EXAMPLES)
    return f"{head}{_(EXAMPLES)}{examples}" if found else _(epilog)


class PlainCommand(_Translated, TyperCommand):
    """A command whose help groups its options under headings, as plain text."""

    def get_help_option(self, ctx: Any) -> Any:
        """Give ``--help`` our own way of showing help."""
        return _set_help(super().get_help_option(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, then options panel by panel."""
        _write_options(self, ctx, formatter)


class LazyGroup(_Translated, TyperGroup):
    """A group that imports and builds a command when it is asked for."""

    def get_help_option(self, ctx: Any) -> Any:
        """Give ``--help`` our own way of showing help."""
        return _set_help(super().get_help_option(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """Name every command."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Build one command, or tell that there is none."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"malicli.cli.{entry.module}")
        return build_command(cmd_name, getattr(module, f"run_{cmd_name}"))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Let the suggestions for a mistyped command know what there is."""
        if args[0] not in COMMANDS:
            self.commands = dict.fromkeys(COMMANDS, self)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands panel by panel, without building any."""
        _write_options(self, ctx, formatter)
        panels = dict.fromkeys(entry.panel for entry in COMMANDS.values())
        for panel in panels:
            with formatter.section(_(panel)):
                formatter.write_dl(
                    [(name, _(e.summary)) for name, e in COMMANDS.items() if e.panel == panel]
                )


def _set_help(option: Any) -> Any:
    option.callback = show_help
    return option


def build_command(name: str, recipe: Recipe) -> Any:
    """Build one command from its recipe."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(
        name,
        cls=PlainCommand,
        context_settings={
            "max_content_width": HELP_WIDTH,
            "help_option_names": ["-h", "--help"],
        },
        epilog=f"\b\n{EXAMPLES}\n" + "\n".join(f"  {example}" for example in recipe.examples),
    )(make_callback(recipe))
    return typer.main.get_command(app)


def _write_options(command: Any, ctx: Any, formatter: Any) -> None:
    panels: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record:
            argument = parameter.param_type_name == "argument"
            default = ARGUMENTS if argument else OPTIONS
            panel = getattr(parameter, "rich_help_panel", None) or default
            names, help_ = record
            panels.setdefault(panel, []).append((names, _(help_)))
    order = [ARGUMENTS, COUNTING_PANEL, DISPUTES_PANEL, WHICH_PANEL, FIGURES_PANEL, OPTIONS]
    order += [OUTPUT_PANEL, SESSION_PANEL]
    for panel in sorted(panels, key=order.index):
        with formatter.section(_(panel)):
            formatter.write_dl(panels[panel])

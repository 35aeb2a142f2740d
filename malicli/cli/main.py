"""The entry point: options before the command, and the one place that prints errors."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from malicli import __version__
from malicli.cli.options import DATA_HELP, LANG_HELP, PAGER_HELP, WIDTH_HELP, State, set_width
from malicli.cli.tree import HELP_WIDTH, LazyGroup
from malicli.cli.values import read_language
from malicli.environment import Environment
from malicli.errors import (
    DataInvalidError,
    ExitCode,
    FileUnusableError,
    MaliError,
    PipeClosedError,
    WrongUseError,
)
from malicli.language import _, choose_language, get_language, use_language
from malicli.render.lines import Writer
from malicli.text import make_safe

app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": HELP_WIDTH, "help_option_names": ["-h", "--help"]},
    epilog="`mali COMMAND --help` tells more, with examples.",
)


@app.callback(invoke_without_command=True)
def run_mali(
    context: typer.Context,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR|FILE.db", show_default=False, help=DATA_HELP),
    ] = None,
    width: Annotated[
        str | None, typer.Option("--width", metavar="N", show_default=False, help=WIDTH_HELP)
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", show_default=False, help=LANG_HELP),
    ] = None,
    no_pager: Annotated[bool, typer.Option("--no-pager", help=PAGER_HELP)] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the versions of program and data.")
    ] = False,
) -> None:  # fmt: skip
    """The chronology of the Mali crisis, 2012 to today.

    What sources say happened, who did it and with what toll, and where they differ.
    """
    del no_pager  # settled before, as it holds for help too
    state: State = context.obj
    state.data = Path(data) if data else None
    set_width(state, width)
    read_language(lang)
    if version:
        _print_version(state)
        raise typer.Exit
    if context.invoked_subcommand is None:
        _welcome(state)


def _welcome(state: State) -> None:
    from malicli.query.about import count_contents, get_chronology  # noqa: PLC0415 - only for this
    from malicli.render.welcome import draw_welcome  # noqa: PLC0415

    index = state.open(None).index
    contents = count_contents(index, get_language())
    width = state.environment.prose_width
    Writer(state.environment).write(draw_welcome(get_chronology(index), contents, width))


def _print_version(state: State) -> None:
    from malicli.query.about import get_chronology  # noqa: PLC0415 - only for this

    about = get_chronology(state.open(None).index)
    text = f"mali {__version__}, data {about['version']} ({about['name']})"
    Writer(state.environment).write([[(text, "")]])


# What reading garbage out of an index file from elsewhere can end in.
_DAMAGE = (ValueError, TypeError, AttributeError, LookupError)


def run(arguments: Sequence[str], environment: Environment | None = None) -> int:
    """Run one command line and give its exit code. Prints every error; raises none of them."""
    environment = environment or Environment()
    environment.paged = environment.paged and "--no-pager" not in arguments
    before = get_language()
    # Help and messages are made in it, so it is settled before anything else is read.
    use_language(choose_language(arguments, environment.variables))
    try:
        return _run_mending(arguments, environment)
    finally:
        use_language(before)  # who runs a command from Python goes on in their own


def _run_mending(arguments: Sequence[str], environment: Environment) -> int:
    """Run it, and once more with a new index where the cached one turns out to be damaged."""
    state = State(environment)
    try:
        return _run(arguments, state)
    except sqlite3.DatabaseError:
        # A damaged index: all is sent in one write at the end, so nothing was shown yet.
        mended = state.chronology is not None and state.chronology.discard()
    except _DAMAGE as error:
        if state.chronology is None or state.chronology.digest:
            raise  # our own index: a fault of the program, to be seen
        return _report(
            FileUnusableError(_("the index is damaged: {reason}").format(reason=error)), environment
        )
    try:
        return _run(arguments, State(environment, use_cache=mended))
    except sqlite3.DatabaseError as error:
        return _report(
            FileUnusableError(_("the index cannot be read: {reason}").format(reason=error)),
            environment,
        )


def _run(arguments: Sequence[str], state: State) -> int:
    environment = state.environment
    try:
        command = typer.main.get_command(app)
        code: Any = command.main(
            list(arguments), prog_name="mali", standalone_mode=False, obj=state
        )
    except MaliError as error:
        return _report(error, environment)
    except UnicodeEncodeError:
        wrong = WrongUseError(_("an argument is not text in UTF-8"), help=_("type it in UTF-8"))
        return _report(wrong, environment)
    except typer.TyperException as error:
        return _report_usage(error, environment)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    finally:
        if state.chronology:
            state.chronology.close()
    return int(code or 0)


def _report(error: MaliError, environment: Environment) -> int:
    """Tell what is wrong on stderr; a reader that has gone away is told nothing."""
    if isinstance(error, PipeClosedError):
        _silence(environment)
        return error.exit_code
    from malicli.render.faults import draw_diagnostics, draw_error  # noqa: PLC0415 - on errors

    lines = [*draw_error(error)]
    if isinstance(error, DataInvalidError):
        ascii_only = not environment.takes_unicode(environment.stderr)
        lines = [*draw_diagnostics(error.diagnostics, ascii_only=ascii_only), *lines]
    with suppress(MaliError):
        Writer(environment).write(lines, environment.stderr)
    return error.exit_code


def _report_usage(error: Any, environment: Environment) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "mali"
    from malicli.cli.usage import translate_usage  # noqa: PLC0415 - on errors

    message = translate_usage(error.format_message().replace("\n", " ").rstrip("."))
    help_ = _("see `{command}`").format(command=f"{path} --help")
    return _report(WrongUseError(make_safe(message), help=help_), environment)


def _silence(environment: Environment) -> None:
    """Let the interpreter's last flush of a closed pipe go nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), environment.stdout.fileno())


def main() -> None:
    """The command ``mali``."""
    # A run is short and makes no circles worth looking for; looking takes a tenth of its time.
    gc.disable()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = int(ExitCode.INTERRUPTED)
    sys.exit(code)

"""The commands for those who write the data: check, fmt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from malicli.cli.options import FOLDER, Session, stop, takes
from malicli.diagnostics import Severity, keep_blocking
from malicli.environment import find_shipped_data
from malicli.errors import DataInvalidError, ExitCode, FileUnusableError, WrongUseError
from malicli.examination import Examination, examine_folder
from malicli.files import is_folder, write_atomically
from malicli.language import _
from malicli.render.faults import draw_diagnostics, draw_github, draw_summary, write_json
from malicli.render.lines import Writer
from malicli.text import make_safe

_FORMATS = ("text", "json", "github")


def _find_folder(folder: str | None, session: Session) -> Path:
    """The folder to work on: the argument, ``--data``, MALI_DATA, else the shipped one."""
    asked = Path(folder) if folder else session.state.find_path(session.data)
    path = asked or find_shipped_data()
    if not is_folder(path):
        raise FileUnusableError(
            _("{path} is not a folder").format(path=make_safe(str(path))),
            help=_("give the folder that holds events.yaml and the others"),
        )
    return path


_FOLDER = typer.Argument(help="The folder of YAML files.", metavar="[DIR]", show_default=False)


@takes(
    "mali check",
    "mali check my-data --strict",
    "mali check --format github",
    session=FOLDER,
)
def run_check(
    session: Session,
    folder: Annotated[str | None, _FOLDER] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, json or github.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
) -> None:
    """Find every fault in a chronology.

    Each is given as path:line:column, with the line, a caret, and how to mend it. Ends with 1 if
    there is an error.
    """
    if format_ not in _FORMATS:
        shown = make_safe(format_)
        help_ = f"one of {', '.join(_FORMATS)}"
        raise WrongUseError(f"--format: there is no format {shown!r}", help=help_)
    examination = examine_folder(_find_folder(folder, session), session.environment.today)
    diagnostics = examination.diagnostics
    writer = Writer(session.environment)
    if format_ == "json":
        writer.write_text(write_json(diagnostics))
    elif format_ == "github":
        writer.write(draw_github(diagnostics))
    else:
        ascii_only = not session.environment.unicode
        writer.write(draw_diagnostics(diagnostics, ascii_only=ascii_only))
        writer.write([draw_summary(diagnostics)], session.environment.stderr)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(diagnostic.severity in failing for diagnostic in diagnostics):
        stop(ExitCode.INVALID)


@takes(
    "mali fmt",
    "mali fmt my-data --check",
    session=FOLDER,
)
def run_fmt(
    session: Session,
    folder: Annotated[str | None, _FOLDER] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with 1 if a file would change.")
    ] = False,
) -> None:
    """Write the data files in canonical form.

    Records are sorted, keys ordered, long text folded. A comment is kept where it stands on lines
    of its own directly above a record, or at the top of a file with a blank line after it; a
    comment anywhere else is refused, and nothing is written.
    """
    path = _find_folder(folder, session)
    examination = examine_folder(path, session.environment.today)
    _refuse(examination)
    changed = [n for n, f in examination.forms.items() if f.encode() != examination.texts[n]]
    if not check:
        for name in changed:
            write_atomically(path / name, examination.forms[name].encode())
    verb = "would change" if check else "rewrote"
    lines = [[(f"{verb} {path / name}", "")] for name in changed]
    Writer(session.environment).write(
        lines or [[("all files are in canonical form", "")]], session.environment.stderr
    )
    if check and changed:
        stop(ExitCode.INVALID)


def _refuse(examination: Examination) -> None:
    """Format nothing while a file cannot be read, or holds a comment that would be lost."""
    lost = [d for d in examination.diagnostics if d.code == "misplaced-comment"]
    faults = [*keep_blocking(examination.diagnostics), *lost]
    if faults:
        raise DataInvalidError(faults)

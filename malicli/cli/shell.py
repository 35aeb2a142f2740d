"""The commands about the program itself: docs, completion."""

from __future__ import annotations

from typing import Annotated

import typer

from malicli.cli.options import SCREEN, OptionGroup, Session, takes
from malicli.completion import SHELLS, read_script
from malicli.environment import find_shipped_pages
from malicli.errors import FileUnusableError, WrongUseError
from malicli.language import _, mark
from malicli.render.lines import Writer
from malicli.render.table import Column, draw_table
from malicli.text import make_safe

PAGES = {
    "codebook": mark("what every code, column and rule means"),
    "cli": mark("every command with its options, formats, exit codes"),
}


# What is written for a shell has no width.
_PLAIN = OptionGroup(
    SCREEN.parameters[:2], lambda values, state: SCREEN.make({**values, "width": None}, state)
)


@takes(
    "mali docs",
    "mali docs codebook",
    "mali docs cli > cli.md",
    session=SCREEN,
)
def run_docs(
    session: Session,
    page: Annotated[
        str | None,
        typer.Argument(help="codebook or cli.", metavar="[PAGE]", show_default=False),
    ] = None,
) -> None:
    """Read the manual: what the codes mean, what the commands do.

    Without a page, those that there are. On a terminal, or with --width, it is laid out; in a pipe
    it is Markdown.
    """
    environment = session.environment
    writer = Writer(environment)
    if page is None:
        rows = [(f"mali docs {name}", _(what)) for name, what in PAGES.items()]
        columns = (Column("command", "code"), Column("page"))
        writer.write(draw_table(columns, rows, environment.table_width))
        return
    text = _read_page(page)
    if environment.table_width is None:
        writer.write_text(text)
        return
    from malicli.render.document import draw_document  # noqa: PLC0415 - only to lay it out

    writer.write(draw_document(text, environment.table_width))


def _read_page(name: str) -> str:
    if name.casefold() not in PAGES:
        raise WrongUseError(
            _("there is no page {name}").format(name=repr(make_safe(name[:60]))),
            help=_("one of {names}").format(names=", ".join(PAGES)),
        )
    path = find_shipped_pages() / f"{name.casefold()}.md"
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise FileUnusableError(
            _("cannot read {path}: {reason}").format(
                path=make_safe(str(path)), reason=error.strerror
            )
        ) from None


@takes(
    "mali completion bash > mali.bash",
    "mali completion zsh > _mali",
    "mali completion fish > mali.fish",
    session=_PLAIN,
)
def run_completion(
    session: Session,
    shell: Annotated[str, typer.Argument(help="bash, zsh or fish.", metavar="SHELL")],
) -> None:
    """Write the script by which a shell completes.

    It completes commands, options, codes and names. Its first lines say where to put it. Names
    come from the index that the last run compiled.
    """
    if shell not in SHELLS:
        raise WrongUseError(
            _("there is no completion for {name}").format(name=repr(make_safe(shell[:60]))),
            help=_("one of {names}").format(names=", ".join(SHELLS)),
        )
    Writer(session.environment).write_text(read_script(shell))

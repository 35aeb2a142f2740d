"""Draw the README's pictures: what the program prints, with its colours, as SVG.

python docs/pictures.py           writes docs/*.svg
python docs/pictures.py --check   ends with 1 if one is stale
"""

from __future__ import annotations

import io
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from malicli.cli.main import run
from malicli.environment import Environment

FOLDER = Path(__file__).parent
# Nothing is drawn that depends on the day of the run.
TODAY = date(2026, 11, 22)


class Picture(NamedTuple):
    """One picture: the command it shows, how wide, and how many lines of its output."""

    command: str
    width: int
    lines: int


PICTURES = {
    "timeline.svg": Picture("mali timeline --from 2012 --to 2015", 100, 46),
    "holds.svg": Picture("mali holds Kidal", 110, 32),
    "map.svg": Picture("mali map", 110, 60),
    "relations.svg": Picture("mali relations MNLA --history", 110, 50),
}

# rich's own frame without its web fonts: the page should load nothing from elsewhere.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""


def draw(picture: Picture) -> str:
    """Run the command in colour and turn what it prints into SVG."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    variables = {"FORCE_COLOR": "1", "LANG": "en_GB.UTF-8"}
    environment = Environment(out, sys.stderr, variables, width=picture.width, today=TODAY)
    _, *arguments = shlex.split(picture.command)
    if run(arguments, environment):
        raise SystemExit(f"{picture.command} failed")
    out.seek(0)
    printed = "\n".join(out.read().split("\n")[: picture.lines])
    console = Console(
        width=picture.width, record=True, file=io.StringIO(), force_terminal=True,
        color_system="standard", legacy_windows=False,
    )  # fmt: skip
    console.print(Text.from_ansi(f"$ {picture.command}\n\n{printed}"))
    name = picture.command.replace(" ", "-")
    return console.export_svg(
        title=picture.command,
        theme=SVG_EXPORT_THEME,
        code_format=FRAME,
        unique_id=name.replace("--", ""),
    )


def main() -> None:
    """Write every picture, or tell which are stale."""
    stale = []
    for name, picture in PICTURES.items():
        path = FOLDER / name
        svg = draw(picture)
        if "--check" in sys.argv and (not path.exists() or path.read_text("utf-8") != svg):
            stale.append(name)
        elif "--check" not in sys.argv:
            path.write_text(svg, "utf-8")
    if stale:
        raise SystemExit(f"stale: {', '.join(stale)}; run python docs/pictures.py")


if __name__ == "__main__":
    main()

"""Write the generated pages: docs/codebook.md, docs/cli.md, docs/mali.1 and the words that shells
complete from the code that they describe, and the counts in data/README.md from the data.

python docs/reference.py           writes them
python docs/reference.py --check   ends with 1 if one is stale
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from completion import write_words
from manual import EXIT_CODES, VARIABLES, write_manual

from malicli.chronology import open_chronology
from malicli.cli.main import run
from malicli.cli.tree import COMMANDS
from malicli.completion.table import PATH as WORDS
from malicli.diagnostics import CODES
from malicli.environment import Environment
from malicli.event_types import EVENT_TYPES, FAMILIES
from malicli.formats import FORMATS
from malicli.formats.columns import (
    ACTOR_COLUMNS,
    CLAIM_COLUMNS,
    DISPUTE_COLUMNS,
    EDGE_COLUMNS,
    EVENT_COLUMNS,
    FIGURE_COLUMNS,
    HOLDING_COLUMNS,
    PLACE_COLUMNS,
    POSITION_COLUMNS,
    RELATION_COLUMNS,
    SOURCE_COLUMNS,
    STAT_COLUMNS,
    TALLY_COLUMNS,
)
from malicli.vocabulary import EXPLAINED, VOCABULARIES

FOLDER = Path(__file__).parent
DICTIONARY = FOLDER.parent / "data" / "README.md"
COUNTS = ("<!-- counts: written by docs/reference.py -->", "<!-- end of counts -->")
NOTICE = "<!-- Written by docs/reference.py from the code. Do not edit: change the code. -->\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n"
                   for line in lines)  # fmt: skip


def write_codebook() -> str:
    """The codebook: what every code, column and rule means."""
    prose = (FOLDER / "codebook.in.md").read_text("utf-8")
    parts = {
        "truth-table": (FOLDER.parent / "tests/data/truth_table.md").read_text("utf-8"),
        "event-types": _write_types(),
        "vocabularies": _write_vocabularies(),
        "event-columns": table(("column", "holds"), EVENT_COLUMNS.items()),
        "actor-columns": table(("column", "holds"), ACTOR_COLUMNS.items()),
        "place-columns": table(("column", "holds"), PLACE_COLUMNS.items()),
        "source-columns": table(("column", "holds"), SOURCE_COLUMNS.items()),
        "figure-columns": table(("column", "holds"), FIGURE_COLUMNS.items()),
        "stat-columns": table(("column", "holds"), STAT_COLUMNS.items()),
        "position-columns": table(("column", "holds"), POSITION_COLUMNS.items()),
        "edge-columns": table(("column", "holds"), EDGE_COLUMNS.items()),
        "holding-columns": table(("column", "holds"), HOLDING_COLUMNS.items()),
        "dispute-columns": table(("column", "holds"), DISPUTE_COLUMNS.items()),
        "tally-columns": table(("column", "holds"), TALLY_COLUMNS.items()),
        "claim-columns": table(("column", "holds"), CLAIM_COLUMNS.items()),
        "relation-columns": table(("column", "holds"), RELATION_COLUMNS.items()),
        "explained": ", ".join(f"`{code}`" for code in sorted(EXPLAINED)),
        "diagnostics": table(
            ("code", "severity", "stops every command", "what it means"),
            (
                (f"`{c}`", r.severity, "yes" if r.blocks else "", r.sentence)
                for c, r in CODES.items()
            ),
        ),
    }
    for name, text in parts.items():
        mark = f"<!-- {name} -->"
        if mark not in prose:
            raise SystemExit(f"codebook.in.md has no {mark}")
        prose = prose.replace(mark, text.strip())
    return NOTICE + "\n" + prose


def _write_types() -> str:
    text = ""
    for code, family in FAMILIES.items():
        rows = (
            (f"`{t.code}`", t.fr, t.definition, t.acled, t.plover)
            for t in EVENT_TYPES.values()
            if t.family == code
        )
        text += f"### {family.label.capitalize()}\n\n"
        text += table(("type", "French", "is", "ACLED", "PLOVER"), rows) + "\n"
    return text


def _write_vocabularies() -> str:
    text = ""
    for name, codes in VOCABULARIES.items():
        if name in ("type", "measure"):
            continue
        text += f"### {name}\n\n"
        if any(codes.values()):
            text += table(("code", "is"), ((f"`{c}`", d) for c, d in codes.items())) + "\n"
        else:
            text += ", ".join(f"`{code}`" for code in codes) + "\n\n"
    return text


def write_counts() -> str:
    """The data dictionary with how much there is now, by kind and by year."""
    index = open_chronology(FOLDER.parent / "data").index
    kinds = ("event", "actor", "place", "source", "figure")
    found = dict(index.execute("SELECT kind, count(*) FROM record GROUP BY kind").fetchall())
    totals = [f"{found[kind]} {kind}s" for kind in kinds]
    years = index.execute(
        "SELECT CASE WHEN earliest < '2012' OR earliest IS NULL THEN 'before 2012'"
        " ELSE substr(earliest, 1, 4) END AS year, count(*), sum(rank = 1), sum(disputed <> ''),"
        " count(DISTINCT substr(earliest, 1, 7)) FROM event GROUP BY year"
        " ORDER BY year = 'before 2012' DESC, year"
    )
    rows = [[str(cell) for cell in row] for row in years]
    for row in rows:
        row[4] = "" if row[0] == "before 2012" else row[4]
    headings = ("year", "events", "of rank 1", "disputed", "months with an event")
    counts = f"{', '.join(totals)}.\n\n{table(headings, rows)}"
    before, mark, rest = DICTIONARY.read_text("utf-8").partition(COUNTS[0])
    return f"{before}{mark}\n\n{counts}\n{COUNTS[1]}{rest.partition(COUNTS[1])[2]}"


def write_cli() -> str:
    """The command-line reference: the help of every command, formats, exit codes."""
    text = f"{NOTICE}\n# The command line\n\n{_fence(_get_help())}\n"
    for name in COMMANDS:
        text += f"## mali {name}\n\n{_fence(_get_help(name))}\n"
    rows = ((f"`{n}`", " ".join(f"`{s}`" for s in f.suffixes), f.description)
            for n, f in FORMATS.items())  # fmt: skip
    text += "## Formats\n\n" + table(("format", "suffixes", "is"), rows) + "\n"
    text += "## Exit codes\n\n"
    text += table(("code", "means"), ((str(int(c)), m) for c, m in EXIT_CODES.items()))
    text += "\n## Environment variables\n\n"
    return text + table(("variable", "is"), ((f"`{name}`", m) for name, m in VARIABLES.items()))


def _fence(text: str) -> str:
    return f"```text\n{text.strip()}\n```\n"


def _get_help(*command: str) -> str:
    out = io.StringIO()
    run([*command, "--help"], Environment(out, variables={"COLUMNS": "80"}))
    return out.getvalue()


def main() -> None:
    """Write all pages, or tell which are stale."""
    pages = {
        FOLDER / "codebook.md": write_codebook(),
        FOLDER / "cli.md": write_cli(),
        FOLDER / "mali.1": write_manual(),
        DICTIONARY: write_counts(),
        WORDS: write_words(),
    }
    stale = []
    for path, text in pages.items():
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.name)
    if stale:
        raise SystemExit(f"stale: {', '.join(stale)}; run python docs/reference.py")


if __name__ == "__main__":
    main()

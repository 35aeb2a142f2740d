from __future__ import annotations

import pytest

from malicli.render.document import draw_document

PAGE = """<!-- written by
a script -->

# Title of *it*

A paragraph that
flows, with `code`, **weight** and [a link](elsewhere.md).

- an item that is longer than
  the others
1. another

| code | is |
| --- | --- |
| `a\\|b` | this or **that** |

```text
name  what it is and does
```
"""


def draw(text: str, width: int = 60) -> list[str]:
    return ["".join(part for part, _ in line).rstrip() for line in draw_document(text, width)]


def test_a_page_is_laid_out() -> None:
    assert draw(PAGE) == [
        "Title of *it*",
        "",
        "A paragraph that flows, with code, weight and a link.",
        "",
        "- an item that is longer than the others",
        "1. another",
        "",
        "code  is",
        "──────────────────",
        "a|b   this or that",
        "",
        "  name  what it is and does",
    ]


def test_what_is_wrapped_stays_below_its_beginning() -> None:
    lines = draw(PAGE, 26)
    assert lines[lines.index("- an item that is longer") + 1] == "  than the others"
    assert lines[-2:] == ["  name  what it is and", "        does"]


def test_what_is_marked_has_a_style() -> None:
    spans = {span for line in draw_document(PAGE, 60) for span in line}
    assert {("code", "code"), ("weight", "title"), ("a link", "")} <= spans


@pytest.mark.parametrize("text", ["", "\n\n", "|", "```", "```\nopen", "| a |", "- ", "**", "<!--"])
@pytest.mark.parametrize("width", [20, 80])
def test_no_page_is_too_odd(text: str, width: int) -> None:
    assert isinstance(draw(text, width), list)

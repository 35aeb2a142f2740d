from __future__ import annotations

from pathlib import Path

import pytest

from malicli.cli import shell
from malicli.cli.shell import PAGES
from malicli.environment import find_shipped_pages
from malicli.text import measure
from tests.conftest import Mali

# The manual ------------------------------------------------------------------------------------


def test_the_manual_names_its_pages(mali: Mali) -> None:
    code, out, err = mali("docs")
    assert (code, err) == (0, "")
    assert all(f"mali docs {page} " in out for page in PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_a_pipe_is_the_file_itself(mali: Mali, page: str) -> None:
    text = (find_shipped_pages() / f"{page}.md").read_text("utf-8")
    assert mali("docs", page) == (0, text, "")
    assert mali("docs", page.upper()).out == text


@pytest.mark.parametrize("width", [120, 80, 50])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_on_a_terminal_fits_it(mali: Mali, page: str, width: int) -> None:
    ran = mali("docs", page, terminal=width, variables={"NO_COLOR": "1"})
    lines = ran.out.splitlines()
    assert max(map(measure, lines)) <= width
    assert lines[0] == {"codebook": "Codebook", "cli": "The command line"}[page]
    assert not [line for line in lines if line.startswith(("#", "```", "|", "<!--"))]


def test_a_page_is_ascii_where_the_terminal_is(mali: Mali) -> None:
    out = mali("docs", "codebook", terminal=80, variables={"LANG": "C"}).out
    assert out.isascii()
    assert "\x1b[1mCodebook" in out


def test_a_page_that_there_is_not_is_wrong_use(mali: Mali) -> None:
    code, out, err = mali("docs", "../README\x1b")
    assert (code, out) == (2, "")
    assert "there is no page '../README\\\\x1b'" in err
    assert "one of codebook, cli" in err


def test_a_page_that_was_not_installed_is_told(
    mali: Mali, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "find_shipped_pages", lambda: tmp_path)
    code, out, err = mali("docs", "cli")
    assert (code, out) == (4, "")
    assert "cannot read" in err

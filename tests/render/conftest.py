from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Mali
from tests.render.invented import write_invented

Show = Callable[..., str]


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    return write_invented(tmp_path / "invented")


@pytest.fixture
def show(mali: Mali, invented: Path) -> Show:
    """What a command shows of the invented chronology: on a terminal without colour, or piped."""

    def show_command(*arguments: str, terminal: int | None = None, **variables: str) -> str:
        plain = {"NO_COLOR": "1", **variables}
        code, out, err = mali(*arguments, data=invented, terminal=terminal, variables=plain)
        assert (code, err) == (0, "")
        return out

    return show_command

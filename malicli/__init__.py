"""mali: a chronology you can query, cite and trust from the command line, or from Python.

>>> from malicli import open_chronology
>>> with open_chronology() as chronology:
...     for event in chronology.events(actor="MNLA", on="2012-04-06"):
...         assert "mnla" in event.actors
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from malicli.chronology import Chronology, open_chronology

__version__ = "0.1.0"
__all__ = ["Chronology", "__version__", "open_chronology"]


def __getattr__(name: str) -> object:
    # The command line imports this module first of all, and has no need of these by this way.
    if name in ("Chronology", "open_chronology"):
        from malicli import chronology  # noqa: PLC0415 - only when asked for

        return getattr(chronology, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

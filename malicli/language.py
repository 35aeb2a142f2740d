"""The language of a run: messages, labels and dates in it; English unless another is chosen.

Catalogues follow gettext. ``locale/fr/LC_MESSAGES/mali.po`` is what a translator edits;
``docs/translations.py`` compiles it. A message is marked ``_("…{name}").format(name=…)``, a code of
a vocabulary goes through ``malicli.vocabulary.label_code``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "fr")
CATALOGUES = Path(__file__).parent / "locale"


class _Chosen:
    """What was chosen for this run. A process runs one command, so there is one."""

    language = "en"
    catalogue: NullTranslations | None = None


def use_language(language: str) -> None:
    """Choose one of ``LANGUAGES`` for all messages from now on."""
    _Chosen.language = language
    _Chosen.catalogue = None
    if language != "en":
        from gettext import translation  # noqa: PLC0415 - English needs no catalogue

        _Chosen.catalogue = translation("mali", CATALOGUES, [language], fallback=True)


def get_language() -> str:
    """The code of the chosen language."""
    return _Chosen.language


def _(message: str) -> str:
    """A message in the chosen language."""
    return message if _Chosen.catalogue is None else _Chosen.catalogue.gettext(message)


def pgettext(context: str, message: str) -> str:
    """The same for a word that means different things in different contexts."""
    if _Chosen.catalogue is None:
        return message
    return _Chosen.catalogue.pgettext(context, message)


def ngettext(one: str, many: str, number: int) -> str:
    """The same for a message that depends on a number."""
    if _Chosen.catalogue is None:
        return one if number == 1 else many
    return _Chosen.catalogue.ngettext(one, many, number)

"""The language of a run: messages, labels and dates in it; English unless another is chosen.

Catalogues follow gettext. ``locale/fr/LC_MESSAGES/mali.po`` is what a translator edits;
``docs/translations.py`` compiles it. A message is marked ``_("…{name}").format(name=…)``, a code of
a vocabulary goes through ``malicli.vocabulary.label_code``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def choose_language(arguments: Sequence[str], variables: Mapping[str, str]) -> str:
    """Settle the language from ``--lang``, else from the environment, else English.

    A language that there is no catalogue of is told by whoever reads the option.
    """
    for position, argument in enumerate(arguments):
        name, separator, value = argument.partition("=")
        if name == "--lang":
            asked = value if separator else "".join(arguments[position + 1 : position + 2])
            return _get_code(asked)
    chosen = (variables.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return _get_code(next(filter(None, chosen), ""))


def _get_code(locale: str) -> str:
    """The language of a locale such as ``fr_ML.UTF-8``; English where we have none."""
    code = locale[:2].casefold()
    return code if code in LANGUAGES and not locale[2:3].isalpha() else "en"


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


def mark(message: str) -> str:
    """Mark a message for the catalogue where it stands; it is looked up where it is shown."""
    return message


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

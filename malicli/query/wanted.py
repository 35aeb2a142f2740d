"""What somebody searches for: words as people type them, read into terms and an FTS5 query.

The whole language: words stand together or fall (``coup Bamako``); ``OR`` between two of them means
either; ``"in quotes"`` a phrase; ``word*`` a beginning; ``-word`` none of it. Case, accents and
ligatures do not matter.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from malicli.errors import WrongUseError
from malicli.language import _
from malicli.text import fold, make_safe

MOST_CHARACTERS, MOST_TERMS = 1000, 50
_TOKENS = r'-?"[^"]*"\*?|[^\s"]+'


class Term(NamedTuple):
    """A word or phrase, folded: ``open`` at its end for a beginning, ``unwanted`` to exclude."""

    words: tuple[str, ...]
    open: bool = False
    unwanted: bool = False

    @property
    def match(self) -> str:
        """The term for FTS5. Quoted, a word is only a word to it, never an operator."""
        return f'"{" ".join(self.words)}"{"*" if self.open else ""}'


class Wanted(NamedTuple):
    """Alternatives that must each be met by one of their terms, and terms to leave out."""

    alternatives: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]

    @property
    def terms(self) -> list[Term]:
        """Every term that is looked for."""
        return [term for terms in self.alternatives for term in terms]

    @property
    def match(self) -> str:
        """The whole as one FTS5 query."""
        groups = [" OR ".join(term.match for term in terms) for terms in self.alternatives]
        query = " AND ".join(f"({group})" for group in groups)
        for term in self.unwanted:
            query = f"({query}) NOT {term.match}"
        return query


def parse_wanted(text: str) -> Wanted:
    """Read what somebody typed. Raises ``WrongUseError``, which says what cannot be read."""
    _check(text)
    alternatives: list[list[Term]] = []
    unwanted: list[Term] = []
    joining = False  # behind an OR that waits for its second term
    for word in re.findall(_TOKENS, text):
        if word == "OR":
            if joining or not alternatives:
                _refuse_or(text)
            joining = True
        elif term := _parse_term(word, text):
            if term.unwanted:
                unwanted.append(term)
            elif joining:
                alternatives[-1].append(term)
                joining = False
            else:
                alternatives.append([term])
    if joining:
        _refuse_or(text)
    return _join(alternatives, unwanted, text)


def _check(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        _refuse(_("that is {n} characters to search for").format(n=len(text)),
                _("{n} at most").format(n=MOST_CHARACTERS))  # fmt: skip
    if text.count('"') % 2:
        _refuse(_("a quotation mark is not closed: {text}").format(text=_show(text)),
                _('a phrase stands between two: "prise de Kidal"'))  # fmt: skip


def _join(alternatives: list[list[Term]], unwanted: list[Term], text: str) -> Wanted:
    if not alternatives and unwanted:
        _refuse(_("nothing to search for, only what to leave out: {text}").format(text=_show(text)),
                _("name a word that events should have"))  # fmt: skip
    if not alternatives:
        _refuse(_("no word to search for: {text}").format(text=_show(text)),
                _("letters or digits, in any language"))  # fmt: skip
    wanted = Wanted(tuple(map(tuple, alternatives)), tuple(unwanted))
    if len(wanted.terms) + len(unwanted) > MOST_TERMS:
        _refuse(_("too many words to search for"), _("{n} at most").format(n=MOST_TERMS))
    return wanted


def _parse_term(typed: str, text: str) -> Term | None:
    """One word or phrase; None where it has no letter or digit."""
    unwanted = typed.startswith("-") and len(typed) > 1
    bare = typed.removeprefix("-") if unwanted else typed
    if bare.startswith(("(", ")")) or bare.endswith(("(", ")")):
        _refuse(_("brackets mean nothing here: {text}").format(text=_show(text)),
                _("OR joins the two words beside it"))  # fmt: skip
    words = tuple(fold(bare).split())
    if not words:
        return None
    return Term(words, open=bare.endswith("*"), unwanted=unwanted)


def _refuse_or(text: str) -> None:
    _refuse(_("OR stands between two words: {text}").format(text=_show(text)),
            _("Gao OR Kidal; for the word itself write lower case: or"))  # fmt: skip


def _refuse(message: str, help_: str) -> None:
    raise WrongUseError(message, help=help_)


def _show(text: str) -> str:
    return make_safe(text if len(text) <= 60 else f"{text[:60]}…")

"""Reading words as they are typed in a shell, half done, and writing them as bash reads them."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonprefix
from typing import NamedTuple

from malicli.text import fold

# Letters and digits of any script need no quotes; a tilde may begin a home folder, = and : divide.
_PLAIN = frozenset("_-./,+%")


class Word(NamedTuple):
    """One word of a line: where it begins, what it means, the quote that is still open in it."""

    start: int
    value: str
    quote: str


def split_line(line: str) -> list[Word]:
    """Cut a line into words; the last one is being typed, and may be empty."""
    words: list[Word] = []
    position = 0
    while True:
        while position < len(line) and line[position] in " \t\n":
            position += 1
        end, value, quote = _read_word(line, position)
        words.append(Word(position, value, quote))
        if end >= len(line):
            return words
        position = end


def _read_word(line: str, position: int) -> tuple[int, str, str]:
    value, quote = "", ""
    while position < len(line):
        sign = line[position]
        if quote:
            if sign == quote:
                quote = ""
            elif quote == '"' and sign == "\\" and line[position + 1 : position + 2] in {*'"\\$`'}:
                position += 1
                value += line[position]
            else:
                value += sign
        elif sign in " \t\n":
            break
        elif sign in "'\"":
            quote = sign
        elif sign == "\\":
            position += 1
            value += line[position : position + 1]
        else:
            value += sign
        position += 1
    return position, value, quote


def quote_word(text: str, quote: str = "") -> str:
    """Write a text so that bash reads it as one word, or the rest of one whose quote is open."""
    if quote == "'":
        text = text.replace("'", "'\\''")
    elif quote:
        for sign in '\\"$`':
            text = text.replace(sign, f"\\{sign}")
        text = text.replace("!", "\"'!'\"")  # there a backslash would stay
    if quote:
        # readline closes a quote, but not where the text seems to do so itself.
        return text + quote if text.endswith(quote) else text
    return "".join(c if c.isalnum() or c in _PLAIN else f"\\{c}" for c in text)


def drop_head(head: str, word: str) -> str:
    """What of a word follows its beginning, however that is spelt: accents, case, punctuation."""
    if word.startswith(head):
        return word[len(head) :]
    wanted = len(fold(head))
    end = next((n for n in range(len(word) + 1) if len(fold(word[:n])) >= wanted), len(word))
    if head and not head[-1].isalnum():
        while end < len(word) and not word[end].isalnum():
            end += 1
    return word[end:]


def keep_typed(typed: str, words: Sequence[str]) -> list[str]:
    """Spell words as they were begun, if they share less of it: a shell would take letters back.

    It leaves what was typed where they share nothing.
    """
    shared = commonprefix(words)  # noqa: RUF071 - letters are what is wanted
    start = fold(typed)
    kept = len(words) < 2 or not shared or fold(shared).startswith(start)
    # An id may stand for a name that several bear: it does not begin as the name does.
    if kept or not all(fold(word).startswith(start) for word in words):
        return list(words)
    return [typed + drop_head(typed, word) for word in words]

"""Text: folding names so that spellings meet, making untrusted text safe to show, measuring it."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}

# C0 and C1 controls, soft hyphen, zero-width and bidi controls, line and paragraph separators,
# BOM, interlinear and tag characters, lone surrogates: what can move, hide or reorder other text.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
# Compiled when first needed: most runs need none of them, and start-up is felt.
_NOT_WORD = r"[\W_]+"
_UNSAFE_ANY = f"[{_UNSAFE}]"
_UNSAFE_IN_FILE = f"(?![\n\r\t])[{_UNSAFE}]"

_LONGEST_ECHO = 60

# Every character here is one cell wide in every terminal we know; all else asks rich.
_NARROW = re.compile(
    r"[\x20-\x7e\xa1-\xac\xae-\u02ff\xa0\u2010-\u2027\u2030-\u203a\u2190-\u22ff"
    r"\u2500-\u25fc\u2800-\u28ff]*"
)


def fold(text: str) -> str:
    """Fold a name or word for comparison: no case, accents, ligatures or punctuation.

    >>> fold("Iyad ag-Ghâly"), fold("Cœur d’Azawad")
    ('iyad ag ghaly', 'coeur d azawad')
    """
    if not text.isascii():
        text = drop_marks(text)
        for letter in _LIGATURES.keys() & set(text):
            text = text.replace(letter, _LIGATURES[letter])
    return re.sub(_NOT_WORD, " ", text.casefold()).strip()


def drop_marks(text: str) -> str:
    """Drop accents and other marks, and spell compatibility forms plainly."""
    bare = unicodedata.normalize("NFKD", text)
    # A text has few kinds of mark: a replacement for each is faster than a look at every letter.
    for mark in filter(unicodedata.combining, set(bare)):
        bare = bare.replace(mark, "")
    return bare


def make_safe(text: str) -> str:
    r"""Show control and bidi characters instead of sending them: ESC becomes ``\x1b``.

    Every string that leaves the index, and every argument or path that is echoed, goes through
    here before it reaches a terminal, a page or a table cell.
    """
    if text.isprintable():  # then it has no control or format character, in any script
        return text
    return re.sub(_UNSAFE_ANY, _show_character, text)


def shorten(text: str) -> str:
    """What somebody typed, to be echoed: of a text longer than a line, its beginning."""
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"


def _show_character(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return {0x0A: "\\n", 0x09: "\\t", 0x0D: "\\r"}.get(code, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escape_unsafe(text: str) -> str:
    r"""Spell control and bidi characters with escapes, as quoted YAML reads them back."""
    return re.sub(_UNSAFE_IN_FILE, lambda match: _spell_yaml(ord(match.group())), text)


def _spell_yaml(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escape_json(text: str) -> str:
    """The same for JSON, which has no long escapes: there such a character is a pair."""
    return re.sub(_UNSAFE_IN_FILE, lambda match: _spell_json(ord(match.group())), text)


def _spell_json(code: int) -> str:
    if code < 0x10000:
        return _spell_yaml(code)
    high, low = divmod(code - 0x10000, 0x400)
    return _spell_yaml(0xD800 + high) + _spell_yaml(0xDC00 + low)


def find_unsafe(text: str) -> int:
    """Give the index of the first character that no data file may hold, or -1."""
    found = re.search(_UNSAFE_IN_FILE, text)
    return found.start() if found else -1


def measure(text: str) -> int:
    """Count the terminal cells that a safe text takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - slow to import, rarely needed

    return cell_len(text)


def cut(text: str, width: int, mark: str = "…") -> str:
    """Shorten a text to ``width`` cells, ending in ``mark`` when anything was cut."""
    if measure(text) <= width:
        return text
    kept = text
    while kept and measure(kept) + len(mark) > width:
        kept = kept[:-1]
    return (kept.rstrip() + mark) if len(mark) <= width else ""


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` cells, at spaces where there are any."""
    return [text[start:end] for start, end in find_breaks(text, width)]


def find_breaks(text: str, width: int, indent: int = 0) -> list[tuple[int, int]]:
    """Where each line of a text begins and ends, when lines after the first are indented."""
    lines: list[tuple[int, int]] = []
    start, room, size = 0, max(1, width), len(text.rstrip(" "))
    narrow = _NARROW.fullmatch(text)
    if narrow and 0 < size <= room:  # most texts are one line
        return [(0, size)]
    find_end = _find_narrow_end if narrow else _find_end
    while start < size:
        end = find_end(text, start, room)
        if end < size and text[end] != " ":
            space = text.rfind(" ", start, end)
            if space <= start and text[start] == " ":  # what leads a text need not lead a line
                start = _skip_spaces(text, start)
                continue
            hyphen = text.rfind("-", start + 1, end)  # where a word must be cut, cut ids so
            end = space if space > start else hyphen + 1 if hyphen > start else end
        lines.append((start, end if end < size else size))
        start = _skip_spaces(text, end)
        room = max(1, width - indent)
    return lines


def _skip_spaces(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _find_narrow_end(text: str, start: int, room: int) -> int:
    """The end of what fits in ``room`` cells, where every character takes one."""
    return min(start + room, len(text))


def _find_end(text: str, start: int, room: int) -> int:
    """The same for any text, one character at a time; at least one is taken."""
    end = start
    while end < len(text) and measure(text[start : end + 1]) <= room:
        end += 1
    return max(end, start + 1)

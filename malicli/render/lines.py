"""Lines of styled spans, and the one writer that sends them: safe, in colour or not, at once.

A span is a text and the name of a style; a line is a list of spans. Nothing else in the program
writes to a stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TextIO

from malicli.environment import Environment, is_terminal
from malicli.errors import FileUnusableError, PipeClosedError
from malicli.language import _
from malicli.text import drop_marks, find_breaks, make_safe, measure

Span = tuple[str, str]
Line = list[Span]

# Style names → words of _CODES. Only the terminal's own sixteen colours: they suit light and dark.
STYLES = {
    "": "",
    "heading": "bold",
    "title": "bold",
    "faint": "dim",
    "date": "green",
    "place": "cyan",
    "label": "dim",
    "dispute": "yellow",
    "match": "bold yellow",
    "heat": "bold red",
    "error": "bold red",
    "warning": "bold yellow",
    "code": "cyan",
    "red": "red",
    "yellow": "yellow",
    "magenta": "magenta",
    "cyan": "cyan",
    "blue": "blue",
}

# Words → numbers of ECMA-48, "select graphic rendition". Asking rich for them takes 12 ms, a tenth
# of a run; a test compares.
_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35,
          "cyan": 36}  # fmt: skip

# One sign for one, so that a line stays as wide as it was laid out; only œ and æ grow.
_SIGNS = "–—…’‘“”«»·≠→←─│├└█▌░◆§¶×°≤≥►▶"
_SPELLED = '--~\'\'""""-!><-||`##:*spxo<>>>'
_ASCII: dict[int, str] = {
    **dict(zip(map(ord, _SIGNS), _SPELLED, strict=True)),
    **{ord(space): " " for space in "\u00a0\u202f"},
    ord("œ"): "oe",
    ord("Œ"): "OE",
    ord("æ"): "ae",
    ord("Æ"): "AE",
}


def to_ascii(text: str) -> str:
    """Spell a text with ASCII alone: accents dropped, signs spelled, ``?`` for the rest."""
    if text.isascii():
        return text
    return drop_marks(text.translate(_ASCII)).encode("ascii", "replace").decode("ascii")


def measure_line(line: Line) -> int:
    """Count the cells of a line."""
    return sum(measure(text) for text, _style in line)


def wrap_spans(spans: Line, width: int, indent: int = 0) -> Iterator[Line]:
    """Break a run of spans into lines of at most ``width`` cells; later ones are indented."""
    if len(spans) == 1:  # most are: a summary, a note
        yield from _wrap_one(*spans[0], width, indent)
        return
    text = "".join([part for part, _style in spans])
    if len(text) <= width and text.isascii() and text[-1:] not in ("", " "):
        yield [*spans]
        return
    pad: Line = []
    ahead = iter(spans)
    part, style = next(ahead, ("", ""))
    offset = 0  # where the current span begins in the whole text
    for start, end in find_breaks(text, width, indent):
        line = [*pad]
        while offset + len(part) < end:
            if offset + len(part) > start:
                line.append((part[max(0, start - offset) :], style))
            offset += len(part)
            part, style = next(ahead)
        line.append((part[max(0, start - offset) : end - offset], style))
        yield line
        pad = [(" " * indent, "")]


def _wrap_one(text: str, style: str, width: int, indent: int) -> Iterator[Line]:
    pad: Line = []
    for start, end in find_breaks(text, width, indent):
        yield [*pad, (text[start:end], style)]
        pad = [(" " * indent, "")] if indent else pad


class Writer:
    """Turns lines into one text for a stream and sends it in one piece."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def write(self, lines: Iterable[Line], stream: TextIO | None = None) -> None:
        """Send lines to standard output, or another stream."""
        stream = stream or self._environment.stdout
        join = _join_painted if self._environment.takes_colour(stream) else _join_plain
        text = "".join([f"{join(line)}\n" for line in lines])
        if not self._environment.takes_unicode(stream):
            # Colours are ASCII too: what is left after this is only text.
            text = to_ascii(text)
        self._send(stream, text)

    def write_text(self, text: str) -> None:
        """Send data (CSV, JSON …) as UTF-8, whatever the terminal speaks: files are made of it."""
        self._send(self._environment.stdout, text, "utf-8")

    def _send(self, stream: TextIO, text: str, encoding: str | None = None) -> None:
        """Send a text, page by page where somebody looks at more than fits."""
        environment = self._environment
        if stream is environment.stdout and environment.paged and is_terminal(stream):
            from malicli.paging import show_paged  # noqa: PLC0415 - only on a terminal

            content = text.encode(encoding or stream.encoding or "utf-8", "replace")
            if show_paged(environment, content):
                return
        send(stream, text, encoding)


def send(stream: TextIO, text: str, encoding: str | None = None) -> None:
    """Write a text in one piece; what the encoding lacks becomes ``?``.

    Raises ``PipeClosedError`` when nobody reads any more, ``FileUnusableError`` when the stream
    cannot take it (a full disk).
    """
    content = text.encode(encoding or stream.encoding or "utf-8", "replace")
    try:
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(content.decode(encoding or stream.encoding or "utf-8"))
        else:
            stream.flush()
            buffer.write(content)
        stream.flush()
    except BrokenPipeError:
        raise PipeClosedError("") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileUnusableError(
            _("cannot write the output: {reason}").format(reason=reason)
        ) from None


def _join_plain(line: Line) -> str:
    return make_safe("".join([text for text, _style in line])).rstrip(" ")


def _join_painted(line: Line) -> str:
    painted = []
    bare = [*line]
    while bare and not bare[-1][0].rstrip(" "):
        bare.pop()
    if bare:
        bare[-1] = (bare[-1][0].rstrip(" "), bare[-1][1])
    for text, style in bare:
        before, after = _find_codes(style) if text.strip() else ("", "")
        painted.append(f"{before}{make_safe(text)}{after}")
    return "".join(painted)


@cache
def _find_codes(style: str) -> tuple[str, str]:
    """The terminal's codes before and after a style."""
    if not STYLES[style]:
        return "", ""
    numbers = ";".join(str(_CODES[word]) for word in STYLES[style].split())
    return f"\x1b[{numbers}m", "\x1b[0m"

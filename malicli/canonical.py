"""Plain mappings → canonical YAML text: the one form in which data files are written.

Keys stand in the order of ``KEYS``, values that fit on a line of 100 characters stand on one, prose
is folded. Reading the text back gives the same mappings (a property test proves it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from malicli.text import escape_unsafe

WIDTH = 100
PROSE = frozenset({"summary", "summary_fr", "about", "about_fr"})

KEYS = """
id formerly event says kind quantity harm measure actor one_of place
name name_fr short lang camp role part date dates as as_written type method status rank provisional
episode title title_fr publisher author published url
summary summary_fr places actors tolls quantities
whom of group since until as_of period low best high words preferred refuted covers holders state
fate fate_status shared extent country countries south west north east
latitude longitude precision candidates admin admin1 admin2
active from to attested names about about_fr relations scheme vintage code copy on
by said source at symbol origin stake read why claims sources
control related distinct_from external ucdp acled tags note
version updated languages licence credit judging_words vocabulary
""".split()
_RANK = {key: rank for rank, key in enumerate(KEYS)}


def order_keys(value: Any) -> Any:
    """Put the keys of every mapping in canonical order; unknown ones last, by name."""
    if isinstance(value, dict):
        # What a source says instead of the event stands behind the place in it; what somebody
        # says of an actor stands first.
        last = ("says",) if isinstance(value.get("says"), dict) else ()
        keys = [*(k for k in _order(tuple(value)) if k not in last), *last]
        if last:
            keys.sort(key=lambda key: key in ("why", "note"))
        return {key: order_keys(value[key]) for key in keys}
    if isinstance(value, list):
        return [order_keys(item) for item in value]
    return value


@lru_cache(maxsize=4096)
def _order(keys: tuple[str, ...]) -> list[str]:
    return sorted(keys, key=lambda key: (_RANK.get(key, len(_RANK)), key))


def write_records(records: Iterable[Mapping[str, Any]], comments: Mapping[int, str] = {}) -> str:
    """Write a file of records, a blank line between them.

    ``comments`` holds the comment lines to keep above the record at that position.
    """
    blocks = (
        comments.get(position, "") + "\n".join(_write_item(record, 0))
        for position, record in enumerate(records)
    )
    return "\n\n".join(blocks) + "\n"


def write_mapping(mapping: Mapping[str, Any]) -> str:
    """Write a file that is one mapping."""
    return "\n".join(_write_keys(mapping, 0)) + "\n"


def _write_item(value: Any, indent: int) -> list[str]:
    """A list item: on the line of its dash, or as a block whose first key follows the dash."""
    pad = " " * indent
    if not isinstance(value, Mapping):
        return [f"{pad}- {_write_scalar(value, flow=False)}"]
    flow = f"{pad}- {_write_flow(value)}"
    if indent and len(flow) <= WIDTH:
        return [flow]
    first, *rest = _write_keys(value, indent + 2)
    return [f"{pad}- {first[indent + 2 :]}", *rest]


def _write_keys(mapping: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in mapping.items():
        lines.extend(_write_key(key, value, indent))
    return lines


def _write_key(key: str, value: Any, indent: int) -> list[str]:
    pad = " " * indent
    head = f"{pad}{_write_scalar(key, flow=False)}:"
    records = isinstance(value, list) and any(isinstance(item, Mapping) for item in value)
    if isinstance(value, Mapping | list) and not (records and indent <= 2):
        flow = f"{head} {_write_flow(value)}"
        if len(flow) <= WIDTH or not value:
            return [flow]
    if isinstance(value, Mapping):
        return [head, *_write_keys(value, indent + 2)]
    if isinstance(value, list):
        return [head, *(line for item in value for line in _write_item(item, indent + 2))]
    line = f"{head} {_write_scalar(value, flow=False)}"
    if isinstance(value, str) and (key in PROSE or len(line) > WIDTH) and _can_fold(value):
        return [f"{head} >-", *_fold(value, indent + 2)]
    return [line]


def _write_flow(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_write_scalar(k, flow=True)}: {_write_flow(v)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_write_flow, value)) + "]"
    return _write_scalar(value, flow=True)


_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`=<~](?:[^\n\r\t]*[^\s:])?""")
_FLOW_SPECIAL = re.compile(r"[,\[\]{}:?]")
# Words that other YAML readers take for null or a truth value.
_RESERVED = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


def _write_scalar(value: Any, *, flow: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0") if "e" in repr(value) else repr(value)
    if not isinstance(value, str):
        return f"{value}"
    plain = (
        _PLAIN.fullmatch(value)
        and ": " not in value
        and " #" not in value
        and value.casefold() not in _RESERVED
        and not value.startswith("...")  # at a line's start it would end the document
        and not (flow and _FLOW_SPECIAL.search(value))
        and value.isprintable()
    )
    if plain or (not flow and _is_relative_date(value)):
        return value
    return escape_unsafe(json.dumps(value, ensure_ascii=False))


def _is_relative_date(value: str) -> bool:
    """Tell whether this is ``../2012-06``, which starts with dots and needs no quotes."""
    return value.startswith("../") and value[3:].replace("-", "").isdigit()


def _can_fold(text: str) -> bool:
    return text.isprintable() and "  " not in text and text == text.strip() != ""


def _fold(text: str, indent: int) -> list[str]:
    """Break prose at spaces; ``>-`` joins the lines again with one space each."""
    pad = " " * indent
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(joined) > WIDTH - indent:
            lines.append(word)
        else:
            lines[-1] = joined
    return [pad + line for line in lines]

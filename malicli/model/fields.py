"""The kinds of value that records are made of, and the base of all records.

A value that breaks its kind raises a pydantic error whose type is the diagnostic's code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from malicli.canonical import order_keys
from malicli.dates import DateError, parse_date
from malicli.vocabulary import VOCABULARIES

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?", re.ASCII)


def make_fault(code: str, message: str, help: str = "") -> PydanticCustomError:  # noqa: A002 - the word shown
    """Make the error that the loader turns into a diagnostic of this code."""
    # The message goes in as a value, so that braces in data are never taken for a template.
    return PydanticCustomError(code, "{message}", {"message": message, "help": help})


def _check_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise make_fault(
            "invalid-id", f"not an id: {text!r}", "lower-case letters and digits, a-b-c"
        )
    return text


def _check_date(text: str) -> str:
    try:
        parse_date(text)
    except DateError as error:
        raise make_fault("invalid-date", str(error), error.help) from None
    return text


def _check_text(value: object) -> object:
    if value == "":
        raise make_fault("wrong-value", "is empty", "leave the key out, or give it a value")
    return value


def _read_number(value: object) -> object:
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise make_fault(
                "wrong-value", f"not a whole number: {value!r}", "write digits only: 1200"
            )
        return int(value)
    return value


def _read_decimal(value: object) -> object:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise make_fault("wrong-value", f"not a number: {value!r}", "write 14.5 or -3.25")
        return float(value)
    return value


def _read_amount(value: object) -> object:
    """A number of zero or more: whole where it is written so, else with decimals."""
    if isinstance(value, str) and value.startswith("-"):
        raise make_fault("wrong-value", f"less than nothing: {value!r}", "write 0 or more")
    return _read_decimal(value) if isinstance(value, str) and "." in value else _read_number(value)


def _read_flag(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise make_fault(
                "wrong-value", f"neither true nor false: {value!r}", "write true or false"
            )
        return value == "true"
    return value


class Ref(NamedTuple):
    """Marks a field that holds the id of a record of this kind (``by``: an actor or a claimant)."""

    kind: str


class Code(NamedTuple):
    """Marks and checks a field that holds a code of one vocabulary."""

    vocabulary: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Let pydantic check the code after it has checked that it is text."""
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def check(self, value: str, info: core_schema.ValidationInfo) -> str:
        """Accept codes of the shipped vocabulary and of the chronology's own extension."""
        known = VOCABULARIES[self.vocabulary]
        extra = (info.context or {}).get(self.vocabulary, ())
        if value not in known and value not in extra:
            codes = [*known, *extra]
            raise make_fault(
                "unknown-code",
                f"{value!r} is no {self.vocabulary} code",
                _suggest(value, codes) or f"one of: {', '.join(codes)}",
            )
        return value


def _suggest(value: str, codes: list[str]) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - only once something is wrong

    found = process.extractOne(value, codes, score_cutoff=70)
    return f"did you mean {found[0]!r}?" if found else ""


Id = Annotated[str, AfterValidator(_check_id)]
EdtfDate = Annotated[str, AfterValidator(_check_date)]
Text = Annotated[str, BeforeValidator(_check_text)]
Number = Annotated[int, BeforeValidator(_read_number)]
Amount = Annotated[int | float, BeforeValidator(_read_amount)]
Decimal = Annotated[float, BeforeValidator(_read_decimal)]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
ActorRef = Annotated[str, Ref("actor")]
PlaceRef = Annotated[str, Ref("place")]
SourceRef = Annotated[str, Ref("source")]
EventRef = Annotated[str, Ref("event")]
ClaimantRef = Annotated[str, Ref("by")]


class Part(BaseModel):
    """The base of every record and of every part of one: frozen, and closed to unknown keys."""

    # Keys such as `from` and `as` are Python's own words: their fields end in an underscore.
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.rstrip("_"),
    )

    def to_plain(self) -> dict[str, Any]:
        """Give the keys that are set, in canonical order: what the canonical form writes."""
        plain: dict[str, Any] = order_keys(
            self.model_dump(mode="json", exclude_defaults=True, by_alias=True)
        )
        return plain


class Claimed(Part):
    """Who says so, when they said it, in which source, where in it."""

    by: ClaimantRef | None = None
    said: EdtfDate | None = None
    source: SourceRef | None = None
    at: Text | None = None
    note: Text | None = None


class Citation(Part):
    """A source and a place in it."""

    source: SourceRef
    at: Text | None = None
    note: Text | None = None


class Reference(NamedTuple):
    """One place in a record that holds an id: the path to it, the kind of record, the id."""

    path: tuple[str | int, ...]
    kind: str
    id: str


def walk_references(part: Part, path: tuple[str | int, ...] = ()) -> Iterator[Reference]:
    """Find every id that a record refers to, from the annotations of its fields."""
    for name, kind in _plan_references(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            key = name.rstrip("_")
            here = (*path, key) if index is None else (*path, key, index)
            if isinstance(item, Part):
                yield from walk_references(item, here)
            elif kind:
                yield Reference(here, kind, item)


@cache
def _plan_references(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that hold ids or parts, each with its kind of ids ("" for parts)."""
    plan = []
    for name, field in model.model_fields.items():
        kinds = [m.kind for m in _find_metadata((field.annotation, *field.metadata), Ref)]
        if kinds:
            plan.append((name, kinds[0]))
        elif any(_find_parts(field.annotation)):
            plan.append((name, ""))
    return tuple(plan)


def _find_metadata(annotations: tuple[Any, ...], kind: type[Ref]) -> Iterator[Ref]:
    for annotation in annotations:
        if isinstance(annotation, kind):
            yield annotation
        elif not isinstance(annotation, type) or get_args(annotation):
            yield from _find_metadata(
                (*get_args(annotation), *getattr(annotation, "__metadata__", ())), kind
            )


def _find_parts(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, Part):
            yield annotation
        return
    for argument in get_args(annotation):
        yield from _find_parts(argument)

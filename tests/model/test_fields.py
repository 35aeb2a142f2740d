from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from malicli.model.dataset import RECORD_KINDS
from malicli.model.event import Event, EventActor, Toll
from malicli.model.fields import (
    Amount,
    Code,
    Decimal,
    EdtfDate,
    Flag,
    Id,
    Number,
    Part,
    Text,
    walk_references,
)
from malicli.model.place import Place
from malicli.model.source import Source
from malicli.vocabulary import VOCABULARIES
from tests.conftest import EVENTS


def read(kind: Any, value: object, **context: Any) -> Any:
    return TypeAdapter(kind).validate_python(value, context=context)


def find_fault(kind: Any, value: object, **context: Any) -> tuple[str, str, str]:
    """The code, message and help of the one fault of a value."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value, **context)
    (error,) = caught.value.errors()
    return error["type"], error["msg"], error["ctx"]["help"]


# Single values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Number, "0", 0),
        (Number, "470761", 470_761),
        (Number, "007", 7),
        (Amount, "31", 31),
        (Amount, "62.5", 62.5),
        (Decimal, "14.5", 14.5),
        (Decimal, "-3.25", -3.25),
        (Decimal, "12", 12.0),
        (Flag, "true", True),
        (Flag, "false", False),
        (Id, "2031-port-city", "2031-port-city"),
        (Id, "a", "a"),
        (EdtfDate, "[2014-02-01..2014-02-28]", "[2014-02-01..2014-02-28]"),
        (Text, " as it is ", " as it is "),
    ],
)
def test_a_value_is_read_from_its_text(kind: Any, text: str, value: object) -> None:
    found = read(kind, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "1,200", "1_200", "12.5", "-1", "+1", "1e3", "0x1f", "٣", "ten", "9" * 13],
)
def test_a_number_is_written_with_digits_alone(text: str) -> None:
    message = f"not a whole number: {text!r}"
    assert find_fault(Number, text) == ("wrong-value", message, "write digits only: 1200")


@pytest.mark.parametrize("text", ["", "1,5", ".5", "5.", "1e3", "nan", "inf", "--1", "14°", "٣"])
def test_a_decimal_is_written_with_digits_and_one_point(text: str) -> None:
    message = f"not a number: {text!r}"
    assert find_fault(Decimal, text) == ("wrong-value", message, "write 14.5 or -3.25")


@pytest.mark.parametrize("text", ["-1", "-0.5"])
def test_an_amount_is_not_less_than_nothing(text: str) -> None:
    message = f"less than nothing: {text!r}"
    assert find_fault(Amount, text) == ("wrong-value", message, "write 0 or more")


@pytest.mark.parametrize("text", ["yes", "no", "True", "1", "", "on"])
def test_a_flag_is_true_or_false(text: str) -> None:
    message = f"neither true nor false: {text!r}"
    assert find_fault(Flag, text) == ("wrong-value", message, "write true or false")


@pytest.mark.parametrize(
    "text",
    ["", "A", "Port-city", "port_city", "port city", "-a", "a-", "a--b", "évian", "a\n", "٣"],
)
def test_an_id_is_lower_case_letters_and_digits_joined_by_hyphens(text: str) -> None:
    code, message, _ = find_fault(Id, text)
    assert (code, message) == ("invalid-id", f"not an id: {text!r}")


def test_a_date_that_is_none_is_refused_with_the_words_of_the_parser() -> None:
    assert find_fault(EdtfDate, "2031-02-30") == (
        "invalid-date",
        "no such day or month: 2031-02-30",
        "check the calendar",
    )


def test_a_key_with_an_empty_text_is_refused() -> None:
    fault = ("wrong-value", "is empty", "leave the key out, or give it a value")
    assert find_fault(Text, "") == fault


def test_braces_in_data_are_never_taken_for_a_template() -> None:
    assert find_fault(Number, "{message} {0}")[1] == "not a whole number: '{message} {0}'"


# Codes ------------------------------------------------------------------------------------------

Harm = Annotated[str, Code("harm")]


@pytest.mark.parametrize("code", [*VOCABULARIES["harm"]])
def test_a_code_of_the_vocabulary_is_read(code: str) -> None:
    assert read(Harm, code) == code


def test_an_unknown_code_is_refused_and_the_nearest_named() -> None:
    code, message, help_ = find_fault(Harm, "kiled")
    assert (code, message) == ("unknown-code", "'kiled' is no harm code")
    assert help_ == "did you mean 'killed'?"


def test_where_no_code_is_near_all_are_listed() -> None:
    help_ = find_fault(Harm, "zzz", harm=("stung",))[2]
    assert help_ == f"one of: {', '.join([*VOCABULARIES['harm'], 'stung'])}"


def test_a_code_of_another_vocabulary_is_unknown() -> None:
    assert find_fault(Harm, "soldiers")[0] == "unknown-code"


def test_a_chronology_may_add_codes_to_one_vocabulary() -> None:
    assert read(Harm, "stung", harm=("stung",)) == "stung"
    assert read(Harm, "killed", harm=("stung",)) == "killed"
    assert find_fault(Harm, "stung", whom=("stung",))[0] == "unknown-code"
    assert find_fault(Harm, "stang", harm=("stung",))[2] == "did you mean 'stung'?"


def test_codes_inside_a_record_are_checked_against_the_extension_too() -> None:
    record = {**EVENTS[0], "tolls": [{"harm": "stung", "best": "3"}]}
    with pytest.raises(ValidationError):
        Event.model_validate(record)
    event = Event.model_validate(record, context={"harm": ("stung",)})
    assert event.tolls[0].harm == "stung"


# Records ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "record", "code", "message"),
    [
        (Event, {**EVENTS[0], "rank": "4"}, "wrong-value", "rank is 1, 2 or 3, not 4"),
        (Event, {**EVENTS[0], "colour": "red"}, "extra_forbidden", "Extra inputs"),
        (EventActor, {"role": "party"}, "wrong-value", "needs either actor or one_of"),
        (
            EventActor,
            {"role": "party", "actor": "a", "one_of": ["b", "c"]},
            "wrong-value",
            "needs either actor or one_of",
        ),
        (EventActor, {"role": "party", "one_of": ["b"]}, "wrong-value", "needs either actor"),
        (Toll, {"harm": "killed", "best": "2.5"}, "wrong-value", "counts people in fractions"),
        (
            Place,
            {"id": "a", "name": "A", "kind": "town", "latitude": "90.1"},
            "wrong-value",
            "not on Earth: 90.1",
        ),
        (
            Place,
            {"id": "a", "name": "A", "kind": "town", "longitude": "-181"},
            "wrong-value",
            "not on Earth: -181.0",
        ),
        (
            Source,
            {"id": "a", "title": "A", "publisher": "B", "kind": "press", "url": "ftp://x"},
            "wrong-value",
            "not a web address: 'ftp://x'",
        ),
        (
            RECORD_KINDS["figure"],
            {"id": "a", "kind": "stock", "measure": "killed", "period": "2031", "best": "1"},
            "missing-key",
            "figure of kind stock needs as_of",
        ),
        (
            RECORD_KINDS["figure"],
            {"id": "a", "kind": "cumulative", "measure": "killed", "as_of": "2031", "best": "1"},
            "missing-key",
            "figure of kind cumulative needs since",
        ),
        (
            RECORD_KINDS["figure"],
            {"id": "a", "kind": "event-count", "measure": "attacks", "since": "2031", "best": "1"},
            "missing-key",
            "figure of kind event-count needs period",
        ),
    ],
)
def test_a_record_that_makes_no_sense_is_refused(
    model: type[Part], record: dict[str, Any], code: str, message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(record)
    (error,) = caught.value.errors()
    assert error["type"] == code
    assert message in error["msg"]


def test_a_record_cannot_be_changed() -> None:
    event = Event.model_validate(EVENTS[0])
    with pytest.raises(ValidationError):
        event.title = "Another"  # type: ignore[misc]


# References -------------------------------------------------------------------------------------

# Every key of every record, each id marked by its prefix: `id-KIND-…`.
CITED = {"source": "id-source-1", "at": "p. 3", "note": "Seen."}
CLAIM = {"by": "id-by-1", "said": "2031-04", **CITED}
SAID = {"says": "denies", **CLAIM}
AMOUNT = {"low": "1", "best": "2", "high": "3", "words": "two", "preferred": "true", "why": "open"}
SPAN = {"from": "2031", "to": "2032"}
CODE = {"scheme": "invented", "vintage": "2031", "code": "X1"}

FULL: dict[str, dict[str, Any]] = {
    "event": {
        "id": "2031-a",
        "formerly": ["2031-b"],
        "date": "2031-03-22",
        "as_written": "that day",
        "dates": [{"kind": "announced", "date": "2031-03-23", **CLAIM}],
        "type": "battle",
        "method": ["ambush"],
        "status": "claimed",
        "rank": "1",
        "provisional": "true",
        "episode": "true",
        "title": "A title",
        "title_fr": "Un titre",
        "summary": "What happened.",
        "summary_fr": "Ce qui arriva.",
        "places": [{"place": "id-place-1", "role": "near", "part": "camp", "note": "Outside."}],
        "actors": [
            {
                "actor": "id-actor-1",
                "role": "attacker",
                "as": "chief",
                "fate": "killed",
                "fate_status": "refuted",
                "claims": [{**SAID, "by": "id-by-2", "source": "id-source-2"}],
                "note": "First.",
            },
            {"one_of": ["id-actor-2", "id-actor-3"], "role": "defender"},
        ],
        "tolls": [
            {
                "harm": "killed",
                "whom": "soldiers",
                "of": "id-actor-4",
                "group": "camp",
                "refuted": "true",
                **AMOUNT,
                **CLAIM,
            }
        ],
        "quantities": [{"quantity": "components", "of": "id-actor-5", **AMOUNT, **CLAIM}],
        "sources": [
            {
                **CITED,
                "why": "slip",
                "says": {
                    "date": "2031-03-24",
                    "place": ["id-place-2", "id-place-3"],
                    "type": "mutiny",
                    "status": "refuted",
                    "actors": ["id-actor-6"],
                },
            }
        ],
        "control": [
            {
                "place": "id-place-4",
                "part": "camp",
                "holders": ["id-actor-7", "id-actor-8"],
                "state": "shared",
                "from": "2031-03-25",
                **CLAIM,
            }
        ],
        "related": [{"event": "id-event-1", "kind": "ends", "note": "Then."}],
        "distinct_from": ["id-event-2", "id-event-3"],
        "external": {"ucdp": ["77"], "acled": ["X77"]},
        "tags": ["harbour"],
    },
    "actor": {
        "id": "front-a",
        "formerly": ["front-o"],
        "name": "Front A",
        "name_fr": "Front A",
        "short": "FA",
        "kind": "armed-group",
        "camp": [{"camp": "separatist", **SPAN}],
        "active": {**SPAN, "attested": ["2033"]},
        "names": [{"name": "The A", "lang": "en", "kind": "alias", "shared": "true", **SPAN}],
        "about": "A front.",
        "about_fr": "Un front.",
        "relations": [
            {
                "kind": "leads",
                "actor": "id-actor-1",
                **SPAN,
                "attested": ["2033"],
                "extent": "part",
                "as": "chief",
                "status": "contested",
                "claims": [SAID],
                "why": "open",
                "sources": [{**CITED, "source": "id-source-2"}],
                "note": "Unclear.",
            }
        ],
        "sources": [{**CITED, "source": "id-source-3"}],
        "external": {"wikidata": ["Q1"]},
        "distinct_from": ["id-actor-2"],
        "tags": ["dunes"],
    },
    "place": {
        "id": "port-city",
        "formerly": ["port"],
        "name": "Port City",
        "name_fr": "Ville-Port",
        "names": [{"name": "Old Port", "lang": "en"}],
        "kind": "town",
        "country": "XX",
        "latitude": "1.5",
        "longitude": "2.5",
        "precision": "exact",
        "candidates": [
            {
                "name": "Port",
                "latitude": "1.5",
                "longitude": "2.5",
                "admin1": "id-place-1",
                "admin2": "id-place-2",
                "external": [CODE],
                "note": "One.",
            }
        ],
        "admin": [
            {"admin1": "id-place-3", "admin2": "id-place-4", "scheme": "invented", **SPAN},
        ],
        "external": [CODE],
        "sources": [CITED],
        "distinct_from": ["id-place-5"],
        "note": "Here.",
    },
    "source": {
        "id": "daily-x",
        "formerly": ["daily"],
        "title": "What happened",
        "publisher": "Daily X",
        "author": "N. N.",
        "published": "2031-04",
        "url": "https://example.org/1",
        "kind": "press",
        "lang": "en",
        "symbol": "X/1",
        "origin": "agency-y",
        "stake": "id-actor-1",
        "read": {"copy": "the printed one", "on": "2032"},
        "note": "Read.",
    },
    "figure": {
        "id": "dead-2031",
        "formerly": ["dead"],
        "kind": "cumulative",
        "measure": "killed",
        "whom": "civilians",
        "of": "id-actor-1",
        "as_of": "2031",
        "period": "2031",
        "since": "2031",
        "until": "2032",
        "covers": "the north",
        "places": ["id-place-1", "id-place-2"],
        "actors": ["id-actor-2", "id-actor-3"],
        **AMOUNT,
        **CLAIM,
    },
}


def find_ids(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str, str]]:
    """Every marked id in plain data: its path, its kind, itself."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from find_ids(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from find_ids(item, (*path, index))
    elif str(value).startswith("id-"):
        yield path, value.split("-")[1], value


@pytest.mark.parametrize("kind", [*RECORD_KINDS])
def test_every_reference_is_found_with_the_path_to_it(kind: str) -> None:
    record = RECORD_KINDS[kind].model_validate(FULL[kind])
    found = [tuple(reference) for reference in walk_references(record)]
    assert sorted(found, key=str) == sorted(find_ids(FULL[kind]), key=str)
    assert found


@pytest.mark.parametrize("kind", [*RECORD_KINDS])
def test_the_full_record_has_every_key_that_there_is(kind: str) -> None:
    given: dict[type[Part], set[str]] = defaultdict(set)
    for part in walk_parts(RECORD_KINDS[kind].model_validate(FULL[kind])):
        given[type(part)] |= part.model_fields_set
    for model, names in given.items():
        assert names == set(model.model_fields), model.__name__


def walk_parts(part: Part) -> Iterator[Part]:
    yield part
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from walk_parts(item)


def test_a_record_without_references_has_none() -> None:
    source = {k: v for k, v in FULL["source"].items() if k != "stake"}
    assert list(walk_references(Source.model_validate(source))) == []


# Plain again ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*RECORD_KINDS])
def test_a_record_gives_back_what_it_was_read_from(kind: str) -> None:
    model = RECORD_KINDS[kind]
    plain = model.model_validate(FULL[kind]).to_plain()
    assert make_text(plain) == FULL[kind]
    assert model.model_validate(plain) == model.model_validate(FULL[kind])


def make_text(value: Any) -> Any:
    """All scalars as the text that they are in a file."""
    if isinstance(value, dict):
        return {key: make_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [make_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_what_is_left_at_its_default_is_left_out() -> None:
    record = {**EVENTS[0], "status": "happened", "rank": "3", "provisional": "false", "tags": []}
    assert Event.model_validate(record).to_plain() == EVENTS[0]

from __future__ import annotations

from datetime import date

import pytest

from malicli.query.spans import Span, measure_span

FOREVER = date.max


@pytest.mark.parametrize(
    ("start", "end", "attested", "span"),
    [
        (None, None, (), (None, None, None, None)),
        ("2031-03-02", None, (), (date(2031, 3, 2), date(2031, 3, 2), FOREVER, None)),
        ("2031", "2033", (), (date(2031, 1, 1), date(2031, 12, 31), date(2033, 1, 1),
                              date(2033, 12, 31))),
        ("2031", "2031", (), (date(2031, 1, 1), date(2031, 12, 31), date(2031, 1, 1),
                              date(2031, 12, 31))),
        (None, "2033-05", (), (None, None, date(2033, 5, 1), date(2033, 5, 31))),
        (None, None, ("2032-02", "2031-05-06"), (None, date(2031, 5, 6), date(2032, 2, 29), None)),
        ("2032", None, ("2032-02-03",), (date(2032, 1, 1), date(2032, 2, 3), FOREVER, None)),
        ("../2031-06-30", None, (), (None, date(2031, 6, 30), FOREVER, None)),
        ("[2031-06..2031-10]", None, (), (date(2031, 6, 1), date(2031, 10, 31), FOREVER, None)),
    ],
)  # fmt: skip
def test_a_span_has_outer_and_inner_bounds(
    start: str | None, end: str | None, attested: tuple[str, ...], span: tuple[date | None, ...]
) -> None:
    assert measure_span(start, end, attested) == span


def test_between_the_bounds_it_may_hold_and_need_not() -> None:
    span = measure_span("[2031-06..2031-10]", "2033")
    days = [date(2031, 5, 31), date(2031, 8, 1), date(2032, 1, 1), date(2033, 6, 1),
            date(2034, 1, 1)]  # fmt: skip
    assert [span.may_hold(day) for day in days] == [False, True, True, True, False]
    assert [span.holds(day) for day in days] == [False, False, True, False, False]


def test_what_nothing_is_known_of_may_always_hold() -> None:
    span = Span(None, None, None, None)
    assert not span.dated
    assert span.may_hold(date(1, 1, 1))
    assert not span.holds(date(2031, 1, 1))

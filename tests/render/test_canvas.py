from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from malicli.render.canvas import Canvas
from malicli.render.lines import measure_line

FAR = st.floats(-1e6, 1e6)


def show(canvas: Canvas) -> list[str]:
    return ["".join(text for text, _ in line) for line in canvas.draw()]


def test_a_line_goes_from_dot_to_dot() -> None:
    canvas = Canvas(3, 1)
    canvas.draw_line([(0, 0), (5, 0), (5, 3)])
    assert show(canvas) == ["⠉⠉⢹"]


def test_ascii_has_two_halves_a_cell() -> None:
    canvas = Canvas(3, 1, ascii_only=True)
    canvas.draw_line([(0, 0), (3, 0)])
    canvas.draw_line([(2, 3), (5, 3)])
    assert show(canvas) == ["':."]


def test_a_gap_leaves_dots_out_across_the_corners_of_a_line() -> None:
    canvas = Canvas(4, 1)
    canvas.draw_line([(0, 0), (3, 0), (7, 0)], gap=2)
    assert show(canvas) == ["⠁⠁⠁⠁"]


def test_what_was_drawn_last_gives_the_cell_its_style() -> None:
    canvas = Canvas(1, 1)
    canvas.draw_line([(0, 0), (0, 3)], "faint")
    canvas.draw_line([(1, 0), (1, 3)], "red")
    assert [style for _, style in canvas.draw()[0]] == ["red"]


@given(st.lists(st.tuples(FAR, FAR), max_size=6), st.integers(1, 20), st.integers(1, 10))
def test_no_line_leaves_the_canvas(
    dots: list[tuple[float, float]], columns: int, rows: int
) -> None:
    canvas = Canvas(columns, rows)
    canvas.draw_line(dots)
    lines = show(canvas)
    assert [len(line) for line in lines] == [columns] * rows


def test_a_line_from_far_to_far_crosses_the_canvas() -> None:
    canvas = Canvas(2, 1)
    canvas.draw_line([(-1e9, 1), (1e9, 1)])
    assert show(canvas) != ["  "]


def test_text_hides_dots_and_keeps_the_width() -> None:
    canvas = Canvas(8, 1)
    canvas.draw_line([(0, 0), (15, 0)])
    canvas.put(0, 1, "通e\u0301x", "place")
    (line,) = canvas.draw()
    assert measure_line(line) == 8
    assert show(canvas) == ["⠉通e\u0301x⠉⠉⠉"]


def test_a_mark_without_a_letter_is_left_out() -> None:
    canvas = Canvas(3, 1)
    canvas.put(0, 1, "\u0301a", "")
    assert show(canvas) == [" a "]


def test_room_is_within_the_canvas_and_apart_from_other_text() -> None:
    canvas = Canvas(10, 2)
    canvas.put(0, 4, "ab", "")
    assert canvas.has_room(0, 0, 3)
    assert not canvas.has_room(0, 0, 4)
    assert not canvas.has_room(0, 6, 1)
    assert canvas.has_room(0, 7, 3)
    assert not canvas.has_room(0, 7, 4)
    assert canvas.has_room(1, 0, 10)
    assert not canvas.has_room(2, 0, 1)
    assert not canvas.has_room(-1, 0, 1)
    assert not canvas.has_room(0, -1, 1)


def test_dots_that_a_text_would_hide_are_counted() -> None:
    canvas = Canvas(4, 1)
    canvas.draw_line([(0, 0), (3, 0)])
    assert canvas.count_dotted(0, 0, 4) == 2

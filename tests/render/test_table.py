from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from malicli.render.table import Column, draw_table
from tests.conftest import Record
from tests.render import invented as data
from tests.render.conftest import Show


def draw(rows: list[list[str]], width: int | None, *, right: bool = False) -> list[str]:
    columns = [Column("one"), Column("two", right=right), Column("three")]
    return ["".join(text for text, _ in line).rstrip() for line in draw_table(columns, rows, width)]


def test_columns_are_as_wide_as_what_is_in_them() -> None:
    assert draw([["a", "bb bb bb", "c"], ["aaaa", "", "cc"]], None) == snapshot(
        [
            "one   two       three",
            "─────────────────────",
            "a     bb bb bb  c",
            "aaaa            cc",
        ]
    )


def test_cells_are_wrapped_to_fit_a_terminal() -> None:
    assert draw([["a", "bb bb bb bb bb bb", "c c c c c c c c c c"]], 30) == snapshot(
        [
            "one  two          three",
            "──────────────────────────────",
            "a    bb bb bb bb  c c c c c c",
            "     bb bb        c c c c",
        ]
    )


def test_numbers_stand_at_the_right_and_are_never_broken() -> None:
    rows = [["a" * 20, "1234567890123", "b" * 20], ["", "7", ""]]
    assert draw(rows, 45, right=True) == snapshot(
        [
            "one                       two  three",
            "─────────────────────────────────────────────",
            "aaaaaaaaaaaaaa  1234567890123  bbbbbbbbbbbbbb",
            "aaaaaa                         bbbbbb",
            "                            7",
        ]
    )


def test_rows_are_cards_where_columns_would_be_too_narrow_to_read() -> None:
    rows = [["a" * 20, "1234567890", "b" * 20], ["", "7", ""]]
    assert draw(rows, 24, right=True) == snapshot(
        [
            "one    aaaaaaaaaaaaaaaaa",
            "       aaa",
            "two    1234567890",
            "three  bbbbbbbbbbbbbbbbb",
            "       bbb",
            "two    7",
        ]
    )


def test_a_column_with_nothing_in_it_is_left_out() -> None:
    assert draw([["a", "", "c"]], None)[0] == "one  three"


def test_no_rows_are_headings_alone() -> None:
    assert draw([], None) == ["one  two  three", "─" * 15]


@pytest.mark.parametrize("width", [20, 30, 40, 55])
def test_words_are_broken_only_where_no_column_could_give_way(width: int) -> None:
    rows = [["humanitarian", "from May to August 2031", "one two three four five six seven eight"]]
    lines = draw(rows, width)
    assert max(map(len, lines)) <= width
    if width >= 30:
        assert any("humanitarian" in line for line in lines)


def test_an_id_can_be_copied_from_a_terminal_of_80_columns(show: Show) -> None:
    out = show("events", terminal=80)
    assert [event["id"] for event in data.EVENTS if event["id"] not in out] == []


def test_the_table_of_events_at_80_columns(show: Show) -> None:
    assert show("events", "--rank", "2", terminal=80) == snapshot("""\
date    late January 2030
type    mutiny
event   Soldiers refuse to leave the harbour barracks
place   Port City
id      2030-harbour-mutiny

date    26–30 January 2031
type    battle
event   Five days of fighting around the hill villages and the road that joins
        them
place   Hill Village, Port City
killed  at least 8
≠       toll
id      2031-week-of-fighting

date    22 March 2031
type    coup
event   Soldiers take the harbour and depose the president
place   Port City
≠       who
id      2031-harbour-coup

date    April 2031
type    violence against civilians
event   People are killed in Hill Village
place   Hill Village
killed  at least 3
id      2031-village-killing

date    from May to August 2031
type    blockade
event   Front B closes the road to the port
place   Hill Village, Port City
id      2031-road-siege

date    from February 2033
type    deployment
event   Mission C arrives
place   Port City
id      2033-mission
""")


def test_the_table_of_events_at_120_columns(show: Show) -> None:
    assert show("events", "--rank", "2", terminal=120) == snapshot("""\
date                type                 event                place                killed      ≠     id
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
late January 2030   mutiny               Soldiers refuse to   Port City                              2030-harbour-mutiny
                                         leave the harbour
                                         barracks
26–30 January 2031  battle               Five days of         Hill Village, Port   at least 8  toll  2031-week-of-
                                         fighting around the  City                                   fighting
                                         hill villages and
                                         the road that joins
                                         them
22 March 2031       coup                 Soldiers take the    Port City                        who   2031-harbour-coup
                                         harbour and depose
                                         the president
April 2031          violence against     People are killed    Hill Village         at least 3        2031-village-
                    civilians            in Hill Village                                             killing
from May to August  blockade             Front B closes the   Hill Village, Port                     2031-road-siege
2031                                     road to the port     City
from February 2033  deployment           Mission C arrives    Port City                              2033-mission
""")  # noqa: E501


def test_the_table_of_events_in_ascii(show: Show) -> None:
    out = show("events", terminal=120, LC_ALL="C")
    assert out.isascii()
    assert "!" in out


def row_of(event: Record, out: str) -> str:
    (line,) = [line for line in out.splitlines() if line.endswith(event["id"])]
    return line


@pytest.mark.parametrize("event", data.EVENTS, ids=lambda event: event["id"])
def test_a_piped_table_is_never_cut(show: Show, event: Record) -> None:
    row = row_of(event, show("events"))
    assert event["title"] in row
    assert event["type"].replace("-", " ") in row


def test_the_table_of_actors(show: Show) -> None:
    assert show("actors", terminal=100) == snapshot("""\
short    name                    kind              active                    events  id
────────────────────────────────────────────────────────────────────────────────────────────────────
AA       Army of A               state forces                                     2  army-a
CD       Coalition of the Dunes  coalition                                        0  coalition-d
Council  Council of Officers     junta                                            2  the-junta
         Foreign Company         private military                                 2  foreign-company
FA       Front A                 armed group       October 2029 – 30              3  front-a
                                                   November 2034
FB       Front B                 armed group                                      3  front-b
         Mission B               mission                                          0  mission-b
         Mission C               mission                                          1  mission-c
         Observers B             ngo                                              0  ngo-b
         Officer M               person                                           1  officer-m
         President A             person                                           1  president-a
""")

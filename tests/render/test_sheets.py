from __future__ import annotations

from inline_snapshot import snapshot

from tests.render.conftest import Show


def test_a_place_at_100_columns(show: Show) -> None:
    assert show("place", "port-city", terminal=100) == snapshot("""\
Port City
town · id: port-city

Names       Ville-Port (fr)
Where       10.5, -3.25 (exact: the coordinates are the place's own)
Lies in     South (invented)

Who held it, by whose account
from           part     state      held by      according to       event               note
────────────────────────────────────────────────────────────────────────────────────────────────────
22 March 2031           held       Council      UN, §15            Soldiers take the
                                                                   harbour and depose
                                                                   the president
24 March 2031  airport  contested  AA, Council  Observers B, p. 5  Soldiers take the   until evening
                                                                   harbour and depose
                                                                   the president

Events
2030-01-21…31  △ Soldiers refuse to leave the harbour barracks · Port City
2031-01-26–30  ▲ Five days of fighting around the hill villages and the road that joins them · Hill…
2031-03-22     ◆ Soldiers take the harbour and depose the president · Port City ≠
2031-05–08     ▣ Front B closes the road to the port · Hill Village, Port City
2033-02/..     ► Mission C arrives · Port City
""")


def test_a_source_at_100_columns(show: Show) -> None:
    assert show("source", "daily-x", terminal=100) == snapshot("""\
The night of the harbour
Daily X · id: daily-x

Kind        press: newspaper, magazine, news site
Trust       cited by 7 events; differs 4 times (3 in dispute, 1 stage), 1 of them explained

Where it differs
event or actor      field     it says             why         note                id
────────────────────────────────────────────────────────────────────────────────────────────────────
26–30 January       toll      some 40 killed      in dispute                      2031-week-of-
2031: Five days of            soldiers of AA                                      fighting
fighting around
the hill villages
and the road that
joins them
22 March 2031:      date      21 March 2031       stage       counts from the     2031-harbour-coup
Soldiers take the                                             mutiny
harbour and depose
the president
22 March 2031:      who       denies Foreign      in dispute                      2031-harbour-coup
Soldiers take the             Company as
harbour and depose            supporter
the president
Front A             relation  ally of Foreign     in dispute                      front-a
                              Company

Events
../2030-06        ● A truce on the hills runs out (announced) · North
2030-01-21…31     △ Soldiers refuse to leave the harbour barracks · Port City
2031-01-26–30     ▲ Five days of fighting around the hill villages and the road that joins them · H…
2031-03-22        ◆ Soldiers take the harbour and depose the president · Port City ≠
2031-09-14?       ○ Envoys meet in a place that nobody names (claimed)
2032~             ◆ The wells of the north run low · North
2032-11-28…12-03  ◐ Two drivers are taken near Hill Village · Hill Village

Figures
when                     kind        what    how many     according to             note
────────────────────────────────────────────────────────────────────────────────────────────────────
since January 2030 to    cumulative  killed  at least 31  Mission C, Daily X, ¶14  never broken down
December 2032
""")


def test_figures_at_100_columns(show: Show) -> None:
    assert show("figures", terminal=100) == snapshot("""\
when         kind        what       whom       how many     covers        according to  note
────────────────────────────────────────────────────────────────────────────────────────────────────
since        cumulative  killed                at least 31                Mission C,    never broken
January                                                                   Daily X, ¶14  down
2030 to
December
2032
30 June      stock       displaced  civilians  some 47,000  the hill      UN, §30
2031                                                        villages
""")


def test_a_count_since_a_day_is_never_shown_as_of_that_day(show: Show) -> None:
    for format_ in ("table", "markdown"):
        assert "since January 2030" in show("figures", "--format", format_)

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from tests.render.conftest import Show


def test_the_whole_timeline_at_80_columns(show: Show) -> None:
    assert show("timeline", terminal=80) == snapshot("""\
2030 ───────────────────────────────────────────────────────────────────────────

In the year

         ● A truce on the hills runs out · North
           until June 2030
           announced
           The truce of the hills ends, by the account of one side.
           who  FA, party
           from  Daily X

January

   late  △ Soldiers refuse to leave the harbour barracks · Port City
           late January 2030 (“late January”)
           A company stays in its barracks and asks for pay.
           who  AA, party
           from  Daily X

2031 ───────────────────────────────────────────────────────────────────────────

January

  26–30  ▲ Five days of fighting around the hill villages and the road that
           joins them · Hill Village, Port City
           Both fronts attack army posts along the road; the army sends
           aircraft.
           who  FA or FB, attacker · AA, defender · Officer M, subject (killed:
             refuted)
           killed  soldiers of AA: at least 8 (AA, 31 January 2031); some 40
             (FA, in Daily X); 21–25, best 23 (Mission C, in UN)
           killed  rebels: 12,000, refuted (Daily X)
           injured  civilians: dozens (Observers B)
           from  UN; Daily X
           ≠ sources dispute the toll

March

     22  ◆ Soldiers take the harbour and depose the president · Port City
           Officers end the mutiny by taking power in the night; the president
           is held.
           who  Council, attacker · President A, subject (deposed) · Foreign
             Company, supporter (alleged by Observers B; denied by Council)
           held  Port City: Council (UN)
           held  Port City (airport): contested, AA, Council (Observers B)
           components  6 (Daily X)
           from  UN; Daily X; Observers B
           ≠ sources dispute who did it

April

         ● People are killed in Hill Village · Hill Village
           April 2031
           provisional
           Residents find the dead after armed men have gone.
           who  Foreign Company, perpetrator (attributed by residents)
           killed  civilians: at least 3 (Observers B)
           from  Observers B

May

         ▣ Front B closes the road to the port · Hill Village, Port City
           from May to August 2031
           No lorry passes for months.
           who  FB, perpetrator
           from  UN

September

     14  ○ Envoys meet in a place that nobody names
           14 September 2031 (uncertain)
           claimed
           Front A says that it has met envoys of the Council.
           who  FA, party · Council, party
           from  Daily X

2032 ───────────────────────────────────────────────────────────────────────────

In the year

         ◆ The wells of the north run low · North
           about 2032
           Herds move south early.
           from  Daily X

         ◐ Two drivers are taken near Hill Village · Hill Village
           between 28 November and 3 December 2032
           Two drivers do not come home.
           who  FB, perpetrator
           abducted  civilians: 2 (Daily X)
           from  Daily X

2033 ───────────────────────────────────────────────────────────────────────────

February

         ► Mission C arrives · Port City
           from February 2033
           The mission opens a base at the port.
           who  Mission C, party
           from  UN

""")


def test_a_narrow_terminal_at_50_columns(show: Show) -> None:
    assert show("timeline", "--rank", "1", terminal=50) == snapshot("""\
2031 ─────────────────────────────────────────────

January

26–30  ▲ Five days of fighting around the hill
  villages and the road that joins them ·
  Hill Village, Port City
  Both fronts attack army posts along the road;
  the army sends aircraft.
  who  FA or FB, attacker · AA, defender · Officer
    M, subject (killed: refuted)
  killed  soldiers of AA: at least 8 (AA, 31
    January 2031); some 40 (FA, in Daily X);
    21–25, best 23 (Mission C, in UN)
  killed  rebels: 12,000, refuted (Daily X)
  injured  civilians: dozens (Observers B)
  from  UN; Daily X
  ≠ sources dispute the toll

March

22  ◆ Soldiers take the harbour and depose the
  president · Port City
  Officers end the mutiny by taking power in the
  night; the president is held.
  who  Council, attacker · President A, subject
    (deposed) · Foreign Company, supporter
    (alleged by Observers B; denied by Council)
  held  Port City: Council (UN)
  held  Port City (airport): contested, AA,
    Council (Observers B)
  components  6 (Daily X)
  from  UN; Daily X; Observers B
  ≠ sources dispute who did it

2033 ─────────────────────────────────────────────

February

  ► Mission C arrives · Port City
  from February 2033
  The mission opens a base at the port.
  who  Mission C, party
  from  UN

""")


def test_a_terminal_of_100_columns(show: Show) -> None:
    assert show("timeline", "--rank", "1", terminal=100) == snapshot("""\
2031 ───────────────────────────────────────────────────────────────────────────────────────────────

January

  26–30  ▲ Five days of fighting around the hill villages and the road that joins them · Hill
           Village, Port City
           Both fronts attack army posts along the road; the army sends aircraft.
           who  FA or FB, attacker · AA, defender · Officer M, subject (killed: refuted)
           killed  soldiers of AA: at least 8 (AA, 31 January 2031); some 40 (FA, in Daily X);
             21–25, best 23 (Mission C, in UN)
           killed  rebels: 12,000, refuted (Daily X)
           injured  civilians: dozens (Observers B)
           from  UN; Daily X
           ≠ sources dispute the toll

March

     22  ◆ Soldiers take the harbour and depose the president · Port City
           Officers end the mutiny by taking power in the night; the president is held.
           who  Council, attacker · President A, subject (deposed) · Foreign Company, supporter
             (alleged by Observers B; denied by Council)
           held  Port City: Council (UN)
           held  Port City (airport): contested, AA, Council (Observers B)
           components  6 (Daily X)
           from  UN; Daily X; Observers B
           ≠ sources dispute who did it

2033 ───────────────────────────────────────────────────────────────────────────────────────────────

February

         ► Mission C arrives · Port City
           from February 2033
           The mission opens a base at the port.
           who  Mission C, party
           from  UN

""")


def test_a_terminal_of_120_columns(show: Show) -> None:
    assert show("timeline", "--rank", "1", terminal=120) == snapshot("""\
2031 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

January

  26–30  ▲ Five days of fighting around the hill villages and the road that joins them · Hill Village, Port City
           Both fronts attack army posts along the road; the army sends aircraft.
           who  FA or FB, attacker · AA, defender · Officer M, subject (killed: refuted)
           killed  soldiers of AA: at least 8 (AA, 31 January 2031); some 40 (FA, in Daily X); 21–25, best 23 (Mission
             C, in UN)
           killed  rebels: 12,000, refuted (Daily X)
           injured  civilians: dozens (Observers B)
           from  UN; Daily X
           ≠ sources dispute the toll

March

     22  ◆ Soldiers take the harbour and depose the president · Port City
           Officers end the mutiny by taking power in the night; the president is held.
           who  Council, attacker · President A, subject (deposed) · Foreign Company, supporter (alleged by Observers B;
             denied by Council)
           held  Port City: Council (UN)
           held  Port City (airport): contested, AA, Council (Observers B)
           components  6 (Daily X)
           from  UN; Daily X; Observers B
           ≠ sources dispute who did it

2033 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

February

         ► Mission C arrives · Port City
           from February 2033
           The mission opens a base at the port.
           who  Mission C, party
           from  UN

""")  # noqa: E501


def test_a_pipe_is_wrapped_like_a_terminal_of_100_columns(show: Show) -> None:
    assert show("timeline") == show("timeline", terminal=100)
    assert show("timeline", "--width", "64") == show("timeline", terminal=64)


@pytest.mark.parametrize("variable", ["LC_ALL", "LC_CTYPE", "LANG"])
def test_the_c_locale_gets_ascii(show: Show, variable: str) -> None:
    out = show("timeline", "--rank", "1", terminal=80, **{variable: "C"})
    assert out.isascii()
    assert out == snapshot("""\
2031 ---------------------------------------------------------------------------

January

  26-30  x Five days of fighting around the hill villages and the road that
           joins them - Hill Village, Port City
           Both fronts attack army posts along the road; the army sends
           aircraft.
           who  FA or FB, attacker - AA, defender - Officer M, subject (killed:
             refuted)
           killed  soldiers of AA: at least 8 (AA, 31 January 2031); some 40
             (FA, in Daily X); 21-25, best 23 (Mission C, in UN)
           killed  rebels: 12,000, refuted (Daily X)
           injured  civilians: dozens (Observers B)
           from  UN; Daily X
           ! sources dispute the toll

March

     22  * Soldiers take the harbour and depose the president - Port City
           Officers end the mutiny by taking power in the night; the president
           is held.
           who  Council, attacker - President A, subject (deposed) - Foreign
             Company, supporter (alleged by Observers B; denied by Council)
           held  Port City: Council (UN)
           held  Port City (airport): contested, AA, Council (Observers B)
           components  6 (Daily X)
           from  UN; Daily X; Observers B
           ! sources dispute who did it

2033 ---------------------------------------------------------------------------

February

         # Mission C arrives - Port City
           from February 2033
           The mission opens a base at the port.
           who  Mission C, party
           from  UN

""")


def test_compact_is_one_line_an_event_cut_to_the_terminal(show: Show) -> None:
    assert show("timeline", "--compact", terminal=60) == snapshot("""\
../2030-06        ● A truce on the hills runs out (announce…
2030-01-21…31     △ Soldiers refuse to leave the harbour ba…
2031-01-26–30     ▲ Five days of fighting around the hill v…
2031-03-22        ◆ Soldiers take the harbour and depose th…
2031-04           ● People are killed in Hill Village · Hil…
2031-05–08        ▣ Front B closes the road to the port · H…
2031-09-14?       ○ Envoys meet in a place that nobody name…
2032~             ◆ The wells of the north run low · North
2032-11-28…12-03  ◐ Two drivers are taken near Hill Village…
2033-02/..        ► Mission C arrives · Port City
""")


def test_compact_is_never_cut_in_a_pipe(show: Show) -> None:
    assert show("timeline", "--compact") == snapshot("""\
../2030-06        ● A truce on the hills runs out (announced) · North
2030-01-21…31     △ Soldiers refuse to leave the harbour barracks · Port City
2031-01-26–30     ▲ Five days of fighting around the hill villages and the road that joins them · Hill Village, Port City ≠
2031-03-22        ◆ Soldiers take the harbour and depose the president · Port City ≠
2031-04           ● People are killed in Hill Village · Hill Village
2031-05–08        ▣ Front B closes the road to the port · Hill Village, Port City
2031-09-14?       ○ Envoys meet in a place that nobody names (claimed)
2032~             ◆ The wells of the north run low · North
2032-11-28…12-03  ◐ Two drivers are taken near Hill Village · Hill Village
2033-02/..        ► Mission C arrives · Port City
""")  # noqa: E501


def test_compact_in_ascii(show: Show) -> None:
    out = show("timeline", "--compact", terminal=100, LC_ALL="POSIX")
    assert out.isascii()
    assert out.splitlines()[3:5] == [
        "2031-03-22        * Soldiers take the harbour and depose the president - Port City !",
        "2031-04           x People are killed in Hill Village - Hill Village",
    ]


def test_an_order_other_than_time_has_no_headings(show: Show) -> None:
    assert show("timeline", "--sort", "-killed", "--limit", "3", terminal=80) == snapshot("""\
2031-01-26–30  ▲ Five days of fighting around the hill villages and the road th…
2031-04        ● People are killed in Hill Village · Hill Village
../2030-06     ● A truce on the hills runs out (announced) · North
""")

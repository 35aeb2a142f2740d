from __future__ import annotations

from pathlib import Path

from inline_snapshot import snapshot

from tests.conftest import EVENTS, Mali, write_chronology
from tests.render.conftest import Show


def test_an_event_with_differing_days_denials_and_control(show: Show) -> None:
    assert show("event", "2031-harbour-coup", terminal=80) == snapshot("""\
◆ Soldiers take the harbour and depose the president
Des soldats prennent le port et déposent le président
22 March 2031
Port City
coup · rank 1 · tags: power · id: 2031-harbour-coup
≠ sources dispute who did it

Officers end the mutiny by taking power in the night; the president is held.

Des officiers prennent le pouvoir dans la nuit.

Who
actor                       role       fate     according to
────────────────────────────────────────────────────────────────────────────────
Council                     attacker
President A, head of state  subject    deposed
Foreign Company             supporter           Observers B alleges, 5 April
                                                2031 (Observers B, p. 3)
                                                Council denies, 7 April 2031
                                                (Daily X, ¶4)

How many
what        how many  source
─────────────────────────────────
components  6         Daily X, ¶6

Where sources differ
field  here           there          source       why             note
────────────────────────────────────────────────────────────────────────────────
date   22 March 2031  21 March 2031  Daily X, ¶1  stage (another  counts from
                                                  moment of the   the mutiny
                                                  same thing)

Other days of the same act
what       day            according to  source
───────────────────────────────────────────────────
announced  23 March 2031  Council       Daily X, ¶2

Who holds what
place         state      held by      from          according to   note
────────────────────────────────────────────────────────────────────────────────
Port City     held       Council      22 March      UN, §15
                                      2031
Port City     contested  AA, Council  24 March      Observers B,   until evening
(airport)                             2031          p. 5

Related events
ends  Soldiers refuse to leave the harbour barracks (late January 2030)
  2030-harbour-mutiny
is answered by  People are killed in Hill Village (April 2031)
  2031-village-killing

Sources
UN, Report of the inquiry at §2 [un-report-z]
Daily X, The night of the harbour at ¶1 [daily-x]
Observers B, What the convoy left behind at p. 1 [ngo-b-report]
""")


def test_an_event_with_rival_tolls_at_80_columns(show: Show) -> None:
    assert show("event", "2031-week-of-fighting", terminal=80) == snapshot("""\
▲ Five days of fighting around the hill villages and the road that joins them
26–30 January 2031  [2031-01-26 to 2031-01-30, lasted]
Hill Village (near): along the road
Port City (destination)
battle · ambush · mine · rank 1 · tags: road, hills · id: 2031-week-of-fighting
≠ sources dispute the toll

Both fronts attack army posts along the road; the army sends aircraft.

Who
actor      role      fate
────────────────────────────────────
FA or FB   attacker
AA         defender
Officer M  subject   killed: refuted

How many
what     whom          how many      according to   source         note
────────────────────────────────────────────────────────────────────────────────
killed   soldiers of   at least 8    AA, 31         Daily X, ¶2    early count
         AA                          January 2031
killed   soldiers of   some 40       FA             Daily X, ¶5
         AA
killed   soldiers of   21–25, best   Mission C      UN, §14        preferred;
         AA            23                                          only inquiry
                                                                   on site
killed   rebels        12,000                       Daily X, ¶9    refuted
injured  civilians     dozens                       Observers B,
                                                    p. 2
All claims together: at least 8 killed, best 23
Injured: counted in its parts, or no claim gives a number.

Where sources differ
field  here                  there      source       why   note
────────────────────────────────────────────────────────────────────────────────
place  Hill Village, Port    Port City  Daily X, ¶1  open  tells of one town
       City                                                only

Sources
UN, Report of the inquiry at §12–14 [un-report-z]
Daily X, The night of the harbour at ¶1 [daily-x]
""")


def test_an_event_in_a_pipe_keeps_its_tables_whole(show: Show) -> None:
    assert show("event", "2031-week-of-fighting") == snapshot("""\
▲ Five days of fighting around the hill villages and the road that joins them
26–30 January 2031  [2031-01-26 to 2031-01-30, lasted]
Hill Village (near): along the road
Port City (destination)
battle · ambush · mine · rank 1 · tags: road, hills · id: 2031-week-of-fighting
≠ sources dispute the toll

Both fronts attack army posts along the road; the army sends aircraft.

Who
actor      role      fate
────────────────────────────────────
FA or FB   attacker
AA         defender
Officer M  subject   killed: refuted

How many
what     whom            how many        according to         source             note
────────────────────────────────────────────────────────────────────────────────────────────────────────────────
killed   soldiers of AA  at least 8      AA, 31 January 2031  Daily X, ¶2        early count
killed   soldiers of AA  some 40         FA                   Daily X, ¶5
killed   soldiers of AA  21–25, best 23  Mission C            UN, §14            preferred; only inquiry on site
killed   rebels          12,000                               Daily X, ¶9        refuted
injured  civilians       dozens                               Observers B, p. 2
All claims together: at least 8 killed, best 23
Injured: counted in its parts, or no claim gives a number.

Where sources differ
field  here                     there      source       why   note
────────────────────────────────────────────────────────────────────────────────────
place  Hill Village, Port City  Port City  Daily X, ¶1  open  tells of one town only

Sources
UN, Report of the inquiry at §12–14 [un-report-z]
Daily X, The night of the harbour at ¶1 [daily-x]
""")  # noqa: E501


def test_an_uncertain_event_tells_the_words_and_bounds_of_its_date(show: Show) -> None:
    assert show("event", "2030-harbour-mutiny", terminal=80) == snapshot("""\
△ Soldiers refuse to leave the harbour barracks
late January 2030 (“late January”)  [2030-01-21 to 2030-01-31, once within]
Port City (camp)
mutiny · rank 2 · tags: pay · id: 2030-harbour-mutiny

A company stays in its barracks and asks for pay.

Who
actor  role
────────────
AA     party

Related events
is ended by  Soldiers take the harbour and depose the president (22 March 2031)
  2031-harbour-coup

Sources
Daily X, The night of the harbour at ¶1 [daily-x]
""")


def test_an_event_that_was_only_announced_says_so(show: Show) -> None:
    head = show("event", "2030-hill-truce", terminal=80).split("\n\n")[0]
    assert head.splitlines()[1] == "until June 2030  [… to 2030-06-30, lasted]"
    assert "announced" in head


def test_an_event_in_ascii(show: Show) -> None:
    assert show("event", "2031-harbour-coup", terminal=80, LC_ALL="C").isascii()


def test_a_vaguer_date_is_no_difference(show: Show) -> None:
    # The report gives the month of the day: nobody contradicts anybody.
    page = show("event", "2031-harbour-coup")
    differing = page.split("Where sources differ\n")[1].split("\n\n")[0]
    assert "21 March 2031" in differing
    assert "Observers B, p. 1" not in differing


def test_who_says_so_is_not_said_twice(show: Show) -> None:
    assert "Observers B, p. 5" in show("event", "2031-harbour-coup")
    assert "Observers B, Observers B" not in show("event", "2031-harbour-coup")


def test_a_denial_stands_with_the_one_it_is_about_on_a_narrow_terminal(show: Show) -> None:
    who = show("event", "2031-harbour-coup", terminal=40).partition("How many")[0]
    (card,) = [card for card in who.split("\n\n") if "alleges" in " ".join(card.split())]
    assert "Foreign Company" in card
    assert "Council denies" in " ".join(card.split())


def test_the_preferred_number_is_told_where_the_range_is_open(show: Show) -> None:
    (total,) = [
        line
        for line in show("event", "2031-week-of-fighting").splitlines()
        if line.startswith("All claims together")
    ]
    assert "at least 8" in total
    assert "best 23" in total


def test_a_former_id_opens_the_page(mali: Mali, tmp_path: Path) -> None:
    folder = write_chronology(tmp_path / "moved", events=[{**EVENTS[0], "formerly": ["2031-old"]}])
    assert mali("event", "2031-old", data=folder) == mali("event", EVENTS[0]["id"], data=folder)
    assert "2031-port-city-clash" in mali("event", "2031-old", data=folder).out

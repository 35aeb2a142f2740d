from __future__ import annotations

import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from malicli.formats.markdown import escape
from tests.conftest import ACTORS, EVENTS, PLACES, SOURCES, Mali, write_chronology
from tests.render.invented import write_invented

MARKUP = "a|b `c` <script>x</script> [x](javascript:alert) **b** _i_ # h ~~s~~ &amp; ![i](u) \\|"
# A backslash before it makes a sign mean itself; the first of two makes the second one do so.
BARE = re.compile(r"(?:\\.|[^\\|`<>\[\]()*_#~&!{}+])*")


@pytest.mark.parametrize("text", [MARKUP, "|", "\\", "\\|", "\\\\|", "`", "<!-- x -->", "a\nb | c"])
def test_nothing_of_a_text_is_markup(text: str) -> None:
    escaped = escape(text)
    assert BARE.fullmatch(escaped)
    assert "\n" not in escaped
    assert re.sub(r"\\([^a-z\s])", r"\1", escaped) == text.replace("\n", "\\n")


@pytest.mark.parametrize("text", ["https://example.org/x", "www.example.org", "mail@example.org"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert escape("Port City, 22 March 2031") == "Port City, 22 March 2031"
    assert escape(text) == text


@pytest.mark.parametrize("command", ["events", "actors", "places", "sources", "figures"])
def test_no_cell_breaks_out_of_its_table(mali: Mali, tmp_path: Path, command: str) -> None:
    figure = {
        "id": "killed-2031", "kind": "period-total", "measure": "killed", "period": "2031",
        "best": 3, "words": MARKUP, "covers": MARKUP, "source": "daily-x", "at": "¶1",
    }  # fmt: skip
    folder = write_chronology(
        tmp_path / "markup",
        events=[{**EVENTS[0], "title": MARKUP}],
        actors=[{**actor, "name": MARKUP + actor["id"], "short": actor["id"]} for actor in ACTORS],
        places=[{**PLACES[0], "name": MARKUP}],
        sources=[
            {**source, "publisher": MARKUP, "title": MARKUP, "url": "https://x.org/_(a)|b"}
            for source in SOURCES
        ],
        figures=[figure],
    )
    code, out, _ = mali(command, "--format", "markdown", data=folder)
    assert code == 0
    header, rule, *rows = out.splitlines()
    for row in rows:
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", row)
        assert len(cells) == header.count("|") + 1 == rule.count("|") + 1
        assert all(BARE.fullmatch(cell) for cell in cells)
    assert "script" in out


def test_tables_as_they_are_written(mali: Mali, tmp_path: Path) -> None:
    invented = write_invented(tmp_path / "invented")
    assert mali("events", "--rank", "2", "--format", "markdown", data=invented).out == snapshot("""\
| Date | Event | Place | Killed | Disputed | Sources |
| --- | --- | --- | --- | --- | --- |
| late January 2030 | Soldiers refuse to leave the harbour barracks | Port City |  |  | Daily X |
| 26–30 January 2031 | Five days of fighting around the hill villages and the road that joins them | Hill Village, Port City | at least 8 | toll | UN; Daily X |
| 22 March 2031 | Soldiers take the harbour and depose the president | Port City |  | who | UN; Daily X; Observers B |
| April 2031 | People are killed in Hill Village | Hill Village | at least 3 |  | Observers B |
| from May to August 2031 | Front B closes the road to the port | Hill Village, Port City |  |  | UN |
| from February 2033 | Mission C arrives | Port City |  |  | UN |
""")  # noqa: E501
    actors = mali("actors", "--limit", "4", "--format", "markdown", data=invented).out
    assert actors == snapshot("""\
| Short | Name | Kind | Active | Events |
| --- | --- | --- | --- | --- |
| AA | Army of A | state-forces |  | 2 |
| CD | Coalition of the Dunes | coalition |  | 0 |
| Council | Council of Officers | junta |  | 2 |
|  | Foreign Company | private-military |  | 2 |
""")
    assert mali("figures", "--format", "markdown", data=invented).out == snapshot("""\
| When | What | Whom | How many | Covers | Source |
| --- | --- | --- | --- | --- | --- |
| since January 2030 to December 2032 | killed |  | at least 31 |  | Daily X |
| 30 June 2031 | displaced | civilians | some 47,000 | the hill villages | UN |
""")


def test_nothing_found_is_a_heading_alone(mali: Mali, chronology: Path) -> None:
    out = mali("events", "--tag", "none-such", "--format", "markdown", data=chronology).out
    assert out == (
        "| Date | Event | Place | Killed | Disputed | Sources |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
    )

"""Rules about words: short titles, no judgement, a French title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from malicli.checks.subject import Subject
from malicli.diagnostics import Finding

TITLE_LIMIT = 70
# Words that take a side. Release and liberation of captives are events of their own, so the French
# "libération" is not among them.
JUDGING_WORDS = (
    "terrorist terrorists massacre massacred massacres liberate liberated liberates martyr martyrs "
    "regime barbaric cowardly heroic terroriste terroristes martyre régime barbare lâche héroïque"
).split()
# A quotation has an end within some lines; without one, each sign would be followed to the end.
_QUOTED = re.compile(r"“[^“”]{1,400}”|\"[^\"]{1,400}\"|«[^«»]{1,400}»|‘[^‘’]{1,400}’")


def find_long_titles(subject: Subject) -> Iterator[Finding]:
    """A title of more than 70 characters."""
    for index, event in enumerate(subject.dataset.events):
        for key in ("title", "title_fr"):
            size = len(getattr(event, key) or "")
            # French runs about a fifth longer than English.
            limit = TITLE_LIMIT if key == "title" else TITLE_LIMIT * 6 // 5
            if size > limit:
                message = f"{size} characters, {size - limit} too many"
                yield Finding("title-length", message, "event", index, (key,), "say it shorter")


def find_judging_words(subject: Subject) -> Iterator[Finding]:
    """A word that judges, unless it is quoted or part of somebody's name."""
    words = (*JUDGING_WORDS, *subject.dataset.chronology.judging_words)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    names = _find_judging_names(subject, pattern)
    for index, event in enumerate(subject.dataset.events):
        for key in ("title", "title_fr", "summary", "summary_fr"):
            text = _QUOTED.sub("", getattr(event, key) or "")
            for name in names:
                text = text.replace(name, "")
            if found := pattern.search(text):
                message = f"{found.group()!r} judges"
                help_ = "say what was done; quote the word if somebody else used it"
                yield Finding("judging-word", message, "event", index, (key,), help_)


def _find_judging_names(subject: Subject, pattern: re.Pattern[str]) -> list[str]:
    """The proper names that hold such a word; longest first, so that none hides another."""
    names = {
        name
        for actor in subject.dataset.actors
        for name in (actor.name, actor.name_fr, *(n.name for n in actor.names))
        if name and pattern.search(name)
    }
    return sorted(names, key=len, reverse=True)


def find_missing_french(subject: Subject) -> Iterator[Finding]:
    """An event without a French title, in a chronology that is also in French."""
    if "fr" not in subject.dataset.chronology.languages:
        return
    for index, event in enumerate(subject.dataset.events):
        if not event.title_fr:
            message = f"{event.id} has no French title"
            yield Finding("no-french-title", message, "event", index, ("title",), "add `title_fr:`")

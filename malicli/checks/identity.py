"""Rules about ids, names, references and the order of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from malicli.checks.subject import Subject
from malicli.diagnostics import Finding
from malicli.model.dataset import RECORD_KINDS
from malicli.model.fields import walk_references
from malicli.text import fold
from malicli.vocabulary import VOCABULARIES


def find_duplicate_ids(subject: Subject) -> Iterator[Finding]:
    """Two records of one kind with the same id, now or formerly."""
    for kind in RECORD_KINDS:
        seen: dict[str, str] = {}
        for index, record in enumerate(subject.dataset.records(kind)):
            paths = [("id",), *(("formerly", n) for n in range(len(record.formerly)))]
            for id_, path in zip((record.id, *record.formerly), paths, strict=True):
                if id_ in seen:
                    message = f"{kind} {id_!r} is here a second time"
                    yield Finding("duplicate-id", message, kind, index, path, "give it another id")
                seen[id_] = record.id


def find_unknown_references(subject: Subject) -> Iterator[Finding]:
    """An id that no record has."""
    known = {kind: frozenset(ids) for kind, ids in subject.ids.items()}
    claimants = {
        *VOCABULARIES["claimant"],
        *subject.dataset.chronology.vocabulary.get("claimant", {}),
    }
    known["by"] = known["actor"] | claimants
    for kind in RECORD_KINDS:
        for index, record in enumerate(subject.dataset.records(kind)):
            for reference in walk_references(record):
                holder = "actor" if reference.kind == "by" else reference.kind
                if holder not in subject.unread and reference.id not in known[reference.kind]:
                    wanted = "actor or claimant" if reference.kind == "by" else reference.kind
                    yield Finding(
                        "unknown-reference",
                        f"there is no {wanted} {reference.id!r}",
                        kind,
                        index,
                        reference.path,
                        _suggest(reference.id, known[reference.kind])
                        or f"add it, or name another {wanted}",
                    )


def _suggest(id_: str, known: frozenset[str]) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - only once something is wrong

    found = process.extractOne(id_, sorted(known), score_cutoff=75)
    return f"did you mean {found[0]!r}?" if found else ""


def find_shared_names(subject: Subject) -> Iterator[Finding]:
    """Ids and short names belong to one actor; other names may be marked ``shared``."""
    owners: dict[str, tuple[str, bool]] = {}
    for index, actor in enumerate(subject.dataset.actors):
        for name, path, shared in _list_names(actor):
            key = fold(name)
            owner = owners.setdefault(key, (actor.id, shared))
            if owner[0] != actor.id and not (shared and owner[1]):
                message = f"{name!r} is also a name of {owner[0]}"
                help_ = "mark it `shared: true` in `names` of both, or choose another"
                yield Finding("shared-name", message, "actor", index, path, help_)


def _list_names(actor: Any) -> Iterator[tuple[str, tuple[str | int, ...], bool]]:
    """Every name of an actor once, with its path; `names` decides whether it is shared."""
    shared = {fold(name.name): name.shared for name in actor.names}
    seen: set[str] = set()
    fixed = ((("id",), actor.id), (("short",), actor.short), (("name",), actor.name))
    listed = ((("names", n, "name"), name.name) for n, name in enumerate(actor.names))
    for path, name in (*fixed, (("name_fr",), actor.name_fr), *listed):
        if name and fold(name) not in seen:
            seen.add(fold(name))
            may_share = path[0] not in ("id", "short")
            yield name, path, may_share and shared.get(fold(name), False)


def find_unused_sources(subject: Subject) -> Iterator[Finding]:
    """A source that nothing cites."""
    cited = {
        reference.id
        for kind in RECORD_KINDS
        for record in subject.dataset.records(kind)
        for reference in walk_references(record)
        if reference.kind == "source"
    }
    for index, source in enumerate(subject.dataset.sources):
        if cited.isdisjoint((source.id, *source.formerly)):
            message = f"nothing cites {source.id!r}"
            yield Finding("unused-source", message, "source", index, ("id",), "cite or remove it")


def find_disorder(subject: Subject) -> Iterator[Finding]:
    """Records that do not stand in canonical order: events by date, all else by id."""
    for kind in RECORD_KINDS:
        keys = [sort_key(record) for record in subject.dataset.records(kind)]
        for index in range(1, len(keys)):
            if keys[index] < keys[index - 1]:
                message = f"stands behind {kind}s that it should precede"
                help_ = "`mali fmt` sorts the file"
                yield Finding("order", message, kind, index, ("id",), help_)
                break


def sort_key(record: Any) -> tuple[Any, ...]:
    """The canonical order of a record among its kind."""
    key: tuple[Any, ...] = getattr(record, "sort_key", (record.id,))
    return key

"""The rules that a chronology must keep: one rule, one function, found by ``check_dataset``.

Every rule has one signature: it takes a ``Subject`` and yields findings. To add one, write the
function in the module it belongs to, add it to ``RULES`` and its code to ``diagnostics.CODES``.
"""

from __future__ import annotations

from malicli.checks import actors, claims, events, identity, places, wording
from malicli.checks.subject import Rule, Subject
from malicli.diagnostics import Finding

RULES: tuple[Rule, ...] = (
    identity.find_duplicate_ids,
    identity.find_unknown_references,
    identity.find_shared_names,
    identity.find_unused_sources,
    identity.find_disorder,
    events.find_yearless_ids,
    events.find_unsourced_events,
    events.find_future_events,
    events.find_wrong_years,
    events.find_self_relations,
    events.find_circular_parts,
    events.find_empty_episodes,
    events.find_twins,
    claims.find_disordered_ranges,
    claims.find_empty_numbers,
    claims.find_unexplained_preferences,
    claims.find_rival_preferences,
    claims.find_unexplained_differences,
    claims.find_unattributed_tolls,
    actors.find_self_relations,
    actors.find_contradictions,
    actors.find_unsourced_relations,
    actors.find_relations_outside_life,
    actors.find_actors_outside_life,
    wording.find_long_titles,
    wording.find_judging_words,
    wording.find_missing_french,
    places.find_places_abroad,
    places.find_imprecise_places,
)


def check_dataset(subject: Subject) -> list[Finding]:
    """Run every rule."""
    return [finding for rule in RULES for finding in rule(subject)]


def check_structure(subject: Subject) -> list[Finding]:
    """Run only the rules that no command can do without: ids and references."""
    return [
        *identity.find_duplicate_ids(subject),
        *identity.find_unknown_references(subject),
        *events.find_yearless_ids(subject),
    ]

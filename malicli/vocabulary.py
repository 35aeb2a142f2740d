"""The controlled vocabularies: code → definition, empty where the code says it all.

A chronology may add codes of its own in ``chronology.yaml``; those show with their code as label.
"""

from __future__ import annotations

from malicli.event_types import EVENT_TYPES
from malicli.language import pgettext


def _terms(**definitions: str) -> dict[str, str]:
    return {code.replace("_", "-"): words for code, words in definitions.items()}


def _codes(codes: str) -> dict[str, str]:
    return dict.fromkeys(codes.split(), "")


VOCABULARIES: dict[str, dict[str, str]] = {
    "type": {t.code: t.definition for t in EVENT_TYPES.values()},
    "method": _codes(
        "ambush assault complex-attack mine roadside-bomb suicide-bomb shelling drone aircraft "
        "helicopter arson execution poisoning unknown"
    ),
    "status": _terms(
        happened="it took place",
        claimed="somebody says that it took place, and nobody else confirms it",
        announced="said to be coming and not known to have been done",
        refuted="shown not to have taken place",
    ),
    "role": _terms(
        attacker="the side that acts or opens fire in fighting",
        defender="the side attacked in fighting",
        party="takes part, direction unknown or none (talks, clash)",
        perpetrator="accused of harm to people who do not fight",
        victim="person, community or organisation harmed",
        target="person or object aimed at",
        supporter="helps a side in the act",
        author="issues the decision, report, statement, warrant",
        subject="whom it is about (appointed, tried, mandated, sanctioned)",
        signatory="signs, initials or joins",
        guarantor="stands surety",
        mediator="mediates",
        host="hosts",
        responder="rescues, relieves, intervenes",
    ),
    "fate": _codes("killed injured captured abducted released escaped deposed appointed resigned"),
    "fate-status": _terms(
        accepted="nobody is known to contest it",
        claimed="somebody says so",
        refuted="it turned out not to be so",
    ),
    "says": _terms(
        claims="says that it did it",
        attributes="names another as the doer",
        alleges="accuses, with nothing more",
        finds="concludes after an inquiry",
        confirms="says that a claim by others holds",
        admits="concedes it against its own interest",
        denies="says that it did not do it",
        refutes="shows that a claim does not hold",
        cannot_confirm="looked, and could not tell",
    ),
    "actor-kind": _terms(
        state="sovereign state",
        government="cabinet or interim authority",
        state_body="parliament, commission, election authority",
        state_forces="army, police, gendarmerie",
        junta="officers who took power",
        armed_group="rebel, separatist or jihadist organisation",
        faction="wing or branch acting under its own name",
        militia="self-defence or communal armed group",
        coalition="organisations acting under one name",
        foreign_force="one state's force or operation abroad",
        mission="mandated multinational force",
        private_military="company that fights",
        intergovernmental="organisation of states",
        court="international, regional or constitutional court",
        party="political party",
        movement="civic or protest coalition",
        ngo="non-governmental organisation",
        religious_body="council, church",
        media="outlet",
        company="business",
        community="people named as a group",
        person="public person",
        unidentified="people whom the source does not name: armed men, foreign personnel",
    ),
    "camp": _codes("state separatist signatory pro-government jihadist self-defence"),
    "relation-kind": _terms(
        member_of="belongs to a coalition or organisation",
        part_of="is an organ or branch of",
        leads="person with an office in it (as)",
        splinter_of="broke from",
        merged_into="ended in another",
        successor_of="takes over the role of",
        affiliate_of="pledged to, or franchised by",
        ally_of="fights or acts beside (symmetric)",
        opponent_of="fights or acts against (symmetric)",
        supports="helps, one way",
        deployed_by="is sent by",
        mandated_by="is authorised by",
    ),
    "relation-status": _terms(
        accepted="nobody is known to contest it",
        announced="said to be coming and not known to have been done",
        claimed="somebody says so",
        contested="some say so, others deny it",
        refuted="shown not to be so",
    ),
    "extent": _codes("whole part"),
    "event-relation": _terms(
        part_of="is one of the acts of",
        responds_to="answers",
        ends="brings to its end",
        reports_on="tells of",
        reverses="undoes",
        renews="prolongs",
    ),
    "harm": _codes(
        "killed injured killed-or-injured missing abducted captured detained released "
        "sexual-violence ill-treated recruited displaced displaced-internally refugees returned"
    ),
    "whom": _codes(
        "all civilians women children officials aid-workers journalists protesters peacekeepers "
        "soldiers foreign-soldiers contractors rebels militants militia attackers unknown"
    ),
    "claimant": _codes(
        "residents local-official security-source military-source medical-source diplomat "
        "leaked-document media-count research-count unnamed-source"
    ),
    "quantity": _codes(
        "visiting-heads-of-state seats-changed votes-percent turnout-percent troops-authorised "
        "troops-present vehicles-destroyed villages-attacked components prisoners-exchanged "
        "money-eur money-usd"
    ),
    "figure-kind": _terms(
        stock="number at a date",
        cumulative="number since a start",
        period_total="number over a period",
        event_count="how many events",
    ),
    "field": _codes("date place type status actors who fate toll quantity control relation"),
    "why": _terms(
        slip="typing or memory error",
        report_date="dates the report, announcement or publication",
        stage="another moment of the same thing",
        early_count="figure later revised by the same side",
        scope="counts another area, span or set",
        simplified="leaves parties out",
        relay_hardened="a claim passed on as fact",
        interest="a party's own account",
        open="real disagreement",
    ),
    "date-form": _terms(
        day="on one day",
        once_within="on one day, somewhere within",
        lasted="from one day to another",
    ),
    "date-kind": _codes(
        "claimed announced confirmed made-public adopted published effective ended"
    ),
    "control-state": _terms(
        held="one side holds it",
        shared="several hold it together",
        contested="several fight for it",
        present="there, without holding it",
        besieged="held, and surrounded",
        blockaded="held, and cut off",
        vacated="left, and nobody is known to have come",
        unknown="not known",
    ),
    "control-part": _codes("town camp airport governorate un-base outskirts region road"),
    "source-kind": _terms(
        instrument="resolution, agreement, law, decree",
        judgment="ruling, verdict",
        un_report="report of a UN body",
        mission_report="report of a mission in the field",
        ngo_report="report of a non-governmental organisation",
        research="study with a stated method",
        agency="news agency",
        press="newspaper, magazine, news site",
        broadcaster="radio, television",
        communique="statement of a party",
        dataset="rows with a codebook",
        reference="encyclopaedia, country page",
        aggregator="gathers what others wrote",
        opinion="commentary, partisan press",
    ),
    "place-role": _terms(
        at="where it took place",
        near="close to where it took place",
        between="one of two ends of a stretch of road or land",
        origin="where it came from",
        destination="where it went",
        subject="what it was about",
    ),
    "place-kind": _codes(
        "city town village region cercle country area camp border-area forest river"
    ),
    "place-precision": _terms(
        exact="the coordinates are the place's own",
        near="a point close by",
        admin2="somewhere in the cercle",
        admin1="somewhere in the region",
        country="somewhere in the country",
        ambiguous="several places bear the name; candidates lists them",
    ),
    "name-kind": _codes("name short former alias nom-de-guerre"),
}

# A figure may measure a harm, a quantity, or plain events.
VOCABULARIES["measure"] = {
    **VOCABULARIES["harm"],
    **VOCABULARIES["quantity"],
    **_codes("attacks events members"),
}

SYMMETRIC_RELATIONS = frozenset({"ally-of", "opponent-of"})
# A difference of these kinds is explained: nobody disagrees about what happened.
EXPLAINED = frozenset({"slip", "report-date", "stage", "simplified", "relay-hardened"})
AFFIRMING = frozenset({"claims", "attributes", "alleges", "finds", "confirms", "admits"})
DENYING = frozenset({"denies", "refutes"})


def label_code(vocabulary: str, code: str) -> str:
    """Give a code of a vocabulary as words, also one that a chronology has added itself."""
    words = code.replace("-", " ")
    return pgettext(vocabulary, words) if words else ""

"""The controlled vocabularies: code → label and definition, with the equivalents used elsewhere.

Definitions and equivalents follow the codebooks of ACLED (event type / sub-event type), PLOVER (the
16 categories of 2021) and UCDP where one exists. A chronology may add codes of its own in
``chronology.yaml``; those show with their code as label.
"""

from __future__ import annotations

from typing import NamedTuple


class EventType(NamedTuple):
    """One kind of event, with how it is drawn and what others call it."""

    code: str
    family: str
    glyph: str
    definition: str
    fr: str
    acled: str
    plover: str

    @property
    def label(self) -> str:
        """The code as words."""
        return self.code.replace("-", " ")


class Family(NamedTuple):
    """A family of event types: the colour (a rich style) and the ASCII glyph they share."""

    label: str
    style: str
    ascii_glyph: str


FAMILIES = {
    "violence": Family("fighting and harm", "red", "x"),
    "territory": Family("territory and forces", "yellow", "#"),
    "power": Family("power", "magenta", "*"),
    "ties": Family("words and ties", "cyan", "o"),
    "people": Family("law and people", "blue", "+"),
}

_TYPES = (
    # fighting and harm
    ("battle", "violence", "▲", "two armed sides fight: clash, ambush, assault on a base", "combat",
     "Battles / Armed clash", "ASSAULT"),
    ("explosion", "violence", "◆", "mine, roadside bomb, suicide bomb, rocket or shell where the "
     "target cannot answer", "explosion", "Explosions / by method", "ASSAULT explosives"),
    ("air-strike", "violence", "▼", "strike by aircraft, helicopter or drone", "frappe aérienne",
     "Explosions / Air-drone strike", "ASSAULT"),
    ("violence-against-civilians", "violence", "●", "an armed actor kills, wounds, rapes or "
     "executes people who do not fight", "violences contre des civils",
     "Violence against civilians / Attack or Sexual violence", "ASSAULT"),
    ("abduction", "violence", "◐", "people taken hostage or made to disappear", "enlèvement",
     "Violence against civilians / Abduction-forced disappearance", "ASSAULT abduct"),
    ("release", "violence", "○", "captives freed, rescued, exchanged or escaped", "libération",
     "Strategic / Other", "RETREAT release"),
    ("destruction", "violence", "▪", "shrines, homes, convoys, works destroyed or looted as the "
     "main act", "destruction", "Strategic / Looting-property destruction", "ASSAULT destroy"),
    ("mutiny", "violence", "△", "soldiers disobey or fight their own command without taking power",
     "mutinerie", "Strategic / Other or Armed clash", "PROTEST or ASSAULT"),
    # territory and forces
    ("capture", "territory", "■", "an armed side takes a place or base by force or after the other "
     "flees", "prise", "Battles / Government regains territory (the state takes it) or Non-state "
     "actor overtakes territory", "COERCE (occupy)"),
    ("withdrawal", "territory", "□", "forces leave or hand over a place without battle", "retrait",
     "Strategic / Non-violent transfer of territory", "RETREAT withdraw"),
    ("blockade", "territory", "▣", "siege or closing of roads and supply: begun, eased, lifted",
     "blocus", "Strategic / Other", "COERCE restrict"),
    ("deployment", "territory", "►", "a force, mission or base begins, arrives, is enlarged",
     "déploiement", "Strategic / Headquarters or base established", "MOBILIZE"),
    ("offensive", "territory", "▶", "a campaign or operation of several acts; always an episode",
     "offensive", "none", "none"),
    # power
    ("coup", "power", "◆", "power seized, or an attempt, from inside the state", "coup d'État",
     "Strategic / Other", "COERCE"),
    ("government", "power", "◇", "head of state or government, cabinet, assembly named, sworn, "
     "dismissed, resigned", "gouvernement", "none", "RETREAT resign, else none"),
    ("election", "power", "◉", "vote, result, referendum, postponement", "élection", "none",
     "none (context election)"),
    ("decision", "power", "▫", "law, decree, charter, ban, suspension, emergency, ruling on "
     "elections", "décision", "none", "COERCE ban-restrict, or CONCEDE if eased"),
    ("arrest", "power", "◍", "people detained, charged, held by the state", "arrestation",
     "Strategic / Arrests", "COERCE arrest"),
    ("protest", "power", "△", "demonstration, strike, riot, and force used against it",
     "manifestation", "Protests or Riots / by harm and conduct", "PROTEST"),
    # words and ties
    ("agreement", "ties", "●", "text initialled, signed, joined, or a ceasefire", "accord",
     "Strategic / Agreement", "SUPPORT (signed), AGREE (promised)"),
    ("talks", "ties", "○", "negotiation, mediation, summit, visit, national dialogue",
     "pourparlers", "none", "CONSULT"),
    ("resolution", "ties", "■", "Security Council, AU or ECOWAS decision on mandate or position; "
     "also vetoed", "résolution", "none", "SUPPORT or REJECT"),
    ("sanction", "ties", "▼", "measures or suspension of membership imposed, eased, lifted",
     "sanction", "none", "COERCE restrict (imposed), RETREAT ease (lifted)"),
    ("rupture", "ties", "◇", "ties, accord, membership or cooperation ended or suspended; "
     "expulsion", "rupture", "none", "SANCTION"),
    ("statement", "ties", "▫", "declaration, accusation, threat, admission that itself has "
     "consequences", "déclaration", "Strategic / Other", "THREATEN, ACCUSE, REJECT or DEMAND"),
    ("group-change", "ties", "◈", "armed or political group founded, merged, split, renamed, "
     "dissolved, pledges", "recomposition", "Strategic / Change to group-activity", "AGREE"),
    # law, people
    ("justice", "people", "■", "referral, inquiry, warrant, trial, verdict, pardon, commission",
     "justice", "none", "ACCUSE investigate"),
    ("report", "people", "▫", "findings published about events or conditions", "rapport", "none",
     "ACCUSE"),
    ("displacement", "people", "►", "people flee, return or are moved at a known time",
     "déplacement", "none", "none"),
    ("humanitarian", "people", "◆", "hunger, flood, epidemic, schools or clinics closed, fuel "
     "shortage", "crise humanitaire", "none", "none"),
    ("aid", "people", "◇", "money, relief, rebuilding pledged or given", "aide", "none", "AID"),
    ("accident", "people", "▲", "disaster or accident with dead", "accident", "none", "none"),
    ("death", "people", "○", "a public person dies otherwise than by an act above", "décès", "none",
     "none"),
)  # fmt: skip

EVENT_TYPES = {row[0]: EventType(*row) for row in _TYPES}


def _terms(**definitions: str) -> dict[str, str]:
    return {code.replace("_", "-"): words for code, words in definitions.items()}


def _codes(codes: str) -> dict[str, str]:
    return dict.fromkeys(codes.split(), "")


# vocabulary → code → definition, empty where the code says it all
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


def label_code(code: str) -> str:
    """Give a code as words, also one that a chronology has added itself."""
    return code.replace("-", " ")

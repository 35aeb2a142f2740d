"""The types of event: how each is drawn, what it is, and what others call it.

Definitions and equivalents follow the codebooks of ACLED (event type / sub-event type) and PLOVER
(the 16 categories of 2021).
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

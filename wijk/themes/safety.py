"""Before the ladder: danger, and what only a professional should do. Pure.

Patterns find words, never a diagnosis. For danger they would rather warn once too often: whoever asks can go on, and
the coordinator decides. Each row says why it is there.
"""

import re
from dataclasses import dataclass
from enum import Enum

from wijk.themes.words import fold


class Verdict(Enum):
    DANGER = "danger"
    ORGANISATION = "organisation"
    NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class Triage:
    verdict: Verdict
    why: str = ""
    organisation_kind: str = ""  # for Verdict.ORGANISATION


DANGER = {
    "suicide": r"\b(zelfmoord|suicid\w*|niet meer (verder )?leven|wil(len)? (ik )?dood|er een eind(e)? aan maken)\b",
    "violence": r"\b(slaat|sloeg|schopt\w*|bedreigt?|bedreigd|mishandel\w*|verkracht\w*|aangerand\w*"
    r"|met een mes|wapen)\b",
    "child": r"\bkind(eren)?\b.{0,60}\b(alleen thuis|geslagen|bang voor|opgesloten|niet veilig|onveilig)\b",
    "fire or gas": r"\b(gaslucht|ruik(en)? gas|gaslek|brand in|staat in brand|koolmonoxide)\b",
    "body": r"\b(pijn op (de|mijn|zijn|haar) borst|(krijgt?|heeft|heb) .{0,15}(hartaanval|beroerte)|bewusteloos"
    r"|krijgt? geen lucht|bloedt hevig|gevallen en (kan|kom) .{0,20}niet (meer )?(overeind|opstaan))\b",
    "fear": r"\b(bang voor mijn (man|vrouw|partner|vader|moeder|zoon|dochter|ex)|durf niet naar huis"
    r"|huiselijk geweld)\b",
}
ORGANISATIONS = [  # why, kind of organisation, pattern
    (
        "landlord",
        "woningcorporatie",
        r"\b((verwarming|cv|ketel|radiator\w*) .{0,40}(doet het niet|kapot|stuk|koud|storing)|lekkage|lekt door"
        r"|schimmel op|rioler\w+|geen warm water|lift .{0,20}(kapot|stuk|doet het niet))\b",
    ),
    (
        "personal care",
        "zorg",
        r"\b((mij|mezelf|hem|haar|moeder|vader|man|vrouw) .{0,20}(douchen|wassen|aankleden|uitkleden)\b"
        r"|steunkousen|katheter|wond\w* verzorg\w*|wondzorg|stoma|naar het toilet helpen|luier verschonen)",
    ),
    ("medicines", "zorg", r"\b(medicijnen (geven|innemen|klaarzetten|vergeet\w*)|insuline|injectie|prikken geven)\b"),
    ("lifting", "zorg", r"\b(uit bed (tillen|helpen)|tillift|uit (de|mijn|zijn|haar) (rol)?stoel tillen)\b"),
    (
        "debts",
        "gemeente",
        r"\b(deurwaarder|beslag (op|gelegd)|loonbeslag|huis uit gezet|huisuitzetting|uithuiszetting|ontruim\w*"
        r"|afgesloten van (gas|stroom|water))\b",
    ),
    (
        "confusion",
        "zorg",
        r"\b(dwaalt|loopt weg van huis|(is|wordt) (erg |heel )?verward|herkent (ons|mij|zijn|haar) .{0,15}niet meer"
        r"|zet het gas aan|laat het gas aan)\b",
    ),
]
_danger = {why: re.compile(pattern, re.S) for why, pattern in DANGER.items()}
_organisations = [(why, kind, re.compile(pattern, re.S)) for why, kind, pattern in ORGANISATIONS]


def triage(title: str, text: str) -> Triage:
    """Read before anything else happens with the words. Never raises."""
    words = re.sub(r"\s+", " ", fold(f"{title}. {text}"))
    for why, pattern in _danger.items():
        if pattern.search(words):
            return Triage(Verdict.DANGER, why)
    for why, kind, pattern in _organisations:
        if pattern.search(words):
            return Triage(Verdict.ORGANISATION, why, kind)
    return Triage(Verdict.NEIGHBOURS)

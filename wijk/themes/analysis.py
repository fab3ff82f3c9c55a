"""What a text is about: concepts with weights, and the words beside them. Pure; offers and needs share it.

    features = analyse("Lamp ophangen", "Het plafond is hoog en ik mag niet op een trap.")
    features.concepts  {'klus_elektra': 2.0, …}     features.words  {'plafond': 1.0, …}

Features are stored with their row: concept ids, stems and weights, never a sentence. The versions stand with them, so
that a task can read again what an older version or another thesaurus read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from wijk.themes.compounds import parts
from wijk.themes.denials import denied
from wijk.themes.signs import strengths
from wijk.themes.thesaurus import Found, Thesaurus
from wijk.themes.words import STOP, clauses, stem

ANALYSIS_VERSION = 2
TITLE = 1.3  # measured: a short title says more than the same words below it
POWER = 1.5  # strong concepts count for more than many weak ones
SHORTEST = 3  # letters of a word that is kept
FAINTEST = 0.05  # of the strongest concept's weight; fainter ones are the murmur of everyday words
MOST = 16  # concepts of a text
PART = 0.5  # of a word's weight goes to each part of a compound
LIFE_EVENTS = frozenset({"rouw", "kanker", "diabetes", "psychisch", "dementie", "zwangerschap"})
CIRCUMSTANCE = 0.7  # what is left of a life event beside something that is asked; .5 costs .005 on half b
RELATED = 0.4  # of a concept's weight goes to those that it is related to
MEANT = 2.0  # times, for a concept of the kind that a person gave
BESIDE = 0.5  # of its strength, from which something else is what is asked
CONFIRMED = 4.0  # the weight of a concept that a person chose
GUESSED = 0.4  # what is left of our guesses beside it


@dataclass(frozen=True)
class Features:
    concepts: dict[str, float] = field(default_factory=dict)  # concept code → weight above 0
    words: dict[str, float] = field(default_factory=dict)  # stem → weight above 0
    against: dict[str, float] = field(default_factory=dict)  # concept code → weight above 0 of what it is not about
    confirmed: frozenset[str] = frozenset()  # codes of the concepts that a person chose
    thesaurus: str = ""  # the version of the thesaurus

    def as_json(self) -> dict[str, Any]:
        return {
            "version": ANALYSIS_VERSION,
            "thesaurus": self.thesaurus,
            "concepts": self.concepts,
            "words": self.words,
            "against": self.against,
            "confirmed": sorted(self.confirmed),
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Features":
        """What is not there, or was stored in another shape, is empty; it is read again when its version is old."""
        if not isinstance(stored, dict):
            return cls()
        concepts, words, against = (dict(stored.get(name) or {}) for name in ("concepts", "words", "against"))
        confirmed = frozenset(stored.get("confirmed") or ())
        return cls(concepts, words, against, confirmed, str(stored.get("thesaurus") or ""))

    def confirm(self, codes: Iterable[str]) -> "Features":
        """After a person said what it is about: those count, what we guessed counts faintly. Never twice."""
        codes = frozenset(codes)
        if not codes:
            return self
        guessed = {code: round(GUESSED * weight, 3) for code, weight in self.concepts.items() if code not in codes}
        concepts = guessed | dict.fromkeys(sorted(codes), CONFIRMED)
        against = {code: weight for code, weight in self.against.items() if code not in codes}
        return replace(self, concepts=dict(sorted(concepts.items())), against=against, confirmed=codes)


def is_current(stored: Any, thesaurus: Thesaurus | None = None) -> bool:
    """Whether stored features were made by this version, and with this thesaurus."""
    thesaurus = thesaurus or Thesaurus.from_toml()
    wanted = (ANALYSIS_VERSION, thesaurus.version)
    return isinstance(stored, dict) and (stored.get("version"), stored.get("thesaurus")) == wanted


def analyse(
    title: str,
    text: str,
    thesaurus: Thesaurus | None = None,
    *,
    not_done: str = "",
    confirmed: Iterable[str] = (),
) -> Features:
    """Never raises, whatever is typed. Of each text the first 5,000 letters are read.

    `not_done` is what a giver does not do; `confirmed` are codes of concepts that a person chose, unknown ones are
    left out.
    """
    thesaurus = thesaurus or Thesaurus.from_toml()
    active: Found = defaultdict(float)
    against: Found = defaultdict(float)
    words: Found = {}
    for written, weight in ((text, 1.0), (title, TITLE)):
        said, not_said = _heard(written, thesaurus)
        words |= _words(said, weight)
        for found, place in ((strengths(said, thesaurus), active), (strengths(not_said, thesaurus), against)):
            for code, strength in found.items():
                place[code] += weight * strength
    if not_done:
        for code, strength in strengths(sum(_corrected(not_done, thesaurus), []), thesaurus).items():
            against[code] += strength
    _damp(active)
    return Features(
        concepts=_weights(active, against),
        words=words,
        against=_weights(against, active),
        thesaurus=thesaurus.version,
    ).confirm(code for code in confirmed if code in thesaurus.concepts)


def _corrected(written: str, thesaurus: Thesaurus) -> list[list[str]]:
    return [[thesaurus.speller.meant(word) for word in clause] for clause in clauses(written)]


def _heard(written: str, thesaurus: Thesaurus) -> tuple[list[str], list[str]]:
    """The words that are meant, with a gap for what is denied; and the denied words."""
    said: list[str] = []
    not_said: list[str] = []
    for clause in _corrected(written, thesaurus):
        no = denied(clause)
        said += ["" if place in no else word for place, word in enumerate(clause)]
        not_said += [word if place in no else "" for place, word in enumerate(clause)]
    return said, not_said if any(not_said) else []


def _words(said: list[str], weight: float) -> Found:
    found: Found = {}
    for word in said:
        for piece, share in ((word, 1.0), *((part, PART) for part in parts(word))):
            if len(piece) >= SHORTEST and piece not in STOP:
                root = stem(piece)
                found[root] = max(found.get(root, 0.0), share * weight)
    return found


def _damp(active: Found) -> None:
    """Who asks for a hand in the garden because her husband died, asks for a hand in the garden."""
    asked = max((strength for code, strength in active.items() if code not in LIFE_EVENTS), default=0.0)
    for code in LIFE_EVENTS & active.keys():
        if asked >= BESIDE * active[code]:
            active[code] *= CIRCUMSTANCE


def _weights(active: Found, against: Found) -> Found:
    """What is left after the counter-signs: the strongest concepts, without the murmur of everyday words."""
    left = {code: value - against.get(code, 0.0) for code, value in active.items()}
    weights = {code: round(value**POWER, 3) for code, value in sorted(left.items()) if value > 0}
    least = max(FAINTEST * max(weights.values(), default=0.0), 0.001)
    strongest = sorted(weights, key=lambda code: (-weights[code], code))[:MOST]
    return {code: weights[code] for code in sorted(strongest) if weights[code] >= least}


def suggest(features: Features, n: int = 5, thesaurus: Thesaurus | None = None, kind: str = "") -> list[str]:
    """Codes of the concepts that the text most likely means, best first; a person chooses among them.

    Related concepts come along: people name things around what they mean. Measured: a right one among five for 77 of
    100 needs instead of 71, and 81 when the asker said which kind of thing it is.
    """
    thesaurus = thesaurus or Thesaurus.from_toml()
    likely: Found = defaultdict(float)
    for code, weight in features.concepts.items():
        likely[code] += weight
        concept = thesaurus.concepts.get(code)
        for other in concept.related if concept else ():
            likely[other] += RELATED * weight
    for code in likely:
        if code in thesaurus.concepts and kind in thesaurus.concepts[code].kinds:
            likely[code] *= MEANT
    return sorted(likely, key=lambda code: (-likely[code], code))[:n]


def suggest_themes(features: Features, n: int = 3, thesaurus: Thesaurus | None = None) -> list[str]:
    """Codes of the likely themes, best first; a person confirms or corrects them."""
    thesaurus = thesaurus or Thesaurus.from_toml()
    weights: dict[str, float] = defaultdict(float)
    for code, weight in features.concepts.items():
        concept = thesaurus.concepts.get(code)
        if concept is not None and concept.theme:
            weights[concept.theme] += weight
    return sorted(weights, key=lambda code: (-weights[code], code))[:n]


def suggest_theme(features: Features, thesaurus: Thesaurus | None = None) -> str | None:
    """The code of the most likely theme; None when the text gives no sign at all."""
    return next(iter(suggest_themes(features, 1, thesaurus)), None)

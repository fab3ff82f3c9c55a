"""What a text is about: concepts with weights, and the words beside them. Pure; offers and needs share it.

    features = analyse("Lamp ophangen", "Het plafond is hoog en ik mag niet op een trap.")
    features.concepts  {'klus_elektra': 2.0, …}     features.words  {'plafond': 1.0, …}

Features are stored with their row: concept ids, stems and weights, never a sentence. The version stands with them, so
that a task can read again what an older version read.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from wijk.themes.signs import strengths
from wijk.themes.thesaurus import Thesaurus
from wijk.themes.words import STOP, stem, tokens

ANALYSIS_VERSION = 1
TITLE = 1.6  # measured: a short title says more than the same words below it
POWER = 1.5  # strong concepts count for more than many weak ones
SHORTEST = 3  # letters of a word that is kept


@dataclass(frozen=True)
class Features:
    concepts: dict[str, float] = field(default_factory=dict)  # concept code → weight above 0
    words: dict[str, float] = field(default_factory=dict)  # stem → weight above 0

    def as_json(self) -> dict[str, Any]:
        return {"version": ANALYSIS_VERSION, "concepts": self.concepts, "words": self.words}

    @classmethod
    def from_json(cls, stored: Any) -> "Features":
        """What is not there, or was stored in another shape, is empty; it is read again when its version is old."""
        if not isinstance(stored, dict):
            return cls()
        return cls(dict(stored.get("concepts") or {}), dict(stored.get("words") or {}))


def is_current(stored: Any) -> bool:
    """Whether stored features were made by this version."""
    return isinstance(stored, dict) and stored.get("version") == ANALYSIS_VERSION


def analyse(title: str, text: str, thesaurus: Thesaurus | None = None) -> Features:
    """Never raises, whatever is typed. Of title and text each, the first 5,000 letters are read."""
    thesaurus = thesaurus or Thesaurus.from_toml()
    active: dict[str, float] = defaultdict(float)
    words: dict[str, float] = {}
    for part, weight in ((tokens(text), 1.0), (tokens(title), TITLE)):
        words |= {stem(word): weight for word in part if len(word) >= SHORTEST and word not in STOP}
        for code, strength in strengths(part, thesaurus).items():
            active[code] += weight * strength
    return Features({code: round(value**POWER, 3) for code, value in sorted(active.items())}, words)


def suggest(features: Features, n: int = 5) -> list[str]:
    """Codes of the concepts that the text most likely means, best first."""
    return sorted(features.concepts, key=lambda code: (-features.concepts[code], code))[:n]


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

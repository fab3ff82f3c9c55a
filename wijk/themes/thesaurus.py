"""The concepts of everyday Dutch, and the words that point at them. Pure: read from TOML, without a database.

    [hond_uitlaten]
    label = "Hond uitlaten"
    code = "A8"                      the theme; left out when the concept fits several
    verwant = "huisdier_oppas"       related concepts
    termen = "hond uitlaten, teckel, ~trekt, honden*, !hondenweer"

`~` is a weak sign, `*` a beginning, `!` a counter-sign; several words stand near each other in the text.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wijk.themes.words import lemma, stem, tokens

FILE = Path(__file__).parent / "data" / "thesaurus.toml"
WEAK = 0.35
SHORTEST_START = 4  # letters; a shorter beginning begins half the language
Found = dict[str, float]  # concept code → weight of the term


@dataclass(frozen=True)
class Concept:
    code: str
    label: str
    theme: str = ""  # a theme's code
    related: tuple[str, ...] = ()
    straight_to: str = ""  # a kind of organisation


class Thesaurus:
    """Look-ups from a lemma, a stem, a beginning or a phrase to the concepts that it points at."""

    def __init__(self, concepts: dict[str, Concept], terms: list[tuple[str, str]]) -> None:
        self.concepts = concepts
        self.lemmas: dict[str, Found] = defaultdict(dict)
        self.stems: dict[str, Found] = defaultdict(dict)
        self.starts: dict[str, Found] = defaultdict(dict)
        self.phrases: dict[str, dict[tuple[str, ...], Found]] = defaultdict(dict)  # first stem → the rest
        self.counters: dict[str, dict[tuple[str, ...], Found]] = defaultdict(dict)
        for code, term in terms:
            self._add(code, term)

    def _add(self, code: str, term: str) -> None:
        weight = WEAK if term.startswith("~") else 1.0
        bare = term.lstrip("~!").strip()
        words = tokens(bare.rstrip("*"))
        if not words:
            return
        if term.startswith("!"):
            _keep(self.counters, words, code, 1.0)
        elif len(words) > 1:
            _keep(self.phrases, words, code, weight)
        elif bare.endswith("*") and len(words[0]) >= SHORTEST_START:
            self.starts[words[0]][code] = weight
        else:
            for table, key in ((self.lemmas, lemma(words[0])), (self.stems, stem(words[0]))):
                table[key][code] = max(weight, table[key].get(code, 0))

    @property
    def related(self) -> dict[str, tuple[str, ...]]:
        return {code: concept.related for code, concept in self.concepts.items()}

    @classmethod
    @lru_cache(maxsize=4)
    def from_toml(cls, path: Path = FILE) -> "Thesaurus":
        """Read once and kept. Raises OSError, or tomllib.TOMLDecodeError with the line when it is broken."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        concepts = {
            code: Concept(
                code,
                entry["label"],
                entry.get("code", ""),
                split(entry.get("verwant", "")),
                entry.get("straight_to", ""),
            )
            for code, entry in data.items()
        }
        return cls(concepts, [(code, term) for code, entry in data.items() for term in split(entry["termen"])])


def split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _keep(table: dict[str, dict[tuple[str, ...], Found]], words: list[str], code: str, weight: float) -> None:
    first, *rest = (stem(word) for word in words)
    found = table[first].setdefault(tuple(rest), {})
    found[code] = max(weight, found.get(code, 0))

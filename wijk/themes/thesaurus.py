"""The concepts of everyday Dutch, and the words that point at them. Pure: read from TOML, without a database.

    [hond_uitlaten]
    label = "Hond uitlaten"
    code = "A8"                      the theme; left out when the concept fits several
    thema = "praktisch"              a coarse area, for evaluation and for people
    verwant = "huisdier_oppas"       related concepts
    termen = "hond uitlaten, teckel, ~trekt, honden*, !hondenweer"

`~` is a weak sign, `*` a beginning, `!` a counter-sign; several words stand near each other in the text.
`kinds.toml` beside it says which kinds of need a concept usually is.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path

from wijk.themes.echoes import Echoes
from wijk.themes.spelling import Speller
from wijk.themes.words import lemma, stem, tokens

FILE = Path(__file__).parent / "data" / "thesaurus.toml"
KINDS = Path(__file__).parent / "data" / "kinds.toml"
WEAK = 0.35
SHORTEST_START = 4  # letters; a shorter beginning begins half the language
REMEMBERED = 50_000  # words
Found = dict[str, float]  # concept code → weight of the term
Phrases = dict[str, dict[tuple[str, ...], Found]]  # first stem → the rest


@dataclass(frozen=True)
class Concept:
    code: str
    label: str
    theme: str = ""  # a theme's code
    related: tuple[str, ...] = ()
    straight_to: str = ""  # a kind of organisation
    area: str = ""
    kinds: frozenset[str] = frozenset()  # of `kinds.Kind`; empty is any


class Thesaurus:
    """Look-ups from a lemma, a stem, a beginning or a phrase to the concepts that it points at."""

    def __init__(self, concepts: dict[str, Concept], terms: Iterable[tuple[str, str]]) -> None:
        self.concepts = concepts
        self.terms = tuple(terms)
        self.lemmas: dict[str, Found] = defaultdict(dict)
        self.stems: dict[str, Found] = defaultdict(dict)
        self.starts: dict[str, Found] = defaultdict(dict)
        self.phrases: Phrases = defaultdict(dict)
        self.counters: Phrases = defaultdict(dict)
        self.read: dict[str, Found] = {}  # words that were read before
        self._own: set[str] = set()
        echoes = Echoes()
        for code, term in self.terms:
            self._add(code, term, echoes)
        self.echoes = echoes.weights()

    def _add(self, code: str, term: str, echoes: Echoes) -> None:
        weight = WEAK if term.startswith("~") else 1.0
        bare = term.lstrip("~!").strip()
        words = tokens(bare.rstrip("*"))
        if not words:
            return
        self._own.update(words)
        if term.startswith("!"):
            _keep(self.counters, words, code, 1.0)
            return
        echoes.hear(code, words, weight)
        if len(words) > 1:
            _keep(self.phrases, words, code, weight)
        elif bare.endswith("*") and len(words[0]) >= SHORTEST_START:
            self.starts[words[0]][code] = weight
        else:
            for table, key in ((self.lemmas, lemma(words[0])), (self.stems, stem(words[0]))):
                table[key][code] = max(weight, table[key].get(code, 0))

    def remember(self, word: str, found: Found) -> None:
        if len(self.read) >= REMEMBERED:
            self.read.clear()
        self.read[word] = found

    @property
    def related(self) -> dict[str, tuple[str, ...]]:
        return {code: concept.related for code, concept in self.concepts.items()}

    @cached_property
    def speller(self) -> Speller:
        return Speller(self._own)

    @cached_property
    def version(self) -> str:
        """The same for the same concepts and terms, wherever they come from."""
        whole = repr((sorted(self.concepts.items(), key=lambda pair: pair[0]), sorted(self.terms)))
        return blake2b(whole.encode(), digest_size=6).hexdigest()

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
                entry.get("thema", ""),
                kinds().get(code, frozenset()),
            )
            for code, entry in data.items()
        }
        return cls(concepts, [(code, term) for code, entry in data.items() for term in split(entry["termen"])])


@lru_cache(maxsize=1)
def kinds(path: Path = KINDS) -> Mapping[str, frozenset[str]]:
    """Concept → the kinds of need that it usually is; a concept that is missing may be any."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, codes in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for code in split(codes):
            found[code].add(kind)
    return {code: frozenset(names) for code, names in found.items()}


def split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _keep(table: Phrases, words: list[str], code: str, weight: float) -> None:
    first, *rest = (stem(word) for word in words)
    found = table[first].setdefault(tuple(rest), {})
    found[code] = max(weight, found.get(code, 0))

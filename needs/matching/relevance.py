"""How much two texts are about the same thing: shared concepts, related concepts, and shared rare words.

A concept or word counts the more, the fewer of the given offers have it (inverse document frequency), so everything
is measured among offers: `Pool.of(offers, related=…)`. One product of a matrix and a vector compares a need with all
of them at once; 300 needs among 400 offers take a fraction of a second.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from needs.matching.profile import Profile
from wijk.themes.analysis import Features

RELATED = 0.4  # of a concept's weight goes to those that it is related to
FLOOR = 0.05  # cosine below which concepts have nothing in common; it keeps 89 of 100 right pairs, drops half the rest
RARE = 0.05  # a word that more than this share of the offers use is no sign by itself
FEW = 3  # among few offers a word may stand in this many and still be rare
Vector = dict[str, float]
Concepts = NDArray[np.float64]


@dataclass(frozen=True)
class Overlap:
    """Cosines 0..1, and what was shared: concept ids, best first. Words are counted, never kept."""

    concepts: float = 0.0
    words: float = 0.0
    shared: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()  # (concept of the need, concept of the offer)
    rare_words: int = 0

    @property
    def is_nothing(self) -> bool:
        """No proposal without a shared or related concept of some weight, or a rare word in common."""
        return self.rare_words == 0 and (self.concepts < FLOOR or not (self.shared or self.related))


class Pool:
    """The offers among which is looked, with the vectors of their texts."""

    def __init__(self, offers: Sequence[Profile], related: Mapping[str, Sequence[str]]) -> None:
        self.offers = {offer.id: offer for offer in offers}
        self.related = related
        self._rows = list(self.offers.values())
        wide = [self._widened(offer.features) for offer in self._rows]
        self._columns = {code: place for place, code in enumerate(sorted({code for text in wide for code in text}))}
        self._concept_rarity = _rarity(wide)
        self._word_rarity = _rarity([offer.features.words for offer in self._rows])
        self._unseen = _weigh(0, len(self._rows))
        self._limit = _weigh(max(FEW, RARE * len(self._rows)), len(self._rows))
        texts = [self._read(offer.features) for offer in self._rows]
        self._matrix = np.array([concepts for concepts, _words in texts]).reshape(len(texts), len(self._columns))
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, (_concepts, words) in enumerate(texts):
            for word, weight in words.items():
                self._postings[word].append((row, weight))

    @classmethod
    def of(cls, offers: Iterable[Profile], *, related: Mapping[str, Sequence[str]] | None = None) -> "Pool":
        """Sorted by id, so that the same offers give the same pool."""
        return cls(sorted(offers, key=lambda offer: offer.id), related or {})

    def overlaps(self, need: Profile) -> Iterator[tuple[Profile, Overlap]]:
        """Each offer that has anything in common with this need, by id."""
        concepts, words = self._read(need.features)
        cosines = self._matrix @ concepts if self._rows else np.zeros(0)
        by_words, rare = self._shared_words(words)
        for row in sorted({int(row) for row in np.flatnonzero(cosines >= FLOOR)} | rare.keys()):
            offer = self._rows[row]
            found = self._overlap(need, offer, float(cosines[row]), by_words.get(row, 0.0), rare.get(row, 0))
            if not found.is_nothing:
                yield offer, found

    def overlap(self, need: Profile, offer: Profile) -> Overlap:
        """Of one pair; the offer need not stand in the pool."""
        concepts, words = self._read(need.features)
        their_concepts, their_words = self._read(offer.features)
        both = words.keys() & their_words.keys()
        return self._overlap(
            need,
            offer,
            float(concepts @ their_concepts),
            sum(words[word] * their_words[word] for word in sorted(both)),
            sum(self._is_rare(word) for word in both),
        )

    def _overlap(self, need: Profile, offer: Profile, concepts: float, words: float, rare: int) -> Overlap:
        mine, theirs = need.features.concepts, offer.features.concepts
        weight = {code: mine[code] * theirs[code] * self._weight(code) for code in mine.keys() & theirs.keys()}
        return Overlap(
            concepts=min(1.0, concepts),
            words=min(1.0, words),
            shared=tuple(sorted(weight, key=lambda code: (-weight[code], code))),
            related=() if weight else self._bridges(mine, theirs),
            rare_words=rare,
        )

    def _bridges(self, mine: Vector, theirs: Vector) -> tuple[tuple[str, str], ...]:
        """Pairs of related concepts, strongest first."""
        pairs = {
            (a, b): mine[a] * theirs[b]
            for a in mine
            for b in theirs
            if b in self.related.get(a, ()) or a in self.related.get(b, ())
        }
        return tuple(sorted(pairs, key=lambda pair: (-pairs[pair], pair)))

    def _shared_words(self, words: Vector) -> tuple[dict[int, float], dict[int, int]]:
        """Row → cosine over words; row → how many rare words are shared."""
        cosines: dict[int, float] = defaultdict(float)
        rare: dict[int, int] = defaultdict(int)
        for word, weight in words.items():
            for row, other in self._postings.get(word, ()):
                cosines[row] += weight * other
                rare[row] += 1 if self._is_rare(word) else 0
        return cosines, {row: count for row, count in rare.items() if count}

    def _is_rare(self, word: str) -> bool:
        return self._word_rarity.get(word, self._unseen) >= self._limit

    def _weight(self, code: str) -> float:
        return self._concept_rarity.get(code, self._unseen)

    def _read(self, features: Features) -> tuple[Concepts, Vector]:
        """Unit vectors over concepts and over words, weighted with their rarity among these offers."""
        wide = {code: value * self._weight(code) for code, value in self._widened(features).items()}
        dense = np.zeros(len(self._columns))
        length = sqrt(sum(value * value for value in wide.values())) or 1.0
        for code, value in wide.items():
            if code in self._columns:
                dense[self._columns[code]] = value / length
        words = {word: value * self._word_rarity.get(word, self._unseen) for word, value in features.words.items()}
        length = sqrt(sum(value * value for value in words.values())) or 1.0
        return dense, {word: value / length for word, value in words.items()}

    def _widened(self, features: Features) -> Vector:
        wide: Vector = defaultdict(float)
        for code, weight in features.concepts.items():
            wide[code] += weight
            for other in self.related.get(code, ()):
                wide[other] += RELATED * weight
        return wide


def _weigh(count: float, total: int) -> float:
    return log(1 + (total + 1) / (count + 1))


def _rarity(texts: Sequence[Mapping[str, float]]) -> Vector:
    counts: dict[str, int] = defaultdict(int)
    for text in texts:
        for key in text:
            counts[key] += 1
    return {key: _weigh(count, len(texts)) for key, count in counts.items()}

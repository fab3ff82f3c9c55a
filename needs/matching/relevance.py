"""How much two texts are about the same thing: shared concepts, related concepts, and shared rare words.

A concept or word counts the more, the fewer of the given offers have it (inverse document frequency), so everything
is measured among offers: `Pool.of(offers, related=…)`. The inverted index finds what shares anything with a need
without looking at each pair.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from needs.matching.profile import Profile
from wijk.themes.analysis import Features

RELATED = 0.4  # of a concept's weight goes to those that it is related to
RARE = 0.12  # a word that more than this share of the offers use is no sign by itself
FEW = 3  # among few offers a word may stand in this many and still be rare
Vector = dict[str, float]


@dataclass(frozen=True)
class Overlap:
    """Cosines 0..1, and what was shared: concept ids by contribution, best first. Words are counted, never kept."""

    concepts: float = 0.0
    words: float = 0.0
    shared: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()  # (concept of the need, concept of the offer)
    rare_words: int = 0

    @property
    def is_nothing(self) -> bool:
        """Without anything shared or related and without a rare word in common there is no proposal."""
        return not (self.shared or self.related or self.rare_words)


class Pool:
    """The offers among which is looked, with the vectors of their texts."""

    def __init__(self, offers: Sequence[Profile], related: Mapping[str, Sequence[str]]) -> None:
        self.offers = {offer.id: offer for offer in offers}
        self.related = related
        self.concept_rarity = _rarity(self._widened(offer.features) for offer in offers)
        self.word_rarity = _rarity(offer.features.words for offer in offers)
        count = len(offers)
        self.unseen = _weigh(0, count)
        common = max(FEW, RARE * count)
        self.rare = {word for word, weight in self.word_rarity.items() if weight >= _weigh(common, count)}
        self.texts = {offer.id: self.read(offer.features) for offer in offers}
        self._index = self._posted()

    @classmethod
    def of(cls, offers: Iterable[Profile], *, related: Mapping[str, Sequence[str]] | None = None) -> "Pool":
        return cls(sorted(offers, key=lambda offer: offer.id), related or {})

    def read(self, features: Features) -> tuple[Vector, Vector]:
        """Unit vectors over concepts and over words, weighted with their rarity among these offers."""
        concepts = {c: v * self.concept_rarity.get(c, self.unseen) for c, v in self._widened(features).items()}
        words = {w: v * self.word_rarity.get(w, self.unseen) for w, v in features.words.items()}
        return _unit(concepts), _unit(words)

    def candidates(self, text: tuple[Vector, Vector]) -> list[int]:
        """Ids of the offers that share a concept or a rare word with this text, in order."""
        concepts, words = text
        found: set[int] = set()
        for key in (*concepts, *(" " + word for word in words if word in self.rare)):
            found |= self._index.get(key, set())
        return sorted(found)

    def overlap(self, need: Profile, offer: Profile, *, text: tuple[Vector, Vector] | None = None) -> Overlap:
        """`text` is what `read` gave for the need: pass it when one need meets many offers."""
        concepts, words = text or self.read(need.features)
        known = self.offers.get(offer.id) is offer
        their_concepts, their_words = self.texts[offer.id] if known else self.read(offer.features)
        both = _products(concepts, their_concepts)
        mine, theirs = need.features.concepts, offer.features.concepts
        shared = sorted((c for c in both if c in mine and c in theirs), key=lambda c: (-both[c], c))
        return Overlap(
            concepts=min(1.0, sum(both.values())),
            words=min(1.0, sum(_products(words, their_words).values())),
            shared=tuple(shared),
            related=() if shared else self._bridges(need.features, offer.features),
            rare_words=len(self.rare & words.keys() & their_words.keys()),
        )

    def _bridges(self, need: Features, offer: Features) -> tuple[tuple[str, str], ...]:
        """Pairs of related concepts, strongest first."""
        pairs = {
            (mine, theirs): need.concepts[mine] * offer.concepts[theirs]
            for mine in need.concepts
            for theirs in offer.concepts
            if theirs in self.related.get(mine, ()) or mine in self.related.get(theirs, ())
        }
        return tuple(sorted(pairs, key=lambda pair: (-pairs[pair], pair)))

    def _widened(self, features: Features) -> Vector:
        wide: Vector = defaultdict(float)
        for code, weight in features.concepts.items():
            wide[code] += weight
            for other in self.related.get(code, ()):
                wide[other] += RELATED * weight
        return wide

    def _posted(self) -> dict[str, set[int]]:
        index: dict[str, set[int]] = defaultdict(set)
        for number, (concepts, words) in self.texts.items():
            for key in (*concepts, *(" " + word for word in words if word in self.rare)):
                index[key].add(number)
        return index


def _weigh(count: float, total: int) -> float:
    return log(1 + (total + 1) / (count + 1))


def _rarity(texts: Iterable[Mapping[str, float]]) -> Vector:
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for text in texts:
        total += 1
        for key in text:
            counts[key] += 1
    return {key: _weigh(count, total) for key, count in counts.items()}


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()} if length else {}


def _products(mine: Vector, theirs: Vector) -> Vector:
    small, large = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    return {key: value * large[key] for key, value in small.items() if key in large}

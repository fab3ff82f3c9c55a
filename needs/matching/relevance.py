"""How much two texts are about the same thing: shared concepts, related concepts, shared words and groups of letters.

A concept or word counts the more, the fewer of the given offers have it (inverse document frequency), so everything
is measured among offers: `Pool.of(offers)`.

Measured on the development set, and of no use: relations both ways or in two steps, concepts that occur together,
themes as concepts of their own, coherence within a text, dividing by the need's length only, ranks instead of sums.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from needs.matching.profile import Profile, Side
from needs.matching.vectors import Columns, Dense, Letters, Space, Vector, cosine, cosine_of_letters, widened
from wijk.themes.analysis import Features
from wijk.themes.thesaurus import Concept, Thesaurus

FLOOR = 0.12  # cosine below which concepts have nothing in common; it keeps 93 of 100 right pairs, drops 2 of 3 others
PLAIN = 0.25  # of the weight of a text's strongest concept; what is fainter is no reason
RARE = 0.05  # a word that more than this share of the offers use is no sign by itself
FEW = 3  # among few offers a word may stand in this many and still be rare
WHOLE = 1.0  # weight from which a word stands in the text by itself, and not as part of another
FLAT = 0.5  # power of the rarity of concepts: their terms are weighed by the commonness of words already


@dataclass(frozen=True)
class Overlap:
    """Cosines 0..1, and what was shared: concept ids, best first. Words are counted, never kept."""

    concepts: float = 0.0
    words: float = 0.0
    letters: float = 0.0
    shared: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()  # (concept of the need, concept of the offer)
    rare_words: int = 0

    @property
    def is_nothing(self) -> bool:
        """No proposal without a shared or related concept of some weight, or a rare word in common."""
        return self.rare_words == 0 and (self.concepts < FLOOR or not (self.shared or self.related))


@dataclass(frozen=True)
class _Text:
    concepts: Vector
    words: Vector
    letters: Columns


@dataclass(frozen=True)
class _Near:
    """One need beside all offers of the pool, by row: three cosines, and how many rare words are shared."""

    concepts: Dense
    words: Dense
    letters: Dense
    rare: Dense


class Pool:
    """The offers among which is looked, with the vectors of their texts."""

    def __init__(
        self, offers: Sequence[Profile], concepts: Mapping[str, Concept], related: Mapping[str, Sequence[str]]
    ) -> None:
        self.offers = {offer.id: offer for offer in offers}
        self.related, self._meaning = related, concepts
        self._beside = _both_ways(related)
        self._seen: dict[tuple[Side, int], tuple[Features, Mapping[str, float]]] = {}
        self._rows = list(self.offers.values())
        self._last: tuple[Profile, _Near] | None = None  # a need is compared once, and looked at in two ways
        self._places = {offer.id: row for row, offer in enumerate(self._rows)}
        self._concepts = Space([widened(offer, concepts, related) for offer in self._rows], power=FLAT)
        self._words = Space([offer.features.words for offer in self._rows])
        self._letters = Letters([offer.features.words for offer in self._rows])
        self._limit = self._words.rarity_of(max(FEW, RARE * len(self._rows)))

    @classmethod
    def of(cls, offers: Iterable[Profile], words: Thesaurus | None = None) -> "Pool":
        """Sorted by id, so that the same offers give the same pool; by the product's own thesaurus unless given."""
        words = words or Thesaurus.from_toml()
        return cls(sorted(offers, key=lambda offer: offer.id), words.concepts, words.related)

    def overlaps(self, need: Profile) -> Iterator[tuple[Profile, Overlap]]:
        """Each offer that has anything in common with this need, by id."""
        near = self._compare(need)
        for row in np.flatnonzero((near.concepts >= FLOOR) | (near.rare > 0)).tolist():
            found = self._at(need, row, near)
            if not found.is_nothing:
                yield self._rows[row], found

    def among(self, need: Profile, offers: Iterable[Profile]) -> Iterator[tuple[Profile, Overlap]]:
        """The same for these offers of the pool only, in their order; the need is read once for all of them."""
        near = self._compare(need)
        for offer in offers:
            found = self._at(need, self._places[offer.id], near)
            if not found.is_nothing:
                yield offer, found

    def likeness(self, need: Profile, *, concepts: float, words: float, letters: float) -> Dense:
        """Of the need with every offer, in the order of `offers`: the three cosines, each times its weight."""
        near = self._compare(need)
        return concepts * near.concepts + words * near.words + letters * near.letters

    def _compare(self, need: Profile) -> _Near:
        if self._last is None or self._last[0] is not need:
            text = self._read(need)
            near = _Near(
                self._concepts.cosines(text.concepts),
                self._words.cosines(text.words),
                self._letters.cosines(text.letters),
                self._words.shared(self._rare(need)),
            )
            self._last = need, near
        return self._last[1]

    def _at(self, need: Profile, row: int, near: _Near) -> Overlap:
        cosines = float(near.concepts[row]), float(near.words[row]), float(near.letters[row])
        return self._overlap(need, self._rows[row], cosines, int(near.rare[row]))

    def overlap(self, need: Profile, offer: Profile) -> Overlap:
        """Of one pair; the offer need not stand in the pool."""
        mine, theirs = self._read(need), self._read(offer)
        cosines = (
            cosine(mine.concepts, theirs.concepts),
            cosine(mine.words, theirs.words),
            cosine_of_letters(mine.letters, theirs.letters),
        )
        return self._overlap(need, offer, cosines, len(self._rare(need) & theirs.words.keys()))

    def _read(self, profile: Profile) -> _Text:
        return _Text(
            self._concepts.unit(widened(profile, self._meaning, self.related)),
            self._words.unit(profile.features.words),
            self._letters.unit(profile.features.words),
        )

    def _overlap(self, need: Profile, offer: Profile, cosines: tuple[float, float, float], rare: int) -> Overlap:
        concepts, words, groups = (min(1.0, max(0.0, value)) for value in cosines)
        mine, theirs = self._plain(need), self._plain(offer)
        rarity = self._concepts.rarity
        weight = {code: mine[code] * theirs[code] * rarity(code) for code in mine.keys() & theirs.keys()}
        return Overlap(
            concepts=concepts,
            words=words,
            letters=groups,
            shared=tuple(sorted(weight, key=lambda code: (-weight[code], code))),
            related=() if weight else self._bridges(mine, theirs),
            rare_words=rare,
        )

    def _bridges(self, mine: Mapping[str, float], theirs: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
        """Pairs of related concepts, strongest first."""
        pairs = {(a, b): mine[a] * theirs[b] for a in mine for b in self._beside.get(a, ()) if b in theirs}
        return tuple(sorted(pairs, key=lambda pair: (-pairs[pair], pair)))

    def _plain(self, profile: Profile) -> Mapping[str, float]:
        """What a text is plainly about: what can be given as a reason."""
        key = (profile.side, profile.id)
        if self._seen.get(key, (None,))[0] is not profile.features:
            concepts = profile.features.concepts
            least = PLAIN * max(concepts.values(), default=0.0)
            self._seen[key] = profile.features, {code: weight for code, weight in concepts.items() if weight >= least}
        return self._seen[key][1]

    def _rare(self, need: Profile) -> set[str]:
        """Words of the need that few offers use. Parts of a compound are none: 'huis' of 'ziekenhuis' says nothing."""
        whole = {word for word, weight in need.features.words.items() if weight >= WHOLE}
        return {word for word in whole if self._words.rarity(word) >= self._limit}


def _both_ways(related: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, others in related.items():
        for other in others:
            found[code].add(other)
            found[other].add(code)
    return {code: frozenset(others) for code, others in found.items()}

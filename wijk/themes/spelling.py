"""What was meant by a word that is no Dutch word: the one that differs from it by a single slip. Pure.

A slip is a letter too many, too few or wrong, or two letters swapped. Compared are the thesaurus's own words and the
common words of the language, so that a misspelt common word is not pulled to a rare one.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import simplemma
from rapidfuzz.distance import OSA

from wijk.themes.compounds import parts
from wijk.themes.lexicon import zipf, zipfs

SHORTEST = 5  # letters; a shorter word is too soon another word
COMMON = 3.0  # Zipf from which a word of the language is one that may have been meant
RARE = 2.0  # Zipf below which a word may be a slip; wordfreq has counted common slips too
SURE_PART = 4  # letters of a part of a compound that nobody wrote by accident: not 'boo' and 'schappen'
OWN = 1.0  # Zipf that a word of the thesaurus has ahead of others
Place = tuple[str, int]  # first letter and length: people rarely get the first letter wrong


class Speller:
    """`own`: the words of the thesaurus."""

    def __init__(self, own: Iterable[str]) -> None:
        self.own = frozenset(own)
        self.meant = lru_cache(maxsize=50_000)(self._meant)

    def _meant(self, word: str) -> str:
        """The word itself when it is known, or when nothing is near it."""
        if len(word) < SHORTEST or not word.isalpha() or self._is_known(word):
            return word
        near = {
            other
            for length in (len(word) - 1, len(word), len(word) + 1)
            for other in self._words().get((word[0], length), ())
            if OSA.distance(word, other, score_cutoff=1) <= 1
        }
        return max(sorted(near), key=lambda other: zipf(other) + OWN * (other in self.own), default=word)

    def _is_known(self, word: str) -> bool:
        if word in self.own or zipf(word) >= RARE or simplemma.is_known(word, lang="nl"):
            return True
        split = parts(word)
        return bool(split) and all(len(part) >= SURE_PART and zipf(part) >= COMMON for part in split)

    @lru_cache(maxsize=8)  # noqa: B019 -- there are as many spellers as thesauri: the shared one and some wijken's
    def _words(self) -> dict[Place, list[str]]:
        found: dict[Place, list[str]] = defaultdict(list)
        for word in {*self.own, *(word for word, value in zipfs().items() if value >= COMMON)}:
            if len(word) >= SHORTEST - 1:
                found[word[0], len(word)].append(word)
        return found

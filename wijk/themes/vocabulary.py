"""Which elements of phrases a written word stands for: itself, its dictionary form, its beginning, its end, or what was
meant by it when it is misspelt by one letter. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import simplemma
from rapidfuzz.distance import OSA

from wijk.themes.words import LONGEST_WORD, lemma

SPELT = 5  # letters of a word that may be misspelt by one; a shorter one is too soon another word
SHORTEST = 3  # letters of a beginning or an end
KEPT = 20_000  # words that are remembered


class Vocabulary:
    def __init__(self, elements: Iterable[str], lists: dict[str, list[str]]) -> None:
        """`elements` as they stand in phrases; `lists` are the words of each <list>. KeyError: an unknown list."""
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.whole: dict[str, set[str]] = defaultdict(set)
        self.starts: dict[str, set[str]] = defaultdict(set)
        self.ends: dict[str, set[str]] = defaultdict(set)
        self.misspelt: dict[str, set[str]] = defaultdict(set)  # a word without one letter → the words it may be
        self.known: dict[str, frozenset[str]] = {}
        for element in elements:
            for word in _words(element, lists):
                self._learn(word, element)

    def _learn(self, word: str, element: str) -> None:
        if word.startswith("="):
            self.exact[word[1:]].add(element)
        elif word.startswith("*"):
            self.ends[word[1:]].add(element)
        else:
            (self.starts if word.endswith("*") else self.whole)[word.rstrip("*")].add(element)
            self._learn_spelling(word.rstrip("*"))

    def _learn_spelling(self, word: str) -> None:
        if len(word) >= SPELT:
            for shorter in (word, *_shorter(word)):
                self.misspelt[shorter].add(word)

    def elements(self, word: str) -> frozenset[str]:
        """All elements that the word stands for; nothing for a word that no phrase names."""
        if word not in self.known:
            if len(self.known) >= KEPT:
                self.known.clear()
            self.known[word] = frozenset(self._read(word))
        return self.known[word]

    def _read(self, word: str) -> set[str]:
        if len(word) > LONGEST_WORD:
            return set()
        found = self.exact.get(word, set()) | self.whole.get(word, set()) | self.whole.get(lemma(word), set())
        for size in range(SHORTEST, len(word) + 1):
            found |= self.starts.get(word[:size], set()) | self.ends.get(word[-size:], set())
        return found | self._meant(word)

    def _meant(self, word: str) -> set[str]:
        """For a word that is no Dutch word: the words that differ from it by one letter."""
        if len(word) < SPELT - 1 or simplemma.is_known(word, lang="nl"):
            return set()
        near = set().union(*(self.misspelt.get(w, set()) for w in (word, *_shorter(word))))
        right = (w for w in near if w[0] == word[0] and OSA.distance(w, word) == 1)
        return set().union(*(self.whole.get(w, set()) | self.starts.get(w, set()) for w in right))


def _words(element: str, lists: dict[str, list[str]]) -> Iterator[str]:
    for word in element.split("|"):
        if word.startswith("<"):
            for listed in lists[word[1:-1]]:
                yield from _words(listed, lists)
        else:
            yield word


def _shorter(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))

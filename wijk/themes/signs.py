"""Which words and phrases of a text point at which concepts, and how strongly. Pure.

Measured on the development set, and of no use: phrases in any order, phrases with two words between, more weight for
the sentence with the ask, lemmas without stems, and dropping weak concepts beside a strong one.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import sqrt

from wijk.themes.compounds import parts
from wijk.themes.lexicon import zipf
from wijk.themes.thesaurus import SHORTEST_START, Found, Thesaurus
from wijk.themes.words import STOP, lemma, stem

STEM = 0.8  # a stem may be another word (rekenen, rekening); a lemma is surer
PART, HEAD = 0.8, 0.9  # of a compound; its last part says most: a 'tuinstoel' is a chair
WHOLE = 0.5  # what is left of the parts when the word itself is a term: a 'ziekenhuis' is no house
PHRASE = 0.75  # a phrase counts on top of its words
TAKEN = 0.6  # a word that stands in a phrase says less of other concepts: a 'lekke band' is no leaking tap
GAP = 2  # words of a phrase stand side by side, or with one other word between
SPECIFIC, FALL, LEAST = 3.5, 0.35, 0.15  # see `specificity`
Places = tuple[int, ...]


def strengths(words: list[str], thesaurus: Thesaurus) -> Found:
    """Concepts with their strength. Each counts its best sign in full and further ones for less: a text that says
    'tuin' three times does not ask for three gardens. An empty word is a gap."""
    stems = [stem(word) for word in words]
    hits: dict[str, list[float]] = defaultdict(list)
    taken: dict[int, set[str]] = defaultdict(set)
    for places, found in _phrases(stems, thesaurus.phrases):
        for code, weight in found.items():
            hits[code].append(PHRASE * weight)
        for place in places:
            taken[place] |= found.keys()
    for place, word in enumerate(words):
        for code, weight in of_word(word, thesaurus).items():
            share = TAKEN if place in taken and code not in taken[place] else 1.0
            hits[code].append(share * weight)
    for _places, found in _phrases(stems, thesaurus.counters):
        for code in found:
            hits.pop(code, None)
    return {
        code: sum(weight / (n + 1) for n, weight in enumerate(sorted(found, reverse=True)))
        for code, found in hits.items()
    }


def specificity(word: str) -> float:
    """1 for a word that few use, less for each step of Zipf above 3.5, never below .15: 'doen' says little."""
    return max(LEAST, min(1.0, 1.0 - FALL * (zipf(word) - SPECIFIC)))


def of_word(word: str, thesaurus: Thesaurus) -> Found:
    """Concepts that a word points at by itself or by its parts. Stop words say nothing."""
    if word not in thesaurus.read:
        found: Found = {}
        if word and word not in STOP:
            _add(found, _whole(word, thesaurus), specificity(word))
            split = parts(word)
            share = WHOLE if lemma(word) in thesaurus.lemmas else 1.0
            for part in split:
                if part not in STOP:
                    weight = share * (HEAD if part == split[-1] else PART)
                    _add(found, _whole(part, thesaurus), weight * specificity(part))
        thesaurus.remember(word, found)
    return thesaurus.read[word]


def _whole(word: str, thesaurus: Thesaurus) -> Found:
    """By lemma, by stem, by beginning, or as an echo; of these the strongest counts."""
    found = dict(thesaurus.echoes.get(stem(word), {}))
    for end in range(SHORTEST_START, len(word) + 1) if thesaurus.starts else ():
        _add(found, thesaurus.starts.get(word[:end], {}), 1.0)
    for sure, table, key in ((STEM, thesaurus.stems, stem(word)), (1.0, thesaurus.lemmas, lemma(word))):
        pointed = table.get(key, {})
        _add(found, pointed, sure / sqrt(len(pointed) or 1))  # a word of many concepts says less of each
    return found


def _add(found: Found, more: Found, weight: float) -> None:
    for code, value in more.items():
        found[code] = max(found.get(code, 0.0), value * weight)


def _phrases(stems: list[str], table: dict[str, dict[tuple[str, ...], Found]]) -> Iterator[tuple[Places, Found]]:
    """Each phrase of the text once, however often it is repeated, with the places of its words."""
    starts: dict[str, list[int]] = defaultdict(list)
    for place, root in enumerate(stems):
        starts[root].append(place)
    for first, places in starts.items():
        for rest, found in table.get(first, {}).items():
            if all(root in starts for root in rest):
                standing = next((at for place in places if (at := _standing(stems, rest, (place,)))), None)
                if standing:
                    yield standing, found


def _standing(stems: list[str], rest: tuple[str, ...], so_far: Places) -> Places | None:
    """Where the whole phrase stands, going on from its first words; None when it does not."""
    if not rest:
        return so_far
    for place in range(so_far[-1] + 1, min(so_far[-1] + GAP + 1, len(stems))):
        if stems[place] == rest[0] and (found := _standing(stems, rest[1:], (*so_far, place))):
            return found
    return None

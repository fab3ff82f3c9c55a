"""Which words and phrases of a text point at which concepts, and how strongly. Pure."""

from collections import defaultdict
from math import sqrt

from wijk.themes.thesaurus import SHORTEST_START, Found, Thesaurus
from wijk.themes.words import STOP, lemma, stem

STEM = 0.6  # a stem may be another word (rekenen, rekening); a lemma is surer
PHRASE = 0.75  # a phrase counts on top of its words
GAP = 2  # words of a phrase stand side by side, or with one other word between


def strengths(words: list[str], thesaurus: Thesaurus) -> Found:
    """Concepts with their strength. Each counts its best sign in full and further ones for less: a text that says
    'tuin' three times does not ask for three gardens."""
    stems = [stem(word) for word in words]
    hits: dict[str, list[float]] = defaultdict(list)
    for word, root in zip(words, stems, strict=True):
        found = {} if word in STOP else _of_word(word, root, thesaurus)
        for code, weight in found.items():
            hits[code].append(weight / sqrt(len(found)))  # a word of many concepts says less of each
    for code, weight in _of_phrases(stems, thesaurus.phrases):
        hits[code].append(PHRASE * weight)
    for code, _weight in _of_phrases(stems, thesaurus.counters):
        hits.pop(code, None)
    return {
        code: sum(weight / (n + 1) for n, weight in enumerate(sorted(found, reverse=True)))
        for code, found in hits.items()
    }


def _of_word(word: str, root: str, thesaurus: Thesaurus) -> Found:
    found = {code: STEM * weight for code, weight in thesaurus.stems.get(root, {}).items()}
    if thesaurus.starts:
        for end in range(SHORTEST_START, len(word) + 1):
            found |= thesaurus.starts.get(word[:end], {})
    return found | thesaurus.lemmas.get(lemma(word), {})


def _of_phrases(stems: list[str], table: dict[str, dict[tuple[str, ...], Found]]) -> list[tuple[str, float]]:
    """Each phrase of the text once, however often it is repeated."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, root in enumerate(stems):
        places[root].append(place)
    return [
        sign
        for first in places
        for rest, found in table.get(first, {}).items()
        if all(root in places for root in rest) and any(_follows(places, rest, place) for place in places[first])
        for sign in found.items()
    ]


def _follows(places: dict[str, list[int]], rest: tuple[str, ...], place: int) -> bool:
    if not rest:
        return True
    return any(_follows(places, rest[1:], later) for later in places[rest[0]] if place < later <= place + GAP)

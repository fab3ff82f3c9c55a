"""Which words and phrases of a text point at which concepts, and how strongly. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from math import sqrt

from wijk.themes.thesaurus import SHORTEST_START, Found, Thesaurus
from wijk.themes.words import STOP, lemma, stem

STEM = 0.6  # a stem may be another word (rekenen, rekening); a lemma is surer
PHRASE = 0.75  # a phrase counts on top of its words
TAKEN = 0.6  # a word that stands in a phrase says less of other concepts: a 'lekke band' is no leaking tap
GAP = 2  # words of a phrase stand side by side, or with one other word between
Places = tuple[int, ...]


def strengths(words: list[str], thesaurus: Thesaurus) -> Found:
    """Concepts with their strength. Each counts its best sign in full and further ones for less: a text that says
    'tuin' three times does not ask for three gardens."""
    stems = [stem(word) for word in words]
    hits: dict[str, list[float]] = defaultdict(list)
    taken: dict[int, set[str]] = defaultdict(set)
    for places, found in _phrases(stems, thesaurus.phrases):
        for code, weight in found.items():
            hits[code].append(PHRASE * weight)
        for place in places:
            taken[place] |= found.keys()
    for place, (word, root) in enumerate(zip(words, stems, strict=True)):
        found = {} if word in STOP else _of_word(word, root, thesaurus)
        for code, weight in found.items():
            share = TAKEN if place in taken and code not in taken[place] else 1.0
            hits[code].append(share * weight / sqrt(len(found)))  # a word of many concepts says less of each
    for _places, found in _phrases(stems, thesaurus.counters):
        for code in found:
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

"""What any search engine would do, without a thesaurus: BM25 over stems, and cosine over character n-grams.

Each is a function from the offers to a function from a need to one score per offer. Sources: Robertson & Zaragoza
2009 (BM25, k1 1.5, b .75); TF-IDF over n-grams of 3 to 5 letters within words, smoothed idf, unit length.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from needs.matching.evaluation.labelled import Text
from wijk.themes.words import STOP, stem, tokens

K1, B = 1.5, 0.75
SHORTEST, LONGEST = 3, 5  # letters of an n-gram
Scores = NDArray[np.float64]
Ranker = Callable[[Text], Scores]


def bm25(offers: Sequence[Text]) -> Ranker:
    texts = [Counter(_stems(offer)) for offer in offers]
    lengths = np.array([sum(text.values()) for text in texts])
    norm = K1 * (1 - B + B * lengths / max(lengths.mean(), 1))
    spread = Counter(word for text in texts for word in text)
    rarity = {word: log(1 + (len(texts) - count + 0.5) / (count + 0.5)) for word, count in spread.items()}

    def rank(need: Text) -> Scores:
        scores = np.zeros(len(texts))
        for word in _stems(need):
            if word in rarity:
                often = np.array([text[word] for text in texts])
                scores += rarity[word] * often * (K1 + 1) / (often + norm)
        return scores

    return rank


def characters(offers: Sequence[Text]) -> Ranker:
    texts = [Counter(_grams(offer)) for offer in offers]
    spread = Counter(gram for text in texts for gram in text)
    columns = {gram: place for place, gram in enumerate(spread)}
    rarity = {gram: log((1 + len(texts)) / (1 + count)) + 1 for gram, count in spread.items()}

    def vector(grams: Counter[str]) -> csr_array:
        known = [gram for gram in grams if gram in columns]
        values = np.array([grams[gram] * rarity[gram] for gram in known], dtype=float)
        values /= np.linalg.norm(values) or 1.0
        places = np.array([columns[gram] for gram in known], dtype=int)
        return csr_array((values, (np.zeros(len(known), dtype=int), places)), shape=(1, len(columns)))

    matrix = csr_array(np.zeros((0, len(columns)))) if not texts else _stacked([vector(text) for text in texts])
    return lambda need: np.asarray((matrix @ vector(Counter(_grams(need))).T).todense()).ravel()


def _stacked(rows: list[csr_array]) -> csr_array:
    from scipy.sparse import vstack

    return csr_array(vstack(rows))


def _stems(text: Text) -> list[str]:
    return [stem(word) for word in tokens(f"{text.title} {text.text}") if word not in STOP]


def _grams(text: Text) -> list[str]:
    """As `char_wb`: within words, with a blank on both sides."""
    words = [f" {word} " for word in tokens(f"{text.title} {text.text}")]
    return [
        word[start : start + size]
        for word in words
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(max(1, len(word) - size + 1))
    ]

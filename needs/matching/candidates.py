"""Which offers come into question for which needs: few are scored pair by pair in a small market, never all in a large.

The score is a sum (concepts, words, letters, kind, theme), so all offers are ranked for a need in one pass over
columns; what counts is the score that is made of the nearest afterwards. In a market as large as a city one sparse
product of two matrices finds the nearest of every need at once; groups of letters are too many for that, and left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from needs.matching.profile import Profile
from needs.matching.refusals import failures
from needs.matching.relevance import FLAT, Pool
from needs.matching.scoring import NO_KIND, Score, Weights, best, fit
from needs.matching.vectors import widened
from wijk.themes.thesaurus import Thesaurus

SMALL = 20_000  # needs × offers below which every pair is scored
LARGE = 4_000_000  # above which one sparse product finds the nearest, without groups of letters
PER_NEED = 24  # scored for a need, after the hard filters
NEAREST = 160  # looked at for a need: a filter may refuse most of them
BLOCK = 512  # needs at a time when the product is made in plain SciPy: some tens of megabytes
Found = dict[int, list[tuple[int, Score]]]
Vector = Mapping[str, float]
Whole = NDArray[np.int64]
Real = NDArray[np.float64]


def fitting(
    needs: Mapping[int, Profile],
    offers: Mapping[int, Profile],
    *,
    words: Thesaurus | None = None,
    today: date,
    weights: Weights,
    every: bool = False,
) -> Found:
    """By need: (offer, score), best first, ties by id, every hard filter passed. `every`: also what is far behind."""
    pool = Pool.of(offers.values(), words)
    if every or len(needs) * len(offers) <= SMALL:
        return {
            number: best(need, pool, today=today, weights=weights, count=len(offers)) for number, need in needs.items()
        }
    known, theirs = list(needs.values()), list(pool.offers.values())
    if len(needs) * len(offers) <= LARGE:
        ranked: Iterable[Whole] = Ranking(pool, theirs, weights).of_each(known)
    else:
        ranked = nearest(known, theirs, words, weights=weights)
    found: Found = {}
    for need, columns in zip(known, ranked, strict=True):
        near = (theirs[column] for column in columns.tolist())
        passed = (offer for offer in near if not failures(need, offer, today))
        likely = islice(pool.among(need, passed), PER_NEED)
        scored = [(offer.id, fit(need, offer, overlap, weights)) for offer, overlap in likely]
        found[need.id] = sorted(scored, key=lambda pair: (-pair[1].value, pair[0]))
    return found


class Ranking:
    """All offers for one need after another, by all of the score that needs no pair: text, kind and theme."""

    def __init__(self, pool: Pool, offers: Sequence[Profile], weights: Weights) -> None:
        self.pool, self.weights = pool, weights
        self.themes = np.array([offer.theme for offer in offers])
        self.kinds = {kind: np.array([kind in offer.kinds for offer in offers]) for kind in _all_kinds(offers)}
        self.kinded = np.array([bool(offer.kinds - NO_KIND) for offer in offers])

    def of_each(self, needs: Sequence[Profile]) -> Iterator[Whole]:
        for need in needs:
            yield np.argsort(-np.round(self._sums(need), 9), kind="stable")

    def _sums(self, need: Profile) -> Real:
        w = self.weights
        sums = self.pool.likeness(need, concepts=w.concepts, words=w.words, letters=w.letters)
        kinds = [self.kinds[kind] for kind in sorted(need.kinds - NO_KIND) if kind in self.kinds]
        if need.kinds - NO_KIND:
            sums = sums + w.kind * np.any([np.zeros_like(self.kinded), *kinds], axis=0) - w.kind_known * self.kinded
        if need.theme:
            sums = sums + w.theme * (self.themes == need.theme) - w.theme_known * (self.themes != "")
        return sums


def _all_kinds(offers: Sequence[Profile]) -> list[str]:
    return sorted(frozenset[str]().union(*(offer.kinds for offer in offers)) - NO_KIND)


def nearest(
    needs: Sequence[Profile],
    offers: Sequence[Profile],
    words: Thesaurus | None = None,
    *,
    weights: Weights,
    count: int = NEAREST,
) -> list[Whole]:
    """For each need, the places of at most `count` offers, nearest first."""
    rows, columns, values = pairs(needs, offers, words, weights=weights, count=count)
    order = np.lexsort((columns, -np.round(values, 9), rows))
    first = np.searchsorted(rows[order], np.arange(len(needs) + 1))
    return [columns[order][first[row] : first[row + 1]] for row in range(len(needs))]


def pairs(
    needs: Sequence[Profile],
    offers: Sequence[Profile],
    words: Thesaurus | None = None,
    *,
    weights: Weights,
    count: int,
) -> tuple[Whole, Whole, Real]:
    """Row, column and weighted sum of at most `count` offers a need; concepts, words, kind and theme are in it."""
    words = words or Thesaurus.from_toml()
    concepts, related = words.concepts, words.related
    blocks = [
        _block(([widened(profile, concepts, related) for profile in side] for side in (needs, offers)), power=FLAT),
        _block([profile.features.words for profile in side] for side in (needs, offers)),
    ]
    factors = [weights.concepts, weights.words]
    for weight, terms in ((weights.kind, _kinds), (weights.theme, _theme)):
        blocks.append(_block(([terms(profile) for profile in side] for side in (needs, offers)), rare=False))
        factors.append(weight)
    mine = hstack([block[0] * np.sqrt(factor) for block, factor in zip(blocks, factors, strict=True)], format="csr")
    yours = hstack([block[1] * np.sqrt(factor) for block, factor in zip(blocks, factors, strict=True)], format="csr")
    return alike(mine, yours, count=count)


def alike(needs: csr_matrix, offers: csr_matrix, *, count: int) -> tuple[Whole, Whole, Real]:
    """Row, column and value of the largest `count` entries above 0 in each row of needs × offersᵀ."""
    turned = offers.T.tocsr()
    try:
        from sparse_dot_topn import sp_matmul_topn
    except ImportError:
        return _in_blocks(needs, turned, count)
    product = sp_matmul_topn(needs, turned, top_n=count, threshold=0.0, sort=False).tocoo()
    return product.row.astype(np.int64), product.col.astype(np.int64), product.data


def _in_blocks(needs: csr_matrix, turned: csr_matrix, count: int) -> tuple[Whole, Whole, Real]:
    found = []
    for first in range(0, needs.shape[0], BLOCK):
        dense = (needs[first : first + BLOCK] @ turned).toarray()
        kept = min(count, dense.shape[1])
        columns = np.argpartition(-dense, kept - 1, axis=1)[:, :kept].ravel()
        rows = np.repeat(np.arange(len(dense)), kept)
        values = dense[rows, columns]
        some = values > 0
        found.append((first + rows[some], columns[some], values[some]))
    rows, columns, values = (np.concatenate(part) for part in zip(*found, strict=True))
    return rows.astype(np.int64), columns.astype(np.int64), values


def _kinds(profile: Profile) -> Vector:
    return dict.fromkeys(profile.kinds - NO_KIND, 1.0)


def _theme(profile: Profile) -> Vector:
    return {profile.theme: 1.0} if profile.theme else {}


def _block(sides: Iterator[list[Vector]], *, rare: bool = True, power: float = 1.0) -> list[csr_matrix]:
    """Needs and offers over the terms of the offers; `rare`: rows of length 1, terms weighed by how few have them,
    to this power."""
    needs, offers = sides
    places: dict[str, int] = {}
    for text in offers:
        for term in text:
            places.setdefault(term, len(places))
    both = [_matrix(needs, places), _matrix(offers, places)]
    if not rare:
        return both
    many = np.bincount(both[1].indices, minlength=len(places))
    rarity = np.array([log(1 + (len(offers) + 1) / (count + 1)) ** power for count in many.tolist()])
    return [_unit(side, rarity) for side in both]


def _matrix(texts: Sequence[Vector], places: Mapping[str, int]) -> csr_matrix:
    ends, columns, values = [0], [], []
    for text in texts:
        known = [(places[term], weight) for term, weight in text.items() if term in places]
        columns += [column for column, _weight in known]
        values += [weight for _column, weight in known]
        ends.append(len(columns))
    data = (np.array(values, dtype=float), np.array(columns, dtype=np.int32), np.array(ends, dtype=np.int32))
    return csr_matrix(data, shape=(len(texts), len(places)))


def _unit(texts: csr_matrix, rarity: Real) -> csr_matrix:
    weighed = texts.copy()
    weighed.data *= rarity[weighed.indices]
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    weighed.data /= np.repeat(np.where(lengths == 0, 1.0, lengths), np.diff(weighed.indptr))
    return weighed

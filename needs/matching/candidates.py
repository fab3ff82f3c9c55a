"""Which offers come into question for which needs: few are scored pair by pair in a small market, never all in a large.

The score is a sum of products (concepts, words, kind, theme), so one sparse product of two matrices finds the nearest
offers of every need at once. They come near enough; what counts is the score that is made of them afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from needs.matching.profile import Profile
from needs.matching.refusals import failures
from needs.matching.relevance import RELATED, Pool
from needs.matching.scoring import NO_KIND, Score, Weights, best, score

SMALL = 20_000  # needs × offers below which every pair is scored
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
    related: Mapping[str, Sequence[str]],
    today: date,
    weights: Weights,
    every: bool = False,
) -> Found:
    """By need: (offer, score), best first, ties by id, every hard filter passed. `every`: also what is far behind."""
    pool = Pool.of(offers.values(), related=related)
    if every or len(needs) * len(offers) <= SMALL:
        return {
            number: best(need, pool, today=today, weights=weights, count=len(offers)) for number, need in needs.items()
        }
    known, theirs = list(needs.values()), list(offers.values())
    found: Found = {}
    for need, columns in zip(known, nearest(known, theirs, related=related, weights=weights), strict=True):
        near = (theirs[column] for column in columns.tolist())
        passed = (offer for offer in near if not failures(need, offer, today))
        scored = islice(_scored(need, passed, pool, today, weights), PER_NEED)
        found[need.id] = sorted(scored, key=lambda pair: (-pair[1].value, pair[0]))
    return found


def _scored(
    need: Profile, offers: Iterator[Profile], pool: Pool, today: date, weights: Weights
) -> Iterator[tuple[int, Score]]:
    for offer in offers:
        result = score(need, offer, pool, today=today, weights=weights)
        if isinstance(result, Score):
            yield offer.id, result


def nearest(
    needs: Sequence[Profile],
    offers: Sequence[Profile],
    *,
    related: Mapping[str, Sequence[str]],
    weights: Weights,
    count: int = NEAREST,
) -> list[Whole]:
    """For each need, the places of at most `count` offers, nearest first."""
    rows, columns, values = pairs(needs, offers, related=related, weights=weights, count=count)
    order = np.lexsort((columns, -np.round(values, 9), rows))
    first = np.searchsorted(rows[order], np.arange(len(needs) + 1))
    return [columns[order][first[row] : first[row + 1]] for row in range(len(needs))]


def pairs(
    needs: Sequence[Profile],
    offers: Sequence[Profile],
    *,
    related: Mapping[str, Sequence[str]],
    weights: Weights,
    count: int,
) -> tuple[Whole, Whole, Real]:
    """Row, column and weighted sum of at most `count` offers a need; concepts, words, kind and theme are in it."""
    blocks = [
        _block([_widened(profile, related) for profile in side] for side in (needs, offers)),
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


def _widened(profile: Profile, related: Mapping[str, Sequence[str]]) -> Vector:
    """Part of a concept's weight goes to those that it is related to, as in the score."""
    wide = dict(profile.features.concepts)
    for code, weight in profile.features.concepts.items():
        for other in related.get(code, ()):
            wide[other] = wide.get(other, 0.0) + RELATED * weight
    return wide


def _kinds(profile: Profile) -> Vector:
    return dict.fromkeys(profile.kinds - NO_KIND, 1.0)


def _theme(profile: Profile) -> Vector:
    return {profile.theme: 1.0} if profile.theme else {}


def _block(sides: Iterator[list[Vector]], *, rare: bool = True) -> list[csr_matrix]:
    """Needs and offers over the terms of the offers; `rare`: rows of length 1, terms weighed by how few have them."""
    needs, offers = sides
    places: dict[str, int] = {}
    for text in offers:
        for term in text:
            places.setdefault(term, len(places))
    both = [_matrix(needs, places), _matrix(offers, places)]
    if not rare:
        return both
    many = np.bincount(both[1].indices, minlength=len(places))
    rarity = np.array([log(1 + (len(offers) + 1) / (count + 1)) for count in many.tolist()])
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

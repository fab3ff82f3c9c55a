"""The sparse product finds what the score would have found, with or without its library."""

import sys

import numpy as np
import pytest

from needs.matching.candidates import PER_NEED, fitting, nearest, pairs
from needs.matching.policy import Policy
from needs.matching.profile import Profile
from needs.matching.synthetic import TODAY, neighbourhood

WEIGHTS = Policy().weights


def market(needs: int, offers: int) -> tuple[dict[int, Profile], dict[int, Profile]]:
    askers, givers = neighbourhood(needs, offers)
    return {row.id: row for row in askers}, {row.id: row for row in givers}


def test_the_best_ten_are_those_of_scoring_every_pair() -> None:
    needs, offers = market(60, 900)
    near = fitting(needs, offers, today=TODAY, weights=WEIGHTS)
    whole = fitting(needs, offers, today=TODAY, weights=WEIGHTS, every=True)
    assert max(map(len, near.values())) == PER_NEED < max(map(len, whole.values()))
    lost = sum(len({pair for pair, _score in whole[n][:10]} - {pair for pair, _score in near[n]}) for n in needs)
    assert lost <= 0.02 * sum(len(whole[n][:10]) for n in needs)


def test_a_pair_that_a_filter_refuses_takes_no_place() -> None:
    needs, offers = market(60, 900)
    near = fitting(needs, offers, today=TODAY, weights=WEIGHTS)
    refused = [
        (need, offer)
        for need, rows in near.items()
        for offer, _s in rows
        if offers[offer].trust < needs[need].trust_needed
    ]
    assert refused == []


def test_without_the_library_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    askers, givers = neighbourhood(50, 300)
    fast = nearest(askers, givers, weights=WEIGHTS, count=20)
    monkeypatch.setitem(sys.modules, "sparse_dot_topn", None)
    plain = nearest(askers, givers, weights=WEIGHTS, count=20)
    for one, other in zip(fast, plain, strict=True):
        assert len(one) == len(other) and len(set(one) & set(other)) >= len(one) - 2  # equal values at the edge


def test_the_same_numbers_make_the_same_neighbourhood_in_every_process() -> None:
    first, again = (pairs(*neighbourhood(20, 40), weights=WEIGHTS, count=5) for _time in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_nobody_among_nobody_is_nothing() -> None:
    askers, givers = neighbourhood(3, 3)
    assert fitting({}, {}, today=TODAY, weights=WEIGHTS) == {}
    assert [list(row) for row in nearest(askers, [], weights=WEIGHTS)] == [[], [], []]
    assert nearest([], givers, weights=WEIGHTS) == []

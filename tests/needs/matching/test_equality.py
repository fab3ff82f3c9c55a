"""What always holds, on random markets, each against an argument of its own: HiGHS, and a matching of most needs."""

import random

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from needs.matching.assignment import Pair, assign
from needs.matching.market import Market
from needs.matching.policy import Policy
from needs.matching.solvers import by_highs, by_ortools

Graph = tuple[dict[tuple[int, int], float], dict[int, int], dict[int, int], dict[int, int], Policy]


def graph(number: int) -> Graph:
    """Up to thirty needs and offers, with coverage, load, what is out, and many equal scores for the tie-break."""
    dice = random.Random(number)
    needs, offers = dice.randint(1, 30), dice.randint(1, 30)
    some = {(dice.randrange(needs), dice.randrange(offers)) for _pair in range(dice.randint(0, 200))}
    policy = Policy(
        proposals=dice.randint(1, 3),
        cover_all=dice.random() < 0.5,
        coverage=dice.choice([(1.0, 0.1, 0.0), (0.5, 0.1), (0.0,)]),
        load=dice.choice([(0.0, 0.05, 0.1, 0.2), (0.0,), (0.1, 0.6)]),
    )
    return (
        {pair: dice.choice((0.1, 0.5, 0.5, round(dice.random() * 1.25, 3))) for pair in sorted(some)},
        {offer: dice.randint(0, 3) for offer in range(offers)},
        {need: dice.randint(0, 2) for need in range(needs)},
        {offer: dice.randint(0, 4) for offer in range(offers)},
        policy,
    )


@pytest.mark.parametrize("block", range(10))
def test_200_random_markets_are_worth_the_same_by_highs_to_the_last_unit(block: int) -> None:
    for number in range(block * 20, block * 20 + 20):
        scores, capacity, out, load, policy = graph(number)
        columns = np.array(list(scores), dtype=np.int64).reshape(-1, 2).T
        market = Market(*columns, np.array(list(scores.values())), capacity=capacity, out=out, load=load, policy=policy)
        mine, theirs = by_ortools(market.network), by_highs(market.network)
        assert mine is not None and theirs is not None
        proof, other = market.network.certify(mine), market.network.certify(theirs)
        assert (proof.gap, other.gap, proof.primal) == (0, 0, other.primal)


@pytest.mark.parametrize("block", range(10))
def test_who_can_be_helped_is_helped_and_nobody_gets_too_much(block: int) -> None:
    """As many needs get somebody as any set could serve: a maximum matching of needs and single places."""
    for number in range(block * 20, block * 20 + 20):
        scores, capacity, _out, load, policy = graph(number)
        policy = Policy(proposals=policy.proposals, load=policy.load, coverage=policy.coverage)
        plan = assign(
            [Pair(*pair, value) for pair, value in scores.items()], capacity=capacity, load=load, policy=policy
        )
        assert plan.proven
        assert len({pair.need for pair in plan.pairs}) == most(list(scores), capacity)
        counts = {offer: sum(pair.offer == offer for pair in plan.pairs) for offer in capacity}
        assert [offer for offer, count in counts.items() if count > capacity[offer]] == []


def most(pairs: list[tuple[int, int]], capacity: dict[int, int]) -> int:
    places = [(offer, place) for offer in capacity for place in range(capacity[offer])]
    known = {need: row for row, need in enumerate(sorted({need for need, _offer in pairs}))}
    fits = np.zeros((max(1, len(known)), max(1, len(places))))
    for need, offer in pairs:
        for column, (other, _place) in enumerate(places):
            if other == offer:
                fits[known[need], column] = 1
    return int((maximum_bipartite_matching(csr_matrix(fits), perm_type="column") >= 0).sum())


def test_a_chain_of_worse_scores_is_no_reason_to_leave_somebody_out() -> None:
    """Each of forty gives up a good offer for a poor one, so that the last can be helped too."""
    chain = [Pair(need, need, 1.0) for need in range(40)] + [Pair(need, need + 1, 0.05) for need in range(40)]
    capacity = dict.fromkeys(range(41), 1)
    late = [*chain, Pair(99, 0, 0.05)]
    one = Policy(proposals=1)
    assert len(assign(late, capacity=capacity, policy=one).pairs) == 41
    assert len(assign(late, capacity=capacity, policy=Policy(proposals=1, cover_all=False)).pairs) == 40


def test_who_has_a_proposal_out_waits_for_who_has_none() -> None:
    pairs = [Pair(1, 1, 0.9), Pair(2, 1, 0.2)]
    assert [p.need for p in assign(pairs, capacity={1: 1}).pairs] == [1]
    assert [p.need for p in assign(pairs, capacity={1: 1}, out={1: 1}).pairs] == [2]

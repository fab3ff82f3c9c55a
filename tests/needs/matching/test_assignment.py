"""The best set of proposals: equal to trying everything, proven without the solver, fair, and always the same."""

import random
import sys
from itertools import product

import numpy as np
import pytest

from needs.matching import solvers
from needs.matching.assignment import Pair, Plan, assign
from needs.matching.network import Network
from needs.matching.policy import Policy

SCORE_ONLY = Policy(proposals=3, cover_all=False, coverage=(0.0,), load=(0.0,))


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- graphs, no secrets


def graph(number: int) -> tuple[list[Pair], dict[int, int], dict[int, int], Policy]:
    """A small random market: up to four needs, four offers and ten pairs."""
    rng = dice(number)
    every = [(need, offer) for need in range(rng.randint(1, 4)) for offer in range(rng.randint(1, 4))]
    chosen = rng.sample(every, rng.randint(0, min(10, len(every))))
    pairs = [Pair(need, offer, round(rng.uniform(0.01, 1), 3)) for need, offer in chosen]
    policy = Policy(
        proposals=rng.randint(1, 3),
        cover_all=False,
        coverage=rng.choice([(0.5, 0.1, 0.0), (0.0,), (0.2, 0.2, 0.2)]),
        load=rng.choice([(0.0, 0.05, 0.1, 0.2), (0.0,), (0.1, 0.6)]),
    )
    return (
        pairs,
        {offer: rng.randint(0, 3) for offer in range(4)},
        {offer: rng.randint(0, 2) for offer in range(4)},
        policy,
    )


def worth(pairs: list[Pair], load: dict[int, int], policy: Policy) -> float:
    """What a set earns: scores, the bonus of each need's proposals, minus the cost of each offer's load."""
    total = sum(pair.value for pair in pairs)
    for need in {pair.need for pair in pairs}:
        count = sum(pair.need == need for pair in pairs)
        total += sum(policy.coverage[: min(count, len(policy.coverage))])
    for offer in {pair.offer for pair in pairs}:
        count = sum(pair.offer == offer for pair in pairs)
        total -= sum(policy.load[min(n + load.get(offer, 0), len(policy.load) - 1)] for n in range(count))
    return total


def best_of_all(pairs: list[Pair], capacity: dict[int, int], load: dict[int, int], policy: Policy) -> float:
    best = 0.0
    for taken in product((False, True), repeat=len(pairs)):
        some = [pair for pair, yes in zip(pairs, taken, strict=True) if yes]
        fits = all(sum(p.offer == offer for p in some) <= capacity[offer] for offer in {p.offer for p in some})
        if fits and all(sum(p.need == need for p in some) <= policy.proposals for need in {p.need for p in some}):
            best = max(best, worth(some, load, policy))
    return best


@pytest.mark.parametrize("block", range(10))
def test_200_random_markets_are_solved_as_well_as_by_trying_everything(block: int) -> None:
    for number in range(block * 20, block * 20 + 20):
        pairs, capacity, load, policy = graph(number)
        plan = assign(pairs, capacity=capacity, load=load, policy=policy)
        assert worth(list(plan.pairs), load, policy) == pytest.approx(
            best_of_all(pairs, capacity, load, policy), abs=1e-4
        )
        assert plan.proven and plan.certificate.gap == 0


def market(needs: int, offers: int, seed: int = 1, degree: int = 10) -> list[Pair]:
    rng = dice(seed)
    return [Pair(n, o, rng.random()) for n in range(needs) for o in rng.sample(range(offers), degree)]


def loads(plan: Plan) -> dict[int, int]:
    return {offer: sum(p.offer == offer for p in plan.pairs) for offer in {p.offer for p in plan.pairs}}


def test_nobody_gets_more_than_their_places_and_no_need_more_than_it_wants() -> None:
    capacity = {offer: offer % 4 for offer in range(40)}
    plan = assign(market(80, 40), capacity=capacity, out={need: need % 4 for need in range(80)})
    assert [offer for offer, count in loads(plan).items() if count > capacity[offer]] == []
    assert [n for n in range(80) if sum(p.need == n for p in plan.pairs) > 3 - n % 4] == []
    assert plan.certificate.gap == 0


def test_each_need_that_can_be_served_is_served_before_another_gets_three() -> None:
    plan = assign(market(60, 60), capacity=dict.fromkeys(range(60), 1))
    assert {pair.need for pair in plan.pairs} == set(range(60))


def test_without_the_bonus_some_go_without() -> None:
    plan = assign(market(60, 60), capacity=dict.fromkeys(range(60), 1), policy=SCORE_ONLY)
    assert len({pair.need for pair in plan.pairs}) < 60


def test_a_rising_load_spares_who_was_asked_already() -> None:
    pairs = [Pair(1, 1, 0.52), Pair(1, 2, 0.5)]
    both = {1: 3, 2: 3}
    one = Policy(proposals=1)
    assert [p.offer for p in assign(pairs, capacity=both, policy=one).pairs] == [1]
    assert [p.offer for p in assign(pairs, capacity=both, load={1: 2}, policy=one).pairs] == [2]


def test_a_higher_priority_wins_the_last_place() -> None:
    plan = assign([Pair(1, 1, 0.5), Pair(2, 1, 0.5 * 1.25)], capacity={1: 1})
    assert [pair.need for pair in plan.pairs] == [2]


def test_the_same_input_in_any_order_gives_the_same_plan() -> None:
    pairs = [Pair(n, o, 0.5) for n in range(12) for o in range(12)]  # nothing but ties
    capacity = dict.fromkeys(range(12), 1)
    first = assign(pairs, capacity=capacity)
    for seed in range(5):
        shuffled = dice(seed).sample(pairs, len(pairs))
        assert assign(shuffled, capacity=capacity) == first


@pytest.mark.parametrize(
    ("pairs", "capacity"),
    [([], {}), ([], {1: 3}), ([Pair(1, 1, 0.5)], {}), ([Pair(1, 1, 0.5)], {1: 0}), ([Pair(1, 1, 0.0)], {1: 1})],
)
def test_nothing_possible_is_an_empty_plan_that_is_proven(pairs: list[Pair], capacity: dict[int, int]) -> None:
    plan = assign(pairs, capacity=capacity)
    assert (plan.pairs, plan.proven, plan.certificate.gap) == ((), True, 0)


ORTOOLS, SCIPY = "ortools.graph.python.min_cost_flow", "scipy.optimize"


def test_without_ortools_highs_finds_a_plan_as_good_and_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs, capacity = market(80, 40), {offer: 1 + offer % 3 for offer in range(40)}
    exact = assign(pairs, capacity=capacity)
    monkeypatch.setitem(sys.modules, ORTOOLS, None)
    other = assign(pairs, capacity=capacity)
    assert (exact.solver, other.solver) == ("ortools", "highs")
    assert other.proven and other.certificate == exact.certificate


def broken(network: Network) -> None:
    raise RuntimeError("out of memory")


def wrong(network: Network) -> np.ndarray:
    return np.zeros(len(network.costs), dtype=np.int64)


def idle(network: Network) -> np.ndarray:
    """Nobody gets anything: possible, and not the best."""
    return np.array([network.capacities[0], *[0] * (len(network.costs) - 1)], dtype=np.int64)


@pytest.mark.parametrize("fails", [broken, wrong, idle, lambda network: None])
def test_a_solver_that_fails_or_proves_nothing_is_not_believed(monkeypatch: pytest.MonkeyPatch, fails: object) -> None:
    pairs, capacity = market(80, 40), {offer: 1 + offer % 3 for offer in range(40)}
    exact = assign(pairs, capacity=capacity)
    monkeypatch.setitem(solvers.SOLVERS, "ortools", fails)
    other = assign(pairs, capacity=capacity)
    assert (other.solver, other.certificate) == ("highs", exact.certificate)


def test_without_both_solvers_a_greedy_plan_says_that_it_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs, capacity = market(80, 40), {offer: 1 + offer % 3 for offer in range(40)}
    exact = assign(pairs, capacity=capacity)
    monkeypatch.setitem(sys.modules, ORTOOLS, None)
    monkeypatch.setitem(sys.modules, SCIPY, None)
    greedy = assign(pairs, capacity=capacity)
    assert greedy.solver == "greedy" and greedy.pairs
    assert not greedy.proven and greedy.certificate.gap is None
    assert [offer for offer, count in loads(greedy).items() if count > capacity[offer]] == []
    assert max(sum(p.need == n for p in greedy.pairs) for n in range(80)) <= 3
    assert 0.8 * exact.certificate.primal < greedy.certificate.primal <= exact.certificate.primal
    assert assign(pairs[::-1], capacity=capacity) == greedy


def test_the_certificate_sees_through_a_flow_that_is_not_the_best() -> None:
    network = Network.of([1, 0, 0, -1], [(0, 1, 1, -5), (0, 2, 1, -9), (1, 3, 1, 0), (2, 3, 1, 0)])
    assert network.certify(np.array([0, 1, 0, 1])).gap == 0
    assert network.certify(np.array([1, 0, 1, 0])).gap is None


@pytest.mark.parametrize("flow", [[2], [-1], [0]])
def test_a_flow_that_cannot_be_is_refused(flow: list[int]) -> None:
    network = Network.of([1, -1], [(0, 1, 1, 0)])
    with pytest.raises(ValueError, match="flow"):
        network.certify(np.array(flow))


@pytest.mark.parametrize("wrong", [{"proposals": 0}, {"proposals": 4}, {"coverage": (0.0, 0.5)}, {"load": (0.2, 0.1)}])
def test_a_policy_that_cannot_be_solved_exactly_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="need has|must fall"):
        Policy(**wrong)

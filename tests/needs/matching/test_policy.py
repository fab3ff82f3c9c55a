"""Each knob does what it says, on every step and every market: that is a promise to the members, not a hope.

Offers are substitutes for each other (a valuated matroid), so what is dearer is asked less and nothing else is; that
is why these hold for every market and not only on average.
"""

import random
from collections import Counter
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from needs.matching.assignment import Pair, Plan, assign
from needs.matching.policy import LOAD, Policy
from needs.matching.profile import Profile, Side
from wijk.places.models import Neighbourhood, Step

BLOCKS, EACH = 8, 20
TODAY = date(2026, 11, 25)


def policy(**steps: int) -> Policy:
    return Policy.of(SimpleNamespace(**(dict.fromkeys(Neighbourhood.WEIGHED, Step.NORMAL) | steps)))


class Market:
    """Up to twenty needs and twelve offers, of which a third is an organisation's; scores as the engine gives them."""

    def __init__(self, number: int, *, scarce: bool = False) -> None:
        dice = random.Random(number)
        needs, offers = dice.randint(2, 20), dice.randint(1, 12)
        every = [(need, offer) for need in range(needs) for offer in range(offers)]
        self.scores = {pair: dice.uniform(0.45, 1) for pair in dice.sample(every, dice.randint(1, len(every)))}
        self.capacity = {offer: 1 if scarce else dice.randint(1, 6) for offer in range(offers)}
        self.load = {offer: dice.randint(0, 3) for offer in range(offers)}
        self.organisations = {offer for offer in range(offers) if dice.random() < 1 / 3}
        self.needs = {
            number: Profile(side=Side.NEED, id=number, waiting_days=dice.randint(0, 30), urgency=dice.randint(0, 2))
            for number in range(needs)
        }

    def plan(self, chosen: Policy, **kwargs: Any) -> Plan:
        """As `engine` makes the pairs: score times priority, and the lift of a neighbour."""
        pairs = [
            Pair(
                need,
                offer,
                score * chosen.priority(self.needs[need]) + (0 if offer in self.organisations else chosen.informal),
            )
            for (need, offer), score in self.scores.items()
        ]
        found = assign(pairs, capacity=self.capacity, load=self.load, policy=chosen, **kwargs)
        assert found.proven and found.certificate.gap == 0
        return found

    def busiest(self, plan: Plan) -> int:
        """Requests of the giver who has most, of those whom the plan asks something."""
        new = Counter(pair.offer for pair in plan.pairs)
        return max((self.load[offer] + count for offer, count in new.items()), default=0)


def markets(block: int, *, scarce: bool = False) -> list[Market]:
    return [Market(number, scarce=scarce) for number in range(block * EACH, (block + 1) * EACH)]


def along(market: Market, knob: str, **others: int) -> list[Plan]:
    """The plan on each step of one knob, from niet to veel."""
    return [market.plan(policy(**{**others, knob: step})) for step in Step]


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("knob", Neighbourhood.WEIGHED)
def test_on_every_step_as_many_are_helped(block: int, knob: str) -> None:
    """Who can be helped at all is no knob."""
    for market in markets(block):
        assert len({len({pair.need for pair in plan.pairs}) for plan in along(market, knob)}) == 1


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("seconds", Step)
def test_sparing_helpers_never_makes_the_busiest_busier(block: int, seconds: Step) -> None:
    for market in markets(block):
        busiest = [market.busiest(plan) for plan in along(market, "spare_helpers", second_proposals=seconds)]
        assert busiest == sorted(busiest, reverse=True)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_more_second_proposals_are_never_fewer_proposals(block: int) -> None:
    for market in markets(block):
        counts = [len(plan.pairs) for plan in along(market, "second_proposals")]
        assert counts == sorted(counts)
        first = along(market, "second_proposals")[Step.NOT]
        assert max(Counter(pair.need for pair in first.pairs).values()) == 1


@pytest.mark.parametrize("block", range(BLOCKS))
def test_neighbours_first_never_asks_more_of_organisations(block: int) -> None:
    """And of no single one."""
    for market in markets(block):
        asked = [
            Counter(pair.offer for pair in plan.pairs if pair.offer in market.organisations)
            for plan in along(market, "neighbours_first")
        ]
        assert [(low, high) for low, high in pairwise(asked) if not high <= low] == []


@pytest.mark.parametrize("block", range(BLOCKS))
def test_waiting_counts_never_less_for_who_is_served(block: int) -> None:
    """Under scarcity: the days that the served ones waited, each by how well it fits, only grow."""
    for market in markets(block, scarce=True):
        days = [
            sum(market.scores[pair.need, pair.offer] * market.needs[pair.need].waiting_days for pair in plan.pairs)
            for plan in along(market, "longest_first", second_proposals=Step.NOT)
        ]
        assert days == pytest.approx(sorted(days), abs=1e-4)


def one_place(waited: list[int], scores: list[float], step: Step) -> list[int]:
    """Which needs get the one place that there is."""
    chosen = policy(longest_first=step)
    needs = [Profile(side=Side.NEED, id=number, waiting_days=days) for number, days in enumerate(waited)]
    pairs = [Pair(need.id, 1, score * chosen.priority(need)) for need, score in zip(needs, scores, strict=True)]
    return [pair.need for pair in assign(pairs, capacity={1: 1}, policy=chosen).pairs]


def test_among_equals_who_waits_longest_has_the_one_place() -> None:
    dice = random.Random(5)
    for _time in range(50):
        waited = dice.sample(range(31), 6)
        for step in (Step.BIT, Step.NORMAL, Step.MUCH):
            assert one_place(waited, [0.7] * 6, step) == [waited.index(max(waited))]


def test_on_the_highest_step_a_month_goes_before_a_better_fit() -> None:
    assert [one_place([30, 0], [0.6, 0.8], step) for step in Step] == [[1], [1], [1], [0]]


def test_a_second_proposal_is_not_worth_a_fourth_request_on_the_highest_step() -> None:
    pairs = [Pair(1, 1, 0.48), Pair(1, 2, 0.48)]
    plans = [
        assign(pairs, capacity={1: 9, 2: 9}, load={1: 0, 2: 3}, policy=policy(spare_helpers=step)) for step in Step
    ]
    assert [[pair.offer for pair in plan.pairs] for plan in plans] == [[1, 2], [1, 2], [1, 2], [1]]


def test_every_step_costs_more_than_the_one_below_at_every_request() -> None:
    """What the promise about the busiest rests on: the difference rises with each request."""
    for low, high in pairwise(LOAD):
        low = low * 4 if len(low) == 1 else low
        more = [dear - cheap for cheap, dear in zip(low, high, strict=True)]
        assert more == sorted(more) and more[0] == 0 < more[-1]


def test_gewoon_is_what_the_engine_does_by_itself() -> None:
    assert policy() == Policy() == Policy.of(Neighbourhood())
    assert len({policy(**{knob: step}) for knob in Neighbourhood.WEIGHED for step in Step}) == 1 + 3 * 4

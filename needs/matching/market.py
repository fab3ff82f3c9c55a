"""Needs and offers as one network: source → need (an arc for each proposal) → offer → sink (an arc for each place).

Everything is a column of numbers: 20,000 needs with 400,000 pairs are built in a fraction of a second.
"""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from needs.matching.network import Network, Whole
from needs.matching.policy import Policy

MILLION = 1_000_000  # scores count in millionths
TIE = 64  # below that: a fixed number per pair, so that equal scores always end the same way
SOURCE, SINK = 0, 1


class Market:
    """The pairs are kept sorted by need and offer, without those that cannot be chosen; `rows` says which they were.

    `needs`, `offers` and `values` are columns of equal length, a pair in each row and no pair twice.
    """

    def __init__(
        self,
        needs: Whole,
        offers: Whole,
        values: np.ndarray,
        *,
        capacity: Mapping[int, int],
        out: Mapping[int, int],
        load: Mapping[int, int],
        policy: Policy,
    ) -> None:
        self.policy = policy
        self.rows = _possible(needs, offers, values, capacity, out, policy.proposals)
        self.needs, self.need = np.unique(needs[self.rows], return_inverse=True)
        self.offers, self.offer = np.unique(offers[self.rows], return_inverse=True)
        self.units = _million(values[self.rows]) + _ties(needs[self.rows], offers[self.rows])
        self.out = _column(out, self.needs)
        self.slots = policy.proposals - self.out
        asked = np.bincount(self.offer, minlength=len(self.offers))
        self.places = np.minimum(_column(capacity, self.offers), asked)
        self.load = _column(load, self.offers)
        self._bonuses, self._costs = self._bonus_steps(), _million(np.array(policy.load or (0.0,)))
        self.network = self._network()
        self.pair_arcs = np.arange(len(self.network.costs) - len(self.rows), len(self.network.costs))

    def _bonus_steps(self) -> Whole:
        """The bonus of a first, second, third proposal.

        To help one more person, the needs on one chain each give up at most their best score once, one of them perhaps
        a second proposal, and one offer takes one more: a first bonus above that sum goes before everything.
        """
        steps = np.zeros(self.policy.proposals, dtype=np.int64)
        coverage = self.policy.coverage[: len(steps)]
        steps[: len(coverage)] = _million(np.array(coverage))
        if self.policy.cover_all and len(self.rows):
            best = np.zeros(len(self.needs), dtype=np.int64)
            np.maximum.at(best, self.need, self.units)
            steps[0] += best.sum() + abs(steps[1:]).sum() + _million(np.abs(np.array(self.policy.load or (0.0,)))).max()
        return steps

    def _network(self) -> Network:
        total = int(self.slots.sum())
        supply = np.zeros(2 + len(self.needs) + len(self.offers), dtype=np.int64)
        supply[SOURCE], supply[SINK] = total, -total
        columns = [(np.array([SOURCE]), np.array([SINK]), np.array([total]), np.array([0]))]  # a slot may stay empty
        for number in range(self.policy.proposals):
            some = np.flatnonzero(self.slots > number)
            columns.append(_arcs(SOURCE, 2 + some, -self._bonuses[number + self.out[some]]))
        for number in range(int(self.places.max(initial=0))):
            some = np.flatnonzero(self.places > number)
            columns.append(_arcs(2 + len(self.needs) + some, SINK, self._cost(some, number)))
        columns.append(_arcs(2 + self.need, 2 + len(self.needs) + self.offer, -self.units))
        return Network(supply, *(np.concatenate(column).astype(np.int64) for column in zip(*columns, strict=True)))

    def _cost(self, offers: Whole, number: int) -> Whole:
        return self._costs[np.minimum(number + self.load[offers], len(self._costs) - 1)]

    def greedy(self) -> tuple[np.ndarray, int]:
        """First proposals first, best pairs first; good, and proven by nobody. A mask, and what it earns."""
        given: Counter[int] = Counter()
        used: Counter[int] = Counter()
        chosen = np.zeros(len(self.rows), dtype=bool)
        primal = 0
        ranked = np.lexsort((self.offer, self.need, -self.units)).tolist()
        for number in range(self.policy.proposals):
            for pair in ranked:
                need, offer = int(self.need[pair]), int(self.offer[pair])
                if chosen[pair] or given[need] != number or number >= self.slots[need]:
                    continue
                if used[offer] >= self.places[offer]:
                    continue
                bonus = int(self._bonuses[number + self.out[need]])
                gain = int(self.units[pair]) + bonus - int(self._cost(np.array([offer]), used[offer])[0])
                if gain > 0:
                    chosen[pair] = True
                    given[need] += 1
                    used[offer] += 1
                    primal += gain
        return chosen, primal


def _possible(
    needs: Whole, offers: Whole, values: np.ndarray, capacity: Mapping[int, int], out: Mapping[int, int], most: int
) -> Whole:
    """Rows with a value, a place and a slot, sorted by need and offer."""
    order = np.lexsort((offers, needs))
    full = np.array([number for number, count in out.items() if count >= most], dtype=np.int64)
    free = np.array([number for number, count in capacity.items() if count > 0], dtype=np.int64)
    fine = (values > 0) & np.isin(offers, free) & ~np.isin(needs, full)
    return order[fine[order]]


def _column(known: Mapping[int, int], ids: Whole) -> Whole:
    return np.array([max(0, known.get(number, 0)) for number in ids.tolist()], dtype=np.int64)


def _arcs(
    tails: int | Whole, heads: int | Whole, costs: Whole
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Arcs for one unit each."""
    one = np.ones(len(costs), dtype=np.int64)
    return one * tails, one * heads, one, costs


def _million(values: np.ndarray) -> Whole:
    return np.rint(values * MILLION).astype(np.int64) * TIE


def _ties(needs: Whole, offers: Whole) -> Whole:
    """A hash of both ids (the finaliser of splitmix64), so that no id is favoured."""
    with np.errstate(over="ignore"):
        mixed = needs.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + offers.astype(np.uint64)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(TIE)).astype(np.int64)

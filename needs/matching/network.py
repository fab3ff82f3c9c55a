"""A min-cost flow as plain arrays, and a certificate that a flow is the cheapest: without the solver that found it.

Costs, capacities and flows are whole numbers, so the proof is exact: the cost of the flow equals the value of a dual
solution, to the last unit. Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 9: a flow is optimal if and only
if its residual graph has no cycle of negative cost, and shortest distances in that graph are then dual prices.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Certificate:
    """`gap` is dual minus primal, 0 when the flow is the best there is; None when nothing was proven."""

    primal: int
    dual: int | None

    @property
    def gap(self) -> int | None:
        return None if self.dual is None else self.dual - self.primal


@dataclass(frozen=True)
class Network:
    """Nodes are 0..n-1 with their supply (negative is demand); the arcs are four columns of equal length."""

    supply: Whole
    tails: Whole
    heads: Whole
    capacities: Whole
    costs: Whole

    @classmethod
    def of(cls, supply: Iterable[int], arcs: Iterable[tuple[int, int, int, int]]) -> "Network":
        """From rows of (tail, head, capacity, cost)."""
        columns = np.array(list(arcs), dtype=np.int64).reshape(-1, 4).T.copy()
        return cls(np.array(list(supply), dtype=np.int64), *columns)

    def certify(self, flow: Whole) -> Certificate:
        """What the flow earns (minus its cost), and the least that anything can be proven to earn at most.

        Raises ValueError when the flow breaks a capacity or loses something on the way.
        """
        self._check(flow)
        primal = -int(self.costs @ flow)
        distances = self._distances(flow)
        if distances is None:
            return Certificate(primal, None)
        reduced = self.costs + distances[self.tails] - distances[self.heads]
        dual = int(distances @ self.supply) - int(self.capacities @ np.minimum(reduced, 0))
        return Certificate(primal, dual)

    def _check(self, flow: Whole) -> None:
        if (flow < 0).any() or (flow > self.capacities).any():
            raise ValueError("the flow breaks a capacity")
        balance = np.zeros(len(self.supply), dtype=np.int64)
        np.add.at(balance, self.tails, flow)
        np.subtract.at(balance, self.heads, flow)
        if (balance != self.supply).any():
            raise ValueError("the flow loses something on the way")

    def _distances(self, flow: Whole) -> Whole | None:
        """Bellman-Ford from everywhere at once on the residual graph; None when it has a negative cycle.

        A round follows only the arcs out of nodes that came nearer in the round before: after a few rounds that is a
        handful, so long chains cost little.
        """
        forward, back = flow < self.capacities, flow > 0
        start = np.concatenate([self.tails[forward], self.heads[back]])
        order = np.argsort(start, kind="stable")
        start = start[order]
        end = np.concatenate([self.heads[forward], self.tails[back]])[order]
        length = np.concatenate([self.costs[forward], -self.costs[back]])[order]
        first = np.searchsorted(start, np.arange(len(self.supply) + 1))
        distances = np.zeros(len(self.supply), dtype=np.int64)
        nearer = np.arange(len(self.supply))
        for _round in range(len(self.supply) + 1):
            arcs = _out_of(nearer, first)
            ends, reached = end[arcs], distances[start[arcs]] + length[arcs]
            better = reached < distances[ends]
            if not better.any():
                return distances
            np.minimum.at(distances, ends[better], reached[better])
            nearer = np.unique(ends[better])
        return None


def _out_of(nodes: Whole, first: Whole) -> Whole:
    """Places of all arcs that leave these nodes; arcs are sorted by where they start."""
    counts = first[nodes + 1] - first[nodes]
    before = np.cumsum(counts) - counts
    return np.repeat(first[nodes] - before, counts) + np.arange(counts.sum())

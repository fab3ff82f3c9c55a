"""A min-cost flow as plain arrays, and a certificate that a flow is the cheapest: without the solver that found it.

Costs, capacities and flows are whole numbers, so the proof is exact: the cost of the flow equals the value of a dual
solution, to the last unit. Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 9: a flow is optimal if and only
if its residual graph has no cycle of negative cost, and shortest distances in that graph are then dual prices.
"""

from dataclasses import dataclass, field

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


@dataclass
class Network:
    """Nodes are 0..n-1 with their supply (negative is demand); the arcs are columns."""

    supply: list[int] = field(default_factory=list)
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def node(self, supply: int = 0) -> int:
        self.supply.append(supply)
        return len(self.supply) - 1

    def arc(self, tail: int, head: int, *, capacity: int, cost: int = 0) -> int:
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)
        return len(self.tails) - 1

    def columns(self) -> tuple[Whole, Whole, Whole, Whole]:
        tails, heads, capacities, costs = (
            np.array(column, dtype=np.int64) for column in (self.tails, self.heads, self.capacities, self.costs)
        )
        return tails, heads, capacities, costs

    def certify(self, flow: Whole) -> Certificate:
        """What the flow earns (minus its cost), and the least that anything can be proven to earn at most.

        Raises ValueError when the flow breaks a capacity or loses something on the way.
        """
        tails, heads, capacities, costs = self.columns()
        self._check(flow, tails, heads, capacities)
        primal = -int(costs @ flow)
        distances = self._distances(flow, tails, heads, capacities, costs)
        if distances is None:
            return Certificate(primal, None)
        reduced = costs + distances[tails] - distances[heads]
        dual = int(distances @ np.array(self.supply, dtype=np.int64)) - int(capacities @ np.minimum(reduced, 0))
        return Certificate(primal, dual)

    def _check(self, flow: Whole, tails: Whole, heads: Whole, capacities: Whole) -> None:
        if (flow < 0).any() or (flow > capacities).any():
            raise ValueError("the flow breaks a capacity")
        balance = np.zeros(len(self.supply), dtype=np.int64)
        np.add.at(balance, tails, flow)
        np.subtract.at(balance, heads, flow)
        if (balance != np.array(self.supply, dtype=np.int64)).any():
            raise ValueError("the flow loses something on the way")

    def _distances(self, flow: Whole, tails: Whole, heads: Whole, capacities: Whole, costs: Whole) -> Whole | None:
        """Bellman-Ford from everywhere at once on the residual graph; None when it has a negative cycle."""
        forward, back = flow < capacities, flow > 0
        start = np.concatenate([tails[forward], heads[back]])
        end = np.concatenate([heads[forward], tails[back]])
        length = np.concatenate([costs[forward], -costs[back]])
        distances = np.zeros(len(self.supply), dtype=np.int64)
        for _round in range(len(self.supply) + 1):
            nearer = distances.copy()
            np.minimum.at(nearer, end, distances[start] + length)
            if (nearer == distances).all():
                return distances
            distances = nearer
        return None

"""The best set of proposals over all open needs and all offers together, within everybody's capacity.

What is maximised: the scores of what is proposed, a bonus for each need's first proposals (so that nobody goes
without while another has three), minus a cost that rises with an offer's load (so that the willing few are spared).
The bonus falls and the cost rises, so one min-cost flow is exact. The numbers are policy of the neighbourhood.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from needs.matching.network import Certificate, Network, Whole

MILLION = 1_000_000  # scores count in millionths
TIE = 64  # below that: a fixed number per pair, so that equal scores always end the same way


@dataclass(frozen=True)
class Pair:
    """A possible proposal. `value` is its score times the need's priority, above 0."""

    need: int
    offer: int
    value: float


@dataclass(frozen=True)
class Policy:
    proposals: int = 3  # at most for a need at a time, 1 to 3
    coverage: tuple[float, ...] = (1.0, 0.1, 0.0)  # bonus for the first, second, third proposal; falling
    load: tuple[float, ...] = (0.0, 0.05, 0.1, 0.2)  # cost of an offer's first, second … proposal; rising

    def __post_init__(self) -> None:
        if not 1 <= self.proposals <= 3:
            raise ValueError("a need has 1 to 3 proposals at a time")
        if list(self.coverage) != sorted(self.coverage, reverse=True) or list(self.load) != sorted(self.load):
            raise ValueError("coverage must fall and load must rise, or the best set cannot be found this way")


@dataclass(frozen=True)
class Plan:
    """The chosen pairs, sorted. `proven` only with a gap of 0. One unit of the certificate is a 64-millionth."""

    pairs: tuple[Pair, ...]
    certificate: Certificate
    proven: bool


def assign(
    pairs: Iterable[Pair],
    *,
    capacity: Mapping[int, int],
    wanted: Mapping[int, int] | None = None,
    load: Mapping[int, int] | None = None,
    policy: Policy | None = None,
) -> Plan:
    """`capacity`: free places by offer id (missing is none). `wanted`: how many proposals a need still can have, at
    most `policy.proposals`. `load`: proposals that an offer has out or had lately; they make the next one cost more.

    The same input gives the same plan, in whatever order it comes. Without the solver, or when it fails, the plan is
    a greedy one and `proven` is False.
    """
    policy = policy or Policy()
    rows = sorted({(p.need, p.offer): p for p in pairs if p.value > 0}.values(), key=lambda p: (p.need, p.offer))
    rows = [p for p in rows if capacity.get(p.offer, 0) > 0]
    slots = {p.need: min(policy.proposals, (wanted or {}).get(p.need, policy.proposals)) for p in rows}
    market = _Market(rows, slots, capacity, load or {}, policy)
    flow = _solved(market.network)
    if flow is None:
        return market.greedy()
    certificate = market.network.certify(flow)
    chosen = tuple(pair for pair, arc in zip(rows, market.arcs, strict=True) if flow[arc])
    return Plan(chosen, certificate, proven=certificate.gap == 0)


class _Market:
    """The network: source → need (an arc for each proposal) → offer → sink (an arc for each place)."""

    def __init__(
        self,
        rows: Sequence[Pair],
        slots: Mapping[int, int],
        capacity: Mapping[int, int],
        load: Mapping[int, int],
        policy: Policy,
    ) -> None:
        self.rows, self.slots, self.capacity, self.load, self.policy = rows, slots, capacity, load, policy
        self.network = Network()
        total = sum(max(0, count) for count in slots.values())
        asked = Counter(pair.offer for pair in rows)
        source, sink = self.network.node(total), self.network.node(-total)
        self.network.arc(source, sink, capacity=total)  # a place may stay empty
        needs, offers = {need: self.network.node() for need in slots}, {}
        for need, node in needs.items():
            for number in range(slots[need]):
                self.network.arc(source, node, capacity=1, cost=-self._bonus(number))
        for pair in rows:
            if pair.offer not in offers:
                offers[pair.offer] = self.network.node()
                for number in range(min(capacity[pair.offer], asked[pair.offer])):
                    cost = self._cost(pair.offer, number)
                    self.network.arc(offers[pair.offer], sink, capacity=1, cost=cost)
        self.arcs = [
            self.network.arc(needs[pair.need], offers[pair.offer], capacity=1, cost=-_units(pair)) for pair in rows
        ]

    def _bonus(self, number: int) -> int:
        return _million(self.policy.coverage[number]) if number < len(self.policy.coverage) else 0

    def _cost(self, offer: int, number: int) -> int:
        steps = self.policy.load
        return _million(steps[min(number + max(0, self.load.get(offer, 0)), len(steps) - 1)]) if steps else 0

    def greedy(self) -> Plan:
        """First proposals first, best pairs first; good, and proven by nobody."""
        given: Counter[int] = Counter()
        used: Counter[int] = Counter()
        chosen: set[Pair] = set()
        primal = 0
        ranked = sorted(self.rows, key=lambda p: (-_units(p), p.need, p.offer))
        for number in range(self.policy.proposals):
            for pair in ranked:
                gain = _units(pair) + self._bonus(number) - self._cost(pair.offer, used[pair.offer])
                free = used[pair.offer] < self.capacity[pair.offer] and number < self.slots[pair.need]
                if pair not in chosen and given[pair.need] == number and free and gain > 0:
                    chosen.add(pair)
                    given[pair.need] += 1
                    used[pair.offer] += 1
                    primal += gain
        return Plan(tuple(sorted(chosen, key=lambda p: (p.need, p.offer))), Certificate(primal, None), proven=False)


def _million(value: float) -> int:
    return round(value * MILLION) * TIE


def _units(pair: Pair) -> int:
    """The score in whole units, with the tie-break: a hash, so that no id is favoured."""
    tie = blake2b(f"{pair.need}:{pair.offer}".encode(), digest_size=1).digest()[0] % TIE
    return _million(pair.value) + tie


def _solved(network: Network) -> Whole | None:
    """The flow by OR-tools; None when it is not there or finds none."""
    try:
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
    except ImportError:
        return None
    solver = SimpleMinCostFlow()
    tails, heads, capacities, costs = network.columns()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    solver.set_nodes_supplies(np.arange(len(network.supply)), np.array(network.supply, dtype=np.int64))
    if solver.solve() != solver.OPTIMAL:
        return None
    return np.array(solver.flows(arcs), dtype=np.int64)

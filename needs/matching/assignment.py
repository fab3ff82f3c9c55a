"""The best set of proposals over all open needs and all offers together, within everybody's capacity.

What is maximised: the scores of what is proposed, a bonus for each need's first proposals (so that nobody goes
without while another has three), minus a cost that rises with an offer's load (so that the willing few are spared).
The bonus falls and the cost rises, so one min-cost flow is exact. The numbers are policy of the neighbourhood.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from needs.matching.market import Market
from needs.matching.network import Certificate
from needs.matching.policy import Policy
from needs.matching.solvers import solve


@dataclass(frozen=True)
class Pair:
    """A possible proposal. `value` is its score times the need's priority, above 0."""

    need: int
    offer: int
    value: float


@dataclass(frozen=True)
class Plan:
    """The chosen pairs, sorted. `proven` only with a gap of 0. One unit of the certificate is a 64-millionth."""

    pairs: tuple[Pair, ...]
    certificate: Certificate
    solver: str

    @property
    def proven(self) -> bool:
        return self.certificate.gap == 0


def assign(
    pairs: Iterable[Pair],
    *,
    capacity: Mapping[int, int],
    out: Mapping[int, int] | None = None,
    load: Mapping[int, int] | None = None,
    policy: Policy | None = None,
) -> Plan:
    """`capacity`: free places by offer id (missing is none). `out`: proposals that a need has out already. `load`:
    proposals that a giver has out or had lately, by offer id; they make the next one cost more.

    The same input gives the same plan, in whatever order it comes. When no solver succeeds, the plan is a greedy one
    and `proven` is False.
    """
    rows = list({(pair.need, pair.offer): pair for pair in pairs}.values())
    market = Market(
        np.array([pair.need for pair in rows], dtype=np.int64),
        np.array([pair.offer for pair in rows], dtype=np.int64),
        np.array([pair.value for pair in rows], dtype=float),
        capacity=capacity,
        out=out or {},
        load=load or {},
        policy=policy or Policy(),
    )
    chosen, certificate, solver = best_set(market)
    return Plan(tuple(rows[place] for place in market.rows[chosen]), certificate, solver)


def best_set(market: Market) -> tuple[np.ndarray, Certificate, str]:
    """Which pairs of the market are chosen (a mask), the certificate, and who found it."""
    found = solve(market.network)
    if found is None:
        chosen, primal = market.greedy()
        return chosen, Certificate(primal, None), "greedy"
    solver, flow, certificate = found
    return flow[market.pair_arcs] > 0, certificate, solver

"""Who solves the flow: OR-tools, or else HiGHS through SciPy. Both are exact, and neither is believed.

Whatever comes back is checked by `Network.certify`. When both are missing or fail, the caller plans greedily.
"""

import logging
from collections.abc import Callable

import numpy as np

from needs.matching.network import Certificate, Network, Whole

log = logging.getLogger(__name__)
Solver = Callable[[Network], Whole | None]


def by_ortools(network: Network) -> Whole | None:
    """Cost-scaling push-relabel; None when it finds no flow."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(network.tails, network.heads, network.capacities, network.costs)
    solver.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    if solver.solve() != solver.OPTIMAL:
        return None
    return np.array(solver.flows(arcs), dtype=np.int64)


def by_highs(network: Network) -> Whole | None:
    """The same flow as a linear programme; its corners are whole numbers (a network matrix is totally unimodular)."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    count = len(network.costs)
    arcs, one = np.arange(count), np.ones(count)
    rows, columns = np.concatenate([network.tails, network.heads]), np.concatenate([arcs, arcs])
    leaving = coo_array((np.concatenate([one, -one]), (rows, columns)), shape=(len(network.supply), count)).tocsr()
    found = linprog(
        network.costs.astype(float),
        A_eq=leaving,
        b_eq=network.supply,
        bounds=np.column_stack([np.zeros(count), network.capacities]),
        method="highs-ds",
    )
    return np.rint(found.x).astype(np.int64) if found.success else None


SOLVERS: dict[str, Solver] = {"ortools": by_ortools, "highs": by_highs}


def solve(network: Network) -> tuple[str, Whole, Certificate] | None:
    """The first solver whose flow is proven the best, with its name; None when none of them is there or succeeds."""
    for name, solver in SOLVERS.items():
        try:
            flow = solver(network)
            certificate = None if flow is None else network.certify(flow)
        except Exception as problem:  # noqa: BLE001 -- whatever a library does, the neighbourhood gets a plan
            log.warning("solver %s failed: %s", name, type(problem).__name__)
            continue
        if flow is not None and certificate is not None and certificate.gap == 0:
            return name, flow, certificate
        log.warning("solver %s proved nothing", name)
    return None

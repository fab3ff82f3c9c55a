"""What the engine costs on a synthetic neighbourhood, stage by stage: CPU seconds, wall seconds, peak memory.

    candidates · filters · flow · certificate       in `measure`; storing needs a database and is the command's

Beside it the bare solver on the same network, without building it and without proof.
"""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from needs.matching.candidates import pairs
from needs.matching.market import Market
from needs.matching.network import Certificate, Network
from needs.matching.policy import Policy
from needs.matching.refusals import failures
from needs.matching.solvers import by_ortools
from needs.matching.synthetic import TODAY, neighbourhood

MEGABYTE = 1024  # the system counts in kilobytes
STEP = 50_000  # pairs between two signs of life


@dataclass
class Stages:
    """By name: {"cpu": s, "wall": s, "peak": MB}. `say` hears what has begun and how far it is, 0..1."""

    say: Callable[[str, float], None]
    rows: dict[str, dict[str, float]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.say(name, 0.0)
        _forget_peak()
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "peak": _peak()}
        self.rows[name] = {what: round(value, 4) for what, value in spent.items()}
        self.say(name, 1.0)


def measure(needs: int, offers: int, per_need: int, stages: Stages) -> dict[str, Any]:
    """The chosen pairs as (need, offer, rank by value), with the certificate and what it was made of."""
    askers, givers = neighbourhood(needs, offers)
    policy = Policy()
    by_ortools(Network.of([1, -1], [(0, 1, 1, 0)]))  # loaded once a process; no part of what is measured
    with stages.stage("candidates"):
        row, column, total = pairs(askers, givers, weights=policy.weights, count=per_need)
    with stages.stage("filters"):
        fine = np.ones(len(row), dtype=bool)
        for place, (one, other) in enumerate(zip(row.tolist(), column.tolist(), strict=True)):
            fine[place] = not failures(askers[one], givers[other], TODAY)
            if place % STEP == 0:
                stages.say("filters", place / len(row))
        row, column, total = row[fine], column[fine], total[fine]
    with stages.stage("flow"):
        first = np.array([policy.priority(need) for need in askers])
        values = first[row] / (1 + np.exp(-policy.weights.steepness * (total - policy.weights.half)))
        places = {giver.id: giver.places for giver in givers}
        market = Market(row + 1, column + 1, values, capacity=places, out={}, load={}, policy=policy)
        flow = by_ortools(market.network)
    if flow is None:
        raise RuntimeError("the solver found no flow")
    with stages.stage("certificate"):
        certificate: Certificate = market.network.certify(flow)
    with stages.stage("bare solver"):
        by_ortools(market.network)
    chosen = market.rows[flow[market.pair_arcs] > 0]
    return {
        "pairs": len(row),
        "chosen": [(int(row[at]) + 1, int(column[at]) + 1, float(values[at])) for at in chosen],
        "certificate": certificate,
        "arcs": len(market.network.costs),
        "over": _over(column[chosen] + 1, places),
    }


def _over(offers: np.ndarray, places: dict[int, int]) -> int:
    """Offers with more than their places; 0, or something is broken."""
    numbers, counts = np.unique(offers, return_counts=True)
    return sum(count > places[number] for number, count in zip(numbers.tolist(), counts.tolist(), strict=True))


def _forget_peak() -> None:
    with suppress(OSError), open("/proc/self/clear_refs", "w") as peak:  # Linux: measure each stage by itself
        peak.write("5")


def _peak() -> float:
    with suppress(OSError), open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE

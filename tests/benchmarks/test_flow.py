"""The whole flow (building, solving, proving) beside the bare solver on the same network, in the same run."""

import statistics

import pytest

from needs.matching.measuring import Stages, measure

pytestmark = pytest.mark.bench
ROUNDS, GATE = 5, 3.0


def test_flow_1000_by_1000_is_within_three_times_the_bare_solver() -> None:
    ratios, flows = [], []
    for _round in range(ROUNDS):
        stages = Stages(lambda name, part: None)
        assert measure(1_000, 1_000, 20, stages)["certificate"].gap == 0
        whole = stages.rows["flow"]["cpu"] + stages.rows["certificate"]["cpu"]
        ratios.append(whole / stages.rows["bare solver"]["cpu"])
        flows.append(whole)
    ratio = statistics.median(ratios)
    print(f"\nflow 1000 × 1000: {statistics.median(flows) * 1000:.0f} ms CPU, {ratio:.2f} × the bare solver")
    assert ratio <= GATE

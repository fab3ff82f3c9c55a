"""The knobs that the members of a neighbourhood turn: whom we spare, whom we help first. Plain values, one place.

`Policy.of(neighbourhood)` is the only way in which the engine comes by them. The members choose one of four steps for
each (`Neighbourhood.WEIGHED`); this page says what a step is in numbers. Further up always means more of what was
asked for, never less, and who can be helped at all goes before everything on every step: that is no knob.
"""

from dataclasses import dataclass, replace
from typing import Any

from needs.matching.profile import Profile
from needs.matching.scoring import LOW, WEIGHTS, Weights

MOST = 3  # proposals that a need can have at a time

# By step: niet, een beetje, gewoon, veel. A chance is 0..1, and what is proposed lies between .45 and 1.
PROPOSALS = (1, 2, MOST, MOST)  # without a second one every answer of no costs a need some days
COVERAGE = ((1.0, 0.0, 0.0), (1.0, 0.1, 0.0), (1.0, 0.1, 0.0), (1.0, 0.4, 0.2))  # .4 outweighs what a busy giver costs
# Each further request of a giver costs more, and a higher step costs more at every request: so it never makes the
# busiest busier. On the highest a fourth request costs .6: more than a second proposal that is just likely is worth.
LOAD = ((0.0,), (0.0, 0.025, 0.05, 0.1), (0.0, 0.05, 0.1, 0.2), (0.0, 0.15, 0.3, 0.6))
WAITING = (0.0, 0.05, 0.10, 0.40)  # on the highest a month of waiting makes .6 count as .84
INFORMAL = (0.0, 0.05, 0.1, 0.5)  # on the highest nearly any likely neighbour goes before an organisation


@dataclass(frozen=True)
class Policy:
    """In scores of 0..1, except where it says so. What stands here is the step gewoon."""

    proposals: int = MOST  # at most for a need at a time, 1 to 3
    cover_all: bool = True  # who can be helped at all goes before any number of better scores
    coverage: tuple[float, ...] = COVERAGE[2]  # bonus for the first, second, third proposal; falling
    load: tuple[float, ...] = LOAD[2]  # cost of a giver's first, second … proposal; rising
    least: float = LOW  # chance below which nothing is chosen: there is "nog geen goed voorstel"
    informal: float = INFORMAL[2]  # lifts a neighbour above an organisation
    urgency: float = WEIGHTS.urgency  # how much the highest urgency lifts a need among others, 0..1
    waiting: float = WAITING[2]  # how much thirty days of waiting lift it, 0..1

    def __post_init__(self) -> None:
        if not 1 <= self.proposals <= MOST:
            raise ValueError("a need has 1 to 3 proposals at a time")
        if list(self.coverage) != sorted(self.coverage, reverse=True) or list(self.load) != sorted(self.load):
            raise ValueError("coverage must fall and load must rise, or the best set cannot be found this way")

    @classmethod
    def of(cls, neighbourhood: Any) -> "Policy":
        """What this neighbourhood chose: four steps of 0 to 3."""
        return cls(
            proposals=PROPOSALS[neighbourhood.second_proposals],
            coverage=COVERAGE[neighbourhood.second_proposals],
            load=LOAD[neighbourhood.spare_helpers],
            waiting=WAITING[neighbourhood.longest_first],
            informal=INFORMAL[neighbourhood.neighbours_first],
        )

    @property
    def weights(self) -> Weights:
        return replace(WEIGHTS, urgency=self.urgency, waiting=self.waiting)

    def priority(self, need: Profile) -> float:
        """How much a need goes before others, from 1: the scores of its offers are multiplied by it."""
        return self.weights.priority(need)

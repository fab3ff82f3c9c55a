"""The knobs that the members of a neighbourhood turn: whom we spare, whom we help first. Plain values, one place.

`Policy.of(neighbourhood)` is the only way in which the engine comes by them.
"""

from dataclasses import dataclass, replace
from typing import Any

from needs.matching.profile import Profile
from needs.matching.scoring import LOW, WEIGHTS, Weights

MOST = 3  # proposals that a need can have at a time


@dataclass(frozen=True)
class Policy:
    """In scores of 0..1, except where it says so."""

    proposals: int = MOST  # at most for a need at a time, 1 to 3
    cover_all: bool = True  # who can be helped at all goes before any number of better scores
    coverage: tuple[float, ...] = (1.0, 0.1, 0.0)  # bonus for the first, second, third proposal; falling
    load: tuple[float, ...] = (0.0, 0.05, 0.1, 0.2)  # cost of a giver's first, second … proposal; rising
    least: float = LOW  # chance below which nothing is chosen: there is "nog geen goed voorstel"
    informal: float = 0.0  # lifts a neighbour above an organisation
    urgency: float = WEIGHTS.urgency  # how much the highest urgency lifts a need among others, 0..1
    waiting: float = WEIGHTS.waiting  # how much thirty days of waiting lift it, 0..1

    def __post_init__(self) -> None:
        if not 1 <= self.proposals <= MOST:
            raise ValueError("a need has 1 to 3 proposals at a time")
        if list(self.coverage) != sorted(self.coverage, reverse=True) or list(self.load) != sorted(self.load):
            raise ValueError("coverage must fall and load must rise, or the best set cannot be found this way")

    @classmethod
    def of(cls, neighbourhood: Any) -> "Policy":
        """What this neighbourhood chose; today every neighbourhood has the same."""
        return cls()

    @property
    def weights(self) -> Weights:
        return replace(WEIGHTS, urgency=self.urgency, waiting=self.waiting)

    def priority(self, need: Profile) -> float:
        """How much a need goes before others, from 1: the scores of its offers are multiplied by it."""
        return self.weights.priority(need)

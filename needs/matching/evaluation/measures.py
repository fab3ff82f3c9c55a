"""What is measured of ranked answers: pure counting, no knowledge of how they came about.

ndcg        gain 2^grade - 1, discount log2(place + 1), against the best possible order
recall, mrr, p@1      of offers of grade 2
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from needs.matching.evaluation.labelled import FITS

SAMPLES = 1_000  # of the bootstrap


@dataclass(frozen=True)
class Answer:
    """What was answered to one need: offer ids best first, and how sure the first one is. `refused`: "nog geen goed
    voorstel"; `refused_without`: the same, had there been no fitting or close offer."""

    need: str
    intent: str
    ranked: tuple[str, ...]
    confidence: float
    grades: Mapping[str, int]  # of every offer
    refused: bool = False
    refused_without: bool = False

    @property
    def ranked_grades(self) -> list[int]:
        return [self.grades[offer] for offer in self.ranked]

    @property
    def is_right(self) -> bool:
        return bool(self.ranked) and self.grades[self.ranked[0]] == FITS


def ndcg(answer: Answer, places: int) -> float:
    ideal = _gain(sorted(answer.grades.values(), reverse=True)[:places])
    return _gain(answer.ranked_grades[:places]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def recall(answer: Answer, places: int) -> float:
    fitting = sum(grade == FITS for grade in answer.grades.values())
    return sum(grade == FITS for grade in answer.ranked_grades[:places]) / fitting if fitting else 0.0


def reciprocal_rank(answer: Answer) -> float:
    return next((1 / place for place, grade in enumerate(answer.ranked_grades, start=1) if grade == FITS), 0.0)


def summary(answers: Sequence[Answer]) -> dict[str, float]:
    """Means over all needs that have a fitting offer at all; of the others `refusals` speaks."""
    rows = [answer for answer in answers if FITS in answer.grades.values()]
    surest = sorted(rows, key=lambda answer: (-answer.confidence, answer.need))[: (len(rows) + 1) // 2]
    return {
        "ndcg@5": _mean([ndcg(answer, 5) for answer in rows]),
        "ndcg@10": _mean([ndcg(answer, 10) for answer in rows]),
        "recall@10": _mean([recall(answer, 10) for answer in rows]),
        "mrr": _mean([reciprocal_rank(answer) for answer in rows]),
        "p@1": _mean([float(answer.is_right) for answer in rows]),
        "p@1 surest half": _mean([float(answer.is_right) for answer in surest]),
    }


def interval(answers: Sequence[Answer], other: Sequence[Answer] = ()) -> tuple[float, float]:
    """95 % of ndcg@5, or of its lead over `other` for the same needs: bootstrap over intents, as needs of one intent
    resemble each other. The dice are seeded, so the same answers give the same interval."""
    lead = {answer.need: ndcg(answer, 5) for answer in answers}
    for answer in other:
        lead[answer.need] -= ndcg(answer, 5)
    groups: dict[str, list[float]] = {}
    for answer in answers:
        groups.setdefault(answer.intent, []).append(lead[answer.need])
    if not groups:
        return 0.0, 0.0
    sums, counts = (np.array([f(rows) for rows in groups.values()], dtype=float) for f in (sum, len))
    drawn = np.random.default_rng(0).integers(len(groups), size=(SAMPLES, len(groups)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

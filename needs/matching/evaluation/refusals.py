"""Whether "nog geen goed voorstel" is said at the right moments.

Every need is judged twice: with all offers, and with its fitting and close ones taken away, as in a wijk where nobody
offers such a thing; there a refusal is the only right answer. Rarity of words is not counted anew for the second time.
"""

from collections.abc import Sequence

from needs.matching.evaluation.measures import Answer


def refusals(answers: Sequence[Answer]) -> dict[str, float]:
    """`precision`: of the refusals, how many had no fitting offer. `recall`: of the needs without one, how many were
    refused. `shown`: needs that got a proposal with all offers there; `right when shown`: how many of those fit."""
    wrongly = sum(answer.refused for answer in answers if any(answer.grades.values()))
    rightly = sum(answer.refused_without for answer in answers)
    shown = [answer for answer in answers if not answer.refused]
    return {
        "precision": _share(rightly, rightly + wrongly),
        "recall": _share(rightly, len(answers)),
        "shown": _share(len(shown), len(answers)),
        "right when shown": _share(sum(answer.is_right for answer in shown), len(shown)),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

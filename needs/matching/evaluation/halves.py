"""Two halves of a labelled set, split by intent: `a` may be looked at, `b` is only measured.

Who writes words or chooses weights reads no text of `b`. When the engine does more than .05 better on `a`, it has
learned the texts and not the language. Intents alternate in the order of the file, so the split never moves.
"""

from needs.matching.evaluation.labelled import Labelled, Text

HALVES = ("a", "b")
WIDEST = 0.05  # a wider gap in ndcg@5 is a defect


def half(labelled: Labelled, name: str) -> tuple[Text, ...]:
    """The needs of one half; all offers stay in the race."""
    intents = list(labelled.intents)[HALVES.index(name) :: len(HALVES)]
    return tuple(need for need in labelled.needs if need.intent in intents)

"""All figures of one set in one run: the engine beside what it must beat, in whole and per half."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Any

import numpy as np

from needs.matching.evaluation.baselines import Ranker, bm25, characters
from needs.matching.evaluation.engine import Engine
from needs.matching.evaluation.halves import HALVES, half
from needs.matching.evaluation.labelled import Labelled, Text
from needs.matching.evaluation.measures import Answer, interval, ndcg, summary
from needs.matching.evaluation.refusals import refusals
from needs.matching.evaluation.suggestions import right_concepts, share_right

Watch = Callable[[Iterable[Text], str], Iterable[Text]]  # lets somebody see how far it is
FULLTEXT = "volledige tekst"


def report(labelled: Labelled, given: frozenset[str], needs: Sequence[Text], watch: Watch) -> dict[str, Any]:
    """`needs`: those that are measured. Raises nothing that `labelled.read` let pass."""
    engine = Engine(labelled, given)
    engine.answer(needs[0])  # what is loaded once is not counted
    answers, spent = _timed(engine.answer, watch(needs, "engine"))
    found = {"engine": answers} | _baselines(labelled, needs, watch)
    rows = {name: summary(rows) for name, rows in found.items()}
    rest = {name: row for name, row in rows.items() if name != "engine"}
    strongest = max(rest, key=lambda name: rest[name]["ndcg@5"])
    return {
        "given": sorted(given),
        "needs": len(needs),
        "offers": len(labelled.offers),
        "figures": rows,
        "interval": interval(answers),
        "best baseline": strongest,
        "times best baseline": rows["engine"]["ndcg@5"] / (rest[strongest]["ndcg@5"] or 1.0),
        "lead interval": interval(answers, found[strongest]),
        "halves": _halves(labelled, answers),
        "right concept among five": share_right(needs, right_concepts(labelled)),
        "refusals": refusals(answers),
        "milliseconds a need": 1000 * spent / len(needs),
    }


def _baselines(labelled: Labelled, needs: Sequence[Text], watch: Watch) -> dict[str, list[Answer]]:
    from needs.matching.evaluation.fulltext import fulltext  # the only one that needs a database

    with ExitStack() as stack:
        rankers = {
            "bm25": bm25(labelled.offers),
            "lettergroepen": characters(labelled.offers),
            FULLTEXT: stack.enter_context(fulltext(labelled.offers)),
        }
        return {
            name: [_answer(labelled, need, ranker) for need in watch(needs, name)] for name, ranker in rankers.items()
        }


def _answer(labelled: Labelled, need: Text, rank: Ranker) -> Answer:
    """Ties in the order of a fixed shuffle: offers of one intent stand together in the file."""
    scores = rank(need)
    shuffled = np.random.default_rng(0).permutation(len(scores))
    order = shuffled[np.argsort(-scores[shuffled], kind="stable")]
    return Answer(
        need=need.id,
        intent=need.intent,
        ranked=tuple(labelled.offers[place].id for place in order),
        confidence=float(scores.max()),
        grades=labelled.grades(need),
    )


def _timed(answer: Callable[[Text], Answer], needs: Iterable[Text]) -> tuple[list[Answer], float]:
    """CPU seconds, because the machine may be shared."""
    answers, spent = [], 0.0
    for need in needs:
        began = time.process_time()
        answers.append(answer(need))
        spent += time.process_time() - began
    return answers, spent


def _halves(labelled: Labelled, answers: Sequence[Answer]) -> dict[str, Any]:
    """Per half its needs' figures; `gap` in ndcg@5, only when both were measured."""
    names = {name: {need.id for need in half(labelled, name)} for name in HALVES}
    rows = {name: [answer for answer in answers if answer.need in ids] for name, ids in names.items()}
    found: dict[str, Any] = {name: summary(some) for name, some in rows.items() if some}
    if len(found) == len(HALVES):
        a, b = (sum(ndcg(answer, 5) for answer in rows[name]) / len(rows[name]) for name in HALVES)
        found["gap"] = a - b
    return found

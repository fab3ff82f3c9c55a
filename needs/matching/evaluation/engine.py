"""What the product itself answers: its own reading of the texts, its own pool, scores and order."""

from collections.abc import Iterable, Iterator
from datetime import date

from needs.matching.evaluation.labelled import Labelled, Text
from needs.matching.evaluation.measures import Answer
from needs.matching.profile import Profile, Side
from needs.matching.relevance import Pool
from needs.matching.scoring import Score, best, is_good
from wijk.themes.analysis import analyse

GIVEN = ("theme", "kind")  # what the asker and the giver may have said themselves
NEVER = date(2000, 1, 1)  # no labelled text expires


class Engine:
    """The product on a labelled set. `given`: which of theme and kind both sides say."""

    def __init__(self, labelled: Labelled, given: frozenset[str]) -> None:
        self.labelled, self.given = labelled, given
        offers = [self._profile(Side.OFFER, number, offer) for number, offer in enumerate(labelled.offers)]
        self.pool = Pool.of(offers)

    def answers(self, needs: Iterable[Text]) -> Iterator[Answer]:
        return map(self.answer, needs)

    def answer(self, need: Text) -> Answer:
        profile = self._profile(Side.NEED, 0, need)
        found = best(profile, self.pool, today=NEVER, count=len(self.labelled.offers))
        grades = self.labelled.grades(need)
        ranked = tuple(self.labelled.offers[number].id for number, _score in found)
        scores = [score for _number, score in found]
        without = [score for score, offer in zip(scores, ranked, strict=True) if not grades[offer]]
        return Answer(
            need=need.id,
            intent=need.intent,
            ranked=ranked,
            confidence=found[0][1].value if found else 0.0,
            grades=grades,
            refused=_is_refused(scores),
            refused_without=_is_refused(without),
        )

    def _profile(self, side: Side, number: int, text: Text) -> Profile:
        kind = self.labelled.intents[text.intent].kind
        return Profile(
            side=side,
            id=number,
            features=analyse(text.title, text.text),
            kinds=frozenset([kind]) if kind and "kind" in self.given else frozenset(),
            theme=text.theme if "theme" in self.given else "",
        )


def _is_refused(scores: list[Score]) -> bool:
    return not scores or not is_good(scores[0])

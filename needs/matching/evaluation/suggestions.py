"""Whether "Gaat het hierover?" offers a right concept: among the five, for how many needs.

Nobody labelled concepts, so the right concepts of an intent follow from its offers, never from the needs that are
measured: those that at least half of its offers have among their first three, and that are three times as frequent
there as among all offers. Where there is none, the one with the largest share of such offers times its rarity.
An intent whose offers say nothing known has no right concept, and its needs are not counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from needs.matching.evaluation.labelled import Labelled, Text
from wijk.themes.analysis import analyse, suggest

SHOWN = 5
FIRST = 3  # concepts of an offer that count
HALF = 0.5  # of the offers of an intent
LIFT = 3.0  # times as frequent as among all


def right_concepts(labelled: Labelled) -> dict[str, frozenset[str]]:
    """Intent → its concepts."""
    offers = Counter(offer.intent for offer in labelled.offers)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for offer in labelled.offers:
        counts[offer.intent].update(_strongest(analyse(offer.title, offer.text).concepts))
    overall = sum(counts.values(), Counter[str]())
    found = {}
    for intent, codes in counts.items():
        share = {code: count / offers[intent] for code, count in codes.items()}
        lift = {code: share[code] / (overall[code] / len(labelled.offers)) for code in codes}
        right = {code for code in codes if share[code] >= HALF and lift[code] >= LIFT}
        best = max(sorted(codes), key=lambda code: share[code] * lift[code], default=None)
        if best is not None:
            found[intent] = frozenset(right or {best})
    return found


def share_right(needs: Iterable[Text], right: Mapping[str, frozenset[str]]) -> float:
    """Share of the needs to which a right concept of one of their intents is suggested."""
    hits = []
    for need in needs:
        wanted = {code for intent in need.intents for code in right.get(intent, ())}
        if wanted:
            hits.append(bool(wanted & set(suggest(analyse(need.title, need.text), SHOWN))))
    return sum(hits) / len(hits) if hits else 0.0


def _strongest(concepts: Mapping[str, float]) -> list[str]:
    return sorted(concepts, key=lambda code: (-concepts[code], code))[:FIRST]

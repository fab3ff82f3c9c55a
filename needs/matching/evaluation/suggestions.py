"""Whether "Gaat het hierover?" offers a right concept: among the five, for how many needs.

Nobody labelled concepts, so the right concept of an intent follows from its offers, never from the needs that are
measured: of the concepts that its offers speak of, the one with the largest mean share, times how rare it is among the
offers of other intents. Strict: one concept an intent, where a person would accept more. An intent whose offers say
nothing known has none, and its needs are not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log

from needs.matching.evaluation.labelled import Labelled, Text
from wijk.themes.analysis import Features, analyse, suggest

SHOWN = 5


def right_concepts(labelled: Labelled) -> dict[str, str]:
    """Intent → its concept."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for offer in labelled.offers:
        found = analyse(offer.title, offer.text).concepts
        total = sum(found.values()) or 1.0
        for code, weight in found.items():
            shares[offer.intent][code] += weight / total
    spread: dict[str, int] = defaultdict(int)
    for codes in shares.values():
        for code in codes:
            spread[code] += 1
    rarity = {code: log(1 + len(shares) / count) for code, count in spread.items()}
    return {
        intent: max(sorted(codes), key=lambda code: codes[code] * rarity[code])
        for intent, codes in shares.items()
        if codes
    }


def share_right(needs: Iterable[Text], right: Mapping[str, str]) -> float:
    """Share of the needs to which a right concept of one of their intents is suggested."""
    hits = []
    for need in needs:
        wanted = {right[intent] for intent in need.intents if intent in right}
        if wanted:
            hits.append(bool(wanted & set(suggest(_features(need), SHOWN))))
    return sum(hits) / len(hits) if hits else 0.0


def _features(need: Text) -> Features:
    return analyse(need.title, need.text)

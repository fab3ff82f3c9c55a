"""The offers that are about what is asked and still cannot be proposed, with every filter that they fail."""

from collections.abc import Iterator
from typing import Any

from needs.matching.gathering import gather, related
from needs.matching.refusals import Refusal, Why, failures, missing
from needs.matching.relevance import Pool
from needs.models import Need

COUNT = 3
Nearby = tuple[int, dict[str, Any], Refusal]  # offer, what fits (as in `Score.as_json()`), what does not


def nearest(need: Need, count: int = COUNT) -> list[Nearby]:
    """Nearest in subject first; among equals who fails the fewest filters. The asker's own offers are left out."""
    gathered = gather(need.neighbourhood, need)
    if not gathered.needs:
        return []
    profile = gathered.needs[need.pk]
    pool = Pool.of(gathered.offers.values(), related=related())

    def refused() -> Iterator[tuple[float, Nearby]]:
        for offer, overlap in pool.overlaps(profile):
            why = failures(profile, offer, gathered.today)
            if why and Why.ONESELF not in why and (need.pk, offer.id) not in gathered.over:
                parts = {"shared": list(overlap.shared), "related": [list(pair) for pair in overlap.related]}
                yield overlap.concepts + overlap.words / 2, (offer.id, parts, Refusal(why, missing(profile, offer)))

    found = sorted(refused(), key=lambda row: (-round(row[0], 2), len(row[1][2].why), row[1][0]))
    return [row for _closeness, row in found[:count]]

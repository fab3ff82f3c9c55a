"""The offers that are about what is asked and still cannot be proposed, with every filter that they fail."""

from typing import Any

from needs.matching.gathering import Gathered, gather
from needs.matching.profile import Profile
from needs.matching.refusals import Refusal, Why, failures, missing
from needs.matching.relevance import Pool
from needs.matching.scoring import Score, score
from needs.models import Need

COUNT = 3
Nearby = tuple[int, dict[str, Any], Refusal]  # offer, what fits (as in `Score.as_json()`), what does not


def nearest(need: Need, count: int = COUNT) -> list[Nearby]:
    """Nearest in subject first; among equals who fails the fewest filters. The asker's own offers are left out."""
    gathered = gather(need.neighbourhood, need)
    if not gathered.needs:
        return []
    profile = gathered.needs[need.pk]
    pool = Pool.of(gathered.offers.values(), gathered.words)
    near = []
    for offer, overlap in pool.overlaps(profile):
        why = failures(profile, offer, gathered.today)
        if Why.ONESELF not in why and (need.pk, offer.id) not in gathered.over:
            near.append((-round(overlap.concepts + overlap.words / 2, 2), len(why), offer.id, overlap, why))
    found: list[Nearby] = []
    for _close, _fails, number, overlap, why in sorted(near, key=lambda row: row[:3]):
        why = why or _unsure(profile, gathered.offers[number], pool, gathered)
        if why:
            parts = {"shared": list(overlap.shared), "related": [list(pair) for pair in overlap.related]}
            found.append((number, parts, Refusal(why, missing(profile, gathered.offers[number]))))
        if len(found) == count:
            break
    return found


def _unsure(need: Profile, offer: Profile, pool: Pool, gathered: Gathered) -> tuple[Why, ...]:
    """Empty for what is likely enough: that is a match and stands among them."""
    result = score(need, offer, pool, today=gathered.today, weights=gathered.policy.weights)
    likely = isinstance(result, Score) and result.value >= gathered.policy.least
    return () if likely else (Why.UNSURE,)

"""How well an offer fits a need: a Score with all its parts, or a Refusal with all its reasons.

    pool = Pool.of(offers, thesaurus)
    score(need, offer, pool, today=today)       one pair, also for "waarom niet"
    best(need, pool, today=today, count=20)     what can be proposed, best first

Each part is 0..1 and has a weight; the weighted sum becomes a chance by a curve that was fitted on the development
set. What nobody knows adds nothing and is never given as a reason.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import exp
from typing import Any

from needs.matching.profile import Profile
from needs.matching.refusals import Refusal, Why, failures, missing
from needs.matching.relevance import Overlap, Pool

NO_KIND = frozenset({"other"})  # "past er niet bij" says nothing about the kind
NEARNESS = {0: 1.0, 1: 0.6, 2: 0.2}  # by steps between the buurten
KEPT = 3  # concepts that are kept as the reason of a match


@dataclass(frozen=True)
class Weights:
    """Measured on the development set, except `distance` and `time`, which it cannot tell: they only break ties.

    The curve is a logistic regression on the first candidates of all needs, with and without kind and theme known;
    both halves of the set give the same one. Who knows more must find more in common: when both sides said their
    kind, equal ones lift the chance a little and different ones lower it much.
    """

    concepts: float = 1.0
    words: float = 0.35
    letters: float = 0.2
    kind: float = 0.5
    theme: float = 0.5
    distance: float = 0.1
    time: float = 0.06
    steepness: float = 6.2  # the curve: chance = 1 / (1 + e^-(steepness × (sum - half)))
    half: float = 0.71  # the sum at which the chance is one half
    kind_known: float = 0.4  # added to `half` when both sides said their kind
    theme_known: float = 0.4  # and their theme
    urgency: float = 0.15  # how much the highest urgency lifts a need among others
    waiting: float = 0.10  # how much thirty days of waiting lift it

    def chance(self, total: float, *, kind_known: bool = False, theme_known: bool = False) -> float:
        half = self.half + self.kind_known * kind_known + self.theme_known * theme_known
        return 1 / (1 + exp(-self.steepness * (total - half)))

    def priority(self, need: Profile) -> float:
        """From 1, to 1.25 as these weights stand: for whom we look first when there is too little for all.

        It is no part of how well it fits.
        """
        waited = min(max(need.waiting_days, 0), 30) / 30
        return 1 + self.urgency * min(max(need.urgency, 0), 2) / 2 + self.waiting * waited


WEIGHTS = Weights()


LOW = 0.45  # chance of the best candidate below which there is "nog geen goed voorstel"


@dataclass(frozen=True)
class Part:
    name: str
    value: float  # 0..1
    weight: float


@dataclass(frozen=True)
class Score:
    """`value` is the chance, 0..1, that this offer is about what is asked."""

    value: float
    parts: tuple[Part, ...]
    shared: tuple[str, ...] = ()  # concepts of both, best first
    related: tuple[tuple[str, str], ...] = ()  # (need's, offer's) when nothing is shared
    steps: int | None = None
    day_parts: tuple[int, ...] = ()  # that both prefer
    facts: tuple[str, ...] = ()  # what else was measured and is so: "kind", "theme", "words"
    organisation: bool = False  # the giver is one

    def as_json(self) -> dict[str, Any]:
        """Ids and numbers only: what a Match keeps, and what `reasons` reads."""
        return {
            "value": round(self.value, 4),
            "parts": {part.name: [round(part.value, 4), part.weight] for part in self.parts},
            "shared": list(self.shared),
            "related": [list(pair) for pair in self.related],
            "steps": self.steps,
            "day_parts": list(self.day_parts),
            "facts": list(self.facts),
            "organisation": self.organisation,
        }


def is_good(found: Score) -> bool:
    """Whether a need's best candidate may be proposed; otherwise the coordinator looks at the nearest ones."""
    return found.value >= LOW


def score(
    need: Profile,
    offer: Profile,
    pool: Pool,
    *,
    today: date,
    weights: Weights = WEIGHTS,
) -> Score | Refusal:
    """Filters first; all that fail are named, and nothing in common is one of them."""
    overlap = pool.overlap(need, offer)
    why = failures(need, offer, today)
    if overlap.is_nothing:
        why += (Why.NOTHING_IN_COMMON,)
    if why:
        return Refusal(why, missing(need, offer))
    return fit(need, offer, overlap, weights)


def best(
    need: Profile, pool: Pool, *, today: date, weights: Weights = WEIGHTS, count: int = 20
) -> list[tuple[int, Score]]:
    """Offer ids with their scores, best first, at most `count`; ties by id."""
    found = [
        (offer.id, fit(need, offer, overlap, weights))
        for offer, overlap in pool.overlaps(need)
        if not failures(need, offer, today)
    ]
    return sorted(found, key=lambda pair: (-pair[1].value, pair[0]))[:count]


def fit(need: Profile, offer: Profile, overlap: Overlap, weights: Weights = WEIGHTS) -> Score:
    """The score of a pair that passed every filter and has something in common."""
    same_kind = bool((need.kinds & offer.kinds) - NO_KIND)
    kind_known = bool(need.kinds - NO_KIND and offer.kinds - NO_KIND)
    same_theme = bool(need.theme and need.theme == offer.theme)
    steps, both = need.steps_to(offer), need.shared_day_parts(offer)
    parts = (
        Part("concepts", overlap.concepts, weights.concepts),
        Part("words", overlap.words, weights.words),
        Part("letters", overlap.letters, weights.letters),
        Part("kind", float(same_kind), weights.kind),
        Part("theme", float(same_theme), weights.theme),
        Part("distance", 0.0 if steps is None else NEARNESS[steps], weights.distance),
        Part("time", _time(need, offer, both), weights.time),
    )
    facts = {"kind": same_kind, "theme": same_theme, "words": overlap.rare_words > 0 and not overlap.shared}
    total = sum(part.value * part.weight for part in parts)
    return Score(
        value=weights.chance(total, kind_known=kind_known, theme_known=bool(need.theme and offer.theme)),
        parts=parts,
        shared=overlap.shared[:KEPT],
        related=overlap.related[:KEPT],
        steps=steps,
        day_parts=tuple(sorted(both)),
        facts=tuple(name for name, true in facts.items() if true),
        organisation=offer.organisation is not None,
    )


def _time(need: Profile, offer: Profile, both: frozenset[int]) -> float:
    """Who has no preference can always; otherwise the share of the need's day-parts on which the offer can too."""
    if not need.day_parts or not offer.day_parts:
        return 1.0
    return len(both) / len(need.day_parts)


def confirmed(profile: Profile, concepts: frozenset[str]) -> Profile:
    """The same profile after a person said which concepts it is about."""
    return replace(profile, features=profile.features.confirm(concepts))

"""Hard filters: why an offer can never be proposed for a need. All that fail are named, for "waarom niet"."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from needs.matching.profile import Profile


class Why(enum.StrEnum):
    ONESELF = "oneself"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    FULL = "full"
    REQUIREMENT = "requirement"
    TRUST = "trust"
    TOO_FAR = "too_far"
    NO_SHARED_TIME = "no_shared_time"
    UNSURE = "unsure"  # possible, but less likely than the wijk wants: see Policy.least
    NOTHING_IN_COMMON = "nothing_in_common"  # the text floor: see relevance.Overlap.is_nothing


@dataclass(frozen=True)
class Refusal:
    """Not possible. `missing` holds the codes of the requirements that are not met, of both sides."""

    why: tuple[Why, ...]
    missing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, list[str]]:
        return {"why": [str(reason) for reason in self.why], "missing": list(self.missing)}


def failures(need: Profile, offer: Profile, today: date) -> tuple[Why, ...]:
    """Names of all filters that this pair fails, in the order of the list."""
    return tuple(why for why, fails in FILTERS if fails(need, offer, today))


def missing(need: Profile, offer: Profile) -> tuple[str, ...]:
    return tuple(sorted((need.needed - offer.met) | (offer.needed - need.met)))


def _is_oneself(need: Profile, offer: Profile, today: date) -> bool:
    same_person = need.person is not None and need.person == offer.person
    return same_person or (need.organisation is not None and need.organisation == offer.organisation)


def _is_blocked(need: Profile, offer: Profile, today: date) -> bool:
    return need.person in offer.blocked or offer.person in need.blocked


def _is_expired(need: Profile, offer: Profile, today: date) -> bool:
    return any(side.expires is not None and side.expires < today for side in (need, offer))


def _is_full(need: Profile, offer: Profile, today: date) -> bool:
    return offer.places < 1 or need.places < 1


def _lacks(need: Profile, offer: Profile, today: date) -> bool:
    return bool(missing(need, offer))


def _lacks_trust(need: Profile, offer: Profile, today: date) -> bool:
    return offer.trust < need.trust_needed or need.trust < offer.trust_needed


def _is_too_far(need: Profile, offer: Profile, today: date) -> bool:
    """A distance that nobody knows refuses nobody."""
    steps = need.steps_to(offer)
    return steps is not None and steps > min(need.reach, offer.reach)


def _has_no_time(need: Profile, offer: Profile, today: date) -> bool:
    return bool(need.day_parts and offer.day_parts and not need.shared_day_parts(offer))


FILTERS: tuple[tuple[Why, Callable[[Profile, Profile, date], bool]], ...] = (
    (Why.ONESELF, _is_oneself),
    (Why.BLOCKED, _is_blocked),
    (Why.EXPIRED, _is_expired),
    (Why.FULL, _is_full),
    (Why.REQUIREMENT, _lacks),
    (Why.TRUST, _lacks_trust),
    (Why.TOO_FAR, _is_too_far),
    (Why.NO_SHARED_TIME, _has_no_time),
)

"""Profile: what the engine knows of a need or an offer. Both reduce to the same thing, so that one rule reads both."""

import enum
from dataclasses import dataclass, field
from datetime import date

from wijk.themes.analysis import Features

SAME_BUURT, ADJOINING_BUURT, SAME_WIJK = 0, 1, 2  # steps between two buurten; there is nothing farther


class Side(enum.StrEnum):
    NEED = "need"
    OFFER = "offer"


@dataclass(frozen=True)
class Profile:
    """Frozen, without a name or a word of anybody. Empty always means "not known" or "does not matter"."""

    side: Side
    id: int
    features: Features = field(default_factory=Features)
    kinds: frozenset[str] = frozenset()
    theme: str = ""  # a theme's code
    buurt: str = ""  # a buurt's code
    adjoining: frozenset[str] = frozenset()  # codes of the buurten beside it
    reach: int = SAME_WIJK  # the most steps that this side accepts
    day_parts: frozenset[int] = frozenset()  # 0..20: day of the week × 3 + morning, afternoon, evening; empty is any
    needed: frozenset[str] = frozenset()  # codes of what the other side must meet
    met: frozenset[str] = frozenset()  # codes of what this side meets
    trust_needed: int = 0  # 0..3, asked of the other side
    trust: int = 0  # 0..3
    places: int = 1  # how many proposals it can still have
    waiting_days: int = 0
    urgency: int = 0  # 0..2
    person: int | None = None
    organisation: int | None = None
    blocked: frozenset[int] = frozenset()  # persons who are never proposed to this side
    expires: date | None = None  # the last day on which it counts

    def steps_to(self, other: "Profile") -> int | None:
        """0 in the same buurt, 1 in adjoining ones, 2 farther; None when one of the two is not known."""
        if not self.buurt or not other.buurt:
            return None
        if self.buurt == other.buurt:
            return SAME_BUURT
        beside = other.buurt in self.adjoining or self.buurt in other.adjoining
        return ADJOINING_BUURT if beside else SAME_WIJK

    def shared_day_parts(self, other: "Profile") -> frozenset[int]:
        """Empty also when one of the two has no preference."""
        return self.day_parts & other.day_parts

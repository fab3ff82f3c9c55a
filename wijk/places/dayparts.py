"""Parts of the week: 21 day-parts, 0 to 20, day (Monday 0) × 3 + morning, afternoon, evening. Pure.

People choose four moments; an empty choice, and an empty list, is any time.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

MORNING, AFTERNOON, EVENING, WEEKEND = "morning", "afternoon", "evening", "weekend"
MOMENTS = (
    (MORNING, _("Doordeweeks in de ochtend")),
    (AFTERNOON, _("Doordeweeks in de middag")),
    (EVENING, _("Doordeweeks in de avond")),
    (WEEKEND, _("In het weekend")),
)
_PART = {MORNING: 0, AFTERNOON: 1, EVENING: 2}
_SETS = {moment: frozenset(day * 3 + part for day in range(5)) for moment, part in _PART.items()}
_SETS[WEEKEND] = frozenset(range(15, 21))


def day_parts(chosen: Iterable[str]) -> list[int]:
    return sorted(frozenset().union(*(_SETS[moment] for moment in chosen if moment in _SETS)))


def moments(parts: Iterable[int]) -> list[str]:
    """The moments that lie wholly inside these day-parts."""
    inside = frozenset(parts)
    return [moment for moment, _words in MOMENTS if _SETS[moment] <= inside]


def on_weekday(weekday: int) -> frozenset[int]:
    return frozenset(weekday * 3 + part for part in range(3))

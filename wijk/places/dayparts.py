"""Parts of the week: 21 day-parts, 0 to 20, day (Monday 0) × 3 + morning, afternoon, evening. Pure.

People choose four moments; an empty choice, and an empty list, is any time.
"""

from collections.abc import Iterable

from django.utils.translation import gettext
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


ANY_TIME = frozenset(range(21))
DAYS = (_("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"), _("zaterdag"), _("zondag"))
PARTS = (_("ochtend"), _("middag"), _("avond"))
WHOLES = (  # the widest first: what it says is not said again
    (ANY_TIME, _("altijd")),
    (_SETS[MORNING] | _SETS[AFTERNOON] | _SETS[EVENING], _("doordeweeks")),
    (_SETS[MORNING] | _SETS[AFTERNOON], _("doordeweeks overdag")),
    (_SETS[MORNING], _("doordeweeks in de ochtend")),
    (_SETS[AFTERNOON], _("doordeweeks in de middag")),
    (_SETS[EVENING], _("doordeweeks in de avond")),
    (_SETS[WEEKEND], _("in het weekend")),
    *((on_weekday(day), words) for day, words in enumerate(DAYS)),
)


def in_words(parts: Iterable[int]) -> list[str]:
    """{3} → ['dinsdagochtend']; {0, 3, 6, 9, 12, 15} → ['doordeweeks in de ochtend', 'zaterdagochtend'].

    An empty set is any time. Raises ValueError for a number outside 0 to 20.
    """
    left = frozenset(parts) or ANY_TIME
    if not left <= ANY_TIME:
        raise ValueError("day-parts go from 0 to 20")
    said = []
    for whole, words in WHOLES:
        if whole <= left:
            said.append(str(words))
            left -= whole
    return said + [gettext("%(day)s%(part)s") % {"day": DAYS[n // 3], "part": PARTS[n % 3]} for n in sorted(left)]

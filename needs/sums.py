"""How a match was computed, for the coordinator: each part times its weight, their sum, and the chance.

sums.of(match.parts)  →  Sums(rows=[Row("Dezelfde begrippen", 80, 1.0, 0.8), …], total=0.93, percentage=74)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS = {  # by name of the part, in the order of the page
    "concepts": _("Dezelfde begrippen"),
    "words": _("Dezelfde woorden"),
    "letters": _("Woorden die op elkaar lijken"),
    "kind": _("Dezelfde soort hulp"),
    "theme": _("Hetzelfde thema"),
    "distance": _("Dichtbij"),
    "time": _("Tijd die past"),
}


@dataclass(frozen=True)
class Row:
    label: Any
    percentage: int  # how strong it is, 0..100
    weight: float
    product: float


@dataclass(frozen=True)
class Sums:
    rows: list[Row]
    total: float
    percentage: int  # the chance that the offer is about what is asked, 0..100


def of(parts: Mapping[str, Any]) -> Sums | None:
    """`parts` is what a Match keeps: `Score.as_json()`. None when nobody computed it."""
    found = parts.get("parts") or {}
    rows = [
        Row(label, round(100 * found[name][0]), found[name][1], found[name][0] * found[name][1])
        for name, label in LABELS.items()
        if name in found
    ]
    if not rows or "value" not in parts:
        return None
    return Sums(rows, sum(row.product for row in rows), round(100 * parts["value"]))

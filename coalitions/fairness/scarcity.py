"""What is asked and hardly offered: a signal for whom to look for, per concept."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from needs.models import Match, Need
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes import current
from wijk.themes.analysis import Features, suggest

REASON = "what is asked and hardly offered"
AT_MOST = 8


@dataclass(frozen=True)
class Scarce:
    label: str
    asked: int
    offered: int


def scarce(wijk: Neighbourhood) -> list[Scarce]:
    """Concepts of open needs for which nothing was chosen, most asked per offer first."""
    chosen = Match.objects.within(wijk, reason=REASON).filter(chosen=True).values("need")
    needs = Need.objects.within(wijk, reason=REASON).matchable().exclude(pk__in=chosen)
    asked = _first_concepts(needs.values_list("features", flat=True))
    offers = Offer.objects.within(EVERYWHERE, reason=REASON).standing().serving(wijk)
    offered = _first_concepts(offers.values_list("features", flat=True))
    concepts = current.of(wijk).concepts
    found = [Scarce(_(concepts[code].label), n, offered[code]) for code, n in asked.items() if code in concepts]
    return sorted(found, key=lambda row: (-row.asked / (1 + row.offered), row.label))[:AT_MOST]


def _first_concepts(stored: object) -> Counter[str]:
    """Each text counts once, for the concept that it is most about."""
    found: Counter[str] = Counter()
    for features in stored:  # type: ignore[attr-defined] # a queryset of values
        found.update(suggest(Features.from_json(features), 1))
    return found

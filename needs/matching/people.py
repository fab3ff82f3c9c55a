"""What the engine must know of people: who is not here, whom the coordinator spoke to, who is kept apart. Impure."""

from collections import defaultdict
from typing import Any

from django.db.models import Q

from members.models import Departure, Membership, User
from needs.models import Apart
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

REASON = "the engine matches a whole neighbourhood"


def absent(askers: set[int], standing: Any) -> set[int]:
    """Givers in a subquery: a list of 900 numbers costs more than the whole answer."""
    here = Q(pk__in=askers) | Q(pk__in=standing.values("person"))
    gone = Q(is_active=False) | Q(pk__in=Departure.objects.filter(back_at=None).values("person"))
    return set(User.objects.filter(here, gone).values_list("pk", flat=True))


def spoken(neighbourhood: Neighbourhood) -> set[int]:
    rows = Membership.objects.current().filter(neighbourhood=neighbourhood)
    return set(rows.exclude(met_at=None).values_list("user", flat=True))


def apart(askers: set[int]) -> dict[int, frozenset[int]]:
    """By asker: who is never proposed."""
    rows = Apart.objects.within(EVERYWHERE, reason=REASON).filter(Q(first__in=askers) | Q(second__in=askers))
    found = defaultdict(set)
    for first, second in rows.values_list("first", "second"):
        found[first].add(second)
        found[second].add(first)
    return {person: frozenset(others) for person, others in found.items()}

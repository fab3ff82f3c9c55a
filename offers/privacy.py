"""Who sees an offer, and how much of it.

- Everybody, also without logging in: title, own words, limits, buurt, days. The giver stays "een buur uit …".
- The giver: the own offers, also paused and ended ones. A worker: those of the own organisation.
- The coordinator: all of the own wijk, with the giver.
- A giver's name and number are never on an offer's page; they come after two times yes (`needs/privacy.py`).
"""

from typing import Any

from django.db.models import Q
from django.utils import timezone


def public() -> Q:
    today = timezone.localdate()
    return Q(status="open") & (Q(until=None) | Q(until__gte=today))


def visible(person: Any) -> Q:
    if not person.is_authenticated:
        return public()
    theirs = Q(person=person) | Q(organisation__in=person.organisations())
    return public() | theirs | Q(neighbourhood__in=person.coordinated_neighbourhoods())


def concept_visible(person: Any) -> Q:
    """The giver, the giving organisation and the coordinator."""
    if not person.is_authenticated:
        return Q(pk__in=())
    theirs = Q(about__person=person) | Q(about__organisation__in=person.organisations())
    return theirs | Q(about__neighbourhood__in=person.coordinated_neighbourhoods())

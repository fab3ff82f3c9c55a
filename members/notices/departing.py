"""Somebody moved, was admitted or died: queued mail stops in the same transaction."""

from members.models import Departure, User
from members.notices.models import Notice
from wijk.places.scopes import EVERYWHERE


def departed(person: User) -> bool:
    """Nothing may reach this person now, no mail and no call."""
    return not person.is_active or Departure.objects.filter(person=person, back_at=None).exists()


def leave(departure: Departure) -> None:
    queued = Notice.objects.within(EVERYWHERE, reason="somebody departed").filter(person=departure.person)
    queued.filter(status__in=(Notice.Status.QUEUED, Notice.Status.SENDING)).update(status=Notice.Status.STOPPED)

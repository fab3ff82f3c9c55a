"""Doorbells of this floor: an offer that runs out is announced, then ended; a pause that is over ends."""

from celery import shared_task
from django.utils import timezone

from members.notices.models import Notice
from offers.models import WARNING, Offer
from wijk.places.scopes import EVERYWHERE

REASON = "a sweep finds what is due"


@shared_task
def warn_expiring_offers() -> int:
    """Two weeks before; the mail leads to one click that keeps it half a year more."""
    soon = timezone.localdate() + WARNING
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).standing().filter(warned_on=None, until__lte=soon)
    warned = 0
    for offer in rows.exclude(person=None).select_related("person", "neighbourhood"):
        period = f"{offer.pk}-{offer.until}"
        Notice.objects.tell(offer.person, "offer.expires", period, neighbourhood=offer.neighbourhood, offer=offer.pk)
        offer.warned_on = timezone.localdate()
        offer.save(update_fields=["warned_on"])
        warned += 1
    return warned


@shared_task
def end_expired_offers() -> int:
    today = timezone.localdate()
    rows = Offer.objects.within(EVERYWHERE, reason=REASON)
    over = list(rows.filter(status=Offer.Status.OPEN, until__lt=today))
    for offer in over:
        offer.end(by=None)
    for offer in rows.filter(status=Offer.Status.PAUSED, paused_until__lt=today):
        offer.resume(by=None)
    return len(over)

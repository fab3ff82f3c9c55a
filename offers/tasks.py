"""Doorbells of this floor: an offer that runs out is announced, then ended; a pause that is over ends."""

from celery import shared_task
from django.utils import timezone

from members.notices.models import Notice
from offers import reading
from offers.models import WARNING, Offer
from wijk import journal
from wijk.journal.sweeps import each
from wijk.places.scopes import EVERYWHERE
from wijk.themes.rereading import reread

REASON = "a sweep finds what is due"


@shared_task
def warn_expiring_offers() -> int:
    """Two weeks before; the mail leads to one click that keeps it half a year more."""
    soon = timezone.localdate() + WARNING
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).standing().filter(warned_on=None, until__lte=soon)
    theirs = rows.exclude(person=None).select_related("person", "neighbourhood")
    return each(theirs, _warn, what="offers that run out")


def _warn(offer: Offer) -> None:
    """By mail; for a giver without mail the journal says so, and a floor above plans a call."""
    period, wijk, giver = f"{offer.pk}-{offer.until}", offer.neighbourhood, offer.person
    offer.warned_on = timezone.localdate()
    offer.save(update_fields=["warned_on"])
    if giver is None or not Notice.objects.tell(giver, "offer.expires", period, neighbourhood=wijk, offer=offer.pk):
        journal.write("offer.expiring", offer, by=None)


@shared_task
def end_expired_offers() -> int:
    today = timezone.localdate()
    rows = Offer.objects.within(EVERYWHERE, reason=REASON)
    rested = rows.filter(status=Offer.Status.PAUSED, paused_until__lt=today)
    each(rested, lambda offer: offer.resume(by=None), what="offers that rested")
    over = rows.filter(status=Offer.Status.OPEN, until__lt=today)
    return each(over, lambda offer: offer.end(by=None), what="offers that are over")


@shared_task
def reread_old_offers() -> int:
    """After a new version of the analysis or of the thesaurus, each row is read again; the night matches anew."""
    return reread(Offer.objects.within(EVERYWHERE, reason=REASON), reading.reread)

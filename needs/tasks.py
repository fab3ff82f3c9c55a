"""Doorbells of this floor: each finds what is due by its date and rings it, one transaction a row."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from needs.matching import engine
from needs.models import CallTask, Draft, FollowUp, Need, Proposal
from needs.models.draft import KEPT
from needs.models.need import WARNING
from needs.telling import tell
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

REASON = "a sweep finds what is due"


@shared_task
def ask_due_followups() -> int:
    """The day after, or later: ask both sides how it went."""
    due = list(FollowUp.objects.within(EVERYWHERE, reason=REASON).due())
    for followup in due:
        followup.ask()
    return len(due)


@shared_task
def expire_proposals() -> int:
    """Nobody answered in time: the place comes free and the search goes on."""
    expired = list(Proposal.objects.within(EVERYWHERE, reason=REASON).expired())
    for proposal in expired:
        proposal.end(Proposal.Status.EXPIRED, by=None)
    return len(expired)


@shared_task
def warn_expiring_needs() -> int:
    """A week before a need is no longer searched for: ask whether it may stay."""
    soon = timezone.localdate() + WARNING
    rows = Need.objects.within(EVERYWHERE, reason=REASON).under_way()
    # An old warning does not count for a need that was opened again and got a new end date.
    rows = rows.filter(Q(warned_on=None) | Q(warned_on__lt=F("expires_on") - WARNING), expires_on__lte=soon)
    warned = 0
    for need in rows.select_related("asker", "neighbourhood"):
        with transaction.atomic():
            need.warned_on = timezone.localdate()
            need.save(update_fields=["warned_on"])
            period = f"{need.pk}-{need.expires_on}"
            tell(need.asker, "need.expires", period, CallTask.Reason.EXPIRES, need=need, about=need.pk)
        warned += 1
    return warned


@shared_task
def rematch_all() -> int:
    """Every night, each neighbourhood: waiting time and expiry change what is best."""
    return sum(engine.rematch(neighbourhood) is not None for neighbourhood in Neighbourhood.objects.all())


@shared_task
def forget_old_drafts() -> int:
    return Draft.objects.filter(touched_at__lt=timezone.now() - KEPT - timedelta(days=1)).delete()[0]

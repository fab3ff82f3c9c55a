"""Doorbells of this floor: each finds what is due by its date and rings it, one transaction a row."""

from datetime import timedelta

from celery import shared_task
from django.db.models import F, Q
from django.utils import timezone

from needs import reading
from needs.matching import engine
from needs.models import CallTask, Draft, FollowUp, Need, Proposal
from needs.models.draft import KEPT
from needs.models.need import WARNING
from needs.telling import tell
from wijk.journal.sweeps import each, everywhere
from wijk.places.scopes import EVERYWHERE
from wijk.themes.rereading import reread

REASON = "a sweep finds what is due"


@shared_task
def ask_due_followups() -> int:
    """The day after, or later: ask both sides how it went."""
    due = FollowUp.objects.within(EVERYWHERE, reason=REASON).due()
    return each(due, lambda followup: followup.ask(), what="follow-ups")


@shared_task
def expire_proposals() -> int:
    """Nobody answered in time: the place comes free and the search goes on."""
    expired = Proposal.objects.within(EVERYWHERE, reason=REASON).expired()
    return each(expired, lambda proposal: proposal.end(Proposal.Status.EXPIRED, by=None), what="proposals")


@shared_task
def warn_expiring_needs() -> int:
    """A week before a need is no longer searched for: ask whether it may stay."""
    soon = timezone.localdate() + WARNING
    rows = Need.objects.within(EVERYWHERE, reason=REASON).under_way()
    # An old warning does not count for a need that was opened again and got a new end date.
    rows = rows.filter(Q(warned_on=None) | Q(warned_on__lt=F("expires_on") - WARNING), expires_on__lte=soon)
    return each(rows.select_related("asker", "neighbourhood"), _warn, what="needs that run out")


def _warn(need: Need) -> None:
    need.warned_on = timezone.localdate()
    need.save(update_fields=["warned_on"])
    period = f"{need.pk}-{need.expires_on}"
    tell(need.asker, "need.expires", period, CallTask.Reason.EXPIRES, need=need, about=need.pk)


@shared_task
def rematch_all() -> int:
    """Every night, each neighbourhood: waiting time and expiry change what is best."""
    return everywhere(lambda wijk: engine.rematch(wijk) is not None, what="matching a wijk")


@shared_task
def forget_old_drafts() -> int:
    return Draft.objects.filter(touched_at__lt=timezone.now() - KEPT - timedelta(days=1)).delete()[0]


@shared_task
def reread_old_needs() -> int:
    """After a new version of the analysis or of the thesaurus, each row is read again; the night matches anew."""
    return reread(Need.objects.within(EVERYWHERE, reason=REASON), reading.reread)

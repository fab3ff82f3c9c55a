"""Doorbells of this floor: each finds what is due by its date and rings it, one transaction a row."""

import time
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from members.notices.models import Notice
from needs import braking, reading
from needs.matching import engine
from needs.models import BreakGlass, Bundle, CallTask, FollowUp, Need, Proposal, Rematch
from needs.models.need import WARNING
from needs.proposing import propose_best
from needs.telling import tell
from needs.together import finding
from wijk.journal.sweeps import each, everywhere
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.rereading import reread

LONG_ENOUGH = 60  # seconds; a task is stopped after ninety
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
def rematch_due() -> int:
    """Solve each neighbourhood that is due, one after another; several workers share the heap.

    What is left after `LONG_ENOUGH` stays due, for the next sweep. Returns how many were solved.
    """
    until, solved = time.monotonic() + LONG_ENOUGH, 0
    while time.monotonic() < until and _rematch_one():
        solved += 1
    return solved


def _rematch_one() -> bool:
    """Proposals come after the run, in transactions of their own: they lock needs, and a run reads them all."""
    solved = _solve_one()
    if solved is None:
        return False
    propose_best(solved)
    return True


@transaction.atomic
def _solve_one() -> Neighbourhood | None:
    """The row goes in the transaction of the run: a crash leaves it due. None when nothing is due."""
    rows = Rematch.objects.due().select_for_update(skip_locked=True, of=("self",))
    due = rows.select_related("neighbourhood__municipality").first()
    if due is None:
        return None
    due.delete()
    if engine.rematch(due.neighbourhood) is None:  # somebody is at it, and may have read before this was due
        Rematch.objects.plan([due.neighbourhood])
    solved: Neighbourhood = due.neighbourhood
    return solved


@shared_task
def rematch_all() -> int:
    """Every night, each neighbourhood: waiting time and expiry change what is best."""
    wijken = list(Neighbourhood.objects.all())
    Rematch.objects.plan(wijken, wait=timedelta(0))
    return len(wijken)


@shared_task
def find_bundles() -> int:
    """Every night, each neighbourhood: open needs that are alike become ideas for the coordinator."""
    return everywhere(finding.find, what="needs that are alike")


@shared_task
def expire_bundles() -> int:
    """Too few answered in time, or nothing was made of it: nobody waits for it any longer."""
    expired = Bundle.objects.within(EVERYWHERE, reason=REASON).expired()
    return each(expired, lambda bundle: bundle.drop(by=None), what="bundles")


@shared_task
def reread_old_needs() -> int:
    """After a new version of the analysis or of the thesaurus, each row is read again; the night matches anew."""
    return reread(Need.objects.within(EVERYWHERE, reason=REASON), reading.reread)


@shared_task
def report_glasses() -> int:
    """Every Monday each board hears how often technical administration was let in last week, if at all."""
    since = timezone.now() - timedelta(days=7)
    rows = BreakGlass.objects.within(EVERYWHERE, reason="the weekly list").filter(at__gt=since)
    week, told = f"{timezone.localdate():%G-W%V}", 0
    for wijk in Neighbourhood.objects.filter(pk__in=rows.values("need__neighbourhood")):
        times = rows.filter(need__neighbourhood=wijk).count()
        for person in braking.board(wijk):
            told += Notice.objects.tell(person, "glass.week", f"{wijk.pk}:{week}", neighbourhood=wijk, times=times)
    return told

"""Putting back in time what the verbs recorded as today."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from needs.models import CallTask, Contact, FollowUp, Need, Outcome, Proposal, Share
from needs.models.answer import Answer
from offers.models import Offer
from wijk.journal.models import Entry, Errand
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

REASON = "the demo puts its story in the past"
# Days before the end, for each kind of event; what is not named happened at the end itself.
BEFORE = {"contact.logged": 8, "need.proposed": 6, "proposal.made": 6, "proposal.answered": 4, "need.agreed": 4}
BEFORE |= {"proposal.agreed": 4, "followup.scheduled": 4, "proposal.withdrawn": 4, "proposal.declined": 4}
BEFORE |= {"followup.asked": 1, "need.aftercare": 1, "share.given": 6, "share.reached": 5, "share.answered": 3}
FIRST = ("need.registered", "need.matched")


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days, hours=days % 7, minutes=days * 13 % 60)


def put_back(need: Need, *, days: int, waited: int) -> None:
    """The end, or how it is now, was `days` ago; it was asked `waited` days before that."""
    here = {"reason": REASON}
    began, ended = days_ago(days + waited), days_ago(days)
    made, said, asked = (days_ago(days + min(before, waited)) for before in (6, 4, 1))
    needs = Need.objects.within(EVERYWHERE, **here).filter(pk=need.pk)
    needs.update(registered_at=began, status_since=began if need.status == "new" else ended)
    proposals = Proposal.objects.within(EVERYWHERE, **here).filter(need=need)
    proposals.update(made_at=made)
    proposals.exclude(ended_at=None).update(ended_at=ended, expires_on=ended.date())
    Answer.objects.filter(proposal__need=need).update(at=said)
    follow = FollowUp.objects.within(EVERYWHERE, **here).filter(proposal__need=need).exclude(asked_at=None)
    follow.update(asked_at=asked, due_on=asked.date(), call_on=timezone.localdate())
    follow.exclude(answered_at=None).update(answered_at=ended, call_on=None)
    Contact.objects.within(EVERYWHERE, **here).filter(need=need).update(at=days_ago(days + min(8, waited)))
    Share.objects.within(EVERYWHERE, **here).filter(need=need).update(made_at=said)
    CallTask.objects.within(EVERYWHERE, **here).filter(need=need).update(made_at=ended)
    Outcome.objects.within(EVERYWHERE, **here).filter(need=need).update(at=ended)
    _journal(need, days, waited)


def _journal(need: Need, days: int, waited: int) -> None:
    rows = Q(subject="needs.need", subject_id=need.pk)
    for model in (Proposal, FollowUp, Outcome, Contact, Share):
        owner = "proposal__need" if model is FollowUp else "need"
        ids = model.objects.within(EVERYWHERE, reason=REASON).filter(**{owner: need}).values("pk")
        rows |= Q(subject=model._meta.label_lower, subject_id__in=ids)
    entries = Entry.objects.within(EVERYWHERE, reason=REASON).filter(rows)
    for verb in set(entries.values_list("verb", flat=True)):
        before = waited if verb in FIRST else min(BEFORE.get(verb, 0), waited)
        entries.filter(verb=verb).update(at=days_ago(days + before))


def forget_asking(offer: Offer | None) -> None:
    """It was long ago: it no longer counts for how often somebody may be asked this month."""
    if offer is not None:
        Offer.objects.within(EVERYWHERE, reason=REASON).filter(pk=offer.pk).update(asked=0, asked_since=None)


def nobody_reacts(wijk: Neighbourhood) -> None:
    """What happened in the past has been told already: no mail, no call."""
    Errand.objects.filter(done_at=None, entry__neighbourhood=wijk).update(done_at=timezone.now())

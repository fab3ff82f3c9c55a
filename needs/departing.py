"""Somebody moved, was admitted or died: everything of theirs stops here, in the transaction that records it."""

from typing import Any

from django.utils import timezone

from members.models import Departure
from needs import lifecycle
from needs.assigning import hand_over
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal
from wijk.places.scopes import EVERYWHERE

REASON = "somebody departed"


def leave(departure: Departure) -> None:
    """Matched neighbours are told by the coordinator in person, never by mail."""
    person, by = departure.person, departure.by
    for neighbourhood in person.coordinated_neighbourhoods():
        hand_over(person, neighbourhood, by=None)
    followups = FollowUp.objects.within(EVERYWHERE, reason=REASON).waiting()
    mine = followups.filter(proposal__need__asker=person) | followups.filter(proposal__helper=person)
    mine.update(stopped_at=timezone.now())
    CallTask.objects.within(EVERYWHERE, reason=REASON).open().filter(person=person).update(
        done_at=timezone.now(), done_by=by
    )
    for need in Need.objects.within(EVERYWHERE, reason=REASON).under_way().filter(asker=person).order_by("pk"):
        for proposal in need.proposals.live().order_by("offer_id"):
            tell_in_person(proposal.helper, proposal)
            proposal.end(Proposal.Status.WITHDRAWN, by=by)
        need.refresh_from_db()
        for share in need.shares.live():
            share.withdraw(by=by)
        need.refresh_from_db()
        if need.status in lifecycle.UNDER_WAY:
            Outcome.objects.close(need, departure.kind, by=by, who=lifecycle.Who.COORDINATOR)
    helping = Proposal.objects.within(EVERYWHERE, reason=REASON).live().filter(helper=person)
    for proposal in helping.order_by("need_id", "offer_id"):
        tell_in_person(proposal.need.asker, proposal)
        proposal.end(Proposal.Status.WITHDRAWN, by=by)


def tell_in_person(person: Any, proposal: Proposal) -> None:
    """The coordinator says to the other side that it is off: a mail would be cold, or would say why."""
    if person is not None:
        CallTask.objects.plan(
            CallTask.Reason.TELL,
            neighbourhood=proposal.need.neighbourhood,
            person=person,
            need=proposal.need,
            proposal=proposal,
        )

"""Two rows are one person: their needs, the proposals to them and the calls about them.

Nobody is proposed to themselves, nobody is asked twice for one need, and one matter is one call.
"""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from members.models import User
from needs.models import Apart, CallTask, Contact, Need, Proposal
from wijk.places.scopes import EVERYWHERE

REASON = "two rows are one person"
MOVES = {
    "needs.Need.asker",
    "needs.Proposal.helper",
    "needs.CallTask.person",
    "needs.Contact.person",
    "needs.Apart.first",
    "needs.Apart.second",
    # what somebody looks after goes on, so it moves; what somebody did stays
    "needs.Need.assignee",
}
STAYS = {
    "needs.Bundle.by",
    "needs.BundledNeed.by",
    "needs.Need.entered_by",
    "needs.Proposal.by",
    "needs.Answer.by",
    "needs.Apart.by",
    "needs.NeedConcept.by",
    "needs.BreakGlass.by",
    "needs.FollowUp.answered_by",
    "needs.CallTask.done_by",
    "needs.Contact.by",
    "needs.Outcome.by",
    "needs.Share.given_by",
    "needs.Share.replied_by",
}


def move(gone: User, into: User, *, by: Any) -> None:
    _lock(gone, into)
    _needs(assignee=gone).update(assignee=into)
    _needs(asker=gone).update(asker=into)
    Proposal.objects.within(EVERYWHERE, reason=REASON).filter(helper=gone).update(helper=into)
    _end_what_is_double(into, by=by)
    Contact.objects.within(EVERYWHERE, reason=REASON).filter(person=gone).update(person=into)
    CallTask.objects.within(EVERYWHERE, reason=REASON).filter(person=gone).update(person=into)
    _strike_off_twins(into, by=by)
    _keep_apart(gone, into, by=by)


def _keep_apart(gone: User, into: User, *, by: Any) -> None:
    """Whom either is never proposed to, the one who stays is never proposed to."""
    rows = Apart.objects.within(EVERYWHERE, reason=REASON).filter(Q(first=gone) | Q(second=gone))
    for row in rows.select_related("first", "second", "neighbourhood"):
        other = row.second if row.first_id == gone.pk else row.first
        row.delete()
        if other.pk != into.pk:
            Apart.objects.keep(into, other, neighbourhood=row.neighbourhood, by=by)


def _needs(**whose: Any) -> Any:
    return Need.objects.within(EVERYWHERE, reason=REASON).filter(**whose)


def _lock(*people: User) -> None:
    """Need first, as in every verb; in the order of their ids."""
    theirs = Q(asker__in=people) | Q(pk__in=_live(people).values("need"))
    list(Need.objects.within(EVERYWHERE, reason=REASON).filter(theirs).order_by("pk").locked().values_list("pk"))


def _live(people: Any) -> Any:
    return Proposal.objects.within(EVERYWHERE, reason=REASON).live().filter(helper__in=people)


def _end_what_is_double(person: User, *, by: Any) -> None:
    """Of two proposals to one helper the one that was agreed or answered stays."""
    rows = _live([person]).annotate(said=Count("answers")).select_related("need")
    seen: set[int] = set()
    for proposal in sorted(rows, key=lambda row: (row.status != "agreed", -row.said, row.pk)):
        if proposal.need.asker_id == person.pk or proposal.need_id in seen:
            proposal.end(Proposal.Status.WITHDRAWN, by=by)
        seen.add(proposal.need_id)


def _strike_off_twins(person: User, *, by: Any) -> None:
    seen = set()
    for task in (
        CallTask.objects.within(EVERYWHERE, reason=REASON).open().filter(person=person).order_by("due_on", "pk")
    ):
        about = (task.neighbourhood_id, task.reason, task.need_id, task.organisation_id, task.proposal_id, task.note)
        if about in seen:
            task.done_at, task.done_by = timezone.now(), by
            task.save(update_fields=["done_at", "done_by"])
        seen.add(about)

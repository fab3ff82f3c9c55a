"""A planned call falls away when what it was about is over, as a mail does: nobody is called for nothing.

These are reactions, in a file of their own; `reactions.py` names it.
"""

from typing import Any

from django.utils import timezone

from members.models import User
from needs.models import CallTask, FollowUp, Proposal
from wijk import journal
from wijk.journal.post import subject_of
from wijk.places.scopes import EVERYWHERE

R = CallTask.Reason


@journal.on("proposal.answered")
def whoever_answered_is_not_called(entry: Any) -> None:
    proposal: Any = subject_of(entry)
    if proposal is not None:
        person = proposal.need.asker if entry.ids["side"] == "asker" else proposal.helper
        _call_off(proposal, R.PROPOSAL, person=person)


@journal.on("proposal.declined", "proposal.expired", "proposal.withdrawn", "proposal.done", "proposal.failed")
def nobody_is_called_about_what_is_over(entry: Any) -> None:
    proposal: Any = subject_of(entry)
    if proposal is not None:
        _call_off(proposal, R.PROPOSAL, R.NUMBERS)


@journal.on("followup.answered")
def whoever_told_how_it_went_is_not_asked(entry: Any) -> None:
    row: Any = subject_of(entry)
    if isinstance(row, FollowUp):
        _call_off(row.proposal, R.FOLLOW_UP, person=row.person)


def _call_off(proposal: Proposal, *reasons: str, person: User | None = None) -> None:
    calls = CallTask.objects.within(EVERYWHERE, reason="what the call was about is over").open()
    calls = calls.filter(proposal=proposal, reason__in=reasons)
    if person is not None:
        calls = calls.filter(person=person)
    calls.update(done_at=timezone.now())

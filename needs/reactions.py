"""When … then …: the whole list of what this floor does in answer to what happened. Each is idempotent."""

from datetime import timedelta
from typing import Any

from members.notices.departing import departed
from needs import assigning, calling_off
from needs.lifecycle import SEARCHING
from needs.matching import engine
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal, Rematch
from needs.models.due import PAUSE
from needs.proposing import propose_best
from needs.telling import tell
from needs.together import reactions as together
from needs.touching import AT_ONCE, CHANGED, SEARCHED, neighbourhoods_of
from wijk import journal
from wijk.journal.post import subject_of, superseded

__all__ = ["assigning", "calling_off", "together"]  # their reactions register themselves


@journal.on(*SEARCHED)
def place_at_once(entry: Any) -> None:
    """On the places that are free now; then propose it where the wijk allows it."""
    need: Any = subject_of(entry)
    if isinstance(need, Need) and not superseded(entry, place_at_once, same_subject=True):
        engine.place(need)
        propose_best(need.neighbourhood, need)


@journal.on(*CHANGED)
def search_again(entry: Any) -> None:
    """Solve the whole neighbourhood once, for all that happens in half a minute; at once when a person waits for it."""
    if not superseded(entry, search_again, same_subject=True):
        Rematch.objects.plan(neighbourhoods_of(entry), wait=timedelta(0) if entry.verb in AT_ONCE else PAUSE)


def _sides(proposal: Proposal) -> list[tuple[str, Any]]:
    """Both persons of a proposal; an organisation is told on its own work list."""
    return [("asker", proposal.need.asker), *([("helper", proposal.helper)] if proposal.helper else [])]


@journal.on("glass.broken")
def tell_who_looked(entry: Any) -> None:
    """The asker hears that technical administration was let in; by telephone when there is no mail."""
    glass: Any = subject_of(entry)
    if glass is not None:
        tell(glass.need.asker, "glass.broken", str(glass.pk), CallTask.Reason.LET_IN, need=glass.need)


@journal.on("proposal.made")
def tell_both_sides(entry: Any) -> None:
    proposal: Any = subject_of(entry)
    if proposal is not None and proposal.status == Proposal.Status.OPEN:
        for side, person in _sides(proposal):
            if proposal.said(side) is None:
                call = CallTask.Reason.PROPOSAL
                tell(person, "proposal.waiting", str(proposal.pk), call, need=proposal.need, proposal=proposal)


@journal.on("proposal.agreed")
def pass_on_the_numbers(entry: Any) -> None:
    """Not to two people who found each other themselves."""
    proposal: Any = subject_of(entry)
    if proposal is not None and proposal.status == Proposal.Status.AGREED and proposal.source != "outside":
        for _side, person in _sides(proposal):
            call = CallTask.Reason.NUMBERS
            tell(person, "proposal.agreed", str(proposal.pk), call, need=proposal.need, proposal=proposal)


@journal.on("proposal.declined", "proposal.expired", "proposal.withdrawn")
def tell_who_had_said_yes(entry: Any) -> None:
    """Only who said yes hears that it is off, and not whoever ended it.

    After a departure the coordinator tells it herself (`needs/departing.py`). An asker who found somebody else, or
    is helped already, does not hear of the others.
    """
    proposal: Any = subject_of(entry)
    if proposal is None or any(departed(person) for _side, person in _sides(proposal)):
        return
    for side, person in _sides(proposal):
        said = proposal.said(side)
        helped = side == "asker" and proposal.need.status not in SEARCHING
        if said is not None and said.yes and person.pk != entry.actor_id and not helped:
            tell(person, "proposal.over", str(proposal.pk), CallTask.Reason.TELL, need=proposal.need, side=side)


@journal.on("followup.asked")
def ask_how_it_went(entry: Any) -> None:
    row: Any = subject_of(entry)
    if isinstance(row, FollowUp) and not row.answer and not row.stopped_at:
        need = row.proposal.need
        call = CallTask.Reason.FOLLOW_UP
        tell(row.person, "followup.asked", str(row.pk), call, need=need, proposal=row.proposal, followup=row.pk)


@journal.on("offer.expiring")
def call_the_giver(entry: Any) -> None:
    """The floor below mails; whoever has no mail is called."""
    offer: Any = subject_of(entry)
    if offer is not None and offer.person is not None and not departed(offer.person):
        CallTask.objects.plan(CallTask.Reason.EXPIRES, neighbourhood=offer.neighbourhood, person=offer.person)


@journal.on("outcome.recorded")
def tell_the_asker_it_is_done(entry: Any) -> None:
    """The asker is always told, except of what they said themselves, and never about a departure."""
    outcome: Any = subject_of(entry)
    gone = (Outcome.Kind.MOVED, Outcome.Kind.ADMITTED, Outcome.Kind.DIED)
    if outcome is None or outcome.kind in gone or outcome.by_id == outcome.need.asker_id or _said_so(outcome):
        return
    need = outcome.need
    tell(need.asker, "need.closed", str(outcome.pk), CallTask.Reason.CLOSED, need=need, about=need.pk)


def _said_so(outcome: Outcome) -> bool:
    """The asker's own yes closed it, also when the coordinator wrote it down at the telephone."""
    if outcome.proposal is None:
        return False
    return bool(outcome.proposal.followups.filter(side="asker", answer=FollowUp.Result.YES).exists())

"""When … then …: the whole list of what this floor does in answer to what happened. Each is idempotent."""

from typing import Any

from needs.matching import engine
from needs.models import CallTask, FollowUp, Outcome, Proposal
from needs.proposing import propose_best
from needs.telling import tell
from wijk import journal
from wijk.journal.post import subject_of, superseded

SEARCH_AGAIN = (
    "need.registered",
    "need.reopened",
    "need.corrected",
    "offer.registered",
    "offer.open",
    "offer.paused",
    "offer.ended",
    "proposal.declined",
    "proposal.expired",
    "proposal.failed",
)


@journal.on(*SEARCH_AGAIN)
def search_again(entry: Any) -> None:
    """Match the whole neighbourhood once for all that happened meanwhile; then propose where the wijk allows it."""
    if entry.neighbourhood is None or superseded(entry, search_again):
        return
    if engine.rematch(entry.neighbourhood) is not None:
        propose_best(entry.neighbourhood)


def _sides(proposal: Proposal) -> list[tuple[str, Any]]:
    """Both persons of a proposal; an organisation is told on its own work list."""
    return [("asker", proposal.need.asker), *([("helper", proposal.helper)] if proposal.helper else [])]


@journal.on("proposal.made")
def tell_both_sides(entry: Any) -> None:
    proposal: Any = subject_of(entry)
    if proposal is not None and proposal.status == Proposal.Status.OPEN:
        for _side, person in _sides(proposal):
            call = CallTask.Reason.PROPOSAL
            tell(person, "proposal.waiting", str(proposal.pk), call, need=proposal.need, proposal=proposal.pk)


@journal.on("proposal.agreed")
def pass_on_the_numbers(entry: Any) -> None:
    proposal: Any = subject_of(entry)
    if proposal is not None and proposal.status == Proposal.Status.AGREED:
        for _side, person in _sides(proposal):
            tell(person, "proposal.agreed", str(proposal.pk), CallTask.Reason.NUMBERS, need=proposal.need)


@journal.on("proposal.declined", "proposal.expired", "proposal.withdrawn")
def tell_who_had_said_yes(entry: Any) -> None:
    """Only who said yes hears that it is off, and not whoever ended it."""
    proposal: Any = subject_of(entry)
    if proposal is None:
        return
    for side, person in _sides(proposal):
        said = proposal.said(side)
        if said is not None and said.yes and person.pk != entry.actor_id:
            tell(person, "proposal.over", str(proposal.pk), CallTask.Reason.TELL, need=proposal.need)


@journal.on("followup.asked")
def ask_how_it_went(entry: Any) -> None:
    row: Any = subject_of(entry)
    if isinstance(row, FollowUp) and not row.answer and not row.stopped_at:
        need = row.proposal.need
        tell(row.person, "followup.asked", str(row.pk), CallTask.Reason.FOLLOW_UP, need=need, followup=row.pk)


@journal.on("outcome.recorded")
def tell_the_asker_it_is_done(entry: Any) -> None:
    """The asker is always told, except by their own click, and never about a departure."""
    outcome: Any = subject_of(entry)
    gone = (Outcome.Kind.MOVED, Outcome.Kind.ADMITTED, Outcome.Kind.DIED)
    if outcome is None or outcome.kind in gone or outcome.by_id == outcome.need.asker_id:
        return
    tell(outcome.need.asker, "need.closed", str(outcome.pk), CallTask.Reason.CLOSED, need=outcome.need)

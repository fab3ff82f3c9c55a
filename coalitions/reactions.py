"""When … then …: what this floor does in answer to what happened below. Each is idempotent."""

from typing import Any

from coalitions import by_link, routing
from coalitions.calls import call_off, ring
from needs.lifecycle import Status
from needs.models import CallTask, Need
from needs.roads import Road
from wijk import journal
from wijk.journal.post import subject_of

R = CallTask.Reason


@journal.on("need.registered", "need.corrected", "need.rewritten")
def straight_to_an_organisation(entry: Any) -> None:
    """What only a professional should do does not wait for neighbours."""
    need: Any = subject_of(entry)
    if isinstance(need, Need) and need.road == Road.ORGANISATION and not need.private:
        routing.route(need)


@journal.on("need.agreed", "need.referred", "need.paused", "need.closed")
def nobody_asks_for_what_was_found(entry: Any) -> None:
    """No call for consent or a next step when the need has its answer; unless it went back meanwhile."""
    need: Any = subject_of(entry)
    if isinstance(need, Need) and entry.verb == f"need.{need.status}":
        call_off(need, R.CONSENT, R.NEXT_STEP)
        if need.status != Status.REFERRED:
            call_off(need, R.PARTNER_LATE)


@journal.on("share.given", "share.refused", "share.withdrawn")
def the_question_was_answered(entry: Any) -> None:
    share: Any = subject_of(entry)
    if share is None:
        return
    over = () if entry.verb == "share.given" else (R.PARTNER_LATE,)
    call_off(share.need, R.CONSENT, R.EXPIRES, *over, by=entry.actor, organisation=share.organisation)


@journal.on("share.answered")
def the_partner_answered(entry: Any) -> None:
    """Handed back, or not possible: the coordinator sees it at once. Done: she asks the resident whether it is."""
    share: Any = subject_of(entry)
    if share is None:
        return
    need = share.need
    call_off(need, R.PARTNER_LATE, by=entry.actor, organisation=share.organisation)
    about = {"neighbourhood": need.neighbourhood, "person": need.asker, "need": need}
    if share.reply in (share.Reply.CANNOT, share.Reply.HANDED_BACK):
        CallTask.objects.plan(R.NEXT_STEP, **about)
    elif share.reply == share.Reply.DONE and need.status == Status.AFTERCARE:
        ring(R.FOLLOW_UP, organisation=share.organisation, **about)


@journal.on("share.given", "share.reached")
def mail_a_link_where_nobody_logs_in(entry: Any) -> None:
    share: Any = subject_of(entry)
    if share is not None and by_link.wants(share):
        by_link.send(share)

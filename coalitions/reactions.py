"""When … then …: what this floor does in answer to what happened below."""

from typing import Any

from coalitions import routing
from needs.models import CallTask, Need
from needs.models.need import Road
from wijk import journal
from wijk.journal.post import subject_of


@journal.on("need.registered", "need.corrected")
def straight_to_an_organisation(entry: Any) -> None:
    """What only a professional should do does not wait for neighbours."""
    need: Any = subject_of(entry)
    if isinstance(need, Need) and need.road == Road.ORGANISATION and not need.private:
        routing.route(need)


@journal.on("share.given", "share.refused", "share.withdrawn")
def the_question_was_answered(entry: Any) -> None:
    share: Any = subject_of(entry)
    if share is not None:
        tasks = CallTask.objects.within(share.need.neighbourhood, reason="asked and answered").open()
        for task in tasks.filter(reason=CallTask.Reason.CONSENT, need=share.need, organisation=share.organisation):
            task.done(by=entry.actor)


@journal.on("share.answered")
def the_partner_answered(entry: Any) -> None:
    """Handed back, or not possible: the coordinator sees it at once."""
    share: Any = subject_of(entry)
    if share is None:
        return
    tasks = CallTask.objects.within(share.need.neighbourhood, reason="a partner answered").open()
    for task in tasks.filter(reason=CallTask.Reason.PARTNER_LATE, need=share.need, organisation=share.organisation):
        task.done(by=entry.actor)
    if share.reply in (share.Reply.CANNOT, share.Reply.HANDED_BACK):
        CallTask.objects.plan(
            CallTask.Reason.NEXT_STEP, neighbourhood=share.need.neighbourhood, person=share.need.asker, need=share.need
        )

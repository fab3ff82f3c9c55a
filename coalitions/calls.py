"""Calls of this floor: struck off without a result, a call comes back. One voicemail loses nobody."""

from typing import Any

from django.utils import timezone

from needs.models import CallTask, Need
from wijk.places.models import Neighbourhood

REASON = "calls about a need and its organisations"
TRIED = 1  # working days of the desk before a call that was struck off without an answer comes back


def ring(reason: str, *, neighbourhood: Neighbourhood, after: int = TRIED, **about: Any) -> CallTask:
    """A task for the coordinator, today; the same one again not before `after` working days since it was struck off.

    A sweep asks for the same every quarter of an hour, so without this the desk could never finish its list.
    """
    known = CallTask.objects.within(neighbourhood, reason=REASON).filter(reason=reason, **about)
    last = known.exclude(done_at=None).order_by("-done_at").first()
    due_on = None
    if last is not None and last.done_at is not None:
        due_on = neighbourhood.due(max(after, 1), start=timezone.localdate(last.done_at, neighbourhood.zone))
    task: CallTask = CallTask.objects.plan(reason, neighbourhood=neighbourhood, due_on=due_on, **about)
    return task


def call_off(need: Need, *reasons: str, by: Any = None, **about: Any) -> None:
    """What the call was about is over."""
    rows = CallTask.objects.within(need.neighbourhood, reason=REASON).open()
    for task in rows.filter(need=need, reason__in=reasons, **about):
        task.done(by=by)

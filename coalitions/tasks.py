"""Doorbells of this floor."""

from datetime import time

from celery import shared_task

from coalitions import ending, routing, telling
from coalitions.calls import ring
from coalitions.standing import unanswered
from members.models import Employment, User
from members.notices.models import Notice
from needs.models import CallTask, Share
from wijk.places.hours import Desk
from wijk.places.models import Neighbourhood

AT = time(8)  # local time
OFFICE = Desk()  # organisations work from Monday to Friday, whatever the hours of the wijk's own desk


@shared_task
def route_due() -> int:
    """Needs whose waiting is over go one step further: a live share, or a task for the coordinator."""
    count = 0
    for neighbourhood in Neighbourhood.objects.all():
        for need in routing.due(neighbourhood):
            routing.route(need)
            count += 1
    return count


@shared_task
def ring_late_partners() -> int:
    count = 0
    for neighbourhood in Neighbourhood.objects.all():
        for share in routing.late(neighbourhood):
            ring(
                CallTask.Reason.PARTNER_LATE,
                neighbourhood=neighbourhood,
                organisation=share.organisation,
                need=share.need,
            )
            count += 1
    return count


@shared_task
def expire_shares() -> int:
    """A yes that soon ends is a call; a yes that ended sends the need back to the search."""
    count = 0
    for neighbourhood in Neighbourhood.objects.all():
        count += ending.warn(neighbourhood) + ending.expire(neighbourhood)
    return count


@shared_task
def plan_partner_mails() -> int:
    """From eight in the morning on a working day: one mail for each worker for whom something waits."""
    planned = 0
    for neighbourhood in Neighbourhood.objects.all():
        now = neighbourhood.now()
        if now.time() < AT or not OFFICE.is_working_day(now.date()):
            continue
        shares = unanswered(Share.objects.within(neighbourhood, reason="for whom something waits").live())
        workers = Employment.objects.current().filter(organisation__in=shares.values("organisation"))
        for worker in User.objects.filter(pk__in=workers.values("user"), is_active=True):
            if telling.day_of(worker, now.date()):
                Notice.objects.tell(worker, telling.KIND, f"{now.date()}", neighbourhood=neighbourhood)
                planned += 1
    return planned

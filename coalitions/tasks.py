"""Doorbells of this floor."""

from celery import shared_task

from coalitions import routing
from needs.models import CallTask
from wijk.places.models import Neighbourhood


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
            CallTask.objects.plan(
                CallTask.Reason.PARTNER_LATE,
                neighbourhood=neighbourhood,
                organisation=share.organisation,
                need=share.need,
            )
            count += 1
    return count

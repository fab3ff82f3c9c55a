"""Doorbells of this floor."""

from datetime import time
from functools import partial

from celery import shared_task

from coalitions import by_link, ending, routing, telling
from coalitions.calls import ring
from coalitions.standing import unanswered
from members.models import Employment, User
from members.notices.models import Notice
from needs.models import CallTask, Need, Share
from wijk.journal.sweeps import each, everywhere
from wijk.places.hours import Desk
from wijk.places.models import Neighbourhood

AT = time(8)  # local time
OFFICE = Desk()  # organisations work from Monday to Friday, whatever the hours of the wijk's own desk


@shared_task
def route_due() -> int:
    """Needs whose waiting is over go one step further: a live share, or a task for the coordinator."""

    def here(neighbourhood: Neighbourhood) -> int:
        return each(routing.waiting(neighbourhood), _route_when_due, what="routing")

    return everywhere(here, what="routing a wijk")


def _route_when_due(need: Need) -> bool:
    if not routing.is_due(need):
        return False
    routing.route(need)
    return True


@shared_task
def ring_late_partners() -> int:
    def here(neighbourhood: Neighbourhood) -> int:
        return each(routing.late(neighbourhood), partial(_ring_late, neighbourhood), what="late partners")

    return everywhere(here, what="late partners of a wijk")


def _ring_late(neighbourhood: Neighbourhood, share: Share) -> None:
    late = CallTask.Reason.PARTNER_LATE
    ring(late, neighbourhood=neighbourhood, organisation=share.organisation, need=share.need)


@shared_task
def expire_shares() -> int:
    """A yes that soon ends is a call; a yes that ended sends the need back to the search."""

    def here(neighbourhood: Neighbourhood) -> int:
        return ending.warn(neighbourhood) + ending.expire(neighbourhood)

    return everywhere(here, what="consent that ends in a wijk")


@shared_task
def plan_partner_mails() -> int:
    """From eight in the morning on a working day: one mail for each worker for whom something waits."""
    return everywhere(_plan_mails, what="partner mails of a wijk")


def _remind(share: Share) -> bool:
    """Once more on the last day, where nobody logs in; after that the coordinator calls."""
    return by_link.wants(share) and by_link.send(share, turn="again")


def _plan_mails(neighbourhood: Neighbourhood) -> int:
    now = neighbourhood.now()
    if now.time() < AT or not OFFICE.is_working_day(now.date()):
        return 0
    shares = unanswered(Share.objects.within(neighbourhood, reason="for whom something waits").live())
    each(shares.filter(answer_by__lte=now.date()), _remind, what="reminders by link")
    workers = Employment.objects.current().filter(organisation__in=shares.values("organisation"))
    people = User.objects.filter(pk__in=workers.values("user"), is_active=True)

    def tell(worker: User) -> bool:
        if not telling.day_of(worker, now.date()):
            return False
        Notice.objects.tell(worker, telling.KIND, f"{now.date()}", neighbourhood=neighbourhood)
        return True

    return each(people, tell, what="partner mails")

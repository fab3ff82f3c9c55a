"""The weekly wijkbericht: at eight in the morning of the wijk's own day, once a local week, only when there is news.

Every floor adds its sections in `<floor>/digesting.py`; the frame here never imports them.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.floors import from_the_top
from members.models import Departure, Membership, User
from members.notices.kinds import Words, register
from members.notices.models import DigestRun, Notice, Subscription
from wijk.journal.sweeps import each, everywhere
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

KIND = "digest"
AT = time(8)  # local time


def window(neighbourhood: Neighbourhood, now: datetime | None = None) -> tuple[datetime, datetime, str] | None:
    """(from, up to, local week) of this local week's digest; None before eight on its day.

    From is closed and up to is open, so that an item at the border stands in one digest, never in two or none. Later
    in the week the window is the same: a day on which nothing ran is made up for, and what came after it waits.
    """
    local = (now or neighbourhood.now()).astimezone(neighbourhood.zone)
    day = local.date() + timedelta(days=neighbourhood.digest_weekday - local.weekday())
    end = datetime.combine(day, AT, neighbourhood.zone)
    if local < end:
        return None
    start = datetime.combine(day - timedelta(days=7), AT, neighbourhood.zone)
    year, week, _day = local.isocalendar()
    return start, end, f"{year}-W{week:02}"


def plan() -> int:
    """Queue this week's digest for everybody who gets mail and has news. Running it again queues nothing twice."""
    return everywhere(_plan, what="digest")


def _plan(neighbourhood: Neighbourhood) -> int:
    due = window(neighbourhood)
    if due is None or DigestRun.objects.filter(neighbourhood=neighbourhood, week=due[2]).exists():
        return 0
    done = Notice.objects.within(EVERYWHERE, reason="one digest a week, also in two wijken")
    done = done.filter(kind=KIND, period=due[2])
    readers = list(_readers(neighbourhood).exclude(pk__in=done.values("person")))
    failed: list[int] = []

    def tell(person: User) -> bool:
        failed.append(person.pk)
        told = _tell(person, neighbourhood, *due)
        failed.pop()
        return told

    queued = each(readers, tell, what="digest")
    if not failed:  # otherwise the next turn tries them again; the others have theirs
        DigestRun.objects.get_or_create(neighbourhood=neighbourhood, week=due[2])
    return queued


def _tell(person: User, neighbourhood: Neighbourhood, start: datetime, end: datetime, week: str) -> bool:
    if not sections(person, neighbourhood, start, end):
        return False
    window = {"start": start.isoformat(), "end": end.isoformat()}
    return Notice.objects.tell(person, KIND, week, neighbourhood=neighbourhood, **window)


def _readers(neighbourhood: Neighbourhood) -> Any:
    here = Membership.objects.current().filter(neighbourhood=neighbourhood)
    stopped = Subscription.objects.filter(kind=KIND).values("person")
    gone = Departure.objects.filter(back_at=None).values("person")
    people = User.objects.filter(pk__in=here.values("user"), is_active=True).exclude(email=None)
    return people.exclude(pk__in=stopped).exclude(pk__in=gone)


def sections(person: User, neighbourhood: Neighbourhood, start: datetime, end: datetime) -> list[Words]:
    found = [floor.section(person, neighbourhood, start, end) for floor in from_the_top("digesting")]
    return [section for section in found if section is not None]


@register(KIND, subject=gettext_lazy("Nieuws uit de wijk"), stoppable=True, twice_is_worse=True)
def words(notice: Notice) -> Words | None:
    start, end = (datetime.fromisoformat(notice.ids[name]) for name in ("start", "end"))
    parts = sections(notice.person, notice.neighbourhood, start, end)
    if not parts:
        return None
    lines = [line for part in parts for line in part.lines]
    address = settings.SITE_URL + reverse("pages:home", args=[notice.neighbourhood.slug])
    return Words(lines, [*(link for part in parts for link in part.links), (_("Naar de site van de wijk"), address)])

"""Two rows are one person: one ledger, so that the same is never told twice, and a stop stays a stop."""

from typing import Any

from django.db.models import Exists, OuterRef

from members.models import User
from members.notices.models import Notice, Subscription
from wijk.places.scopes import EVERYWHERE

MOVES = {"notices.Notice.person", "notices.Subscription.person"}
STAYS: set[str] = set()
REASON = "two rows are one person"


def move(gone: User, into: User, *, by: Any) -> None:
    theirs = Notice.objects.within(EVERYWHERE, reason=REASON).filter(person=into)
    twins = Exists(theirs.filter(kind=OuterRef("kind"), period=OuterRef("period")))
    mine = Notice.objects.within(EVERYWHERE, reason=REASON).filter(person=gone)
    # The other row is told this already: what waits stops, what went stays where it went.
    waiting = (Notice.Status.QUEUED, Notice.Status.SENDING)
    mine.filter(twins, status__in=waiting).update(status=Notice.Status.STOPPED)
    mine.exclude(twins).update(person=into)
    stopped = set(Subscription.objects.filter(person=into).values_list("kind", flat=True))
    Subscription.objects.filter(person=gone).exclude(kind__in=stopped).update(person=into)

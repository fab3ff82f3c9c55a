"""A yes counts until its end date. The coordinator hears it a week before; past it, the need is searched for again."""

from datetime import timedelta

from django.db import transaction

from coalitions.calls import ring
from needs.lifecycle import Status, Who
from needs.models import CallTask, Need, Share
from needs.models.share import ShareQuerySet
from wijk.journal.sweeps import each
from wijk.places.models import Neighbourhood

REASON = "consent that ends"
WARNING = timedelta(days=7)
ONCE = 10  # working days; longer than the warning lasts


def _ours(neighbourhood: Neighbourhood) -> ShareQuerySet:
    rows: ShareQuerySet = Share.objects.within(neighbourhood, reason=REASON)
    return rows.filter(reply__in=Share.OURS, withdrawn_at=None, refused_at=None, need__status=Status.REFERRED)


def _ring(share: Share, neighbourhood: Neighbourhood, after: int) -> None:
    ring(
        CallTask.Reason.EXPIRES,
        neighbourhood=neighbourhood,
        after=after,
        person=share.need.asker,
        need=share.need,
        organisation=share.organisation,
    )


def warn(neighbourhood: Neighbourhood) -> int:
    """An organisation works on it and soon may look no longer: ask the resident for a longer yes."""
    rows = _ours(neighbourhood).live().filter(until__lte=neighbourhood.today() + WARNING)
    soon = rows.select_related("need__asker", "organisation")
    return each(soon, lambda share: _ring(share, neighbourhood, ONCE), what="consent that soon ends")


def expire(neighbourhood: Neighbourhood) -> int:
    """Past the end date the organisation sees nothing, so nobody works on it: search again and ring the desk."""
    rows = _ours(neighbourhood).filter(until__lt=neighbourhood.today()).order_by("pk")
    over = rows.select_related("need__asker", "organisation")
    return each(over, lambda share: _end(share, neighbourhood), what="consent that ended")


@transaction.atomic
def _end(share: Share, neighbourhood: Neighbourhood) -> bool:
    need = Need.objects.within(neighbourhood, reason=REASON).locked().get(pk=share.need_id)
    others = Share.objects.within(neighbourhood, reason=REASON).live().filter(need=need, reply__in=Share.OURS)
    if need.status != Status.REFERRED or others.exists():
        return False
    need.move(Status.OPEN, by=None, who=Who.SYSTEM)
    _ring(share, neighbourhood, 1)
    return True

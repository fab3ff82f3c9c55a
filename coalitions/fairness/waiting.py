"""Who waits longest."""

from needs.lifecycle import SEARCHING
from needs.models import Need
from wijk.places.models import Neighbourhood

AT_MOST = 10


def longest(wijk: Neighbourhood) -> list[tuple[Need, int]]:
    """Needs that are searched for, longest first, with the days that they wait."""
    rows = Need.objects.within(wijk, reason="who waits longest").filter(status__in=SEARCHING)
    rows = rows.select_related("neighbourhood").order_by("registered_at")[:AT_MOST]
    return [(need, (wijk.today() - need.registered_at.astimezone(wijk.zone).date()).days) for need in rows]

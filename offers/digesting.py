"""What is new in the wijk, for the digest: public offers only, without the giver."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import User
from members.notices.kinds import Words
from offers.models import Offer
from wijk.places.models import Neighbourhood

MOST = 5


def section(person: User, neighbourhood: Neighbourhood, start: datetime, end: datetime) -> Words | None:
    rows: Any = Offer.objects.within(neighbourhood, reason="public offers in the digest").standing()
    rows = rows.filter(registered_at__gte=start, registered_at__lt=end).exclude(person=person)
    titles = list(rows.order_by("registered_at").values_list("title", flat=True)[:MOST])
    if not titles:
        return None
    address = settings.SITE_URL + reverse("offers:list", args=[neighbourhood.slug])
    return Words(
        [_("Dit bieden buren nieuw aan:"), *(f"– {title}" for title in titles)], [(_("Al het aanbod"), address)]
    )

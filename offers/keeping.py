"""How long this floor keeps what."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from members.retention import Kept
from offers.models import Offer
from wijk.journal.models import Entry
from wijk.places.scopes import EVERYWHERE

REASON = "what is kept no longer"


def _ended(limit: datetime) -> Any:
    """Ended and not opened again: the last time that it ended is what counts. Nobody may still be busy with it."""
    told = Entry.objects.within(EVERYWHERE, reason=REASON).filter(subject="offers.offer", subject_id=OuterRef("pk"))
    last = Subquery(told.filter(verb="offer.ended").order_by("-at").values("at")[:1])
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).filter(status=Offer.Status.ENDED, held=0)
    return rows.annotate(ended_at=last).filter(ended_at__lt=limit)


KEPT = [
    Kept(
        code="offer",
        what=_("Aanbod dat gestopt is"),
        days=365,
        why=_("Een jaar lang kan iemand het met één klik weer openzetten."),
        due=_ended,
    ),
]

"""How long this floor keeps what was mailed. What still waits is not old."""

from django.utils.translation import gettext_lazy as _

from members.notices.models import Notice
from members.retention import Kept
from wijk.places.scopes import EVERYWHERE

WAITING = (Notice.Status.QUEUED, Notice.Status.SENDING)
KEPT = [
    Kept(
        code="notice",
        what=_("Dat er een mail ging"),
        days=90,
        why=_("Om te zien of een mail aankwam, en om niets dubbel te sturen."),
        due=lambda limit: (
            Notice.objects.within(EVERYWHERE, reason="what is kept no longer")
            .filter(made_at__lt=limit)
            .exclude(status__in=WAITING)
        ),
    ),
]

"""How long this floor keeps what."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.retention import Kept
from needs.erasing import empty
from needs.lifecycle import Status
from needs.models import CallTask, Contact, Draft, Match, Need, Share
from wijk.places.scopes import EVERYWHERE

FOLLOW = _("Zo lang kan iemand er nog op terugkomen.")


def _all(model: Any) -> Any:
    return model.objects.within(EVERYWHERE, reason="what is kept no longer")


def _closed_needs(limit: datetime) -> Any:
    words = Q(text="") & Q(title="") & Q(other_name="") & Q(other_phone="")
    return _all(Need).filter(status=Status.CLOSED, status_since__lt=limit).exclude(words)


def _empty(needs: Any) -> None:
    for need in needs.order_by("pk"):
        empty(need)


def _ended_shares(limit: datetime) -> Any:
    ended = Q(withdrawn_at__lt=limit) | Q(refused_at__lt=limit) | Q(until__lt=timezone.localdate(limit))
    return _all(Share).filter(ended).exclude(purpose="", extra="", words="")


KEPT = [
    Kept(
        code="draft",
        what=_("Een vraag of aanbod dat niet af is"),
        days=30,
        why=_("Wie stopte met typen, gaat meestal binnen een maand verder."),
        due=lambda limit: Draft.objects.filter(touched_at__lt=limit),
    ),
    Kept(
        code="match",
        what=_("Waarom een aanbod bij een vraag paste"),
        days=182,
        why=_("Alleen nodig zolang iemand kan vragen waarom."),
        due=lambda limit: _all(Match).filter(need__status=Status.CLOSED, need__status_since__lt=limit),
    ),
    Kept(
        code="share",
        what=_("Wat een organisatie te zien kreeg en zei"),
        days=90,
        why=_("Daarna bewaart de organisatie zelf wat zij nodig heeft."),
        due=_ended_shares,
        go=lambda rows: rows.update(purpose="", extra="", words=""),
    ),
    Kept(
        code="call",
        what=_("Gebeld en afgestreept"),
        days=365,
        why=FOLLOW,
        due=lambda limit: _all(CallTask).filter(done_at__lt=limit),
    ),
    Kept(
        code="contact",
        what=_("Wanneer wij iemand spraken"),
        days=365,
        why=FOLLOW,
        due=lambda limit: _all(Contact).filter(at__lt=limit),
    ),
    Kept(
        code="need",
        what=_("Een vraag die klaar is: de woorden en de namen"),
        days=365,
        why=_("De aantallen blijven. Wie vroeg en wat, is dan niet meer nodig."),
        due=_closed_needs,
        go=_empty,
    ),
]

"""Two rows are one person: what either gives, the one who stays gives."""

from typing import Any

from members.models import User
from offers.models import Offer
from wijk.places.scopes import EVERYWHERE

MOVES = {"offers.Offer.person"}
STAYS = {"offers.Offer.entered_by", "offers.OfferConcept.by"}


def move(gone: User, into: User, *, by: Any) -> None:
    Offer.objects.within(EVERYWHERE, reason="two rows are one person").filter(person=gone).update(person=into)

"""Places that are held, and how often somebody may be asked.

A place is held when a proposal is made, not when it is accepted: otherwise three proposals for one place end in two
broken promises. Both rules stand in one conditional UPDATE, so that forty proposals at once hold exactly the places
that there are.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from wijk.places.scopes import EVERYWHERE

WINDOW = timedelta(days=30)


def _new_window() -> Q:
    return Q(asked_since=None) | Q(asked_since__lte=timezone.localdate() - WINDOW)


def askable() -> Q:
    """A place is free, and the giver has not been asked as often as they allow."""
    return Q(held__lt=F("places")) & (Q(asks=None) | Q(asked__lt=F("asks")) | _new_window())


def hold(offer_id: int) -> bool:
    """Hold one place for a proposal and count the asking. False when there is none, or it is paused or over."""
    from offers.models import Offer  # circular: an offer asks for its capacity

    today = timezone.localdate()
    held = (
        Offer.objects.within(EVERYWHERE, reason="a proposal holds a place")
        .askable()
        .filter(pk=offer_id)
        .update(
            held=F("held") + 1,
            asked=Case(When(_new_window(), then=Value(1)), default=F("asked") + 1),
            asked_since=Case(When(_new_window(), then=Value(today)), default=F("asked_since")),
        )
    )
    return bool(held)


def release(offer_id: int) -> None:
    """Give a place back. The CHECK on the table refuses to go below nothing."""
    from offers.models import Offer  # circular: an offer asks for its capacity

    Offer.objects.within(EVERYWHERE, reason="a proposal gives its place back").filter(pk=offer_id).update(
        held=F("held") - 1
    )


def free(offer: Any) -> int:
    """How many proposals could be made now: free places, and no more than the giver still may be asked.

    `offer` is an Offer, or a row with its five columns of capacity.
    """
    places = max(0, offer.places - offer.held)
    if offer.asks is None:
        return places
    fresh = offer.asked_since is None or offer.asked_since <= timezone.localdate() - WINDOW
    return max(0, min(places, offer.asks - (0 if fresh else offer.asked)))

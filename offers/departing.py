"""Somebody moved, was admitted or died: nobody is proposed to them any more."""

from members.models import Departure
from offers.models import Offer
from wijk.places.scopes import EVERYWHERE


def leave(departure: Departure) -> None:
    offers = Offer.objects.within(EVERYWHERE, reason="somebody departed").exclude(status=Offer.Status.ENDED)
    for offer in offers.filter(person=departure.person):
        if departure.kind == Departure.Kind.ADMITTED:
            offer.pause(by=departure.by)
        else:
            offer.end(by=departure.by)

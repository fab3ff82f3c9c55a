"""What is somebody's own on this floor: what they offer. The offer itself goes with them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from members.models import User
from members.rights import Data
from offers.models import Offer, OfferConcept
from wijk.places.scopes import EVERYWHERE

REASON = "the rights of one person"
DATA = {
    "offers.Offer": Data(
        heading=_("Wat u aanbiedt"),
        own={
            "title": _("Titel"),
            "text": _("Uw woorden"),
            "not_done": _("Wat u niet doet"),
            "kinds": _("Soort"),
            "theme": _("Onderwerp"),
            "features": _("Wat het platform eruit las"),
            "day_parts": _("Dagdelen (0 is maandagochtend)"),
            "buurt": _("Buurt"),
            "reach": _("Hoe ver"),
            "rhythm": _("Hoe vaak"),
            "costs": _("Kosten"),
            "channel": _("Via"),
            "status": _("Stand"),
            "registered_at": _("Opgeschreven op"),
            "until": _("Tot en met"),
            "paused_until": _("Pauze tot"),
        },
        others="entered_by",
        plain="id neighbourhood person organisation places held asks asked asked_since warned_on",
    ),
    "offers.OfferConcept": Data(
        heading=_("Waar uw aanbod over gaat"),
        own={"code": _("Onderwerp"), "at": _("Wanneer")},
        others="by",
        plain="id about",
    ),
    "offers.Offer_also_serves": Data(plain="id offer neighbourhood"),
}


def mine(person: User) -> dict[str, Any]:
    about = OfferConcept.objects.within(EVERYWHERE, reason=REASON).filter(about__person=person)
    return {
        "offers.Offer": _theirs(person).select_related("theme", "buurt").order_by("pk"),
        "offers.OfferConcept": about.order_by("pk"),
    }


def erase(person: User, *, by: Any) -> None:
    """After the floor above ended what was out for them; a match goes with its offer."""
    _theirs(person).delete()


def _theirs(person: User) -> Any:
    return Offer.objects.within(EVERYWHERE, reason=REASON).filter(person=person)

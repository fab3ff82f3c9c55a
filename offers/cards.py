"""What a page gets of an offer: never the giver's name."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from wijk.places.dayparts import MOMENTS, moments

if TYPE_CHECKING:
    from offers.models import Offer

ICONS = {"A": "house", "B": "coffee", "C": "heart-handshake", "D": "mail-open", "E": "graduation-cap", "F": "car"}


@dataclass(frozen=True)
class Card:
    pk: int
    url: str
    title: str
    text: str
    not_done: str
    giver: str
    icon: str
    language: str  # of what the giver typed, for who hears the page read out
    facts: list[str] = field(default_factory=list)


def giver(offer: "Offer") -> str:
    """'Een buur uit Zebraspoor', or the name of the organisation."""
    if offer.organisation is not None:
        return str(offer.organisation)
    return _("Een buur uit %(buurt)s") % {"buurt": offer.buurt} if offer.buurt else _("Een buur uit de wijk")


def card(offer: "Offer") -> Card:
    words = dict(MOMENTS)
    when = [str(words[moment]) for moment in moments(offer.day_parts)]
    facts = [", ".join(when) or _("Altijd"), str(offer.get_rhythm_display()), offer.costs]
    return Card(
        pk=offer.pk,
        url=offer.get_absolute_url(),
        title=offer.title,
        text=offer.text,
        not_done=offer.not_done,
        giver=giver(offer),
        icon=ICONS.get(offer.theme.area if offer.theme else "", "heart-handshake"),
        language=offer.person.language if offer.person else settings.LANGUAGE_CODE,
        facts=[fact for fact in facts if fact],
    )

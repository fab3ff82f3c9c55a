"""What a giver hears about the own offer, and the one click that keeps it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from members.notices.kinds import Words, register
from members.notices.links import HANDLERS, Handler, answer
from members.notices.models import Notice
from offers.models import Offer

KIND = "offer.expires"


def _asked_about(person: User, pk: int) -> Offer | None:
    """The own offer when it was warned of and not yet kept; it may have ended by itself meanwhile."""
    rows = Offer.objects.visible_to(person).filter(pk=pk, person=person).exclude(warned_on=None)
    offer: Offer | None = rows.select_related("neighbourhood").first()
    return offer


@register(KIND, subject=gettext_lazy("Staat uw aanbod er nog goed?"))
def expires(notice: Notice) -> Words | None:
    offer = _asked_about(notice.person, notice.ids["offer"])
    if offer is None or offer.status != Offer.Status.OPEN:
        return None
    link = answer(notice.person.pk, KIND, offer.pk)
    return Words([_("Uw aanbod loopt bijna af. Met 1 klik blijft het staan.")], [(_("Geef antwoord"), link)])


def _show(person: User, pk: int) -> dict[str, Any] | None:
    offer = _asked_about(person, pk)
    if offer is None:
        return None
    buttons = [("keep", _("Ja, laat staan")), ("stop", _("Nee, stop ermee"))]
    return {"heading": _("Mag uw aanbod blijven staan?"), "lines": [offer.title], "buttons": buttons}


def _act(person: User, pk: int, said: str) -> str:
    offer = _asked_about(person, pk)
    if offer is None or said not in ("keep", "stop"):
        return _("Dit is al geregeld.")
    if said == "keep":
        offer.renew(by=person)
        return _("Uw aanbod staat weer een half jaar open.")
    if offer.status != Offer.Status.ENDED:
        offer.end(by=person)
    return _("Uw aanbod is gestopt. Dank voor alles.")


HANDLERS[KIND] = Handler(_show, _act)

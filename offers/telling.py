"""What a giver hears about the own offer."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.notices.kinds import Words, register
from members.notices.models import Notice
from offers.models import Offer
from wijk.places.scopes import EVERYWHERE


@register("offer.expires", subject=gettext_lazy("Staat uw aanbod er nog goed?"))
def expires(notice: Notice) -> Words | None:
    offer = Offer.objects.within(EVERYWHERE, reason="telling a giver").filter(pk=notice.ids["offer"]).first()
    if offer is None or offer.status != Offer.Status.OPEN:
        return None
    address = settings.SITE_URL + offer.get_absolute_url()
    return Words([_("Uw aanbod loopt bijna af. Met 1 klik blijft het staan.")], [(_("Bekijk uw aanbod"), address)])

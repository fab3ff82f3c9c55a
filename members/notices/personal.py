"""What was mailed to somebody, and what they want no more. Mail in the queue goes unsent."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from members.models import User
from members.notices.folder import forget
from members.notices.models import Notice, Subscription
from members.rights import Data
from wijk.places.scopes import EVERYWHERE

DATA = {
    "notices.Notice": Data(
        heading=_("Mail aan u"),
        own={"kind": _("Soort"), "status": _("Stand"), "made_at": _("Gemaakt op"), "sent_at": _("Verstuurd op")},
        plain="id person organisation neighbourhood period ids due_at lease attempts",
    ),
    "notices.Subscription": Data(
        heading=_("Wat u niet meer wilt"), own={"kind": _("Soort"), "stopped_at": _("Sinds")}, plain="id person"
    ),
    "notices.DigestRun": Data(plain="id neighbourhood week at"),
}


def mine(person: User) -> dict[str, Any]:
    return {
        "notices.Notice": _theirs(person).order_by("pk"),
        "notices.Subscription": Subscription.objects.filter(person=person).order_by("pk"),
    }


def erase(person: User, *, by: Any) -> None:
    _theirs(person).delete()
    Subscription.objects.filter(person=person).delete()
    addresses = [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]
    forget({address.lower() for address in addresses if address})


def _theirs(person: User) -> Any:
    return Notice.objects.within(EVERYWHERE, reason="the rights of one person").filter(person=person)

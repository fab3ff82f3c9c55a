"""An organisation where nobody logs in answers one share by a signed link in a mail to its own address.

The link is for one share and for the yes that was given then: a stop, an end date, or a new yes later makes it worth
nothing. Opening it shows the fields of the share and writes the look; only the POST answers.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.standing import ANSWERABLE
from members.notices.kinds import Words, register
from members.notices.models import Notice
from needs import looks
from needs.models import Share
from needs.privacy import Card, shared_card
from wijk.places.scopes import EVERYWHERE

KIND, SALT = "partner.link", "wijk.share"
VALID = 14 * 24 * 3600  # seconds
REASON = "a signed link in a mail"


@dataclass(frozen=True)
class Seen:
    share: Share
    card: Card


def address(share: Share) -> str:
    """The whole address of the page on which this organisation answers this share."""
    token = signing.dumps([share.pk, _stamp(share)], salt=SALT)
    return settings.SITE_URL + reverse("partner:link", args=[token])


def read(token: str, *, lock: bool = False) -> Share | None:
    """The share that this link opens now; None for a link that is forged, too old, stopped or answered with a no."""
    try:
        pk, stamp = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Share.objects.within(EVERYWHERE, reason=REASON).live().filter(pk=pk, need__status__in=ANSWERABLE)
    rows = rows.exclude(reply__in=Share.ENDED).select_related("need__neighbourhood", "need__asker", "organisation")
    share = rows.select_for_update(of=("self",)).first() if lock else rows.first()
    return share if share is not None and _stamp(share) == stamp else None


def _stamp(share: Share) -> int:
    return int(share.given_at.timestamp()) if share.given_at else 0


@transaction.atomic
def look(token: str) -> Seen | None:
    """What the link shows, with the look written in the same transaction: no log, no content.

    The row is locked, so that a stop at this moment is before it or after it, and never in between.
    """
    share = read(token, lock=True)
    if share is None:
        return None
    card = shared_card(share)
    looks.record_link(share.need, share=share.pk, level=card.level, organisation=share.organisation_id)
    return Seen(share=share, card=card)


def wants(share: Share) -> bool:
    """By itself only to an organisation with an address, where nobody has an account."""
    return share.is_live and not share.reply and bool(share.organisation.email) and not share.organisation.workers()


def send(share: Share, *, turn: str = "") -> bool:
    """Queue the mail with the link; once for each yes, and once more for each `turn`. False without an address."""
    period = f"{share.pk}-{_stamp(share)}{turn and '-' + turn}"
    wijk = share.need.neighbourhood
    return Notice.objects.tell_organisation(share.organisation, KIND, period, neighbourhood=wijk, share=share.pk)


def _hold(notice: Notice) -> None:
    """Until this mail is gone nobody stops its share; a stop that came first is seen by `words`."""
    rows = Share.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids.get("share"))
    list(rows.select_for_update(of=("self",)).values_list("pk"))


@register(KIND, subject=gettext_lazy("Een bewoner wacht op uw antwoord"), holds=_hold)
def words(notice: Notice) -> Words | None:
    rows = Share.objects.within(EVERYWHERE, reason=REASON).live().filter(pk=notice.ids.get("share"), reply="")
    share: Any = rows.filter(need__status__in=ANSWERABLE).select_related("need", "organisation").first()
    if share is None or share.organisation_id != notice.organisation_id:
        return None
    return Words(
        [_("Een bewoner vroeg hulp, en mag uw organisatie erbij halen."), _("Kijk, en zeg of u het oppakt.")],
        [(_("Bekijk de vraag en geef antwoord"), address(share))],
    )

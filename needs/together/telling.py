"""Mag dit ook samen? Asked by mail with a signed link; the mail says that there is an idea, and not which."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.models import User
from members.notices.kinds import Words, register
from members.notices.links import HANDLERS, Handler, answer
from members.notices.models import Notice
from needs.models import Bundle, BundledNeed
from needs.proposing import Refused
from needs.together.who import may_be_asked
from wijk.places.scopes import EVERYWHERE

REASON = "telling a person about their own"


def question() -> str:
    return _("Mag dit ook samen met andere buren?")


def others(row: BundledNeed) -> str:
    """How many, and never who."""
    count = row.others
    words = ngettext(
        "Er is nog %(n)d andere buur met zo’n vraag.", "Er zijn nog %(n)d andere buren met zo’n vraag.", count
    )
    return words % {"n": count}


def waits_for(person: User, pk: int) -> BundledNeed | None:
    """The row when its question may be answered now, or answered otherwise; None when it is over."""
    rows = BundledNeed.objects.visible_to(person).asked().filter(pk=pk, need__asker=person)
    row: BundledNeed | None = rows.select_related("need__theme", "need__neighbourhood").first()
    return row if row is not None and may_be_asked([row.need]) else None


@register("bundle.asked", subject=gettext_lazy("Een idee voor uw vraag"))
def asked(notice: Notice) -> Words | None:
    row = waits_for(notice.person, notice.ids["row"])
    if row is None or row.yes is not None:
        return None  # answered on the site or aloud, or over, meanwhile
    link = answer(notice.person.pk, "bundled", row.pk)
    line = _("Wij hebben een idee voor uw vraag. Bekijk het en zeg ja of nee.")
    return Words([line], [(_("Bekijk het idee"), link)])


@register("bundle.over", subject=gettext_lazy("Een idee gaat niet door"))
def over(notice: Notice) -> Words | None:
    dropped = BundledNeed.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids["row"])
    if not dropped.filter(bundle__status=Bundle.Status.DROPPED).exists():
        return None
    return Words([_("Een idee voor uw vraag gaat niet door. Dat ligt niet aan u."), _("Wij zoeken verder voor u.")])


def _show(person: User, pk: int) -> dict[str, Any] | None:
    row = waits_for(person, pk)
    if row is None:
        return None
    buttons = [("yes", _("Ja, dat mag")), ("no", _("Nee, liever niet"))]
    return {"heading": question(), "lines": [row.need.title, others(row)], "buttons": buttons}


def _answer(person: User, pk: int, said: str) -> str:
    row = BundledNeed.objects.visible_to(person).filter(pk=pk, need__asker=person).select_related("need").first()
    if row is None or said not in ("yes", "no"):
        return _("Dit idee loopt niet meer.")
    try:
        row.reply(said == "yes", by=person)
    except Refused as refused:
        return str(refused.message)
    return noted(said == "yes")


def noted(yes: bool) -> str:
    if yes:
        return _("Wij schreven op: ja. U hoort het als het doorgaat.")
    return _("Wij schreven op: nee. Dat is goed. Wij zoeken gewoon verder voor u.")


HANDLERS["bundled"] = Handler(_show, _answer)

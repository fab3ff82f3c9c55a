"""Which organisations may look: for the pages of the floors below, which know nothing of this one.

{% load delen %}{% wie_zien_dit need %}    on a need: the coordinator's buttons, or the asker's
{% mijn_delen %}                           on Mijn wijk: everything of one's own that organisations may see
"""

from typing import Any

from django import template
from django.utils import timezone

from coalitions import routing
from coalitions.consent import ConsentForm, may_be_recorded
from coalitions.ending import WARNING
from members.models import Role
from needs.lifecycle import SEARCHING, Status
from needs.models import Need, Share

register = template.Library()
SHOWN = 20


def _rows(rows: Any) -> list[dict[str, Any]]:
    """`longer`: ask again for a yes that ended or soon ends; `ended`: its last day is past."""
    today = timezone.localdate()
    found = []
    for share in rows.select_related("organisation", "need__neighbourhood"):
        said = share.given_at and not (share.withdrawn_at or share.refused_at)
        ended = bool(said and share.until and share.until < today)
        longer = bool(said and share.until and share.until <= today + WARNING)
        found.append({"share": share, "ended": ended, "longer": longer and share.need.status != Status.CLOSED})
    return found


@register.inclusion_tag("coalitions/dashboard/share_tools.html", takes_context=True)
def wie_zien_dit(context: dict[str, Any], need: Need) -> dict[str, Any]:
    user = context["user"]
    coordinates = user.has_role(need.neighbourhood, Role.COORDINATOR)
    searching = coordinates and need.status in SEARCHING and not need.private
    waits = routing.waits_until(need) if searching else None
    return {
        "rows": _rows(Share.objects.visible_to(user).filter(need=need).order_by("made_at", "pk")),
        "need": need,
        "wijk": context["wijk"],
        "coordinates": coordinates,
        "searching": searching,
        "consent": ConsentForm(need=need) if coordinates and may_be_recorded(need) else None,
        "waits": waits if waits and waits > need.neighbourhood.today() else None,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("coalitions/dashboard/my_shares.html", takes_context=True)
def mijn_delen(context: dict[str, Any]) -> dict[str, Any]:
    """Asked and given, for needs that are under way in this wijk; what was refused or stopped is over."""
    user, wijk = context["user"], context["wijk"]
    mine = Share.objects.visible_to(user).filter(need__asker=user, need__neighbourhood=wijk)
    mine = mine.filter(withdrawn_at=None, refused_at=None).exclude(need__status=Status.CLOSED)
    rows = mine.exclude(given_at=None, reached_at=None).order_by("-made_at", "pk")
    return {"rows": _rows(rows[:SHOWN]), "wijk": wijk, "csrf_token": context.get("csrf_token")}

"""Which organisation a need may be offered to, and when: neighbours first, then together, then a partner.

Nothing is handed over by itself. When the waiting is over, an organisation that the asker ticked beforehand may look;
for any other the coordinator gets the task to ask. What only the coordinator may see is never routed.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coalitions.models import Seat
from members.models import Organisation
from needs.lifecycle import SEARCHING
from needs.models import CallTask, Need, Share
from needs.models.need import Road
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

REASON = "routing a need to organisations that fit"
MOST = 3  # organisations at a time; a need is no circular letter


def fitting(need: Need) -> list[Organisation]:
    """Organisations with a seat for the theme or for every theme, or with a standing offer that is about it."""
    here = Seat.objects.within(need.neighbourhood, reason=REASON).current()
    if need.road == Road.ORGANISATION and need.organisation_kind:
        seats = here.filter(organisation__kind__code=need.organisation_kind)
    else:
        seats = here.filter(Q(theme=need.theme) | Q(theme=None)) if need.theme_id else here.filter(theme=None)
    offers = Offer.objects.within(need.neighbourhood, reason=REASON).standing().exclude(organisation=None)
    by_offer = offers.filter(theme=need.theme) if need.theme_id else offers.none()
    found = Q(pk__in=seats.values("organisation")) | Q(pk__in=by_offer.values("organisation"))
    # Who sits there for exactly this theme comes before who sits there for everything.
    exact = set(here.filter(theme=need.theme).values_list("organisation", flat=True)) if need.theme_id else set()
    return sorted(Organisation.objects.filter(found), key=lambda row: (row.pk not in exact, row.name))[:MOST]


def waits_until(need: Need) -> date:
    """The working day on which the neighbours' and the collective waiting times are over."""
    wijk = need.neighbourhood
    since = timezone.localdate(need.status_since if need.reopened else need.registered_at, wijk.zone)
    if need.road == Road.ORGANISATION:
        return since
    return wijk.due(wijk.wait_neighbours + wijk.wait_together, start=since)


def is_due(need: Need) -> bool:
    return need.neighbourhood.today() >= waits_until(need)


def due(neighbourhood: Neighbourhood) -> list[Need]:
    """Needs that looked long enough for a neighbour, and have nothing out."""
    rows = Need.objects.within(neighbourhood, reason=REASON).filter(
        status__in=SEARCHING, private=False, road__in=(Road.NEIGHBOURS, Road.ORGANISATION)
    )
    live = rows.filter(proposals__status__in=("open", "agreed")).values("pk")
    rows = rows.exclude(pk__in=live).select_related("theme", "neighbourhood", "asker").order_by("pk")
    return [need for need in rows if is_due(need)]


@transaction.atomic
def route(need: Need) -> None:
    """Offer one need to who fits: live where the yes was given, a task to ask where it was not. Idempotent."""
    need = Need.objects.within(EVERYWHERE, reason=REASON).locked().get(pk=need.pk)
    if need.private or need.status not in SEARCHING:
        return
    organisations = fitting(need)
    for organisation in organisations:
        share = Share.objects.reach(need, organisation, by=None, purpose=purpose(need))
        if share.given_at is None and share.refused_at is None and share.withdrawn_at is None:
            CallTask.objects.plan(
                CallTask.Reason.CONSENT,
                neighbourhood=need.neighbourhood,
                person=need.asker,
                need=need,
                organisation=organisation,
            )
    if not organisations:
        CallTask.objects.plan(CallTask.Reason.NEXT_STEP, neighbourhood=need.neighbourhood, person=need.asker, need=need)


def purpose(need: Need) -> str:
    return _("Kijken of deze organisatie kan helpen bij: %(theme)s") % {"theme": need.theme or _("de vraag")}


def late(neighbourhood: Neighbourhood) -> list[Share]:
    """Live shares whose answer was needed before today."""
    rows = Share.objects.within(neighbourhood, reason=REASON).live().filter(reply="")
    return list(rows.filter(answer_by__lt=neighbourhood.today()).select_related("need", "organisation"))

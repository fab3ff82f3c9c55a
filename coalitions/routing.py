"""Which organisation a need may be offered to, and when: neighbours first, then together, then a partner.

Nothing is handed over by itself. When the waiting is over, an organisation that the asker ticked beforehand may look;
for any other the coordinator gets the task to ask. What only the coordinator may see is never routed.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from coalitions.calls import ring
from coalitions.models import Seat
from coalitions.standing import is_over, unanswered
from members.models import Organisation
from needs import ladder
from needs.ladder import Rung
from needs.lifecycle import SEARCHING
from needs.models import CallTask, Need, Share
from needs.roads import Road
from offers.models import Offer, OfferQuerySet
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.kinds import Kind

REASON = "routing a need to organisations that fit"
MOST = 3  # organisations at a time; a need is no circular letter


def fitting(need: Need) -> list[Organisation]:
    """Organisations with a seat for the theme or for every theme, or with a standing offer of that kind about it; best
    first.

    What only a professional should do goes to the seats of that kind, whatever else is on offer.
    """
    here = Seat.objects.within(need.neighbourhood, reason=REASON).current()
    if need.road == Road.ORGANISATION and need.organisation_kind:
        found = Q(pk__in=here.filter(organisation__kind__code=need.organisation_kind).values("organisation"))
    elif need.theme_id:
        seats = here.filter(Q(theme=need.theme) | Q(theme=None))
        found = Q(pk__in=seats.values("organisation")) | Q(pk__in=_offers(need).values("organisation"))
    else:
        found = Q(pk__in=here.filter(theme=None).values("organisation"))
    # Who sits there for exactly this theme comes before who sits there for everything.
    exact = set(here.filter(theme=need.theme).values_list("organisation", flat=True)) if need.theme_id else set()
    return sorted(Organisation.objects.filter(found), key=lambda row: (row.pk not in exact, row.name))


def _offers(need: Need) -> OfferQuerySet:
    rows: OfferQuerySet = Offer.objects.within(EVERYWHERE, reason=REASON).standing().serving(need.neighbourhood)
    if need.kind != Kind.OTHER:  # "past er niet bij" says nothing about the kind; any other must be what they give
        rows = rows.filter(kinds__contains=[need.kind])
    return rows.filter(theme=need.theme).exclude(organisation=None)


def chosen(need: Need) -> list[Organisation]:
    """Whom to offer it to now: all whom the asker ticked or who were asked, and others up to `MOST` in all.

    Whoever may not, could not or was in time no more makes room for the next.
    """
    shares = {share.organisation_id: share for share in need.shares.all()}
    rows = [row for row in fitting(need) if row.pk not in shares or not is_over(shares[row.pk])]
    known = [row for row in rows if row.pk in shares]
    return known + [row for row in rows if row.pk not in shares][: max(0, MOST - len(known))]


def waits_until(need: Need) -> date:
    """The working day on which the neighbours' and the collective waiting times are over."""
    if need.road == Road.ORGANISATION:
        return ladder.began_on(need)
    return ladder.opens_on(need, Rung.PARTNER)


def is_due(need: Need) -> bool:
    return need.neighbourhood.today() >= waits_until(need)


def waiting(neighbourhood: Neighbourhood) -> list[Need]:
    """Needs that look for somebody, have nothing out and did not run out."""
    rows = Need.objects.within(neighbourhood, reason=REASON).filter(
        status__in=SEARCHING,
        private=False,
        road__in=(Road.NEIGHBOURS, Road.ORGANISATION),
        expires_on__gte=neighbourhood.today(),
    )
    live = rows.filter(proposals__status__in=("open", "agreed")).values("pk")
    found = list(rows.exclude(pk__in=live).select_related("theme", "asker").order_by("pk"))
    for need in found:
        need.neighbourhood = neighbourhood  # its desk is read once for all of them
    return found


def due(neighbourhood: Neighbourhood) -> list[Need]:
    """Those of them that looked long enough for a neighbour."""
    return [need for need in waiting(neighbourhood) if is_due(need)]


@transaction.atomic
def route(need: Need) -> list[Organisation]:
    """Offer one need to who fits: live where the yes was given, a task to ask where it was not. Idempotent.

    Returns the organisations that it is offered to now.
    """
    need = Need.objects.within(EVERYWHERE, reason=REASON).locked().get(pk=need.pk)
    if need.private or need.status not in SEARCHING:
        return []
    wijk = need.neighbourhood
    about: dict[str, Any] = {"person": need.asker, "need": need}
    organisations = chosen(need)
    for organisation in organisations:
        share = Share.objects.reach(need, organisation, by=None, purpose=purpose(need))
        if share.given_at is None:
            ring(CallTask.Reason.CONSENT, neighbourhood=wijk, organisation=organisation, **about)
    if not organisations:
        ring(CallTask.Reason.NEXT_STEP, neighbourhood=wijk, after=wijk.wait_neighbours, **about)
    return organisations


def purpose(need: Need) -> str:
    """Kept in the row for years, so never in the language of whoever happened to press the button."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Kijken of deze organisatie kan helpen bij: %(theme)s") % {"theme": need.theme or _("de vraag")}


def late(neighbourhood: Neighbourhood) -> list[Share]:
    """Live shares whose answer was needed before today."""
    rows = unanswered(Share.objects.within(neighbourhood, reason=REASON).live())
    return list(rows.filter(answer_by__lt=neighbourhood.today()).select_related("need", "organisation"))

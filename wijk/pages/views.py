"""The home page of a wijk, and Mijn wijk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coalitions.figures.areas import area_map
from members.models import Role
from members.notices.digest import KIND as DIGEST
from members.notices.models import Subscription
from needs import looks
from needs.cards import proposal_card
from needs.models import BundledNeed, FollowUp, Need, Proposal
from needs.reasons import for_asker, for_helper
from needs.views.proposals import side_of
from offers.models import Offer
from wijk.pages.mandates import helping
from wijk.places.models import Neighbourhood
from wijk.places.request import Request

SHOWN = 10  # rows of one kind on Mijn wijk


@require_safe
def start(request: Request) -> HttpResponse:
    """Where login leads: to the work of whoever works here, otherwise to the own wijk."""
    request.session.pop("demo_code", None)
    memberships = request.user.memberships.current().select_related("neighbourhood")
    by_role = {membership.role: membership.neighbourhood for membership in memberships}
    if Role.COORDINATOR in by_role:
        return redirect("dashboard:today", by_role[Role.COORDINATOR].slug)
    if request.user.organisations().exists():
        return redirect("partner:list")
    if by_role:
        return redirect("pages:mine", next(iter(by_role.values())).slug)
    return redirect("places:choose")


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    wijk = request.neighbourhood
    offers = Offer.objects.within(wijk, reason="public offers on the home page").standing()
    year = timezone.localdate().replace(month=1, day=1)
    counts = {
        "offers": offers.count(),
        "asked": Need.objects.within(wijk, reason="a count on the home page")
        .filter(registered_at__date__gte=year)
        .count(),
        "solved": Proposal.objects.within(wijk, reason="a count on the home page")
        .filter(status="done", ended_at__date__gte=year)
        .count(),
    }
    figures = {name: number for name, number in counts.items() if number >= 10}  # small numbers tell who
    newest = (
        offers.exclude(person=None)
        .select_related("buurt", "organisation", "person", "neighbourhood")
        .order_by("-registered_at")[:3]
    )
    return render(request, "pages/home.html", {"figures": figures, "newest": newest, "map": area_map(wijk)})


@require_safe
@transaction.atomic
def mine(request: Request) -> HttpResponse:
    """What waits for an answer first, then what one asked and what one gives."""
    me, wijk = request.user, request.neighbourhood
    context = {
        "waiting": _waiting(request, wijk),
        "followups": _followups(request, wijk),
        "together": _together(request, wijk),
        "needs": [
            need.card_for(me)
            for need in Need.objects.visible_to(me)
            .filter(asker=me, neighbourhood=wijk)
            .select_related("asker", "buurt", "theme", "neighbourhood")
            .order_by("-registered_at")[:SHOWN]
        ],
        "offers": Offer.objects.visible_to(me)
        .filter(person=me)
        .select_related("neighbourhood")
        .order_by("-registered_at")[:SHOWN],
        "helping": helping(request),
        "wants_digest": Subscription.objects.wanted(me, DIGEST),
    }
    return render(request, "pages/mine.html", context)


@require_POST
def digest(request: Request) -> HttpResponse:
    """Start or stop the wijkbericht, as often as one likes."""
    if request.POST.get("want") == "yes":
        Subscription.objects.start(request.user, DIGEST, by=request.user)
        messages.success(request, _("U krijgt het wijkbericht weer."))
    else:
        Subscription.objects.stop(request.user, DIGEST, by=request.user)
        messages.success(request, _("U krijgt geen wijkbericht meer."))
    return redirect("pages:mine", request.neighbourhood.slug)


def _waiting(request: Request, wijk: Neighbourhood) -> list[dict]:
    """Live proposals of which one is a side, with the other side as far as it may be seen."""
    rows = Proposal.objects.visible_to(request.user).filter(need__neighbourhood=wijk).live()
    rows = rows.filter(need__asker=request.user) | rows.filter(helper=request.user)
    rows = rows.select_related(
        "need__asker", "need__buurt", "helper", "offer__buurt", "offer__organisation", "organisation", "match"
    )
    found, helping = [], []
    for proposal in rows.prefetch_related("answers").order_by("expires_on")[:SHOWN]:
        side = side_of(proposal, request.user)
        if side == "helper":
            helping.append(proposal.need_id)
        why = for_asker(proposal.match) if side == "asker" else for_helper(proposal.match)
        found.append({"card": proposal_card(proposal, request.user, side), "side": side, "reasons": why})
    standing = looks.Standing(looks.HELPER, "proposal")
    looks.listed(Need, helping, by=request.user, standing=standing, neighbourhood=wijk)
    return found


def _followups(request: Request, wijk: Neighbourhood) -> list[FollowUp]:
    rows = FollowUp.objects.visible_to(request.user).filter(proposal__need__neighbourhood=wijk).waiting()
    rows = rows.exclude(asked_at=None)
    mine = rows.filter(side="asker", proposal__need__asker=request.user)
    mine |= rows.filter(side="helper", proposal__helper=request.user)
    return list(mine.select_related("proposal__need")[:SHOWN])


def _together(request: Request, wijk: Neighbourhood) -> list[BundledNeed]:
    """Mag dit ook samen? What was asked and not answered yet."""
    rows = BundledNeed.objects.visible_to(request.user).filter(bundle__neighbourhood=wijk, need__asker=request.user)
    return list(rows.asked().filter(yes=None).select_related("need")[:SHOWN])

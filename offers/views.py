"""Looking round in what there is, and offering something oneself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Role, User
from offers.cards import card
from offers.filters import OfferFilter
from offers.forms import OfferForm
from offers.models import Offer
from wijk.places.request import Request

PER_PAGE = 20
THANKS = "thanks_offer"  # in the session: the offer that was just sent


@login_not_required
@require_safe
def offers(request: Request) -> HttpResponse:
    """What is there today, for everybody."""
    coordinates = request.user.is_authenticated and request.user.has_role(request.neighbourhood, Role.COORDINATOR)
    there = Offer.objects.within(request.neighbourhood, reason="public offers of this wijk")
    resting = coordinates and "rust" in request.GET
    there = there.exclude(pk__in=there.standing().values("pk")) if resting else there.standing()
    there = there.select_related("buurt", "organisation", "person", "theme", "neighbourhood")
    found = OfferFilter(request.GET, there.order_by("-registered_at", "pk"))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    query = f"{rest.urlencode()}&" if rest else ""
    context = {
        "page_obj": page,
        "cards": [card(offer) for offer in page],
        "filter": found,
        "query": query,
        "coordinates": coordinates,
        "resting": resting,
    }
    return render(request, "offers/list.html", context)


@login_not_required
@require_safe
def offer(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Offer.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood), pk=pk)
    keeps = may_change(request, found)
    own = keeps and found.person_id == request.user.pk
    context = {"card": card(found), "own": own, "keeps": keeps, "offer": found if keeps else None}
    return render(request, "offers/detail.html", context)


def may_change(request: Request, found: Offer) -> bool:
    """The giver, and the coordinator for a giver who calls."""
    me = request.user
    if not me.is_authenticated:
        return False
    return found.person_id == me.pk or me.has_role(found.neighbourhood, Role.COORDINATOR)


@require_http_methods(["GET", "POST"])
def rewrite(request: Request, pk: int) -> HttpResponse:
    """Other words or limits, by the giver or by the coordinator for who calls."""
    rows = Offer.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood).exclude(person=None)
    found: Offer = get_object_or_404(rows, pk=pk)
    if not may_change(request, found):
        raise Http404
    form = OfferForm(
        request.POST or None,
        neighbourhood=request.neighbourhood,
        person=found.person,
        initial=OfferForm.initial_from(found),
    )
    if form.is_valid():
        fields = {"until": found.until, **form.offer_fields(), "buurt": form.chosen_buurt()}
        if found.rewrite(by=request.user, **fields):
            messages.success(request, _("Het aanbod is aangepast."))
            return redirect(found)
        form.add_error(None, _("Iemand denkt nu na over dit aanbod. Bel ons. Dan passen wij het samen aan."))
    return render(request, "offers/rewrite.html", {"form": form, "offer": found})


@login_not_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    me = request.user if request.user.is_authenticated else None
    form = OfferForm(request.POST or None, neighbourhood=request.neighbourhood, person=me)
    if form.is_valid():
        request.session[THANKS] = _register(request, form, me).pk
        return redirect("offers:thanks", request.neighbourhood.slug)
    return render(request, "offers/new.html", {"form": form})


@transaction.atomic
def _register(request: Request, form: OfferForm, me: User | None) -> Offer:
    data, wijk, buurt = form.cleaned_data, request.neighbourhood, form.chosen_buurt()
    if me is None:
        me = User.objects.enter(name=data["name"], phone=data["phone"], email=data["email"], by=None)
    me.move_to(wijk, by=me, buurt=buurt)
    return Offer.objects.register(by=me, neighbourhood=wijk, person=me, buurt=buurt, **form.offer_fields())


def just_sent(request: Request) -> Offer | None:
    """What this session sent, while nobody said what it is about."""
    rows = Offer.objects.within(request.neighbourhood, reason="the session that sent it may say what it is about")
    offer: Offer | None = rows.filter(pk=request.session.get(THANKS), confirmed=None).first()
    return offer


VERBS = {"pauze": "pause", "verder": "resume", "stoppen": "end", "verlengen": "renew"}
SAID = {
    "pauze": _("Dit aanbod staat op pauze. Wij vragen nu niets."),
    "verder": _("Dit aanbod staat weer open."),
    "stoppen": _("Dit aanbod is gestopt. Dank voor alles."),
    "verlengen": _("Dit aanbod staat weer een half jaar open."),
}


@require_POST
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """Pause, go on, stop or renew the own offer in one click; the coordinator does it for who calls."""
    found: Any = get_object_or_404(
        Offer.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood), pk=pk
    )
    if not may_change(request, found):
        raise PermissionDenied
    getattr(found, VERBS[verb])(by=request.user)
    messages.success(request, SAID[verb])
    own = found.person_id == request.user.pk
    return redirect("pages:mine", request.neighbourhood.slug) if own else redirect(found)

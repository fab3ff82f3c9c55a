"""Looking round in what there is, and offering something oneself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import User
from offers.cards import card
from offers.filters import OfferFilter
from offers.forms import UNKNOWN_BUURT, OfferForm
from offers.models import Offer
from wijk.places.models import Buurt
from wijk.places.request import Request

PER_PAGE = 20


@login_not_required
@require_safe
def offers(request: Request) -> HttpResponse:
    """What is there today, for everybody."""
    there = Offer.objects.within(request.neighbourhood, reason="public offers of this wijk").standing()
    there = there.select_related("buurt", "organisation", "theme", "neighbourhood")
    found = OfferFilter(request.GET, there.order_by("-registered_at", "pk"))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    query = f"{rest.urlencode()}&" if rest else ""
    context = {"page_obj": page, "cards": [card(offer) for offer in page], "filter": found, "query": query}
    return render(request, "offers/list.html", context)


@login_not_required
@require_safe
def offer(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Offer.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood), pk=pk)
    own = request.user.is_authenticated and found.person_id == request.user.pk
    return render(request, "offers/detail.html", {"card": card(found), "own": own, "offer": found if own else None})


@login_not_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    me = request.user if request.user.is_authenticated else None
    form = OfferForm(request.POST or None, neighbourhood=request.neighbourhood, person=me)
    if form.is_valid():
        _register(request, form, me)
        return redirect("offers:thanks", request.neighbourhood.slug)
    return render(request, "offers/new.html", {"form": form})


@transaction.atomic
def _register(request: Request, form: OfferForm, me: User | None) -> Offer:
    data, wijk = form.cleaned_data, request.neighbourhood
    buurt = Buurt.objects.filter(code=data["buurt"]).first() if data["buurt"] != UNKNOWN_BUURT else None
    if me is None:
        me = User.objects.enter(name=data["name"], phone=data["phone"], email=data["email"], by=None)
    me.move_to(wijk, by=me, buurt=buurt)
    return Offer.objects.register(by=me, neighbourhood=wijk, person=me, buurt=buurt, **form.offer_fields())


@login_not_required
@require_safe
def thanks(request: Request) -> HttpResponse:
    day = request.neighbourhood.due(request.neighbourhood.answer_within)
    return render(request, "offers/thanks.html", {"answer_on": day})


VERBS = {"pauze": "pause", "verder": "resume", "stoppen": "end", "verlengen": "renew"}
SAID = {
    "pauze": _("Uw aanbod staat op pauze. Wij vragen u niet."),
    "verder": _("Uw aanbod staat weer open."),
    "stoppen": _("Uw aanbod is gestopt. Dank voor alles."),
    "verlengen": _("Uw aanbod staat weer een half jaar open."),
}


@require_POST
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """Pause, go on, stop or renew the own offer in one click; the coordinator does it for who calls."""
    found: Any = get_object_or_404(
        Offer.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood), pk=pk
    )
    coordinates = request.user.has_role(request.neighbourhood, "coordinator")
    if found.person_id != request.user.pk and not coordinates:
        raise PermissionDenied
    getattr(found, VERBS[verb])(by=request.user)
    messages.success(request, SAID[verb])
    return redirect("dashboard:today" if coordinates else "pages:mine", request.neighbourhood.slug)

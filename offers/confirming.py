"""Gaat het hierover? Of an offer: right after sending it, and later by the giver or the coordinator."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import Role
from offers.forms import ConceptForm
from offers.models import Offer
from offers.views import THANKS, just_sent, may_change
from wijk.places.request import Request


@require_http_methods(["GET", "POST"])
def concepts(request: Request, pk: int) -> HttpResponse:
    rows = Offer.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    offer: Any = get_object_or_404(rows, pk=pk)
    if not may_change(request, offer):
        raise Http404
    form = ConceptForm.of(offer, request.POST or None)
    if form.is_valid():
        offer.confirm(form.chosen(), by=request.user)
        messages.success(request, _("Genoteerd. Wij zoeken hiermee verder."))
        return redirect(offer)
    base = "work.html" if request.user.has_role(request.neighbourhood, Role.COORDINATOR) else "base.html"
    return render(request, "offers/concepts.html", {"form": form, "offer": offer, "base": base})


@login_not_required
@require_http_methods(["GET", "POST"])
def sent(request: Request) -> HttpResponse:
    """The thank-you page of the session that sent the offer. Answering is a gift: the offer stands already."""
    offer = just_sent(request)
    form = ConceptForm.of(offer, request.POST or None) if offer is not None else None
    if offer is not None and form is not None and form.is_valid():
        offer.confirm(form.chosen(), by=request.user if request.user.is_authenticated else None)
        del request.session[THANKS]
        form = None
        messages.success(request, _("Genoteerd. Zo vinden wij sneller wie bij u past."))
    day = request.neighbourhood.due(request.neighbourhood.answer_within)
    return render(request, "offers/thanks.html", {"answer_on": day, "form": form})

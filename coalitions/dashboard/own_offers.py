"""What an organisation offers: its vrijwilligerscoördinator keeps its helpers here as offers with places."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.seats import wijken_of
from members.models import Employment, Organisation
from offers.forms import OfferForm
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.places.request import Request


class OwnOfferForm(OfferForm):
    """The same questions without a person, and for how many at a time."""

    places = forms.IntegerField(
        label=gettext_lazy("Voor hoeveel mensen tegelijk?"),
        help_text=gettext_lazy("Zo veel voorstellen staan er hooguit tegelijk open."),
        min_value=1,
        max_value=500,
        error_messages={
            "required": gettext_lazy("Typ een getal."),
            "invalid": gettext_lazy("Typ een getal."),
            "min_value": gettext_lazy("Typ een getal van 1 of meer."),
            "max_value": gettext_lazy("Typ een getal tot 500."),
        },
    )

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, **kwargs: Any) -> None:
        super().__init__(*args, neighbourhood=neighbourhood, person=neighbourhood, **kwargs)
        del self.fields["buurt"]


def _keeps(request: Request) -> Organisation:
    """The organisation whose volunteers this person coordinates; everybody else finds nothing here."""
    held = Employment.objects.current().filter(user=request.user, task=Employment.Task.VOLUNTEERS)
    employment = held.select_related("organisation").first()
    if employment is None:
        raise Http404
    return employment.organisation


@require_safe
def own_offers(request: Request) -> HttpResponse:
    organisation = _keeps(request)
    rows = Offer.objects.visible_to(request.user).filter(organisation=organisation).select_related("neighbourhood")
    context = {
        "organisation": organisation,
        "offers": rows.order_by("neighbourhood__name", "title"),
        "wijken": wijken_of(organisation),
    }
    return render(request, "coalitions/dashboard/own_offers.html", context)


@require_http_methods(["GET", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    organisation = _keeps(request)
    place = get_object_or_404(wijken_of(organisation), slug=slug)
    form = OwnOfferForm(request.POST or None, neighbourhood=place)
    if form.is_valid():
        fields = {**form.offer_fields(), "places": form.cleaned_data["places"]}
        Offer.objects.register(by=request.user, neighbourhood=place, organisation=organisation, **fields)
        messages.success(request, _("Het aanbod staat erin."))
        return redirect("partner:offers")
    return render(request, "coalitions/dashboard/own_offer_new.html", {"form": form, "place": place})


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """More or fewer places, or a pause; never fewer places than are held."""
    organisation = _keeps(request)
    offer: Offer = get_object_or_404(Offer.objects.visible_to(request.user).filter(organisation=organisation), pk=pk)
    verb = request.POST.get("verb", "")
    if verb in ("pause", "resume", "end", "renew"):
        getattr(offer, verb)(by=request.user)
    elif verb in ("more", "fewer"):
        if not offer.set_places(offer.places + (1 if verb == "more" else -1), by=request.user):
            messages.error(request, _("Er zijn nu zo veel plaatsen in gebruik. Minder kan later."))
    else:
        raise PermissionDenied
    return redirect("partner:offers")

"""An offer at the telephone or the desk: the same questions, of somebody whom we know or who is new here."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members.models import Membership, Role, User
from offers.forms import OfferForm
from offers.models import Offer
from wijk.places.channels import Channel
from wijk.places.request import Request
from wijk.places.widgets import Choices


class PhoneOfferForm(OfferForm):
    """Somebody from the list, or a new name with a number; read back at the end."""

    channel = forms.ChoiceField(
        label=_("Via"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=Choices(),
        error_messages={"required": _("Kies hoe dit aanbod binnenkwam."), "invalid_choice": _("Kies uit de lijst.")},
    )
    giver = forms.ModelChoiceField(
        label=_("Wie is het?"),
        help_text=_("Staat iemand er niet bij? Kies dan niets en vul de naam in."),
        queryset=User.objects.none(),
        empty_label=_("Iemand die nieuw is"),
        required=False,
        error_messages={"invalid_choice": _("Kies iemand uit de wijk.")},
    )
    read_back = forms.BooleanField(
        label=_("Ik heb het voorgelezen en het klopt"),
        error_messages={"required": _("Lees het eerst voor. Vink dan dit vakje aan.")},
    )
    field_order = ("channel", "giver", "name", "phone", "email")

    def __init__(self, *args: Any, coordinates: bool, **kwargs: Any) -> None:
        super().__init__(*args, person=None, **kwargs)
        here = Membership.objects.current().filter(neighbourhood=kwargs["neighbourhood"])
        people = User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name")
        if coordinates:
            cast(forms.ModelChoiceField, self.fields["giver"]).queryset = people
        else:  # a desk volunteer reads no names
            del self.fields["giver"]
        self.order_fields(self.field_order)
        for name in ("name", "phone"):  # asked only of who is new
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("giver") is None and "giver" not in self.errors:
            for name in ("name", "phone"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


@require_http_methods(["GET", "POST"])
def phone(request: Request) -> HttpResponse:
    """Entered by the coordinator or a desk volunteer."""
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR, Role.DESK):
        raise Http404
    coordinates = request.user.has_role(request.neighbourhood, Role.COORDINATOR)
    form = PhoneOfferForm(request.POST or None, neighbourhood=request.neighbourhood, coordinates=coordinates)
    if form.is_valid():
        offer = _register(request, form)
        messages.success(request, _now("Het aanbod staat erin."))
        return redirect(offer)
    return render(request, "offers/phone.html", {"form": form})


@transaction.atomic
def _register(request: Request, form: PhoneOfferForm) -> Offer:
    data, wijk, buurt = form.cleaned_data, request.neighbourhood, form.chosen_buurt()
    giver = data.get("giver") or User.objects.enter(
        name=data["name"], phone=data["phone"], email=data["email"], by=request.user
    )
    giver.move_to(wijk, by=request.user, buurt=buurt)
    fields = form.offer_fields() | {"channel": data["channel"], "buurt": buurt, "person": giver}
    return Offer.objects.register(by=request.user, neighbourhood=wijk, **fields)

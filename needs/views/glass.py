"""Noodtoegang: technical administration opens one need for half an hour; the board sees every time that it happened."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from needs import looks
from needs.background import open_background
from needs.models import BreakGlass, Need
from wijk.places.scopes import EVERYWHERE
from wijk.places.widgets import Choices

WEEK = timedelta(days=7)


class GlassForm(forms.Form):
    use_required_attribute = False
    headline = ""

    number = forms.CharField(
        label=_("Nummer van de vraag"),
        help_text=_("Bijvoorbeeld V-7F3KM."),
        max_length=12,
        error_messages={"required": _("Typ het nummer van de vraag."), "max_length": _("Dit nummer klopt niet.")},
    )
    why = forms.ChoiceField(
        label=_("Waarom is dit nodig?"),
        choices=BreakGlass.Why.choices,
        widget=Choices(small=True),
        error_messages={"required": _("Kies waarom."), "invalid_choice": _("Kies waarom.")},
    )
    words = forms.CharField(
        label=_("Leg het uit"),
        help_text=_("De bewoner en het bestuur kunnen dit lezen."),
        max_length=200,
        error_messages={
            "required": _("Leg in een paar woorden uit waarom."),
            "max_length": _("Dit is te lang. Houd het bij 200 letters."),
        },
    )
    background = forms.BooleanField(
        label=_("Ook de achtergrond is hiervoor nodig"),
        help_text=_("Leg hierboven uit waarom ook die nodig is."),
        required=False,
    )

    def clean_number(self) -> Need:
        number = self.cleaned_data["number"].replace("\0", "").strip().upper().removeprefix("V-")
        need = Need.objects.within(EVERYWHERE, reason="break-glass by number").filter(number=number).first()
        if need is None:
            raise forms.ValidationError(_("Deze vraag kennen wij niet. Kijk het nummer nog eens na."))
        return need


@require_http_methods(["GET", "POST"])
@transaction.atomic
def glasses(request: HttpRequest) -> HttpResponse:
    """Ask, and the list of this week. The board reads the list of its own wijk and asks nothing."""
    person: Any = request.user
    if not person.is_superuser and (request.method == "POST" or not person.governed_neighbourhoods().exists()):
        raise Http404
    form = GlassForm(request.POST or None) if person.is_superuser else None
    if form is not None and form.is_valid():
        said = form.cleaned_data
        about = {"why": said["why"], "words": said["words"], "background": said["background"]}
        return redirect("glass:need", BreakGlass.objects.ask(said["number"], by=person, **about).pk)
    rows = BreakGlass.objects.visible_to(person).filter(at__gt=timezone.now() - WEEK).order_by("-at")
    context = {"form": form, "rows": rows.select_related("by", "need__neighbourhood")}
    return render(request, "needs/glasses.html", context)


@require_safe
@transaction.atomic
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """The need, to read only, while the half hour lasts and for whom it was asked."""
    person: Any = request.user
    if not person.is_superuser:
        raise Http404
    mine = BreakGlass.objects.visible_to(person).open().filter(by=person)
    glass: BreakGlass = get_object_or_404(mine.select_related("need__asker", "need__neighbourhood"), pk=pk)
    looks.record(
        glass.need,
        by=person,
        action="full",
        role=looks.TECHNICAL,
        ground=f"break-glass:{glass.pk}",
        purpose=glass.why,
        words=glass.words,
    )
    text = open_background(glass.need, by=person, reason=glass.why, words=glass.words) if glass.background else ""
    card = glass.need.card_for(person)
    return render(request, "needs/glass.html", {"glass": glass, "card": card, "text": text})

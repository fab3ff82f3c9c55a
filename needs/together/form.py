"""What the coordinator says of the activity: what, when, where, for how many, and who leads it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Membership, Organisation, User
from needs.asking.questions import UNKNOWN_BUURT, Question
from needs.models import Bundle
from wijk.places.dayparts import MOMENTS, day_parts, moments
from wijk.places.widgets import Choices, Ticks


class ActivityForm(Question):
    title = forms.CharField(
        label=_("Hoe heet de activiteit?"),
        help_text=_("Bijvoorbeeld: Samen wandelen langs de plas."),
        max_length=80,
        error_messages={
            "required": _("Schrijf hoe de activiteit heet."),
            "max_length": _("Dit is te lang. Houd het bij 80 letters."),
        },
    )
    text = forms.CharField(
        label=_("Wat gaan we doen?"),
        help_text=_("Iedereen kan dit lezen. Schrijf niet wie erom vroeg."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Vertel kort wat de groep gaat doen."),
            "max_length": _("Dit is te lang. Er passen 4000 letters."),
        },
    )
    when = forms.CharField(
        label=_("Wanneer en waar precies?"),
        help_text=_("Bijvoorbeeld: elke dinsdag om 10.00 uur bij het buurthuis."),
        max_length=200,
        error_messages={
            "required": _("Schrijf wanneer het is, en waar."),
            "max_length": _("Dit is te lang. Houd het bij 200 letters."),
        },
    )
    moments = forms.MultipleChoiceField(
        label=_("Op welk deel van de week is dat?"),
        help_text=_("Zo vinden nieuwe vragen deze activiteit."),
        choices=MOMENTS,
        widget=Ticks(),
        required=False,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    buurt = forms.ChoiceField(
        label=_("In welke buurt?"),
        widget=Choices(),
        error_messages={"required": _("Kies een buurt."), "invalid_choice": _("Kies een buurt uit de lijst.")},
    )
    places = forms.IntegerField(
        label=_("Voor hoeveel mensen is er plaats?"),
        help_text=_("Tel ook de mensen mee die later kunnen aansluiten."),
        min_value=1,
        max_value=500,
        error_messages={
            "required": _("Typ een getal."),
            "invalid": _("Typ een getal."),
            "min_value": _("Typ een getal van 1 of meer."),
            "max_value": _("Typ een getal tot 500."),
        },
    )
    leader = forms.ChoiceField(
        label=_("Wie leidt het?"),
        help_text=_("Een bewoner of een organisatie. Vraag het eerst."),
        error_messages={"required": _("Kies wie het leidt."), "invalid_choice": _("Kies iemand uit de lijst.")},
    )
    leads = forms.BooleanField(
        label=_("Wie het leidt, zei al ja tegen iedereen in deze groep"),
        help_text=_("Dan vragen wij dat niet nog eens per persoon."),
        required=False,
    )
    field_order = ("title", "text", "when", "moments", "buurt", "places", "leader", "leads")

    def __init__(self, *args: Any, bundle: Bundle, yes: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self._from(bundle, yes))
        super().__init__(*args, neighbourhood=bundle.neighbourhood, **kwargs)
        self.yes = yes
        buurten = [(buurt.code, buurt.name) for buurt in self.neighbourhood.buurten.order_by("name")]
        self._choices("buurt", [*buurten, (UNKNOWN_BUURT, _("Maakt niet uit"))])
        self._choices("leader", [("", _("Kies wie het leidt")), *self._leaders()])

    @staticmethod
    def _from(bundle: Bundle, yes: int) -> dict[str, Any]:
        buurt = bundle.buurt.code if bundle.buurt else UNKNOWN_BUURT
        return {"moments": moments(bundle.day_parts), "buurt": buurt, "places": max(yes, 8)}

    def _choices(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _leaders(self) -> list[Any]:
        here = Membership.objects.current().filter(neighbourhood=self.neighbourhood)
        people = User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name", "pk")
        firms = Organisation.objects.filter(municipality=self.neighbourhood.municipality_id).order_by("name")
        return [
            (_("Organisaties"), [(f"o{firm.pk}", firm.name) for firm in firms]),
            (_("Bewoners"), [(f"p{person.pk}", person.name) for person in people]),
        ]

    def clean_places(self) -> int:
        places: int = self.cleaned_data["places"]
        if places < self.yes:
            words = ngettext("Er zei al %(n)d buur ja.", "Er zeiden al %(n)d buren ja.", self.yes) % {"n": self.yes}
            raise ValidationError(words)
        return places

    def offer_fields(self) -> dict[str, Any]:
        data = self.cleaned_data
        who, pk = data["leader"][0], int(data["leader"][1:])
        return {
            "title": data["title"],
            "text": f"{data['text']}\n\n{data['when']}",
            "day_parts": day_parts(data["moments"]),
            "buurt": self.neighbourhood.buurten.filter(code=data["buurt"]).first(),
            "places": data["places"],
            "person_id" if who == "p" else "organisation_id": pk,
            "leads": data["leads"],
        }

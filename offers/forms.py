"""Offering something: own words first, limits second."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms import PhoneField
from offers.models import Reach, Rhythm
from wijk.places.dayparts import MOMENTS, day_parts, moments
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.widgets import Choices, Ticks
from wijk.themes.confirmed import codes_of
from wijk.themes.kinds import GIVEN
from wijk.themes.subjects import SubjectForm

UNKNOWN_BUURT = "unknown"
AFTER_WORDS = ("kinds", "title", "text", "not_done", "concepts", "subject")
REACH_HINTS = {Reach.WIJK: _("Overal in de wijk")}


class OfferForm(SubjectForm):
    """What somebody gives, and where the limits are. `person` is whoever is logged in, or nobody."""

    use_required_attribute = False
    headline = ""

    kinds = forms.MultipleChoiceField(
        label=_("Wat wilt u doen?"),
        help_text=_("U mag er meer kiezen."),
        choices=[(kind.value, words) for kind, words in GIVEN.items()],
        widget=Ticks(),
        error_messages={"required": _("Kies wat u wilt doen."), "invalid_choice": _("Kies uit de lijst.")},
    )
    title = forms.CharField(
        label=_("In een paar woorden"),
        help_text=_("Bijvoorbeeld: Ik rijd u naar het ziekenhuis."),
        max_length=80,
        error_messages={
            "required": _("Schrijf in een paar woorden wat u doet."),
            "max_length": _("Dit is te lang. Houd het bij 80 letters."),
        },
    )
    text = forms.CharField(
        label=_("Vertel het in uw eigen woorden"),
        help_text=_("Waar wordt u blij van?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Vertel kort wat u wilt doen."),
            "max_length": _("Dit is te lang. Er passen 5000 letters."),
        },
    )
    not_done = forms.CharField(
        label=_("Wat doet u liever niet?"),
        help_text=_("Hoeft niet. Bijvoorbeeld: tillen gaat niet meer."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Dit is te lang. Er passen 1000 letters.")},
    )
    moments = forms.MultipleChoiceField(
        label=_("Wanneer kunt u?"),
        help_text=_("Maakt het niet uit? Kies dan niets."),
        choices=MOMENTS,
        widget=Ticks(),
        required=False,
    )
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wilt u iets doen?"),
        help_text=_("Wij vragen u nooit vaker dan dit."),
        choices=Rhythm.choices,
        widget=Choices(),
        error_messages={"required": _("Kies hoe vaak u iets wilt doen.")},
    )
    reach = forms.ChoiceField(
        label=_("Hoe ver wilt u gaan?"),
        choices=Reach.choices,
        widget=Choices(hints=REACH_HINTS),
        error_messages={"required": _("Kies hoe ver u wilt gaan.")},
    )
    buurt = forms.ChoiceField(
        label=_("In welke buurt woont u?"),
        widget=Choices(),
        error_messages={"required": _("Kies een buurt."), "invalid_choice": _("Kies een buurt uit de lijst.")},
    )
    costs = forms.CharField(
        label=_("Zijn er kosten?"),
        help_text=_("Bijvoorbeeld benzine, parkeren of materiaal. Geen kosten? Laat dit leeg."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Dit is te lang. Houd het bij 120 letters.")},
    )
    until = forms.DateField(
        label=_("Tot wanneer kunt u dit doen?"),
        help_text=_("Bijvoorbeeld 31-12-2026. Leeg laten mag. Dan vragen wij het over een half jaar."),
        required=False,
        input_formats=["%d-%m-%Y", "%d/%m/%Y", "%d %m %Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Deze datum klopt niet. Typ bijvoorbeeld 31-12-2026.")},
    )

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        buurten = [(buurt.code, buurt.name) for buurt in neighbourhood.buurten.order_by("name")]
        cast(forms.ChoiceField, self.fields["buurt"]).choices = [*buurten, (UNKNOWN_BUURT, _("Weet ik niet"))]
        self.about(neighbourhood, self._typed("title"), self._typed("text"), not_done=self._typed("not_done"))
        self.order_fields(AFTER_WORDS)
        if person is None:
            self.fields |= {
                "name": forms.CharField(
                    label=_("Uw naam"), max_length=80, error_messages={"required": _("Schrijf hoe u heet.")}
                ),
                "phone": PhoneField(
                    help_text=_("Alleen de buurtverbinder ziet dit. Een buur pas als u allebei ja zegt."),
                    error_messages={"required": _("Typ uw telefoonnummer.")},
                ),
                "email": forms.EmailField(
                    label=_("Uw e-mailadres"),
                    help_text=_("Hoeft niet."),
                    required=False,
                    error_messages={"invalid": _("Dit lijkt geen e-mailadres. Kijk nog eens goed.")},
                ),
            }

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise ValidationError(_("Deze datum is al voorbij."))
        return until

    def chosen_buurt(self) -> Buurt | None:
        return Buurt.objects.filter(code=self.cleaned_data["buurt"]).first()

    def offer_fields(self) -> dict[str, Any]:
        """The cleaned answers as fields of an Offer, without the person."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("kinds", "title", "text", "not_done", "rhythm", "reach", "costs")}
        if data["until"]:
            kept["until"] = data["until"]
        return kept | {"day_parts": day_parts(data["moments"]), "concepts": self.chosen()}

    @staticmethod
    def initial_from(offer: Any) -> dict[str, Any]:
        names = ("kinds", "title", "text", "not_done", "rhythm", "reach", "costs", "until")
        kept = {name: getattr(offer, name) for name in names}
        buurt = offer.buurt.code if offer.buurt else UNKNOWN_BUURT
        return kept | {"moments": moments(offer.day_parts), "buurt": buurt, "concepts": codes_of(offer)}


class ConceptForm(SubjectForm):
    """What an offer is about, corrected by the giver or by the coordinator."""

    use_required_attribute = False
    headline = ""

    @classmethod
    def of(cls, offer: Any, data: Any = None) -> "ConceptForm":
        form = cls(data, initial={"concepts": codes_of(offer)})
        form.about(offer.neighbourhood, offer.title, offer.text, not_done=offer.not_done)
        return form

"""Forms around the background of a need: writing it, opening it with a reason, and passing a part on after a yes."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from needs.asking.questions import Question
from needs.background import LONGEST
from needs.models import Share, Why
from wijk.places.widgets import Choices


class BackgroundForm(Question):
    """What only the coordinator may know."""

    text = forms.CharField(
        label=_("Wat moet de buurtverbinder weten?"),
        help_text=_("Bijvoorbeeld over gezondheid, geld of familie. Maak het leeg om het te wissen."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        error_messages={"max_length": _("Dit is te lang. Houd het bij 3000 letters.")},
    )


class WhyForm(Question):
    """Why a coordinator opens it; the asker reads the answer."""

    why = forms.ChoiceField(
        label=_("Waarom kijkt u?"),
        choices=Why.choices,
        widget=Choices(small=True),
        error_messages={"required": _("Kies waarom u kijkt."), "invalid_choice": _("Kies waarom u kijkt.")},
    )
    words = forms.CharField(
        label=_("In uw woorden"),
        help_text=_("De vrager kan dit lezen. Moet alleen bij ‘iets anders’."),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Dit is te lang. Houd het bij 200 letters.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("why") == Why.OTHER and not data.get("words"):
            self.add_error("words", _("Schrijf in een paar woorden waarom u kijkt."))
        return data


class TellMoreForm(Question):
    """A part of the background for one organisation, after a yes that was said aloud."""

    share: Any = forms.ModelChoiceField(
        label=_("Voor welke organisatie?"),
        queryset=None,
        empty_label=None,
        error_messages={"required": _("Kies een organisatie."), "invalid_choice": _("Kies een organisatie.")},
    )
    part = forms.CharField(
        label=_("Wat mag deze organisatie weten?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={
            "required": _("Schrijf op wat de organisatie mag weten."),
            "max_length": _("Dit is te lang. Houd het bij 1000 letters."),
        },
    )
    how = forms.ChoiceField(
        label=_("Hoe zei de vrager ja?"),
        choices=[(Share.How.PHONE, _("Aan de telefoon")), (Share.How.DESK, _("Aan de balie"))],
        widget=Choices(small=True),
        error_messages={"required": _("Kies hoe de vrager ja zei.")},
    )
    read_back = forms.BooleanField(
        label=_("Ik las dit voor. De vrager zei ja."),
        error_messages={"required": _("Lees het eerst voor. Vink dan dit vakje aan.")},
    )

    def __init__(self, *args: Any, shares: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(Any, self.fields["share"])
        field.queryset = shares
        field.label_from_instance = lambda share: str(share.organisation)

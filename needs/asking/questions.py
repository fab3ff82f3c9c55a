"""The questions, each a form of its own; one page at the telephone is all of them together."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms import PhoneField
from members.models import CallWhen
from needs.asking.fields import DayField
from needs.haste import Haste
from wijk.places.dayparts import MOMENTS
from wijk.places.models import Neighbourhood
from wijk.places.widgets import Choices, Ticks
from wijk.themes.kinds import Kind

UNKNOWN_BUURT = "unknown"
KIND_HINTS = {
    Kind.HELP: _("Een klus, een rit, boodschappen of oppas"),
    Kind.GOODS: _("Gereedschap, een rolstoel, een bed"),
    Kind.TOGETHER: _("Een praatje, eten, wandelen of een spel"),
    Kind.ADVICE: _("Iemand die het samen met u doet"),
    Kind.SPACE: _("Om te vergaderen, te koken of te werken"),
    Kind.JOIN: _("Vrijwilligerswerk, een groep of een idee"),
    Kind.OTHER: _("De buurtverbinder denkt met u mee"),
}
KIND_ICONS = {
    Kind.HELP: "hammer",
    Kind.GOODS: "package",
    Kind.TOGETHER: "coffee",
    Kind.ADVICE: "mail-open",
    Kind.SPACE: "door-open",
    Kind.JOIN: "hand-heart",
    Kind.OTHER: "message-circle",
}
ASKED_IN_ORDER = (Kind.HELP, Kind.GOODS, Kind.TOGETHER, Kind.ADVICE, Kind.SPACE, Kind.JOIN, Kind.OTHER)


class Question(forms.Form):
    """A form that knows the neighbourhood it asks in and never leans on the browser's own checks."""

    use_required_attribute = False
    headline = ""  # the one field whose label is the heading of the page

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, **kwargs: Any) -> None:
        self.neighbourhood = neighbourhood
        super().__init__(*args, **kwargs)


class KindQuestion(Question):
    headline = "kind"
    kind = forms.ChoiceField(
        label=_("Wat zoekt u?"),
        help_text=_("Kies 1 antwoord. Weet u het niet precies? Kies het laatste. Wij denken met u mee."),
        choices=[(kind.value, kind.label) for kind in ASKED_IN_ORDER],
        widget=Choices(hints=KIND_HINTS, icons=KIND_ICONS),
        error_messages={"required": _("Kies wat u zoekt."), "invalid_choice": _("Kies een van deze antwoorden.")},
    )


class WordsQuestion(Question):
    title = forms.CharField(
        label=_("In een paar woorden"),
        help_text=_("Bijvoorbeeld: Wie gaat mee naar de oogarts?"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Schrijf in een paar woorden wat u zoekt."),
            "max_length": _("Dit is te lang. Houd het bij 80 letters. Hieronder is meer plaats."),
        },
    )
    text = forms.CharField(
        label=_("Vertel het in uw eigen woorden"),
        help_text=_("Zo lang of kort als u wilt. Schrijf hier niets over ziekte of medicijnen."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Vertel kort wat u zoekt."),
            "max_length": _("Dit is te lang. Er passen 5000 letters. Bel ons voor de rest."),
        },
    )


class WhenQuestion(Question):
    haste = forms.ChoiceField(
        label=_("Wanneer heeft u het nodig?"),
        choices=Haste.choices,
        widget=Choices(),
        error_messages={"required": _("Kies wanneer u het nodig heeft."), "invalid_choice": _("Kies een antwoord.")},
    )
    on_day = DayField(
        label=_("Welke dag?"),
        help_text=_("Dag en maand. Bijvoorbeeld 1 en 12. Alleen bij een vaste dag."),
        required=False,
    )
    moments = forms.MultipleChoiceField(
        label=_("Wanneer komt het u uit?"),
        help_text=_("U mag er meer kiezen. Maakt het niet uit? Kies dan niets."),
        choices=MOMENTS,
        widget=Ticks(),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("haste") == Haste.DAY and not cleaned.get("on_day") and "on_day" not in self.errors:
            self.add_error("on_day", _("Typ welke dag het is."))
        if cleaned.get("haste") and cleaned["haste"] != Haste.DAY:
            cleaned["on_day"] = None
        return cleaned


class PlaceQuestion(Question):
    headline = "buurt"
    buurt = forms.ChoiceField(
        label=_("In welke buurt is het?"),
        help_text=_("Zo zoeken wij dicht bij u. Een huisnummer hoeft niet."),
        widget=Choices(),
        error_messages={
            "required": _("Kies een buurt, of kies ‘Weet ik niet’."),
            "invalid_choice": _("Kies een buurt uit de lijst."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        buurten = [(buurt.code, buurt.name) for buurt in self.neighbourhood.buurten.order_by("name")]
        cast(forms.ChoiceField, self.fields["buurt"]).choices = [*buurten, (UNKNOWN_BUURT, _("Weet ik niet"))]


class ReachQuestion(Question):
    name = forms.CharField(
        label=_("Hoe mogen wij u noemen?"),
        help_text=_("Een voornaam is ook goed."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schrijf hoe wij u mogen noemen.")},
    )
    phone = PhoneField(required=False)
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        help_text=_("Hoeft niet. Een telefoonnummer is genoeg."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Dit lijkt geen e-mailadres. Kijk nog eens goed, of laat het leeg.")},
    )
    call_when = forms.ChoiceField(
        label=_("Wanneer mogen wij bellen?"),
        choices=CallWhen.choices,
        widget=Choices(),
        error_messages={"required": _("Kies wanneer wij u mogen bellen.")},
    )
    for_other = forms.ChoiceField(
        label=_("Voor wie is het?"),
        choices=[("no", _("Voor mijzelf")), ("yes", _("Voor iemand anders"))],
        widget=Choices(),
        error_messages={"required": _("Kies voor wie het is.")},
    )
    relation = forms.CharField(
        label=_("Wie is die ander voor u?"),
        help_text=_("Bijvoorbeeld mijn moeder, of mijn buurman. Alleen bij iemand anders."),
        max_length=80,
        required=False,
    )
    other_knows = forms.ChoiceField(
        label=_("Weet hij of zij ervan?"),
        choices=[("yes", _("Ja")), ("no", _("Nee, nog niet"))],
        widget=Choices(),
        required=False,
    )
    answers = forms.ChoiceField(
        label=_("Wie geeft ons antwoord?"),
        choices=[("me", _("Ik")), ("other", _("Die ander zelf"))],
        widget=Choices(),
        required=False,
    )
    other_phone = PhoneField(label=_("Het telefoonnummer van die ander"), help_text=_("Hoeft niet."), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("phone") and not cleaned.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Typ uw telefoonnummer. Of anders uw e-mailadres."))
        if cleaned.get("for_other") == "yes":
            for field, words in (
                ("relation", _("Schrijf wie die ander voor u is.")),
                ("other_knows", _("Kies of hij of zij ervan weet.")),
                ("answers", _("Kies wie ons antwoord geeft.")),
            ):
                if not cleaned.get(field):
                    self.add_error(field, words)
            if (
                cleaned.get("answers") == "other"
                and not cleaned.get("other_phone")
                and "other_phone" not in self.errors
            ):
                self.add_error("other_phone", _("Typ het nummer van die ander. Dan kunnen wij bellen."))
        return cleaned


QUESTIONS: dict[str, type[Question]] = {
    "soort": KindQuestion,
    "vraag": WordsQuestion,
    "wanneer": WhenQuestion,
    "buurt": PlaceQuestion,
    "contact": ReachQuestion,
}
ORDER = list(QUESTIONS)

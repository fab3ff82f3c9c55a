"""Forms of the coordinator: a caller's need on one page, whom she knows, and how it ended."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Membership, User
from needs.asking.fields import DayField
from needs.asking.questions import (
    UNKNOWN_BUURT,
    KindQuestion,
    PlaceQuestion,
    Question,
    ReachQuestion,
    WhenQuestion,
    WordsQuestion,
)
from needs.background import LONGEST
from needs.models import Need, Outcome
from wijk.places.channels import Channel
from wijk.places.dayparts import day_parts, moments
from wijk.places.widgets import Choices
from wijk.themes.confirmed import codes_of
from wijk.themes.models import Theme
from wijk.themes.subjects import SubjectForm


class PhoneForm(SubjectForm, KindQuestion, WordsQuestion, WhenQuestion, PlaceQuestion, ReachQuestion):
    """The same questions on one page, with through which door it came, and read back at the end."""

    headline = ""
    channel = forms.ChoiceField(
        label=_("Via"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=Choices(),
        error_messages={"required": _("Kies hoe deze vraag binnenkwam.")},
    )
    background = forms.CharField(
        label=_("Achtergrond"),
        help_text=_("Hoeft niet. Alleen de vrager en de buurtverbinder lezen dit. Het staat op slot."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"max_length": _("Dit is te lang. Houd het bij 3000 letters.")},
    )
    private = forms.BooleanField(label=_("Alleen de buurtverbinder mag dit zien"), required=False)
    on_board = forms.BooleanField(
        label=_("Mag op het prikbord in het buurthuis"), help_text=_("Zonder naam en zonder nummer."), required=False
    )
    read_back = forms.BooleanField(
        label=_("Ik heb het voorgelezen en het klopt"),
        error_messages={"required": _("Lees het eerst voor. Vink dan dit vakje aan.")},
    )
    field_order = (
        "channel",
        "name",
        "phone",
        "email",
        "call_when",
        "kind",
        "title",
        "text",
        "concepts",
        "subject",
        "haste",
        "on_day",
        "moments",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about(self.neighbourhood, self._typed("title"), self._typed("text"), self._typed("kind"))


class RewriteForm(SubjectForm, KindQuestion, WordsQuestion, WhenQuestion, PlaceQuestion):
    """What the asker may say otherwise later: not who asks or how we reach them. Who may see it has its own button."""

    headline = ""
    on_board = forms.BooleanField(
        label=_("Mijn vraag mag op het prikbord in het buurthuis"),
        help_text=_("Zonder naam en zonder nummer."),
        required=False,
    )
    field_order = ("kind", "title", "text", "concepts", "subject", "haste", "on_day", "moments", "buurt", "on_board")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about(self.neighbourhood, self._typed("title"), self._typed("text"), self._typed("kind"))

    @staticmethod
    def initial_from(need: Need) -> dict[str, Any]:
        names = ("kind", "title", "text", "haste", "on_day", "on_board")
        buurt = need.buurt.code if need.buurt else UNKNOWN_BUURT
        kept = {name: getattr(need, name) for name in names} | {"concepts": codes_of(need)}
        return kept | {"moments": moments(need.day_parts), "buurt": buurt}

    def fields_of_need(self) -> dict[str, Any]:
        data = self.cleaned_data
        buurt = None if data["buurt"] == UNKNOWN_BUURT else self.neighbourhood.buurten.get(code=data["buurt"])
        names = ("kind", "title", "text", "haste", "on_day", "on_board")
        kept = {name: data[name] for name in names} | {"concepts": self.chosen()}
        return kept | {"day_parts": day_parts(data["moments"]), "buurt": buurt}


class KnownHelperForm(Question):
    """Ik weet zelf iemand: a member of this wijk."""

    helper = forms.ModelChoiceField(
        label=_("Wie?"),
        queryset=User.objects.none(),
        empty_label=_("Kies iemand"),
        error_messages={"required": _("Kies wie u voorstelt."), "invalid_choice": _("Kies iemand uit de wijk.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.current().filter(neighbourhood=self.neighbourhood)
        people = User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name")
        cast(forms.ModelChoiceField, self.fields["helper"]).queryset = people


class CloseForm(Question):
    kind = forms.ChoiceField(
        label=_("Hoe is het afgelopen?"),
        choices=Outcome.Kind.choices,
        widget=Choices(),
        error_messages={"required": _("Kies hoe het is afgelopen.")},
    )


class ConceptForm(SubjectForm, Question):
    """What a need is about, corrected by who spoke the asker, or by the asker."""

    @classmethod
    def of(cls, need: Need, data: Any = None) -> "ConceptForm":
        form = cls(data, neighbourhood=need.neighbourhood, initial={"concepts": codes_of(need)})
        form.about(need.neighbourhood, need.title, need.text, need.kind)
        return form


class ThemeForm(Question):
    theme = forms.ModelChoiceField(label=_("Thema"), queryset=Theme.objects.filter(active=True), empty_label=None)


class PromiseForm(Question):
    """Beloofd terug te bellen."""

    day = DayField(
        label=_("Op welke dag?"),
        help_text=_("Dag en maand."),
        error_messages={"required": _("Typ op welke dag u terugbelt.")},
    )
    at = forms.TimeField(
        label=_("Hoe laat?"),
        help_text=_("Bijvoorbeeld 10.30. Hoeft niet."),
        required=False,
        input_formats=["%H.%M", "%H:%M", "%H"],
        error_messages={"invalid": _("Deze tijd klopt niet. Typ bijvoorbeeld 10.30.")},
    )
    note = forms.CharField(
        label=_("Waarover?"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Dit is te lang. Houd het bij 200 letters.")},
    )

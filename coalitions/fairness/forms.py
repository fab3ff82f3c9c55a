"""Four questions to the board, each with four answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijk.places.models import Neighbourhood, Step
from wijk.places.widgets import Choices

WHY = {  # what it is about, in words for every member
    "second_proposals": _("Zegt iemand nee, dan is er al een ander. Maar er worden meer mensen gevraagd."),
    "spare_helpers": _("Wie al veel doet, vragen wij minder snel. Dan past een ander soms iets minder goed."),
    "longest_first": _("Is er te weinig hulp? Dan gaat wie al lang wacht eerder."),
    "neighbours_first": _("Kan een buur het ook? Dan vragen wij eerst de buur, en pas later een organisatie."),
}
TITLES = {
    "second_proposals": _("Een tweede en derde voorstel"),
    "spare_helpers": _("Drukke helpers sparen"),
    "longest_first": _("Wie lang wacht, gaat eerder"),
    "neighbours_first": _("Eerst buren, dan organisaties"),
}
WRONG = {"required": _("Kies een antwoord."), "invalid_choice": _("Kies een van de antwoorden.")}


class WeightsForm(forms.Form):
    use_required_attribute = False
    headline = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Neighbourhood.WEIGHED:
            self.fields[name] = forms.TypedChoiceField(
                label=TITLES[name],
                help_text=WHY[name],
                choices=Step.choices,
                coerce=int,
                widget=Choices(small=True),
                error_messages={
                    "required": _("Kies een antwoord."),
                    "invalid_choice": _("Kies een van de antwoorden."),
                },
            )

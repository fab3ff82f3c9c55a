"""A partner's answer: one choice, and what may be said to the resident."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.standing import ANSWERABLE
from needs.models import Share
from wijk.places.widgets import Choices

R = Share.Reply


def replies(share: Share) -> list[str]:
    """What an organisation may answer now; nothing when the need waits for nobody."""
    if share.need.status not in ANSWERABLE or share.reply == R.DONE:
        return []
    if share.reply in Share.OURS:
        return [R.DONE, R.HANDED_BACK]
    return [R.PICKED_UP, R.PARTLY, R.CANNOT] if not share.reply else [R.PICKED_UP, R.PARTLY]


class ReplyForm(forms.Form):
    """`choices` are values of Share.Reply."""

    use_required_attribute = False
    headline = ""

    reply = forms.ChoiceField(
        label=_("Wat doet u met deze vraag?"),
        choices=R.choices,
        widget=Choices(
            hints={
                R.PICKED_UP: _("Daarna ziet u hoe u de bewoner bereikt"),
                R.PARTLY: _("Bijvoorbeeld samen met een buur"),
                R.CANNOT: _("De vraag gaat terug naar de buurtverbinder"),
                R.HANDED_BACK: _("U begon eraan, en het lukt toch niet"),
                R.DONE: _("Wij vragen de bewoner of het gelukt is"),
            }
        ),
        error_messages={
            "required": _("Kies wat u met deze vraag doet."),
            "invalid_choice": _("Dit antwoord past nu niet. Kies een ander."),
        },
    )
    words = forms.CharField(
        label=_("Wat mogen wij tegen de bewoner zeggen?"),
        help_text=_("De bewoner leest dit precies zo. Schrijf gewoon en warm."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Dit is te lang. Er passen 1000 letters.")},
    )

    def __init__(self, *args: Any, choices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {R.HANDED_BACK: _("Wij geven de vraag terug")}
        cast(forms.ChoiceField, self.fields["reply"]).choices = [
            (value, labels.get(R(value), R(value).label)) for value in choices
        ]

    @property
    def open(self) -> bool:
        return bool(cast(forms.ChoiceField, self.fields["reply"]).choices)

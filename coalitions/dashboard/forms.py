"""A partner's answer: one choice, and what may be said to the resident."""

from django import forms
from django.utils.translation import gettext_lazy as _

from needs.models import Share
from wijk.places.widgets import Choices


class ReplyForm(forms.Form):
    use_required_attribute = False
    headline = ""

    reply = forms.ChoiceField(
        label=_("Wat doet u met deze vraag?"),
        choices=Share.Reply.choices,
        widget=Choices(
            hints={
                Share.Reply.PICKED_UP: _("Daarna ziet u hoe u de bewoner bereikt"),
                Share.Reply.PARTLY: _("Bijvoorbeeld samen met een buur"),
                Share.Reply.CANNOT: _("De vraag gaat terug naar de buurtverbinder"),
                Share.Reply.HANDED_BACK: _("U begon eraan, en het lukt toch niet"),
                Share.Reply.DONE: _("Wij vragen de bewoner of het gelukt is"),
            }
        ),
        error_messages={"required": _("Kies wat u met deze vraag doet.")},
    )
    words = forms.CharField(
        label=_("Wat mogen wij tegen de bewoner zeggen?"),
        help_text=_("De bewoner leest dit precies zo. Schrijf gewoon en warm."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Dit is te lang. Er passen 1000 letters.")},
    )

"""Klopt dit? The answers read back, who may see them, and what it is probably about."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from needs.asking.questions import Question
from needs.reading import likely_theme
from wijk.places.widgets import Ticks
from wijk.themes.subjects import SubjectForm


class CheckForm(SubjectForm, Question):
    """Nothing is ticked beforehand. What it is about is a suggestion that may be left alone."""

    private = forms.BooleanField(
        label=_("Alleen de buurtverbinder mag dit zien"),
        help_text=_("Uw vraag komt nergens op de site. Wij vragen geen buren zonder uw ja."),
        required=False,
    )
    organisations = forms.MultipleChoiceField(
        label=_("Mogen deze organisaties uw vraag ook zien?"),
        help_text=_("Alleen als een buur niet kan. Zij zien uw vraag en uw buurt. Niet uw naam of nummer."),
        required=False,
        widget=Ticks(),
    )
    on_board = forms.BooleanField(
        label=_("Mijn vraag mag op het prikbord in het buurthuis"),
        help_text=_("Zonder naam en zonder nummer."),
        required=False,
    )

    def __init__(self, *args: Any, answers: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from needs.asking.sending import organisations_to_tick  # circular: sending reads this form's choices

        self.about(self.neighbourhood, answers["title"], answers["text"], answers["kind"])
        best = likely_theme(answers["title"], answers["text"], self.neighbourhood)
        self.partners = {str(o.pk): o for o in organisations_to_tick(self.neighbourhood, best)}
        if self.partners:
            cast(forms.MultipleChoiceField, self.fields["organisations"]).choices = [
                (pk, organisation.name) for pk, organisation in self.partners.items()
            ]
        else:
            del self.fields["organisations"]

    def choices(self) -> dict[str, Any]:
        """What was chosen, as rows. Only when the form is valid."""
        data = self.cleaned_data
        return {
            "concepts": self.chosen(),
            "private": data["private"],
            "on_board": data["on_board"],
            "organisations": [self.partners[pk] for pk in data.get("organisations", [])],
        }

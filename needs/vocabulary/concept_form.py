"""One concept with its words in one box: forty fields would be slow, and four hundred could not be sent at all."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijk.places.cbs import BadFile
from wijk.themes import reference
from wijk.themes.kinds import Kind
from wijk.themes.models import Concept, Term

SIZE = 60_000  # letters of all words of a concept


class ConceptForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("soorten"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("woorden"),
        help_text=_("Met komma’s ertussen. ~ is een zwak teken, * een begin, ! een tegenteken."),
        max_length=SIZE,
        widget=forms.Textarea(attrs={"rows": 20, "cols": 100}),
    )

    class Meta:
        model = Concept
        fields = ("code", "label", "theme", "area", "straight_to", "related", "kinds")
        labels = {"code": _("code"), "theme": _("thema"), "area": _("gebied")}
        help_texts = {"related": _("Codes van andere begrippen, met komma’s ertussen. De naaste eerst.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            rows = self.instance.terms.order_by("pk").values_list("text", "weight")
            self.initial["words"] = ", ".join(Term.written(text, weight) for text, weight in rows)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.instance.pk and code != self.instance.code:
            raise ValidationError(_("De code blijft. Vragen en aanbod verwijzen ernaar."))
        return code

    def clean_related(self) -> list[str]:
        codes = [code for code in dict.fromkeys(self.cleaned_data["related"]) if code]
        known = set(Concept.objects.filter(code__in=codes).values_list("code", flat=True))
        if wrong := [code for code in codes if code not in known or code == self.instance.code]:
            raise ValidationError(_("%(code)s is geen ander begrip."), params={"code": wrong[0][:60]})
        return codes

    def clean_words(self) -> tuple[reference.TermRow, ...]:
        try:
            rows = reference.terms(self.cleaned_data["words"])
        except BadFile as problem:
            raise ValidationError(problem.problem) from problem
        if not rows:
            raise ValidationError(_("Typ minstens 1 woord."))
        return rows

    def row(self) -> reference.ConceptRow:
        """As an import would bring it. Only when the form is valid."""
        data = self.cleaned_data
        return reference.ConceptRow(
            code=data["code"],
            label=data["label"],
            area=data["area"],
            theme=data["theme"].code if data["theme"] else "",
            straight_to=data["straight_to"],
            terms=data["words"],
            related=tuple(data["related"]),
            kinds=tuple(data["kinds"] or ()),
        )

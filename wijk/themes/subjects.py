"""Gaat het hierover? At most five concepts that the words suggest, and a search over all, in any form.

    class AnyForm(SubjectForm): ...        form.about(neighbourhood, title, text)   after __init__

The button of the search box sends the form to itself: nothing is judged or stored, everything typed comes back, with
what was found to tick. It works without a script, and on the page where it stands.
"""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijk.places.models import Neighbourhood
from wijk.places.widgets import Ticks
from wijk.themes import current
from wijk.themes.analysis import analyse, suggest
from wijk.themes.confirmed import MOST
from wijk.themes.finding import find

SUGGESTED = 5
FOUND = 6
NOTHING = "none"  # Nee, iets anders


class SearchBox(forms.TextInput):
    """A box with its own button."""

    template_name = "components/subject_search.html"
    alone = False  # no ticks stand above it: the button leads back to the box itself

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "alone": self.alone}


class SubjectField(forms.MultipleChoiceField):
    """Any concept of the thesaurus is an answer, whether it stood on the page or not."""

    known: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return value == NOTHING or value in self.known

    def clean(self, value: Any) -> list[str]:
        chosen = [code for code in dict.fromkeys(super().clean(value)) if code != NOTHING]
        if len(chosen) > MOST:
            raise ValidationError(_("Dit zijn er te veel. Kies er hooguit vijf."))
        return chosen


class SubjectForm(forms.Form):
    concepts = SubjectField(
        label=_("Gaat het hierover?"),
        help_text=_("U hoeft niets te kiezen. U mag er meer kiezen."),
        required=False,
        widget=Ticks(),
        error_messages={"invalid_choice": _("Kies een onderwerp uit de lijst.")},
    )
    subject = forms.CharField(
        label=_("Staat het er niet bij?"),
        help_text=_("Typ een woord. Bijvoorbeeld fiets of brief. Hoeft niet."),
        required=False,
        widget=SearchBox(attrs={"autocomplete": "off", "class": "text-input"}),
    )

    def about(
        self, neighbourhood: Neighbourhood, title: str = "", text: str = "", kind: str = "", not_done: str = ""
    ) -> None:
        """Fill in what can be ticked: what the words suggest, what was ticked before, and what was found."""
        thesaurus = current.of(neighbourhood)
        field = cast(SubjectField, self.fields["concepts"])
        field.known = frozenset(thesaurus.concepts)
        features = analyse(title, text, thesaurus, not_done=not_done)
        suggested = suggest(features, SUGGESTED, thesaurus, kind) if title or text else []
        ticked = [code for code in self._ticked() if code in thesaurus.concepts][: 2 * MOST]
        found = find(self._typed("subject"), thesaurus, FOUND) if self.searching else []
        codes = dict.fromkeys([*ticked, *(found or suggested)] if self.searching else [*suggested, *ticked])
        field.choices = [(code, gettext(thesaurus.concepts[code].label)) for code in codes]
        if not codes:
            del self.fields["concepts"]
            cast(SearchBox, self.fields["subject"].widget).alone = True
        elif suggested:
            field.choices = [*field.choices, (NOTHING, _("Nee, iets anders"))]
        if found:
            field.help_text = _("Dit vonden wij. Vink aan wat klopt.")
        elif self.searching and (self._typed("subject").strip() or not suggested):
            self.fields["subject"].help_text = _("Niets gevonden. Probeer een ander woord.")

    @property
    def searching(self) -> bool:
        """Whether the button of the search box was pressed."""
        return self.is_bound and "search" in self.data

    def full_clean(self) -> None:
        """A search is no answer: nothing that is missing is called wrong."""
        if self.searching:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.searching and super().is_valid()

    def chosen(self) -> list[str]:
        """Codes of the concepts that were ticked. Only when the form is valid."""
        return list(self.cleaned_data.get("concepts", []))

    def _ticked(self) -> Iterable[str]:
        if self.is_bound:
            field = self.fields["concepts"]
            ticked: Iterable[str] = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("concepts"))
            return ticked or []
        return self.initial.get("concepts") or []

    def _typed(self, name: str) -> str:
        key = self.add_prefix(name)
        return str(self.data.get(key) or "" if self.is_bound else self.initial.get(name) or "")

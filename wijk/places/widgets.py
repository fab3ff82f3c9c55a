"""Answers as full-width rows, with a hint and a picture where that helps to choose.

    kind = forms.ChoiceField(choices=..., widget=Choices(hints={"help": "Een klus, een rit"}, icons={"help": "hammer"}))

`hints` and `icons` go from a choice's value to a line of text and to the name of a lucide icon; `small` lays short
answers side by side. The templates are components/choices.html and components/choice.html.
"""

from collections.abc import Mapping
from typing import Any

from django import forms


class Rows(forms.widgets.ChoiceWidget):
    """What a group of radios and a group of ticks have in common."""

    template_name = "components/choices.html"
    option_template_name = "components/choice.html"

    def __init__(
        self,
        *args: Any,
        hints: Mapping[Any, Any] | None = None,
        icons: Mapping[Any, str] | None = None,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints, self.icons, self.small = hints or {}, icons or {}, small

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["small"] = self.small
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        more = {"hint": self.hints.get(str(value), ""), "icon": self.icons.get(str(value), ""), "small": self.small}
        return {**option, **more}


class Choices(Rows, forms.RadioSelect):
    """One answer."""


class Ticks(Rows, forms.CheckboxSelectMultiple):
    """Several answers."""

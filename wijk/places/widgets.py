"""Radio buttons as full-width rows, with a hint and a picture where that helps to choose."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Choices(forms.RadioSelect):
    """`hints` and `icons` go from a choice's value to a line of text and to the name of a lucide icon."""

    template_name = "components/choices.html"
    option_template_name = "components/choice.html"

    def __init__(
        self, *args: Any, hints: Mapping[Any, Any] | None = None, icons: Mapping[Any, str] | None = None, **kw: Any
    ):
        super().__init__(*args, **kw)
        self.hints, self.icons = hints or {}, icons or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), ""), "icon": self.icons.get(str(value), "")}


class Ticks(forms.CheckboxSelectMultiple):
    """Several answers, as the same rows."""

    template_name = "components/choices.html"
    option_template_name = "components/choice.html"

    def __init__(self, *args: Any, hints: Mapping[Any, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), "")}

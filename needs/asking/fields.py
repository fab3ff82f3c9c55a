"""A question that needs a field of its own: a day without a year."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DayWidget(forms.MultiWidget):
    """Day and month as two short boxes: no calendar to fight with, no year to type."""

    template_name = "components/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "maxlength": "2", "class": "text-input input-short", "autocomplete": "off"}
        super().__init__([forms.TextInput(attrs=box), forms.TextInput(attrs=box)], attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month] if isinstance(value, date) else [None, None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return [part.strip() if part else "" for part in super().value_from_datadict(data, files, name)]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""


class DayField(forms.Field):
    """A day in the coming year. 1 and 12 in November is this year's 1 December; what lies behind us is next year's,
    except when it is so near that somebody meant the day that passed."""

    widget = DayWidget
    PASSED = 60  # days back that count as a mistake and not as next year

    def to_python(self, value: Any) -> date | None:
        if not value or not any(value):
            return None
        try:
            day, month = (int(part) for part in value)
            today = timezone.localdate()
            found = date(today.year, month, day)
        except (TypeError, ValueError, OverflowError) as wrong:
            raise ValidationError(_("Deze dag bestaat niet. Typ bijvoorbeeld 1 en 12 voor 1 december.")) from wrong
        if found >= today:
            return found
        if (today - found).days <= self.PASSED:
            raise ValidationError(_("Deze dag is al voorbij. Kies een dag die nog komt."))
        return found.replace(year=today.year + 1)

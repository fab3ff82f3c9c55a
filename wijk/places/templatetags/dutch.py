"""Dates, hours and telephone numbers as people say them."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def datum(value: date | None) -> str:
    """1 December 2026 → 'dinsdag 1 december'; another year than this one is named. '' stands for a missing value."""
    if not value:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return date_format(day, "l j F" if day.year == timezone.localdate().year else "l j F Y")


@register.filter
def klok(value: datetime | time | None) -> str:
    """10:00 → '10.00'."""
    if not value:
        return ""
    return (timezone.localtime(value) if isinstance(value, datetime) else value).strftime("%-H.%M")


@register.filter
def datum_tijd(value: datetime | None) -> str:
    """'dinsdag 1 december, 10.00 uur'."""
    return _("%(day)s, %(time)s uur") % {"day": datum(value), "time": klok(value)} if value else ""


@register.filter
def nummer(value: Any) -> str:
    """'0600000000' → '06-00000000'."""
    number = str(value or "")
    if len(number) != 10 or not number.isdigit():
        return number
    cut = 2 if number.startswith("06") else 4 if number.startswith(("0800", "0900")) else 3
    return f"{number[:cut]}-{number[cut:]}"

"""When the desk is open, as people say it: 'Maandag tot en met donderdag, van 9 tot 12 uur.'"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijk.places.models import Neighbourhood

register = template.Library()
RUN = 3  # days in a row from which "tot en met" is shorter than naming them all


@register.simple_tag
def opening_hours(wijk: Neighbourhood) -> list[str]:
    """A sentence for each set of days with the same hours; nothing when the desk has no hours."""
    return hours_in_words(wijk.desk.hours)


@register.simple_tag
def opens_again(wijk: Neighbourhood) -> str:
    """'dinsdag om 9 uur'; '' when no opening is in sight."""
    opening = wijk.next_opening
    return opening_in_words(opening, wijk.now()) if opening else ""


def opening_in_words(opening: datetime, now: datetime) -> str:
    """Both aware and on the desk's own clock. Within a week the name of the day is enough."""
    day, hour = opening.date(), clock(opening.time())
    if day == now.date():
        return _("vandaag om %(hour)s uur") % {"hour": hour}
    if day == now.date() + timedelta(days=1):
        return _("morgen om %(hour)s uur") % {"hour": hour}
    words = date_format(day, "l" if day < now.date() + timedelta(days=7) else "l j F")
    return _("%(day)s om %(hour)s uur") % {"day": words, "hour": hour}


def hours_in_words(hours: Mapping[int, Sequence[tuple[time, time]]]) -> list[str]:
    """`hours`: weekday (Monday is 0) → opening times, in order."""
    alike: dict[tuple[tuple[time, time], ...], list[int]] = {}
    for weekday in sorted(hours):
        alike.setdefault(tuple(hours[weekday]), []).append(weekday)
    return [
        _("%(days)s, %(times)s.") % {"days": capfirst(_days(days)), "times": _times(times)}
        for times, days in alike.items()
    ]


def clock(value: time) -> str:
    """9:00 → '9', 9:30 → '9.30'."""
    return value.strftime("%-H.%M").removesuffix(".00")


def _days(days: list[int]) -> str:
    names = [str(WEEKDAYS[day]) for day in days]
    if len(days) >= RUN and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s tot en met %(last)s") % {"first": names[0], "last": names[-1]}
    return _join(names)


def _times(times: Sequence[tuple[time, time]]) -> str:
    spans = [_("van %(opens)s tot %(closes)s uur") % {"opens": clock(a), "closes": clock(b)} for a, b in times]
    return _join(spans)


def _join(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(these)s en %(last)s") % {"these": ", ".join(words[:-1]), "last": words[-1]}

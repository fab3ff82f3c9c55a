"""What a change would do, in words: the open needs of today, as it is now and as it would be. Nobody is counted out.

A count of 1 to 4, or all but 1 to 4, is a word: in a neighbourhood that is somebody.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coalitions.figures.withholding import LEAST
from needs.matching.gathering import gather
from needs.matching.outlook import LONG, Outlook, outlook
from needs.matching.policy import Policy
from wijk.places.models import Neighbourhood

BANDS = ((0, 0), (1, 1), (2, 3))  # requests of the busiest helper; above that it is "4 of meer"


@dataclass(frozen=True)
class Line:
    label: str
    now: str
    then: str
    change: str  # more, less, or '' for the same; also where the count itself is a word


def compare(wijk: Neighbourhood, steps: Mapping[str, int]) -> list[Line]:
    """Empty when too few needs are open to say anything without telling whose they are."""
    other = copy(wijk)
    for name, step in steps.items():
        setattr(other, name, step)
    gathered = gather(wijk)
    if len(gathered.needs) < LEAST:
        return []
    return told(outlook(gathered, Policy.of(wijk)), outlook(gathered, Policy.of(other)))


def told(now: Outlook, then: Outlook) -> list[Line]:
    lines = [
        _line(_("Vragen met een voorstel"), now.first, then.first, now.needs, then.needs),
        _line(_("Vragen met een tweede voorstel"), now.second, then.second, now.needs, then.needs),
    ]
    if now.long >= LEAST:
        long = _("Vragen die %(days)d dagen of langer wachten, met een voorstel") % {"days": LONG}
        lines.append(_line(long, now.long_first, then.long_first, now.long, then.long))
    return [
        *lines,
        _line(_("Helpers die wij iets vragen"), now.helpers, then.helpers),
        Line(_("De drukste helper"), _band(now.busiest), _band(then.busiest), _change(now.busiest, then.busiest)),
        _line(_("Voorstellen aan organisaties"), now.organisations, then.organisations, now.added, then.added),
    ]


def _line(label: str, now: int, then: int, of_now: int | None = None, of_then: int | None = None) -> Line:
    return Line(label, _said(now, of_now), _said(then, of_then), _change(now, then))


def _said(count: int, among: int | None) -> str:
    """A number, unless it or what is left of the whole would be small."""
    if not count:
        return _("geen")
    if count == among and count >= LEAST:
        return _("alle %(n)d") % {"n": count}
    if count < LEAST:
        return _("enkele")
    if among is None:
        return str(count)
    return _("bijna alle") if among - count < LEAST else _("%(n)d van de %(all)d") % {"n": count, "all": among}


def _band(requests: int) -> str:
    for low, high in BANDS:
        if requests <= high:
            if low == high:
                return ngettext("%(n)d vraag", "%(n)d vragen", low) % {"n": low}
            return _("%(low)d of %(high)d vragen") % {"low": low, "high": high}
    return _("%(n)d vragen of meer") % {"n": BANDS[-1][1] + 1}


def _change(now: int, then: int) -> str:
    if now == then:
        return ""
    return _("meer") if then > now else _("minder")

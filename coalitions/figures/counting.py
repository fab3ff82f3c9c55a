"""Base cells: wijk × quarter × area × how it ended. Every figure on the page is a sum of these."""

from collections import Counter
from collections.abc import Iterable
from statistics import median

from django.utils.translation import gettext_lazy as _

from coalitions.figures.withholding import LEAST, Shown, grouped
from needs.models import Need, Outcome
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

REASON = "counts for the figures page, small numbers withheld"
WAYS = {
    "neighbour": _("door een buur"),
    "together": _("samen"),
    "organisation": _("door een organisatie"),
    "self": _("zelf geregeld"),
    "open": _("nog niet, of niet gelukt"),
}
WAY_OF = {
    Outcome.Kind.NEIGHBOUR: "neighbour",
    Outcome.Kind.TOGETHER: "together",
    Outcome.Kind.ORGANISATION: "organisation",
    Outcome.Kind.SELF: "self",
    Outcome.Kind.ARRANGED: "self",
}
Cells = dict[tuple[str, str, str, str], int]  # wijk, quarter, area, way → needs


def cells(neighbourhoods: Iterable[Neighbourhood]) -> Cells:
    names = {wijk.pk: wijk.name for wijk in neighbourhoods}
    areas = dict(Theme.Area.choices)
    rows = Need.objects.within(EVERYWHERE, reason=REASON).filter(neighbourhood__in=names)
    last = dict(
        Outcome.objects.within(EVERYWHERE, reason=REASON)
        .filter(need__neighbourhood__in=names)
        .order_by("at")
        .values_list("need", "kind")
    )
    found: Counter[tuple[str, str, str, str]] = Counter()
    for pk, wijk, at, area, status in rows.values_list("pk", "neighbourhood", "registered_at", "theme__area", "status"):
        way = WAY_OF.get(last.get(pk, ""), "open") if status == "closed" else "open"
        quarter = f"{at.year}, kwartaal {(at.month - 1) // 3 + 1}"
        found[names[wijk], quarter, str(areas.get(area, _("Zonder thema"))), way] += 1
    return dict(found)


def table(base: Cells) -> list[tuple[tuple[str, ...], Shown, dict[str, Shown]]]:
    """Rows: (wijk, quarter, area), asked, solved per way. Asked is the sum of what is shown."""
    asked = grouped(base, 0, 1, 2)
    ways = grouped(base, 0, 1, 2, 3)
    return [
        (key, asked[key], {way: _cell(ways, (*key, way)) for way in WAYS})
        for key in sorted(asked, key=lambda k: (k[0], k[1], k[2]))
    ]


def _cell(ways: dict, key: tuple) -> Shown:
    """A base cell stands alone in its group: 0 hidden cells and 0 shown is a true nought, otherwise withheld."""
    found = ways.get(key)
    if found is None:
        return Shown(0)
    return Shown(None) if found.at_least else found


def days_to_agreement(neighbourhoods: Iterable[Neighbourhood]) -> dict[str, Shown]:
    """Median days from asking to two times yes, per wijk; withheld under five."""
    rows = (
        Need.objects.within(EVERYWHERE, reason=REASON)
        .filter(neighbourhood__in=list(neighbourhoods), proposals__status__in=("agreed", "done"))
        .values_list("neighbourhood__name", "registered_at", "proposals__answers__at", "pk")
        .order_by("proposals__answers__at")
    )
    days: dict[str, dict[int, int]] = {}
    for name, asked, said, pk in rows:
        if said is not None:
            days.setdefault(name, {})[pk] = (said - asked).days
    return {
        name: Shown(round(median(found.values()))) if len(found) >= LEAST else Shown(None)
        for name, found in days.items()
    }

"""Onze wijk in cijfers: who lives here, what neighbours ask and what worked out. Public, so small numbers stay out."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coalitions.figures.areas import STEPS, area_map
from coalitions.figures.counting import cells
from coalitions.figures.views import in_words
from coalitions.figures.withholding import Shown, grouped
from wijk.places.request import Request

AREA, WAY = 2, 3  # places in the key of a cell


@login_not_required
@require_safe
def our_figures(request: Request) -> HttpResponse:
    base = cells([request.neighbourhood])
    asked = grouped(base, AREA)
    solved = grouped({key: count for key, count in base.items() if key[WAY] != "open"}, AREA)
    most = max((cell.number or 0 for cell in asked.values()), default=0) or 1
    rows = [
        {
            "name": key[0],
            "asked": in_words(cell),
            "solved": in_words(solved.get(key, Shown(0))),
            "asked_bar": _bar(cell, most),
            "solved_bar": _bar(solved.get(key, Shown(0)), most),
        }
        for key, cell in sorted(asked.items())
    ]
    context: dict[str, Any] = {"map": area_map(request.neighbourhood), "rows": rows, "legend": _legend()}
    return render(request, "coalitions/figures/our_figures.html", context)


def _bar(cell: Shown, most: int) -> int:
    """Length in hundredths of the longest bar."""
    return round(100 * (cell.number or 0) / most)


def _legend() -> list[tuple[int, str]]:
    first, *_rest, last = STEPS
    between = [
        (shade, _("%(low)d tot %(high)d%%") % {"low": low, "high": high})
        for shade, (low, high) in enumerate(zip(STEPS, STEPS[1:], strict=False), 2)
    ]
    return [
        (1, _("minder dan %(n)d%%") % {"n": first}),
        *between,
        (len(STEPS) + 1, _("%(n)d%% en meer") % {"n": last}),
    ]

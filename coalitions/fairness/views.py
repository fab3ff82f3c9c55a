"""Two pages that look back: is it fair, and does the search work?"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coalitions.fairness import acceptance as counting
from coalitions.fairness import months, scarcity, spread, waiting
from members.models import Role
from wijk.places.request import Request


@require_safe
def fairness(request: Request) -> HttpResponse:
    """For the coordinator and the board; only the coordinator sees which needs wait."""
    wijk = request.neighbourhood
    if not request.user.has_role(wijk, Role.COORDINATOR, Role.BOARD):
        raise Http404
    coordinates = request.user.has_role(wijk, Role.COORDINATOR)
    month = months.chosen(wijk, request.GET.get("maand", ""))
    longest = waiting.longest(wijk)
    context = {
        "coordinates": coordinates,
        "month": month,
        "months": months.months(wijk),
        "tables": [
            (_("Per thema"), spread.groups(wijk, month, "theme__label")),
            (_("Per buurt"), spread.groups(wijk, month, "buurt__name")),
            (_("Per taal"), spread.groups(wijk, month, "asker__language", spread.language)),
        ],
        "load": spread.load(wijk, month),
        "days": longest[0][1] if longest else None,
        "longest": longest if coordinates else [],
        "scarce": scarcity.scarce(wijk) if coordinates else [],
    }
    return render(request, "coalitions/fairness/fairness.html", context)


@require_safe
def acceptance(request: Request) -> HttpResponse:
    """For the coordinator only: words of needs, as stems, stand on it."""
    wijk = request.neighbourhood
    if not request.user.has_role(wijk, Role.COORDINATOR):
        raise Http404
    context = {
        "coordinates": True,
        "sources": counting.by_source(wijk),
        "tables": [
            (_("Per soort"), counting.Table.of(counting.by_kind(wijk))),
            (_("Per thema"), counting.Table.of(counting.by_theme(wijk))),
        ],
        "doubted": counting.doubted(wijk),
        "unknown": counting.unknown_words(wijk),
    }
    return render(request, "coalitions/fairness/acceptance.html", context)

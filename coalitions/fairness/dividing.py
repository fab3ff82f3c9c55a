"""Zo verdelen wij: every member reads what was chosen and why it matters; the board changes it, after a look ahead."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coalitions.fairness import comparing, weights
from coalitions.fairness.forms import TITLES, WHY, WeightsForm
from members.models import Role
from wijk.places.models import Neighbourhood, Step
from wijk.places.request import Request

WORKS = {Role.COORDINATOR, Role.BOARD}


@require_http_methods(["GET", "HEAD", "POST"])
def dividing(request: Request) -> HttpResponse:
    """One form with two buttons: look what it does, which stores nothing, or keep it."""
    wijk = request.neighbourhood
    roles = set(request.user.memberships.current().filter(neighbourhood=wijk).values_list("role", flat=True))
    governs = Role.BOARD in roles
    if not roles or (request.method == "POST" and not governs):
        raise Http404
    form = WeightsForm(request.POST or None, initial=weights.steps_of(wijk)) if governs else None
    looked, told = False, None
    if request.method == "POST" and form is not None and form.is_valid():
        if "bewaar" in request.POST:
            return _keep(request, form.cleaned_data)
        looked, changed = True, form.cleaned_data != weights.steps_of(wijk)
        told = comparing.compare(wijk, form.cleaned_data) if changed else None
    context = {
        "base": "work.html" if roles & WORKS else "base.html",
        "fair": bool(roles & WORKS),
        "coordinates": Role.COORDINATOR in roles,
        "chosen": _chosen(wijk),
        "form": form,
        "looked": looked,
        "told": told,
        "history": weights.history(wijk, named=bool(roles & WORKS)),
    }
    return render(request, "coalitions/fairness/dividing.html", context)


def _chosen(wijk: Neighbourhood) -> list[tuple[Any, Any, str]]:
    """Title, why it matters, and the word of the step."""
    return [(TITLES[name], WHY[name], str(Step(getattr(wijk, name)).label)) for name in Neighbourhood.WEIGHED]


def _keep(request: Request, steps: dict[str, int]) -> HttpResponse:
    try:
        changed = weights.choose(request.neighbourhood, steps, by=request.user)
    except PermissionDenied as late:  # somebody ended this role a moment ago
        raise Http404 from late
    if changed:
        messages.success(request, _("Bewaard. Wij zoeken meteen opnieuw, met deze keuzes."))
    else:
        messages.success(request, _("Er is niets veranderd."))
    return redirect("fairness:dividing", request.neighbourhood.slug)

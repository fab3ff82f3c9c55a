"""The home page of a wijk, and Mijn wijk."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from members.models import Role


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where login leads: to the work of whoever works here, otherwise to the own wijk."""
    memberships = request.user.memberships.current().select_related("neighbourhood")  # type: ignore[union-attr]
    by_role = {membership.role: membership.neighbourhood for membership in memberships}
    if Role.COORDINATOR in by_role:
        return redirect("dashboard:today", by_role[Role.COORDINATOR].slug)
    if by_role:
        return redirect("pages:mine", next(iter(by_role.values())).slug)
    return redirect("places:choose")


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/mine.html")

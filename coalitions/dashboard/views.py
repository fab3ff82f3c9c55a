"""Vandaag, and the call list on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coalitions.dashboard.today import Today
from members.models import Departure, User
from needs.models import CallTask
from needs.views.work import coordinating
from wijk.places.request import Request


@require_safe
def today(request: Request) -> HttpResponse:
    """The coordinator's day. Everybody else gets the answer of a page that does not exist."""
    coordinating(request)
    day = Today(request.user, request.neighbourhood)
    blocks, calls = day.blocks(), day.calls()
    busy = any(block.rows for block in blocks)
    context = {"blocks": blocks, "busy": busy, "calls": calls, "now": request.neighbourhood.now()}
    return render(request, "coalitions/dashboard/today.html", context)


@require_POST
def call_done(request: Request, pk: int) -> HttpResponse:
    coordinating(request)
    task: CallTask = get_object_or_404(
        CallTask.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood).open(), pk=pk
    )
    task.done(by=request.user)
    messages.success(request, _("Afgestreept."))
    return redirect("dashboard:today", request.neighbourhood.slug)


@require_POST
def departed(request: Request, pk: int) -> HttpResponse:
    """Verhuisd, opgenomen of overleden: everything for this person stops at once."""
    coordinating(request)
    person = get_object_or_404(User.objects.visible_to(request.user).here(request.neighbourhood), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in Departure.Kind.values:
        raise Http404
    if not Departure.objects.filter(person=person, back_at=None).exists():
        Departure.objects.record(person, kind, by=request.user)
    messages.success(request, _("Genoteerd. Alles voor deze persoon is gestopt. Bel zelf wie het moet weten."))
    return redirect("dashboard:today", request.neighbourhood.slug)

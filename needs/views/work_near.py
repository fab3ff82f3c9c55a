"""Two people whom the coordinator keeps apart, and no longer keeps apart, from the page of a need."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from needs.models import Apart, Match
from needs.views.work import find_for_work
from wijk.places.request import Request


@require_POST
def apart(request: Request, number: str, pk: int) -> HttpResponse:
    """Nooit meer samen voorstellen: this asker and whoever offers this."""
    need = find_for_work(request, number)
    matches = Match.objects.visible_to(request.user).filter(need=need).select_related("offer__person")
    match: Any = get_object_or_404(matches, pk=pk)
    if match.offer.person is None or match.offer.person == need.asker:
        raise Http404
    Apart.objects.keep(need.asker, match.offer.person, neighbourhood=request.neighbourhood, by=request.user)
    messages.success(request, _("Genoteerd. Deze twee stellen wij niet meer aan elkaar voor."))
    return redirect(need)


@require_POST
def together(request: Request, number: str, pk: int) -> HttpResponse:
    """Toch weer samen: it was a mistake, or it is over."""
    need = find_for_work(request, number)
    row: Any = get_object_or_404(Apart.objects.visible_to(request.user).filter(neighbourhood=need.neighbourhood), pk=pk)
    if need.asker_id not in (row.first_id, row.second_id):
        raise Http404
    row.end(by=request.user)
    messages.success(request, _("Genoteerd. Dit mag weer. Wij zoeken opnieuw."))
    return redirect(need)

"""Gaat het hierover? Corrected by the coordinator, or by the asker, on the need's own page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import Role
from needs.confirming import confirm
from needs.forms import ConceptForm
from needs.views.need import find
from wijk.places.request import Request


@require_http_methods(["GET", "POST"])
def concepts(request: Request, number: str) -> HttpResponse:
    """A search comes back here with what was found; everybody else who sees the need finds nothing."""
    need = find(request, number)
    coordinates = request.user.has_role(request.neighbourhood, Role.COORDINATOR)
    if need.asker_id != request.user.pk and not coordinates:
        raise Http404
    form = ConceptForm.of(need, request.POST or None)
    if form.is_valid():
        confirm(need, form.chosen(), by=request.user)
        messages.success(request, _("Genoteerd. Wij zoeken hiermee verder."))
        return redirect(need)
    base = "work.html" if coordinates else "base.html"
    return render(request, "needs/concepts.html", {"form": form, "need": need, "base": base})

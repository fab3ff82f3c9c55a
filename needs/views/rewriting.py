"""Saying it otherwise: the asker, or the coordinator for who calls."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import Role
from needs import acting
from needs.forms import RewriteForm
from needs.lifecycle import NotAllowed
from needs.views.need import find
from wijk.places.request import Request


@require_http_methods(["GET", "POST"])
def rewrite(request: Request, number: str) -> HttpResponse:
    """Everybody else who sees the need finds nothing here."""
    need = find(request, number)
    coordinates = request.user.has_role(request.neighbourhood, Role.COORDINATOR)
    acts = acting.mandate(request.user, need.asker, "answer") is not None
    if need.asker_id != request.user.pk and not coordinates and not acts:
        raise Http404
    form = RewriteForm(
        request.POST or None, neighbourhood=request.neighbourhood, initial=RewriteForm.initial_from(need)
    )
    if form.is_valid():
        try:
            need.rewrite(by=request.user, **form.fields_of_need())
        except NotAllowed:
            form.add_error(None, _("Iemand denkt nu na over deze vraag. Bel ons. Dan passen wij het samen aan."))
        else:
            messages.success(request, _("De vraag is aangepast. Wij zoeken ermee verder."))
            return redirect(need)
    base = "work.html" if coordinates else "base.html"
    return render(request, "needs/rewrite.html", {"form": form, "need": need, "base": base})

"""Is het gelukt? One page, three answers; the coordinator records what was said on the telephone."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import Role
from needs import acting
from needs.models import FollowUp
from wijk.places.request import Request


@require_http_methods(["GET", "POST"])
def followup(request: Request, pk: int) -> HttpResponse:
    seen = FollowUp.objects.visible_to(request.user).filter(proposal__need__neighbourhood=request.neighbourhood)
    row: FollowUp = get_object_or_404(seen.select_related("proposal__need", "proposal__helper"), pk=pk)
    person = row.person
    spoken = person is None or person.pk != request.user.pk
    if request.method == "POST":
        said = request.POST.get("answer", "")
        if said not in FollowUp.Result.values:
            raise Http404
        with transaction.atomic():
            acts = row.side == "asker" and acting.is_for_asker(row.proposal.need, request.user)
            if acts:
                acting.note(row.proposal.need, request.user)
            row.reply(said, by=request.user, how="spoken" if spoken and not acts else "clicked")
        messages.success(request, _("Dank u wel. Uw antwoord is genoteerd."))
        coordinates = request.user.has_role(request.neighbourhood, Role.COORDINATOR)
        return redirect("dashboard:today" if coordinates and spoken else "pages:mine", request.neighbourhood.slug)
    return render(request, "needs/followup.html", {"title": row.proposal.need.title, "answered": bool(row.answer)})

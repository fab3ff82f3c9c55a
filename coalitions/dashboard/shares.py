"""Consent: the coordinator records what was said, the resident says it or stops it, at once."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coalitions import routing
from members.models import Role
from needs.models import Need, Share
from needs.views.work import coordinating
from wijk.places.request import Request


def _share(request: Request, pk: int) -> Share:
    seen = Share.objects.visible_to(request.user).filter(need__neighbourhood=request.neighbourhood)
    share: Share = get_object_or_404(seen.select_related("need__asker", "organisation"), pk=pk)
    mine = share.need.asker_id == request.user.pk
    if not mine and not request.user.has_role(request.neighbourhood, Role.COORDINATOR):
        raise Http404
    return share


@require_POST
def route(request: Request, number: str) -> HttpResponse:
    """The coordinator does not wait: ask organisations now."""
    coordinating(request)
    rows = Need.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    need = get_object_or_404(rows, number=number.upper())
    if need.private:
        messages.error(request, _("Alleen u mag deze vraag zien. Vraag eerst of een organisatie mag meelezen."))
    else:
        routing.route(need)
        messages.success(request, _("Kijk bij ‘Wie zien dit’ wie kan helpen."))
    return redirect(need)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Ja or nee to an organisation, by the resident or heard by the coordinator."""
    share = _share(request, pk)
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        raise Http404
    if said == "yes":
        mine = share.need.asker_id == request.user.pk
        share.give(by=request.user, how=Share.How.LINK if mine else Share.How.PHONE)
        messages.success(request, _("%(name)s mag nu meekijken.") % {"name": share.organisation})
    else:
        share.refuse(by=request.user)
        messages.success(request, _("%(name)s krijgt niets te zien.") % {"name": share.organisation})
    return redirect(share.need)


@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    share = _share(request, pk)
    share.withdraw(by=request.user)
    messages.success(request, _("Gestopt. %(name)s ziet niets meer.") % {"name": share.organisation})
    return redirect(share.need)

"""Consent: the coordinator records what was said, the resident says it or stops it, at once."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coalitions import by_link, routing
from coalitions.consent import ConsentForm
from members.models import Role
from needs.lifecycle import SEARCHING, NotAllowed, Status
from needs.models import Need, Share
from needs.views.work import coordinating
from wijk.places.request import Request

PRIVATE = gettext_lazy("Alleen de buurtverbinder mag deze vraag zien. Vraag eerst of dat anders mag.")


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
        messages.error(request, PRIVATE)
    elif need.status not in SEARCHING:
        messages.warning(request, _("Voor deze vraag zoeken wij nu niet."))
    elif routing.route(need):
        messages.success(request, _("Kijk bij ‘Wie zien dit’ wie kan helpen."))
    else:
        messages.warning(request, _("Geen organisatie past hierbij. Het staat ook bij Bellen."))
    return redirect(need)


@require_POST
def consent(request: Request, number: str) -> HttpResponse:
    """A yes that she heard, for any organisation with a seat here: when it was said, and until when it counts."""
    coordinating(request)
    rows = Need.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    need = get_object_or_404(rows, number=number.upper())
    form = ConsentForm(request.POST, need=need)
    if need.private:
        messages.error(request, PRIVATE)
    elif not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    else:
        _record(request, form)
    return redirect(need)


def _record(request: Request, form: ConsentForm) -> None:
    try:
        share = form.record(by=request.user)
    except NotAllowed:
        messages.warning(request, _("Voor deze vraag zoeken wij nu niet."))
    else:
        messages.success(request, _("%(name)s mag nu meekijken.") % {"name": share.organisation})


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Ja or nee to an organisation, by the resident or heard by the coordinator. A no after a yes is a stop."""
    share = _share(request, pk)
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        raise Http404
    if share.withdrawn_at or share.need.status == Status.CLOSED:
        messages.warning(request, _("Dit is al gestopt. Er verandert niets."))
    elif said == "yes":
        _yes(request, share)
    elif share.given_at:
        _stop(request, share)
    else:
        share.refuse(by=request.user)
        messages.success(request, _("%(name)s krijgt niets te zien.") % {"name": share.organisation})
    return redirect(share.need)


def _yes(request: Request, share: Share) -> None:
    if share.need.private:
        messages.error(request, PRIVATE)
        return
    mine = share.need.asker_id == request.user.pk
    share.give(by=request.user, how=Share.How.LINK if mine else Share.How.PHONE)
    if share.is_live:
        messages.success(request, _("%(name)s mag nu meekijken.") % {"name": share.organisation})
    else:
        messages.success(request, _("%(name)s mag meekijken als een buur niet kan.") % {"name": share.organisation})


@require_POST
def mail_link(request: Request, pk: int) -> HttpResponse:
    """The coordinator lets this organisation answer without logging in; at most once a day."""
    coordinating(request)
    share = _share(request, pk)
    if not share.is_live or share.reply:
        messages.warning(request, _("Deze organisatie hoeft nu niets te antwoorden."))
    elif by_link.send(share, turn=str(request.neighbourhood.today())):
        messages.success(request, _("De mail aan %(name)s gaat zo weg.") % {"name": share.organisation})
    else:
        messages.warning(request, _("%(name)s heeft geen e-mailadres. Bel even.") % {"name": share.organisation})
    return redirect(share.need)


@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    share = _share(request, pk)
    _stop(request, share)
    return redirect(share.need)


def _stop(request: Request, share: Share) -> None:
    if not share.withdrawn_at:
        share.withdraw(by=request.user)
    messages.success(request, _("Gestopt. %(name)s ziet niets meer.") % {"name": share.organisation})

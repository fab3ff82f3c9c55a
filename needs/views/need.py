"""One need: the asker's own page and verbs."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.models import Role
from needs import acting, looking, looks
from needs.lifecycle import NotAllowed, Status
from needs.models import Need, Outcome
from needs.privacy import Disclosure
from needs.views import work
from wijk.places.request import Request


def find(request: Request, number: str) -> Need:
    """The need of this wijk with this number that the reader may see; otherwise 404, like one that does not exist."""
    seen = Need.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    return get_object_or_404(seen.select_related("asker", "buurt", "theme", "neighbourhood"), number=number.upper())


@require_safe
@transaction.atomic
def detail(request: Request, number: str) -> HttpResponse:
    need = find(request, number)
    if request.user.has_role(request.neighbourhood, Role.COORDINATOR):
        return work.detail(request, need)
    card = need.card_for(request.user)
    if card.level < Disclosure.FULL:
        proposal: Any = need.proposals.filter(helper=request.user).first()
        if proposal is not None:
            return redirect("needs:proposal", request.neighbourhood.slug, proposal.pk)
    mine = need.asker_id == request.user.pk
    if card.text and not mine:  # a worker who types the address reads the words too: no log, no content
        looks.opened(need, by=request.user, level=card.level, standing=looks.standing(need, request.user))
    changes = not mine and acting.mandate(request.user, need.asker, "answer") is not None
    context = {
        "card": card,
        "need": need if mine or changes else None,
        "mine": mine,
        "acts_for": need.asker if acting.is_for_asker(need, request.user) else None,
        "looks": looking.newest(request.user, need) if mine else [],
    }
    return render(request, "needs/detail.html", context)


@require_POST
def change(request: Request, number: str, verb: str) -> HttpResponse:
    """The asker, or the coordinator for who calls: withdraw, pause, go on, renew; one click each."""
    need = find(request, number)
    try:
        messages.success(request, VERBS[verb](need, request.user))
    except NotAllowed:
        messages.warning(request, _("Dat kan nu niet meer. Kijk hoe uw vraag er nu voor staat."))
    return redirect(need)


def _withdraw(need: Need, by: Any) -> str:
    Outcome.objects.close(need, Outcome.Kind.WITHDRAWN, by=by)
    return _("De vraag is ingetrokken. U kunt altijd weer iets vragen.")


def _pause(need: Need, by: Any) -> str:
    need.pause(by=by)
    return _("De vraag staat op pauze.")


def _resume(need: Need, by: Any) -> str:
    need.move(Status.OPEN, by=by)
    return _("Wij zoeken weer verder.")


def _renew(need: Need, by: Any) -> str:
    need.renew(by=by)
    return _("De vraag blijft staan.")


def _hide(need: Need, by: Any) -> str:
    need.correct(private=True, by=by)
    return _("Nu ziet alleen de buurtverbinder deze vraag. Wat openstond, is gestopt.")


def _show(need: Need, by: Any) -> str:
    need.correct(private=False, by=by)
    return _("Nu mogen ook buren helpen.")


VERBS = {
    "intrekken": _withdraw,
    "pauze": _pause,
    "verder": _resume,
    "verlengen": _renew,
    "afschermen": _hide,
    "openstellen": _show,
}

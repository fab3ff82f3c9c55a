"""A proposal: both sides see why, and say yes or no; the coordinator writes down what was said aloud."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.models import Role
from needs import acting, looks, proposing, reasons
from needs.cards import proposal_card
from needs.models import Answer, Apart, Proposal
from needs.models.apart import NEVER_AGAIN
from needs.privacy import Disclosure
from wijk.places.request import Request


def _find(request: Request, pk: int) -> Proposal:
    seen = Proposal.objects.visible_to(request.user).filter(need__neighbourhood=request.neighbourhood)
    rows = seen.select_related("need__asker", "need__buurt", "helper", "offer__buurt", "organisation", "match")
    return get_object_or_404(rows.prefetch_related("answers"), pk=pk)


def side_of(proposal: Proposal, person: Any) -> str:
    """Whoever acts for the asker stands on the asker's side, unless they are the helper themselves."""
    if proposal.need.asker_id == person.pk:
        return "asker"
    return "asker" if proposal.helper_id != person.pk and acting.is_for_asker(proposal.need, person) else "helper"


@require_safe
@transaction.atomic
def detail(request: Request, pk: int) -> HttpResponse:
    proposal = _find(request, pk)
    if request.user.has_role(request.neighbourhood, Role.COORDINATOR) and request.user.pk not in (
        proposal.need.asker_id,
        proposal.helper_id,
    ):
        return redirect(proposal.need)
    side = side_of(proposal, request.user)
    why = reasons.for_asker(proposal.match) if side == "asker" else reasons.for_helper(proposal.match)
    card = proposal_card(proposal, request.user, side)
    if side == "helper":
        level = Disclosure.CONTACT if card.agreed else Disclosure.REQUEST
        looks.opened(proposal.need, by=request.user, level=level, standing=looks.of_proposal(proposal))
    context = {"card": card, "side": side, "reasons": why}
    return render(request, "needs/proposal.html", context)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Ja, graag / Nee, liever niet; or "ik wil eerst praten", which becomes a promised call."""
    proposal = _find(request, pk)
    said = request.POST.get("answer", "")
    side = side_of(proposal, request.user)
    if said == "talk":
        _talk(request, proposal, side)
    elif said in ("yes", "no"):
        _reply(request, proposal, side, said == "yes", Answer.How.CLICKED)
    else:
        raise Http404
    return redirect("pages:mine", request.neighbourhood.slug)


@transaction.atomic
def _talk(request: Request, proposal: Proposal, side: str) -> None:
    try:
        proposing.check_answer(proposal, side, by=request.user, how=Answer.How.CLICKED)
    except proposing.Refused as refused:
        messages.error(request, refused.message)
    else:
        proposal.ask_to_talk(by=request.user)
        messages.success(request, _("Goed. De buurtverbinder belt u."))


@require_POST
def spoken(request: Request, pk: int) -> HttpResponse:
    """The coordinator heard yes or no, read it back, and records whose answer it was."""
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR):
        raise Http404
    proposal = _find(request, pk)
    side, said = request.POST.get("side", ""), request.POST.get("answer", "")
    if side not in Answer.Side.values or said not in ("yes", "no", "never"):
        raise Http404
    reason = NEVER_AGAIN if said == "never" and proposal.helper_id is not None else ""
    _reply(request, proposal, side, said == "yes", Answer.How.SPOKEN, reason)
    return redirect(proposal.need)


def _reply(request: Request, proposal: Proposal, side: str, yes: bool, how: str, reason: str = "") -> None:
    try:
        proposal.reply(side, yes, by=request.user, how=how, reason=reason)
    except proposing.Refused as refused:
        messages.error(request, refused.message)
    else:
        words = _("Dank u wel. Wij schreven op: ja.") if yes else _("Dank u wel. Dat is goed. Wij zoeken verder.")
        messages.success(request, words)


@require_POST
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """The coordinator gives it longer, withdraws it, or never again proposes these two to each other."""
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR):
        raise Http404
    proposal = _find(request, pk)
    try:
        if verb == "langer":
            proposal.extend(by=request.user)
        elif verb == "nooit-samen":
            _keep_apart(request, proposal)
        else:
            proposal.end(Proposal.Status.WITHDRAWN, by=request.user)
    except proposing.Refused as refused:
        messages.error(request, refused.message)
    return redirect(proposal.need)


@transaction.atomic
def _keep_apart(request: Request, proposal: Proposal) -> None:
    """What still waits for an answer stops too."""
    if proposal.helper is None:
        raise Http404
    wijk = request.neighbourhood
    if proposal.status == Proposal.Status.OPEN:
        proposal.end(Proposal.Status.WITHDRAWN, by=request.user)
    Apart.objects.keep(proposal.need.asker, proposal.helper, neighbourhood=wijk, by=request.user)
    messages.success(request, _("Genoteerd. Deze twee stellen wij niet meer aan elkaar voor."))

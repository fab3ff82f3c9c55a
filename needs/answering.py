"""What a link in a mail shows and does: one person, one thing, without logging in. Only the POST changes anything."""

from typing import Any

from django.utils.translation import gettext as _

from members.models import User
from members.notices.links import HANDLERS, Handler
from needs import looks
from needs.lifecycle import SEARCHING, NotAllowed
from needs.models import FollowUp, Need, Outcome, Proposal
from needs.privacy import Disclosure
from needs.proposing import Refused


def waits_for(person: User, pk: int) -> Proposal | None:
    """The proposal when it still waits for this person's own answer; None when they said it, or it is over."""
    from needs.views.proposals import side_of  # leaf: a page reads what a mail points at

    rows = Proposal.objects.visible_to(person).waiting().filter(pk=pk, need__status__in=SEARCHING)
    proposal: Proposal | None = rows.select_related("need", "offer").first()
    return None if proposal is None or proposal.said(side_of(proposal, person)) else proposal


def _show_proposal(person: User, pk: int) -> dict[str, Any] | None:
    from needs.views.proposals import side_of  # leaf: a page reads what a mail points at

    proposal = waits_for(person, pk)
    if proposal is None:
        return None
    asker = side_of(proposal, person) == "asker"
    if not asker:
        looks.opened(proposal.need, by=person, level=Disclosure.REQUEST, standing=looks.of_proposal(proposal))
    offer = proposal.offer
    lines = [offer.title, offer.text] if asker and offer else [proposal.need.title, proposal.need.text]
    heading = _("Er is een voorstel voor u") if asker else _("Een buur vraagt iets")
    return {"heading": heading, "lines": lines, "buttons": [("yes", _("Ja, graag")), ("no", _("Nee, liever niet"))]}


def _answer_proposal(person: User, pk: int, said: str) -> str:
    from needs.views.proposals import side_of  # leaf: a page reads what a mail points at

    proposal = Proposal.objects.visible_to(person).filter(pk=pk).select_related("need").first()
    if proposal is None or said not in ("yes", "no"):
        return _("Dit voorstel loopt niet meer.")
    try:
        proposal.reply(side_of(proposal, person), said == "yes", by=person)
    except NotAllowed:  # the need was closed meanwhile
        return _("Dit voorstel loopt niet meer.")
    except Refused as refused:
        return str(refused.message)
    return _("Wij schreven op: ja.") if said == "yes" else _("Wij schreven op: nee. Wij zoeken verder.")


def _show_followup(person: User, pk: int) -> dict[str, Any] | None:
    row = FollowUp.objects.visible_to(person).waiting().filter(pk=pk).select_related("proposal__need").first()
    if row is None:
        return None
    buttons = [("yes", _("Ja, gelukt")), ("partly", _("Deels")), ("no", _("Nee"))]
    return {"heading": _("Is het gelukt?"), "lines": [row.proposal.need.title], "buttons": buttons}


def _answer_followup(person: User, pk: int, said: str) -> str:
    row = FollowUp.objects.visible_to(person).filter(pk=pk).first()
    if row is None or said not in FollowUp.Result.values:
        return _("Deze vraag is al beantwoord.")
    row.reply(said, by=person)
    return _("Uw antwoord is genoteerd.")


def _show_need(person: User, pk: int) -> dict[str, Any] | None:
    need = Need.objects.visible_to(person).filter(pk=pk, asker=person).exclude(status="closed").first()
    if need is None:
        return None
    buttons = [("keep", _("Ja, laat staan")), ("stop", _("Nee, niet meer nodig"))]
    return {"heading": _("Mag uw vraag blijven staan?"), "lines": [need.title], "buttons": buttons}


def _answer_need(person: User, pk: int, said: str) -> str:
    need = Need.objects.visible_to(person).filter(pk=pk, asker=person).exclude(status="closed").first()
    if need is None:
        return _("Deze vraag is al klaar.")
    if said == "keep":
        need.renew(by=person)
        return _("Uw vraag blijft staan.")
    if said != "stop":
        return _("Wij hebben uw antwoord niet begrepen.")
    Outcome.objects.close(need, Outcome.Kind.NOT_NEEDED, by=person)
    return _("Uw vraag is ingetrokken.")


HANDLERS["proposal"] = Handler(_show_proposal, _answer_proposal)
HANDLERS["followup"] = Handler(_show_followup, _answer_followup)
HANDLERS["need.expires"] = Handler(_show_need, _answer_need)

"""What people hear about their own proposals and needs: never who, what or when; that stands on the site."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from members.notices.kinds import Words, register
from members.notices.links import HANDLERS, Handler, answer
from members.notices.models import Notice
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal
from wijk.places.scopes import EVERYWHERE

REASON = "telling a person about their own"


def tell(person: User | None, kind: str, period: str, call: str, *, need: Need, **ids: Any) -> None:
    """By mail, or as a call for the coordinator when there is none."""
    if person is None:
        return
    if not Notice.objects.tell(person, kind, period, neighbourhood=need.neighbourhood, **ids):
        CallTask.objects.plan(call, neighbourhood=need.neighbourhood, person=person, need=need)


def _page(name: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(name, args=args)


@register("proposal.waiting", subject=gettext_lazy("Er is een voorstel voor u"))
def waiting(notice: Notice) -> Words | None:
    proposal = Proposal.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids["proposal"]).first()
    if proposal is None or proposal.status != Proposal.Status.OPEN:
        return None
    link = answer(notice.person_id, "proposal", proposal.pk)
    return Words([_("Er is een voorstel voor u. Bekijk het en zeg ja of nee.")], [(_("Bekijk het voorstel"), link)])


@register("proposal.agreed", subject=gettext_lazy("U zei allebei ja"))
def agreed(notice: Notice) -> Words | None:
    address = _page("pages:mine", notice.neighbourhood.slug)
    return Words([_("U zei allebei ja. Op de site staat hoe u elkaar bereikt.")], [(_("Naar Mijn wijk"), address)])


@register("proposal.over", subject=gettext_lazy("Een voorstel gaat niet door"))
def over(notice: Notice) -> Words | None:
    return Words([_("Een voorstel gaat niet door. Dat ligt niet aan u. Wij zoeken verder.")])


@register("followup.asked", subject=gettext_lazy("Is het gelukt?"))
def asked(notice: Notice) -> Words | None:
    row = FollowUp.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids["followup"]).first()
    if row is None or row.answer or row.stopped_at:
        return None
    link = answer(notice.person_id, "followup", row.pk)
    return Words([_("Is het gelukt? U kunt antwoorden zonder in te loggen.")], [(_("Geef antwoord"), link)])


@register("need.closed", subject=gettext_lazy("Uw vraag is klaar"))
def closed(notice: Notice) -> Words | None:
    return Words(
        [_("Uw vraag is klaar. Klopt dat niet? Bel ons. Dan zoeken wij verder.")],
        [(_("Naar Mijn wijk"), _page("pages:mine", notice.neighbourhood.slug))],
    )


@register("need.expires", subject=gettext_lazy("Staat uw vraag er nog goed?"))
def expires(notice: Notice) -> Words | None:
    need = Need.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids["about"]).first()
    if need is None or need.status == "closed":
        return None
    link = answer(notice.person_id, "need.expires", need.pk)
    return Words([_("Een vraag van u loopt bijna af. Mag die blijven staan?")], [(_("Geef antwoord"), link)])


def _show_proposal(person: User, pk: int) -> dict[str, Any] | None:
    from needs.views.proposals import side_of  # leaf: a page reads what a mail points at

    proposal = Proposal.objects.visible_to(person).waiting().filter(pk=pk).select_related("need", "offer").first()
    if proposal is None or proposal.said(side_of(proposal, person)):
        return None
    asker = side_of(proposal, person) == "asker"
    offer = proposal.offer
    lines = [offer.title, offer.text] if asker and offer else [proposal.need.title, proposal.need.text]
    heading = _("Er is een voorstel voor u") if asker else _("Een buur vraagt iets")
    return {"heading": heading, "lines": lines, "buttons": [("yes", _("Ja, graag")), ("no", _("Nee, liever niet"))]}


def _answer_proposal(person: User, pk: int, said: str) -> str:
    from needs.proposing import Refused
    from needs.views.proposals import side_of  # leaf: a page reads what a mail points at

    proposal = Proposal.objects.visible_to(person).filter(pk=pk).select_related("need").first()
    if proposal is None or said not in ("yes", "no"):
        return _("Dit voorstel loopt niet meer.")
    try:
        proposal.reply(side_of(proposal, person), said == "yes", by=person)
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
    Outcome.objects.close(need, Outcome.Kind.NOT_NEEDED, by=person)
    return _("Uw vraag is ingetrokken.")


HANDLERS["proposal"] = Handler(_show_proposal, _answer_proposal)
HANDLERS["followup"] = Handler(_show_followup, _answer_followup)
HANDLERS["need.expires"] = Handler(_show_need, _answer_need)

"""What people hear about their own proposals and needs: never who, what or when; that stands on the site."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from members.notices.departing import departed
from members.notices.kinds import Words, register
from members.notices.links import answer
from members.notices.models import Notice
from needs import answering
from needs.lifecycle import Status
from needs.models import CallTask, FollowUp, Need, Proposal
from wijk.places.scopes import EVERYWHERE

__all__ = ["answering", "tell"]  # the links in these mails are answered there
REASON = "telling a person about their own"


def tell(
    person: User | None, kind: str, period: str, call: str, *, need: Need, proposal: Proposal | None = None, **ids: Any
) -> None:
    """By mail, or as a call for the coordinator when there is none; to whoever departed neither."""
    if person is None or departed(person):
        return
    if proposal is not None:
        ids["proposal"] = proposal.pk
    if not Notice.objects.tell(person, kind, period, neighbourhood=need.neighbourhood, **ids):
        CallTask.objects.plan(call, neighbourhood=need.neighbourhood, person=person, need=need, proposal=proposal)


def _page(name: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(name, args=args)


@register("proposal.waiting", subject=gettext_lazy("Er is een voorstel voor u"))
def waiting(notice: Notice) -> Words | None:
    proposal = answering.waits_for(notice.person, notice.ids["proposal"])
    if proposal is None:
        return None
    link = answer(notice.person.pk, "proposal", proposal.pk)
    return Words([_("Er is een voorstel voor u. Bekijk het en zeg ja of nee.")], [(_("Bekijk het voorstel"), link)])


@register("proposal.agreed", subject=gettext_lazy("U zei allebei ja"))
def agreed(notice: Notice) -> Words | None:
    found = Proposal.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids.get("proposal"))
    if not found.filter(status=Proposal.Status.AGREED).exists():
        return None
    address = _page("pages:mine", notice.neighbourhood.slug)
    return Words([_("U zei allebei ja. Op de site staat hoe u elkaar bereikt.")], [(_("Naar Mijn wijk"), address)])


@register("proposal.over", subject=gettext_lazy("Een voorstel gaat niet door"))
def over(notice: Notice) -> Words | None:
    lines = [_("Een voorstel gaat niet door. Dat ligt niet aan u.")]
    if notice.ids.get("side") == "asker":
        lines.append(_("Wij zoeken verder voor u."))
    return Words(lines)


@register("followup.asked", subject=gettext_lazy("Is het gelukt?"))
def asked(notice: Notice) -> Words | None:
    row = FollowUp.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids["followup"]).first()
    if row is None or row.answer or row.stopped_at:
        return None  # answered on the site or aloud, meanwhile
    link = answer(notice.person.pk, "followup", row.pk)
    return Words([_("Is het gelukt? U kunt antwoorden zonder in te loggen.")], [(_("Geef antwoord"), link)])


@register("need.closed", subject=gettext_lazy("Uw vraag is klaar"))
def closed(notice: Notice) -> Words | None:
    need = Need.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids.get("about"), status=Status.CLOSED)
    if not need.exists():
        return None  # opened again before the mail went
    return Words(
        [_("Uw vraag is klaar. Klopt dat niet? Bel ons. Dan zoeken wij verder.")],
        [(_("Naar Mijn wijk"), _page("pages:mine", notice.neighbourhood.slug))],
    )


@register("need.expires", subject=gettext_lazy("Staat uw vraag er nog goed?"))
def expires(notice: Notice) -> Words | None:
    need = Need.objects.within(EVERYWHERE, reason=REASON).filter(pk=notice.ids["about"]).first()
    if need is None or need.status == Status.CLOSED:
        return None
    link = answer(notice.person.pk, "need.expires", need.pk)
    return Words([_("Een vraag van u loopt bijna af. Mag die blijven staan?")], [(_("Geef antwoord"), link)])


@register("glass.broken", subject=gettext_lazy("Technisch beheer keek mee"))
def glass_broken(notice: Notice) -> Words:
    address = _page("pages:looks", notice.neighbourhood.slug)
    lines = [
        _("Technisch beheer opende een vraag van u, met een reden."),
        _("Op de site ziet u wie, wanneer en waarom."),
    ]
    return Words(lines, [(_("Wie keek mee?"), address)])


@register("glass.week", subject=gettext_lazy("Noodtoegang: de lijst van deze week"))
def glass_week(notice: Notice) -> Words:
    lines = [_("Technisch beheer gebruikte deze week %(n)d keer de noodtoegang.") % {"n": notice.ids["times"]}]
    return Words(lines, [(_("Bekijk de lijst"), _page("glass:list"))])


@register("looks.braked", subject=gettext_lazy("Iemand opende heel veel vragen"))
def braked(notice: Notice) -> Words:
    who = notice.ids["who"]
    lines = [
        _("Iemand die hier werkt opende in een uur heel veel vragen. Wij hielden dat tegen."),
        _("Vraag technisch beheer wat er is gezien. Het gaat om persoon %(who)s.") % {"who": who},
    ]
    return Words(lines)

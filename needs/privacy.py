"""Who sees which need, and how much of it. One page, for the functionaris gegevensbescherming.

Who sees the row at all:
- the asker; whoever entered it for them does not (a referrer hears "opgepakt" or "gelukt", nothing more);
- whoever acts for the asker by a mandate, unless it is for the coordinator alone; consent stays the asker's own;
- the coordinator of the wijk;
- a helper while a proposal to them is live, and when it was done;
- a worker of an organisation with a live share: consent given, reached, not withdrawn, not past its end date;
- technical administration for half an hour after it said why (`BreakGlass`); the asker and the board are told.

How much (`Disclosure`):
- LIST: title, buurt, when. A partner's list.
- REQUEST: also the own words. A helper with a live proposal; a partner who opens the need, until it says that it
  cannot, gives it back or is done: from that moment LIST again.
- CONTACT: also name and number of the other side. Helper and asker after two times yes; a partner who picked it up.
- FULL: everything but the private background. Asker and coordinator.
The background stands apart, sealed (`needs/background.py`): the asker, the coordinator with a reason, and technical
administration when that was part of its reason. Every look is written down (`needs/looks.py`).

Of a need that is bundled with others ("Mag dit ook samen?") an asker sees the own row and how many others there are.
A signed link in a mail opens one live share (`coalitions/by_link.py`): REQUEST, and CONTACT after it was picked up.

A need that "alleen de buurtverbinder mag zien" has no proposal and no live share, so nobody else ever sees it.
"""

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from needs import acting
from wijk.places.scopes import EVERYWHERE

if TYPE_CHECKING:
    from needs.models import Need

NOBODY = Q(pk__in=())
SHOWN = ("open", "agreed", "done")  # proposals through which a helper sees the need


class Disclosure(enum.IntEnum):
    LIST = 1
    REQUEST = 2
    CONTACT = 3
    FULL = 4


def live_share(prefix: str = "") -> Q:
    """The condition that a share counts today, on Share itself or through a relation (`shares__`)."""
    return Q(
        **{
            f"{prefix}reached_at__isnull": False,
            f"{prefix}given_at__isnull": False,
            f"{prefix}withdrawn_at__isnull": True,
            f"{prefix}refused_at__isnull": True,
            f"{prefix}until__gte": timezone.localdate(),
        }
    ) & Q(**{f"{prefix}need__private": False} if not prefix else {})


def visible(person: Any) -> Q:
    from needs.models import Proposal, Share  # circular: models ask here who sees them

    if not person.is_authenticated:
        return NOBODY
    helping = Proposal.objects.within(EVERYWHERE, reason="who sees a need").filter(_helps(person), status__in=SHOWN)
    shared = Share.objects.within(EVERYWHERE, reason="who sees a need").live()
    shared = shared.filter(organisation__in=person.organisations())
    return (
        Q(asker=person)
        | (acting.theirs(person, "see") & Q(private=False))
        | Q(neighbourhood__in=person.coordinated_neighbourhoods())
        | Q(pk__in=helping.values("need"), private=False)
        | Q(pk__in=shared.values("need"), private=False)
    )


def _helps(person: Any) -> Q:
    return Q(helper=person) | Q(helper=None, organisation__in=person.organisations())


def proposal_visible(person: Any) -> Q:
    """Both sides and the coordinator; an asker sees a proposal with its helper's offer, a helper the request."""
    if not person.is_authenticated:
        return NOBODY
    return (
        Q(need__asker=person)
        | (acting.theirs(person, "see", "need__asker") & Q(need__private=False))
        | (_helps(person) & Q(status__in=SHOWN, need__private=False))
        | Q(need__neighbourhood__in=person.coordinated_neighbourhoods())
    )


def followup_visible(person: Any) -> Q:
    if not person.is_authenticated:
        return NOBODY
    helping = Q(side="helper") & (
        Q(proposal__helper=person) | Q(proposal__helper=None, proposal__organisation__in=person.organisations())
    )
    return (
        Q(side="asker", proposal__need__asker=person)
        | (acting.theirs(person, "answer", "proposal__need__asker") & Q(side="asker", proposal__need__private=False))
        | helping
        | Q(proposal__need__neighbourhood__in=person.coordinated_neighbourhoods())
    )


def concept_visible(person: Any) -> Q:
    """What a need is about, as somebody confirmed it: the asker and the coordinator. Others see a match's reasons."""
    if not person.is_authenticated:
        return NOBODY
    return Q(about__asker=person) | Q(about__neighbourhood__in=person.coordinated_neighbourhoods())


def bundle_visible(person: Any) -> Q:
    """Needs that are alike are the coordinator's working material."""
    return Q(neighbourhood__in=person.coordinated_neighbourhoods()) if person.is_authenticated else NOBODY


def bundled_visible(person: Any) -> Q:
    """An asker sees the own row once the question was put, and of the others a number; the coordinator sees all."""
    if not person.is_authenticated:
        return NOBODY
    mine = Q(need__asker=person, asked_at__isnull=False)
    return mine | Q(bundle__neighbourhood__in=person.coordinated_neighbourhoods())


def share_visible(person: Any) -> Q:
    """The asker sees all of them, the coordinator too; a worker those that are live for the own organisation."""
    if not person.is_authenticated:
        return NOBODY
    return (
        Q(need__asker=person)
        | Q(need__neighbourhood__in=person.coordinated_neighbourhoods())
        | (live_share() & Q(organisation__in=person.organisations()))
    )


@dataclass(frozen=True)
class Card:
    """What a template gets instead of the row: a field that the viewer may not see is empty, so it cannot leak."""

    number: str
    url: str
    title: str
    status: str
    status_label: str
    step: int
    kind_label: str
    theme_label: str
    buurt: str
    when: str
    registered_at: Any
    level: Disclosure
    text: str = ""
    asker: str = ""
    phone: str = ""
    email: str = ""
    call_when: str = ""


def disclosure(need: "Need", viewer: Any) -> Disclosure:
    """How much `viewer` sees of a need that `visible` let through."""
    from needs.models import BreakGlass, Proposal, Share  # circular: models ask here who sees them

    if viewer.pk == need.asker_id or viewer.has_role(need.neighbourhood, "coordinator"):
        return Disclosure.FULL
    if viewer.is_superuser and BreakGlass.objects.visible_to(viewer).open().filter(need=need, by=viewer).exists():
        return Disclosure.FULL
    if not need.private and acting.is_for_asker(need, viewer):
        return Disclosure.FULL
    proposals = Proposal.objects.visible_to(viewer).filter(need=need)
    if proposals.filter(status="agreed").exists():
        return Disclosure.CONTACT
    shares = Share.objects.visible_to(viewer).live().filter(need=need, organisation__in=viewer.organisations())
    if shares.filter(reply__in=Share.OURS).exists():
        return Disclosure.CONTACT
    asked = shares.exclude(reply__in=Share.ENDED)  # who cannot, gave back or is done reads no more than the list
    return Disclosure.REQUEST if proposals.exists() or asked.exists() else Disclosure.LIST


def card(need: "Need", viewer: Any, level: Disclosure | None = None) -> Card:
    """`level` lowers what is shown (a list shows less than the opened need); it never raises it."""
    allowed = disclosure(need, viewer) if level is None or level > Disclosure.LIST else Disclosure.LIST
    return _card(need, allowed if level is None else min(level, allowed))


def shared_card(share: Any) -> Card:
    """For whoever holds the signed link of one live share: what its organisation may see now, and no more."""
    from needs.models import Share  # circular: models ask here who sees them

    level = Disclosure.CONTACT if share.reply in Share.OURS else Disclosure.REQUEST
    return _card(share.need, Disclosure.LIST if share.reply in Share.ENDED else level)


def _card(need: "Need", level: Disclosure) -> Card:
    from needs import words  # circular: the words of a need read its row
    from needs.lifecycle import STEP, Status

    shown: dict[str, Any] = {}
    if level >= Disclosure.REQUEST:
        shown["text"] = need.text
    if level >= Disclosure.CONTACT:
        asker = need.asker
        shown |= {"asker": str(asker), "phone": asker.phone, "email": asker.email or ""}
        shown["call_when"] = asker.get_call_when_display()
    return Card(
        number=str(need),
        url=need.get_absolute_url(),
        title=need.title,
        status=need.status,
        status_label=need.get_status_display(),
        step=STEP[Status(need.status)],
        kind_label=need.get_kind_display(),
        theme_label=str(need.theme or ""),
        buurt=need.buurt.name if need.buurt else "",
        when=words.when(need),
        registered_at=need.registered_at,
        level=level,
        **shown,
    )

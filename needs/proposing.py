"""When a proposal may be made and who may answer it: the guards, with the words that the screen shows."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from members.models import Departure, Role
from needs import acting, ladder, lifecycle
from needs.roads import Road
from wijk.places.scopes import EVERYWHERE

if TYPE_CHECKING:
    from members.models import User
    from needs.models import Need, Proposal
    from offers.models import Offer


class Refused(Exception):
    """It may not or cannot be; the message is meant for the screen."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


def check_make(need: "Need", *, by: "User | None", source: str, offer: "Offer | None", helper: "User | None") -> None:
    """Raises Refused when this proposal may not be made."""
    from needs.models import Apart  # circular: a need's proposals ask here
    from needs.models.need import CAREFUL

    if by is not None and not by.has_role(need.neighbourhood, Role.COORDINATOR):
        raise Refused(_("Alleen de buurtverbinder stelt mensen aan elkaar voor."))
    if need.status not in lifecycle.SEARCHING:
        raise Refused(_("Deze vraag zoekt nu geen helper."))
    if need.road == Road.DANGER:
        raise Refused(_("Bij mogelijk gevaar stellen wij geen buur voor. Bel eerst."))
    if need.private:
        raise Refused(_("Alleen u mag deze vraag zien. Vraag eerst of een buur mag meelezen."))
    if helper is None and (offer is None or offer.organisation_id is None):
        raise Refused(_("Kies wie u voorstelt."))
    if helper is not None and helper.pk == need.asker_id:
        raise Refused(_("Dit is de vrager zelf."))
    if Apart.objects.within(EVERYWHERE, reason="two people are kept apart").between(need.asker, helper).exists():
        raise Refused(_("Deze twee stellen wij niet meer aan elkaar voor."))
    if offer is not None and not offer.serves(need.neighbourhood):
        raise Refused(_("Dit aanbod is niet voor deze wijk."))
    _check_present(need.asker, _("De vrager is er nu niet."))
    if helper is not None:
        _check_present(helper, _("Deze helper is er nu niet."))
    small = need.road == Road.NEIGHBOURS and need.risk < CAREFUL
    if by is None and not (source == "system" and need.neighbourhood.system_may_propose and small):
        raise Refused(_("Deze vraag stelt alleen de buurtverbinder voor."))
    # What they arranged themselves is a fact; nobody can be asked to meet first.
    if source != "outside" and need.risk >= CAREFUL and helper is not None and not _was_met(helper, need):
        raise Refused(_("Spreek deze helper eerst. Dat is nodig bij hulp in huis of met geld."))


def _check_present(person: "User", message: Any) -> None:
    if Departure.objects.filter(person=person, back_at=None).exists() or not person.is_active:
        raise Refused(message)


def _was_met(helper: "User", need: "Need") -> bool:
    return helper.memberships.current().filter(neighbourhood=need.neighbourhood).exclude(met_at=None).exists()


def check_answer(proposal: "Proposal", side: str, *, by: "User", how: str) -> None:
    """Raises Refused unless `by` may answer for this side: the person, a worker of the organisation, or the
    coordinator who heard it spoken."""
    if how == "spoken":
        allowed = by.has_role(proposal.need.neighbourhood, Role.COORDINATOR)
    elif side == "asker":
        allowed = by.pk == proposal.need.asker_id or (not proposal.need.private and acting.note(proposal.need, by))
    elif proposal.helper_id is not None:
        allowed = by.pk == proposal.helper_id
    else:
        allowed = by.organisations().filter(pk__in=[proposal.organisation_id]).exists()
    if not allowed:
        raise Refused(_("Dit antwoord is niet aan u."))


def propose_best(neighbourhood: Any, need: "Need | None" = None) -> int:
    """Where the wijk lets the platform propose: the chosen offer for each need, or for one, that has nobody out yet.

    Returns how many were proposed. What may not be proposed without a person is refused by `check_make`, and waits
    for the coordinator.
    """
    from needs.models import Match, Proposal  # circular: a proposal asks here whether it may be made

    if not neighbourhood.system_may_propose:
        return 0
    chosen = Match.objects.within(neighbourhood, reason="the wijk lets the platform propose").filter(chosen=True)
    if need is not None:
        chosen = chosen.filter(need=need)
    made = 0
    for match in chosen.select_related("need__neighbourhood", "offer__person").order_by("need", "rank"):
        if match.need.proposals.live().exists() or not ladder.is_open(match.need, ladder.rung_of(match.offer)):
            continue
        try:
            Proposal.objects.make(match.need, by=None, source="system", offer=match.offer, match=match)
        except Refused:
            continue
        made += 1
    return made

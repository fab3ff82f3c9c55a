"""What must hold after every test that proposes: no place is held for nobody, and no number is made up."""

from django.db.models import Count, Q

from needs.lifecycle import Status
from needs.models import Need, Proposal
from offers.models import Offer
from wijk.places.scopes import EVERYWHERE

AUDIT = "the audit of a test"


def off_balance() -> list[tuple[int, int, int]]:
    """(offer, held, live proposals) of every offer where the two differ."""
    rows = Offer.objects.within(EVERYWHERE, reason=AUDIT).annotate(
        live=Count("proposals", filter=Q(proposals__status__in=Proposal.LIVE))
    )
    return [(o.pk, o.held, o.live) for o in rows if o.held != o.live]


def two_agreed() -> list[int]:
    """Needs with more than one agreed proposal."""
    rows = Need.objects.within(EVERYWHERE, reason=AUDIT).annotate(
        agreed=Count("proposals", filter=Q(proposals__status="agreed"))
    )
    return [need.pk for need in rows if need.agreed > 1]


def still_out() -> list[int]:
    """Closed needs with a proposal that still holds a place."""
    rows = Proposal.objects.within(EVERYWHERE, reason=AUDIT).live().filter(need__status=Status.CLOSED)
    return [proposal.pk for proposal in rows]


def audit() -> None:
    assert (off_balance(), two_agreed(), still_out()) == ([], [], [])

"""Three times yes becomes one activity: an offer with many places, and a proposal for each who said yes.

From then on it is an offer as any other: the engine sets it against new needs too, within its places, on the rung of
what is done together.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Role, User
from needs.models import Bundle, BundledNeed, Match, Proposal
from needs.proposing import Refused
from needs.together.who import shareable
from offers.models import Offer, Reach, Rhythm
from wijk.themes.kinds import Kind


@transaction.atomic
def make(bundle: Bundle, *, by: User, leads: bool = False, **fields: Any) -> Offer:
    """`fields` are those of an Offer with its giver; `leads`: whoever leads it said yes to all of them, aloud.

    Raises Refused when it cannot be made, or for nobody. Twice makes one.
    """
    if not by.has_role(bundle.neighbourhood, Role.COORDINATOR):
        raise PermissionDenied
    bundle.lock()
    if bundle.status == Bundle.Status.ACTIVITY and bundle.offer is not None:
        return bundle.offer
    if bundle.status != Bundle.Status.GATHERED:
        raise Refused(_("Er is nog niet genoeg keer ja gezegd."))
    offer = _register(bundle, by=by, **fields)
    rows = bundle.staying()
    _propose([row for row in rows if row.yes], offer, by=by, leads=leads)
    refused = [row.need for row in rows if row.yes is False]
    # Who would rather not is never matched to it; who did not answer may be, as anybody.
    aside = {"score": 0.0, "set_aside_at": bundle.status_since}
    Match.objects.bulk_create(Match(need=need, offer=offer, **aside) for need in refused)
    bundle.made(offer, by=by)
    return offer


def _register(bundle: Bundle, *, by: User, **fields: Any) -> Offer:
    """Everybody in the wijk may come, as often as it is held; what it is about is known and not guessed."""
    offer: Offer = Offer.objects.register(
        by=by,
        neighbourhood=bundle.neighbourhood,
        kinds=[Kind.TOGETHER],
        reach=Reach.WIJK,
        rhythm=Rhythm.ANYTIME,
        theme=shareable().get(bundle.concept),
        concepts=[bundle.concept],
        **fields,
    )
    return offer


def _propose(rows: list[BundledNeed], offer: Offer, *, by: User, leads: bool) -> None:
    """Each in order of need; who cannot be asked now is left out. Raises Refused when that is everybody."""
    problem: Refused | None = None
    for row in rows:
        try:
            with transaction.atomic():
                row.proposal = Proposal.objects.make(row.need, by=by, source=Proposal.Source.BUNDLE, offer=offer)
                if leads:
                    row.proposal.reply("helper", True, by=by, how="spoken")
        except Refused as refused:
            row.proposal, problem = None, refused
        row.save(update_fields=["proposal"])
    if problem is not None and not any(row.proposal for row in rows):
        raise problem

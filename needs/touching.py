"""What makes the engine look again, and where: the verbs, and the neighbourhoods that an entry is about."""

from typing import Any

from members.models import Departure, Membership
from offers.models import Offer
from wijk.journal.post import subject_of
from wijk.places.models import Neighbourhood

SEARCHED = ("need.registered", "need.open", "need.reopened", "need.corrected", "need.rewritten", "need.renewed")
CHANGED = (  # what may make another set of proposals the best one
    *SEARCHED,
    *("need.paused", "need.closed", "need.referred", "need.agreed", "match.set_aside"),
    *("offer.registered", "offer.rewritten", "offer.open", "offer.paused", "offer.ended", "offer.places"),
    *("proposal.declined", "proposal.expired", "proposal.failed", "proposal.withdrawn", "proposal.done"),
    *("member.met", "member.departed", "member.returned", "member.merged", "apart.kept", "apart.ended"),
    "thesaurus.changed",  # of one wijk; a change for all is matched anew by the sweeps and the night
    "neighbourhood.weights",
)
AT_ONCE = ("member.met", "apart.ended")  # the coordinator waits on her page for what comes of it


def neighbourhoods_of(entry: Any) -> list[Neighbourhood]:
    """An organisation's offer may serve several, and a person may live in more than one."""
    subject: Any = subject_of(entry)
    if isinstance(subject, Offer):
        return [subject.neighbourhood, *subject.also_serves.exclude(pk=subject.neighbourhood_id)]
    if isinstance(subject, Departure):
        here = Membership.objects.current().filter(user=subject.person_id)
        return list(Neighbourhood.objects.filter(pk__in=here.values("neighbourhood")))
    return [entry.neighbourhood] if entry.neighbourhood is not None else []

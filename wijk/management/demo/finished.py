"""Needs of the past months: most solved by somebody nearby, some otherwise, some not at all."""

from needs.lifecycle import Status
from needs.models import Contact, Need, Outcome
from needs.roads import Road
from wijk.management.demo.past import forget_asking, put_back
from wijk.management.demo.people import Cast
from wijk.management.demo.proposing import agree, follow_up, propose, say

OTHERWISE = ["self", "arranged", "nobody", "not_needed", "no_fit", "too_heavy", "unreachable", "withdrawn", "double"]
PROPOSED = 0.55  # of the needs that anybody may be proposed for
LONGEST = 240  # days ago


def finish(need: Need, cast: Cast) -> None:
    Contact.objects.log(cast.dice.choice(["spoken", "spoken", "visited"]), by=cast.coordinator, need=need)
    need.refresh_from_db()
    if need.road == Road.ORGANISATION:
        Outcome.objects.close(need, "organisation", by=cast.coordinator)
    elif need.road == Road.DANGER:
        Outcome.objects.close(need, "unsafe", by=cast.coordinator)
    elif need.private or cast.dice.random() > PROPOSED or not _helped(need, cast):
        need.refresh_from_db()
        Outcome.objects.close(need, cast.dice.choice(OTHERWISE), by=cast.coordinator)
    need.refresh_from_db()
    put_back(need, days=cast.dice.randint(31, LONGEST), waited=cast.dice.randint(7, 20))


def _helped(need: Need, cast: Cast) -> bool:
    """Proposed and done, now and then after a first no; False when nobody could be asked."""
    proposal = propose(need, cast)
    if proposal is None:
        return False
    chance = cast.dice.random()
    if chance < 0.2:
        forget_asking(proposal.offer)
        say(proposal, "helper", False, cast)
        need.refresh_from_db()
        proposal = propose(need, cast)
    elif chance < 0.3:
        forget_asking(proposal.offer)
        proposal.end("expired", by=None)
        need.refresh_from_db()
        proposal = propose(need, cast)
    if proposal is None:
        return False
    agree(proposal, cast)
    follow_up(proposal, cast, asker="yes", helper=cast.dice.choice(["yes", ""]))
    forget_asking(proposal.offer)
    need.refresh_from_db()
    return need.status == Status.CLOSED

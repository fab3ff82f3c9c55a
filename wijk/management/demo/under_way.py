"""Needs of these days, somewhere on their way: every status has some."""

from collections.abc import Callable
from datetime import time

from needs.lifecycle import Status
from needs.models import CallTask, Contact, Need, Share
from needs.roads import Road
from wijk.management.demo.past import put_back
from wijk.management.demo.people import Cast
from wijk.management.demo.proposing import agree, follow_up, propose, say

Step = Callable[[Need, Cast], bool]


def begin(needs: list[Need], cast: Cast) -> None:
    """Each step takes the first need that it fits; what is left over has only just come in."""
    waiting = list(needs)
    for step, count in PLAN:
        for _time in range(count):
            for need in waiting:
                if step(need, cast):
                    waiting.remove(need)
                    need.refresh_from_db()
                    put_back(need, days=cast.dice.randint(0, 1), waited=cast.dice.randint(2, 12))
                    break
    for need in waiting:
        put_back(need, days=0, waited=cast.dice.randint(0, 2))


def _spoken(need: Need, cast: Cast) -> bool:
    """Spoken with the asker: from now on it is searched for."""
    Contact.objects.log("spoken", by=cast.coordinator, need=need)
    return True


def _voicemail(need: Need, cast: Cast) -> bool:
    Contact.objects.log("voicemail", by=cast.coordinator, need=need)
    CallTask.objects.promise(need, by=cast.coordinator, day=cast.wijk.today(), at=time(10, 30))
    return True


def _paused(need: Need, cast: Cast) -> bool:
    need.move(Status.PAUSED, by=cast.coordinator)
    return True


def _proposed(need: Need, cast: Cast) -> bool:
    return propose(need, cast) is not None


def _half(need: Need, cast: Cast) -> bool:
    proposal = propose(need, cast)
    if proposal is not None:
        say(proposal, "helper", True, cast)
    return proposal is not None


def _agreed(need: Need, cast: Cast) -> bool:
    proposal = propose(need, cast)
    if proposal is not None:
        agree(proposal, cast)
    return proposal is not None


def _aftercare(need: Need, cast: Cast) -> bool:
    proposal = propose(need, cast)
    if proposal is not None:
        agree(proposal, cast)
        follow_up(proposal, cast, helper="yes")
    return proposal is not None


def _reopened(need: Need, cast: Cast) -> bool:
    proposal = propose(need, cast)
    if proposal is not None:
        agree(proposal, cast)
        follow_up(proposal, cast, asker="no")
    return proposal is not None


def _share(need: Need, cast: Cast, *, ticked: bool) -> Share | None:
    """With the organisation that fits; asked for, or ticked in the form and live at once."""
    if need.private or need.road == Road.DANGER:
        return None
    organisation = cast.organisations[need.organisation_kind or "welzijn"]
    if ticked:
        Share.objects.tick(need, organisation, by=need.asker, how="form")
    share: Share = Share.objects.reach(need, organisation, by=cast.coordinator, purpose="Kijken of u kunt helpen")
    return share


def _asked(need: Need, cast: Cast) -> bool:
    return _share(need, cast, ticked=False) is not None


def _live(need: Need, cast: Cast) -> bool:
    return _share(need, cast, ticked=True) is not None


def _picked_up(need: Need, cast: Cast) -> bool:
    share = _share(need, cast, ticked=True)
    if share is not None:
        share.answer("picked_up", by=cast.workers[need.organisation_kind or "welzijn"], words="Wij bellen u morgen.")
    return share is not None


PLAN: list[tuple[Step, int]] = [  # twenty needs a wijk are under way; three of them are new
    (_aftercare, 2),
    (_agreed, 2),
    (_half, 2),
    (_proposed, 3),
    (_reopened, 1),
    (_picked_up, 1),
    (_live, 2),
    (_asked, 1),
    (_voicemail, 1),
    (_spoken, 1),
    (_paused, 1),
]

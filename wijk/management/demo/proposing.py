"""Proposals in the demo, through the product's own verbs, in believable ways."""

from needs.models import FollowUp, Match, Need, Proposal
from needs.proposing import Refused
from wijk.management.demo.people import Cast

REASON = "the demo tells a story"


def propose(need: Need, cast: Cast) -> Proposal | None:
    """The best match that may be proposed; None when there is none."""
    matches = Match.objects.within(cast.wijk, reason=REASON).filter(need=need).select_related("offer__person")
    for match in matches.order_by("rank"):
        try:
            made: Proposal = Proposal.objects.make(
                need, by=cast.coordinator, source="engine", offer=match.offer, match=match
            )
        except Refused:
            continue
        need.refresh_from_db()
        return made
    return None


def say(proposal: Proposal, side: str, yes: bool, cast: Cast) -> None:
    """Whoever has mail clicks, whoever has none is called."""
    person = proposal.need.asker if side == "asker" else proposal.helper
    clicks = person is not None and person.reachable_by_mail
    by = person if clicks and person is not None else cast.coordinator
    proposal.reply(side, yes, by=by, how="clicked" if clicks else "spoken")
    proposal.refresh_from_db()
    proposal.need.refresh_from_db()


def agree(proposal: Proposal, cast: Cast) -> None:
    for side in ("helper", "asker"):
        say(proposal, side, True, cast)


def follow_up(proposal: Proposal, cast: Cast, *, asker: str = "", helper: str = "") -> None:
    """Ask both sides how it went; an empty answer is still waited for."""
    rows = {row.side: row for row in FollowUp.objects.within(cast.wijk, reason=REASON).filter(proposal=proposal)}
    for row in rows.values():
        row.ask()
    for side, answer in (("helper", helper), ("asker", asker)):
        if answer:
            rows[side].reply(answer, by=cast.coordinator, how="spoken")
    proposal.need.refresh_from_db()

"""Matches as rows: written in one statement, and what was proposed is kept with its reasons."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from needs import lifecycle
from needs.matching.assignment import Plan
from needs.matching.candidates import Found
from needs.matching.gathering import REASON, Gathered
from needs.models import Match, Need, Proposal
from wijk import journal
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

KEPT = 10  # matches of a need that are stored, and whatever was chosen beyond them


def store(gathered: Gathered, found: Found, plan: Plan) -> None:
    """Each need's best, and all that was chosen; what was found before and no longer is goes."""
    now = timezone.now()
    chosen = {(pair.need, pair.offer) for pair in plan.pairs}
    rows = [
        Match(
            need_id=need,
            offer_id=offer,
            score=round(score.value, 4),
            rank=rank,
            chosen=(need, offer) in chosen,
            parts=score.as_json(),
            found_at=now,
        )
        for need, scores in found.items()
        for rank, (offer, score) in enumerate(scores, start=1)
        if rank <= KEPT or (need, offer) in chosen
    ]
    before = Match.objects.within(EVERYWHERE, reason=REASON).filter(need__in=list(gathered.needs))
    known = set(before.order_by().values_list("need", flat=True))
    write(rows)
    _clear(before.filter(found_at__lt=now))
    for number, need in gathered.rows.items():
        if found[number] and number not in known and need.status in lifecycle.SEARCHING:
            journal.write("need.matched", need, by=None, count=min(len(found[number]), KEPT))


def write(rows: list[Match]) -> None:
    """In order of need and offer, so that two writers never wait for each other in a circle."""
    Match.objects.bulk_create(
        sorted(rows, key=lambda row: (row.need_id, row.offer_id)),
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["need", "offer"],
        update_fields=["score", "rank", "chosen", "parts", "found_at"],
    )


def forget_others(neighbourhood: Neighbourhood, gathered: Gathered) -> None:
    """Needs that are no longer searched for keep no place in the plan."""
    rows = Match.objects.within(neighbourhood, reason=REASON).filter(chosen=True)
    rows.exclude(need__in=list(gathered.needs)).update(chosen=False)


def drop(need: Need) -> None:
    """What was found for a need that neighbours may not see, or that is over."""
    _clear(Match.objects.within(EVERYWHERE, reason=REASON).filter(need=need))


def _clear(rows: QuerySet[Match]) -> None:
    """A match that was proposed, or set aside by the coordinator, stays: it says why, and not again."""
    proposals: Any = Proposal.objects.within(EVERYWHERE, reason=REASON)
    rows.filter(chosen=True).update(chosen=False)
    rows.filter(set_aside_at=None).exclude(pk__in=proposals.exclude(match=None).values("match")).delete()

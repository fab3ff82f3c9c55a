"""Gather, score, assign, store.

    place(need)              a need that has just come, on the places that are free now: at once
    rematch(neighbourhood)   all open needs against all that is offered there, in one transaction

One run per neighbourhood at a time (advisory lock). A proposal that somebody has seen is never moved: its place counts
as taken, and its match is kept as it was. The same input is not run twice.
"""

import time
from collections import Counter

from django.db import connection, transaction
from django.db.models import F

from needs.matching import storing
from needs.matching.assignment import Pair, Plan, assign
from needs.matching.candidates import Found, fitting
from needs.matching.gathering import REASON, Gathered, gather
from needs.models import Match, MatchRun, Need
from wijk.places.models import Neighbourhood
from wijk.themes.analysis import ANALYSIS_VERSION

LOCK = 7_201  # a number of our own for the advisory lock; the second one is the neighbourhood


@transaction.atomic
def rematch(neighbourhood: Neighbourhood) -> MatchRun | None:
    """Find, choose and store. None when another run of this neighbourhood is under way.

    When nothing changed since the last run, that run is returned, and says so in `again`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, neighbourhood.pk])
        if not cursor.fetchone()[0]:
            return None
    began = time.perf_counter()
    gathered = gather(neighbourhood)
    digest = gathered.digest()
    last = _last(neighbourhood)
    if last is not None and last.proven and last.input_hash == digest:
        MatchRun.objects.within(neighbourhood, reason=REASON).filter(pk=last.pk).update(again=F("again") + 1)
        last.again += 1
        return last
    found, plan = best_plan(gathered)
    storing.store(gathered, found, plan)
    storing.forget_others(neighbourhood, gathered)
    return _record(neighbourhood, gathered, found, plan, began=began, digest=digest)


@transaction.atomic
def place(need: Need) -> MatchRun | None:
    """The best free offers for one need, until the whole neighbourhood is solved again. Nobody else's plan changes.

    Waits for a run of this neighbourhood that is under way. None when the need is not one that neighbours may see, or
    is no longer searched for.
    """
    began = time.perf_counter()
    neighbourhood = need.neighbourhood
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, neighbourhood.pk])
    gathered = gather(neighbourhood, need)
    if not gathered.needs:
        storing.drop(need)
        return None
    found = _found(gathered)
    planned = _planned(neighbourhood, need)
    free = {number: places - planned[number] for number, places in gathered.free.items()}
    plan = _plan(gathered, found, free)
    storing.store(gathered, found, plan)
    return _record(neighbourhood, gathered, found, plan, began=began, placed=need)


def best_plan(gathered: Gathered) -> tuple[Found, Plan]:
    """What fits, and the best set of it; nothing is stored.

    When somebody for whom there is something goes without, every pair is looked at, also those far behind.
    """
    found = _found(gathered)
    plan = _plan(gathered, found, gathered.free)
    served = {pair.need for pair in plan.pairs}
    likely = {need for need, rows in found.items() if rows and rows[0][1].value >= gathered.policy.least}
    if any(not gathered.out[need] for need in likely - served):
        found = _found(gathered, every=True)
        plan = _plan(gathered, found, gathered.free)
    return found, plan


def _found(gathered: Gathered, *, every: bool = False) -> Found:
    found = fitting(
        gathered.needs,
        gathered.offers,
        words=gathered.words,
        today=gathered.today,
        weights=gathered.policy.weights,
        every=every,
    )
    return {need: [row for row in rows if (need, row[0]) not in gathered.over] for need, rows in found.items()}


def _plan(gathered: Gathered, found: Found, free: dict[int, int]) -> Plan:
    policy = gathered.policy
    first = {number: policy.priority(need) for number, need in gathered.needs.items()}
    lift = {number: 0.0 if offer.organisation else policy.informal for number, offer in gathered.offers.items()}
    pairs = [
        Pair(need, offer, score.value * first[need] + lift[offer])
        for need, rows in found.items()
        for offer, score in rows
        if score.value >= policy.least
    ]
    return assign(pairs, capacity=free, out=gathered.out, load=gathered.load, policy=policy)


def _planned(neighbourhood: Neighbourhood, need: Need) -> Counter[int]:
    """Places that the last plan keeps for other needs and that nobody was asked for yet."""
    others = Match.objects.within(neighbourhood, reason=REASON).filter(chosen=True).exclude(need=need)
    return Counter(others.order_by().values_list("offer", flat=True))


def _last(neighbourhood: Neighbourhood) -> MatchRun | None:
    last: MatchRun | None = (
        MatchRun.objects.within(neighbourhood, reason=REASON).order_by("-at", "-pk").select_for_update().first()
    )
    return last


def _record(
    neighbourhood: Neighbourhood,
    gathered: Gathered,
    found: Found,
    plan: Plan,
    *,
    began: float,
    digest: str = "",
    placed: Need | None = None,
) -> MatchRun:
    return MatchRun.objects.create(
        neighbourhood=neighbourhood,
        placed=placed,
        input_hash=digest,
        needs=len(gathered.needs),
        offers=len(gathered.offers),
        pairs=sum(map(len, found.values())),
        chosen=len(plan.pairs),
        primal=plan.certificate.primal,
        dual=plan.certificate.dual,
        proven=plan.proven,
        solver=plan.solver,
        milliseconds=round((time.perf_counter() - began) * 1000),
        analysis_version=ANALYSIS_VERSION,
    )

"""Gather, score, assign, store: the only file of the engine that touches the database.

    rematch(neighbourhood)   all open needs against all that is offered there, in one transaction

One run per neighbourhood at a time (advisory lock); whoever comes second leaves it to the first, whose reaction or
nightly run comes again. A proposal that somebody has seen is never moved: its place counts as taken.
"""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from needs import lifecycle
from needs.matching.assignment import Pair, Plan, assign
from needs.matching.profile import SAME_WIJK, Profile, Side
from needs.matching.relevance import Pool
from needs.matching.scoring import WEIGHTS, Score, best
from needs.models import Match, MatchRun, Need, Proposal
from needs.models.need import Haste
from offers.models import Offer, Reach
from wijk import journal
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.analysis import ANALYSIS_VERSION, Features
from wijk.themes.thesaurus import Thesaurus

REASON = "the engine matches a whole neighbourhood"
LOCK = 7_201  # a number of our own for the advisory lock; the second one is the neighbourhood
CANDIDATES = 10  # kept for a need
BUSY = timedelta(days=30)  # how long an agreement still counts as load
STEPS = {Reach.BUURT: 0, Reach.ADJOINING: 1, Reach.WIJK: SAME_WIJK}
URGENCY = {Haste.TODAY: 2, Haste.WEEK: 1, Haste.DAY: 1, Haste.CALM: 0}
Found = dict[int, list[tuple[int, Score]]]


@transaction.atomic
def rematch(neighbourhood: Neighbourhood) -> MatchRun | None:
    """Find, choose and store. None when another run of this neighbourhood is under way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, neighbourhood.pk])
        if not cursor.fetchone()[0]:
            return None
    began = time.perf_counter()
    needs = _needs(neighbourhood)
    offers = _offers(neighbourhood)
    pool = Pool.of(map(_of_offer, offers), related=Thesaurus.from_toml().related)
    today, over = neighbourhood.today(), _over(needs)
    profiles = {need.pk: _of_need(need) for need in needs}
    found: Found = {
        pk: [row for row in best(profile, pool, today=today, count=2 * CANDIDATES) if (pk, row[0]) not in over][
            :CANDIDATES
        ]
        for pk, profile in profiles.items()
    }
    plan = _assign(needs, offers, found, profiles)
    _store(needs, found, {(pair.need, pair.offer) for pair in plan.pairs})
    return MatchRun.objects.create(
        neighbourhood=neighbourhood,
        needs=len(needs),
        offers=len(offers),
        pairs=sum(map(len, found.values())),
        chosen=len(plan.pairs),
        primal=plan.certificate.primal,
        dual=plan.certificate.dual,
        proven=plan.proven,
        milliseconds=round((time.perf_counter() - began) * 1000),
        analysis_version=ANALYSIS_VERSION,
    )


def _needs(neighbourhood: Neighbourhood) -> list[Need]:
    rows = Need.objects.within(neighbourhood, reason=REASON).matchable().select_related("theme", "buurt")
    return list(rows.prefetch_related("buurt__adjoining").order_by("pk"))


def _offers(neighbourhood: Neighbourhood) -> list[Offer]:
    here = Q(neighbourhood=neighbourhood) | Q(also_serves=neighbourhood)
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).standing().filter(here).distinct()
    rows = rows.select_related("theme", "buurt").prefetch_related("buurt__adjoining")
    return list(rows.order_by("pk"))


def _over(needs: list[Need]) -> set[tuple[int, int]]:
    """Pairs that ended in a no, or that the coordinator set aside: they are not proposed again."""
    ended = Proposal.objects.within(EVERYWHERE, reason=REASON).filter(need__in=needs).exclude(offer=None)
    aside = Match.objects.within(EVERYWHERE, reason=REASON).filter(need__in=needs).exclude(set_aside_at=None)
    return {*ended.values_list("need", "offer"), *aside.values_list("need", "offer")}


def _of_need(need: Need) -> Profile:
    return Profile(
        side=Side.NEED,
        id=need.pk,
        features=Features.from_json(need.features),
        kinds=frozenset([need.kind]),
        theme=need.theme.code if need.theme else "",
        buurt=need.buurt.code if need.buurt else "",
        adjoining=_beside(need),
        day_parts=_parts(need),
        waiting_days=(timezone.localdate() - timezone.localdate(need.registered_at)).days,
        urgency=URGENCY[Haste(need.haste)],
        person=need.asker_id,
        expires=need.expires_on,
    )


def _parts(need: Need) -> frozenset[int]:
    if need.on_day is not None:
        return frozenset(need.on_day.weekday() * 3 + part for part in range(3))
    return frozenset(need.day_parts)


def _of_offer(offer: Offer) -> Profile:
    return Profile(
        side=Side.OFFER,
        id=offer.pk,
        features=Features.from_json(offer.features),
        kinds=frozenset(offer.kinds),
        theme=offer.theme.code if offer.theme else "",
        buurt=offer.buurt.code if offer.buurt else "",
        adjoining=_beside(offer),
        reach=STEPS[Reach(offer.reach)],
        day_parts=frozenset(offer.day_parts),
        places=offer.places,
        person=offer.person_id,
        organisation=offer.organisation_id,
        expires=offer.until,
    )


def _beside(row: Need | Offer) -> frozenset[str]:
    return frozenset(other.code for other in row.buurt.adjoining.all()) if row.buurt else frozenset()


def _assign(needs: list[Need], offers: list[Offer], found: Found, profiles: dict[int, Profile]) -> Plan:
    there = Offer.objects.within(EVERYWHERE, reason=REASON).filter(pk__in=[offer.pk for offer in offers])
    askable = set(there.askable().values_list("pk", flat=True))
    out = Proposal.objects.within(EVERYWHERE, reason=REASON).live().filter(need__in=needs)
    live = Counter(out.values_list("need", flat=True))
    pairs = [
        Pair(need, offer, score.value * WEIGHTS.priority(profiles[need]))
        for need, rows in found.items()
        for offer, score in rows
    ]
    return assign(
        pairs,
        capacity={offer.pk: offer.places - offer.held if offer.pk in askable else 0 for offer in offers},
        wanted={need.pk: 3 - live[need.pk] for need in needs},
        load=_load(offers),
    )


def _load(offers: list[Offer]) -> dict[int, int]:
    """Proposals out now, and agreed in the last thirty days: the willing few are spared."""
    done = Proposal.objects.within(EVERYWHERE, reason=REASON).filter(
        offer__in=offers, status=Proposal.Status.DONE, ended_at__gte=timezone.now() - BUSY
    )
    load = Counter(done.values_list("offer", flat=True))
    load.update({offer.pk: offer.held for offer in offers})
    return dict(load)


def _store(needs: Iterable[Need], found: Found, chosen: set[tuple[int, int]]) -> None:
    now = timezone.now()
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
    ]
    before = Match.objects.within(EVERYWHERE, reason=REASON).filter(need__in=[need.pk for need in needs])
    known = set(before.values_list("need", flat=True))
    Match.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["need", "offer"],
        update_fields=["score", "rank", "chosen", "parts", "found_at"],
    )
    before.filter(found_at__lt=now, set_aside_at=None).delete()
    for need in needs:
        if found[need.pk] and need.pk not in known and need.status in lifecycle.SEARCHING:
            journal.write("need.matched", need, by=None, count=len(found[need.pk]))

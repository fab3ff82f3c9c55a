"""What the engine reads: open needs, offers, who knows whom, who is out already. In a number of queries that is fixed.

The rows become profiles here, with every hard filter filled from what is really known:

    requirement   both are here: not moved, not admitted, not passed away, and the account is in use
    trust         a need of risk 2 or 3 asks for a helper whom the coordinator of this wijk has spoken to
    too far       the offer's own reach, in steps between buurten
    full          no free place, or asked as often as the giver allows
    blocked       two people who are kept apart
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from django.db.models import Q
from django.utils import timezone

from needs import reading
from needs.haste import Haste
from needs.matching import people
from needs.matching.policy import Policy
from needs.matching.profile import SAME_WIJK, Profile, Side
from needs.models import Match, Need, Proposal
from needs.models.need import CAREFUL
from offers import capacity
from offers import reading as reading_of_offers
from offers.models import Offer, Reach
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes import current
from wijk.themes.analysis import ANALYSIS_VERSION, Features, is_current
from wijk.themes.thesaurus import Thesaurus

REASON = "the engine matches a whole neighbourhood"
BUSY = timedelta(days=30)  # how long an agreement still counts as load
PRESENT = "present"  # the requirement that somebody is here
SPOKEN, UNSPOKEN = 3, CAREFUL - 1  # trust: up to which risk a helper may be proposed
STEPS = {Reach.BUURT: 0, Reach.ADJOINING: 1, Reach.WIJK: SAME_WIJK}
URGENCY = {Haste.TODAY: 2, Haste.WEEK: 1, Haste.DAY: 1, Haste.CALM: 0}
Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Gathered:
    needs: dict[int, Profile]
    offers: dict[int, Profile]
    rows: dict[int, Need]
    over: Pairs  # proposed before, or set aside: not again
    out: Counter[int]  # proposals that a need has out now
    load: dict[int, int]  # by offer: what its giver has out, and agreed to lately
    today: date
    policy: Policy
    words: Thesaurus  # by which this wijk reads

    @property
    def free(self) -> dict[int, int]:
        return {number: offer.places for number, offer in self.offers.items()}

    def digest(self) -> str:
        """Of everything that decides the plan; equal input, equal digest, in every process."""
        whole = [
            [vars(profile) for side in (self.needs, self.offers) for profile in side.values()],
            [sorted(self.over), sorted(self.out.items()), sorted(self.load.items())],
            [ANALYSIS_VERSION, self.today, vars(self.policy), vars(self.policy.weights), self.words.version],
        ]
        text = json.dumps(whole, default=_plainly, sort_keys=True, separators=(",", ":"))
        return blake2b(text.encode(), digest_size=16).hexdigest()


def _plainly(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else vars(value)


def gather(neighbourhood: Neighbourhood, need: Need | None = None, words: Thesaurus | None = None) -> Gathered:
    """All open needs of a neighbourhood with all that is offered there; or one need, as long as it is searched for.

    `words`: read by another thesaurus than the wijk's own, to see what it would change. Nothing is stored.
    """
    words = words or current.of(neighbourhood)
    rows, standing = _needs(neighbourhood, need), _standing(neighbourhood)
    offers = list(standing.order_by("pk").values_list(*COLUMNS, named=True))
    features = _read_now(offers, words)
    today, beside = neighbourhood.today(), buurten_beside()
    askers = {row.asker_id for row in rows}
    absent, spoken, apart = people.absent(askers, standing), people.spoken(neighbourhood), people.apart(askers)
    return Gathered(
        needs={row.pk: _of_need(row, today, beside, absent, apart, words) for row in rows},
        offers={row.pk: _of_offer(row, features[row.pk], beside, absent, spoken) for row in offers},
        rows={row.pk: row for row in rows},
        over=_over(rows),
        out=Counter(_proposals().live().filter(need__in=rows).values_list("need", flat=True)),
        load=_load(offers, standing),
        today=today,
        policy=Policy.of(neighbourhood),
        words=words,
    )


def _read_now(offers: list[Any], words: Thesaurus) -> dict[int, Features]:
    """As stored; what another thesaurus read is read again, with its text fetched for that alone."""
    old = [offer.pk for offer in offers if not is_current(offer.features, words)]
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).in_bulk(old)
    again = {number: reading_of_offers.features_by(row, words) for number, row in rows.items()}
    return {offer.pk: again.get(offer.pk) or Features.from_json(offer.features) for offer in offers}


def _needs(neighbourhood: Neighbourhood, need: Need | None) -> list[Need]:
    rows = Need.objects.within(neighbourhood, reason=REASON).matchable()
    if need is not None:
        rows = rows.filter(pk=need.pk)
    return list(rows.select_related("theme", "buurt").defer("text").order_by("pk"))


COLUMNS = """pk person_id organisation_id kinds features day_parts buurt_id reach until theme__code buurt__code
    places held asks asked asked_since""".split()


def _standing(neighbourhood: Neighbourhood) -> Any:
    """Read as named tuples: building a model for each of 900 offers takes three times as long."""
    also = Offer.also_serves.through.objects.filter(neighbourhood=neighbourhood).values("offer")
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).standing()
    return rows.filter(Q(neighbourhood=neighbourhood) | Q(pk__in=also))


def _proposals() -> Any:
    return Proposal.objects.within(EVERYWHERE, reason=REASON)


def _over(needs: list[Need]) -> Pairs:
    """Pairs that are out, that ended in a no, or that the coordinator set aside: they are not proposed again."""
    ended = _proposals().filter(need__in=needs).exclude(offer=None)
    aside = Match.objects.within(EVERYWHERE, reason=REASON).filter(need__in=needs).exclude(set_aside_at=None)
    return frozenset({*ended.values_list("need", "offer"), *aside.order_by().values_list("need", "offer")})


def buurten_beside() -> dict[int, frozenset[str]]:
    """Codes of the buurten beside each buurt, of all of them: a municipality has a few dozen."""
    found = defaultdict(set)
    pairs = Buurt.adjoining.through.objects.values_list("from_buurt", "to_buurt__code")
    for buurt, code in pairs:
        found[buurt].add(code)
    return {buurt: frozenset(codes) for buurt, codes in found.items()}


def _load(offers: list[Any], standing: Any) -> dict[int, int]:
    """What is out now, and what was said yes to in the last thirty days and is over: the willing few are spared.

    Somebody with three offers is one person: each of the three counts what they do altogether.
    """
    said = Q(answers__side="helper", answers__yes=True, answers__at__gte=timezone.now() - BUSY)
    over = _proposals().filter(
        said, offer__in=standing.values("pk"), status__in=(Proposal.Status.DONE, Proposal.Status.FAILED)
    )
    each = Counter(over.values_list("offer", flat=True))
    each.update({offer.pk: offer.held for offer in offers})
    people: Counter[int] = Counter()
    for offer in offers:
        if offer.person_id is not None:
            people[offer.person_id] += each[offer.pk]
    return {offer.pk: people[offer.person_id] if offer.person_id else each[offer.pk] for offer in offers}


def _of_need(
    need: Need,
    today: date,
    beside: dict[int, frozenset[str]],
    absent: set[int],
    apart: dict[int, frozenset[int]],
    words: Thesaurus,
) -> Profile:
    features = reading.features_by(need, words)
    return Profile(
        side=Side.NEED,
        id=need.pk,
        features=features,
        kinds=frozenset([need.kind]),
        theme=_sure(need.theme.code if need.theme else "", features, chosen=need.theme_checked),
        buurt=need.buurt.code if need.buurt else "",
        adjoining=beside.get(need.buurt_id or 0, frozenset()),
        day_parts=wanted_parts(need),
        needed=frozenset([PRESENT]),
        met=frozenset() if need.asker_id in absent else frozenset([PRESENT]),
        trust_needed=need.risk if need.risk >= CAREFUL else 0,
        waiting_days=(today - timezone.localdate(need.registered_at)).days,
        urgency=URGENCY[Haste(need.haste)],
        person=need.asker_id,
        blocked=apart.get(need.asker_id, frozenset()),
        expires=need.expires_on,
    )


def _sure(theme: str, features: Features, *, chosen: bool = False) -> str:
    """Only a theme that a person stands for: two guesses that differ would lower the chance for nothing."""
    return theme if chosen or features.confirmed else ""


def wanted_parts(need: Need) -> frozenset[int]:
    if need.on_day is not None:
        return frozenset(need.on_day.weekday() * 3 + part for part in range(3))
    return frozenset(need.day_parts)


def _of_offer(
    offer: Any, features: Features, beside: dict[int, frozenset[str]], absent: set[int], spoken: set[int]
) -> Profile:
    known = offer.organisation_id is not None or offer.person_id in spoken
    return Profile(
        side=Side.OFFER,
        id=offer.pk,
        features=features,
        kinds=frozenset(offer.kinds),
        theme=_sure(offer.theme__code or "", features),
        buurt=offer.buurt__code or "",
        adjoining=beside.get(offer.buurt_id, frozenset()),
        reach=STEPS[Reach(offer.reach)],
        day_parts=frozenset(offer.day_parts),
        needed=frozenset([PRESENT]),
        met=frozenset() if offer.person_id in absent else frozenset([PRESENT]),
        trust=SPOKEN if known else UNSPOKEN,
        places=capacity.free(offer),
        person=offer.person_id,
        organisation=offer.organisation_id,
        expires=offer.until,
    )

"""At night: what is alike among the open needs of a neighbourhood, kept as ideas for the coordinator.

An idea that she has not asked about yet follows what is found tonight: who came is in, who went is out, and what fell
apart goes. From the moment that she asks, a bundle is left alone. Running it twice changes nothing.
"""

from collections import defaultdict

from django.db import connection, transaction
from django.db.models import Q

from needs import lifecycle
from needs.matching.bundling import Ask, Group, groups, strengths
from needs.matching.gathering import buurten_beside, wanted_parts
from needs.matching.people import apart as kept_apart
from needs.models import Bundle, BundledNeed, Need
from needs.models.need import CAREFUL
from needs.together.who import may_be_asked, shareable
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.analysis import CONFIRMED, Features

REASON = "open needs that are alike"
LOCK = 7_202  # a number of our own for the advisory lock; the second one is the neighbourhood


@transaction.atomic
def find(neighbourhood: Neighbourhood) -> int:
    """Returns how many ideas stand afterwards; 0 also when another run is under way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, neighbourhood.pk])
        if not cursor.fetchone()[0]:
            return 0
    needs = _free(neighbourhood)
    found = groups(_asks(needs))
    rows = Bundle.objects.within(neighbourhood, reason=REASON)
    standing = list(rows.filter(status=Bundle.Status.SUGGESTED).order_by("pk").select_for_update(of=("self",)))
    for group in found:
        bundle = _same(standing, group)
        if bundle is None:
            Bundle.objects.suggest(neighbourhood, group)
        else:
            standing.remove(bundle)
            bundle.follow(group)
    for bundle in standing:
        bundle.drop(by=None)
    return len(found)


def _same(standing: list[Bundle], group: Group) -> Bundle | None:
    """The idea about the same concept with which most needs are shared."""
    wanted = set(group.needs)
    shared = [(len(wanted & bundle.need_ids()), bundle) for bundle in standing if bundle.concept == group.concept]
    return max(((count, -bundle.pk, bundle) for count, bundle in shared if count), default=(0, 0, None))[2]


def _free(neighbourhood: Neighbourhood) -> list[Need]:
    """Locked by id, as in every verb. Nobody is out for them, and nobody asks them to do it together now."""
    asked = BundledNeed.objects.within(neighbourhood, reason=REASON).staying().exclude(bundle__status="suggested")
    rows = Need.objects.within(neighbourhood, reason=REASON).matchable().exclude(buurt=None)
    rows = rows.filter(status__in=(lifecycle.Status.NEW, lifecycle.Status.OPEN)).exclude(pk__in=asked.values("need"))
    needs = list(rows.select_related("theme", "buurt", "neighbourhood").defer("text").order_by("pk").locked())
    may = may_be_asked(needs)
    return [need for need in needs if need.pk in may]


def _asks(needs: list[Need]) -> list[Ask]:
    themes, beside, apart = shareable(), buurten_beside(), kept_apart({need.asker_id for need in needs})
    over = _over(needs)
    asks = []
    for need in needs:
        features = Features.from_json(need.features)
        strong = strengths(features.concepts, features.confirmed, whole=CONFIRMED)
        # A careful theme asks for an asker who was spoken to; `may_be_asked` knows that of the need's own theme only.
        mine = {
            code: value
            for code, value in strong.items()
            if code in themes and code not in over[need.pk] and (themes[code].risk < CAREFUL or need.risk >= CAREFUL)
        }
        asks.append(
            Ask(
                id=need.pk,
                person=need.asker_id,
                strengths=mine,
                buurt=need.buurt.code if need.buurt else "",
                adjoining=beside.get(need.buurt_id or 0, frozenset()),
                day_parts=wanted_parts(need),
                blocked=apart.get(need.asker_id, frozenset()),
            )
        )
    return asks


def _over(needs: list[Need]) -> dict[int, set[str]]:
    """By need, concepts about which nobody asks again: a no, no answer, or it did not fit in the coordinator's eyes."""
    rows = BundledNeed.objects.within(EVERYWHERE, reason=REASON).filter(need__in=needs)
    silent = Q(yes=None) & ~Q(asked_at=None) & ~Q(ended_at=None)
    rows = rows.filter(Q(yes=False) | silent | Q(bundle__status="dropped", bundle__by__isnull=False))
    found = defaultdict(set)
    for need, concept in rows.values_list("need", "bundle__concept"):
        found[need].add(concept)
    return found

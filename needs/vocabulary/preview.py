"""Trying other words on the open needs of a wijk, or of all, without storing anything."""

from needs.matching.gathering import gather
from needs.matching.relevance import Pool
from needs.matching.scoring import best, is_good
from needs.models import Need
from needs.vocabulary.effect import Effect, Reading, compare
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes import current
from wijk.themes.overlay import overlaid
from wijk.themes.thesaurus import Thesaurus

ENOUGH = 2_000  # texts read for one page, some 2 s
SMALLEST = 50  # what a wijk costs at least, in texts


def in_wijk(neighbourhood: Neighbourhood, after: Thesaurus) -> Effect:
    effect, _texts = _in_wijk(neighbourhood, after)
    return effect


def everywhere(after: Thesaurus) -> Effect:
    """All wijken, each with its own words on top; as many as a page can wait for, by name."""
    found, texts = Effect(), 0
    asking = Need.objects.within(EVERYWHERE, reason="where words can be tried").matchable().values("neighbourhood")
    for neighbourhood in Neighbourhood.objects.filter(pk__in=asking).order_by("name", "pk"):
        if texts >= ENOUGH:
            found.left_out += 1
            continue
        effect, more = _in_wijk(neighbourhood, overlaid(after, current.changes_of(neighbourhood)))
        found, texts = found + effect, texts + max(more, SMALLEST)
    return found


def _in_wijk(neighbourhood: Neighbourhood, after: Thesaurus) -> tuple[Effect, int]:
    before, texts = _read(neighbourhood, current.of(neighbourhood))
    return compare(before, _read(neighbourhood, after)[0]), texts


def _read(neighbourhood: Neighbourhood, words: Thesaurus) -> tuple[Reading, int]:
    gathered = gather(neighbourhood, words=words)
    needs, offers = list(gathered.needs.values()), list(gathered.offers.values())
    pool, today = Pool.of(offers, words), neighbourhood.today()
    first: dict[int, int | None] = {}
    for need in needs:
        found = best(need, pool, today=today, count=1)
        first[need.id] = found[0][0] if found and is_good(found[0][1]) else None
    return Reading(words, {need.id: need for need in needs}, first), len(needs) + len(offers)

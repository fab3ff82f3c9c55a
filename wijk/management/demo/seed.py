"""Fill an empty database with the three co-operatives, once."""

from random import Random

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, F, Q

from members.models import User
from needs.matching import engine
from needs.models import Need, Proposal
from offers.models import Offer
from wijk.journal import post
from wijk.management.demo import finished, locks, past, people, places, story, together, under_way
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

SEED = 1904
UNDER_WAY = 20  # needs of each wijk that are not finished yet


class Uneven(RuntimeError):
    """Held places are not the number of live proposals: (id, held, live) of each offer that is wrong."""


def is_seeded() -> bool:
    slugs = [place[0] for place in places.PLACES]
    return Neighbourhood.objects.filter(slug__in=slugs).count() == len(slugs)


@transaction.atomic
def seed() -> None:
    """Places, people, offers, needs. Nothing is mailed or called for what happened in the past."""
    with connection.cursor() as cursor:  # reading and matching take their time between two statements
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '15min'")
    call_command("load_cbs", verbosity=0)
    call_command("load_themes", verbosity=0)
    dice = Random(SEED)  # noqa: S311 -- the same demo every time
    offers, needs = story.lines("offers"), story.lines("needs")
    wijken = places.make()
    for number, wijk in enumerate(wijken):
        cast = people.make(wijk, number, dice)
        story.offers(cast, offers[number :: len(wijken)])
        rows = needs[number :: len(wijken)]
        _needs(cast, [story.need(cast, row) for row in dice.sample(rows, len(rows))])
        if number == 0:
            together.begin(cast)
    User.objects.create_superuser("techniek@wijk.example", None, name="Technisch beheer")
    locks.give()
    while post.run_due():
        pass
    for wijk in wijken:
        engine.rematch(wijk)
    if wrong := uneven():
        raise Uneven(wrong)


def _needs(cast: people.Cast, entered: list[Need]) -> None:
    engine.rematch(cast.wijk)
    for need in entered[UNDER_WAY:]:
        finished.finish(need, cast)
    past.nobody_reacts(cast.wijk)
    under_way.begin(entered[:UNDER_WAY], cast)


def uneven() -> list[tuple[int, int, int]]:
    """Offers whose counter of held places is not what it counts: (id, held, live proposals)."""
    live = Count("proposals", filter=Q(proposals__status__in=Proposal.LIVE))
    rows = Offer.objects.within(EVERYWHERE, reason="an audit of capacity").annotate(live=live)
    return list(rows.exclude(held=F("live")).values_list("pk", "held", "live"))

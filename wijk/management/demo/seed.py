"""Fill an empty database with the three co-operatives, once."""

from random import Random

from django.core.management import call_command
from django.db import transaction

from members.models import User
from offers.models import Offer
from wijk.journal.models import Errand
from wijk.management.demo import people, places, story
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

SEED = 1904


def is_seeded() -> bool:
    return Neighbourhood.objects.filter(slug=places.PLACES[0][0]).exists()


@transaction.atomic
def seed() -> None:
    """Places, people, offers, needs; and nothing is mailed or rung for what happened in the past."""
    call_command("load_cbs", verbosity=0)
    call_command("load_themes", verbosity=0)
    dice = Random(SEED)  # noqa: S311 -- the same demo every time
    wijken = places.make()
    offers, needs = story.lines("offers"), story.lines("needs")
    for number, wijk in enumerate(wijken):
        cast = people.make(wijk, number, dice)
        story.offers(wijk, cast, offers[number :: len(wijken)], dice)
        story.needs(wijk, cast, needs[number :: len(wijken)], dice)
    User.objects.create_superuser("techniek@wijk.example", None, name="Technisch beheer")
    Errand.objects.filter(done_at=None).delete()
    wrong = uneven()
    if wrong:
        raise RuntimeError(f"held is not the number of live proposals: {wrong}")


def uneven() -> list[tuple[int, int, int]]:
    """Offers (id, held, live proposals) whose counter is not what it counts."""
    rows = Offer.objects.within(EVERYWHERE, reason="an audit of capacity")
    live = [(offer.pk, offer.held, offer.proposals.live().count()) for offer in rows]
    return [row for row in live if row[1] != row[2]]

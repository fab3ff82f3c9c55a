"""What people ask and offer in the demo, and how it is entered: through the product's own verbs."""

import json
from pathlib import Path
from typing import Any

from members.models import User
from needs.haste import Haste
from needs.models import Need
from offers.models import Offer, Reach, Rhythm
from wijk.management.demo.past import days_ago
from wijk.management.demo.people import Cast
from wijk.places.channels import Channel
from wijk.places.dayparts import MOMENTS, day_parts
from wijk.places.scopes import EVERYWHERE

DATA = Path(__file__).parent / "data"
REASON = "the demo tells a story"
ON_BOARD = ("goods", "space", "together", "join")  # what people pin on a board; who needs care rather does not
RARELY = 12  # one offer in so many is paused, and one has ended


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def offers(cast: Cast, rows: list[dict[str, Any]]) -> None:
    """`organisation` in a row is the kind of organisation that gives it; empty is a neighbour."""
    givers = iter(cast.dice.sample(cast.residents, sum(not row["organisation"] for row in rows)))
    for number, row in enumerate(rows):
        kind = row["organisation"]
        offer = _offer(cast, row, cast.workers[kind] if kind else next(givers))
        if number % RARELY == 5:
            offer.pause(by=cast.coordinator)
        elif number % RARELY == 11:
            offer.end(by=cast.coordinator)


def _offer(cast: Cast, row: dict[str, Any], by: User) -> Offer:
    dice, kind = cast.dice, row["organisation"]
    home = None if kind else by.memberships.get()
    offer: Offer = Offer.objects.register(
        by=by,
        neighbourhood=cast.wijk,
        person=None if kind else by,
        organisation=cast.organisations[kind] if kind else None,
        kinds=[row["kind"]],
        title=row["title"],
        text=row["text"],
        buurt=home.buurt if home else None,
        reach=dice.choice([Reach.WIJK, Reach.WIJK, Reach.ADJOINING]),
        rhythm=dice.choice([Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.ANYTIME]),
        places=4 if kind else 1,
        day_parts=_moments(cast),
    )
    Offer.objects.within(EVERYWHERE, reason=REASON).filter(pk=offer.pk).update(
        registered_at=days_ago(dice.randint(3, 150))
    )
    if home and dice.random() < 0.7:
        home.meet(by=cast.coordinator)
    return offer


def _moments(cast: Cast) -> list[int]:
    return day_parts(cast.dice.sample([code for code, _words in MOMENTS], cast.dice.choice([0, 1, 2])))


def need(cast: Cast, row: dict[str, Any]) -> Need:
    """By the asker on the site, or by telephone, at the desk, on paper; now and then by a referrer."""
    dice, asker = cast.dice, cast.dice.choice(cast.residents)
    channel = dice.choice([Channel.WEB] * 5 + [Channel.PHONE] * 3 + [Channel.DESK, Channel.PAPER])
    by = {Channel.WEB: asker, Channel.DESK: cast.desk}.get(channel, cast.coordinator)
    referred, private = dice.random() < 0.05, dice.random() < 0.04
    entered: Need = Need.objects.register(
        by=cast.referrer if referred else by,
        neighbourhood=cast.wijk,
        asker=asker,
        referrer=cast.organisations["zorg"] if referred else None,
        channel=channel,
        kind=row["kind"],
        title=row["title"],
        text=row["text"],
        buurt=asker.memberships.get().buurt,
        haste=dice.choice([Haste.CALM] * 5 + [Haste.WEEK] * 4 + [Haste.TODAY]),
        day_parts=_moments(cast),
        private=private,
        on_board=not private and row["kind"] in ON_BOARD and dice.random() < 0.7,
    )
    return entered

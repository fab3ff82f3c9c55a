"""Offers, needs, and how far each need is: through the product's own verbs, then put back in time."""

import json
from datetime import timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from members.models import Organisation
from needs.lifecycle import Status
from needs.matching import engine
from needs.models import Contact, FollowUp, Match, Need, Outcome, Proposal
from needs.models.need import Haste, Road
from needs.proposing import Refused
from offers.models import Offer, Reach, Rhythm
from wijk.management.demo.people import Cast
from wijk.places.channels import Channel
from wijk.places.dayparts import MOMENTS, day_parts
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

DATA = Path(__file__).parent / "data"
REASON = "the demo tells a story"
OPEN = 24  # needs of each wijk that are not finished yet


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def offers(wijk: Neighbourhood, cast: Cast, rows: list[dict], dice: Random) -> None:
    organisations = list(Organisation.objects.filter(name__endswith=f" {wijk.name}").order_by("pk"))
    givers = dice.sample(cast.residents, min(len(rows), len(cast.residents)))
    for number, row in enumerate(rows):
        person = None if row["organisation"] else givers[number % len(givers)]
        offer = Offer.objects.register(
            by=person,
            neighbourhood=wijk,
            person=person,
            organisation=dice.choice(organisations) if person is None else None,
            kinds=[row["kind"]],
            title=row["title"],
            text=row["text"],
            buurt=person.memberships.get().buurt if person else None,
            reach=dice.choice([Reach.WIJK, Reach.WIJK, Reach.ADJOINING]),
            rhythm=dice.choice([Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.ANYTIME]),
            places=1 if person else 4,
            day_parts=day_parts(dice.sample([code for code, _words in MOMENTS], dice.choice([0, 1, 2]))),
        )
        _back(Offer, offer.pk, dice.randint(3, 150), "registered_at")
        if person is not None and number % 3:
            person.memberships.get().meet(by=cast.coordinator)


def needs(wijk: Neighbourhood, cast: Cast, rows: list[dict], dice: Random) -> None:
    rows = dice.sample(rows, len(rows))
    for row in rows:
        asker = dice.choice(cast.residents)
        phoned = dice.random() < 0.4
        need = Need.objects.register(
            by=cast.coordinator if phoned else asker,
            neighbourhood=wijk,
            asker=asker,
            channel=dice.choice([Channel.PHONE, Channel.DESK, Channel.PAPER]) if phoned else Channel.WEB,
            kind=row["kind"],
            title=row["title"],
            text=row["text"],
            buurt=asker.memberships.get().buurt,
            haste=dice.choice([Haste.CALM, Haste.CALM, Haste.WEEK, Haste.WEEK, Haste.TODAY]),
            private=dice.random() < 0.05,
        )
        _back(Need, need.pk, dice.randint(0, 20), "registered_at", "status_since")
    engine.rematch(wijk)
    found = list(Need.objects.within(wijk, reason=REASON).order_by("pk").select_related("asker", "neighbourhood"))
    for number, need in enumerate(found[OPEN:]):
        _finish(need, cast, dice, number)
    for number, need in enumerate(found[:OPEN]):
        _begin(need, cast, number)
    engine.rematch(wijk)


def _propose(need: Need, cast: Cast) -> Proposal | None:
    """The best match that may be proposed; None when there is none."""
    matches = Match.objects.within(need.neighbourhood, reason=REASON).filter(need=need).select_related("offer__person")
    for match in matches.order_by("rank"):
        try:
            return Proposal.objects.make(need, by=cast.coordinator, source="engine", offer=match.offer, match=match)
        except Refused:
            continue
    return None


def _agree(proposal: Proposal, cast: Cast) -> None:
    for side in ("helper", "asker"):
        proposal.reply(side, True, by=cast.coordinator, how="spoken")
    proposal.refresh_from_db()


def _begin(need: Need, cast: Cast, number: int) -> None:
    """Needs under way: new, called, proposed, half answered, agreed, in aftercare, paused."""
    step = number % 8
    if step == 0 or need.road == Road.DANGER:
        return
    Contact.objects.log("spoken" if step != 1 else "voicemail", by=cast.coordinator, need=need)
    if step == 2:
        need.move(Status.PAUSED, by=cast.coordinator)
    proposal = _propose(need, cast) if step >= 3 else None
    if proposal is None:
        return
    if step == 4:
        proposal.reply("helper", True, by=cast.coordinator, how="spoken")
    if step >= 5:
        _agree(proposal, cast)
    if step >= 6:
        for followup in FollowUp.objects.within(need.neighbourhood, reason=REASON).filter(proposal=proposal):
            followup.ask()
    if step == 7:
        _reply(proposal, "no", cast)


def _reply(proposal: Proposal, answer: str, cast: Cast) -> None:
    row = FollowUp.objects.within(EVERYWHERE, reason=REASON).get(proposal=proposal, side="asker")
    row.reply(answer, by=cast.coordinator, how="spoken")


def _finish(need: Need, cast: Cast, dice: Random, number: int) -> None:
    """Needs of the past months: most solved by a neighbour, some otherwise, some not at all."""
    proposal = _propose(need, cast) if dice.random() < 0.7 else None
    if proposal is not None:
        _agree(proposal, cast)
        _reply(proposal, "yes", cast)
    else:
        kinds = ["self", "arranged", "organisation", "nobody", "not_needed", "no_fit"]
        Outcome.objects.close(need, kinds[number % len(kinds)], by=cast.coordinator)
    days = dice.randint(20, 250)
    _back(Need, need.pk, days, "registered_at", "status_since")
    Outcome.objects.within(EVERYWHERE, reason=REASON).filter(need=need).update(
        at=timezone.now() - timedelta(days=days - 6)
    )
    Proposal.objects.within(EVERYWHERE, reason=REASON).filter(need=need).update(
        made_at=timezone.now() - timedelta(days=days - 2), ended_at=timezone.now() - timedelta(days=days - 6)
    )


def _back(model: type, pk: int, days: int, *columns: str) -> None:
    moment = timezone.now() - timedelta(days=days, hours=pk % 9)
    model.objects.within(EVERYWHERE, reason=REASON).filter(pk=pk).update(**dict.fromkeys(columns, moment))  # type: ignore[attr-defined]

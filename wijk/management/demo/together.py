"""Needs that are alike, in the first wijk: some are asked whether it may be done together, some became an activity."""

from members.models import Membership, Role, User
from needs.models import Bundle, Need
from needs.together import finding, making
from wijk.management.demo.past import put_back
from wijk.management.demo.people import Cast
from wijk.places.channels import Channel
from wijk.places.dayparts import MORNING, day_parts
from wijk.places.models import Buurt

REASON = "the demo tells a story"
WALKS = (
    ("Wie gaat er mee wandelen?", "Alleen wandelen is zo stil. Een rondje langs de plas is genoeg."),
    ("Wandelmaatje gezocht", "Ik loop langzaam, maar ik loop. Een uurtje wandelen met iemand lijkt mij fijn."),
    ("Samen een rondje wandelen", "Sinds mijn pensioen zit ik te veel. Wie wandelt er met mij mee?"),
)
KNITS = (
    ("Wie wil samen breien?", "Thuis breien is stil. Met koffie erbij is het gezellig."),
    ("Haken leren", "Ik wil leren haken voor mijn kleinkind. Samen handwerken lijkt mij leuk."),
    ("Breiclubje gezocht", "Ik brei al veertig jaar en zou graag met anderen breien."),
    ("Hulp met een trui breien", "Ik ben begonnen met breien en loop vast. Wie breit er mee?"),
)


def begin(cast: Cast) -> None:
    buurt, people = _neighbours(cast)
    for concept, lines in (("wandelen", WALKS), ("handwerken", KNITS)):
        needs = [_ask(cast, people.pop(), buurt, title, text) for title, text in lines]
        finding.find(cast.wijk)
        bundle = Bundle.objects.within(cast.wijk, reason=REASON).open().get(bundled__need=needs[0])
        bundle.ask(by=cast.coordinator)
        rows = bundle.staying()
        for row in rows if concept == "wandelen" else rows[:2]:
            row.reply(True, by=cast.coordinator, how="spoken")
        if concept == "wandelen":
            _activity(cast, bundle, buurt)


def _neighbours(cast: Cast) -> tuple[Buurt, list[User]]:
    """Those of the buurt where most people of the demo live."""
    rows = Membership.objects.filter(user__in=cast.residents, role=Role.RESIDENT).select_related("user", "buurt")
    homes: dict[Buurt, list[User]] = {}
    for row in rows.order_by("pk"):
        if row.buurt is not None:
            homes.setdefault(row.buurt, []).append(row.user)
    return max(homes.items(), key=lambda home: (len(home[1]), home[0].code))


def _ask(cast: Cast, asker: User, buurt: Buurt, title: str, text: str) -> Need:
    need: Need = Need.objects.register(
        by=cast.coordinator,
        neighbourhood=cast.wijk,
        asker=asker,
        channel=Channel.PHONE,
        kind="together",
        title=title,
        text=text,
        buurt=buurt,
        day_parts=day_parts([MORNING]),
    )
    put_back(need, days=0, waited=5)
    return need


def _activity(cast: Cast, bundle: Bundle, buurt: Buurt) -> None:
    making.make(
        bundle,
        by=cast.coordinator,
        leads=True,
        title="Samen een rondje wandelen",
        text="Een uurtje in rustig tempo. Daarna is er koffie.\n\nElke dinsdag om 10.00 uur bij het buurthuis.",
        day_parts=day_parts([MORNING]),
        buurt=buurt,
        places=8,
        organisation=cast.organisations["welzijn"],
    )

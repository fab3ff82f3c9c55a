"""A few hundred invented people. Names of many origins, numbers that nobody has, addresses that end in .example."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from members.models import Employment, Membership, Organisation, Posting, Role, User
from wijk.management.demo.names import FIRST, LAST
from wijk.management.demo.places import organisations
from wijk.places.models import Buurt, Figures, Neighbourhood

RESIDENTS = 100  # in each wijk
WITHOUT_MAIL = 3  # one in so many
LIVED_IN = 500  # inhabitants; nobody in the demo lives on an industrial estate


@dataclass
class Cast:
    """Who is who in one wijk."""

    wijk: Neighbourhood
    number: int  # keeps telephone numbers of the wijken apart
    dice: Random
    organisations: dict[str, Organisation]
    residents: list[User] = field(default_factory=list)
    workers: dict[str, User] = field(default_factory=dict)  # kind of organisation → who answers there
    count: int = 0

    coordinator: User = field(init=False)
    desk: User = field(init=False)
    referrer: User = field(init=False)

    def person(self, name: str, mail: str = "", role: str = "", **about: Any) -> User:
        self.count += 1
        email = f"{mail}@{self.wijk.slug}.example" if mail else ""
        phone = f"06000{self.number}{self.count:04}"
        somebody: User = User.objects.enter(name=name, by=None, phone=phone, email=email)
        if role:
            Membership.objects.create(user=somebody, neighbourhood=self.wijk, role=role, **about)
        return somebody

    def anybody(self) -> str:
        return f"{self.dice.choice(FIRST)} {self.dice.choice(LAST)}"


def make(wijk: Neighbourhood, number: int, dice: Random) -> Cast:
    cast = Cast(wijk, number, dice, organisations(wijk))
    _roles(cast)
    _workers(cast)
    staff = cast.person("Fenna Terpstra", "beheer")
    staff.is_staff = True
    staff.save()
    Posting.objects.create(user=staff, municipality=wijk.municipality)
    buurten = _lived_in(wijk)
    for _resident in range(RESIDENTS):
        mail = "" if cast.count % WITHOUT_MAIL == 0 else f"buur{len(cast.residents) + 1}"
        cast.residents.append(cast.person(cast.anybody(), mail, Role.RESIDENT, buurt=dice.choice(buurten)))
    return cast


def _roles(cast: Cast) -> None:
    welzijn = cast.organisations["welzijn"]
    cast.coordinator = cast.person("Samira Haddou", "samira", Role.COORDINATOR)
    cast.person("Jeroen Vos", "jeroen", Role.COORDINATOR, employer=welzijn, stands_in=True)
    for name, mail in (("Ineke Brand", "ineke"), ("Omar Yilmaz", "omar"), ("Truus Hoekman", "truus")):
        cast.person(name, mail, Role.BOARD)
    cast.desk = cast.person("Kees Blom", "kees", Role.DESK)
    cast.referrer = cast.person("Nadia Peeters", "nadia", Role.REFERRER, employer=cast.organisations["zorg"])


def _workers(cast: Cast) -> None:
    for kind, organisation in cast.organisations.items():
        cast.workers[kind] = cast.person(cast.anybody(), kind)
        Employment.objects.create(user=cast.workers[kind], organisation=organisation)
        if kind in ("gemeente", "welzijn", "zorg"):
            colleague = cast.person(cast.anybody(), f"{kind}2")
            Employment.objects.create(user=colleague, organisation=organisation, task=Employment.Task.VOLUNTEERS)


def _lived_in(wijk: Neighbourhood) -> list[Buurt]:
    codes = Figures.objects.filter(inhabitants__gte=LIVED_IN).values("code")
    return list(wijk.buurten.filter(code__in=codes).order_by("code"))

"""A few hundred invented people. Names of many origins, numbers that nobody has, addresses that end in .example."""

from dataclasses import dataclass, field
from random import Random

from members.models import Employment, Membership, Organisation, Posting, Role, User
from wijk.places.models import Neighbourhood

FIRST = (
    "Aicha Anneke Aziz Bea Bilal Carla Cees Chantal Dewi Dirk Elif Emma Fatma Femke Gerda Hamid Hanna Hendrik Ilse"
    " Imane Jan Joop Karim Kim Latifa Leo Loes Maria Mehmet Mieke Mo Nadia Nel Omar Petra Piet Rachid Ria Rob Sanne"
    " Sara Sita Stefan Tineke Tomasz Truus Ursula Wim Yusuf Zainab"
).split()
LAST = (
    "Aksoy Bakker Blom Boukhari Brand Chen Demir Dijkstra El-Amrani Groen Haddou Hoekman Jansen Kaya Kooistra Kowalska"
    " Lim Mulder Nguyen Oosterom Peeters Ramdin Schut Smit Tekle Terpstra Visser Vos Wilk Yilmaz"
).split()
RESIDENTS = 100  # in each wijk
WITHOUT_MAIL = 3  # one in so many


@dataclass
class Cast:
    """Who is who in one wijk."""

    coordinator: User
    second: User
    board: User
    desk: User
    residents: list[User] = field(default_factory=list)
    workers: list[User] = field(default_factory=list)


def make(wijk: Neighbourhood, number: int, dice: Random) -> Cast:
    """`number` keeps telephone numbers of the three wijken apart."""
    count = 0

    def person(name: str, mail: str = "", role: str = Role.RESIDENT, **about: object) -> User:
        nonlocal count
        count += 1
        phone = f"06000{number}{count:04}"
        email = f"{mail}@{wijk.slug}.example" if mail else ""
        somebody = User.objects.enter(name=name, by=None, phone=phone, email=email)
        Membership.objects.create(user=somebody, neighbourhood=wijk, role=role, **about)
        return somebody

    welzijn = Organisation.objects.get(name=f"Welzijn {wijk.name}")
    cast = Cast(
        coordinator=person("Samira El Amrani", "samira", Role.COORDINATOR),
        second=person("Jeroen Vos", "jeroen", Role.COORDINATOR, employer=welzijn, stands_in=True),
        board=person("Ineke Brand", "ineke", Role.BOARD),
        desk=person("Kees Blom", "kees", Role.DESK),
    )
    for organisation in Organisation.objects.filter(name__endswith=f" {wijk.name}").order_by("pk"):
        first = organisation.name.split()[0].lower()
        worker = User.objects.enter(name=f"Marit van {first}", by=None, email=f"marit.{first}@{wijk.slug}.example")
        Employment.objects.create(user=worker, organisation=organisation)
        cast.workers.append(worker)
    buurten = list(wijk.buurten.order_by("code"))
    for _resident in range(RESIDENTS):
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        mail = "" if count % WITHOUT_MAIL == 0 else f"buur{count}"
        cast.residents.append(person(name, mail, buurt=dice.choice(buurten)))
    staff = User.objects.enter(
        name=f"Fenna van de gemeente {wijk.name}", by=None, email=f"gemeente@{wijk.slug}.example"
    )
    staff.is_staff = True
    staff.save()
    Posting.objects.create(user=staff, municipality=wijk.municipality)
    return cast

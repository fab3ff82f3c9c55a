"""The cast: Amina asks, Bram helps, Coby coordinates, Dirk works for a partner, Els lives in another wijk.

Maarssenbroek has two buurten that adjoin, and the desk is open on Monday, Tuesday and Thursday from 9 to 12.
"""

from datetime import time
from typing import Any

import pytest

from members.models import Employment, Membership, Organisation, OrganisationKind, Role, User
from wijk.places.models import Buurt, District, Municipality, Neighbourhood, OpeningHours
from wijk.themes.models import Theme

__all__ = [
    "amina",
    "bram",
    "buurt",
    "coby",
    "dirk",
    "els",
    "gemeente",
    "next_buurt",
    "other_wijk",
    "theme",
    "welzijn",
    "wijk",
]


@pytest.fixture
def gemeente(db: None) -> Municipality:
    return Municipality.objects.create(code="GM1904", name="Stichtse Vecht", province="Utrecht")


@pytest.fixture
def buurt(gemeente: Municipality) -> Buurt:
    district = District.objects.create(code="WK190412", name="Wijk 12 Maarssenbroek", municipality=gemeente)
    return Buurt.objects.create(code="BU19041210", name="Zebraspoor", district=district)


@pytest.fixture
def next_buurt(buurt: Buurt) -> Buurt:
    other = Buurt.objects.create(code="BU19041211", name="Antilopespoor", district=buurt.district)
    other.adjoining.add(buurt)
    return other


@pytest.fixture
def wijk(gemeente: Municipality, buurt: Buurt, next_buurt: Buurt) -> Neighbourhood:
    neighbourhood = Neighbourhood.objects.create(
        slug="zebraspoor", name="Maarssenbroek", municipality=gemeente, phone="0300000000"
    )
    neighbourhood.buurten.add(buurt, next_buurt)
    for weekday in (0, 1, 3):
        OpeningHours.objects.create(neighbourhood=neighbourhood, weekday=weekday, opens=time(9), closes=time(12))
    return neighbourhood


@pytest.fixture
def other_wijk(db: None) -> Neighbourhood:
    gemeente = Municipality.objects.create(code="GM0518", name="'s-Gravenhage", province="Zuid-Holland")
    return Neighbourhood.objects.create(slug="moerwijk", name="Moerwijk", municipality=gemeente)


def person(name: str, wijk: Neighbourhood, role: str = Role.RESIDENT, **fields: Any) -> User:
    somebody = User.objects.enter(name=name, by=None, **fields)
    Membership.objects.create(user=somebody, neighbourhood=wijk, role=role)
    return somebody


@pytest.fixture
def amina(wijk: Neighbourhood) -> User:
    """Asks. Has a telephone and no e-mail."""
    return person("Amina", wijk, phone="0600000001")


@pytest.fixture
def bram(wijk: Neighbourhood) -> User:
    """Helps. Has both."""
    return person("Bram", wijk, phone="0600000002", email="bram@voorbeeld.example")


@pytest.fixture
def coby(wijk: Neighbourhood) -> User:
    """Coordinates."""
    return person("Coby", wijk, Role.COORDINATOR, phone="0600000003", email="coby@voorbeeld.example")


@pytest.fixture
def welzijn(gemeente: Municipality) -> Organisation:
    kind = OrganisationKind.objects.create(code="welzijn", label="Welzijn")
    return Organisation.objects.create(name="Welzijn Vechtstreek", kind=kind, municipality=gemeente)


@pytest.fixture
def dirk(welzijn: Organisation) -> User:
    """Works for a partner."""
    somebody = User.objects.enter(name="Dirk", by=None, email="dirk@voorbeeld.example")
    Employment.objects.create(user=somebody, organisation=welzijn)
    return somebody


@pytest.fixture
def els(other_wijk: Neighbourhood) -> User:
    """Lives in another wijk and must see nothing of this one."""
    return person("Els", other_wijk, phone="0600000005", email="els@voorbeeld.example")


@pytest.fixture
def theme(db: None) -> Theme:
    """A subject without risk: whoever helps need not be met first."""
    return Theme.objects.create(code="A6", label="Iets lenen of krijgen", area="A", risk=0, together=True)

"""Maarssenbroek with its people, committed, so that the running site sees them."""

import time
from datetime import time as clock
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from members.models import Membership, Role, User
from members.signing.limits import SEEN, SINCE
from offers.models import Offer
from tests.proved import prove
from wijk.places.models import Buurt, District, Municipality, Neighbourhood, OpeningHours
from wijk.themes.models import Theme


@pytest.fixture
def wijk(race: None) -> Neighbourhood:
    gemeente = Municipality.objects.create(code="GM1904", name="Stichtse Vecht")
    district = District.objects.create(code="WK190412", name="Maarssenbroek", municipality=gemeente)
    place = Neighbourhood.objects.create(
        slug="zebraspoor",
        name="Maarssenbroek",
        municipality=gemeente,
        phone="0300000000",
        visiting="Buurthuis Het Nest\nElke ochtend koffie",
    )
    for number, name in enumerate(("Zebraspoor", "Antilopespoor", "Bisonspoor")):
        place.buurten.add(Buurt.objects.create(code=f"BU1904121{number}", name=name, district=district))
    for weekday in range(5):
        OpeningHours.objects.create(neighbourhood=place, weekday=weekday, opens=clock(9), closes=clock(17))
    Theme.objects.create(code="F1", label="Rit naar afspraak", area="F", risk=2, together=True)
    return place


def person(name: str, wijk: Neighbourhood, role: str = Role.RESIDENT, **fields: Any) -> User:
    somebody = User.objects.enter(name=name, by=None, **fields)
    Membership.objects.create(user=somebody, neighbourhood=wijk, role=role)
    return somebody


@pytest.fixture
def coby(wijk: Neighbourhood) -> User:
    return person("Coby", wijk, Role.COORDINATOR, email="coby@voorbeeld.example", phone="0600000003")


@pytest.fixture
def bram(wijk: Neighbourhood) -> User:
    helper = person("Bram", wijk, email="bram@voorbeeld.example", phone="0600000002")
    Offer.objects.register(
        by=helper,
        neighbourhood=wijk,
        person=helper,
        kinds=["help"],
        title="Ik rijd u naar het ziekenhuis",
        text="Met mijn auto, ook naar de dokter of de oogarts.",
        rhythm="weekly",
    )
    return helper


def cookies(person: User, url: str) -> list[dict[str, str]]:
    """A session of somebody who is logged in, for pages that are only looked at."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SINCE] = session[SEEN] = time.time()
    prove(session, person)
    return [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": url}]

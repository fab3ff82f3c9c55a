"""A vrijwilligerscoördinator keeps what the organisation offers, within its seats; nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse

from coalitions.models import Coalition, Seat
from members.models import Employment, Organisation, User
from offers import capacity
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
DATA = {
    "kinds": ["help"],
    "title": "Maatjes",
    "text": "Wij komen langs.",
    "rhythm": "anytime",
    "reach": "wijk",
    "places": "3",
}


@pytest.fixture
def keeper(client: Client, wijk: Neighbourhood, welzijn: Organisation, dirk: User) -> Client:
    Employment.objects.filter(user=dirk).update(task=Employment.Task.VOLUNTEERS)
    row = Seat(coalition=Coalition.objects.create(neighbourhood=wijk), organisation=welzijn)
    row.save()
    client.force_login(dirk)
    return client


def the_offer() -> Offer:
    return Offer.objects.within(EVERYWHERE, reason="test").get()


def test_an_offer_with_places_for_the_organisation(keeper: Client, wijk: Neighbourhood, welzijn: Organisation) -> None:
    assert keeper.post(reverse("partner:offer_new", args=[wijk.slug]), DATA).status_code == 302
    offer = the_offer()
    assert (offer.organisation, offer.person, offer.places, offer.neighbourhood) == (welzijn, None, 3, wijk)
    assert "0 van 3 plaatsen" in keeper.get(reverse("partner:offers")).content.decode()


@pytest.mark.unaudited  # held, without a proposal
def test_never_fewer_places_than_are_held(keeper: Client, wijk: Neighbourhood) -> None:
    keeper.post(reverse("partner:offer_new", args=[wijk.slug]), DATA | {"places": "2"})
    offer = the_offer()
    assert capacity.hold(offer.pk) and capacity.hold(offer.pk)
    address = reverse("partner:offer_change", args=[offer.pk])
    keeper.post(address, {"verb": "fewer"})
    assert the_offer().places == 2
    keeper.post(address, {"verb": "more"})
    assert the_offer().places == 3


def test_not_in_a_wijk_without_a_seat(keeper: Client, other_wijk: Neighbourhood) -> None:
    assert keeper.post(reverse("partner:offer_new", args=[other_wijk.slug]), DATA).status_code == 404


def test_a_worker_without_that_task_finds_nothing(client: Client, dirk: User, wijk: Neighbourhood) -> None:
    client.force_login(dirk)
    assert client.get(reverse("partner:offers")).status_code == 404


@pytest.mark.parametrize("places", ["", "0", "-1", "veel", "9" * 30])
def test_a_wrong_number_is_said_and_nothing_is_lost(keeper: Client, wijk: Neighbourhood, places: str) -> None:
    page = keeper.post(reverse("partner:offer_new", args=[wijk.slug]), DATA | {"places": places})
    assert page.status_code == 200 and "Typ een getal" in page.content.decode() and "Maatjes" in page.content.decode()

"""Bram says it otherwise, or calls; Coby enters what somebody offers at the telephone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Role, User
from offers import capacity
from offers.models import Offer
from tests.cast import person
from tests.needs.hostile import TEXTS
from tests.offers.test_bad_input import GOOD
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
PHONED = {**GOOD, "channel": "phone", "read_back": "on", "giver": ""}
SAID = {key: value for key, value in GOOD.items() if key not in ("name", "phone", "email")}


@pytest.fixture
def offer(wijk: Neighbourhood, bram: User) -> Offer:
    return Offer.objects.register(
        by=bram, neighbourhood=wijk, person=bram, kinds=["help"], title="Klussen", text="Kasten", rhythm="anytime"
    )


def rewrite(client: Client, wijk: Neighbourhood, offer: Offer, **typed: Any) -> Any:
    return client.post(reverse("offers:rewrite", args=[wijk.slug, offer.pk]), {**SAID, **typed})


@pytest.mark.parametrize("who", ["bram", "coby"])
def test_giver_and_coordinator_change_it(
    who: str, client: Client, wijk: Neighbourhood, offer: Offer, bram: User, coby: User
) -> None:
    client.force_login({"bram": bram, "coby": coby}[who])
    assert rewrite(client, wijk, offer).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.not_done, offer.rhythm, offer.asks) == ("Ik hang lampen op", "Tillen", "monthly", 2)


def test_nobody_else_changes_it(client: Client, wijk: Neighbourhood, offer: Offer, amina: User) -> None:
    client.force_login(amina)
    assert rewrite(client, wijk, offer).status_code == 404


def test_not_while_a_place_is_held(client: Client, wijk: Neighbourhood, offer: Offer, bram: User) -> None:
    assert capacity.hold(offer.pk)
    client.force_login(bram)
    page = rewrite(client, wijk, offer)
    assert "Iemand denkt nu na over dit aanbod." in page.content.decode()
    offer.refresh_from_db()
    assert offer.title == "Klussen"
    capacity.release(offer.pk)


def test_an_offer_at_the_telephone_of_somebody_new(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    page = client.post(reverse("offers:phone", args=[wijk.slug]), PHONED, follow=True)
    offer = Offer.objects.within(wijk, reason="test").get()
    assert (offer.person.name, offer.channel, offer.entered_by, offer.person.entered_by) == (
        "Tomasz",
        "phone",
        coby,
        coby,
    )
    assert "06-00000009" in page.content.decode()


def test_an_offer_at_the_telephone_of_somebody_known(
    client: Client, wijk: Neighbourhood, coby: User, bram: User
) -> None:
    client.force_login(coby)
    client.post(reverse("offers:phone", args=[wijk.slug]), {**PHONED, "giver": bram.pk, "name": "", "phone": ""})
    assert Offer.objects.within(wijk, reason="test").get().person == bram


def test_a_desk_volunteer_enters_and_sees_no_number(client: Client, wijk: Neighbourhood) -> None:
    client.force_login(person("Doortje", wijk, Role.DESK))
    page = client.post(reverse("offers:phone", args=[wijk.slug]), PHONED, follow=True)
    assert Offer.objects.within(wijk, reason="test").count() == 1
    assert "00000009" not in page.content.decode().replace("-", "").replace(" ", "")


def test_residents_do_not_find_the_telephone_page(client: Client, wijk: Neighbourhood, bram: User) -> None:
    client.force_login(bram)
    assert client.post(reverse("offers:phone", args=[wijk.slug]), PHONED).status_code == 404


@pytest.mark.parametrize("field", list(PHONED))
def test_whatever_is_typed(field: str, wijk: Neighbourhood, coby: User, els: User) -> None:
    web = Client(raise_request_exception=False)
    web.force_login(coby)
    for name, typed in {**TEXTS, "somebody from elsewhere": str(els.pk)}.items():
        page = web.post(reverse("offers:phone", args=[wijk.slug]), {**PHONED, field: typed})
        assert page.status_code in (200, 302), name
    assert not Offer.objects.within(EVERYWHERE, reason="test").filter(person=els).exists()


def test_the_coordinator_pauses_for_who_calls_and_finds_it_back(
    client: Client, wijk: Neighbourhood, offer: Offer, coby: User
) -> None:
    client.force_login(coby)
    assert "06-00000002" in client.get(offer.get_absolute_url()).content.decode()
    client.post(reverse("offers:change", args=[wijk.slug, offer.pk, "pauze"]))
    listed = reverse("offers:list", args=[wijk.slug])
    assert [card.title for card in client.get(listed).context["cards"]] == []
    assert [card.title for card in client.get(listed, {"rust": "1"}).context["cards"]] == ["Klussen"]
    client.logout()
    assert [card.title for card in client.get(listed, {"rust": "1"}).context["cards"]] == []

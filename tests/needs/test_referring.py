"""A referrer asks for a client and hears one word; a resident cannot."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Role, User
from needs.models import Need, Outcome
from tests.cast import person
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
DATA = {
    "channel": "phone",
    "kind": "help",
    "title": "Wie doet Zeepaardje?",
    "text": "Elke vrijdag Kanariegeel.",
    "haste": "week",
    "buurt": "unknown",
    "name": "Mevrouw Pimpelmees",
    "phone": "0600000008",
    "call_when": "any",
    "for_other": "no",
    "read_back": "on",
}


@pytest.fixture
def doctor(wijk: Neighbourhood, client: Client) -> Client:
    client.force_login(person("Dokter", wijk, Role.REFERRER))
    return client


def test_what_they_tick_is_kept(doctor: Client, wijk: Neighbourhood) -> None:
    doctor.post(reverse("needs:refer", args=[wijk.slug]), {**DATA, "concepts": ["tuin"]})
    need = Need.objects.within(EVERYWHERE, reason="test").get()
    assert [(row.code, row.by.name) for row in need.confirmed.all()] == [("tuin", "Dokter")]


def test_they_hear_one_word_and_nothing_more(doctor: Client, wijk: Neighbourhood, coby: User) -> None:
    address = reverse("needs:refer", args=[wijk.slug])
    assert doctor.post(address, DATA).status_code == 302
    need = Need.objects.within(EVERYWHERE, reason="test").get()
    assert (need.asker.name, need.entered_by.name) == ("Mevrouw Pimpelmees", "Dokter")
    page = doctor.get(address).content.decode()
    assert f"{need}</strong>: wij zoeken nog" in page
    assert [word for word in ("Pimpelmees", "Zeepaardje", "Kanariegeel") if word in page] == []
    Outcome.objects.close(need, "neighbour", by=coby)
    assert f"{need}</strong>: gelukt" in doctor.get(address).content.decode()
    assert doctor.get(reverse("needs:detail", args=[wijk.slug, need.number])).status_code == 404


def test_a_worker_of_the_same_gemeente_may_refer(client: Client, wijk: Neighbourhood, dirk: User) -> None:
    client.force_login(dirk)
    client.post(reverse("needs:refer", args=[wijk.slug]), DATA)
    assert Need.objects.within(EVERYWHERE, reason="test").get().referrer.name == "Welzijn Vechtstreek"


def test_a_resident_and_a_stranger_find_no_such_page(
    client: Client, wijk: Neighbourhood, amina: User, els: User
) -> None:
    for somebody in (amina, els):
        client.force_login(somebody)
        assert client.get(reverse("needs:refer", args=[wijk.slug])).status_code == 404

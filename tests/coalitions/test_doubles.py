"""Doubles: who looks alike is shown with why, and merged after two pages and a question at the door."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import doubles
from members.models import Departure, Merge, Role, User
from needs.models import Need
from tests.cast import person
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


@pytest.fixture
def twin(wijk: Neighbourhood) -> User:
    return person("AMINA  ", wijk, phone="0600000001", email="amina@voorbeeld.example")


@pytest.fixture
def page(wijk: Neighbourhood) -> Page:
    def address(name: str, *people: User) -> str:
        return reverse(f"dashboard:{name}", args=[wijk.slug, *(row.pk for row in people)])

    return address


def test_number_address_and_name_are_reasons_and_the_strongest_stands_first(
    wijk: Neighbourhood, amina: User, bram: User, twin: User
) -> None:
    typed = person("Iemand", wijk, email=bram.email)  # an address that somebody has is kept apart
    person("Zonder", wijk)
    person("Nummer", wijk)
    found = [(pair.first, pair.second, pair.why) for pair in doubles.likely(wijk)]
    assert found == [(amina, twin, ["phone", "name"]), (bram, typed, ["mail"])]


def test_who_is_gone_or_lives_elsewhere_is_no_double(
    wijk: Neighbourhood, other_wijk: Neighbourhood, amina: User, twin: User, coby: User
) -> None:
    person("Amina", other_wijk, phone="0600000001")
    Departure.objects.record(twin, "moved", by=coby)
    assert doubles.likely(wijk) == []


def test_the_whole_way(client: Client, wijk: Neighbourhood, amina: User, twin: User, coby: User, page: Page) -> None:
    need = Need.objects.register(by=twin, neighbourhood=wijk, asker=twin, kind="help", title="Kast", text="Kast")
    client.force_login(coby)
    assert page("doubles") in client.get(page("people")).content.decode()
    assert page("double", amina, twin) in client.get(page("doubles")).content.decode()
    assert page("merge", twin, amina) in client.get(page("double", amina, twin)).content.decode()
    asked = client.get(page("merge", twin, amina)).content.decode()
    assert "amina@voorbeeld.example wordt het e-mailadres" in asked
    refused = client.post(page("merge", twin, amina), {})
    assert (refused.status_code, Merge.objects.count(), "Vraag het eerst" in refused.content.decode()) == (200, 0, True)
    done = client.post(page("merge", twin, amina), {"spoken": "on"})
    assert (done.status_code, done.url) == (302, page("doubles"))
    need.refresh_from_db()
    assert need.asker == amina
    assert page("double", amina, twin) not in client.get(page("doubles")).content.decode()
    assert client.get(page("double", amina, twin)).status_code == 404


def test_a_number_that_lapses_is_said_beforehand(
    client: Client, wijk: Neighbourhood, amina: User, coby: User, page: Page
) -> None:
    other = person("Amina", wijk, phone="0600000044")
    client.force_login(coby)
    text = client.get(page("merge", other, amina)).content.decode()
    assert "Het nummer 06-00000044 vervalt. Wij bellen 06-00000001." in text


def test_the_desk_the_board_and_another_wijk_find_nothing(
    client: Client,
    wijk: Neighbourhood,
    other_wijk: Neighbourhood,
    amina: User,
    twin: User,
    els: User,
    coby: User,
    page: Page,
) -> None:
    readers = [amina, els, person("Kees", wijk, Role.DESK), person("Bea", wijk, Role.BOARD)]
    for reader in [*readers, person("Cees", other_wijk, Role.COORDINATOR)]:
        client.force_login(reader)
        for address in (page("doubles"), page("double", amina, twin), page("merge", twin, amina)):
            assert client.get(address).status_code == 404
        assert client.post(page("merge", twin, amina), {"spoken": "on"}).status_code == 404
    client.force_login(coby)
    for address in (page("double", amina, els), page("merge", els, amina), page("double", amina, amina)):
        assert client.get(address).status_code == 404
    assert Merge.objects.count() == 0


def test_what_cannot_be_is_said_and_has_no_button(
    client: Client, wijk: Neighbourhood, other_wijk: Neighbourhood, amina: User, twin: User, coby: User, page: Page
) -> None:
    client.force_login(coby)
    double = client.get(page("double", amina, coby)).content.decode()
    assert ("Coby heeft een rol of een baan hier." in double, page("merge", coby, amina) in double) == (True, False)
    assert page("merge", amina, coby) in double
    twin.move_to(other_wijk, by=twin)
    assert "hoort ook bij een andere wijk" in client.get(page("double", amina, twin)).content.decode()
    answer = client.post(page("merge", twin, amina), {"spoken": "on"})
    assert (answer.url, Merge.objects.count()) == (page("double", twin, amina), 0)


def test_the_list_costs_the_same_with_1_3_and_30(client: Client, wijk: Neighbourhood, coby: User, page: Page) -> None:
    client.force_login(coby)
    client.get(page("doubles"))
    found, so_far = [], 0
    for wanted in (1, 3, 30):
        for number in range(so_far, wanted):
            for _row in range(2):
                person("Dubbel", wijk, phone=f"06000001{number:02}")
        so_far = wanted
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page("doubles")).status_code == 200
        found.append(len(seen))
    assert len(set(found)) == 1

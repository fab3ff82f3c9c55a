"""The coordinator reads why a need did not go to neighbours, in plain words and at the place that says so."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.models import Need
from needs.roads import Road

pytestmark = pytest.mark.django_db


def page(client: Client, person: User, need: Need) -> str:
    client.force_login(person)
    return client.get(reverse("needs:detail", args=[need.neighbourhood.slug, need.number])).content.decode()


@pytest.mark.parametrize(
    ("text", "road", "why", "quote"),
    [
        (
            "Dag. Mijn zus krijgt géén lucht <b>.",
            Road.DANGER,
            "Iemand heeft misschien nu een dokter nodig.",
            "zus krijgt géén lucht",
        ),
        (
            "Morgen komt de deurwaarder.",
            Road.ORGANISATION,
            "Er is beslag, ontruiming of afsluiting.",
            "Morgen komt de deurwaarder",
        ),
    ],
)
def test_the_page_of_a_need_says_why(
    client: Client, new_need: Callable[..., Need], coby: User, text: str, road: Road, why: str, quote: str
) -> None:
    need = new_need(title="Een vraag", text=text)
    shown = page(client, coby, need)
    assert need.road == road
    assert why in shown and f"Dat lezen wij in: “{quote}" in shown and "<b>" not in shown


def test_a_need_for_neighbours_and_one_that_was_sent_back_to_them_say_nothing(
    client: Client, new_need: Callable[..., Need], coby: User
) -> None:
    assert "Dat lezen wij in" not in page(client, coby, new_need(title="Lamp", text="Wie hangt een lamp op?"))
    need = new_need(title="Een vraag", text="Morgen komt de deurwaarder.")
    need.correct(road=Road.NEIGHBOURS, by=coby)
    assert "Dat lezen wij in" not in page(client, coby, need)


def test_the_asker_does_not_read_it(client: Client, new_need: Callable[..., Need], amina: User) -> None:
    need = new_need(title="Een vraag", text="Morgen komt de deurwaarder.")
    assert "Dat lezen wij in" not in page(client, amina, need)

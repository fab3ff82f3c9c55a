"""Whoever opens a need is written down, and whoever asked can read it."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Organisation, User
from needs import looks
from needs.models import Need, Share
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    return Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="goods", title="Een boor", text="Een boor", theme=theme
    )


def page(client: Client, person: User, need: Need) -> str:
    client.force_login(person)
    return client.get(reverse("needs:detail", args=[need.neighbourhood.slug, need.number])).content.decode()


def test_the_resident_reads_who_looked_and_for_whom(
    client: Client, asked: Need, amina: User, coby: User, dirk: User, welzijn: Organisation
) -> None:
    assert "Nog niemand." in page(client, amina, asked)
    page(client, coby, asked)
    Share.objects.tick(asked, welzijn, by=amina, how="form")
    share = Share.objects.reach(asked, welzijn, by=None)
    client.force_login(dirk)
    assert client.get(reverse("partner:need", args=[share.pk])).status_code == 200
    text = page(client, amina, asked)
    assert "Coby, buurtverbinder" in text and "Dirk, Welzijn Vechtstreek" in text


def test_looking_again_the_same_day_is_one_line(client: Client, asked: Need, coby: User) -> None:
    for _again in range(3):
        page(client, coby, asked)
    assert [look.who for look in looks.of(asked)] == ["Coby"]


def test_the_own_look_does_not_count(client: Client, asked: Need, amina: User) -> None:
    page(client, amina, asked)
    assert looks.of(asked) == []

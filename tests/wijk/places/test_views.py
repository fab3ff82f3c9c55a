"""In welke wijk woont u? A list of links, for everybody."""

import re
from typing import Any

import pytest
from django.test import Client

from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


def links() -> list[str]:
    page = Client().get("/")
    assert page.status_code == 200
    return re.findall(r'<h2><a href="([^"]+)">([^<]+)</a>', page.content.decode())


def test_every_wijk_is_a_link_by_name(wijk: Neighbourhood, other_wijk: Neighbourhood) -> None:
    assert links() == [("/zebraspoor/", "Maarssenbroek"), ("/moerwijk/", "Moerwijk")]


def test_without_a_wijk_it_says_so() -> None:
    assert links() == []
    assert "Hier is nog geen wijk." in Client().get("/").content.decode()


def test_it_is_only_read() -> None:
    assert Client().post("/").status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_more_wijken_ask_no_more_of_the_database(
    other_wijk: Neighbourhood, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(1, count):
        Neighbourhood.objects.create(slug=f"wijk-{n}", name=f"Wijk {n}", municipality=other_wijk.municipality)
    with django_assert_num_queries(1):
        assert len(links()) == count

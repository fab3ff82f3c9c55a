"""Onze wijk in cijfers: for everybody, with the credit line of CBS, without a number that points at somebody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import User
from needs.models import Need
from wijk.places.models import Buurt, Figures, Neighbourhood, Outline

pytestmark = pytest.mark.django_db
CREDIT = "Bron: CBS, Kerncijfers wijken en buurten 2024. Buurtgrenzen: CBS en Kadaster. Bewerkt. CC BY 4.0."


def lived_in(buurt: Buurt, inhabitants: int, old: int | None, year: int = 2024) -> None:
    Figures.objects.create(code=buurt.code, year=year, inhabitants=inhabitants, old=old)
    Outline.objects.create(buurt=buurt, year=year, path="M0 0H10V10H0Z", view_box="0 0 600 600")


def ask(wijk: Neighbourhood, amina: User, times: int) -> None:
    for _time in range(times):
        Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Kast", text="Kast")


def test_map_and_table_say_the_same_and_name_their_source(
    client: Client, wijk: Neighbourhood, buurt: Buurt, next_buurt: Buurt
) -> None:
    lived_in(buurt, 1820, 310)
    lived_in(next_buurt, 1500, None)
    page = client.get(f"/{wijk.slug}/cijfers/").content.decode()
    assert "3.320" in page and "17%" in page and page.count('class="area s') == 2
    assert '<path class="area s2"' in page and '<path class="area s0"' in page
    assert CREDIT in page


def test_the_newest_year_counts(client: Client, wijk: Neighbourhood, buurt: Buurt) -> None:
    lived_in(buurt, 1000, 100, year=2023)
    lived_in(buurt, 2000, 400)
    page = client.get(f"/{wijk.slug}/cijfers/").content.decode()
    assert "2.000" in page and "20%" in page and "10%" not in page


def test_the_home_page_has_the_map_with_its_credit_and_nothing_without_outlines(
    client: Client, wijk: Neighbourhood, buurt: Buurt
) -> None:
    before = client.get(f"/{wijk.slug}/").content.decode()
    lived_in(buurt, 1820, 310)
    after = client.get(f"/{wijk.slug}/").content.decode()
    assert ("wijkmap" in before, CREDIT in before, "wijkmap" in after, CREDIT in after) == (False, False, True, True)


def test_fewer_than_five_are_not_counted(client: Client, wijk: Neighbourhood, amina: User) -> None:
    ask(wijk, amina, 4)
    assert "<span>te weinig om te tonen</span>" in client.get(f"/{wijk.slug}/cijfers/").content.decode()
    ask(wijk, amina, 1)
    page = client.get(f"/{wijk.slug}/cijfers/").content.decode()
    assert "<span>5</span>" in page and "te weinig" not in page


def test_queries_do_not_grow_with_buurten_or_needs(
    client: Client, wijk: Neighbourhood, buurt: Buurt, amina: User
) -> None:
    counts = []
    for rows in (1, 3, 30):
        for number in range(rows):
            code = f"BU8{rows:03}{number:04}"
            more = Buurt.objects.create(code=code, name=f"Buurt {code}", district=buurt.district)
            wijk.buurten.add(more)
            lived_in(more, 100, 20)
        ask(wijk, amina, rows)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/{wijk.slug}/cijfers/")
        counts.append(len(queries))
    assert counts == [counts[0]] * 3

"""Offering: whatever is typed, a Dutch message and nothing lost."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from offers.models import Offer
from tests.needs.hostile import TEXTS
from wijk.places.models import Buurt, District, Neighbourhood

pytestmark = pytest.mark.django_db
GOOD = {
    "kinds": ["help"],
    "title": "Ik hang lampen op",
    "text": "Een ladder heb ik zelf",
    "not_done": "Tillen",
    "moments": ["morning"],
    "rhythm": "monthly",
    "reach": "wijk",
    "buurt": "unknown",
    "costs": "",
    "until": "",
    "name": "Tomasz",
    "phone": "06-00000009",
    "email": "",
}


@pytest.fixture
def web() -> Client:
    return Client(raise_request_exception=False)


def send(web: Client, wijk: Neighbourhood, **typed: Any) -> Any:
    return web.post(reverse("offers:new", args=[wijk.slug]), {**GOOD, **typed})


def count(wijk: Neighbourhood) -> int:
    return Offer.objects.within(wijk, reason="test").count()


def test_a_good_offer_stands_open_at_once(web: Client, wijk: Neighbourhood) -> None:
    assert (send(web, wijk).status_code, count(wijk)) == (302, 1)


@pytest.mark.parametrize("field", list(GOOD))
def test_offering_survives_everything_in_every_field_and_loses_nothing(
    field: str, web: Client, wijk: Neighbourhood
) -> None:
    for name, typed in TEXTS.items():
        page = send(web, wijk, **{field: typed})
        assert page.status_code in (200, 302), name
        if page.status_code == 200:
            text = html.unescape(page.content.decode())
            rest = [GOOD[key] for key in ("title", "text", "not_done", "name") if key != field]
            assert [word for word in rest if word not in text] == [], name
            assert "<script>alert(" not in page.content.decode()
        else:
            assert "<script>alert(" not in web.get(reverse("offers:list", args=[wijk.slug])).content.decode()


@pytest.mark.parametrize("day", ["31-02-2030", "0-0-0", "99-99-9999", "morgen", "31-12-99999", "٣١-١٢-٢٠٣٠x"])
def test_a_date_that_is_none_is_told_so(day: str, web: Client, wijk: Neighbourhood) -> None:
    page = send(web, wijk, until=day)
    assert (page.status_code, "Deze datum klopt niet." in page.content.decode(), count(wijk)) == (200, True, 0)
    assert html.escape(day) in page.content.decode()


def test_a_date_that_has_passed_is_told_so(web: Client, wijk: Neighbourhood) -> None:
    page = send(web, wijk, until=f"{wijk.today() - timedelta(days=1):%d-%m-%Y}")
    assert (page.status_code, "Deze datum is al voorbij." in page.content.decode(), count(wijk)) == (200, True, 0)


def test_a_buurt_of_another_wijk_is_refused(web: Client, wijk: Neighbourhood, other_wijk: Neighbourhood) -> None:
    district = District.objects.create(code="WK051801", name="Wijk 1", municipality=other_wijk.municipality)
    other_wijk.buurten.add(Buurt.objects.create(code="BU05180101", name="Moerwijk-Noord", district=district))
    assert (send(web, wijk, buurt="BU05180101").status_code, count(wijk)) == (200, 0)


@pytest.mark.parametrize("verb", ["pauze", "verder", "stoppen", "verlengen"])
def test_nobody_changes_the_offer_of_another(
    verb: str, web: Client, wijk: Neighbourhood, amina: User, bram: User, els: User
) -> None:
    offer = Offer.objects.register(
        by=bram, neighbourhood=wijk, person=bram, kinds=["help"], title="Klus", text="Klus", rhythm="weekly"
    )
    before = (offer.status, offer.until)
    for reader in (amina, els):
        web.force_login(reader)
        assert web.post(reverse("offers:change", args=[wijk.slug, offer.pk, verb])).status_code == 403
    web.force_login(bram)
    assert web.post(reverse("offers:change", args=["moerwijk", offer.pk, verb])).status_code == 404
    offer.refresh_from_db()
    assert (offer.status, offer.until) == before
    assert web.post(reverse("offers:change", args=[wijk.slug, offer.pk, verb])).status_code == 302

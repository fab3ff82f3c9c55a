"""Samen, for the coordinator: what goes on, why these belong together, and what she does next."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import User
from needs.models import Bundle, BundledNeed, Need
from tests.cast import person
from tests.needs.together.conftest import TITLE, Ask, row_of, rows, run
from wijk.places.models import Buurt, Neighbourhood

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connections["default"]) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_without_ideas_the_page_says_so(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    assert "Er zijn nu geen vragen die op elkaar lijken." in text(client, f"/{wijk.slug}/samen/")
    assert "Geen nieuwe ideeën." in text(client, f"/{wijk.slug}/vandaag/")


def test_an_idea_stands_on_vandaag_and_says_why(
    client: Client, wijk: Neighbourhood, bundle: Bundle, needs: list[Need], coby: User
) -> None:
    client.force_login(coby)
    assert "1 nieuw idee" in text(client, f"/{wijk.slug}/vandaag/")
    assert "4 buren" in text(client, f"/{wijk.slug}/samen/")
    page = text(client, f"/{wijk.slug}/samen/{bundle.pk}/")
    why = ("4 buren vragen iets over:", "Zij wonen in dezelfde buurt: Zebraspoor", "Zij kunnen allemaal: altijd")
    assert [words for words in (*why, TITLE, *(str(need) for need in needs)) if words not in page] == []


def test_from_idea_to_asking_to_enough(
    client: Client, wijk: Neighbourhood, bundle: Bundle, needs: list[Need], coby: User
) -> None:
    client.force_login(coby)
    page = f"/{wijk.slug}/samen/{bundle.pk}/"
    assert client.post(f"{page}vragen/").url == page
    assert client.get(f"{page}activiteit/").url == page, "not yet"
    for need in needs[:3]:
        client.post(f"/{wijk.slug}/samen/vraag/{row_of(need).pk}/gesproken/", {"answer": "yes"})
    assert "Maak er een activiteit van" in text(client, page)
    assert "1 keer genoeg ja" in text(client, f"/{wijk.slug}/vandaag/")
    assert client.get(f"{page}activiteit/").status_code == 200


def test_past_niet_leaves_the_needs_alone(
    client: Client, wijk: Neighbourhood, bundle: Bundle, needs: list[Need], coby: User
) -> None:
    client.force_login(coby)
    before = list(rows(Need).values())
    assert client.post(f"/{wijk.slug}/samen/{bundle.pk}/past-niet/").url == f"/{wijk.slug}/samen/"
    assert client.post(f"/{wijk.slug}/samen/{bundle.pk}/vragen/").url == f"/{wijk.slug}/samen/"
    bundle.refresh_from_db()
    assert (bundle.status, list(rows(Need).values())) == ("dropped", before)
    assert "Dit ging niet door." in text(client, f"/{wijk.slug}/samen/{bundle.pk}/")


def test_nobody_else_finds_these_pages(client: Client, wijk: Neighbourhood, gathered: Bundle, people: Any) -> None:
    client.force_login(people[0])
    for path in ("samen/", f"samen/{gathered.pk}/", f"samen/{gathered.pk}/activiteit/"):
        assert client.get(f"/{wijk.slug}/{path}").status_code == 404
    assert client.post(f"/{wijk.slug}/samen/{gathered.pk}/past-niet/").status_code == 404
    gathered.refresh_from_db()
    assert gathered.status == "gathered"


def test_a_coordinator_reaches_no_bundle_of_another_wijk(
    client: Client, other_wijk: Neighbourhood, gathered: Bundle, needs: list[Need]
) -> None:
    client.force_login(person("Cees", other_wijk, "coordinator"))
    for path in (f"samen/{gathered.pk}/", f"samen/{gathered.pk}/activiteit/", "samen/vraag/1/"):
        assert client.get(f"/{other_wijk.slug}/{path}").status_code == 404
    spoken = f"/{other_wijk.slug}/samen/vraag/{row_of(needs[3]).pk}/gesproken/"
    assert client.post(spoken, {"answer": "yes"}).status_code == 404


def test_the_pages_cost_the_same_with_more_rows(
    client: Client, wijk: Neighbourhood, walks: Ask, coby: User, buurt: Buurt
) -> None:
    client.force_login(coby)
    found: dict[str, list[int]] = {"list": [], "one": [], "form": []}
    for size in (1, 3, 30):
        bundle = Bundle.objects.create(neighbourhood=wijk, concept="wandelen", buurt=buurt, status="gathered")
        for number in range(size):
            need = walks(person(f"Buur {number}", wijk, phone="0600000000"))
            BundledNeed.objects.create(bundle=bundle, need=need, asked_at=wijk.now(), yes=True)
        for _more in range(size):
            Bundle.objects.create(neighbourhood=wijk, concept="koken", buurt=buurt)
        run()
        for name, path in (("list", ""), ("one", f"{bundle.pk}/"), ("form", f"{bundle.pk}/activiteit/")):
            found[name].append(queries(client, f"/{wijk.slug}/samen/{path}"))
    assert [(name, counts) for name, counts in found.items() if len(set(counts)) != 1] == []


def test_mijn_wijk_costs_the_same_with_more_questions(
    client: Client, wijk: Neighbourhood, walks: Ask, amina: User, buurt: Buurt
) -> None:
    client.force_login(amina)
    found = []
    for size in (1, 3, 6):
        for _number in range(size):
            bundle = Bundle.objects.create(neighbourhood=wijk, concept="wandelen", buurt=buurt, status="asking")
            BundledNeed.objects.create(bundle=bundle, need=walks(amina), asked_at=wijk.now())
        found.append(queries(client, f"/{wijk.slug}/mijn/"))
    assert len(set(found)) == 1


def test_the_page_of_a_need_leads_to_its_bundle(
    client: Client, wijk: Neighbourhood, bundle: Bundle, needs: list[Need], coby: User
) -> None:
    client.force_login(coby)
    page, link = f"/{wijk.slug}/vragen/{needs[0].number}/", f"/{wijk.slug}/samen/{bundle.pk}/"
    assert "Deze vraag lijkt op andere vragen." in text(client, page) and link in text(client, page)
    bundle.ask(by=coby)
    assert "Er is nog geen antwoord." in text(client, page)
    bundle.drop(by=coby)
    assert link not in text(client, page)
    client.force_login(needs[0].asker)
    assert "lijkt op andere vragen" not in text(client, page)

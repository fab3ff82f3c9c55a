"""A wijk's own words: tried on the open needs first, by coordinator and board only, and nobody's words are told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Role, User
from needs.models import Need
from needs.tasks import reread_old_needs
from offers.models import Offer
from tests.cast import person
from tests.needs.hostile import TEXTS
from tests.needs.test_query_counts import counts, equal
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.themes import current
from wijk.themes.models import OverlayTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(wijk: Neighbourhood) -> User:
    return person("Bea", wijk, Role.BOARD, email="bea@voorbeeld.example")


@pytest.fixture
def address(wijk: Neighbourhood, small_tables: Any) -> str:
    return reverse("vocabulary:concept", args=[wijk.slug, "tuin"])


def own(wijk: Neighbourhood) -> set[tuple[str, bool]]:
    return set(OverlayTerm.objects.filter(neighbourhood=wijk).values_list("term", "off"))


def test_a_change_is_shown_first_and_saved_at_the_second_click(
    client: Client,
    wijk: Neighbourhood,
    coby: User,
    address: str,
    new_need: Callable[..., Need],
    new_offer: Callable[..., Offer],
) -> None:
    new_need(title="Border", text="Vol kruid")
    new_offer(title="Tuin", text="De tuin in")
    client.force_login(coby)
    page = client.post(address, {"added": "Border\n", "off": ""}).content.decode()
    assert own(wijk) == set()
    assert "Krijgt een ander onderwerp: 1 vraag." in page
    assert "Krijgt een goed voorstel, en had er geen: 1 vraag." in page
    assert "Tuinieren: 1 vraag" in page
    assert "Vol kruid" not in page
    assert client.post(address, {"added": "Border\n", "off": "", "save": "1"}).status_code == 302
    assert own(wijk) == {("border", False)}
    entry = Entry.objects.within(wijk, reason="test").get(verb="thesaurus.changed")
    assert (entry.actor, entry.errands.filter(reaction__endswith="search_again").count()) == (coby, 1)
    assert reread_old_needs() == 1


def test_the_board_is_told_no_small_numbers(
    client: Client, wijk: Neighbourhood, bea: User, address: str, new_need: Callable[..., Need]
) -> None:
    """With words of one's own choice a count of one would tell what a neighbour wrote."""
    new_need(title="Kanker", text="Ik ben ziek")
    client.force_login(bea)
    for word, told in (("kanker", "minder dan 5 vragen"), ("zzz", "0 vragen")):
        page = client.post(address, {"added": word}).content.decode()
        assert f"Krijgt een ander onderwerp: {told}." in page
        assert not re.search(r"\b1 vraag", page)


def test_larger_numbers_are_rounded_for_who_may_not_read(
    client: Client, bea: User, address: str, new_need: Callable[..., Need]
) -> None:
    for _number in range(7):
        new_need(title="Kanker", text="Ik ben ziek")
    client.force_login(bea)
    assert (
        "Krijgt een ander onderwerp: ongeveer 5 vragen." in client.post(address, {"added": "kanker"}).content.decode()
    )


@pytest.mark.parametrize("who", ["amina", "bram", "els", "dirk"])
def test_nobody_else_finds_these_pages(
    who: str, request: Any, client: Client, wijk: Neighbourhood, address: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    pages = [client.get(reverse("vocabulary:words", args=[wijk.slug])), client.get(address)]
    pages.append(client.post(address, {"added": "border", "save": "1"}))
    assert ([page.status_code for page in pages], own(wijk)) == ([404, 404, 404], set())


def test_a_shared_word_is_switched_off_and_taken_back(
    client: Client, wijk: Neighbourhood, coby: User, small_tables: Any
) -> None:
    client.force_login(coby)
    address = reverse("vocabulary:concept", args=[wijk.slug, "hond"])
    client.post(address, {"off": "trekt", "save": "1"})
    assert own(wijk) == {("~trekt", True)}
    listed = client.get(reverse("vocabulary:words", args=[wijk.slug])).content.decode()
    assert "trekt telt niet" in listed
    assert client.get(address).context["form"].initial["off"] == "trekt"
    client.post(address, {"off": "", "save": "1"})
    assert own(wijk) == set()


WRONG = {
    "an unknown word": ({"off": "poedel"}, "staat niet bij de woorden"),
    "a comma": ({"added": "gras, mos"}, "is geen goed woord"),
    "only signs": ({"added": "~!*"}, "is geen goed woord"),
    "too many": ({"added": "\n".join(f"woord{n}" for n in range(51))}, "Houd het bij 50"),
    "too long": ({"added": "a" * 6001}, "Dit is te lang"),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_words_are_refused_in_dutch(
    what: str, client: Client, wijk: Neighbourhood, coby: User, address: str
) -> None:
    typed, told = WRONG[what]
    client.force_login(coby)
    page = client.post(address, {**typed, "save": "1"})
    assert (page.status_code, told in page.content.decode(), own(wijk)) == (200, True, set())


def test_whatever_is_typed_it_never_breaks(client: Client, wijk: Neighbourhood, coby: User, address: str) -> None:
    client.force_login(coby)
    for typed in TEXTS.values():
        for name in ("added", "off"):
            for save in ({}, {"save": "1"}):
                assert client.post(address, {name: typed, **save}).status_code in (200, 302)
        assert client.get(reverse("vocabulary:words", args=[wijk.slug]), {"q": typed}).status_code == 200
    current.of(wijk)  # what came through is readable


def test_a_concept_that_does_not_exist(client: Client, wijk: Neighbourhood, coby: User, small_tables: Any) -> None:
    client.force_login(coby)
    assert client.get(reverse("vocabulary:concept", args=[wijk.slug, "weg"])).status_code == 404


def test_the_list_costs_the_same_for_many(client: Client, wijk: Neighbourhood, coby: User, small_tables: Any) -> None:
    client.force_login(coby)
    made = iter(range(100))

    def add(many: int) -> None:
        for _row in range(many):
            OverlayTerm.objects.create(neighbourhood=wijk, code="tuin", term=f"woord{next(made)}")

    assert equal(counts(client, reverse("vocabulary:words", args=[wijk.slug]), add))

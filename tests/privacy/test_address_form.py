"""Every page of a wijk speaks as the wijk chose: never "u" where it says je, never "je" where it says u."""

import html
import re
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from members.notices.links import answer, stop
from tests.privacy.conftest import World
from tests.privacy.test_wall import HERE, POSTED, gaps
from wijk.places.languages import INFORMAL
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
FORMAL = re.compile(r"\b(u|uw|uwe|uzelf)\b", re.I)
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jezelf|jullie)\b", re.I)
SPOKEN = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
READERS = ("", "amina", "hans", "coby", "dirk")


def words(page: HttpResponse) -> str:
    """What is seen and what a screen reader says, without addresses, drawings and the Dutch words of the thesaurus."""
    text = re.sub(r'<svg.*?</svg>|<p lang="nl">.*?</p>', " ", page.content.decode(), flags=re.S)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", text), *SPOKEN.findall(text)]))


def pages(world: World, client: Client, spaces: tuple[str, ...] | None = None) -> list[tuple[str, str]]:
    """(name, words) of every page below the wijk's slug: looked at, and with a form sent in empty and filled."""
    found = []
    for route in HERE:
        if route.name == "pages:language":
            continue  # it would change what is looked at; tests/wijk/places/test_languages.py has it
        if "wijk" not in route.gaps and not (spaces and route.name.startswith(spaces)):
            continue
        address = route.address(gaps(world, route, world.wijk.slug))
        for posted in (None, {}, POSTED):
            kept = SimpleCookie(client.cookies.output(header="", sep=";"))
            with transaction.atomic():
                page = client.get(address) if posted is None else client.post(address, posted, follow=True)
                transaction.set_rollback(True)
            client.cookies = kept
            if (
                page.headers.get("Content-Type", "").startswith("text/html")
                and "toegang" not in page.request["PATH_INFO"]
            ):
                found.append((route.name, words(page)))
    return found


def says(found: list[tuple[str, str]], pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    return {
        (name, text[max(0, hit.start() - 40) : hit.end() + 20])
        for name, text in found
        for hit in pattern.finditer(text)
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_wijk_that_says_je(reader: str, world: World, looks: Any) -> None:
    Neighbourhood.objects.filter(pk=world.wijk.pk).update(address_form="je")
    if reader == "":
        with translation.override(INFORMAL):  # as the mails of this wijk do
            person = world.people["hans"].pk
            world.tokens["notices:answer"] = answer(person, "proposal", world.proposal.pk).rsplit("/", 2)[1]
            world.tokens["notices:stop"] = stop(person, "digest").rsplit("/", 2)[1]
    found = pages(world, looks(reader), ("notices:",) if reader == "" else None)
    assert says(found, FORMAL) == set()
    assert len(says(found, FAMILIAR)) > 10  # and these pages do address somebody


@pytest.mark.parametrize("reader", READERS)
def test_a_wijk_that_says_u(reader: str, world: World, looks: Any) -> None:
    found = pages(world, looks(reader), ("notices:", "places:", "account_", "members:", "pages:", "partner:"))
    assert says(found, FAMILIAR) == set()
    assert len(says(found, FORMAL)) > 10

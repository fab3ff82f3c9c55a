"""Amina says it otherwise, or Coby does when she calls; not while somebody is thinking about the old words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.models import Need, Proposal
from needs.roads import Road
from tests.needs.hostile import TEXTS
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
SAID = {
    "kind": "goods",
    "title": "Een boormachine voor een middag",
    "text": "Er moeten twee gaten in de muur.",
    "haste": "week",
    "moments": ["morning"],
    "buurt": "unknown",
}


def send(client: Client, wijk: Neighbourhood, need: Need, **typed: Any) -> Any:
    return client.post(reverse("needs:rewrite", args=[wijk.slug, need.number]), {**SAID, **typed})


@pytest.mark.parametrize("who", ["amina", "coby"])
def test_asker_and_coordinator_change_it_and_the_search_goes_on(
    who: str, client: Client, wijk: Neighbourhood, need: Need, amina: User, coby: User
) -> None:
    old = need.features
    client.force_login({"amina": amina, "coby": coby}[who])
    page = client.get(reverse("needs:rewrite", args=[wijk.slug, need.number]))
    assert "Wie zet mijn kast in elkaar?" in page.content.decode()
    assert send(client, wijk, need, on_board="on").status_code == 302
    need.refresh_from_db()
    assert (need.title, need.kind, need.haste, need.day_parts, need.buurt, need.on_board) == (
        SAID["title"],
        "goods",
        "week",
        [0, 3, 6, 9, 12],
        None,
        True,
    )
    assert need.features != old
    entries = Entry.objects.within(EVERYWHERE, reason="test").about(need).filter(verb="need.rewritten")
    assert [entry.actor_id for entry in entries] == [{"amina": amina, "coby": coby}[who].pk]


def test_nobody_else_finds_the_page(client: Client, wijk: Neighbourhood, need: Need, bram: User, propose: Any) -> None:
    propose(need, helper=bram)  # he may read it, and not change it
    client.force_login(bram)
    assert send(client, wijk, need).status_code == 404


def test_not_while_somebody_is_asked(
    client: Client, wijk: Neighbourhood, need: Need, amina: User, bram: User, propose: Callable[..., Proposal]
) -> None:
    propose(need, helper=bram)
    client.force_login(amina)
    page = send(client, wijk, need)
    need.refresh_from_db()
    assert (page.status_code, need.title) == (200, "Wie zet mijn kast in elkaar?")
    assert "Iemand denkt nu na over deze vraag." in page.content.decode()
    assert SAID["title"] in page.content.decode()  # nothing typed is lost


def test_new_words_are_read_for_danger_again(client: Client, wijk: Neighbourhood, need: Need, amina: User) -> None:
    client.force_login(amina)
    send(client, wijk, need, title="Help", text="Mijn man slaat mij en ik ben bang.")
    need.refresh_from_db()
    assert need.road == Road.DANGER


def test_a_theme_that_a_person_chose_stays(
    client: Client, wijk: Neighbourhood, need: Need, amina: User, coby: User, theme: Theme
) -> None:
    need.correct(theme=theme, by=coby)
    client.force_login(amina)
    send(client, wijk, need, title="Wie gaat er mee wandelen?", text="Een rondje met de hond.")
    need.refresh_from_db()
    assert (need.theme, need.theme_checked) == (theme, True)


def test_a_private_need_never_hangs_on_the_board(client: Client, wijk: Neighbourhood, need: Need, amina: User) -> None:
    need.correct(private=True, by=amina)
    client.force_login(amina)
    send(client, wijk, need, on_board="on")
    need.refresh_from_db()
    assert (need.private, need.on_board) == (True, False)


@pytest.mark.parametrize("field", list(SAID))
def test_whatever_is_typed(field: str, wijk: Neighbourhood, need: Need, amina: User) -> None:
    web = Client(raise_request_exception=False)
    web.force_login(amina)
    for name, typed in TEXTS.items():
        page = send(web, wijk, need, **{field: typed})
        assert page.status_code in (200, 302), name
        assert "<script>alert(" not in page.content.decode()

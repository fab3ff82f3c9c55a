"""Where the background is asked and opened: the asker's own page, the coordinator's closed block, and the telephone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Organisation, User
from needs.background import exists, keep_background, open_background
from needs.models import Need, Share
from tests.cast import person
from wijk.journal.models import Entry, Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
BACKGROUND = "Waterhoen"
CALLER = {
    "channel": "phone",
    "name": "Meneer Schipper",
    "phone": "0600000009",
    "call_when": "any",
    "kind": "help",
    "title": "Een rit",
    "text": "Een rit naar de oogarts",
    "haste": "calm",
    "for_other": "no",
    "buurt": "unknown",
    "read_back": "on",
}


@pytest.fixture
def asked(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    need: Need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Een rit", text="Een rit", theme=theme
    )
    return need


@pytest.fixture
def told(asked: Need, amina: User) -> Need:
    keep_background(asked, BACKGROUND, by=amina)
    return asked


def address(need: Need, more: str = "") -> str:
    return f"{need.get_absolute_url()}achtergrond/{more}"


def test_the_asker_writes_reads_and_wipes_it(client: Client, asked: Need, amina: User) -> None:
    client.force_login(amina)
    assert address(asked) in client.get(asked.get_absolute_url()).content.decode()
    client.post(address(asked), {"text": BACKGROUND})
    assert BACKGROUND in client.get(address(asked)).content.decode()
    assert BACKGROUND not in client.get(asked.get_absolute_url()).content.decode()
    too_long = client.post(address(asked), {"text": "x" * 3001}).content.decode()
    assert "Houd het bij 3000 letters" in too_long and open_background(asked, by=amina) == BACKGROUND
    client.post(address(asked), {"text": ""})
    assert not exists(asked, by=amina)


def test_the_coordinator_opens_it_with_a_reason_and_only_in_the_answer(client: Client, told: Need, coby: User) -> None:
    client.force_login(coby)
    page = client.get(told.get_absolute_url()).content.decode()
    assert "Achtergrond: op slot" in page and BACKGROUND not in page
    assert client.get(address(told)).status_code == 302
    for wrong in ({}, {"why": "zomaar"}, {"why": "other"}, {"why": "call", "words": "x" * 201}):
        answer = client.post(address(told), wrong, follow=True)
        assert (answer.status_code, BACKGROUND in answer.content.decode()) == (200, False)
    assert not Look.objects.within(EVERYWHERE, reason="test").filter(action="background").exists()
    opened = client.post(address(told), {"why": "other", "words": "Zij vroeg het"})
    assert BACKGROUND in opened.content.decode() and "no-store" in opened.headers["Cache-Control"]
    look = Look.objects.within(EVERYWHERE, reason="test").get(action="background")
    assert (look.actor, look.purpose, look.words) == (coby.pk, "other", "Zij vroeg het")


def test_a_colleague_of_another_wijk_a_helper_and_the_desk_find_no_page(
    client: Client, told: Need, bram: User, wijk: Neighbourhood, other_wijk: Neighbourhood
) -> None:
    for reader in (bram, person("Cees", other_wijk, "coordinator"), person("Doortje", wijk, "desk")):
        client.force_login(reader)
        for path in ("", "schrijven/", "delen/"):
            assert client.post(address(told, path), {"why": "call", "text": "x"}).status_code == 404


def test_on_the_telephone_it_is_written_down_apart(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    client.post(reverse("needs:phone", args=[wijk.slug]), {**CALLER, "background": BACKGROUND})
    need = Need.objects.within(wijk, reason="test").get()
    assert open_background(need, by=coby, reason="call") == BACKGROUND
    assert BACKGROUND not in f"{need.title} {need.text} {need.features}"


def test_the_desk_reads_none_and_writes_none(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(person("Doortje", wijk, "desk"))
    page = reverse("needs:phone", args=[wijk.slug])
    assert 'name="background"' not in client.get(page).content.decode()
    client.post(page, {**CALLER, "background": BACKGROUND})
    assert not exists(Need.objects.within(wijk, reason="test").get(), by=coby)


@pytest.fixture
def share(told: Need, amina: User, welzijn: Organisation) -> Share:
    Share.objects.tick(told, welzijn, by=amina, how="form")
    return Share.objects.reach(told, welzijn, by=None)


def tell(client: Client, need: Need, share: Share, **more: Any) -> None:
    said = {"share": share.pk, "part": "Kan geen trap op", "how": "phone", "read_back": "on"}
    client.post(address(need, "delen/"), {**said, **more})


def test_a_part_goes_to_a_partner_after_a_yes_that_was_read_back(
    client: Client, told: Need, share: Share, amina: User, coby: User, dirk: User
) -> None:
    client.force_login(coby)
    tell(client, told, share, read_back="")
    tell(client, told, share, part="")
    client.force_login(dirk)
    page = reverse("partner:need", args=[share.pk])
    assert "Kan geen trap op" not in client.get(page).content.decode()
    client.force_login(coby)
    tell(client, told, share)
    client.force_login(dirk)
    shown = client.get(page).content.decode()
    assert "Kan geen trap op" in shown and BACKGROUND not in shown
    entry = Entry.objects.within(EVERYWHERE, reason="test").get(verb="share.extra_told")
    assert (entry.actor, entry.subject_id, entry.ids) == (coby, share.pk, {"how": "phone"})
    client.force_login(amina)
    assert "Kan geen trap op" in client.get(told.get_absolute_url()).content.decode()


def test_whoever_may_not_look_any_more_hears_nothing(
    client: Client, told: Need, share: Share, amina: User, coby: User
) -> None:
    share.withdraw(by=amina)
    client.force_login(coby)
    tell(client, told, share)
    share.refresh_from_db()
    assert share.extra == ""

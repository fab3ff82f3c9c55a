"""Noodtoegang: one need, half an hour, with a reason, and everybody whom it concerns hears it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import User
from members.notices.kinds import KINDS
from members.notices.models import Notice
from needs import looking
from needs.background import keep_background
from needs.models import BreakGlass, CallTask, Need
from needs.tasks import report_glasses
from tests.cast import person
from wijk.journal import post
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
LIST = "/beheer/noodtoegang/"
TEXT, BACKGROUND = "Zeepaardje", "Waterhoen"


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")


@pytest.fixture
def asked(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    need: Need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Een rit", text=TEXT, theme=theme
    )
    keep_background(need, BACKGROUND, by=amina)
    return need


def ask(client: Client, reader: User, need: Need, **more: Any) -> str:
    client.force_login(reader)
    posted = {"number": str(need), "why": "fault", "words": "De vraag sluit niet", **more}
    return client.post(LIST, posted).headers.get("Location", "")


def looks() -> list[tuple]:
    rows = Look.objects.within(EVERYWHERE, reason="test").order_by("pk")
    return list(rows.values_list("actor", "subject", "action", "ground", "purpose", "words"))


def test_half_an_hour_without_the_background(client: Client, asked: Need, root: User, amina: User) -> None:
    client.force_login(root)
    assert client.get(asked.get_absolute_url()).status_code == 404  # without it technical administration sees no need
    address = ask(client, root, asked)
    page = client.get(address).content.decode()
    assert TEXT in page and BACKGROUND not in page and "Amina" in page
    ground = f"break-glass:{address.split('/')[-2]}"
    assert looks() == [(root.pk, amina.pk, "full", ground, "fault", "De vraag sluit niet")]
    assert client.get(asked.get_absolute_url()).status_code == 404  # and nothing to change
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.get(address).status_code in (302, 404)  # the half hour is over, or the session


def test_when_it_is_over_it_is_a_page_that_is_not_there(client: Client, asked: Need, root: User) -> None:
    address = ask(client, root, asked, background="on")
    BreakGlass.objects.within(EVERYWHERE, reason="test").update(until=timezone.now())
    assert client.get(address).status_code == 404 and looks() == []


def test_the_background_only_when_the_reason_asks_for_it(client: Client, asked: Need, root: User) -> None:
    page = client.get(ask(client, root, asked, background="on")).content.decode()
    assert TEXT in page and BACKGROUND in page
    assert [row[2] for row in looks()] == ["full", "background"]


def test_another_administrator_needs_a_reason_of_their_own(client: Client, asked: Need, root: User) -> None:
    address = ask(client, root, asked, background="on")
    client.force_login(User.objects.create_superuser("tweede@voorbeeld.example", name="Tweede"))
    assert client.get(address).status_code == 404


def test_nobody_else_asks(client: Client, asked: Need, coby: User, dirk: User, wijk: Neighbourhood) -> None:
    bea = person("Bea", wijk, "board")
    for reader in (coby, dirk, bea):
        assert ask(client, reader, asked) == ""
    assert not BreakGlass.objects.within(EVERYWHERE, reason="test").exists()
    client.force_login(bea)
    assert client.get(LIST).status_code == 200
    client.force_login(coby)
    assert client.get(LIST).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"number": "V-22222"}, {"number": "\0"}, {"why": "zomaar"}, {"words": ""}, {"words": "x" * 201}]
)
def test_without_a_good_reason_nothing_opens(client: Client, asked: Need, root: User, wrong: dict[str, str]) -> None:
    assert ask(client, root, asked, **wrong) == ""
    assert not BreakGlass.objects.within(EVERYWHERE, reason="test").exists()


def test_the_resident_hears_it_and_reads_why(client: Client, asked: Need, root: User, amina: User) -> None:
    amina.take_address("amina@voorbeeld.example")
    client.get(ask(client, root, asked))
    post.run_due()
    notice = Notice.objects.within(EVERYWHERE, reason="test").get(kind="glass.broken")
    said = KINDS["glass.broken"].words(notice)
    assert said is not None and notice.person == amina
    everything = " ".join([*said.lines, *(part for link in said.links for part in link)])
    assert not any(word in everything for word in (TEXT, BACKGROUND, "rit", "Beheer", "sluit"))
    line = looking.newest(amina, asked)[0]
    assert line.who == "Beheer, technisch beheer"
    assert line.why == "Noodtoegang. Er is een storing bij deze vraag. De vraag sluit niet"


def test_who_has_no_mail_is_called(client: Client, asked: Need, root: User, amina: User) -> None:
    ask(client, root, asked)
    post.run_due()
    task = CallTask.objects.within(EVERYWHERE, reason="test").get(reason="let_in")
    assert (task.person, task.need) == (amina, asked)


def test_the_board_reads_the_list_of_the_week(client: Client, asked: Need, root: User, wijk: Neighbourhood) -> None:
    bea = person("Bea", wijk, "board", email="bea@voorbeeld.example")
    els = person("Bo", Neighbourhood.objects.create(slug="w", name="W", municipality=wijk.municipality), "board")
    assert report_glasses() == 0
    ask(client, root, asked)
    for reader, sees in ((bea, True), (els, False)):
        client.force_login(reader)
        assert ("De vraag sluit niet" in client.get(LIST).content.decode()) is sees
    assert (report_glasses(), report_glasses()) == (1, 1)
    notices = Notice.objects.within(EVERYWHERE, reason="test").filter(kind="glass.week")
    assert [(row.person, row.ids) for row in notices] == [(bea, {"times": 1})]


def test_it_leads_from_the_admin(client: Client, root: User) -> None:
    client.force_login(root)
    assert LIST in client.get(reverse("admin:index")).content.decode()

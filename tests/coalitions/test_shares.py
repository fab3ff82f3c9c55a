"""The resident says yes, no or stop, on the own page and on Mijn wijk; the coordinator writes down what was said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Organisation, User
from needs.models import Need, Outcome, Share
from tests.coalitions.conftest import Make, calls
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(ask: Make, welzijn: Organisation) -> Share:
    share: Share = Share.objects.reach(ask(), welzijn, by=None, purpose="Kijken of het past")
    return share


def page(client: Client, person: User, address: str) -> str:
    client.force_login(person)
    return client.get(address).content.decode()


def say(client: Client, person: User, share: Share, **said: str) -> Share:
    """`answer` is yes or no; without one it is Stop dit."""
    client.force_login(person)
    name = "dashboard:share_answer" if said else "dashboard:share_stop"
    client.post(reverse(name, args=[share.need.neighbourhood.slug, share.pk]), said)
    return Share.objects.within(EVERYWHERE, reason="test").get(pk=share.pk)


def test_mijn_wijk_asks_and_then_tells_until_when(
    client: Client, asked: Share, amina: User, wijk: Neighbourhood, welzijn: Organisation
) -> None:
    mine = reverse("pages:mine", args=[wijk.slug])
    assert "Ja, dat mag" in page(client, amina, mine)
    share = say(client, amina, asked, answer="yes")
    assert (share.is_live, share.given_how, share.given_by) == (True, "link", amina)
    text = page(client, amina, mine)
    assert str(welzijn) in text and "Kijkt mee tot en met" in text and "Stop dit" in text
    say(client, amina, share)
    page(client, amina, mine)  # it says once that it stopped
    assert str(welzijn) not in page(client, amina, mine)


def test_the_own_page_shows_the_same(client: Client, asked: Share, amina: User) -> None:
    text = page(client, amina, asked.need.get_absolute_url())
    assert "Welke organisaties mogen meekijken?" in text and "Ja, dat mag" in text and "Zoek nu" not in text


def test_a_spoken_yes_has_its_moment_and_its_end(client: Client, asked: Share, coby: User) -> None:
    share = say(client, coby, asked, answer="yes")
    assert (share.given_how, share.given_by, share.is_live) == ("phone", coby, True)
    text = page(client, coby, asked.need.get_absolute_url())
    assert "Toestemming op" in text and "aan de telefoon" in text


def test_a_no_after_a_yes_is_a_stop(client: Client, asked: Share, amina: User, dirk: User) -> None:
    share = say(client, amina, asked, answer="yes")
    share.answer("picked_up", by=dirk)
    share = say(client, amina, share, answer="no")
    assert (share.is_live, share.withdrawn_at is None) == (False, False)
    assert Need.objects.within(EVERYWHERE, reason="test").get(pk=share.need_id).status == "open"


def test_what_was_stopped_stays_stopped_until_it_is_asked_anew(
    client: Client, asked: Share, amina: User, coby: User
) -> None:
    first = say(client, amina, say(client, amina, asked, answer="yes"))
    again = say(client, amina, first)
    assert again.withdrawn_at == first.withdrawn_at
    assert not say(client, coby, again, answer="yes").is_live


def test_a_need_that_is_over_or_private_is_opened_to_nobody(
    client: Client, asked: Share, ask: Make, welzijn: Organisation, amina: User, coby: User
) -> None:
    Outcome.objects.close(asked.need, "self", by=coby)
    assert say(client, coby, asked, answer="yes").given_at is None
    hidden = Share.objects.reach(ask(private=True), welzijn, by=None)
    assert say(client, coby, hidden, answer="yes").given_at is None


def test_nobody_else_answers_or_stops(client: Client, asked: Share, bram: User, dirk: User, els: User) -> None:
    for person in (bram, dirk, els):
        for share in (say(client, person, asked, answer="yes"), say(client, person, asked)):
            assert (share.given_at, share.withdrawn_at) == (None, None)


@pytest.mark.parametrize(
    ("before", "words"),
    [("pause", "Voor deze vraag zoeken wij nu niet."), ("", "Geen organisatie past hierbij.")],
)
def test_send_on_says_what_came_of_it(
    client: Client, ask: Make, amina: User, coby: User, wijk: Neighbourhood, before: str, words: str
) -> None:
    need = ask()
    if before:
        need.pause(by=amina)
    client.force_login(coby)
    answer = client.post(reverse("dashboard:route", args=[wijk.slug, need.number]), follow=True)
    assert words in answer.content.decode()


def test_send_on_before_the_waiting_is_over(
    client: Client, ask: Make, sit: Make, welzijn: Organisation, coby: User, wijk: Neighbourhood
) -> None:
    sit(welzijn)
    need = ask()
    assert "Stuur nu door" in page(client, coby, need.get_absolute_url())
    client.post(reverse("dashboard:route", args=[wijk.slug, need.number]))
    assert ([share.asked_at is None for share in need.shares.all()], calls(wijk)) == ([False], ["consent"])
    assert f"Vraag toestemming, {welzijn}" in page(client, coby, reverse("dashboard:today", args=[wijk.slug]))


@pytest.mark.parametrize("where", ["mine", "need", "desk"])
def test_the_pages_read_as_much_for_one_organisation_as_for_thirty(
    client: Client, ask: Make, live: Make, another: Make, amina: User, coby: User, wijk: Neighbourhood, where: str
) -> None:
    need, counts = ask(), []
    address = reverse("pages:mine", args=[wijk.slug]) if where == "mine" else need.get_absolute_url()
    client.force_login(coby if where == "desk" else amina)
    client.get(address)  # the coordinator's first look today is written down
    for first, more in ((0, 1), (1, 2), (3, 27)):
        for number in range(first, first + more):
            live(need, another(f"Nummer{number}")[0])
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
    assert timezone.localdate() <= need.shares.first().until

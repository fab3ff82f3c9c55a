"""The work list in its four groups, over several wijken, with only the answers that fit."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Organisation, User
from needs.models import Need, Outcome, Share
from tests.cast import person
from tests.coalitions.conftest import NAME, PHONE, TEXT, TITLE, Make
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(dirk: User, client: Client) -> Client:
    client.force_login(dirk)
    return client


def groups(client: Client, query: str = "") -> list[tuple[str, str]]:
    page = client.get(f"{reverse('partner:list')}{query}")
    return [(group.value, card.title) for group, _share, card in page.context["rows"]]


def test_four_groups_in_their_order_with_their_numbers(
    worker: Client, ask: Make, live: Make, welzijn: Organisation, dirk: User
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=20), tick=False):
        live(ask(title="Laat"), welzijn)
    live(ask(title="Vers"), welzijn)
    live(ask(title="Van ons"), welzijn).answer("partly", by=dirk)
    live(ask(title="Af"), welzijn).answer("cannot", by=dirk)
    assert groups(worker) == [("new", "Vers"), ("late", "Laat"), ("ours", "Van ons"), ("done", "Af")]
    assert groups(worker, "?state=late") == [("late", "Laat")]
    page = worker.get(reverse("partner:list"))
    assert [(group.value, count) for group, count in page.context["counts"]] == [
        ("new", 1),
        ("late", 1),
        ("ours", 1),
        ("done", 1),
    ]
    assert [word for word in (NAME, PHONE, "0600000001", TEXT) if word in page.content.decode()] == []


def test_over_every_wijk_where_the_organisation_may_look(
    worker: Client, ask: Make, live: Make, welzijn: Organisation, other_wijk: Neighbourhood, theme: Theme
) -> None:
    els = person("Elsbeth", other_wijk)
    there = Need.objects.register(
        by=els, neighbourhood=other_wijk, asker=els, kind="goods", title="Daar", text=TEXT, theme=theme
    )
    live(ask(title="Hier"), welzijn)
    live(there, welzijn)
    assert sorted(groups(worker)) == [("new", "Daar"), ("new", "Hier")]


def test_another_organisation_in_another_wijk_gets_404(
    client: Client, ask: Make, live: Make, welzijn: Organisation, another: Make, els: User
) -> None:
    share = live(ask(), welzijn)
    _organisation, stranger = another("Anders")
    client.force_login(stranger)
    assert groups(client) == []
    for who in (stranger, els):
        client.force_login(who)
        for method in (client.get, client.post):
            assert method(reverse("partner:need", args=[share.pk]), {"reply": "picked_up"}).status_code == 404
        assert client.get(share.need.get_absolute_url()).status_code == 404


def test_what_a_neighbour_solved_first_is_gone_from_the_list(
    worker: Client, ask: Make, live: Make, welzijn: Organisation, coby: User
) -> None:
    share = live(ask(), welzijn)
    Outcome.objects.close(share.need, "neighbour", by=coby)
    assert groups(worker) == []
    assert worker.get(reverse("partner:need", args=[share.pk])).status_code == 404


def test_of_what_was_closed_only_the_minimum_is_left(
    worker: Client, ask: Make, live: Make, welzijn: Organisation, coby: User, dirk: User
) -> None:
    share = live(ask(), welzijn)
    share.answer("picked_up", by=dirk)
    share.need.refresh_from_db()
    Outcome.objects.close(share.need, "organisation", by=coby)
    assert groups(worker) == [("done", TITLE)]
    page = worker.get(reverse("partner:need", args=[share.pk])).content.decode()
    assert TITLE in page and "Verstuur antwoord" not in page
    assert [word for word in (NAME, PHONE, TEXT) if word in page] == []


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ([], ["picked_up", "partly", "cannot"]),
        (["picked_up"], ["done", "handed_back"]),
        (["cannot"], ["picked_up", "partly"]),
        (["picked_up", "done"], []),
    ],
)
def test_only_the_answers_that_fit(
    worker: Client, ask: Make, live: Make, welzijn: Organisation, dirk: User, before: list[str], offered: list[str]
) -> None:
    share = live(ask(), welzijn)
    for reply in before:
        share.answer(reply, by=dirk)
    form = worker.get(reverse("partner:need", args=[share.pk])).context["form"]
    assert [value for value, _label in form.fields["reply"].choices] == offered


@pytest.mark.parametrize("reply", Share.Reply.values)
@pytest.mark.parametrize("before", ["", "pause", "close", "withdraw", "picked_up", "cannot"])
def test_no_answer_at_any_moment_breaks_the_page(
    client: Client, ask: Make, live: Make, welzijn: Organisation, dirk: User, amina: User, before: str, reply: str
) -> None:
    share = live(ask(), welzijn)
    if before == "pause":
        share.need.pause(by=amina)
    elif before == "close":
        Outcome.objects.close(share.need, "self", by=amina)
    elif before == "withdraw":
        share.withdraw(by=amina)
    elif before:
        share.answer(before, by=dirk)
    client.force_login(dirk)
    page = client.post(reverse("partner:need", args=[share.pk]), {"reply": reply, "words": ""})
    assert page.status_code in (200, 302, 404)
    if before in ("pause", "close", "withdraw"):
        assert page.status_code == 404
        assert Share.objects.within(EVERYWHERE, reason="test").get(pk=share.pk).reply == ""


def test_the_queries_at_1_3_and_30_rows(
    worker: Client, ask: Make, live: Make, welzijn: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coalitions.dashboard.partner.PER_PAGE", 50)
    counts = []
    for more in (1, 2, 27):
        for number in range(more):
            live(ask(title=f"Vraag {number}"), welzijn)
        with CaptureQueriesContext(connection) as queries:
            rows = groups(worker)
        counts.append((len(rows), len(queries)))
    assert counts == [(number, counts[0][1]) for number in (1, 3, 30)]


def test_pages_of_twenty(worker: Client, ask: Make, live: Make, welzijn: Organisation) -> None:
    for number in range(23):
        live(ask(title=f"Vraag {number}"), welzijn)
    assert [len(groups(worker, f"?page={page}")) for page in (1, 2)] == [20, 3]


def test_a_worker_finds_the_way_to_ask_for_somebody_else(
    worker: Client, sit: Make, welzijn: Organisation, wijk: Neighbourhood
) -> None:
    address = reverse("needs:refer", args=[wijk.slug])
    assert address not in worker.get(reverse("partner:list")).content.decode()
    sit(welzijn)
    assert address in worker.get(reverse("partner:list")).content.decode()
    assert worker.get(address).status_code == 200

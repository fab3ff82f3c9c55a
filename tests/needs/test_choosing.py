"""Coby knows better: any offer at all, and what was arranged without her."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.lifecycle import Status
from needs.models import CallTask, FollowUp, Need, Proposal
from offers.models import Offer
from tests.audit import audit
from tests.cast import person
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def desk(client: Client, coby: User) -> Client:
    client.force_login(coby)
    return client


def address(name: str, wijk: Neighbourhood, need: Need) -> str:
    return reverse(f"needs:{name}", args=[wijk.slug, need.number])


def titles(page: Any) -> list[str]:
    return [offer.title for offer, _free in page.context["offers"]]


def test_any_offer_can_be_proposed_and_holds_a_place(
    desk: Client, wijk: Neighbourhood, need: Need, new_offer: Make
) -> None:
    offer = new_offer(title="Taart bakken", text="Appeltaart")
    assert titles(desk.get(address("choose_offer", wijk, need))) == ["Taart bakken"]
    desk.post(address("propose", wijk, need), {"offer": offer.pk})
    proposal = Proposal.objects.within(EVERYWHERE, reason="test").get()
    offer.refresh_from_db()
    assert (proposal.offer, proposal.source, proposal.match, offer.held) == (offer, "hand", None, 1)
    page = desk.get(address("choose_offer", wijk, need))
    assert [free for _offer, free in page.context["offers"]] == [False]
    audit()


def test_only_what_stands_open_here_and_is_not_the_askers_own(
    desk: Client, wijk: Neighbourhood, other_wijk: Neighbourhood, need: Need, new_offer: Make, amina: User, els: User
) -> None:
    new_offer(title="Van mijzelf", by=amina, person=amina)
    new_offer(title="Elders", by=els, person=els, neighbourhood=other_wijk)
    paused = new_offer(title="Op pauze")
    paused.pause(by=paused.person)
    new_offer(title="Dit kan")
    assert titles(desk.get(address("choose_offer", wijk, need))) == ["Dit kan"]
    elsewhere = Offer.objects.within(other_wijk, reason="test").get()
    for pk in (elsewhere.pk, paused.pk, "x", "9" * 40, ""):
        assert desk.post(address("propose", wijk, need), {"offer": pk}).status_code == 404


def test_searching_by_words(desk: Client, wijk: Neighbourhood, need: Need, new_offer: Make) -> None:
    new_offer(title="Lampen ophangen", text="Ik heb een ladder")
    new_offer(title="Taart bakken", text="Appeltaart")
    assert titles(desk.get(address("choose_offer", wijk, need), {"q": "ladder"})) == ["Lampen ophangen"]


def test_the_list_costs_the_same_at_one_three_and_thirty(
    desk: Client, wijk: Neighbourhood, need: Need, new_offer: Make, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for many in (1, 2, 27):
        for number in range(many):
            new_offer(title=f"Aanbod {number}", person=person(f"Buur {number}", wijk))
        with django_assert_max_num_queries(40) as queries:
            desk.get(address("choose_offer", wijk, need))
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_arranged_outside_is_agreed_and_followed_up_and_tells_nobody(
    desk: Client, wijk: Neighbourhood, need: Need, bram: User, amina: User
) -> None:
    from wijk.journal.tasks import run_due_errands

    desk.post(address("arranged", wijk, need), {"helper": bram.pk})
    need.refresh_from_db()
    proposal = Proposal.objects.within(EVERYWHERE, reason="test").get()
    assert (need.status, proposal.status, proposal.source) == (Status.AGREED, "agreed", "outside")
    assert FollowUp.objects.within(EVERYWHERE, reason="test").count() == 2
    run_due_errands()
    assert CallTask.objects.within(EVERYWHERE, reason="test").open().count() == 0


def test_arranged_needs_no_meeting_first(
    desk: Client, wijk: Neighbourhood, new_need: Make, bram: User, theme: Theme
) -> None:
    careful = Theme.objects.create(code="D1", label="Geld", area="D", risk=3)
    need = new_need(theme=careful)
    desk.post(address("propose", wijk, need), {"helper": bram.pk})
    assert not Proposal.objects.within(EVERYWHERE, reason="test").exists()
    desk.post(address("arranged", wijk, need), {"helper": bram.pk})
    assert Proposal.objects.within(EVERYWHERE, reason="test").get().status == "agreed"


def test_somebody_from_elsewhere_is_no_answer(desk: Client, wijk: Neighbourhood, need: Need, els: User) -> None:
    page = desk.post(address("arranged", wijk, need), {"helper": els.pk}, follow=True)
    assert "Kies iemand uit de wijk." in page.content.decode()
    assert not Proposal.objects.within(EVERYWHERE, reason="test").exists()

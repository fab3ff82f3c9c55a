"""Nog geen goed voorstel: the coordinator sees who comes nearest and why not, and keeps two people apart."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from members.models import Organisation, User
from needs.matching import engine
from needs.matching.policy import Policy
from needs.models import Apart, Match, Need, Proposal
from needs.proposing import Refused
from offers.models import Offer
from tests.cast import person
from wijk.places.models import Buurt, Neighbourhood

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
NEAR = "Wie past er bijna?"


@pytest.fixture
def desk(client: Client, coby: User) -> Client:
    client.force_login(coby)
    return client


def page(desk: Client, need: Need, query: str = "") -> str:
    answer = desk.get(need.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def aparts() -> list[tuple[int, int]]:
    return list(Apart.objects.within("everywhere", reason="test").values_list("first", "second"))


def test_who_was_not_spoken_to_is_named_with_the_reason_and_the_button(
    desk: Client, new_need: Make, new_offer: Make, wijk: Neighbourhood, bram: User
) -> None:
    need, _offer = new_need(theme=None), new_offer()
    engine.rematch(wijk)
    shown = page(desk, need)
    assert "Nog geen goed voorstel gevonden." in shown and NEAR in shown
    assert "U sprak deze helper nog niet. Dat is hier nodig." in shown and "Ik sprak deze helper" in shown
    desk.post(f"/{wijk.slug}/helpers/{bram.pk}/gesproken/", {"number": need.number})
    engine.rematch(wijk)
    assert NEAR not in page(desk, need)


def test_each_filter_says_itself_in_plain_dutch(
    desk: Client, new_need: Make, new_offer: Make, buurt: Buurt, next_buurt: Buurt
) -> None:
    need = new_need(buurt=buurt, day_parts=[0])
    new_offer(buurt=next_buurt, reach="buurt", day_parts=[5])
    shown = page(desk, need)
    for sentence in ("Het is verder weg dan iemand wil.", "Zij kunnen niet op dezelfde tijd."):
        assert sentence in shown
    assert "Ik sprak deze helper" not in shown


def test_what_is_possible_and_unlikely_can_still_be_proposed(
    desk: Client, need: Need, new_offer: Make, wijk: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_offer()
    monkeypatch.setattr(Policy, "of", classmethod(lambda cls, wijk: cls(least=0.999)))
    engine.rematch(wijk)
    shown = page(desk, need)
    assert "Nog geen goed voorstel gevonden." in shown and "Zij lijken maar een beetje op elkaar." in shown
    match = Match.objects.within(wijk, reason="test").get()
    assert (match.chosen, f'value="{match.pk}"' in shown) == (False, True)
    desk.post(f"{need.get_absolute_url()}voorstellen/", {"match": match.pk})
    assert need.proposals.get().match == match


def test_when_nobody_comes_near_it_says_so(desk: Client, new_need: Make, new_offer: Make) -> None:
    new_offer(title="Samen schaken", text="Op dinsdag.")
    assert escape("Niemand biedt iets dat hierop lijkt.") in page(desk, new_need())


def test_beside_matches_it_is_shown_when_asked_for(
    desk: Client, need: Need, new_offer: Make, wijk: Neighbourhood, buurt: Buurt, next_buurt: Buurt
) -> None:
    new_offer()
    engine.rematch(wijk)
    assert NEAR not in page(desk, need) and NEAR in page(desk, need, "?bijna")


def test_never_again_from_a_match_and_back(
    desk: Client, need: Need, new_offer: Make, wijk: Neighbourhood, amina: User, bram: User
) -> None:
    new_offer()
    engine.rematch(wijk)
    match = Match.objects.within(wijk, reason="test").get()
    desk.post(f"{need.get_absolute_url()}nooit-samen/{match.pk}/")
    engine.rematch(wijk)
    assert aparts() == [tuple(sorted((amina.pk, bram.pk)))]
    shown = page(desk, need)
    assert "U stelt deze twee niet meer samen voor." in shown and "Toch weer samen voorstellen" in shown
    row = Apart.objects.within(wijk, reason="test").get()
    desk.post(f"{need.get_absolute_url()}toch-samen/{row.pk}/")
    assert aparts() == []


def test_a_no_to_this_person_is_a_no_for_good(
    desk: Client,
    need: Need,
    new_offer: Make,
    new_need: Make,
    propose: Make,
    coby: User,
    bram: User,
    wijk: Neighbourhood,
) -> None:
    proposal = propose(need, offer=new_offer())
    desk.post(f"/{wijk.slug}/voorstellen/{proposal.pk}/gesproken/", {"side": "helper", "answer": "never"})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.said("helper").reason) == ("declined", "never_again")
    with pytest.raises(Refused):
        propose(new_need(), helper=bram)


def test_a_plain_no_keeps_nobody_apart(desk: Client, need: Need, new_offer: Make, propose: Make, wijk: Any) -> None:
    proposal = propose(need, offer=new_offer())
    desk.post(f"/{wijk.slug}/voorstellen/{proposal.pk}/gesproken/", {"side": "helper", "answer": "no"})
    assert aparts() == []


def test_after_a_proposal_they_can_be_kept_apart_and_what_waits_stops(
    desk: Client, need: Need, new_offer: Make, propose: Make, wijk: Neighbourhood, bram: User
) -> None:
    proposal = propose(need, offer=new_offer())
    desk.post(f"/{wijk.slug}/voorstellen/{proposal.pk}/nooit-samen/")
    proposal.refresh_from_db()
    assert (proposal.status, len(aparts()), bram.offers.within(wijk, reason="test").get().held) == ("withdrawn", 1, 0)


def test_an_organisation_cannot_be_kept_apart(
    desk: Client, need: Need, wijk: Neighbourhood, welzijn: Organisation, coby: User
) -> None:
    offer = Offer.objects.register(
        by=None, neighbourhood=wijk, organisation=welzijn, kinds=["help"], title="Klussen", text="Kasten"
    )
    proposal = Proposal.objects.make(need, by=coby, source="engine", offer=offer)
    match = Match.objects.create(need=need, offer=offer, score=1)
    for address in (f"/{wijk.slug}/voorstellen/{proposal.pk}/", need.get_absolute_url()):
        tail = f"nooit-samen/{match.pk}/" if "vragen" in address else "nooit-samen/"
        assert desk.post(address + tail).status_code == 404
    assert aparts() == []


@pytest.mark.parametrize("who", ["amina", "bram", "els"])
def test_only_the_coordinator_keeps_apart_and_sees_it(
    client: Client, need: Need, new_offer: Make, wijk: Neighbourhood, coby: User, who: str, request: Any
) -> None:
    new_offer()
    engine.rematch(wijk)
    match = Match.objects.within(wijk, reason="test").get()
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"{need.get_absolute_url()}nooit-samen/{match.pk}/").status_code == 404
    Apart.objects.keep(need.asker, match.offer.person, neighbourhood=wijk, by=coby)
    assert list(Apart.objects.visible_to(request.getfixturevalue(who))) == []


def test_twice_has_one_effect(wijk: Neighbourhood, amina: User, bram: User, coby: User) -> None:
    first = Apart.objects.keep(amina, bram, neighbourhood=wijk, by=coby)
    assert Apart.objects.keep(bram, amina, neighbourhood=wijk, by=coby) == first


@pytest.mark.parametrize("address", ["toch-samen/999999999999999999/", "nooit-samen/999999999999999999/"])
def test_a_number_of_nobody_is_no_page(desk: Client, need: Need, address: str) -> None:
    assert desk.post(need.get_absolute_url() + address).status_code == 404


def test_the_page_costs_as_many_queries_with_1_3_and_30_who_come_near(
    desk: Client, new_need: Make, new_offer: Make, wijk: Neighbourhood, django_assert_num_queries: Any
) -> None:
    from tests.needs.test_query_counts import counts, equal

    need = new_need(theme=None)

    def add(many: int) -> None:
        for _number in range(many):
            new_offer(person=person("Helper", wijk))

    assert equal(counts(desk, need.get_absolute_url(), add))

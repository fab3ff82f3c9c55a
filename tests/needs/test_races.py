"""Many at once: no place is given twice, one need gets one helper, and a double click has one effect."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from members.models import User
from needs.lifecycle import Status
from needs.models import Answer, FollowUp, Need, Outcome, Proposal
from needs.proposing import Refused
from offers.models import Offer
from tests.audit import audit
from tests.cast import person
from tests.threads import at_once
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

MANY = 40
Make = Callable[..., Any]


@pytest.fixture
def db(race: None) -> Iterator[None]:
    """Real connections instead of one transaction; the audit closes every race."""
    yield
    audit()


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


def naive_hold(offer_id: int, gate: Callable[[], Any]) -> bool:
    """Read, check, save: how one would write it without thinking of the neighbour."""
    offer = rows(Offer).get(pk=offer_id)
    if offer.held >= offer.places:
        return False
    gate()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE offers_offer SET held = %s, asked = asked + 1 WHERE id = %s", [offer.held + 1, offer_id])
    return True


def test_the_naive_form_gives_more_places_than_there_are(new_offer: Make) -> None:
    offer = new_offer(places=3)
    gate = threading.Barrier(MANY)
    given = at_once([partial(naive_hold, offer.pk, gate.wait)] * MANY)
    assert given.count(True) > 3
    rows(Offer).filter(pk=offer.pk).update(held=0)


def test_forty_proposals_for_three_places_give_three(new_offer: Make, new_need: Make, coby: User) -> None:
    offer = new_offer(places=3)
    needs = [new_need() for _number in range(MANY)]
    said = at_once([partial(Proposal.objects.make, n, by=coby, source="hand", offer=offer) for n in needs])
    assert sum(isinstance(answer, Proposal) for answer in said) == 3
    assert {type(answer) for answer in said} == {Proposal, Refused}
    offer.refresh_from_db()
    assert (offer.held, offer.asked, rows(Proposal).count()) == (3, 3, 3)
    assert rows(Need).filter(status=Status.PROPOSED).count() == 3


def test_nobody_is_asked_more_often_than_they_said(new_offer: Make, new_need: Make, coby: User) -> None:
    offer = new_offer(places=30, rhythm="monthly")
    needs = [new_need() for _number in range(MANY)]
    said = at_once([partial(Proposal.objects.make, n, by=coby, source="hand", offer=offer) for n in needs])
    assert sum(isinstance(answer, Proposal) for answer in said) == 2
    offer.refresh_from_db()
    assert (offer.held, offer.asked) == (2, 2)


def test_the_same_proposal_forty_times_is_one(new_offer: Make, need: Need, coby: User) -> None:
    offer = new_offer(places=50)
    said = at_once([partial(Proposal.objects.make, need, by=coby, source="hand", offer=offer)] * MANY)
    assert sum(isinstance(answer, Proposal) for answer in said) == 1
    assert {type(answer) for answer in said} == {Proposal, Refused}
    offer.refresh_from_db()
    assert offer.held == 1


def several(need: Need, wijk: Neighbourhood, coby: User, many: int) -> list[Proposal]:
    made = []
    for number in range(many):
        helper = person(f"Helper {number}", wijk)
        offer = Offer.objects.register(
            by=helper, neighbourhood=wijk, person=helper, kinds=["help"], title="Klus", text="Klus", rhythm="anytime"
        )
        proposal = Proposal.objects.make(need, by=coby, source="hand", offer=offer)
        made.append(proposal.reply("helper", True, by=coby, how="spoken"))
    return made


def test_forty_second_yeses_over_five_proposals_agree_on_one(need: Need, wijk: Neighbourhood, coby: User) -> None:
    made = several(need, wijk, coby, 5)
    said = at_once([partial(p.reply, "asker", True, by=need.asker) for p in made * (MANY // len(made))])
    assert {type(answer) for answer in said} == {Proposal, Refused}
    need.refresh_from_db()
    assert need.status == Status.AGREED
    assert sorted(rows(Proposal).values_list("status", flat=True)) == ["agreed", *["withdrawn"] * 4]
    assert rows(Entry).filter(verb="need.agreed").count() == 1
    assert rows(FollowUp).count() == 2


def test_a_double_click_on_yes_has_one_effect(new_offer: Make, need: Need, propose: Make, bram: User) -> None:
    proposal = propose(need, offer=new_offer())
    proposal.reply("asker", True, by=need.asker)
    at_once([partial(proposal.reply, "helper", True, by=bram)] * 8)
    assert (Answer.objects.count(), rows(FollowUp).count()) == (2, 2)
    assert rows(Entry).filter(verb__in=["proposal.agreed", "need.agreed", "followup.scheduled"]).count() == 3


def test_yes_and_yes_at_the_same_moment_agree(new_offer: Make, need: Need, propose: Make, bram: User) -> None:
    proposal = propose(need, offer=new_offer())
    at_once([partial(proposal.reply, "helper", True, by=bram), partial(proposal.reply, "asker", True, by=need.asker)])
    proposal.refresh_from_db()
    assert proposal.status == "agreed"


@pytest.mark.parametrize("turn", range(6))
def test_withdrawing_and_accepting_at_once_end_in_one_of_the_two(
    turn: int, new_offer: Make, need: Need, propose: Make, bram: User
) -> None:
    offer = new_offer()
    proposal = propose(need, offer=offer)
    proposal.reply("asker", True, by=need.asker)
    calls = [
        partial(proposal.reply, "helper", True, by=bram),
        partial(Outcome.objects.close, rows(Need).get(pk=need.pk), "withdrawn", by=need.asker),
    ]
    said = at_once(calls if turn % 2 else calls[::-1])
    assert {type(answer) for answer in said} <= {Proposal, Outcome, Refused}
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.status, offer.held, rows(Outcome).count()) == (Status.CLOSED, 0, 1)
    assert rows(Proposal).get().status == "withdrawn"
    assert rows(FollowUp).waiting().count() == 0


def test_pausing_and_accepting_at_once_never_leave_a_pause_over_an_agreement(
    new_offer: Make, need: Need, propose: Make, bram: User
) -> None:
    proposal = propose(need, offer=new_offer())
    proposal.reply("asker", True, by=need.asker)
    stale = rows(Need).get(pk=need.pk)
    at_once([partial(proposal.reply, "helper", True, by=bram), partial(stale.pause, by=need.asker)])
    need.refresh_from_db()
    proposal.refresh_from_db()
    assert (need.status, proposal.status) in {(Status.AGREED, "agreed"), (Status.PAUSED, "withdrawn")}


def test_asking_how_it_went_and_an_answer_at_once_do_not_wait_for_each_other(
    new_offer: Make, need: Need, agree: Make
) -> None:
    agree(need, offer=new_offer())
    row = rows(FollowUp).get(side="asker")
    said = at_once([row.ask, partial(row.reply, "yes", by=need.asker)] * 4)
    assert [answer for answer in said if isinstance(answer, Exception)] == []
    need.refresh_from_db()
    assert (need.status, rows(Outcome).count()) == (Status.CLOSED, 1)


def test_two_nos_of_one_proposal_open_the_need_once(new_offer: Make, need: Need, agree: Make, bram: User) -> None:
    agree(need, offer=new_offer())
    asker, helper = rows(FollowUp).order_by("side")
    at_once([partial(asker.reply, "no", by=need.asker), partial(helper.reply, "no", by=bram)] * 4)
    need.refresh_from_db()
    assert (need.status, need.reopened) == (Status.OPEN, 1)


def test_a_place_that_is_given_back_goes_to_one_of_those_who_wait(
    new_offer: Make, new_need: Make, propose: Make, coby: User
) -> None:
    offer = new_offer()
    first = propose(new_need(), offer=offer)
    waiting = [new_need() for _number in range(10)]
    calls = [partial(Proposal.objects.make, n, by=coby, source="hand", offer=offer) for n in waiting]
    at_once([partial(first.end, "withdrawn", by=coby), *calls])
    offer.refresh_from_db()
    assert offer.held <= 1


def test_the_table_itself_refuses_one_place_too_many(new_offer: Make) -> None:
    offer = new_offer(places=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(Offer).filter(pk=offer.pk).update(held=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(Offer).filter(pk=offer.pk).update(held=-1)

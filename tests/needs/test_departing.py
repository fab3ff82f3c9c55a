"""Moved, admitted or died: everything stops in one transaction, and the coordinator tells who must know."""

from collections.abc import Callable
from typing import Any

import pytest

from members.models import Departure, User
from members.notices.models import Notice
from needs.lifecycle import Status
from needs.models import CallTask, FollowUp, Outcome, Proposal
from offers.models import Offer
from tests.audit import audit
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def rows(model: Any) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


def tells() -> list[tuple[str, int]]:
    found = rows(CallTask).open().filter(reason="tell").order_by("pk")
    return [(task.reason, task.person_id) for task in found]


@pytest.mark.parametrize("kind", ["moved", "admitted", "died"])
def test_an_asker_who_leaves_is_left_in_peace(
    kind: str,
    new_need: Make,
    new_offer: Make,
    propose: Make,
    agree: Make,
    amina: User,
    bram: User,
    coby: User,
) -> None:
    offer = new_offer(places=5)
    asked, settled, private = new_need(), new_need(), new_need()
    propose(asked, offer=offer)
    agree(settled, offer=offer)
    CallTask.objects.plan("promised", neighbourhood=asked.neighbourhood, person=amina, need=private)
    Departure.objects.record(amina, kind, by=coby)
    offer.refresh_from_db()
    assert offer.held == 0
    assert sorted(rows(Proposal).values_list("status", flat=True)) == ["withdrawn", "withdrawn"]
    assert rows(FollowUp).waiting().count() == 0
    assert sorted(rows(Outcome).values_list("kind", flat=True)) == [kind] * 3
    assert {(n.status) for n in (asked, settled, private) if n.refresh_from_db() is None} == {Status.CLOSED}
    assert tells() == [("tell", bram.pk)] * 2
    assert rows(CallTask).open().filter(person=amina).count() == 0
    amina.refresh_from_db()
    assert amina.is_active is (kind != "died")
    audit()


@pytest.mark.parametrize(("kind", "status"), [("moved", "ended"), ("admitted", "paused"), ("died", "ended")])
def test_a_helper_who_leaves_is_asked_nothing_more(
    kind: str,
    status: str,
    new_need: Make,
    new_offer: Make,
    agree: Make,
    amina: User,
    bram: User,
    coby: User,
    wijk: Neighbourhood,
) -> None:
    offer, settled = new_offer(), new_need()
    agree(settled, offer=offer)
    Notice.objects.tell(bram, "proposal.waiting", "x", neighbourhood=wijk, proposal=1)
    Departure.objects.record(bram, kind, by=coby)
    settled.refresh_from_db()
    offer.refresh_from_db()
    assert (settled.status, offer.status, offer.held) == (Status.OPEN, status, 0)
    assert tells() == [("tell", amina.pk)]
    assert [n.status for n in rows(Notice)] == [Notice.Status.STOPPED]
    audit()


def test_when_one_floor_fails_nothing_has_happened(
    new_need: Make,
    new_offer: Make,
    propose: Make,
    amina: User,
    coby: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from members.notices import departing

    asked = new_need()
    propose(asked, offer=new_offer())

    def fail(_departure: Departure) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(departing, "leave", fail)
    with pytest.raises(OSError, match="disk"):
        Departure.objects.record(amina, "died", by=coby)
    asked.refresh_from_db()
    amina.refresh_from_db()
    assert (asked.status, amina.is_active, Departure.objects.count(), tells()) == (Status.PROPOSED, True, 0, [])
    assert rows(Proposal).get().status == "open"


def test_coming_back_opens_the_door_and_revives_nothing(
    new_need: Make,
    amina: User,
    coby: User,
) -> None:
    asked = new_need()
    departure = Departure.objects.record(amina, "died", by=coby)
    departure.undo(by=coby)
    asked.refresh_from_db()
    amina.refresh_from_db()
    assert (amina.is_active, asked.status, rows(Offer).count()) == (True, Status.CLOSED, 0)
    Departure.objects.record(amina, "moved", by=coby)

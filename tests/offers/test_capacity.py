"""Nooit vaker dan dit: places, and how often somebody may be asked in thirty days."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.models import User
from offers import capacity
from offers.models import ASKS, Offer, Rhythm
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = [pytest.mark.django_db, pytest.mark.unaudited]  # places are held here without a proposal


@pytest.fixture
def offer(wijk: Neighbourhood, bram: User) -> Offer:
    return Offer.objects.register(
        by=bram,
        neighbourhood=wijk,
        person=bram,
        kinds=["help"],
        title="Klus",
        text="Klus",
        rhythm=Rhythm.MONTHLY,
        places=9,
    )


def change(offer: Offer, **fields: Any) -> None:
    Offer.objects.within(EVERYWHERE, reason="test").filter(pk=offer.pk).update(**fields)
    offer.refresh_from_db()


@pytest.mark.parametrize(("rhythm", "times"), [(r, n) for r, n in ASKS.items() if n])
def test_after_the_last_time_nobody_asks_again(offer: Offer, rhythm: str, times: int) -> None:
    change(offer, rhythm=rhythm, asks=times)
    assert [capacity.hold(offer.pk) for _turn in range(times + 2)] == [True] * times + [False] * 2
    for _turn in range(times):
        capacity.release(offer.pk)
    assert capacity.hold(offer.pk) is False, "a place that comes free is no new asking"


def test_thirty_days_later_the_count_begins_again(offer: Offer) -> None:
    today = timezone.localdate()
    change(offer, asked=2, asked_since=today - timedelta(days=29))
    assert capacity.hold(offer.pk) is False
    change(offer, asked_since=today - timedelta(days=30))
    assert capacity.hold(offer.pk) is True
    offer.refresh_from_db()
    assert (offer.asked, offer.asked_since, offer.held) == (1, today, 1)


def test_as_often_as_needed_is_bounded_by_places_only(offer: Offer) -> None:
    change(offer, rhythm="anytime", asks=None)
    assert [capacity.hold(offer.pk) for _turn in range(10)] == [True] * 9 + [False]


@pytest.mark.parametrize(
    "fields", [{"status": "paused"}, {"status": "ended"}, {"until": timezone.localdate() - timedelta(days=1)}]
)
def test_what_does_not_stand_is_not_held(offer: Offer, fields: dict[str, Any]) -> None:
    change(offer, **fields)
    assert capacity.hold(offer.pk) is False
    offer.refresh_from_db()
    assert (offer.held, offer.asked) == (0, 0)


def test_askable_says_what_hold_does(offer: Offer) -> None:
    """The engine's filter and the statement that holds agree on the edge."""
    rows = Offer.objects.within(EVERYWHERE, reason="test")
    for asked, held in ((0, 0), (1, 8), (2, 0), (0, 9), (1, 9)):
        change(offer, asked=asked, held=held, asked_since=timezone.localdate())
        assert (rows.askable().filter(pk=offer.pk).exists(), asked, held) == (capacity.hold(offer.pk), asked, held)

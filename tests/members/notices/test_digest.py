"""The wijkbericht: at eight local time, once a local week, only when there is news, also when the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from members.models import Departure, User
from members.notices import delivery, digest
from members.notices.models import Notice
from offers.models import Offer
from tests.members.notices.conftest import Sink
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
TUESDAY = "2026-11-24T08:30:00+01:00"


def offer(person: User, wijk: Neighbourhood, title: str = "Soep voor wie wil") -> Offer:
    return Offer.objects.register(
        by=person, neighbourhood=wijk, person=person, kinds=["help"], title=title, text="Soep"
    )


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-11-24T07:59:00+01:00", None),
        ("2026-11-24T08:00:00+01:00", "2026-W48"),
        ("2026-11-25T08:30:00+01:00", None),
        ("2026-03-31T08:00:00+02:00", "2026-W14"),  # two days after the clock went forward
        ("2026-10-27T08:00:00+01:00", "2026-W44"),  # two days after it went back
    ],
)
def test_it_is_due_at_eight_on_its_own_day(wijk: Neighbourhood, moment: str, week: str | None) -> None:
    found = digest.window(wijk, datetime.fromisoformat(moment))
    assert (found[2] if found else None) == week


def test_windows_touch_and_never_overlap(wijk: Neighbourhood) -> None:
    """Each Tuesday of two years, over both changes of the clock: one window ends where the next begins."""
    day, windows = datetime(2026, 1, 6, 7, 0, tzinfo=UTC), []
    for _week in range(104):
        local = day.astimezone(wijk.zone).replace(hour=8, minute=0)
        windows.append(digest.window(wijk, local))
        day += timedelta(days=7)
    assert all(a[1] == b[0] for a, b in zip(windows, windows[1:], strict=False))
    assert len({window[2] for window in windows}) == 104


def test_news_goes_once_a_week_and_names_nobody(sink: Sink, wijk: Neighbourhood, bram: User, coby: User) -> None:
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        offer(bram, wijk)
    with time_machine.travel(TUESDAY, tick=False):
        assert (digest.plan(), digest.plan()) == (1, 0)
        delivery.drain()
    assert [mail["To"] for mail in sink.mails] == [coby.email]
    text = sink.texts()[0]
    assert "Soep voor wie wil" in text and bram.name not in text and "Amina" not in text


def test_nothing_new_sends_nothing(wijk: Neighbourhood, coby: User) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        assert digest.plan() == 0
    assert not Notice.objects.within(wijk, reason="test").exists()


def test_another_wijk_gets_its_own_news_only(wijk: Neighbourhood, bram: User, els: User) -> None:
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        offer(bram, wijk)
    with time_machine.travel(TUESDAY, tick=False):
        digest.plan()
    assert list(Notice.objects.within(wijk, reason="test").values_list("person", flat=True)) == []


def test_who_lives_in_two_wijken_gets_one_a_week(
    sink: Sink, wijk: Neighbourhood, other_wijk: Neighbourhood, bram: User, els: User
) -> None:
    els.move_to(wijk, by=els)
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        offer(bram, wijk)
        offer(bram, other_wijk)
    with time_machine.travel(TUESDAY, tick=False):
        assert (digest.plan(), digest.plan()) == (1, 0)
        delivery.drain()
    assert [mail["To"] for mail in sink.mails] == [els.email]


def test_who_departed_gets_none(wijk: Neighbourhood, bram: User, coby: User) -> None:
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        offer(coby, wijk)
        Departure.objects.record(bram, "admitted", by=coby)
    with time_machine.travel(TUESDAY, tick=False):
        assert digest.plan() == 0

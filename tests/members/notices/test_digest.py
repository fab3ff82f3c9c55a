"""The wijkbericht: at eight local time, once a local week, only when there is news, also when the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from members.models import Departure, User
from members.notices import delivery, digest
from members.notices.models import Notice
from offers.models import Offer
from tests.cast import person
from tests.members.notices.conftest import Sink
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
TUESDAY = "2026-11-24T08:30:00+01:00"


def offer(giver: User, wijk: Neighbourhood, title: str = "Soep voor wie wil") -> Offer:
    return Offer.objects.register(by=giver, neighbourhood=wijk, person=giver, kinds=["help"], title=title, text="Soep")


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-11-24T07:59:00+01:00", None),
        ("2026-11-24T08:00:00+01:00", "2026-W48"),
        ("2026-11-23T12:00:00+01:00", None),  # Monday: this week's comes tomorrow
        ("2026-11-25T03:00:00+01:00", "2026-W48"),  # nothing ran on Tuesday
        ("2026-11-29T23:59:00+01:00", "2026-W48"),  # the last minute of the local week
        ("2026-11-30T00:00:00+01:00", None),
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


def test_a_day_without_a_worker_is_made_up_for_that_week_and_only_once(
    sink: Sink, wijk: Neighbourhood, bram: User, coby: User
) -> None:
    """Nothing ran on Tuesday. On Thursday Coby gets Tuesday's news, and nothing of what came after it."""
    for moment, title in (("2026-11-23T12:00:00+01:00", "Soep"), ("2026-11-24T08:00:00+01:00", "Te laat")):
        with time_machine.travel(moment, tick=False):
            offer(bram, wijk, title)
    with time_machine.travel("2026-11-26T15:00:00+01:00", tick=False):
        assert (digest.plan(), digest.plan()) == (1, 0)
        delivery.drain()
    with time_machine.travel("2026-11-29T20:00:00+01:00", tick=False):
        assert digest.plan() == 0
    with time_machine.travel("2026-12-01T08:00:00+01:00", tick=False):
        assert digest.plan() == 1
        delivery.drain()
    told = [("Soep" in text, "Te laat" in text) for text in sink.texts()]
    assert told == [(True, False), (False, True)]


def test_who_comes_in_after_the_day_waits_for_the_next(wijk: Neighbourhood, bram: User, coby: User) -> None:
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        offer(bram, wijk)
    with time_machine.travel(TUESDAY, tick=False):
        digest.plan()
    with time_machine.travel("2026-11-26T15:00:00+01:00", tick=False):
        person("Nieuw", wijk, email="nieuw@voorbeeld.example")
        assert digest.plan() == 0


def test_one_reader_who_fails_keeps_nobody_else_waiting(
    wijk: Neighbourhood, bram: User, coby: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is tried again at the next turn."""
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        offer(person("Gever", wijk), wijk)
    real = digest.sections

    def poisoned(reader: User, *window: object) -> object:
        if reader == bram:
            raise ValueError
        return real(reader, *window)

    with time_machine.travel(TUESDAY, tick=False):
        monkeypatch.setattr(digest, "sections", poisoned)
        assert (digest.plan(), digest.plan()) == (1, 0)
        monkeypatch.setattr(digest, "sections", real)
        assert (digest.plan(), digest.plan()) == (1, 0)
    told = Notice.objects.within(wijk, reason="test").values_list("person", flat=True)
    assert sorted(told) == sorted([bram.pk, coby.pk])


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

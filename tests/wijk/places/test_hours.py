"""Promises count the desk's own working days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from wijk.places.hours import Desk, public_holidays

AMS = ZoneInfo("Europe/Amsterdam")
MORNINGS = Desk({day: [(time(9), time(12))] for day in (0, 1, 3)})  # Monday, Tuesday, Thursday


def at(day: str, clock: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=AMS)


def test_two_working_days_after_thursday_is_tuesday() -> None:
    assert MORNINGS.add_working_days(date(2026, 11, 19), 2) == date(2026, 11, 24)


def test_zero_working_days_is_the_day_itself() -> None:
    assert MORNINGS.add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_a_closure_and_easter_monday_do_not_count() -> None:
    desk = Desk(MORNINGS.hours, [(date(2026, 4, 7), date(2026, 4, 9))])
    assert desk.add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2027, 4, 27), True),  # a Tuesday
        (date(2025, 4, 27), False),  # a Sunday: the King moves
        (date(2025, 4, 26), True),
        (date(2025, 5, 5), True),  # every fifth year
        (date(2026, 5, 5), False),
        (date(2026, 12, 25), True),
        (date(2026, 4, 6), True),  # Easter Monday
        (date(2026, 5, 14), True),  # Ascension
    ],
)
def test_dutch_public_holidays(day: date, off: bool) -> None:
    assert (day in public_holidays(day.year)) is off


def test_it_is_open_only_inside_its_hours() -> None:
    assert [MORNINGS.is_open(at("2026-11-24", clock)) for clock in ("08:59", "09:00", "11:59", "12:00")] == [
        False,
        True,
        True,
        False,
    ]
    assert MORNINGS.is_open(at("2026-11-25")) is False


def test_the_next_opening_is_later_today_or_another_day() -> None:
    assert MORNINGS.next_opening(at("2026-11-24", "08:00")) == at("2026-11-24", "09:00")
    assert MORNINGS.next_opening(at("2026-11-24", "12:30")) == at("2026-11-26", "09:00")


def test_the_clock_may_change_in_between() -> None:
    """On 29 March 2026 an hour falls out: nine in the morning is 7 UTC on Monday, and was 8 UTC on Thursday."""
    opening = MORNINGS.next_opening(datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert opening is not None and opening.astimezone(UTC) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    back = MORNINGS.next_opening(datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert back is not None and back.astimezone(UTC) == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_a_moment_in_another_zone_is_read_on_the_desks_clock() -> None:
    assert MORNINGS.is_open(datetime(2026, 11, 24, 8, 30, tzinfo=UTC)) is True


def test_a_desk_without_hours_is_never_open_and_counts_weekdays() -> None:
    desk = Desk()
    assert (desk.is_open(at("2026-11-24")), desk.next_opening(at("2026-11-24"))) == (False, None)
    assert desk.add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)


def test_a_desk_that_never_opens_again_says_so() -> None:
    desk = Desk(MORNINGS.hours, [(date(2026, 1, 1), date(2035, 1, 1))])
    with pytest.raises(ValueError, match="never"):
        desk.add_working_days(date(2026, 6, 1), 1)
    assert desk.next_opening(at("2026-06-01")) is None


def test_working_days_between() -> None:
    assert MORNINGS.working_days_between(date(2026, 11, 19), date(2026, 11, 24)) == 2
    assert MORNINGS.working_days_between(date(2026, 11, 24), date(2026, 11, 19)) == 0


def test_working_days_are_not_counted_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        MORNINGS.add_working_days(date(2026, 11, 24), -1)


def test_a_desk_that_opens_twice_a_day_opens_again_after_lunch() -> None:
    desk = Desk({1: [(time(9), time(12)), (time(13), time(17))]})
    assert desk.next_opening(at("2026-11-24", "12:15")) == at("2026-11-24", "13:00")
    assert (desk.is_open(at("2026-11-24", "12:15")), desk.is_open(at("2026-11-24", "13:15"))) == (False, True)
    assert desk.next_opening(at("2026-11-24", "17:00")) == at("2026-12-01", "09:00")


def test_it_is_closed_all_day_on_a_holiday_and_in_a_closure() -> None:
    kings_day = at("2026-04-27")  # a Monday
    assert (MORNINGS.is_open(kings_day), MORNINGS.next_opening(kings_day)) == (False, at("2026-04-28", "09:00"))
    desk = Desk(MORNINGS.hours, [(date(2026, 11, 23), date(2026, 11, 24))])
    assert (desk.is_open(at("2026-11-24")), desk.next_opening(at("2026-11-23"))) == (False, at("2026-11-26", "09:00"))


@pytest.mark.parametrize(("clock", "open_"), [("07:59", False), ("08:00", True), ("10:59", True), ("11:00", False)])
def test_it_opens_by_the_new_clock_on_the_morning_that_it_changed(clock: str, open_: bool) -> None:
    """A Sunday desk from nine to twelve on 25 October 2026, when winter time begins: eight to eleven in UTC."""
    sunday = Desk({6: [(time(9), time(12))]})
    assert sunday.is_open(datetime.fromisoformat(f"2026-10-25T{clock}+00:00")) is open_


def test_the_turn_of_the_year_counts_the_holidays_of_both_years() -> None:
    every_weekday = Desk({day: [(time(9), time(17))] for day in range(5)})
    assert every_weekday.add_working_days(date(2026, 12, 24), 6) == date(2027, 1, 5)

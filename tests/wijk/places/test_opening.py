"""Opening hours as people say them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from wijk.places.templatetags.opening import hours_in_words, opening_in_words

ZONE = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=ZONE)
MORNING, AFTERNOON = (time(9), time(12)), (time(13, 30), time(17))


def test_days_in_a_row_become_from_and_to() -> None:
    assert hours_in_words({day: [MORNING] for day in range(5)}) == ["Maandag tot en met vrijdag, van 9 tot 12 uur."]


def test_loose_days_are_named() -> None:
    assert hours_in_words({0: [MORNING], 1: [MORNING], 3: [MORNING]}) == [
        "Maandag, dinsdag en donderdag, van 9 tot 12 uur."
    ]


def test_other_hours_are_another_sentence() -> None:
    assert hours_in_words({0: [MORNING, AFTERNOON], 4: [MORNING]}) == [
        "Maandag, van 9 tot 12 uur en van 13.30 tot 17 uur.",
        "Vrijdag, van 9 tot 12 uur.",
    ]


def test_a_desk_without_hours_says_nothing() -> None:
    assert hours_in_words({}) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (24, "vandaag om 9.30 uur"),
        (25, "morgen om 9.30 uur"),
        (30, "maandag om 9.30 uur"),
    ],
)
def test_within_a_week_the_day_is_enough(day: int, words: str) -> None:
    assert opening_in_words(TUESDAY.replace(day=day, hour=9, minute=30), TUESDAY) == words


def test_the_same_day_next_week_gets_its_date() -> None:
    assert opening_in_words(datetime(2026, 12, 1, 9, tzinfo=ZONE), TUESDAY) == "dinsdag 1 december om 9 uur"

"""Dates, hours and telephone numbers as people say them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from wijk.places.templatetags.dutch import datum, datum_tijd, klok, nummer

AMS = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def november() -> object:
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        yield


def test_a_date_of_this_year_has_no_year() -> None:
    assert datum(date(2026, 12, 1)) == "dinsdag 1 december"
    assert datum(date(2027, 1, 1)) == "vrijdag 1 januari 2027"


def test_a_moment_is_told_on_the_dutch_clock() -> None:
    assert datum_tijd(datetime(2026, 12, 1, 9, tzinfo=UTC)) == "dinsdag 1 december, 10.00 uur"
    assert datum_tijd(datetime(2026, 7, 31, 22, 5, tzinfo=UTC)) == "zaterdag 1 augustus, 0.05 uur"
    assert datum(datetime(2026, 7, 31, 22, 5, tzinfo=UTC)) == "zaterdag 1 augustus"


def test_both_hours_of_the_night_that_the_clock_goes_back() -> None:
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert [klok(moment) for moment in twice] == ["2.30", "2.30"]
    assert klok(datetime(2026, 3, 29, 1, tzinfo=UTC)) == "3.00"


def test_a_clock_time() -> None:
    assert (klok(time(9)), klok(time(0)), klok(datetime(2026, 11, 24, 17, 45, tzinfo=AMS))) == ("9.00", "0.00", "17.45")


def test_what_is_missing_says_nothing() -> None:
    page = Template("{{ nobody.day|datum }}{{ nobody.day|klok }}{{ nobody.day|datum_tijd }}{{ nobody.phone|nummer }}")
    assert page.render(Context()) == ""
    assert (datum(None), klok(None), datum_tijd(None), nummer(None)) == ("", "", "", "")


def test_another_language_has_its_own_names_of_days() -> None:
    with translation.override("en"):
        assert datum(date(2026, 12, 1)) == "Tuesday 1 December"


@pytest.mark.parametrize(
    ("number", "said"),
    [("0600000000", "06-00000000"), ("0300000000", "030-0000000"), ("08000000", "08000000"), ("112", "112"), ("", "")],
)
def test_telephone_numbers(number: str, said: str) -> None:
    assert nummer(number) == said

"""What a neighbourhood chose for itself, and its own clock."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import URLPattern, get_resolver

from wijk.places.models import Closure, Neighbourhood
from wijk.places.models.neighbourhood import RESERVED, known_zone, not_reserved

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)  # ten o'clock in the Netherlands


def test_promises_count_its_own_working_days(wijk: Neighbourhood) -> None:
    Closure.objects.create(neighbourhood=wijk, first=date(2026, 11, 26), last=date(2026, 11, 26))
    with time_machine.travel(TUESDAY):
        assert wijk.due(1) == date(2026, 11, 30)
        assert wijk.due(2, start=date(2026, 12, 1)) == date(2026, 12, 7)


def test_its_day_begins_on_its_own_clock(wijk: Neighbourhood) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)):
        assert (wijk.today(), wijk.now().utcoffset()) == (date(2026, 11, 25), wijk.zone.utcoffset(wijk.now()))
        wijk.time_zone = "America/Curacao"
        assert wijk.today() == date(2026, 11, 24)


def test_the_desk_opens_and_closes(wijk: Neighbourhood) -> None:
    with time_machine.travel(TUESDAY):
        assert wijk.is_open is True
    with time_machine.travel(TUESDAY.replace(hour=12)):
        assert (wijk.is_open, wijk.next_opening) == (False, datetime(2026, 11, 26, 8, tzinfo=UTC))


def test_the_desk_is_read_once(wijk: Neighbourhood, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert [wijk.is_open, wijk.next_opening, wijk.due(3)] != []


def test_one_without_hours_is_never_open(other_wijk: Neighbourhood) -> None:
    with time_machine.travel(TUESDAY):
        assert (other_wijk.is_open, other_wijk.next_opening) == (False, None)
        assert other_wijk.due(2) == date(2026, 11, 26)


@pytest.mark.parametrize("name", ["Europe/Amsterdm", "", "Europe", "../etc/passwd", "x\0y"])
def test_a_time_zone_that_does_not_exist_is_refused(wijk: Neighbourhood, name: str) -> None:
    with pytest.raises(ValidationError):
        known_zone(name)
    wijk.time_zone = name
    with pytest.raises(ValidationError) as refused:
        wijk.full_clean()
    assert list(refused.value.message_dict) == ["time_zone"]


def test_no_slug_hides_a_page_of_the_site() -> None:
    """Each first word of an address without a wijk is kept free."""
    entries = [str(entry.pattern) for entry in _flat(get_resolver())]
    first = {entry.split("/")[0] for entry in entries if entry and not entry.startswith("<slug:wijk>")}
    assert first - RESERVED == set()
    for word in RESERVED:
        with pytest.raises(ValidationError):
            not_reserved(word)
    not_reserved("moerwijk")


def _flat(resolver: Any) -> list[Any]:
    """The entries below an empty prefix stand at the root too."""
    found = []
    for entry in resolver.url_patterns:
        found += [entry] if isinstance(entry, URLPattern) or str(entry.pattern) else _flat(entry)
    return found


@pytest.mark.parametrize("field", ["answer_within", "proposal_days", "consent_days"])
def test_a_promise_takes_at_least_a_day(wijk: Neighbourhood, field: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Neighbourhood.objects.filter(pk=wijk.pk).update(**{field: 0})


def test_the_digest_goes_on_a_day_of_the_week(wijk: Neighbourhood) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Neighbourhood.objects.filter(pk=wijk.pk).update(digest_weekday=7)


def test_a_gemeente_with_a_neighbourhood_stays(wijk: Neighbourhood) -> None:
    with pytest.raises(ProtectedError):
        wijk.municipality.delete()


def test_its_address(wijk: Neighbourhood) -> None:
    assert wijk.get_absolute_url() == "/zebraspoor/"

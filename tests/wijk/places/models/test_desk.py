"""Hours and closures that cannot be are refused, by the form and by the database."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from wijk.places.models import Closure, Neighbourhood, OpeningHours

pytestmark = pytest.mark.django_db
WRONG = [
    (OpeningHours, {"weekday": 1, "opens": time(12), "closes": time(9)}),
    (OpeningHours, {"weekday": 1, "opens": time(9), "closes": time(9)}),
    (OpeningHours, {"weekday": 7, "opens": time(9), "closes": time(12)}),
    (Closure, {"first": date(2026, 12, 31), "last": date(2026, 12, 24)}),
]


@pytest.mark.parametrize(("model", "fields"), WRONG)
def test_what_cannot_be_is_refused(wijk: Neighbourhood, model: Any, fields: dict[str, Any]) -> None:
    row = model(neighbourhood=wijk, **fields)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_closure_may_be_one_day(wijk: Neighbourhood) -> None:
    closure = Closure.objects.create(neighbourhood=wijk, first=date(2026, 12, 24), last=date(2026, 12, 24))
    closure.full_clean()
    assert wijk.desk.is_working_day(date(2026, 12, 24)) is False


def test_hours_say_themselves(wijk: Neighbourhood) -> None:
    assert [str(row) for row in wijk.opening_hours.all()] == [
        "maandag 09.00–12.00",
        "dinsdag 09.00–12.00",
        "donderdag 09.00–12.00",
    ]

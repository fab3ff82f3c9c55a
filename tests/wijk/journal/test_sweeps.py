"""One poisoned row is logged by its number and stops nobody."""

import logging
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from members.models import User
from wijk.journal.sweeps import each, everywhere
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


def rename(person: User) -> None:
    person.phone = "0600000099"
    person.save(update_fields=["phone"])
    if person.name == "Bram":
        raise ValueError("a word that somebody wrote")


def test_the_others_are_rung_and_the_poisoned_one_is_as_it_was(
    amina: User, bram: User, coby: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert each(User.objects.order_by("pk"), rename, what="renaming") == 2
    assert list(User.objects.exclude(phone="0600000099").values_list("name", flat=True)) == ["Bram"]
    assert [record.getMessage() for record in caplog.records] == [f"renaming: User {bram.pk} failed: ValueError"]


def test_a_wijk_that_fails_keeps_no_other_waiting(wijk: Neighbourhood, other_wijk: Neighbourhood) -> None:
    def here(place: Neighbourhood) -> int:
        if place == wijk:
            raise RuntimeError
        return 3

    assert everywhere(here, what="a sweep") == 3


def test_nothing_done_counts_for_nothing(amina: User, bram: User) -> None:
    rings: list[Any] = [None, False]
    assert each([amina, bram], lambda person: rings.pop(), what="a sweep") == 1


def test_a_worker_that_must_stop_stops(amina: User) -> None:
    def ring(person: User) -> None:
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        each([amina], ring, what="a sweep")

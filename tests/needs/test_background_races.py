"""Sixteen threads with a connection each: what one request said about itself, the next one on it does not inherit."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection

from members.models import User
from needs import background
from needs.models import Need, NeedPrivate
from tests.threads import at_once
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

THREADS, TURNS = 16, 30


@pytest.fixture
def db(race: None) -> Iterator[None]:
    """Real connections, of the application's role, that are used again and again."""
    yield


@pytest.fixture
def asked(wijk: Neighbourhood, amina: User) -> Need:
    need: Need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Een rit", text="Een rit"
    )
    background.keep_background(need, "Drie keer in de week dialyse", by=amina)
    return need


def shown() -> int:
    return int(NeedPrivate.objects.within(EVERYWHERE, reason="test").count())


def requests(readers: list[User], allowed: set[User], number: int) -> tuple[int, int]:
    """(what was shown rightly, what leaked) in a row of requests; every third one forgets to say who looks, and some
    break off half-way."""
    right = leaked = 0
    for turn in range(TURNS):
        reader = readers[(number + turn) % len(readers)]
        if turn % 3 == 2:
            leaked += shown()
            continue
        try:
            with background._looking_as(reader.pk):
                right, leaked = (right + shown(), leaked) if reader in allowed else (right, leaked + shown())
                if turn % 5 == 0:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            leaked += shown()
    return right, leaked


def run(amina: User, bram: User, coby: User) -> tuple[int, int]:
    one = partial(requests, [amina, bram, coby], {amina, coby})
    answers = at_once([partial(one, number) for number in range(THREADS)])
    return sum(answer[0] for answer in answers), sum(answer[1] for answer in answers)


def test_nothing_leaks(asked: Need, amina: User, bram: User, coby: User) -> None:
    right, leaked = run(amina, bram, coby)
    assert leaked == 0 and right > THREADS


def test_a_setting_of_the_session_would_leak(
    asked: Need, amina: User, bram: User, coby: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same requests with the one word that must be there, `local`, left out."""

    class Session:
        def __init__(self, person: int) -> None:
            self.person = str(person)

        def __enter__(self) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wijk.person', %s, false)", [self.person])

        def __exit__(self, *problem: object) -> None:
            return None

    monkeypatch.setattr(background, "_looking_as", Session)
    assert run(amina, bram, coby)[1] > THREADS


def test_a_look_outside_a_transaction_is_refused(asked: Need, coby: User) -> None:
    about = {"by": coby, "role": "coordinator", "ground": "coordination", "neighbourhood": None}
    with pytest.raises(RuntimeError, match="in the transaction"):
        Look.objects.write_list(Need, [asked.pk], **about)
    with pytest.raises(RuntimeError, match="in the transaction"):
        Look.objects.write(asked, action="full", subject=asked.asker_id, **about)

"""Forty guesses at once: no more than MAX_TRIES are looked at, for one code and for one visitor."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import models

from members.models import Claim, Knock, User
from members.models.claim import MAX_TRIES
from tests.members.test_claim import ADDRESS, wrong_tail
from tests.threads import at_once

MANY = 40


@pytest.fixture
def db(race: None) -> Iterator[None]:
    yield


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every code that was really held against a claim."""
    seen: list[str] = []
    real = Claim.opens_with

    def counted(claim: Claim, code: str) -> bool:
        seen.append(code)
        return real(claim, code)

    monkeypatch.setattr(Claim, "opens_with", counted)
    return seen


def test_forty_guesses_at_once_are_ten(amina: User, coby: User, looked_at: list[str]) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    said = at_once([partial(Claim.objects.redeem, wrong_tail(code), ADDRESS)] * MANY)
    assert (said, len(looked_at)) == ([None] * MANY, MAX_TRIES)
    assert (Claim.objects.get().tries, Claim.objects.redeem(code, ADDRESS)) == (MAX_TRIES, None)


def test_the_naive_count_lets_more_through(
    amina: User, coby: User, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read, check, save: what the conditional UPDATE is there for."""

    def naive(manager: models.Manager, code: str) -> bool:
        claim = Claim.objects.get()
        if claim.tries >= MAX_TRIES:
            return False
        claim.tries += 1
        claim.save(update_fields=["tries"])
        return True

    code = Claim.objects.hand_over(amina, by=coby)
    monkeypatch.setattr(type(Claim.objects), "_count", naive)
    for _round in range(3):
        at_once([partial(Claim.objects.redeem, wrong_tail(code), ADDRESS)] * MANY)
    assert len(looked_at) > MAX_TRIES


def test_one_address_knocks_ten_times_an_hour_also_at_once(db: None) -> None:
    said = at_once([partial(Knock.objects.allow, "192.0.2.7", 10)] * MANY)
    assert sorted(said) == [False] * (MANY - 10) + [True] * 10


def test_the_right_code_forty_times_gives_the_account_once(amina: User, coby: User) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    said = at_once([partial(Claim.objects.redeem, code, f"a{turn}@voorbeeld.example") for turn in range(MANY)])
    assert (said.count(amina), said.count(None)) == (1, MANY - 1)

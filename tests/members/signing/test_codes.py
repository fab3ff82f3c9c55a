"""A mailed code is guessed at three times and no more, also by twenty at once.

Shown red: without the line `if not CodeTry.objects.allow(...)` in `members/signing/codes.py` the first test counts far
more than three guesses that were looked at.
"""

import os
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from allauth.account import forms
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import CodeTry, User
from members.signing import codes
from tests.members.signing.conftest import asks_for_a_code, last_code, signs_in
from tests.proved import prove
from tests.threads import at_once

THREADS, GUESSES = 20, int(os.environ.get("GUESSES", "10"))  # each; the long form is GUESSES=500
WHERE, STEP = reverse("account_confirm_login_code"), reverse("mfa_authenticate")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every guess that is compared with a code; the comparison itself is the real one."""
    seen: list[str] = []
    real = forms.compare_user_code

    def watched(*, actual: str, expected: str) -> bool:
        seen.append(actual)
        return bool(real(actual=actual, expected=expected))

    monkeypatch.setattr(forms, "compare_user_code", watched)
    return seen


def guesses(cookies: Any, start: int, count: int) -> int:
    """Post `count` wrong codes with this session, whatever the answers. Returns how many were no page at all."""
    web = Client(raise_request_exception=False)
    web.cookies = cookies
    answers = [web.post(WHERE, {"code": f"9{start:03}{turn:04}"}) for turn in range(count)]
    return sum(answer.status_code >= 500 for answer in answers)


def test_twenty_at_once_have_three_guesses(race: None, looked_at: list[str]) -> None:
    User.objects.enter(name="Bram", by=None, email="bram@voorbeeld.example")
    web = asks_for_a_code("bram@voorbeeld.example")
    tries = [partial(guesses, web.cookies.copy(), number, GUESSES) for number in range(THREADS)]
    assert at_once(tries) == [0] * THREADS
    assert len(looked_at) <= 3
    web.post(WHERE, {"code": last_code()})
    assert web.get(reverse("pages:start")).url.startswith(reverse("account_login")), "the code itself is spent too"


@pytest.mark.django_db
def test_the_third_guess_may_still_be_right(bram: User, looked_at: list[str]) -> None:
    web = asks_for_a_code(bram.email or "")
    for turn in range(2):
        assert web.post(WHERE, {"code": f"9999-999{turn}"}).status_code == 200
    assert web.post(WHERE, {"code": last_code()}).url == reverse("pages:start")
    assert len(looked_at) == 3


@pytest.mark.django_db
def test_a_new_mail_in_the_same_process_gives_no_new_guesses(bram: User, looked_at: list[str]) -> None:
    web = asks_for_a_code(bram.email or "")
    for turn in range(2):
        web.post(WHERE, {"code": f"9999-999{turn}"})
    web.post(WHERE, {"action": "resend"})
    for turn in range(3):
        web.post(WHERE, {"code": f"8888-888{turn}"})
    assert len(looked_at) == 3


@pytest.mark.django_db
def test_counts_are_forgotten_a_day_later() -> None:
    assert CodeTry.objects.allow("one") and CodeTry.objects.allow("two")
    CodeTry.objects.filter(pk=CodeTry.objects.first().pk).update(since=timezone.now() - timedelta(days=2))
    assert (CodeTry.objects.forget(), CodeTry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_what_was_tried_is_not_kept_in_words() -> None:
    CodeTry.objects.allow("login:7:bram@voorbeeld.example:1.5")
    assert "bram" not in CodeTry.objects.get().digest


@pytest.mark.django_db
def test_a_code_for_an_address_is_counted_too(bram: User, looked_at: list[str]) -> None:
    sent = {"code": "1234-5678", "user": bram, "email": bram.email, "about": "address:1"}
    forms_ = [codes.AddressCodeForm({"code": code}, **sent) for code in ("1", "2", "3", "1234-5678")]
    assert [form.is_valid() for form in forms_] == [False] * 4
    assert looked_at == ["1", "2", "3"]


def test_twenty_at_once_have_five_guesses_at_the_app(race: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six digits bear less; five in five minutes for one person, whoever asks and from wherever."""
    tess = User.objects.create_superuser("tess@voorbeeld.example")
    prove(Client().session, tess)
    seen: list[str] = []
    real = totp.validate_totp_code

    def watched(secret: str, code: str) -> bool:
        seen.append(code)
        return bool(real(secret, code))

    monkeypatch.setattr(totp, "validate_totp_code", watched)
    web = signs_in("tess@voorbeeld.example")

    def guess(number: int) -> int:
        own = Client(raise_request_exception=False)
        own.cookies = web.cookies.copy()
        place = f"203.0.113.{number}"
        tries = [own.post(STEP, {"code": f"{number:03}{turn:03}"}, REMOTE_ADDR=place) for turn in range(5)]
        return sum(answer.status_code >= 500 for answer in tries)

    assert at_once([partial(guess, number) for number in range(THREADS)]) == [0] * THREADS
    assert len(seen) <= 5

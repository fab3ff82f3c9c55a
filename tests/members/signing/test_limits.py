"""Limits count the visitor's own address, whatever is forged, and the mailbox, whoever asks."""

from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.threads import at_once

ASK, CONFIRM = reverse("account_request_login_code"), reverse("account_confirm_login_code")


def asks(numbers: range, forged: str) -> int:
    """How many of these addresses are let through; each request says that it comes from somewhere else."""
    answers = [
        Client(raise_request_exception=False).post(
            ASK, {"email": f"n{number}@voorbeeld.example"}, headers={"X-Forwarded-For": forged.format(number)}
        )
        for number in numbers
    ]
    assert all(answer.status_code in (200, 302, 429) for answer in answers)
    return sum(answer.status_code == 302 for answer in answers)


@pytest.mark.parametrize(("proxies", "forged"), [(0, "203.0.113.{0}"), (1, "203.0.113.{0}, 198.51.100.7")])
def test_a_forged_header_does_not_help(race: None, settings: Any, proxies: int, forged: str) -> None:
    """200 at once from one visitor; a proxy that we trust adds the true address at the end."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    calls = [partial(asks, range(start, start + 10), forged) for start in range(0, 200, 10)]
    assert sum(at_once(calls)) == 20


@pytest.mark.django_db
def test_a_mailbox_gets_three_mails_a_minute_from_eighty_places(bram: User) -> None:
    for place in range(80):
        Client().post(ASK, {"email": bram.email}, REMOTE_ADDR=f"203.0.113.{place}")
    assert [sent.to for sent in mail.outbox] == [[bram.email]] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["bram@voorbeeld.example", "niemand@voorbeeld.example"])
def test_asking_again_counts_as_a_mail(bram: User, email: str) -> None:
    for _turn in range(2):
        web = Client()
        web.post(ASK, {"email": email})
        for _again in range(3):
            web.post(CONFIRM, {"action": "resend"})
    assert len(mail.outbox) == 3

"""A mailbox in memory, and a browser that has asked for a code."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

CODE = re.compile(r"\b\d{4}-\d{4}\b")


@pytest.fixture(autouse=True)
def mailbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def last_code() -> str:
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[0]


def asks_for_a_code(email: str, **extra: Any) -> Client:
    web = Client(raise_request_exception=False)
    web.post(reverse("account_request_login_code"), {"email": email}, **extra)
    return web


def signs_in(email: str) -> Client:
    """The whole way, as far as the mailed code brings somebody."""
    web = asks_for_a_code(email)
    web.post(reverse("account_confirm_login_code"), {"code": last_code()})
    return web

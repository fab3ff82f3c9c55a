"""Logging in with a code from the mailbox; when the mail does not get away there is a page, not a crash."""

import re
import socket
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import User
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b\d{4}-\d{4}\b")


@pytest.fixture
def web() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def mailbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def dead_server(settings: Any) -> None:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2


def test_the_code_in_the_mail_logs_in(web: Client, mailbox: None, bram: User, wijk: Neighbourhood) -> None:
    page = web.post(reverse("account_request_login_code"), {"email": "Bram@Voorbeeld.example"})
    assert (page.status_code, page.url) == (302, reverse("account_confirm_login_code"))
    found = CODE.search(str(mail.outbox[0].body))
    assert found and mail.outbox[0].to == [bram.email]
    wrong = web.post(page.url, {"code": "0000-0000" if found[0] != "0000-0000" else "1111-1111"})
    assert wrong.status_code == 200
    done = web.post(page.url, {"code": found[0]})
    assert (done.status_code, done.url) == (302, reverse("pages:start"))
    assert web.get(f"/{wijk.slug}/mijn/").status_code == 200


def test_the_mail_in_the_folder_holds_the_code(web: Client, settings: Any, tmp_path: Path, bram: User) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    web.post(reverse("account_request_login_code"), {"email": bram.email})
    (written,) = tmp_path.iterdir()
    assert CODE.search(written.read_text())


def test_an_unknown_address_gets_the_same_page_and_no_code(web: Client, mailbox: None, bram: User) -> None:
    known = web.post(reverse("account_request_login_code"), {"email": bram.email})
    stranger = Client().post(reverse("account_request_login_code"), {"email": "niemand@voorbeeld.example"})
    assert (known.status_code, known.url) == (stranger.status_code, stranger.url)
    assert [bool(CODE.search(str(m.body))) for m in mail.outbox] == [True, False]


def test_somebody_who_died_is_not_let_in(web: Client, mailbox: None, bram: User, wijk: Neighbourhood) -> None:
    bram.is_active = False
    bram.save()
    page = web.post(reverse("account_request_login_code"), {"email": bram.email})
    assert page.status_code < 500
    for sent in mail.outbox:
        if found := CODE.search(str(sent.body)):
            web.post(reverse("account_confirm_login_code"), {"code": found[0]})
    assert web.get(f"/{wijk.slug}/mijn/").status_code == 302


@pytest.mark.parametrize("email", ["bram@voorbeeld.example", "niemand@voorbeeld.example"])
def test_a_dead_mail_server_gives_a_page_with_words(web: Client, dead_server: None, bram: User, email: str) -> None:
    page = web.post(reverse("account_request_login_code"), {"email": email}, follow=True)
    assert page.status_code == 200
    assert "De mail kon niet weg. Bel ons even." in page.content.decode()


@pytest.mark.parametrize("typed", ["", "a" * 10_000, "\x00", "🔑", "<script>alert(1)</script>", "أحتاج", "x@\x00.nl"])
def test_whatever_is_typed_gives_a_page(web: Client, mailbox: None, bram: User, typed: str) -> None:
    page = web.post(reverse("account_request_login_code"), {"email": typed})
    assert (page.status_code, "<script>alert" in page.content.decode()) == (200, False)
    web.post(reverse("account_request_login_code"), {"email": bram.email})
    page = web.post(reverse("account_confirm_login_code"), {"code": typed})
    assert page.status_code < 500


def test_three_wrong_codes_end_the_attempt(web: Client, mailbox: None, bram: User, wijk: Neighbourhood) -> None:
    web.post(reverse("account_request_login_code"), {"email": bram.email})
    found = CODE.search(str(mail.outbox[0].body))
    assert found
    for turn in range(3):
        web.post(reverse("account_confirm_login_code"), {"code": f"9999-999{turn}"})
    web.post(reverse("account_confirm_login_code"), {"code": found[0]})
    assert web.get(f"/{wijk.slug}/mijn/").status_code == 302

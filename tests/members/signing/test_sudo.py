"""A big step asks for a proof of at most five minutes old, of who has only a mailbox as well.

Shown red: without `@fresh` above the three verbs of /mensen/ and without `is_reauthentication_required` in the adapter
the actions below are done by a session of six minutes.
"""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from members.models import Claim, Membership, Role, User
from members.signing.sudo import fresh
from tests.cast import person
from tests.members.signing.conftest import last_code
from tests.members.signing.test_second_factor import code_of
from tests.proved import aged
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
SUDO = reverse("members:sudo")
SIX, FOUR = 360, 240  # seconds


@pytest.fixture
def bea(wijk: Neighbourhood) -> User:
    return person("Bea", wijk, Role.BOARD, email="bea@voorbeeld.example")


def acts(web: Client, what: str, wijk: Neighbourhood, amina: User, coby: User) -> HttpResponse:
    """Press the button on the page that has it."""
    here = {"Referer": f"http://testserver/{wijk.slug}/mensen/?page=2"}
    role = Membership.objects.get(user=coby)
    actions: dict[str, tuple[str, dict[str, Any]]] = {
        "appoint": (reverse("dashboard:appoint", args=[wijk.slug, amina.pk]), {"role": "desk"}),
        "dismiss": (reverse("dashboard:dismiss", args=[wijk.slug, role.pk]), {}),
        "code": (reverse("dashboard:code", args=[wijk.slug, amina.pk]), {}),
        "app away": (reverse("mfa_deactivate_totp"), {}),
        "spare codes": (reverse("mfa_generate_recovery_codes"), {}),
    }
    address, posted = actions[what]
    return web.post(address, posted, headers=here)


def done(amina: User, coby: User) -> tuple[int, int, int, int]:
    """What the actions would have changed."""
    return (
        Membership.objects.current().filter(user=amina).count(),
        Membership.objects.current().filter(user=coby).count(),
        Claim.objects.count(),
        Authenticator.objects.count(),
    )


@pytest.mark.parametrize("what", ["appoint", "dismiss", "code", "app away", "spare codes"])
def test_six_minutes_is_too_long(what: str, wijk: Neighbourhood, amina: User, coby: User, bea: User) -> None:
    web, actor = Client(), coby if what == "code" else bea
    web.force_login(actor)
    before = done(amina, coby)
    aged(web, actor, SIX)
    page = acts(web, what, wijk, amina, coby)
    assert page.status_code == 302 and page.url.startswith(SUDO)
    assert done(amina, coby) == before


@pytest.mark.parametrize("what", ["appoint", "dismiss", "code"])
def test_four_minutes_is_not(what: str, wijk: Neighbourhood, amina: User, coby: User, bea: User) -> None:
    web, actor = Client(), coby if what == "code" else bea
    web.force_login(actor)
    before = done(amina, coby)
    aged(web, actor, FOUR)
    acts(web, what, wijk, amina, coby)
    assert done(amina, coby) != before


def test_a_fresh_app_code_opens_the_step_and_leads_back(
    wijk: Neighbourhood, amina: User, coby: User, bea: User
) -> None:
    web = Client()
    web.force_login(bea)
    aged(web, bea, SIX)
    asked = acts(web, "appoint", wijk, amina, coby)
    assert "De code uit de app" in web.get(asked.url).content.decode()
    assert web.post(asked.url, {"code": "000000"}).status_code == 200
    proved = web.post(asked.url, {"code": code_of(bea)})
    assert (proved.status_code, proved.url) == (302, f"/{wijk.slug}/mensen/?page=2")
    acts(web, "appoint", wijk, amina, coby)
    assert amina.has_role(wijk, Role.DESK)


def test_a_mailed_code_is_not_enough_for_who_has_an_app(bea: User) -> None:
    web = Client()
    web.force_login(bea)
    aged(web, bea, SIX)
    web.post(SUDO, {"action": "send"})
    assert mail.outbox == []


@pytest.mark.parametrize("page", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_a_resident_with_only_a_mailbox_is_asked_too(page: str, bram: User) -> None:
    """allauth finds that somebody without password and second factor proved it recently, always."""
    web = Client()
    web.force_login(bram)
    assert web.get(reverse(page)).status_code == 200
    aged(web, bram, SIX)
    asked = web.get(reverse(page))
    assert asked.status_code == 302 and asked.url.startswith(SUDO)
    assert mail.outbox == [], "nothing is mailed by looking"
    web.post(asked.url, {"action": "send", "next": reverse(page)})
    assert web.post(asked.url, {"code": "9999-9999"}).status_code == 200
    proved = web.post(asked.url, {"code": last_code(), "next": reverse(page)})
    assert (proved.status_code, proved.url) == (302, reverse(page))
    assert web.get(reverse(page)).status_code == 200
    assert web.post(SUDO, {"code": last_code()}).status_code == 200, "a code works once"


def test_three_guesses_at_a_code_for_a_big_step(bram: User) -> None:
    web = Client()
    web.force_login(bram)
    aged(web, bram, SIX)
    web.post(SUDO, {"action": "send"})
    for turn in range(3):
        web.post(SUDO, {"code": f"9999-999{turn}"})
    web.post(SUDO, {"code": last_code()})
    assert web.get(reverse("mfa_activate_totp")).status_code == 302


AWAY = ["https://elders.example/", "//elders.example", "javascript:alert(1)", "http:\\\\x.nl"]


@pytest.mark.parametrize("there", AWAY)
def test_it_never_leads_away(there: str, bea: User) -> None:
    web = Client()
    web.force_login(bea)
    proved = web.post(SUDO, {"code": code_of(bea), "next": there})
    assert (proved.status_code, proved.url) == (302, reverse("pages:start"))


def test_anything_can_be_a_big_step(bram: User) -> None:
    """The decorator itself, above a view of any floor, with a proof that is old."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    request = RequestFactory().post("/alles/", headers={"Referer": "https://elders.example/list/"})
    request.user, request.session = bram, {"account_authentication_methods_user": str(bram.pk)}  # type: ignore
    page = fresh(lambda request: HttpResponse("gedaan"))
    for age, status in ((SIX, 302), (FOUR, 200)):
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time() - age}]
        assert page(request).status_code == status
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = []
    assert page(request).url == f"{SUDO}?next=%2Fmijn%2F", "a page of elsewhere is no way back"

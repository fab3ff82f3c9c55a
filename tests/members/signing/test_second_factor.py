"""Who works here gets no page before the second step, whichever way they came in; residents are never asked.

Shown red: with `RequireSecondFactor` out of MIDDLEWARE the first test lists every page of the site.
"""

import json
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.duties import duties_of
from members.models import Employment, Membership, Posting, Role, User
from members.signing.second_factor import OPEN
from tests.cast import person
from tests.members.signing.conftest import asks_for_a_code, last_code, signs_in
from tests.privacy.routes import routes
from tests.proved import bare_login, prove
from wijk import keys
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
STEP, LOCK = reverse("mfa_authenticate"), reverse("mfa_index")
ANYTHING = {"wijk": "zebraspoor", "number": "22222", "pk": 1, "verb": "langer", "step": "contact", "slug": "zebraspoor"}
ANYTHING |= {"token": "x", "object_id": 1, "content_type_id": 1, "app_label": "members", "provider_id": "x"}


@pytest.fixture(autouse=True)
def unlimited(settings: Any) -> None:
    """Some sign in four times in a minute here."""
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": ""}


@pytest.fixture
def workers(wijk: Neighbourhood, coby: User, dirk: User) -> dict[str, User]:
    """One of every kind that needs the second step."""
    bea = person("Bea", wijk, Role.BOARD, email="bea@voorbeeld.example")
    gerda = User.objects.enter(name="Gerda", by=None, email="gerda@voorbeeld.example")
    Posting.objects.create(user=gerda, municipality=wijk.municipality)
    stef = User.objects.enter(name="Stef", by=None, email="stef@voorbeeld.example", is_staff=True)
    tess = User.objects.create_superuser("tess@voorbeeld.example")
    return {"coby": coby, "bea": bea, "dirk": dirk, "gerda": gerda, "stef": stef, "tess": tess}


def served(web: Client) -> list[str]:
    """Every page that shows something, of all addresses of the site, with each method."""
    shown = []
    for route in routes():
        if route.name in OPEN:
            continue
        verbs = {"offers:change": "pauze", "needs:change": "pauze", "needs:bundle_change": "vragen"}
        verb = verbs.get(route.name, "langer")
        gaps = dict.fromkeys(route.gaps, 1) | ANYTHING | {"verb": verb}
        for method in ("get", "post", "head", "put", "delete"):
            page = getattr(web, method)(route.address(gaps))
            if page.status_code != 302:
                shown.append(f"{method} {route.name} {page.status_code}")
    return shown


@pytest.mark.parametrize("who", ["coby", "bea", "dirk", "gerda", "stef", "tess"])
def test_no_page_without_the_second_step(who: str, workers: dict[str, User]) -> None:
    web = Client(raise_request_exception=False)
    bare_login(web, workers[who])
    assert served(web) == []


def test_residents_helpers_desk_and_referrers_are_not_asked(wijk: Neighbourhood, bram: User) -> None:
    desk, referrer = (person(name, wijk, role) for name, role in (("Kees", Role.DESK), ("Nadia", Role.REFERRER)))
    for somebody in (bram, desk, referrer):
        web = Client()
        bare_login(web, somebody)
        assert web.get(f"/{wijk.slug}/mijn/").status_code == 200


def test_a_mailed_code_alone_brings_a_worker_to_the_lock(coby: User) -> None:
    web = signs_in(coby.email or "")
    page = web.get(reverse("pages:start"))
    assert (page.status_code, page.url) == (302, LOCK)
    assert "Het extra slot" in web.get(LOCK).content.decode()


def code_of(somebody: User, later: int = 0) -> str:
    lock = Authenticator.objects.get(user=somebody, type="totp")
    secret = keys.decrypt(lock.data["secret"], purpose="second_factor", pk="")
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def test_the_whole_way_with_an_app(coby: User, wijk: Neighbourhood) -> None:
    """Make the lock at the first visit; at the next the mailed code alone is not enough."""
    web = signs_in(coby.email or "")
    form = web.get(reverse("mfa_activate_totp"))
    assert form.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
    secret = form.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    made = web.post(reverse("mfa_activate_totp"), {"code": code})
    assert (made.status_code, made.url) == (302, reverse("mfa_view_recovery_codes"))
    spare = web.get(made.url)
    assert (len(spare.context["unused_codes"]), spare.context["can_view_codes"]) == (10, True)
    assert web.get(made.url).context["can_view_codes"] is False, "shown once"
    assert web.get(f"/{wijk.slug}/vandaag/").status_code == 200

    again = signs_in(coby.email or "")
    assert again.get(f"/{wijk.slug}/vandaag/").url.startswith(reverse("account_login"))
    assert again.post(STEP, {"code": "000000"}).status_code == 200
    assert again.post(STEP, {"code": code_of(coby, later=1)}).url == reverse("pages:start")
    assert again.get(f"/{wijk.slug}/vandaag/").status_code == 200

    lost = signs_in(coby.email or "")
    assert lost.post(STEP, {"code": spare.context["unused_codes"][0]}).status_code == 302
    assert lost.get(f"/{wijk.slug}/vandaag/").status_code == 200
    once = signs_in(coby.email or "")
    assert once.post(STEP, {"code": spare.context["unused_codes"][0]}).status_code == 200, "a spare code works once"


def test_an_app_code_opens_once_also_after_the_cache_is_emptied(coby: User) -> None:
    prove(Client().session, coby)
    code = code_of(coby)
    assert signs_in(coby.email or "").post(STEP, {"code": code}).status_code == 302
    cache.clear()
    second = signs_in(coby.email or "")
    assert second.post(STEP, {"code": code}).status_code == 200
    assert second.get(reverse("pages:start")).status_code == 302


def test_secrets_are_sealed_in_the_database(coby: User) -> None:
    prove(Client().session, coby)
    lock = Authenticator.objects.get(user=coby, type="totp")
    secret = keys.decrypt(lock.data["secret"], purpose="second_factor", pk="")
    assert len(secret) == 32 and secret not in json.dumps(lock.data)
    with pytest.raises(keys.Unreadable):
        keys.decrypt(lock.data["secret"], purpose="need_private", pk="")


def test_a_lock_that_is_taken_away_counts_no_more(client: Client, coby: User) -> None:
    client.force_login(coby)
    assert client.get(f"/{coby.memberships.get().neighbourhood.slug}/vandaag/").status_code == 200
    Authenticator.objects.filter(user=coby).delete()
    assert client.get(reverse("pages:start")).url == LOCK


def test_the_only_lock_of_a_worker_stays(client: Client, coby: User, bram: User) -> None:
    client.force_login(coby)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Dit is uw enige slot" in page.content.decode()
    assert Authenticator.objects.filter(user=coby, type="totp").exists()


def test_a_session_of_another_person_proves_nothing(coby: User, bram: User) -> None:
    """The proof names whose it is: signing in as somebody else in the same browser does not take it along."""
    web = Client()
    bare_login(web, coby)
    prove(web.session, coby)
    session = web.session
    session["account_authentication_methods_user"] = str(bram.pk)
    session.save()
    assert web.get(reverse("pages:start")).status_code == 302


def test_a_passkey_alone_is_two_steps_and_its_page_needs_no_login() -> None:
    page = Client().get(reverse("passkey"))
    assert page.status_code == 200
    options = Client().get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"


BROKEN = ["", "{}", "[]", "null", "7", '{"id": "x"}', '{"response": {"userHandle": "AA"}}', '{"rawId": "x"}', "{"]


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_passkey_gives_a_page(credential: str, coby: User) -> None:
    web = Client(raise_request_exception=False)
    assert web.post(reverse("mfa_login_webauthn"), {"credential": credential}).status_code < 500
    prove(Client().session, coby)
    step = asks_for_a_code(coby.email or "")
    step.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert step.post(STEP, {"credential": credential}).status_code < 500
    inside = Client(raise_request_exception=False)
    inside.force_login(coby)
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn"):
        assert inside.post(reverse(name), {"credential": credential}).status_code < 500


def test_the_admin_is_behind_the_same_door(client: Client, bram: User) -> None:
    assert client.get("/beheer/").url == "/beheer/login/?next=/beheer/"
    assert client.get("/beheer/login/?next=/beheer/").url.startswith(reverse("account_login"))
    client.force_login(bram)
    assert client.get("/beheer/login/").status_code == 403


def test_duties_are_asked_in_one_query(coby: User, django_assert_num_queries: Any) -> None:
    Employment.objects.create(user=coby, organisation=_somewhere(coby))
    with django_assert_num_queries(1):
        assert {duty.partition(":")[0] for duty in duties_of(coby)} == {"coordinator", "employment"}


def _somewhere(coby: User) -> Any:
    from members.models import Organisation, OrganisationKind

    kind = OrganisationKind.objects.create(code="zorg", label="Zorg")
    place = Membership.objects.get(user=coby).neighbourhood.municipality
    return Organisation.objects.create(name="Zorg", kind=kind, municipality=place)


def test_in_the_demo_the_code_stands_on_the_screen_and_the_step_is_the_real_one(coby: User, settings: Any) -> None:
    prove(Client().session, coby)
    web = signs_in(coby.email or "")
    assert "oefensite" not in web.get(STEP).content.decode()
    settings.DEMO = True
    for _turn in range(3):  # a code opens once, so the next visitor is shown another
        web = signs_in(coby.email or "")
        page = web.get(STEP)
        assert f"De code uit de app is nu {page.context['demo_code']}." in page.content.decode()
        assert web.post(STEP, {"code": "000000"}).status_code == 200
        assert web.post(STEP, {"code": page.context["demo_code"]}).status_code == 302
        assert web.get(reverse("usersessions_list")).status_code == 200

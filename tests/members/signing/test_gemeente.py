"""Municipality staff through the gemeente's own login: PKCE, a tie made before, no e-mail match, roles of our own.

Against a small real provider on this machine (tests/members/signing/gemeente.py); a live tenant was not at hand.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from members.models import Posting, User
from members.signing import tenants
from tests.members.signing.gemeente import Provider
from tests.proved import aged, bare_login
from wijk.places.models import Municipality, Neighbourhood

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider() -> Iterator[Provider]:
    known = Provider()
    known.start()
    yield known
    known.stop()


@pytest.fixture
def tenant(provider: Provider, settings: Any) -> dict[str, Any]:
    app = tenants.app(
        {"name": "Gemeente", "issuer": provider.issuer, "client_id": "wijk", "secret": "geheim", "tenants": ["t1"]}
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return app


@pytest.fixture
def gerda(gemeente: Municipality) -> User:
    somebody = User.objects.enter(name="Gerda", by=None, email="gerda@voorbeeld.example", is_staff=True)
    Posting.objects.create(user=somebody, municipality=gemeente)
    return somebody


def goes(web: Client, provider: Provider, app: dict[str, Any], process: str = "login", **claims: Any) -> Any:
    """To the gemeente and back. Returns the last answer of ours."""
    provider.claims = {"sub": "s1", "tid": "t1"} | claims
    there = web.post(reverse("openid_connect_login", args=[app["provider_id"]]) + f"?process={process}")
    assert there.status_code == 302 and there.url.startswith(provider.issuer), there.url
    back = provider.authorize(there.url)
    return web.get(reverse("openid_connect_callback", args=[app["provider_id"]]), back)


def tied(provider: Provider, app: dict[str, Any], somebody: User) -> None:
    web = Client()
    web.force_login(somebody)
    goes(web, provider, app, "connect")
    assert SocialAccount.objects.get().user == somebody


def test_off_means_there_is_nothing(client: Client) -> None:
    assert client.get(reverse("openid_connect_login", args=["gabc"])).status_code == 404
    assert client.get(reverse("openid_connect_callback", args=["gabc"])).status_code == 404
    assert "gemeente" not in client.get(reverse("account_login")).content.decode()


def test_who_tied_it_comes_in_and_still_needs_our_second_step(
    provider: Provider, tenant: dict[str, Any], gerda: User
) -> None:
    tied(provider, tenant, gerda)
    gerda.authenticator_set.all().delete()
    web = Client()
    goes(web, provider, tenant)
    assert web.get("/beheer/").url == reverse("mfa_index")
    assert provider.refused == 0


def test_a_trusted_tenant_that_asked_more_is_enough(provider: Provider, tenant: dict[str, Any], gerda: User) -> None:
    tied(provider, tenant, gerda)
    gerda.authenticator_set.all().delete()
    for trusted, amr, status in ((False, ["pwd", "mfa"], 302), (True, ["pwd"], 302), (True, ["pwd", "mfa"], 200)):
        tenant["settings"]["trusts_mfa"] = trusted
        web = Client()
        goes(web, provider, tenant, amr=amr)
        assert (trusted, amr, web.get("/beheer/").status_code) == (trusted, amr, status)


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "s2", "email": "gerda@voorbeeld.example", "email_verified": True},  # the address proves nothing
        {"tid": "t2"},
        {"tid": None},
        {"iss": "https://elders.example"},
        {"aud": "iemand-anders"},
        {"exp": 1},
    ],
)
def test_anybody_else_stays_outside(
    claims: dict[str, Any], provider: Provider, tenant: dict[str, Any], gerda: User
) -> None:
    tied(provider, tenant, gerda)
    before = User.objects.count()
    web = Client()
    assert goes(web, provider, tenant, **claims).status_code == 302
    assert web.get("/beheer/").url.startswith("/beheer/login/")
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 1)


def test_a_role_in_a_token_is_no_role(
    provider: Provider, tenant: dict[str, Any], gerda: User, wijk: Neighbourhood
) -> None:
    tied(provider, tenant, gerda)
    gerda.authenticator_set.all().delete()
    tenant["settings"]["trusts_mfa"] = True
    web = Client()
    goes(web, provider, tenant, amr=["mfa"], roles=["admin", "coordinator"], groups=["board"])
    assert web.get(f"/{wijk.slug}/vandaag/").status_code in (403, 404)
    assert (gerda.is_superuser, gerda.memberships.count()) == (False, 0)


def test_who_is_no_longer_staff_stays_outside(provider: Provider, tenant: dict[str, Any], gerda: User) -> None:
    tied(provider, tenant, gerda)
    Posting.objects.all().delete()
    User.objects.filter(pk=gerda.pk).update(is_staff=False)
    web = Client()
    goes(web, provider, tenant)
    assert web.get(reverse("usersessions_list")).status_code == 302


def test_a_resident_ties_nothing(provider: Provider, tenant: dict[str, Any], bram: User) -> None:
    web = Client()
    bare_login(web, bram)
    goes(web, provider, tenant, "connect")
    assert SocialAccount.objects.count() == 0


def test_tying_asks_for_a_fresh_proof(provider: Provider, tenant: dict[str, Any], gerda: User) -> None:
    web = Client()
    web.force_login(gerda)
    aged(web, gerda, 360)
    asked = goes(web, provider, tenant, "connect")
    assert web.get(asked.url).url == reverse("members:sudo")
    assert SocialAccount.objects.count() == 0


def test_a_stolen_code_is_worth_nothing_without_the_verifier(
    provider: Provider, tenant: dict[str, Any], gerda: User
) -> None:
    tied(provider, tenant, gerda)
    provider.claims = {"sub": "s1", "tid": "t1"}
    victim, thief = Client(), Client()
    path = reverse("openid_connect_login", args=[tenant["provider_id"]])
    stolen = provider.authorize(victim.post(path).url)
    own = provider.authorize(thief.post(path).url)
    callback = reverse("openid_connect_callback", args=[tenant["provider_id"]])
    assert thief.get(callback, own | {"code": stolen["code"]}).status_code == 302
    assert thief.get("/beheer/").url.startswith("/beheer/login/") and provider.refused == 1


def test_a_subject_of_another_issuer_is_another(provider: Provider) -> None:
    one, other = (tenants.app({"name": "x", "issuer": f"https://{n}", "client_id": "", "secret": ""}) for n in "ab")
    assert one["provider_id"] != other["provider_id"]


def test_a_form_may_lead_to_the_gemeente_and_nowhere_else() -> None:
    assert tenants.origins([{"issuer": "https://login.voorbeeld.example/t1/v2.0"}]) == [
        "https://login.voorbeeld.example"
    ]

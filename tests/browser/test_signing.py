"""The pages of signing in, looked at; and a passkey made and used in a real browser, under the strict policy."""

import pytest
from allauth.usersessions.models import UserSession
from playwright.sync_api import Browser, Page

from members.models import User
from tests.browser.cast import bram, coby, cookies, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import Site, look
from tests.browser.test_pages import RESIDENT
from wijk.places.models import Neighbourhood

OF_ONES_OWN = {
    "locks": "/toegang/slot/",
    "passkeys": "/toegang/slot/passkeys/",
    "passkey-away-first": "/toegang/slot/reservecodes/nieuw/",
    "app-away": "/toegang/slot/app/weg/",
    "sudo": "/toegang/bent-u-het/",
    "stay": "/toegang/blijven/",
}


@pytest.mark.parametrize("name", OF_ONES_OWN)
def test_a_page_of_ones_own(name: str, site: Site, browser: Browser, wijk: Neighbourhood, coby: User) -> None:
    look(browser, site.url + OF_ONES_OWN[name], f"signing-{name}", RESIDENT, cookies(coby, site.url))


@pytest.mark.parametrize(("name", "path"), [("app", "/toegang/slot/app/"), ("sudo-mail", "/toegang/bent-u-het/")])
def test_a_page_of_somebody_without_a_lock(
    name: str, path: str, site: Site, browser: Browser, wijk: Neighbourhood, bram: User
) -> None:
    bram.emailaddress_set.update(verified=True)
    look(browser, site.url + path, f"signing-{name}", RESIDENT, cookies(bram, site.url))


def test_the_devices(site: Site, browser: Browser, wijk: Neighbourhood, bram: User) -> None:
    shown = cookies(bram, site.url)
    for agent, cookie in (("Mozilla/5.0 (iPhone) Safari", shown[0]), ("Windows NT Edg", cookies(bram, site.url)[0])):
        UserSession.objects.create(user=bram, session_key=cookie["value"], ip="127.0.0.1", user_agent=agent)
    look(browser, site.url + "/toegang/apparaten/", "signing-devices", RESIDENT, shown)


SCRIPTED = 45_000  # bytes: these pages carry the scripts of a passkey


@pytest.mark.parametrize(
    ("name", "path"), [("passkey-new", "/toegang/slot/passkeys/nieuw/"), ("passkey-in", "/toegang/passkey/")]
)
def test_a_page_with_a_script(
    name: str, path: str, site: Site, browser: Browser, wijk: Neighbourhood, coby: User
) -> None:
    coby.emailaddress_set.update(verified=True)
    shown = cookies(coby, site.url) if name == "passkey-new" else []
    look(browser, site.url + path, f"signing-{name}", SCRIPTED, shown)


def test_a_passkey_is_made_and_lets_in(site: Site, browser: Browser, wijk: Neighbourhood, coby: User) -> None:
    """With the virtual authenticator of Chromium: real keys, real signatures, and a console that says nothing."""
    coby.emailaddress_set.update(verified=True)
    context = browser.new_context(locale="nl-NL")
    context.add_cookies(cookies(coby, site.url))
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    _authenticator(page)
    page.goto(site.url + "/toegang/slot/passkeys/nieuw/")
    page.click("#passkey-button")
    page.wait_for_url("**/toegang/slot/reservecodes/")
    assert coby.authenticator_set.filter(type="webauthn").count() == 1

    context.clear_cookies()
    page.goto(site.url + "/toegang/passkey/")
    page.click("#passkey-button")
    page.wait_for_url("**/vandaag/**")
    assert (page.locator("h1").first.is_visible(), said) == (True, [])
    context.close()


def _authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": options | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )

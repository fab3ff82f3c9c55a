"""Pages in English and in a wijk that says je: axe 0, no sideways scroll, light; the switch without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from members.models import User
from tests.browser.cast import bram, coby, cookies, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import Site, look
from tests.browser.test_pages import PUBLIC, RESIDENT, WORK, story  # noqa: F401 -- a fixture
from wijk.places.models import Neighbourhood

ENGLISH = ("home", "ask-kind", "ask-reach", "danger", "offers", "offer-new", "login")
WORKING = {
    "mine": ("/{slug}/mijn/", "amina", RESIDENT),
    "proposal-helper": ("/{slug}/voorstellen/{proposal.pk}/", "bram", RESIDENT),
    "today": ("/{slug}/vandaag/", "coby", WORK),
    "work-need": ("/{slug}/vragen/{need.number}/", "coby", WORK),
    "partner": ("/partner/", "dirk", WORK),
}


def english(site: Site) -> dict[str, str]:
    return {"name": "taal", "value": "en", "url": site.url}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_public_page_in_english(name: str, site: Site, browser: Browser, wijk: Neighbourhood, bram: User) -> None:
    look(browser, site.url + PUBLIC[name].format(slug=wijk.slug), f"en-{name}", RESIDENT, [english(site)])


@pytest.mark.parametrize("name", WORKING)
def test_a_page_of_somebody_in_english(
    name: str, site: Site, browser: Browser, story: dict[str, Any], bram: User, coby: User
) -> None:
    address, who, limit = WORKING[name]
    somebody = {"bram": bram, "coby": coby, **story}[who]
    known = [english(site), *cookies(somebody, site.url)]
    look(browser, site.url + address.format(**story), f"en-{name}", limit, known)


@pytest.mark.parametrize("name", ["home", "ask-reach"])
def test_a_page_that_says_je(name: str, site: Site, browser: Browser, wijk: Neighbourhood, bram: User) -> None:
    Neighbourhood.objects.filter(pk=wijk.pk).update(address_form="je")
    look(browser, site.url + PUBLIC[name].format(slug=wijk.slug), f"je-{name}", RESIDENT)


def test_switching_back_and_forth_without_javascript(site: Site, page: Page, wijk: Neighbourhood) -> None:
    address = f"{site.url}/{wijk.slug}/aanbod/"
    page.goto(address)
    page.click("button:has-text('English')")
    assert (page.url, page.get_attribute("html", "lang")) == (address, "en")
    assert page.text_content("h1") == "What neighbours want to do for you"
    page.click("button:has-text('Nederlands')")
    assert (page.url, page.get_attribute("html", "lang")) == (address, "nl")

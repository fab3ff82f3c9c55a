"""The pages of somebody's rights, and the page behind a partner's signed link: looked at at both widths."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from coalitions import by_link
from members.models import Mandate, User
from tests.browser.cast import bram, coby, cookies, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import Site, look
from tests.browser.test_pages import RESIDENT, WORK
from tests.browser.test_pages import story as story

PAGES = {
    "own-data": ("/{slug}/mijn/gegevens/", "amina", RESIDENT),
    "wipe": ("/{slug}/mijn/gegevens/wissen/", "amina", RESIDENT),
    "mandates": ("/{slug}/mijn/helpers/", "amina", RESIDENT),
    "mine-helping": ("/{slug}/mijn/", "bram", RESIDENT),
    "need-helping": ("/{slug}/vragen/{need.number}/", "bram", RESIDENT),
    "person-data": ("/{slug}/mensen/{amina.pk}/gegevens/", "coby", WORK),
    "person-mandates": ("/{slug}/mensen/{amina.pk}/helpers/", "coby", WORK),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_rights(
    name: str, site: Site, browser: Browser, story: dict[str, Any], bram: User, coby: User
) -> None:
    address, who, limit = PAGES[name]
    amina, wijk = story["amina"], story["need"].neighbourhood
    about = {"scope": "ask", "role": "carer", "until": wijk.today(), "by": amina}
    Mandate.objects.give(amina, coby if who == "coby" else bram, neighbourhood=wijk, **about)
    if name == "need-helping":
        story["need"] = story["share"].need
    people = {"amina": amina, "bram": bram, "coby": coby}
    look(browser, site.url + address.format(**story), name, limit, cookies(people[who], site.url))


def test_the_page_behind_the_signed_link(site: Site, browser: Browser, story: dict[str, Any]) -> None:
    token = by_link.address(story["share"]).split("/partner/")[1]
    look(browser, f"{site.url}/partner/{token}", "partner-link", RESIDENT)

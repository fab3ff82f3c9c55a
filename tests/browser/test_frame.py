"""The pages around the work: logging in, and when something does not go as planned."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

from members.models import User
from tests.browser.cast import coby, cookies, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import WIDTHS, Site, Visit, inspect, look
from wijk.places.models import Neighbourhood

RESIDENT, ADMIN = 30_000, 60_000  # bytes on the wire at a first visit


def ask_for_a_code(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.url}/toegang/")
    page.fill("[name=email]", email)
    page.click("button:has-text('Stuur mij de code')")


def test_the_code_page(site: Site, browser: Browser, page: Page, coby: User) -> None:
    ask_for_a_code(page, site, coby.email or "")
    assert "c•••@voorbeeld.example" in (page.text_content(".lead") or "")
    look(browser, page.url, "login-code", RESIDENT, page.context.cookies())


def test_a_wrong_code_is_said_in_title_box_and_field(site: Site, page: Page, coby: User) -> None:
    ask_for_a_code(page, site, coby.email or "")
    page.fill("#id_code", "1234 5678")
    page.click("button:has-text('Verder')")
    said = page.text_content("#id_code_error") or ""
    assert page.title().startswith("Fout:")
    assert said.removeprefix("Fout: ") == (page.text_content(".alert li") or "")
    assert page.get_attribute("#id_code", "aria-invalid") == "true"


@pytest.mark.parametrize("code", [400, 403, 404, 429, 500])
def test_an_error_page_is_no_dead_end(code: int, site: Site, browser: Browser, wijk: Neighbourhood) -> None:
    """The page as Django makes it, shown on an address of the site; a 500 gets no context at all."""
    html = render_to_string(f"{code}.html", {} if code == 500 else {"wijk": wijk})
    address = f"{site.url}/{wijk.slug}/ging-mis/"

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html")

    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900})
        visit = Visit(context.new_page(), address.split("/")[2])
        visit.page.route(address, answer)
        visit.page.goto(address)
        inspect(visit, f"error-{code}-{width}", limit=0)
        assert visit.page.locator("main a.button").count() >= 1
        context.close()


@pytest.mark.parametrize("path", ["", "places/neighbourhood/", "cijfers/"])
def test_the_admin_keeps_our_colours_and_the_csp(path: str, site: Site, browser: Browser, coby: User) -> None:
    coby.is_staff = coby.is_superuser = True
    coby.save()
    name = f"admin-{path.replace('/', '-') or 'index'}"
    look(browser, f"{site.url}/beheer/{path}", name, ADMIN, cookies(coby, site.url))

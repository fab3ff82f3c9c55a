"""The main job in a real browser without JavaScript, against running web, worker and beat, with mail over SMTP."""

import time
from typing import Any

from playwright.sync_api import Page

from members.duties import duties_of, need_second_factor
from members.models import User
from needs.models import FollowUp, Match, Need, Proposal
from tests.browser.cast import bram, coby, cookies, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import Site
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE


def log_in(page: Page, site: Site, email: str) -> None:
    """By the mailed code; who works here comes in with both steps done (`tests/browser/test_signing.py` walks them)."""
    page.context.clear_cookies()
    person = User.objects.get(email=email)
    if need_second_factor(duties_of(person)):
        page.context.add_cookies(cookies(person, site.url))
        page.goto(f"{site.url}/mijn/")
        site.mail.mails.clear()
        return
    page.goto(f"{site.url}/toegang/")
    page.fill("#id_login" if page.locator("#id_login").count() else "[name=email]", email)
    page.click("button:has-text('Stuur mij de code')")
    code = site.mail.wait_for(email, r"code is: ([\d-]+)").group(1)
    site.mail.mails.clear()
    page.fill("#id_code", code)
    page.click("button:has-text('Verder')")


def wait(what: Any, seconds: float = 10) -> Any:
    """Until `what()` is true; worker and beat do it, nobody calls a task here."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def ask(page: Page, site: Site, wijk: Neighbourhood, email: str) -> None:
    page.goto(f"{site.url}/{wijk.slug}/")
    page.click("text=Stel uw vraag")
    page.check("label:has-text('Iemand die iets voor mij doet')")
    page.click("button:has-text('Verder')")
    page.fill("#id_title", "Wie rijdt mij naar de oogarts?")
    page.fill("#id_text", "Naar het ziekenhuis. Met de bus durf ik niet.")
    page.click("button:has-text('Verder')")
    page.check("label:has-text('Deze week')")
    page.click("button:has-text('Verder')")
    page.check("label:has-text('Zebraspoor')")
    page.click("button:has-text('Verder')")
    page.fill("#id_name", "Amina")
    page.fill("#id_phone", "06 0000 0001")
    page.fill("#id_email", email)
    page.check("label:has-text('Dat maakt niet uit')")
    page.check("label:has-text('Voor mijzelf')")
    page.click("button:has-text('Verder')")
    assert page.text_content("h1") == "Klopt dit?"
    page.click("button:has-text('Vraag versturen')")
    assert "Uw vraag is binnen" in (page.text_content("h1") or "")


def test_a_need_walks_from_question_to_closed(
    site: Site, page: Page, wijk: Neighbourhood, coby: User, bram: User
) -> None:
    amina = "amina@voorbeeld.example"
    bram.memberships.get().meet(by=coby)  # a ride to a doctor is proposed to who was met, and to nobody else
    ask(page, site, wijk, amina)
    need = Need.objects.within(wijk, reason="test").get()
    wait(lambda: Match.objects.within(wijk, reason="test").filter(need=need).exists())

    log_in(page, site, coby.email or "")
    assert page.text_content("h1") == "Dag Coby"
    page.click(f"a:has-text('{need.asker.name}')")
    page.click("article.match button:has-text('Stel voor')")
    proposal = Proposal.objects.within(wijk, reason="test").get()

    for email in (bram.email or "", amina):
        log_in(page, site, email)
        page.goto(f"{site.url}/{wijk.slug}/voorstellen/{proposal.pk}/")
        page.click("button:has-text('Ja, graag')")
    need.refresh_from_db()
    assert need.status == "agreed"
    page.goto(f"{site.url}/{wijk.slug}/mijn/")
    assert "06-00000002" in page.content()

    FollowUp.objects.within(EVERYWHERE, reason="the day after came").update(due_on=wijk.today())
    wait(lambda: FollowUp.objects.within(EVERYWHERE, reason="test").exclude(asked_at=None).count() == 2, 90)
    page.goto(f"{site.url}/{wijk.slug}/mijn/")
    page.click("text=Geef antwoord")
    page.click("button:has-text('Ja, gelukt')")
    need.refresh_from_db()
    assert (need.status, need.outcomes.get().kind) == ("closed", "neighbour")

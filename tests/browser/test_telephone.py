"""The main job for somebody who has only a telephone: the coordinator clicks, two partners mail, the asker talks."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from coalitions.models import Coalition, Seat
from members.models import Employment, Organisation, OrganisationKind, User
from needs.models import FollowUp, Match, Need, Outcome, Proposal
from tests.browser.cast import bram, coby, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import Site
from tests.browser.test_walk import log_in, wait
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

NAME, PHONE = "Mevrouw Terpstra", "06-00000081"


@pytest.fixture
def dirk(wijk: Neighbourhood) -> Iterator[User]:
    """Works for an organisation that sits in the coalition for every theme."""
    kind = OrganisationKind.objects.create(code="welzijn", label="Welzijn")
    welzijn = Organisation.objects.create(name="Welzijn Vechtstreek", kind=kind, municipality=wijk.municipality)
    worker = User.objects.enter(name="Dirk", by=None, email="dirk@voorbeeld.example")
    Employment.objects.create(user=worker, organisation=welzijn)
    Seat.objects.create(coalition=Coalition.objects.create(neighbourhood=wijk), organisation=welzijn)
    yield worker


class Desk:
    """What the coordinator sees and does; the asker only ever talks to her."""

    def __init__(self, page: Page, site: Site, wijk: Neighbourhood) -> None:
        self.page, self.home = page, f"{site.url}/{wijk.slug}"

    def enter(self, kind: str, title: str, text: str) -> str:
        """A caller's need on one page; gives the address of the need."""
        page = self.page
        page.goto(f"{self.home}/vandaag/")
        page.click("a:has-text('Nieuwe vraag aan de telefoon')")
        page.check(".choice label:has-text('telefoon')")
        for answer in ("Dat maakt niet uit", kind, "Deze week", "Zebraspoor", "Voor mijzelf"):
            page.check(f".choice label:has-text('{answer}')")
        for field, words in {"name": NAME, "phone": PHONE, "title": title, "text": text}.items():
            page.fill(f"#id_{field}", words)
        page.check("label:has-text('Ik heb het voorgelezen en het klopt')")
        page.click("button:has-text('Bewaar de vraag')")
        assert title in (page.text_content("h1") or ""), page.locator(".alert").all_text_contents()
        return page.url

    def rings(self, reason: str) -> None:
        """The call stands on Vandaag with name and number; worker and beat brought it there. She strikes it off."""
        row = self.page.locator("#bellen li").filter(has_text=reason)
        wait(lambda: self.page.goto(f"{self.home}/vandaag/") and row.count() == 1)
        assert f"{NAME}, {PHONE}" in (row.text_content() or "")
        row.locator("button:has-text('Gesproken')").click()
        assert row.count() == 0


def the(model: Any, **which: Any) -> Any:
    return model.objects.within(EVERYWHERE, reason="test").get(**which)


def test_a_neighbour_found_by_telephone(site: Site, page: Page, wijk: Neighbourhood, coby: User, bram: User) -> None:
    desk = Desk(page, site, wijk)
    bram.memberships.get().meet(by=coby)
    log_in(page, site, coby.email or "")
    address = desk.enter("Iemand die iets voor mij doet", "Mee naar de oogarts", "Naar het ziekenhuis, met de auto.")
    need = the(Need)
    assert (need.channel, need.entered_by, need.asker.email) == ("phone", coby, None)
    wait(lambda: Match.objects.within(wijk, reason="test").filter(need=need).exists())

    page.goto(address)
    page.click("article.match button:has-text('Stel voor')")
    desk.rings("Vertel over het voorstel")
    page.goto(address)
    for side in ("vrager", "helper"):
        page.click(f"fieldset:has-text('De {side} zei') button:has-text('Ja, voorgelezen')")
    said = page.locator("article.match").filter(has_text="Bram").locator("ul:not(.reasons) li").all_text_contents()
    assert [line.rsplit(",", 2)[0] for line in said] == [
        "Vrager: ja, aan de telefoon gezegd",
        "Helper: ja, aan de telefoon gezegd",
    ]
    assert [(a.side, a.how, a.by) for a in the(Proposal).answers.order_by("side")] == [
        ("asker", "spoken", coby),
        ("helper", "spoken", coby),
    ]
    desk.rings("Geef de nummers door")
    assert site.mail.wait_for("bram@voorbeeld.example", "U zei allebei ja")

    FollowUp.objects.within(EVERYWHERE, reason="the day after came").update(due_on=wijk.today())
    row = page.locator("#nazorg li").filter(has_text=NAME)
    wait(lambda: page.goto(f"{desk.home}/vandaag/") and row.count() == 1)
    row.locator("button:has-text('Gelukt')").click()
    need.refresh_from_db()
    assert (need.status, the(Outcome).kind, the(FollowUp, side="asker").how) == ("closed", "neighbour", "spoken")
    assert [to for to, _text in site.mail.mails if to not in (coby.email, bram.email)] == []


def test_a_partner_with_a_spoken_consent(site: Site, page: Page, wijk: Neighbourhood, coby: User, dirk: User) -> None:
    desk = Desk(page, site, wijk)
    log_in(page, site, coby.email or "")
    address = desk.enter("Hulp bij brief, geld of computer", "Een stapel brieven", "Ik durf ze niet open te maken.")
    need = the(Need)
    page.click("button:has-text('Stuur nu door'), button:has-text('Zoek nu een organisatie')")
    row = page.locator("#bellen li").filter(has_text="Vraag toestemming")
    wait(lambda: page.goto(f"{desk.home}/vandaag/") and row.count() == 1)
    assert f"{NAME}, {PHONE}" in (row.text_content() or "") and "Welzijn Vechtstreek" in (row.text_content() or "")
    page.goto(address)
    page.click("button:has-text('De vrager zei ja')")
    assert "Kijkt mee tot en met" in (page.text_content("main") or "")

    log_in(page, site, dirk.email or "")
    assert "Een stapel brieven" in (page.text_content("main") or "") and NAME not in page.content()
    page.click("a:has-text('Een stapel brieven')")
    assert NAME not in page.content() and PHONE not in page.content()
    page.check("label:has-text('Dit pakken wij op')")
    page.click("button:has-text('Verstuur antwoord')")
    page.click("a:has-text('Een stapel brieven')")
    assert NAME in page.content() and PHONE in page.content()
    page.locator("input[name=reply][value=done]").check(force=True)
    page.click("button:has-text('Verstuur antwoord')")

    log_in(page, site, coby.email or "")
    desk.rings("Vraag hoe het ging")
    page.goto(address)
    page.click("summary:has-text('Sluit deze vraag')")
    page.check("label:has-text('opgelost door een organisatie')")
    page.click("button:has-text('Sluit de vraag')")
    need.refresh_from_db()
    assert (need.status, the(Outcome).kind) == ("closed", "organisation")
    desk.rings("Vertel dat het klaar is")
    assert [to for to, _text in site.mail.mails if to not in (coby.email, dirk.email)] == []

"""Every page is looked at: 1280 and 360 px, empty, full and with errors; axe 0, light on the wire."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from coalitions.models import Coalition, Seat
from members.models import Employment, Organisation, OrganisationKind, User
from needs import braking, looks
from needs.background import keep_background
from needs.matching import engine
from needs.models import BreakGlass, Bundle, BundledNeed, FollowUp, Need, Proposal, Share
from needs.privacy import Disclosure
from tests.browser.cast import bram, coby, cookies, person, wijk  # noqa: F401 -- fixtures
from tests.browser.conftest import PICTURES, WIDTHS, Site, Visit, inspect, look
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

RESIDENT, WORK = 30_000, 60_000  # bytes on the wire at a first visit

PUBLIC = {
    "choose": "/",
    "home": "/{slug}/",
    "figures": "/{slug}/cijfers/",
    "ask-kind": "/{slug}/vragen/nieuw/soort/",
    "ask-words": "/{slug}/vragen/nieuw/vraag/",
    "ask-when": "/{slug}/vragen/nieuw/wanneer/",
    "ask-place": "/{slug}/vragen/nieuw/buurt/",
    "ask-reach": "/{slug}/vragen/nieuw/contact/",
    "danger": "/{slug}/vragen/nieuw/gevaar/",
    "offers": "/{slug}/aanbod/",
    "offer-new": "/{slug}/aanbod/nieuw/",
    "offer-thanks": "/{slug}/aanbod/bedankt/",
    "login": "/toegang/",
    "claim": "/toegang/code-van-papier/",
}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page(name: str, site: Site, browser: Browser, wijk: Neighbourhood, bram: User) -> None:
    look(browser, site.url + PUBLIC[name].format(slug=wijk.slug), name, RESIDENT)


@pytest.fixture
def story(wijk: Neighbourhood, bram: User, coby: User) -> dict[str, Any]:
    """One need with a proposal, one without, one that waits for aftercare; long words in all of them."""
    amina = person("Amina van der Meulen-Achternaam", wijk, phone="0600000001")
    bram.memberships.get().meet(by=coby)
    fields = {"by": amina, "neighbourhood": wijk, "asker": amina, "kind": "help", "buurt": wijk.buurten.first()}
    text = "Naar het ziekenhuis, met de auto. Arbeidsongeschiktheidsverzekeringsmaatschappij."
    need = Need.objects.register(
        title="Wie rijdt mij naar de oogarts?", text=text, haste="today", on_board=True, **fields
    )
    other = Need.objects.register(title="Samen wandelen", text="Langs de plas.", private=True, **fields)
    engine.rematch(wijk)
    proposal = Proposal.objects.make(need, by=coby, source="hand", offer=bram.offers.get())
    third = Need.objects.register(title="Een boor lenen", text=text, **fields)
    kind = OrganisationKind.objects.create(code="welzijn", label="Welzijn")
    welzijn = Organisation.objects.create(name="Welzijn Vechtstreek", kind=kind, municipality=wijk.municipality)
    dirk = User.objects.enter(name="Dirk", by=None, email="dirk@voorbeeld.example")
    Employment.objects.create(user=dirk, organisation=welzijn, task=Employment.Task.VOLUNTEERS)
    seat = Seat(coalition=Coalition.objects.create(neighbourhood=wijk), organisation=welzijn)
    seat.save()
    Share.objects.tick(third, welzijn, by=amina, how="form")
    share = Share.objects.reach(third, welzijn, by=None, purpose="Kijken of deze organisatie kan helpen")
    root = User.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")
    keep_background(need, "Drie keer in de week dialyse. Mijn zoon weet het niet.", by=amina)
    look = partial(looks.record, need, by=coby, role=looks.COORDINATOR, ground="coordination")
    look(action="full")
    look(action="background", purpose="call", words="Over de rit van vrijdag")
    standing = looks.Standing(looks.WORKER, f"share:{share.pk}", welzijn.pk)
    looks.opened(third, by=dirk, level=Disclosure.REQUEST, standing=standing)
    looks.opened(need, by=bram, level=Disclosure.REQUEST, standing=looks.of_proposal(proposal))
    share.tell_more("Mevrouw kan geen trap lopen.", by=coby, how="phone")
    glass = BreakGlass.objects.ask(need, by=root, why="fault", words="De vraag sluit niet", background=True)
    looks.record(need, by=root, action="full", role=looks.TECHNICAL, ground=f"break-glass:{glass.pk}", words="Storing")
    known = {"root": root, "glass": glass, "need": need, "other": other, "proposal": proposal, "share": share}
    return {"amina": amina, "dirk": dirk, "slug": wijk.slug, **known, **together(wijk, amina)}


def together(wijk: Neighbourhood, amina: User) -> dict[str, Any]:
    """A bundle in each state that has a page of its own; Amina is asked in one of them."""
    known: dict[str, Any] = {}
    theme = Theme.objects.create(code="B3", label="Wandelen of fietsen samen", area="B", risk=1, together=True)
    for status in ("suggested", "asking", "gathered"):
        bundle = Bundle.objects.create(
            neighbourhood=wijk,
            concept="wandelen",
            buurt=wijk.buurten.first(),
            day_parts=[0, 3, 6, 9, 12],
            status=status,
            expires_on=None if status == "suggested" else wijk.due(10),
        )
        for number in range(4):
            asker = person(f"Buur {number} van de Achternaam", wijk, phone="0600000009")
            asker = amina if (status, number) == ("asking", 0) else asker
            fields = {
                "title": f"Wie gaat er mee wandelen langs de plas? {number}",
                "text": "Samen",
                "kind": "together",
                "theme": theme,
            }
            need = Need.objects.register(by=asker, neighbourhood=wijk, asker=asker, buurt=bundle.buurt, **fields)
            yes = {"suggested": None, "asking": [None, True, False, None][number], "gathered": number > 0}[status]
            said = {} if yes is None else {"yes": yes, "how": "spoken", "answered_at": wijk.now()}
            asked = None if status == "suggested" else wijk.now()
            row = BundledNeed.objects.create(bundle=bundle, need=need, asked_at=asked, **said)
            known.setdefault(f"{status}_row", row)
        known[status] = bundle
    return known


PRIVATE = {
    "mine": ("/{slug}/mijn/", "amina", RESIDENT),
    "mine-empty": ("/{slug}/mijn/", "bram", RESIDENT),
    "need": ("/{slug}/vragen/{need.number}/", "amina", RESIDENT),
    "looks": ("/{slug}/mijn/wie-keek-mee/", "amina", RESIDENT),
    "looks-empty": ("/{slug}/mijn/wie-keek-mee/", "coby", RESIDENT),
    "background": ("/{slug}/vragen/{need.number}/achtergrond/", "amina", RESIDENT),
    "glasses": ("/beheer/noodtoegang/", "root", WORK),
    "glass": ("/beheer/noodtoegang/{glass.pk}/", "root", WORK),
    "proposal-asker": ("/{slug}/voorstellen/{proposal.pk}/", "amina", RESIDENT),
    "proposal-helper": ("/{slug}/voorstellen/{proposal.pk}/", "bram", RESIDENT),
    "followup": ("/{slug}/nazorg/{followup.pk}/", "amina", RESIDENT),
    "today": ("/{slug}/vandaag/", "coby", WORK),
    "work-list": ("/{slug}/vragen/", "coby", WORK),
    "work-need": ("/{slug}/vragen/{need.number}/", "coby", WORK),
    "work-other": ("/{slug}/vragen/{other.number}/", "coby", WORK),
    "phone": ("/{slug}/vragen/aan-de-telefoon/", "coby", WORK),
    "bundles": ("/{slug}/samen/", "coby", WORK),
    "bundle-idea": ("/{slug}/samen/{suggested.pk}/", "coby", WORK),
    "bundle-asking": ("/{slug}/samen/{asking.pk}/", "coby", WORK),
    "bundle-enough": ("/{slug}/samen/{gathered.pk}/", "coby", WORK),
    "bundle-activity": ("/{slug}/samen/{gathered.pk}/activiteit/", "coby", WORK),
    "bundle-asker": ("/{slug}/samen/vraag/{asking_row.pk}/", "amina", RESIDENT),
    "people": ("/{slug}/mensen/", "coby", WORK),
    "paper": ("/{slug}/papier/", "coby", WORK),
    "refer": ("/{slug}/verwijzen/", "dirk", WORK),
    "partner": ("/partner/", "dirk", WORK),
    "partner-offers": ("/partner/aanbod/", "dirk", WORK),
    "partner-offer-new": ("/partner/aanbod/nieuw/{slug}/", "dirk", WORK),
    "partner-need": ("/partner/{share.pk}/", "dirk", WORK),
    "logout": ("/toegang/uitloggen/", "coby", RESIDENT),
}


@pytest.mark.parametrize("name", PRIVATE)
def test_a_page_of_somebody(
    name: str,
    site: Site,
    browser: Browser,
    story: dict[str, Any],
    bram: User,
    coby: User,
) -> None:
    address, who, limit = PRIVATE[name]
    if name == "followup":
        for somebody, side in ((bram, "helper"), (story["amina"], "asker")):
            story["proposal"].reply(side, True, by=somebody)
        story["followup"] = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker")
    people = {"amina": story["amina"], "dirk": story["dirk"], "root": story["root"], "bram": bram, "coby": coby}
    look(browser, site.url + address.format(**story), name, limit, cookies(people[who], site.url))


def test_the_opened_background_and_the_stop_page(
    site: Site, browser: Browser, story: dict[str, Any], coby: User
) -> None:
    """Answers to a form and to a crawl: neither has an address that shows it."""
    address = f"{site.url}/{story['slug']}/vragen/{story['need'].number}/"
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.add_cookies(cookies(coby, site.url))
        visit = Visit(context.new_page(), address.split("/")[2])
        visit.page.goto(address)
        visit.page.check("input[name=why][value=call]")
        visit.page.click("button:has-text('Open de achtergrond')")
        assert "dialyse" in (visit.page.text_content(".locked") or "")
        for summary in visit.page.query_selector_all("summary"):
            summary.click()
        inspect(visit, f"background-opened-{width}", 0)
        context.close()
    for number in range(braking.LIMIT):
        Look.objects.create(actor=coby.pk, role="coordinator", object="needs.need", object_id=10**6 + number)
    context = browser.new_context(viewport={"width": 360, "height": 900}, locale="nl-NL")
    context.add_cookies(cookies(coby, site.url))
    page = context.new_page()
    answer = page.goto(f"{site.url}/{story['slug']}/vragen/{story['other'].number}/")
    assert answer is not None and (answer.status, page.text_content("h1")) == (429, "Even stoppen")
    page.screenshot(path=PICTURES / "brake-360.png", full_page=True)
    context.close()


def test_errors_are_said_twice_in_the_same_words(site: Site, page: Page, wijk: Neighbourhood) -> None:
    page.goto(f"{site.url}/{wijk.slug}/vragen/nieuw/contact/")
    page.fill("#id_phone", "06-0000000")
    page.click("button:has-text('Verder')")
    page.wait_for_selector(".alert")
    words = "Dit nummer heeft 9 cijfers. Een telefoonnummer heeft er 10."
    assert page.title().startswith("Fout:")
    assert words in (page.text_content(".alert") or "") and words in (page.text_content("#id_phone_error") or "")
    assert page.input_value("#id_phone") == "06-0000000"


def test_a_page_that_is_not_there_is_friendly(site: Site, page: Page, wijk: Neighbourhood) -> None:
    answer = page.goto(f"{site.url}/{wijk.slug}/bestaat-niet/")
    assert answer is not None and answer.status == 404
    assert page.text_content("h1") == "Deze bladzijde is er niet"

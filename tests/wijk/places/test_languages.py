"""Dutch with u or je as the wijk says, English when the reader says so; the page tells which it is."""

import re
from datetime import time as clock
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import formats, translation
from django.utils.translation import gettext

from members.models import User
from offers.models import Offer
from wijk.places.languages import INFORMAL, spoken, tag
from wijk.places.models import Neighbourhood
from wijk.places.templatetags.opening import hours_in_words
from wijk.themes.models import Concept, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def je_wijk(wijk: Neighbourhood) -> Neighbourhood:
    wijk.address_form = Neighbourhood.AddressForm.JE
    wijk.save()
    return wijk


def english(client: Client) -> Client:
    client.cookies["taal"] = "en"
    return client


def told(client: Client, address: str) -> tuple[str, bool, bool]:
    """(language of the headers, html in Dutch?, html in English?)"""
    page = client.get(address)
    html = page.content.decode()
    return page.headers["Content-Language"], '<html lang="nl">' in html, '<html lang="en">' in html


@pytest.mark.parametrize(
    ("language", "form", "active", "html"),
    [
        ("nl", "u", "nl", "nl"),
        ("nl", "je", INFORMAL, "nl"),
        ("en", "u", "en", "en"),
        ("en", "je", "en", "en"),
        ("tr", "je", INFORMAL, "nl"),  # a language that we no longer have
        ("", "u", "nl", "nl"),
        (None, "u", "nl", "nl"),
    ],
)
def test_what_is_spoken(wijk: Neighbourhood, language: str, form: str, active: str, html: str) -> None:
    wijk.address_form = form
    assert (spoken(language, wijk), tag(spoken(language, wijk))) == (active, html)
    assert spoken(language, None) == html


def test_je_falls_back_to_dutch_for_everything_else() -> None:
    """Ours without an own translation, Django's own words, dates and numbers."""
    with translation.override(INFORMAL):
        assert gettext("Wat zoekt u?") == "Wat zoek je?"
        assert gettext("Wij zoeken") == "Wij zoeken"
        assert gettext("This field is required.") == "Dit veld is verplicht."
        informal = (formats.get_format("DATE_FORMAT"), formats.localize(1234.5), gettext("January"))
    with translation.override("nl"):
        assert informal == (formats.get_format("DATE_FORMAT"), formats.localize(1234.5), gettext("January"))


def test_the_same_page_in_two_wijken(je_wijk: Neighbourhood, other_wijk: Neighbourhood) -> None:
    client = Client()
    assert "een brief die je niet snapt." in client.get(f"/{je_wijk.slug}/").content.decode()
    assert "een brief die u niet snapt." in client.get(f"/{other_wijk.slug}/").content.decode()
    assert told(client, f"/{je_wijk.slug}/") == ("nl", True, False)
    assert translation.get_language() == "nl"  # nothing stays behind in this thread


def test_english_is_chosen_on_a_page_and_stays(je_wijk: Neighbourhood) -> None:
    client = Client()
    address = f"/{je_wijk.slug}/aanbod/?q=soep"
    page = client.get(address).content.decode()
    assert 'name="language" value="en" lang="en"' in page and 'name="next" value="' + address + '"' in page
    back = client.post("/taal/", {"language": "en", "next": address})
    assert (back.status_code, back.url) == (302, address)
    cookie = back.cookies["taal"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert told(client, address) == ("en", False, True)
    assert 'value="nl" lang="nl"' in client.get(address).content.decode()
    client.post("/taal/", {"language": "nl", "next": address})
    assert told(client, address) == ("nl", True, False)


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(elsewhere: str, wijk: Neighbourhood) -> None:
    assert Client().post("/taal/", {"language": "en", "next": elsewhere}).url == "/"


def test_a_language_that_we_do_not_have_is_dutch(wijk: Neighbourhood) -> None:
    assert Client().post("/taal/", {"language": "xx"}).cookies["taal"].value == "nl"
    assert Client().post("/taal/").cookies["taal"].value == "nl"
    assert Client().get("/taal/").status_code == 405


def test_the_switch_asks_for_the_token_of_the_page(wijk: Neighbourhood) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/taal/", {"language": "en"}).status_code == 403


def test_a_person_who_chose_is_read_to_everywhere(bram: User, wijk: Neighbourhood) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(bram)
    here.post("/taal/", {"language": "en"})
    bram.refresh_from_db()
    assert bram.language == "en"
    assert told(elsewhere, f"/{wijk.slug}/mijn/") == ("en", False, True)  # another browser, without the cookie
    assert told(elsewhere, "/toegang/uitloggen/") == ("en", False, True)  # a page of no wijk


def test_a_page_that_answers_a_form_has_no_switch(wijk: Neighbourhood) -> None:
    """It would throw away what somebody typed."""
    page = Client().post(f"/{wijk.slug}/vragen/nieuw/soort/", {})
    assert (page.status_code, b'action="/taal/"' in page.content) == (200, False)


def test_who_comes_in_english_is_written_to_in_english(wijk: Neighbourhood, coby: User) -> None:
    with translation.override("en"):
        assert User.objects.enter(name="Kim", by=None).language == "en"
        assert User.objects.enter(name="Ria", by=coby).language == "nl"  # the coordinator's screen, not hers
    with translation.override(INFORMAL):
        assert User.objects.enter(name="Jan", by=None).language == "nl"


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/nergens/"])
def test_also_a_page_that_is_not_there(address: str, wijk: Neighbourhood) -> None:
    page = english(Client()).get(address)
    assert (page.status_code, "This page is not there" in page.content.decode()) == (404, True)
    assert '<html lang="en">' in page.content.decode()


def test_a_catalogue_that_was_not_compiled_is_said(settings: Any, tmp_path: Any) -> None:
    assert [warning.id for warning in run_checks(tags=["translation"])] == []
    settings.LOCALE_PATHS = [tmp_path]
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "en" / "LC_MESSAGES" / "django.po").touch()
    assert [(warning.id, warning.msg) for warning in run_checks(tags=["translation"])] == [
        ("wijk.W001", "Not compiled: en.")
    ]


def test_days_keep_their_capital_in_english() -> None:
    hours = {day: [(clock(9), clock(12))] for day in range(5)}
    with translation.override("en"):
        assert hours_in_words(hours) == ["Monday to Friday, from 9 to 12."]


def test_themes_are_read_in_english_as_far_as_we_know_them() -> None:
    """What a municipality adds to the list stays as it was typed."""
    known, own = Theme(label="Iets lenen of krijgen (gereedschap, meubels)"), Theme(label="Knikkeren")
    assert (str(known), str(own)) == ("Iets lenen of krijgen (gereedschap, meubels)", "Knikkeren")
    with translation.override("en"):
        assert (str(known), str(own)) == ("Borrowing or getting something (tools, furniture)", "Knikkeren")
        assert str(Concept(label="Vervoer en ritjes")) == "Transport and rides"


def test_what_a_neighbour_typed_stays_and_says_its_own_language(bram: User, wijk: Neighbourhood) -> None:
    offer = Offer.objects.register(
        by=bram, neighbourhood=wijk, person=bram, kinds=["help"], title="Lezen", text="Voor u", rhythm="anytime"
    )
    client = english(Client())
    for address in (f"/{wijk.slug}/", f"/{wijk.slug}/aanbod/", offer.get_absolute_url()):
        page = client.get(address).content.decode()
        assert re.search(r'<(article|h1|h3) lang="nl">.{0,80}Lezen', page), address
    bram.speak("en")
    assert '<h1 lang="en">Lezen</h1>' in client.get(offer.get_absolute_url()).content.decode()

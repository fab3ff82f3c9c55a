"""Whatever is typed: a Dutch message or a 404, never a 500, and what was typed still stands there."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.models import Draft, Match, Need, Proposal
from offers.models import Offer
from tests.journeys.test_walk import ANSWERS
from tests.needs.hostile import NUMBERS, TEXTS
from wijk.places.models import Buurt, District, Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
PHONED = {key: value for answer in ANSWERS.values() for key, value in answer.items()} | {
    "channel": "phone",
    "read_back": "on",
}


@pytest.fixture
def web() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def desk(web: Client, coby: User) -> Client:
    web.force_login(coby)
    return web


def shown(page: Any) -> str:
    return html.unescape(page.content.decode())


def good(page: Any) -> None:
    assert page.status_code < 500, page.request["PATH_INFO"]
    assert "<script>alert(" not in page.content.decode()


def kept(page: Any, typed: str) -> bool:
    """All words of what was typed stand in the page; a text box begins with a line feed of its own."""
    bare = re.sub(r"\s+", " ", typed.replace("\x00", "")).strip()
    return bare in re.sub(r"\s+", " ", shown(page).replace("\x00", ""))


FIELDS = [(step, field) for step, answer in ANSWERS.items() for field in answer]


@pytest.mark.parametrize(("step", "field"), FIELDS)
def test_asking_survives_everything_in_every_field(step: str, field: str, web: Client, wijk: Neighbourhood) -> None:
    address = reverse("needs:ask_step", args=[wijk.slug, step])
    for name, typed in TEXTS.items():
        page = web.post(address, {**ANSWERS[step], field: typed})
        good(page)
        assert page.status_code in (200, 302), name
        if page.status_code == 200:
            assert 'class="form-error"' in page.content.decode() or "error" in page.content.decode(), name
            others = {key: value for key, value in ANSWERS[step].items() if key != field and key in ("title", "text")}
            assert all(kept(page, value) for value in others.values()), name
            if field in ("title", "text", "name", "email"):
                assert kept(page, typed), name
        good(web.get(address))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (("31", "2"), "Deze dag bestaat niet."),
        (("0", "0"), "Deze dag bestaat niet."),
        (("1", ""), "Deze dag bestaat niet."),
        (("9" * 5000, "1"), "Deze dag bestaat niet."),
        (("é", "\x00"), "Deze dag bestaat niet."),
        (("", ""), "Typ welke dag het is."),
    ],
)
def test_a_day_that_is_none_is_told_so(day: tuple[str, str], words: str, web: Client, wijk: Neighbourhood) -> None:
    page = web.post(
        reverse("needs:ask_step", args=[wijk.slug, "wanneer"]),
        {"haste": "day", "on_day_0": day[0], "on_day_1": day[1]},
    )
    good(page)
    assert (page.status_code, words in shown(page)) == (200, True)


def test_a_day_that_has_passed_is_told_so(web: Client, wijk: Neighbourhood) -> None:
    day = wijk.today() - timedelta(days=1)
    data = {"haste": "day", "on_day_0": str(day.day), "on_day_1": str(day.month)}
    page = web.post(reverse("needs:ask_step", args=[wijk.slug, "wanneer"]), data)
    assert (page.status_code, "Deze dag is al voorbij." in shown(page)) == (200, day.year == wijk.today().year)


def test_29_february_never_breaks(web: Client, wijk: Neighbourhood) -> None:
    data = {"haste": "day", "on_day_0": "29", "on_day_1": "2"}
    good(web.post(reverse("needs:ask_step", args=[wijk.slug, "wanneer"]), data))


@pytest.fixture
def foreign_buurt(other_wijk: Neighbourhood) -> Buurt:
    district = District.objects.create(code="WK051801", name="Wijk 1", municipality=other_wijk.municipality)
    buurt = Buurt.objects.create(code="BU05180101", name="Moerwijk-Noord", district=district)
    other_wijk.buurten.add(buurt)
    return buurt


def test_a_buurt_of_another_wijk_is_no_answer(
    web: Client, wijk: Neighbourhood, foreign_buurt: Buurt, coby: User
) -> None:
    page = web.post(reverse("needs:ask_step", args=[wijk.slug, "buurt"]), {"buurt": foreign_buurt.code})
    assert (page.status_code, "Kies een buurt uit de lijst." in shown(page)) == (200, True)
    web.force_login(coby)
    page = web.post(reverse("needs:phone", args=[wijk.slug]), {**PHONED, "buurt": foreign_buurt.code})
    assert (page.status_code, "Kies een buurt uit de lijst." in shown(page)) == (200, True)
    assert Need.objects.within(EVERYWHERE, reason="test").count() == 0


@pytest.mark.parametrize("field", list(PHONED))
def test_the_telephone_form_survives_everything_and_loses_nothing(
    field: str, desk: Client, wijk: Neighbourhood
) -> None:
    for name, typed in TEXTS.items():
        page = desk.post(reverse("needs:phone", args=[wijk.slug]), {**PHONED, field: typed})
        good(page)
        if page.status_code == 200:
            rest = {key: PHONED[key] for key in ("title", "text", "name") if key != field}
            assert all(kept(page, str(value)) for value in rest.values()), name


def test_the_check_survives_everything(web: Client, wijk: Neighbourhood, theme: Theme) -> None:
    for step, answer in ANSWERS.items():
        web.post(reverse("needs:ask_step", args=[wijk.slug, step]), answer)
    address = reverse("needs:ask_check", args=[wijk.slug])
    for field in ("concepts", "subject", "organisations"):
        for typed in (*TEXTS.values(), *NUMBERS):
            good(web.get(address))
            page = web.post(address, {field: typed, "private": "on"})
            good(page)
            assert page.status_code in (200, 302)
    assert Need.objects.within(EVERYWHERE, reason="test").count() == 1


VERBS = {
    "needs:close": ("kind", {}),
    "needs:theme": ("theme", {}),
    "needs:propose": ("helper", {}),
    "needs:contact": ("how", {}),
}


@pytest.mark.parametrize("name", list(VERBS))
def test_the_coordinators_verbs_survive_everything(name: str, desk: Client, wijk: Neighbourhood, need: Need) -> None:
    field = VERBS[name][0]
    for typed in (*TEXTS.values(), *NUMBERS):
        for key in (field, "match") if name == "needs:propose" else (field,):
            page = desk.post(reverse(name, args=[wijk.slug, need.number]), {key: typed})
            good(page)
            assert page.status_code in (302, 404), (name, typed[:20])
    need.refresh_from_db()
    assert (need.status, Proposal.objects.within(EVERYWHERE, reason="test").count()) == ("new", 0)


def test_helpers_and_matches_of_elsewhere_are_refused(
    desk: Client, wijk: Neighbourhood, need: Need, new_need: Any, new_offer: Any, els: User
) -> None:
    other = Match.objects.create(need=new_need(), offer=new_offer(), score=1)
    address = reverse("needs:propose", args=[wijk.slug, need.number])
    page = desk.post(address, {"helper": els.pk}, follow=True)
    assert (page.status_code, "Kies iemand uit de wijk." in shown(page)) == (200, True)
    assert desk.post(address, {"match": other.pk}).status_code == 404
    aside = reverse("needs:set_aside", args=[wijk.slug, need.number, other.pk])
    assert desk.post(aside).status_code == 404
    assert Proposal.objects.within(EVERYWHERE, reason="test").count() == 0


PATHS = [
    "aanbod/{}/",
    "aanbod/{}/pauze/",
    "voorstellen/{}/",
    "voorstellen/{}/antwoord/",
    "voorstellen/{}/gesproken/",
    "voorstellen/{}/langer/",
    "nazorg/{}/",
    "helpers/{}/gesproken/",
    "vandaag/gebeld/{}/",
    "vandaag/vertrokken/{}/",
    "vandaag/beloofd/{}/",
    "mensen/{}/rol/",
    "mensen/{}/code/",
    "rollen/{}/stoppen/",
    "vragen/{}/",
    "vragen/V-V/past-niet/{}/",
    "vragen/nieuw/{}/",
]


@pytest.mark.parametrize("path", PATHS)
def test_numbers_in_addresses_never_break(path: str, desk: Client, wijk: Neighbourhood, need: Need) -> None:
    posted = {"answer": "yes", "side": "asker", "kind": "moved", "role": "desk"}
    for number in NUMBERS:
        address = f"/{wijk.slug}/{path.format(number).replace('V-V', need.number)}"
        for page in (desk.get(address), desk.post(address, posted)):
            good(page)
            assert page.status_code in (403, 404, 405), address[:60]


@pytest.mark.parametrize("path", ["vragen/", "aanbod/", "mensen/"])
def test_what_stands_behind_the_question_mark_never_breaks(path: str, desk: Client, wijk: Neighbourhood) -> None:
    for typed in (*TEXTS.values(), *NUMBERS):
        page = desk.get(f"/{wijk.slug}/{path}", dict.fromkeys(("q", "page", "kind", "giver"), typed))
        good(page)
        assert page.status_code == 200


def test_the_followup_and_the_answer_take_three_words_only(
    desk: Client, wijk: Neighbourhood, need: Need, agree: Any, new_offer: Any
) -> None:
    proposal = agree(need, offer=new_offer())
    row = proposal.followups.get(side="asker")
    for typed in TEXTS.values():
        for name, pk in (("needs:followup", row.pk), ("needs:answer", proposal.pk), ("needs:spoken", proposal.pk)):
            assert desk.post(reverse(name, args=[wijk.slug, pk]), {"answer": typed, "side": typed}).status_code == 404


def test_without_the_csrf_token_there_is_a_dutch_page(wijk: Neighbourhood, coby: User) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(coby)
    for name in ("needs:phone", "offers:new", "needs:ask_check"):
        page = strict.post(reverse(name, args=[wijk.slug]), PHONED)
        assert (page.status_code, '<html lang="nl"' in page.content.decode()) == (403, True)
    assert (Need.objects.within(EVERYWHERE, reason="test").count(), Offer.objects.within(wijk, reason="t").count()) == (
        0,
        0,
    )


def test_a_draft_keeps_what_was_wrong(web: Client, wijk: Neighbourhood) -> None:
    address = reverse("needs:ask_step", args=[wijk.slug, "vraag"])
    web.post(address, {"title": "K" * 81, "text": "Het hele verhaal"})
    assert Draft.objects.count() == 1
    page = web.get(address)
    assert kept(page, "K" * 81) and kept(page, "Het hele verhaal")

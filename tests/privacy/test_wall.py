"""Every page, every reader: nothing of Amina's stands where it may not, and a 404 tells nothing."""

import re
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from needs.lifecycle import Status
from tests import pdf
from tests.privacy.conftest import BACKGROUND, EVERYTHING, NAME, PHONE, World
from tests.privacy.routes import Route, routes
from tests.privacy.table import ADMIN_PAGES, PAGES, SEES

pytestmark = pytest.mark.django_db
ROUTES = list(routes())
HERE = [route for route in ROUTES if not route.name.startswith("admin:")]
THERE = [route for route in ROUTES if route.name.startswith("admin:")]
READERS = ("", "bram", "hans", "dirk", "els", "doortje", "rita", "bea", "cees", "gerda")
NO_NUMBER, NO_PK = "22222", 987654
POSTED = {
    "answer": "yes",
    "side": "asker",
    "how": "spoken",
    "kind": "arranged",
    "role": "coordinator",
    "day_0": "1",
    "day_1": "12",
    "q": "Kanarieg",
    "sure": "yes",
    "form": "json",
}


def gaps(world: World, route: Route, slug: str) -> dict[str, Any]:
    space = route.name.partition(":")[0]
    return {
        "wijk": slug,
        "number": world.need.number,
        "pk": world.rows.get(route.name, world.rows.get(space, 0)),
        "other": world.rows["other"],
        "verb": {"offers:change": "pauze", "needs:change": "pauze", "needs:bundle_change": "vragen"}.get(
            route.name, "langer"
        ),
        "step": "contact",
        "code": "klus_meubel",
        "slug": slug or world.wijk.slug,
        "provider_id": "geen",
        "token": world.tokens.get(route.name, ""),
        "form": "json",
    }


def ask(client: Client, method: str, address: str, posted: dict[str, Any]) -> HttpResponse:
    """One request, of which nothing stays: neither rows nor cookies."""
    kept = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        page = client.get(address, {"q": "Kanarieg"}) if method == "GET" else client.post(address, posted)
        transaction.set_rollback(True)
    client.cookies = kept
    return page


def seen(page: HttpResponse) -> set[str]:
    """What the page shows of Amina, also with a dash or a space in her number, and in where it leads."""
    printed = page.headers.get("Content-Type") == "application/pdf"
    text = (pdf.words(page.content) if printed else page.content.decode()) + page.headers.get("Location", "")
    bare = re.sub(r"(?<=\d)[- ](?=\d)", "", text)
    return {word for word in EVERYTHING if word in text or (word == PHONE and word in bare)}


def bare(page: HttpResponse, *own: object) -> str:
    """The body without what belongs to one request: its token and its own address."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    for word in own:
        text = text.replace(str(word), "…")
    return text


def test_every_route_stands_in_the_table() -> None:
    assert {route.name for route in HERE} == set(PAGES)
    assert {route.name for route in THERE} == ADMIN_PAGES


@pytest.mark.parametrize("reader", READERS)
def test_nobody_reads_of_amina_what_is_not_theirs(reader: str, world: World, looks: Any) -> None:
    client, leaks, broken = looks(reader), [], []
    slugs = {world.wijk.slug, world.other_wijk.slug if reader in ("els", "cees") else world.wijk.slug}
    posted = POSTED | {"match": world.rows["needs:set_aside"], "helper": world.people["bram"].pk}
    for route in HERE:
        for slug in slugs if "wijk" in route.gaps else [""]:
            for method in ("GET", "POST"):
                page = ask(client, method, route.address(gaps(world, route, slug)), posted)
                if more := seen(page) - PAGES.get(route.name, {}).get(reader, set()):
                    leaks.append((method, route.name, slug, more))
                if page.status_code >= 500:
                    broken.append((method, route.name, slug, page.status_code))
    assert (leaks, broken) == ([], [])


def test_the_board_sees_names_and_no_numbers(world: World, looks: Any) -> None:
    assert seen(ask(looks("bea"), "GET", f"/{world.wijk.slug}/mensen/", {})) == {NAME}


@pytest.mark.parametrize("reader", ["amina", "coby", "hans"])
def test_there_was_something_to_leak(reader: str, world: World, looks: Any) -> None:
    known = {route.name: route for route in HERE}
    for name, words in SEES[reader].items():
        page = ask(looks(reader), "GET", known[name].address(gaps(world, known[name], world.wijk.slug)), {})
        assert (name, seen(page) & words) == (name, words)


@pytest.mark.parametrize("reader", ["", "bram", "hans", "dirk", "els", "doortje", "rita", "bea", "cees", "gerda"])
def test_what_is_not_yours_answers_like_what_does_not_exist(reader: str, world: World, looks: Any) -> None:
    client, told = looks(reader), []
    slug = world.other_wijk.slug if reader in ("els", "cees") else world.wijk.slug
    for route in HERE:
        if not route.name.startswith(("needs:", "dashboard:")) or not {"pk", "number"} & set(route.gaps):
            continue
        if reader == "hans" and route.name in ("needs:detail", "needs:proposal", "needs:answer", "needs:change"):
            continue  # his own proposal
        if reader == "bea" and route.name.startswith("dashboard:"):
            continue  # the board's own page
        real = gaps(world, route, slug)
        none = real | {"number": NO_NUMBER, "pk": NO_PK}
        for method in ("GET", "POST"):
            one, other = (ask(client, method, route.address(gap), POSTED) for gap in (real, none))
            own = (route.address(real), route.address(none))
            same = (one.status_code, bare(one, *own)) == (other.status_code, bare(other, *own))
            if not same or (reader and one.status_code not in (403, 404, 405)):
                told.append((method, route.name, one.status_code, other.status_code))
    assert told == []


def test_a_coordinator_reaches_nothing_of_another_wijk_through_her_own(world: World, looks: Any) -> None:
    """Every verb with her own slug and the other wijk's rows, and her own need with their match and their helper."""
    from needs.models import Need, Proposal
    from wijk.places.scopes import EVERYWHERE

    els, cees = world.people["els"], world.people["cees"]
    own = Need.objects.register(
        by=els, neighbourhood=world.other_wijk, asker=els, kind="help", title="Fiets", text="Fiets"
    )
    before = Proposal.objects.within(EVERYWHERE, reason="test").count()
    address = f"/{world.other_wijk.slug}/vragen/{own.number}/voorstellen/"
    for about in ({"match": world.rows["needs:set_aside"]}, {"helper": world.people["bram"].pk}):
        page = ask(looks("cees"), "POST", address, about)
        assert (page.status_code in (302, 404), seen(page)) == (True, set())
    assert Proposal.objects.within(EVERYWHERE, reason="test").count() == before
    assert not cees.has_role(world.wijk, "coordinator")


def test_a_private_need_is_the_coordinators_alone(world: World, looks: Any) -> None:
    """Proposals and shares that stood already show nothing from the moment that it becomes private."""
    world.need.correct(private=True, by=world.people["amina"])
    for reader in ("hans", "dirk", "bram"):
        for path in (f"vragen/{world.need.number}/", f"voorstellen/{world.proposal.pk}/", "mijn/"):
            assert seen(ask(looks(reader), "GET", f"/{world.wijk.slug}/{path}", {})) == set()
    page = ask(looks(""), "GET", f"/antwoord/{world.tokens['notices:answer']}/", {})
    assert (page.status_code, seen(page)) == (404, set())


def test_the_background_stands_on_two_own_pages_and_only_in_the_answer_to_a_reason(world: World, looks: Any) -> None:
    """Amina reads it and takes it along with what is hers; the coordinator sends in every form and needs a reason."""
    found = []
    for reader in ("amina", "coby"):
        for route in HERE:
            address = route.address(gaps(world, route, world.wijk.slug))
            for method, posted in (("GET", {}), ("POST", POSTED), ("POST", {"why": "call"})):
                if BACKGROUND in seen(ask(looks(reader), method, address, posted)):
                    found.append((reader, method, route.name, "why" in posted))
    assert found == [
        ("amina", "GET", "pages:own_data_take", False),
        ("amina", "GET", "needs:background", False),
        ("coby", "POST", "needs:background", True),
    ]


def test_an_own_proposal_does_not_stand_under_another_wijk(world: World, looks: Any) -> None:
    for reader in ("hans", "amina", "coby"):
        for path in (f"voorstellen/{world.proposal.pk}/", f"vragen/{world.need.number}/"):
            assert ask(looks(reader), "GET", f"/{world.wijk.slug}/{path}", {}).status_code in (200, 302)
            assert ask(looks(reader), "GET", f"/{world.other_wijk.slug}/{path}", {}).status_code == 404


def test_a_helper_who_is_no_longer_asked_sees_nothing_any_more(world: World, looks: Any) -> None:
    world.proposal.end("withdrawn", by=world.people["coby"])
    world.need.refresh_from_db()
    assert world.need.status == Status.OPEN
    for path in (f"vragen/{world.need.number}/", f"voorstellen/{world.proposal.pk}/", "mijn/"):
        assert seen(ask(looks("hans"), "GET", f"/{world.wijk.slug}/{path}", {})) == set()


@pytest.mark.parametrize("reader", ["", "coby", "gerda"])
def test_the_admin_shows_no_resident_to_anybody(reader: str, world: World, looks: Any) -> None:
    """Municipality staff keep places, themes and organisations; whoever coordinates has no admin at all."""
    client, leaks, broken = looks(reader), [], []
    for route in THERE:
        row = world.objects.get(route.name.removeprefix("admin:").rpartition("_")[0])
        filled = {"object_id": row.pk if row else 1, "content_type_id": 1, "app_label": "members"}
        for method in ("GET", "POST"):
            page = ask(client, method, route.address(filled), POSTED)
            if seen(page):
                leaks.append((method, route.name, seen(page)))
            if page.status_code >= 500:
                broken.append((method, route.name, page.status_code))
            if reader == "coby" and page.status_code == 200 and "login" not in route.name:
                leaks.append((method, route.name, {"a page"}))
    assert (leaks, broken) == ([], [])

"""Technical administration keeps concepts and words; a change is tried first; a wrong file is refused with its line."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.models import Posting, User
from needs.models import Need
from tests.needs.test_query_counts import counts, equal
from tests.thesaurus import ROWS
from wijk.places.models import Municipality
from wijk.themes import storing, writing
from wijk.themes.models import Concept, Edition, Term
from wijk.themes.reference import ConceptRow

pytestmark = pytest.mark.django_db
LIST = "admin:themes_concept_changelist"
IMPORT = "admin:themes_concept_import"


@pytest.fixture
def technician(db: None) -> User:
    return User.objects.create_superuser("techniek@voorbeeld.example", None, name="Techniek")


@pytest.fixture
def gerda(gemeente: Municipality) -> User:
    user = User.objects.enter(name="Gerda", by=None, email="gerda@voorbeeld.example", is_staff=True)
    Posting.objects.create(user=user, municipality=gemeente)
    return user


@pytest.fixture
def desk(client: Client, technician: User, small_tables: Any) -> Client:
    client.force_login(technician)
    return client


def typed(**more: str) -> dict[str, Any]:
    return {"code": "tuin", "label": "Tuinieren", "words": "tuin, snoei*, border", "related": "hond", **more}


def change(code: str = "tuin") -> str:
    return reverse("admin:themes_concept_change", args=[Concept.objects.get(code=code).pk])


def test_the_first_click_shows_and_the_second_saves(desk: Client, new_need: Callable[..., Need]) -> None:
    for _number in range(6):
        new_need(title="Border", text="Vol kruid")
    before = storing.rows()
    page = desk.post(change(), typed())
    assert "Krijgt een ander onderwerp: ongeveer 5 vragen." in page.content.decode()
    assert "Vol kruid" not in page.content.decode()
    assert (storing.rows(), Edition.objects.count()) == (before, 1)
    hidden = dict(page.context["kept"])
    assert desk.post(change(), {**hidden, "_sure": "1"}).status_code == 302
    terms = list(Term.objects.filter(concept__code="tuin").values_list("text", flat=True).order_by("pk"))
    assert (terms, Edition.objects.count()) == (["tuin", "snoei*", "border"], 2)


def test_a_new_concept_is_made_and_a_wrong_one_refused(desk: Client) -> None:
    address = reverse("admin:themes_concept_add")
    new = {"code": "vis", "label": "Vissen", "words": "hengel, ~water", "related": "", "_sure": "1"}
    for wrong in ({"words": "~"}, {"related": "weg"}, {"words": ""}, {"code": "a b"}):
        assert desk.post(address, {**new, **wrong}).status_code == 200
    assert desk.post(address, new).status_code == 302
    assert storing.rows()[-1] == ConceptRow("vis", "Vissen", "", "", "", (("hengel", "plain"), ("water", "weak")))


def test_the_code_of_a_concept_stays(desk: Client) -> None:
    page = desk.post(change(), typed(code="tuintje", _sure="1"))
    assert (page.status_code, "De code blijft" in page.content.decode()) == (200, True)


def test_taking_a_concept_away_publishes_it(desk: Client) -> None:
    desk.post(change().replace("change", "delete"), {"post": "yes"})
    assert ({row.code for row in storing.rows()}, Edition.objects.count()) == ({"hond", "kaart"}, 2)


def test_municipality_staff_look_and_change_nothing(client: Client, gerda: User, small_tables: Any) -> None:
    client.force_login(gerda)
    assert client.get(reverse(LIST)).status_code == 200
    assert client.post(change(), typed(_sure="1")).status_code == 403
    assert client.get(reverse(IMPORT)).status_code == 403
    assert storing.rows() == ROWS


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("eigen.toml", text.encode())


def test_an_import_is_tried_and_then_stored(desk: Client) -> None:
    rows = [*ROWS, ConceptRow("vis", "Vissen", "", "", "", (("hengel", "plain"),))]
    page = desk.post(reverse(IMPORT), {"file": file(writing.toml(rows))}).content.decode()
    assert "begrippen: 1 erbij, 0 anders, 0 weg; woorden: 1 erbij" in page
    assert storing.rows() == ROWS
    assert desk.post(reverse(IMPORT), {"file": file(writing.toml(rows)), "sure": "on"}).status_code == 302
    assert storing.rows() == rows


def test_a_wrong_import_is_refused_with_its_line(desk: Client) -> None:
    page = desk.post(reverse(IMPORT), {"file": file('[a]\nlabel="A"\n'), "sure": "on"}).content.decode()
    assert "eigen.toml, regel 1: termen ontbreekt" in page
    assert desk.post(reverse(IMPORT), {"file": SimpleUploadedFile("x", b"\xff\xfe")}).status_code == 200
    assert desk.post(reverse(IMPORT), {}).status_code == 200
    assert storing.rows() == ROWS


def test_the_export_is_what_an_import_reads(desk: Client) -> None:
    page = desk.get(reverse("admin:themes_concept_export"))
    assert page.content.decode() == writing.toml(ROWS)


def test_the_lists_cost_the_same_for_many(desk: Client) -> None:
    made = iter(range(1_000))

    def add(many: int) -> None:
        for _row in range(many):
            number = next(made)
            concept = Concept.objects.create(code=f"b{number}", label=f"Begrip {number}")
            Term.objects.bulk_create(Term(concept=concept, text=f"w{number} {n}") for n in range(20))

    for name in (LIST, "admin:themes_term_changelist"):
        assert equal(counts(desk, reverse(name) + "?q=w", add))

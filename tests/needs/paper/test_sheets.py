"""The poster and the question on paper: the wijk's own name, number and hours, and the real questions in order."""

import pytest
from django.test import Client

from needs.asking.questions import QUESTIONS
from needs.paper.form import paper_form, questions
from tests.pdf import sides, words
from wijk.places.models import Buurt, Neighbourhood

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sheet", ["poster", "vraag"])
def test_a_sheet_is_public_and_says_which_wijk_and_whom_to_call(
    sheet: str, client: Client, wijk: Neighbourhood
) -> None:
    answer = client.get(f"/{wijk.slug}/papier/{sheet}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = words(answer.content)
    assert "Wijkcoöperatie Maarssenbroek" in text and "030-0000000" in text
    assert b"pdfuaid:part" in answer.content and b"pdfuaid:part>1<" in answer.content.replace(b" ", b"")


def test_the_poster_shows_hours_costs_and_offers_without_their_giver(
    client: Client, wijk: Neighbourhood, new_offer
) -> None:
    new_offer(title="Deur die klemt")
    closed = new_offer(title="Afgelopen aanbod")
    closed.pause(by=closed.person)
    text = words(client.get(f"/{wijk.slug}/papier/poster.pdf").content)
    assert "dinsdag en donderdag" in text and "U betaalt niets voor de hulp" in text and "Deur die klemt" in text
    assert "Bram" not in text and "Afgelopen" not in text


def test_the_paper_asks_what_the_site_asks_in_the_same_order(wijk: Neighbourhood) -> None:
    asked = [
        str(field.label) for question in QUESTIONS.values() for field in question(neighbourhood=wijk).fields.values()
    ]
    on_paper = [
        part for one in questions(wijk) for part in (one["heading"], *(f["label"] for f in one["fields"])) if part
    ]
    assert [label for label in on_paper if label in asked] == asked
    assert [one["heading"] for one in questions(wijk)] == [
        "Wat zoekt u?",
        "Vertel uw vraag",
        "Wanneer heeft u het nodig?",
        "In welke buurt is het?",
        "Hoe bereiken wij u?",
        "Wie mag uw vraag zien?",
    ]
    text = words(paper_form(wijk))
    assert all(label in text for label in asked if len(label) < 40)


@pytest.mark.parametrize(
    ("buurten", "name"), [(1, "Broek"), (9, "Neerbosch-West"), (9, "Buurt achter de lange brug"), (40, "A")]
)
def test_the_paper_is_one_sheet_with_two_sides(buurten: int, name: str, wijk: Neighbourhood, buurt: Buurt) -> None:
    for number in range(buurten):
        wijk.buurten.add(Buurt.objects.create(code=f"BU9{number:07}", name=f"{name} {number}", district=buurt.district))
    assert sides(paper_form(wijk)) == 2

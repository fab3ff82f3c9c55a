"""The notice board: who said yes hangs there, without a name; nobody else does, whatever else is true of the need."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from members.models import User
from needs.models import Need
from needs.paper.cards import for_the_board, names_somebody
from needs.roads import Road
from tests.pdf import words
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
CANARY = "Zeepaardje"


def printed(client: Client, coby: User, wijk: Neighbourhood) -> str:
    client.force_login(coby)
    answer = client.get(f"/{wijk.slug}/papier/prikbord.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return words(answer.content)


def test_a_need_that_said_yes_hangs_there_with_the_desks_number_and_no_name(
    new_need: Callable[..., Need], client: Client, coby: User, wijk: Neighbourhood, buurt: Any
) -> None:
    need = new_need(title=CANARY, text="Rosbief", on_board=True, buurt=buurt)
    text = printed(client, coby, wijk)
    assert all(word in text for word in (CANARY, "In de buurt Zebraspoor", str(need), "030-0000000"))
    assert not any(word in text for word in ("Amina", "06-00000001", "0600000001", "Rosbief"))


@pytest.mark.parametrize(
    "fields",
    [
        {"on_board": False},
        {"on_board": False, "private": True},
        {"road": Road.DANGER},
        {"road": Road.ORGANISATION},
        {"road": Road.COORDINATOR},
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"status": "closed"},
        {"status": "paused"},
        {"status": "agreed"},
        {"status": "referred"},
    ],
    ids=str,
)
def test_any_other_need_never_hangs_there(
    fields: dict[str, Any], new_need: Callable[..., Need], client: Client, coby: User, wijk: Neighbourhood
) -> None:
    need = new_need(title=CANARY, on_board=True)
    assert [need] == for_the_board(coby, wijk)  # there is something to keep off
    for name, value in fields.items():
        setattr(need, name, value)
    need.save()
    text = printed(client, coby, wijk)
    assert CANARY not in text and "Er is nu geen vraag" in text


def test_the_board_of_another_wijk_has_nothing_of_this_one(
    new_need: Callable[..., Need], coby: User, els: User, wijk: Neighbourhood, other_wijk: Neighbourhood
) -> None:
    need = new_need(on_board=True)
    boards = [for_the_board(*pair) for pair in ((coby, wijk), (coby, other_wijk), (els, wijk))]
    assert boards == [[need], [], []]


@pytest.mark.parametrize(
    "title",
    ["Amina zoekt een kast", "Voor Wilhelmina een stoel", "Bel 06 0000 0001", "Mail ria@voorbeeld.example"],
)
def test_a_title_that_names_somebody_stays_off(
    title: str, new_need: Callable[..., Need], client: Client, coby: User, wijk: Neighbourhood
) -> None:
    need = new_need(title=title, on_board=True, for_other=True, other_name="Wilhelmina van der Berg")
    assert names_somebody(need)
    assert title.split()[0] not in printed(client, coby, wijk)
    page = client.get(f"/{wijk.slug}/papier/").content.decode()
    assert "Niet op het prikbord" in page and title in page


def test_a_particle_of_a_name_is_no_name(new_need: Callable[..., Need]) -> None:
    assert not names_somebody(new_need(title="Een stoel van hout", other_name="Els van der Berg"))


def test_a_need_that_becomes_private_leaves_the_board(new_need: Callable[..., Need], coby: User) -> None:
    need = new_need(on_board=True)
    need.correct(by=coby, private=True)
    need.refresh_from_db()
    assert (need.private, need.on_board) == (True, False)


HOSTILE = [
    '#panic("x") *vet* _schuin_ $x^2$ @label <label> `code` = kop',
    '#read("/wijk/settings.py") #import "style.typ": *',
    "\\ #{ } [ ] ( ) ' \" ~ // geen commentaar /* ook niet */",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_what_somebody_typed_is_printed_and_never_run(
    title: str, new_need: Callable[..., Need], client: Client, coby: User, wijk: Neighbourhood
) -> None:
    new_need(title=title[:80], on_board=True)
    bare = printed(client, coby, wijk).replace("\u200b", "").replace(" ", "")
    assert title[:80].replace(" ", "") in bare


@pytest.mark.parametrize(
    "title", ["Kast 😀 tillen 中文", "\u202eomgekeerd", "Сусідка шукає", "مرحبا", "x" * 80, "😀😀"]
)
def test_letters_that_no_font_has_fall_out_and_break_nothing(
    title: str, new_need: Callable[..., Need], client: Client, coby: User, wijk: Neighbourhood
) -> None:
    new_need(title=title, on_board=True)
    text = printed(client, coby, wijk)
    if title.startswith("Kast"):
        assert "Kast" in text and "tillen" in text
    if title == "😀😀":
        assert "Iemand die iets voor mij doet" in text


def test_only_the_coordinator_prints_cards(
    need: Need, client: Client, bram: User, coby: User, dirk: User, els: User, wijk: Neighbourhood
) -> None:
    found = []
    for person in (bram, dirk, els, coby):
        client.force_login(person)
        found.append([client.get(f"/{wijk.slug}/papier/{page}").status_code for page in ("", "prikbord.pdf")])
    assert found == [[404, 404]] * 3 + [[200, 200]]

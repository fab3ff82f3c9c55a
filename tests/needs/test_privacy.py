"""What a page gets of a need, before any template: a field that the reader may not see is empty."""

from collections.abc import Callable
from typing import Any

import pytest

from members.models import User
from needs.cards import proposal_card
from needs.models import Need, Proposal
from needs.privacy import Disclosure, card

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
CONTACT = ("asker", "phone", "email", "call_when")


def shown(need: Need, viewer: User) -> tuple[int, bool, list[str]]:
    """(level, are the own words there?, which contact fields are filled)."""
    found = card(need, viewer)
    return found.level, bool(found.text), [name for name in CONTACT if getattr(found, name)]


def test_each_reader_gets_a_level(need: Need, propose: Make, agree: Make, amina: User, bram: User, coby: User) -> None:
    everything = ["asker", "phone", "call_when"]
    assert shown(need, bram) == (Disclosure.LIST, False, [])
    propose(need, helper=bram)
    assert shown(need, bram) == (Disclosure.REQUEST, True, [])
    for person in (amina, coby):
        assert shown(need, person) == (Disclosure.FULL, True, everything)
    proposal = Proposal.objects.visible_to(bram).get()
    for side in ("asker", "helper"):
        proposal.reply(side, True, by=coby, how="spoken")
    assert shown(need, bram) == (Disclosure.CONTACT, True, everything)
    proposal.end("withdrawn", by=coby)
    assert shown(need, bram) == (Disclosure.LIST, False, [])


def test_a_list_shows_less_than_the_page_and_never_more(need: Need, amina: User, bram: User) -> None:
    assert card(need, amina, Disclosure.LIST).text == ""
    assert card(need, bram, Disclosure.FULL).text == ""


@pytest.mark.parametrize("said", [(), ("asker",), ("helper",), ("asker", "helper")])
def test_numbers_come_with_the_second_yes(
    said: tuple[str, ...], need: Need, new_offer: Make, propose: Make, amina: User, bram: User, coby: User
) -> None:
    proposal = propose(need, offer=new_offer())
    for side in said:
        proposal = proposal.reply(side, True, by=coby, how="spoken")
    for viewer, side, other in ((amina, "asker", bram), (bram, "helper", amina)):
        found = proposal_card(proposal, viewer, side)
        expected = (other.name, other.phone, other.email or "") if len(said) == 2 else ("", "", "")
        assert (found.name, found.phone, found.email) == expected


def test_who_finds_the_row_at_all(
    need: Need, propose: Make, amina: User, bram: User, coby: User, dirk: User, els: User
) -> None:
    def finds() -> list[str]:
        return [p.name for p in (amina, bram, coby, dirk, els) if Need.objects.visible_to(p).exists()]

    assert finds() == ["Amina", "Coby"]
    proposal = propose(need, helper=bram)
    assert finds() == ["Amina", "Bram", "Coby"]
    need.correct(private=True, by=amina)
    assert finds() == ["Amina", "Coby"]
    need.correct(private=False, by=amina)
    proposal.end("withdrawn", by=coby)
    assert finds() == ["Amina", "Coby"]

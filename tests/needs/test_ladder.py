"""Neighbours first, then together, then a partner: each after the waiting time that the wijk chose."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from members.models import Organisation, User
from needs import ladder
from needs.ladder import Rung
from needs.matching import engine
from needs.models import Need, Proposal
from needs.proposing import propose_best
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_the_waiting_times_are_working_days_of_the_desk(new_need: Make) -> None:
    """Open on Monday, Tuesday and Thursday: three days after Monday is Monday, seven is Tuesday a week later."""
    with time_machine.travel(MONDAY, tick=False):
        need: Need = new_need()
        found = [ladder.opens_on(need, rung) for rung in Rung]
    assert found == [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 8)]


def test_who_asks_for_company_does_not_wait_for_it(new_need: Make) -> None:
    with time_machine.travel(MONDAY, tick=False):
        need: Need = new_need(kind="together")
        assert ladder.opens_on(need, Rung.TOGETHER) == date(2026, 11, 23)


def test_a_need_that_was_opened_again_begins_again(new_need: Make, coby: User) -> None:
    with time_machine.travel(MONDAY, tick=False):
        need: Need = new_need()
    with time_machine.travel(datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        need.pause(by=coby)
        need.reopen(by=coby)
        assert ladder.opens_on(need, Rung.TOGETHER) == date(2026, 12, 3)


def test_on_which_rung_an_offer_stands(new_offer: Make, welzijn: Organisation) -> None:
    theirs = {"person": None, "organisation": welzijn}
    found = [
        ladder.rung_of(new_offer()),
        ladder.rung_of(new_offer(kinds=["together"])),
        ladder.rung_of(new_offer(kinds=["together"], **theirs)),
        ladder.rung_of(new_offer(**theirs)),
    ]
    assert found == [Rung.NEIGHBOURS, Rung.TOGETHER, Rung.TOGETHER, Rung.PARTNER]


def test_the_platform_proposes_a_partner_only_when_its_time_has_come(
    wijk: Neighbourhood, new_need: Make, new_offer: Make, welzijn: Organisation
) -> None:
    wijk.system_may_propose = True
    wijk.save()
    words = {"title": "Kast in elkaar zetten", "text": "Kasten en schroeven"}
    with time_machine.travel(MONDAY, tick=False):
        new_need()
        new_offer(person=None, organisation=welzijn, **words)
        assert engine.rematch(wijk) is not None
        assert propose_best(wijk) == 0
    with time_machine.travel(datetime(2026, 12, 8, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        engine.rematch(wijk)
        assert propose_best(wijk) == 1
    assert Proposal.objects.within(EVERYWHERE, reason="test").get().organisation == welzijn

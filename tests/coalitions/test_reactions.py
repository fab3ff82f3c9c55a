"""When … then …: the coordinator's calls follow what organisations and residents say."""

import pytest
from django.db import transaction

from coalitions import routing
from members.models import Organisation, User
from needs.models import Need, Share
from tests.coalitions.conftest import Make, calls
from wijk.journal import post
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(ask: Make, live: Make, welzijn: Organisation) -> Share:
    share: Share = live(ask(), welzijn)
    return share


def said(share: Share, reply: str, worker: User, wijk: Neighbourhood) -> list[str]:
    share.answer(reply, by=worker)
    post.run_due()
    return calls(wijk)


def test_done_is_asked_of_the_resident(share: Share, dirk: User, wijk: Neighbourhood) -> None:
    assert said(share, "picked_up", dirk, wijk) == []
    assert said(share, "done", dirk, wijk) == ["follow_up"]


@pytest.mark.parametrize("replies", [["cannot"], ["picked_up", "handed_back"]])
def test_a_no_and_a_hand_back_need_a_next_step(
    share: Share, replies: list[str], dirk: User, wijk: Neighbourhood
) -> None:
    assert [said(share, reply, dirk, wijk) for reply in replies][-1] == ["next_step"]


def test_picked_up_by_one_the_consent_for_others_is_not_asked_any_more(
    share: Share, sit: Make, another: Make, dirk: User, wijk: Neighbourhood, welzijn: Organisation
) -> None:
    sit(welzijn)
    sit(another("Anders")[0])
    routing.route(share.need)
    assert calls(wijk) == ["consent"]
    assert said(share, "picked_up", dirk, wijk) == []


def test_consent_is_asked_once_and_over_when_it_was_answered(
    ask: Make, sit: Make, welzijn: Organisation, coby: User, wijk: Neighbourhood
) -> None:
    sit(welzijn)
    need: Need = ask()
    routing.route(need)
    assert calls(wijk) == ["consent"]
    with transaction.atomic():
        need.shares.get().give(by=coby, how="phone")
    post.run_due()
    assert calls(wijk) == []

"""Two organisations at one need, two clicks at one moment, and the look through the other door."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from members.models import Organisation, User
from needs.models import Share
from tests.coalitions.conftest import TEXT, Make
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


def again(share: Share) -> Share:
    """As the next request reads it."""
    found: Share = Share.objects.within(EVERYWHERE, reason="test").get(pk=share.pk)
    return found


@pytest.mark.parametrize("how", ["cannot", "withdraw"])
def test_one_stops_and_the_other_goes_on(
    ask: Make, live: Make, another: Make, welzijn: Organisation, dirk: User, amina: User, how: str
) -> None:
    need = ask()
    other, vera = another("Anders")
    first, second = live(need, welzijn), live(need, other)
    first.answer("picked_up", by=dirk)
    if how == "cannot":
        again(second).answer("cannot", by=vera)
    else:
        again(second).withdraw(by=amina)
    need.refresh_from_db()
    assert need.status == "referred"
    again(first).answer("handed_back", by=dirk)
    need.refresh_from_db()
    assert need.status == "open"


def test_an_answer_after_a_stop_that_the_page_did_not_see_yet(
    ask: Make, live: Make, welzijn: Organisation, dirk: User, amina: User
) -> None:
    share = live(ask(), welzijn)
    stale = again(share)
    share.withdraw(by=amina)
    with pytest.raises(PermissionDenied):
        stale.answer("picked_up", by=dirk)


def test_the_needs_own_address_writes_the_look_too(
    client: Client, ask: Make, live: Make, welzijn: Organisation, dirk: User, wijk: Neighbourhood
) -> None:
    share = live(ask(), welzijn)
    client.force_login(dirk)
    assert TEXT in client.get(share.need.get_absolute_url()).content.decode()
    look = Look.objects.within(EVERYWHERE, reason="test").get()
    assert (look.actor, look.ground, look.organisation) == (dirk.pk, f"share:{share.pk}", welzijn.pk)

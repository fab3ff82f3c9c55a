"""An offer that runs out: one click by mail, or a call."""

from datetime import timedelta

import pytest
from django.test import Client

from members.models import User
from members.notices import delivery
from offers.tasks import warn_expiring_offers
from tests.members.notices.conftest import Sink
from tests.needs.ria import (
    SECRET,
    giving,
    local,
    sink,  # noqa: F401 -- fixtures
    to_call,
)
from wijk.journal import post
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


def test_a_giver_keeps_the_offer_with_one_click_and_no_login(
    sink: Sink,
    bram: User,
    wijk: Neighbourhood,
    client: Client,
) -> None:
    offer = giving(bram, wijk)
    assert (warn_expiring_offers(), warn_expiring_offers()) == (1, 0)
    delivery.drain()
    assert [word for word in SECRET if word in sink.whole()] == []
    address = local(next(word for word in sink.texts()[0].split() if "/antwoord/" in word))
    assert client.get(address).status_code == 200
    offer.refresh_from_db()
    assert offer.until == wijk.today()
    assert client.post(address, {"answer": "keep"}).status_code == 200
    offer.refresh_from_db()
    assert offer.until > wijk.today() + timedelta(days=180)
    assert client.get(address).status_code == 404


def test_a_giver_without_mail_is_called(amina: User, wijk: Neighbourhood) -> None:
    giving(amina, wijk)
    warn_expiring_offers()
    post.run_due()
    assert to_call(amina) == ["expires"]

"""A worker hears numbers once a working day, and nothing when nothing waits."""

import pytest
import time_machine

from coalitions.tasks import plan_partner_mails
from members.models import Organisation, User
from members.notices import delivery
from members.notices.models import Notice
from needs.models import Need, Share
from tests.members.notices.conftest import Sink, sink  # noqa: F401 -- a fixture
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
TUESDAY, SATURDAY = "2026-11-24T08:30:00+01:00", "2026-11-28T09:00:00+01:00"


@pytest.fixture
def share(wijk: Neighbourhood, amina: User, welzijn: Organisation, theme: Theme) -> Share:
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        need = Need.objects.register(
            by=amina, neighbourhood=wijk, asker=amina, kind="goods", title="Zeepaardje", text="Kanariegeel", theme=theme
        )
        Share.objects.tick(need, welzijn, by=amina, how="form")
        return Share.objects.reach(need, welzijn, by=None, purpose="Kijken of het past")


def test_one_mail_a_day_with_numbers_only(sink: Sink, share: Share, dirk: User) -> None:  # noqa: F811
    with time_machine.travel(TUESDAY, tick=False):
        plan_partner_mails()
        plan_partner_mails()
        delivery.drain()
    assert [mail["To"] for mail in sink.mails] == [dirk.email]
    text = sink.texts()[0]
    assert "1 nieuwe vraag." in text
    assert [word for word in ("Zeepaardje", "Kanariegeel", "Amina") if word in text] == []


@pytest.mark.parametrize("moment", ["2026-11-24T07:30:00+01:00", SATURDAY, "2026-12-25T09:00:00+01:00"])
def test_not_before_eight_nor_in_the_weekend_nor_on_a_holiday(share: Share, dirk: User, moment: str) -> None:
    with time_machine.travel(moment, tick=False):
        assert plan_partner_mails() == 0


def test_nothing_waits_nothing_goes(share: Share, dirk: User, amina: User) -> None:
    share.withdraw(by=amina)
    with time_machine.travel(TUESDAY, tick=False):
        plan_partner_mails()
    assert not Notice.objects.within(EVERYWHERE, reason="test").filter(kind="partner.day").exists()

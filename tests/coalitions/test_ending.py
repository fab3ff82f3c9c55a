"""A yes has a last day: a call a week before, a longer yes if the resident wants, and the search again after it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.tasks import expire_shares, ring_late_partners
from members.models import Organisation, User
from needs.models import Outcome, Share
from tests.coalitions.conftest import Make, calls
from wijk.journal import post
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(ask: Make, live: Make, welzijn: Organisation, dirk: User) -> Share:
    share: Share = live(ask(), welzijn)
    share.answer("picked_up", by=dirk)
    return share


def after(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_the_coordinator_hears_it_a_week_before_and_once(share: Share, wijk: Neighbourhood) -> None:
    with after(22):
        assert (expire_shares(), calls(wijk)) == (0, [])
    with after(23):
        assert (expire_shares(), expire_shares(), calls(wijk)) == (1, 1, ["expires"])


def test_past_its_last_day_the_need_is_searched_for_again(share: Share, wijk: Neighbourhood, dirk: User) -> None:
    with after(30):
        expire_shares()
        share.need.refresh_from_db()
        assert share.need.status == "referred"
    with after(31):
        expire_shares()
        expire_shares()
        share.need.refresh_from_db()
        assert (share.need.status, calls(wijk)) == ("open", ["expires"])


def test_another_organisation_still_works_on_it(share: Share, live: Make, another: Make, wijk: Neighbourhood) -> None:
    organisation, worker = another("Anders")
    with after(20):
        second = live(share.need, organisation)
        second.answer("partly", by=worker)
    with after(31):
        expire_shares()
        share.need.refresh_from_db()
        assert share.need.status == "referred"


def test_a_longer_yes_is_a_new_end_date_and_ends_the_call(
    client: Client, share: Share, coby: User, wijk: Neighbourhood
) -> None:
    with after(25):
        expire_shares()
        client.force_login(coby)
        page = client.get(share.need.get_absolute_url()).content.decode()
        assert "De vrager zei: het mag langer" in page
        client.post(reverse("dashboard:share_answer", args=[wijk.slug, share.pk]), {"answer": "yes"})
        share.refresh_from_db()
        assert share.until == timezone.localdate() + timedelta(days=wijk.consent_days)
        post.run_due()
        assert calls(wijk) == []


def test_nobody_is_late_with_what_was_solved_meanwhile(
    ask: Make, live: Make, welzijn: Organisation, coby: User, wijk: Neighbourhood
) -> None:
    need = ask()
    live(need, welzijn)
    with after(21):
        assert (ring_late_partners(), calls(wijk)) == (1, ["partner_late"])
        Outcome.objects.close(need, "self", by=coby)
        post.run_due()
        assert "partner_late" not in calls(wijk)
        assert ring_late_partners() == 0

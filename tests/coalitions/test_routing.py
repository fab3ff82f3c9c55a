"""Neighbours first, then together, then a partner; never without consent, never what is private."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coalitions import routing
from coalitions.models import Coalition, Seat
from coalitions.tasks import ring_late_partners, route_due
from members.models import Organisation, OrganisationKind, User
from needs.models import CallTask, Need, Share
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-02T10:00:00+01:00"


@pytest.fixture
def seat(wijk: Neighbourhood, welzijn: Organisation, theme: Theme) -> Seat:
    row = Seat(coalition=Coalition.objects.create(neighbourhood=wijk), organisation=welzijn, theme=theme)
    row.save()
    return row


@pytest.fixture
def need(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    with time_machine.travel(MONDAY, tick=False):
        return Need.objects.register(
            by=amina, neighbourhood=wijk, asker=amina, kind="goods", title="Een boor", text="Een boor", theme=theme
        )


def calls(wijk: Neighbourhood) -> list[str]:
    return sorted(task.reason for task in CallTask.objects.within(wijk, reason="test").open())


def test_waiting_counts_the_desks_own_working_days(need: Need, seat: Seat) -> None:
    """Three for neighbours and four for together, on Monday, Tuesday and Thursday: the 2nd leads to the 17th."""
    assert f"{routing.waits_until(need)}" == "2026-11-17"
    with time_machine.travel("2026-11-16T23:00:00+01:00", tick=False):
        assert route_due() == 0
    with time_machine.travel("2026-11-17T09:00:00+01:00", tick=False):
        assert route_due() == 1


def test_without_a_yes_the_coordinator_gets_a_task_and_nobody_sees_it(
    need: Need, seat: Seat, wijk: Neighbourhood, dirk: User
) -> None:
    routing.route(need)
    routing.route(need)
    assert calls(wijk) == ["consent"]
    assert list(Need.objects.visible_to(dirk)) == []


def test_a_tick_beforehand_is_live_when_routing_reaches_it_and_not_before(
    need: Need, seat: Seat, welzijn: Organisation, amina: User, dirk: User, wijk: Neighbourhood
) -> None:
    Share.objects.tick(need, welzijn, by=amina, how="form")
    assert list(Need.objects.visible_to(dirk)) == []
    routing.route(need)
    assert list(Need.objects.visible_to(dirk)) == [need]
    share = need.shares.get()
    assert share.until == timezone.localdate() + timedelta(days=wijk.consent_days)
    assert calls(wijk) == []


def test_what_is_private_never_reaches_a_partner(
    need: Need, seat: Seat, welzijn: Organisation, amina: User, dirk: User, wijk: Neighbourhood
) -> None:
    Share.objects.tick(need, welzijn, by=amina, how="form")
    routing.route(need)
    need.correct(by=amina, private=True)
    assert list(Need.objects.visible_to(dirk)) == []
    assert list(Share.objects.visible_to(dirk)) == []
    need.shares.all().delete()
    routing.route(need)
    assert (need.shares.count(), calls(wijk)) == (0, [])


def test_a_withdrawal_counts_at_once(need: Need, seat: Seat, welzijn: Organisation, amina: User, dirk: User) -> None:
    Share.objects.tick(need, welzijn, by=amina, how="form")
    routing.route(need)
    need.shares.get().withdraw(by=amina)
    assert list(Need.objects.visible_to(dirk)) == []
    routing.route(need)
    assert list(Need.objects.visible_to(dirk)) == []


def test_it_ends_on_its_last_day(need: Need, seat: Seat, welzijn: Organisation, amina: User, dirk: User) -> None:
    Share.objects.tick(need, welzijn, by=amina, how="form")
    routing.route(need)
    share = need.shares.get()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert list(Need.objects.visible_to(dirk)) == []
    assert share.is_live


def test_nobody_fits_is_a_task_too(need: Need, wijk: Neighbourhood) -> None:
    routing.route(need)
    assert calls(wijk) == ["next_step"]


def test_what_a_professional_should_do_goes_straight(
    wijk: Neighbourhood, amina: User, welzijn: Organisation, theme: Theme
) -> None:
    kind = OrganisationKind.objects.create(code="woningcorporatie", label="Woningcorporatie")
    landlord = Organisation.objects.create(name="De Daken", kind=kind, municipality=wijk.municipality)
    coalition = Coalition.objects.create(neighbourhood=wijk)
    for organisation in (landlord, welzijn):
        row = Seat(coalition=coalition, organisation=organisation)
        row.save()
    need = Need.objects.register(
        by=amina,
        neighbourhood=wijk,
        asker=amina,
        kind="help",
        title="De verwarming doet het niet",
        text="Al drie dagen is het koud in huis.",
    )
    assert (need.road, need.organisation_kind) == ("organisation", "woningcorporatie")
    post.run_due()
    assert [share.organisation for share in need.shares.all()] == [landlord]


def test_a_late_partner_becomes_a_call(
    need: Need, seat: Seat, welzijn: Organisation, amina: User, wijk: Neighbourhood
) -> None:
    Share.objects.tick(need, welzijn, by=amina, how="form")
    routing.route(need)
    with time_machine.travel(timezone.now() + timedelta(days=21), tick=False):
        assert (ring_late_partners(), ring_late_partners()) == (1, 1)
    assert calls(wijk) == ["partner_late"]

"""Whom a need is offered to: all who were ticked, few others, never again whoever is done with it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions import routing
from coalitions.tasks import route_due
from members.models import Organisation, OrganisationKind, User
from needs.models import CallTask, Share
from offers.models import Offer
from tests.coalitions.conftest import Make, calls
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


def offered(person: User, organisation: Organisation, wijk: Neighbourhood, theme: Theme) -> Offer:
    return Offer.objects.register(
        by=person, neighbourhood=wijk, organisation=organisation, kinds=["goods"], title="x", text="x", theme=theme
    )


def test_three_at_a_time(ask: Make, sit: Make, another: Make) -> None:
    for name in "ABCDE":
        sit(another(name)[0])
    assert [str(row) for row in routing.route(ask())] == ["A", "B", "C"]


def test_who_was_ticked_is_reached_also_as_the_last_of_the_alphabet(
    ask: Make, sit: Make, another: Make, amina: User
) -> None:
    for name in "ABCD":
        sit(another(name)[0])
    last, worker = another("Z")
    sit(last)
    need = ask()
    Share.objects.tick(need, last, by=amina, how="form")
    assert [str(row) for row in routing.route(need)] == ["Z", "A", "B"]
    assert need.shares.get(organisation=last).is_live


def test_a_no_makes_room_for_the_next_and_is_not_asked_again(
    ask: Make, sit: Make, another: Make, coby: User, wijk: Neighbourhood
) -> None:
    for name in "ABCD":
        sit(another(name)[0])
    need = ask()
    routing.route(need)
    need.shares.get(organisation__name="A").refuse(by=coby)
    assert [str(row) for row in routing.route(need)] == ["B", "C", "D"]
    for share in need.shares.exclude(organisation__name="A"):
        share.refuse(by=coby)
    assert routing.route(need) == []
    assert "next_step" in calls(wijk)


def test_a_standing_offer_counts_also_from_a_neighbouring_wijk(
    ask: Make, wijk: Neighbourhood, other_wijk: Neighbourhood, welzijn: Organisation, dirk: User, theme: Theme
) -> None:
    offer = offered(dirk, welzijn, other_wijk, theme)
    need = ask()
    assert routing.fitting(need) == []
    offer.also_serves.add(wijk)
    assert routing.fitting(need) == [welzijn]
    offer.pause(by=dirk)
    assert routing.fitting(need) == []


def test_an_offer_of_another_kind_of_organisation_does_not_jump_the_queue(
    ask: Make, sit: Make, wijk: Neighbourhood, welzijn: Organisation, dirk: User, theme: Theme
) -> None:
    kind = OrganisationKind.objects.create(code="woningcorporatie", label="Woningcorporatie")
    landlord = Organisation.objects.create(name="De Daken", kind=kind, municipality=wijk.municipality)
    sit(landlord)
    offered(dirk, welzijn, wijk, theme)
    need = ask(kind="help", title="De verwarming doet het niet", text="Al drie dagen is het koud in huis.")
    assert (need.road, routing.fitting(need)) == ("organisation", [landlord])


def test_what_ran_out_is_offered_to_nobody(ask: Make, sit: Make, welzijn: Organisation, wijk: Neighbourhood) -> None:
    sit(welzijn)
    need = ask()
    with time_machine.travel(timezone.now() + timedelta(days=80), tick=False):
        assert routing.due(wijk) == [need]
    with time_machine.travel(timezone.now() + timedelta(days=100), tick=False):
        assert routing.due(wijk) == []


def test_opened_again_it_waits_again_and_a_proposal_in_between_changes_nothing(
    ask: Make, coby: User, wijk: Neighbourhood
) -> None:
    with time_machine.travel("2026-11-02T10:00:00+01:00", tick=False):
        need = ask()
    with time_machine.travel("2026-11-23T10:00:00+01:00", tick=False):
        need.reopen(by=coby)
        need.move("proposed", by=coby)
        assert not routing.is_due(need)
    with time_machine.travel("2026-11-26T10:00:00+01:00", tick=False):
        need.move("open", by=coby)
    assert f"{routing.waits_until(need)}" == "2026-12-08"  # seven of Monday, Tuesday and Thursday after the 23rd


def test_struck_off_without_an_answer_it_comes_back_the_next_working_day(
    ask: Make, sit: Make, welzijn: Organisation, wijk: Neighbourhood, coby: User
) -> None:
    sit(welzijn)
    with time_machine.travel("2026-11-05T10:00:00+01:00", tick=False):  # a Thursday; the desk opens again on Monday
        need = ask()
        routing.route(need)
        CallTask.objects.within(wijk, reason="test").open().get().done(by=coby)
        for _sweep in range(3):
            routing.route(need)
    assert [f"{task.due_on}" for task in CallTask.objects.within(wijk, reason="test").open()] == ["2026-11-09"]


def test_the_sweep_reads_as_much_for_one_need_as_for_thirty(ask: Make, wijk: Neighbourhood) -> None:
    counts = []
    for more in (1, 2, 27):
        for _need in range(more):
            ask()
        place = Neighbourhood.objects.get(pk=wijk.pk)  # its desk is remembered per row
        with CaptureQueriesContext(connection) as queries:
            routing.due(place)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
    assert route_due() == 0

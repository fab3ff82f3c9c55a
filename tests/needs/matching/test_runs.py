"""A run is stored with its proof, not done twice, leaves alone what somebody saw, and comes soon after what happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from members.models import User
from needs import tasks
from needs.matching import engine
from needs.matching.gathering import gather
from needs.models import Match, MatchRun, Need, Proposal, Rematch
from offers.models import Offer
from tests.cast import person
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def runs(wijk: Neighbourhood) -> list[tuple[int | None, int]]:
    rows = MatchRun.objects.within(wijk, reason="test").order_by("pk")
    return [(run.placed_id, run.again) for run in rows]


def chosen(wijk: Neighbourhood) -> list[tuple[int, int]]:
    rows = Match.objects.within(wijk, reason="test").filter(chosen=True)
    return sorted(rows.values_list("need", "offer"))


def test_the_same_input_is_not_run_twice_and_the_run_says_so(need: Need, new_offer: Make, wijk: Neighbourhood) -> None:
    new_offer()
    first = engine.rematch(wijk)
    again = engine.rematch(wijk)
    assert first is not None and again is not None
    assert (again.pk, again.again, runs(wijk)) == (first.pk, 1, [(None, 1)])


@pytest.mark.parametrize("change", ["offer", "need", "aside", "met", "day", "place"])
def test_whatever_changes_is_a_new_run(
    need: Need, new_offer: Make, new_need: Make, wijk: Neighbourhood, coby: User, bram: User, change: str
) -> None:
    new_offer()
    engine.rematch(wijk)
    with time_machine.travel(timezone.now() + timedelta(days=change == "day"), tick=True):
        if change == "offer":
            new_offer(title="Hond", text="Uitlaten")
        elif change == "need":
            need.correct(theme=Theme.objects.create(code="B1", label="Anders", area="B"), by=coby)
        elif change == "aside":
            Match.objects.within(wijk, reason="test").get().set_aside(by=coby)
        elif change == "met":
            bram.memberships.get().meet(by=coby)
        elif change == "place":
            Offer.objects.within(wijk, reason="test").get().set_places(4, by=bram)
        engine.rematch(wijk)
    assert runs(wijk) == [(None, 0), (None, 0)]


def test_a_plan_that_was_not_proven_is_made_again(need: Need, new_offer: Make, wijk: Neighbourhood) -> None:
    new_offer()
    engine.rematch(wijk)
    MatchRun.objects.within(wijk, reason="test").update(proven=False)
    engine.rematch(wijk)
    assert len(runs(wijk)) == 2


def test_the_digest_is_the_same_for_the_same_rows_and_names_nobody(need: Need, new_offer: Make, wijk: Any) -> None:
    new_offer()
    assert gather(wijk).digest() == gather(wijk).digest()
    assert len(gather(wijk).digest()) == 32


def test_every_stored_run_has_gap_0(new_need: Make, new_offer: Make, wijk: Neighbourhood) -> None:
    for number in range(6):
        new_offer(person=person(f"Helper {number}", wijk), places=1 + number % 2)
        new_need(asker=person(f"Vrager {number}", wijk))
        post.run_due()
        engine.rematch(wijk)
    stored = list(MatchRun.objects.within(wijk, reason="test"))
    assert {(run.proven, run.gap, run.solver) for run in stored} == {(True, 0, "ortools")}
    assert len(stored) == 12


def test_a_proposal_that_was_seen_is_never_moved(
    need: Need, new_offer: Make, new_need: Make, wijk: Neighbourhood, coby: User
) -> None:
    """It keeps its place, its match and its reasons, also when another need would be worth more there."""
    offer = new_offer()
    engine.rematch(wijk)
    match = Match.objects.within(wijk, reason="test").get()
    proposal = Proposal.objects.make(need, by=coby, source="engine", offer=offer, match=match)
    urgent = new_need(asker=person("Fatma", wijk), haste="today")
    engine.rematch(wijk)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.match, proposal.match.parts) == ("open", match, match.parts)
    assert (chosen(wijk), urgent.matches.count()) == ([], 0)
    proposal.reply("helper", False, by=coby, how="spoken")
    engine.rematch(wijk)
    assert chosen(wijk) == [(urgent.pk, offer.pk)]


def test_a_new_need_is_placed_at_once_on_what_is_free(
    need: Need, new_offer: Make, new_need: Make, wijk: Neighbourhood
) -> None:
    first = new_offer()
    engine.rematch(wijk)
    late = new_need(asker=person("Fatma", wijk), haste="today")
    run = engine.place(late)
    assert run is not None and (run.placed, run.needs, run.proven) == (late, 1, True)
    assert chosen(wijk) == [(need.pk, first.pk)]  # nobody else's plan changes
    second = new_offer(person=person("Hans", wijk))
    engine.place(late)
    assert chosen(wijk) == [(need.pk, first.pk), (late.pk, second.pk)]


def test_after_placing_the_whole_is_solved_again(new_offer: Make, need: Need, new_need: Make, wijk: Any) -> None:
    """The one place goes to the urgent one, half a minute later."""
    offer = new_offer()
    post.run_due()
    late = new_need(asker=person("Fatma", wijk), haste="today")
    post.run_due()
    assert chosen(wijk) == [(need.pk, offer.pk)]
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert tasks.rematch_due() == 1
    assert chosen(wijk) == [(late.pk, offer.pk)]
    assert (Rematch.objects.count(), tasks.rematch_due()) == (0, 0)


def test_what_happens_within_half_a_minute_is_solved_in_one_go(new_offer: Make, new_need: Make, wijk: Any) -> None:
    now = timezone.now()
    for second in (0, 10, 20):
        with time_machine.travel(now + timedelta(seconds=second)):
            new_need(asker=person("Vrager", wijk))
            post.run_due()
            assert tasks.rematch_due() == 0
    with time_machine.travel(now + timedelta(seconds=31)):
        assert tasks.rematch_due() == 1


def test_a_talk_with_a_helper_is_not_waited_for(
    new_offer: Make, new_need: Make, wijk: Any, bram: User, coby: User
) -> None:
    new_offer()
    new_need(theme=None)
    post.run_due()
    Rematch.objects.all().delete()
    bram.memberships.get().meet(by=coby)
    post.run_due()
    assert tasks.rematch_due() == 1
    assert len(chosen(wijk)) == 1


def test_an_offer_for_several_wijken_is_looked_at_in_each(new_offer: Make, wijk: Any, other_wijk: Any) -> None:
    new_offer().also_serves.add(other_wijk)
    post.run_due()
    assert {row.neighbourhood for row in Rematch.objects.all()} == {wijk, other_wijk}


def test_a_need_that_became_private_is_dropped_at_once(need: Need, new_offer: Make, wijk: Any, amina: User) -> None:
    new_offer()
    post.run_due()
    assert len(chosen(wijk)) == 1
    need.correct(private=True, by=amina)
    post.run_due()
    assert Match.objects.within(wijk, reason="test").count() == 0


def test_every_night_each_wijk_is_due(wijk: Any, other_wijk: Any, need: Need, new_offer: Make) -> None:
    assert (tasks.rematch_all(), tasks.rematch_due(), len(runs(wijk)), len(runs(other_wijk))) == (2, 2, 1, 1)


def test_somebody_with_three_offers_is_one_person(new_need: Make, new_offer: Make, wijk: Any, coby: User) -> None:
    """Bram has a proposal out on one offer; his other counts that, so the next goes to Hans."""
    busy, other = new_offer(), new_offer()
    Proposal.objects.make(new_need(), by=coby, source="engine", offer=busy)
    hans = new_offer(person=person("Hans", wijk))
    assert gather(wijk).load == {busy.pk: 1, other.pk: 1, hans.pk: 0}


@pytest.mark.parametrize(("days", "counts"), [(29, 1), (31, 0)])
def test_what_was_agreed_in_thirty_days_is_load(
    need: Need, new_offer: Make, agree: Make, coby: User, wijk: Any, days: int, counts: int
) -> None:
    offer = new_offer()
    proposal = agree(need, offer=offer)
    proposal.end(Proposal.Status.DONE, by=coby)
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        assert gather(wijk).load == {offer.pk: counts}


def test_a_second_run_at_the_same_time_is_left_to_the_first(wijk: Neighbourhood) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [engine.LOCK, wijk.pk])
        assert engine.rematch(wijk) is None
        Rematch.objects.plan([wijk], wait=timedelta(0))
        tasks.rematch_due()
        assert Rematch.objects.get().due_at > timezone.now()  # it comes again
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [engine.LOCK, wijk.pk])
        assert engine.rematch(wijk) is not None
    finally:
        other.close()


def test_after_the_run_the_platform_proposes_where_it_may(need: Need, new_offer: Make, wijk: Any) -> None:
    """A new offer reaches a need that waited; nobody is proposed twice."""
    wijk.system_may_propose = True
    wijk.save()
    post.run_due()
    offer = new_offer()
    post.run_due()
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert [tasks.rematch_due() for _sweep in range(2)] == [1, 0]
    assert [(proposal.source, proposal.offer) for proposal in need.proposals.all()] == [("system", offer)]

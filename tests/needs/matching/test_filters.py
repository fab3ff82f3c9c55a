"""Each hard filter, from the rows of people to the matches that are stored: what it refuses is not found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.models import Departure, Organisation, User
from needs.matching import engine
from needs.matching.nearby import nearest
from needs.matching.policy import Policy
from needs.matching.refusals import Why
from needs.models import Apart, Match, Need, Proposal
from needs.proposing import Refused
from offers.models import Offer
from tests.cast import person
from wijk.places.models import Buurt, Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def found(wijk: Neighbourhood) -> list[tuple[int, int]]:
    engine.rematch(wijk)
    rows = Match.objects.within(wijk, reason="test").filter(chosen=True).order_by("need", "offer")
    return list(rows.values_list("need", "offer"))


def why(need: Need) -> list[tuple[int, tuple[Why, ...]]]:
    return [(offer, refusal.why) for offer, _parts, refusal in nearest(need)]


def test_without_objections_it_is_found(new_need: Make, new_offer: Make, wijk: Neighbourhood) -> None:
    need, offer = new_need(), new_offer()
    assert (found(wijk), why(need)) == ([(need.pk, offer.pk)], [])


@pytest.mark.parametrize(("risk", "asked"), [(0, False), (1, False), (2, True), (3, True)])
def test_careful_needs_go_to_helpers_whom_the_coordinator_spoke(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, theme: Theme, bram: User, coby: User, risk: int, asked: bool
) -> None:
    Theme.objects.update(risk=risk)
    need, offer = new_need(theme=Theme.objects.get()), new_offer()
    assert found(wijk) == ([] if asked else [(need.pk, offer.pk)])
    assert why(need) == ([(offer.pk, (Why.TRUST,))] if asked else [])
    bram.memberships.get().meet(by=coby)
    assert found(wijk) == [(need.pk, offer.pk)]


def test_spoken_to_in_another_wijk_does_not_count(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, other_wijk: Neighbourhood, bram: User
) -> None:
    bram.memberships.create(neighbourhood=other_wijk, met_at=timezone.now())
    need, offer = new_need(theme=None), new_offer()
    assert (found(wijk), why(need)) == ([], [(offer.pk, (Why.TRUST,))])


def test_an_organisation_is_known(new_need: Make, wijk: Neighbourhood, welzijn: Organisation) -> None:
    need = new_need(theme=None)
    offer = Offer.objects.register(
        by=None, neighbourhood=wijk, organisation=welzijn, kinds=["help"], title="Klussen", text="Kasten"
    )
    assert found(wijk) == [(need.pk, offer.pk)]


@pytest.mark.parametrize("reach", ["buurt", "adjoining", "wijk"])
@pytest.mark.parametrize("beside", [False, True])
def test_nobody_goes_farther_than_they_want(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, buurt: Buurt, next_buurt: Buurt, reach: str, beside: bool
) -> None:
    far = Buurt.objects.create(code="BU19041299", name="Verweg", district=buurt.district)
    need, offer = new_need(buurt=buurt), new_offer(buurt=next_buurt if beside else far, reach=reach)
    near_enough = reach == "wijk" or (reach == "adjoining" and beside)
    assert found(wijk) == ([(need.pk, offer.pk)] if near_enough else [])
    assert why(need) == ([] if near_enough else [(offer.pk, (Why.TOO_FAR,))])


def test_without_a_shared_day_part_it_is_no_proposal(new_need: Make, new_offer: Make, wijk: Neighbourhood) -> None:
    need, never = new_need(day_parts=[0, 1]), new_offer(day_parts=[2, 3])
    assert (found(wijk), why(need)) == ([], [(never.pk, (Why.NO_SHARED_TIME,))])
    sometimes = new_offer(day_parts=[1, 2])
    assert found(wijk) == [(need.pk, sometimes.pk)]


def test_a_fixed_day_counts_as_its_three_day_parts(new_need: Make, new_offer: Make, wijk: Neighbourhood) -> None:
    day = timezone.localdate() + timedelta(days=7)
    need = new_need(on_day=day, haste="day")
    other, same = new_offer(day_parts=[(day.weekday() * 3 + 3) % 21]), new_offer(day_parts=[day.weekday() * 3 + 2])
    assert (found(wijk), why(need)) == ([(need.pk, same.pk)], [(other.pk, (Why.NO_SHARED_TIME,))])


def test_nobody_is_proposed_to_themselves(new_need: Make, new_offer: Make, wijk: Neighbourhood, bram: User) -> None:
    need = new_need(asker=bram)
    new_offer()
    assert (found(wijk), why(need)) == ([], [])


@pytest.mark.parametrize("who", ["asker", "helper"])
def test_two_who_are_kept_apart_are_not_proposed_from_either_side(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, amina: User, bram: User, coby: User, who: str
) -> None:
    one, other = (amina, bram) if who == "asker" else (bram, amina)
    need, offer = new_need(asker=one, by=one), new_offer(person=other, by=other)
    apart = Apart.objects.keep(amina, bram, neighbourhood=wijk, by=coby)
    assert (found(wijk), why(need)) == ([], [(offer.pk, (Why.BLOCKED,))])
    with pytest.raises(Refused):
        Proposal.objects.make(need, by=coby, source="hand", helper=other)
    apart.end(by=coby)
    assert found(wijk) == [(need.pk, offer.pk)]


@pytest.mark.parametrize("who", ["amina", "bram"])
def test_who_is_not_here_is_not_proposed(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, amina: User, bram: User, who: str
) -> None:
    need, offer = new_need(), new_offer()
    gone = Departure.objects.create(person={"amina": amina, "bram": bram}[who], kind="admitted")
    assert (found(wijk), why(need)) == ([], [(offer.pk, (Why.REQUIREMENT,))])
    Departure.objects.filter(pk=gone.pk).update(back_at=timezone.now())
    assert found(wijk) == [(need.pk, offer.pk)]
    User.objects.filter(name=who.capitalize()).update(is_active=False)
    assert found(wijk) == []


def test_what_is_over_is_not_found(new_need: Make, new_offer: Make, wijk: Neighbourhood) -> None:
    need, offer = new_need(), new_offer(until=timezone.localdate() - timedelta(days=1))
    assert found(wijk) == []
    Offer.objects.within(wijk, reason="test").update(until=timezone.localdate())
    assert found(wijk) == [(need.pk, offer.pk)]
    Need.objects.within(wijk, reason="test").update(expires_on=timezone.localdate() - timedelta(days=1))
    assert found(wijk) == []


def test_a_place_that_is_held_is_no_place(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, coby: User, theme: Theme
) -> None:
    first, offer = new_need(), new_offer(places=1)
    Proposal.objects.make(first, by=coby, source="engine", offer=offer)
    second = new_need(asker=person("Fatma", wijk))
    assert (found(wijk), why(second)) == ([], [(offer.pk, (Why.FULL,))])


def test_nobody_is_asked_more_often_than_they_allow(new_need: Make, new_offer: Make, wijk: Neighbourhood) -> None:
    """Twice a month, asked once: one of two needs, however many places there are."""
    needs = [new_need(asker=person(name, wijk)) for name in ("Fatma", "Gijs", "Hilde")]
    new_offer(places=5, rhythm="monthly", asked=1, asked_since=timezone.localdate())
    assert len(found(wijk)) == 1
    assert len(needs) == 3


def test_all_that_fail_are_named_nearest_first(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, buurt: Buurt, next_buurt: Buurt
) -> None:
    need = new_need(buurt=buurt, day_parts=[0])
    both = new_offer(buurt=next_buurt, reach="buurt", day_parts=[5])
    one = new_offer(buurt=next_buurt, reach="buurt")
    assert why(need) == [(one.pk, (Why.TOO_FAR,)), (both.pk, (Why.TOO_FAR, Why.NO_SHARED_TIME))]


def test_what_is_unlikely_is_not_chosen_and_is_shown_as_unsure(
    new_need: Make, new_offer: Make, wijk: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    need, offer = new_need(), new_offer()
    monkeypatch.setattr(Policy, "of", classmethod(lambda cls, wijk: cls(least=0.999)))
    assert (found(wijk), why(need)) == ([], [(offer.pk, (Why.UNSURE,))])

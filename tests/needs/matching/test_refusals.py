"""Each hard filter refuses by its own name, and "waarom niet" names all that failed."""

from dataclasses import replace
from datetime import date

import pytest

from needs.matching.profile import Profile, Side
from needs.matching.refusals import Refusal, Why, failures
from needs.matching.relevance import Pool
from needs.matching.scoring import Score, score
from wijk.themes.analysis import Features

TODAY = date(2026, 12, 1)
ABOUT = Features({"hond_uitlaten": 3.0}, {"hond": 1.0})
NEED = Profile(
    side=Side.NEED,
    id=1,
    features=ABOUT,
    buurt="A",
    adjoining=frozenset("B"),
    day_parts=frozenset({0, 3}),
    person=10,
    expires=TODAY,
)
OFFER = Profile(
    side=Side.OFFER,
    id=2,
    features=ABOUT,
    buurt="B",
    adjoining=frozenset("A"),
    reach=1,
    day_parts=frozenset({3}),
    person=20,
    expires=TODAY,
)
FAILING = {
    Why.ONESELF: (NEED, replace(OFFER, person=10)),
    Why.BLOCKED: (NEED, replace(OFFER, blocked=frozenset({10}))),
    Why.EXPIRED: (NEED, replace(OFFER, expires=date(2026, 11, 30))),
    Why.FULL: (NEED, replace(OFFER, places=0)),
    Why.REQUIREMENT: (replace(NEED, needed=frozenset({"vog"})), OFFER),
    Why.TRUST: (replace(NEED, trust_needed=2), replace(OFFER, trust=1)),
    Why.TOO_FAR: (NEED, replace(OFFER, reach=0)),
    Why.NO_SHARED_TIME: (NEED, replace(OFFER, day_parts=frozenset({1, 2}))),
}


def test_a_pair_without_objections_fits() -> None:
    assert failures(NEED, OFFER, TODAY) == ()
    assert isinstance(score(NEED, OFFER, Pool.of([OFFER]), today=TODAY), Score)


@pytest.mark.parametrize("why", FAILING)
def test_each_filter_refuses_with_its_name(why: Why) -> None:
    need, offer = FAILING[why]
    refused = score(need, offer, Pool.of([offer]), today=TODAY)
    assert isinstance(refused, Refusal)
    assert refused.why == (why,)


def test_nothing_in_common_is_named_too() -> None:
    other = replace(OFFER, features=Features({"schaken_dammen": 2.0}, {"schaak": 1.0}))
    assert score(NEED, other, Pool.of([other]), today=TODAY) == Refusal((Why.NOTHING_IN_COMMON,))


def test_all_reasons_are_named_at_once() -> None:
    offer = replace(OFFER, places=0, reach=0, person=10, features=Features())
    refused = score(NEED, offer, Pool.of([offer]), today=TODAY)
    assert isinstance(refused, Refusal)
    assert refused.why == (Why.ONESELF, Why.FULL, Why.TOO_FAR, Why.NOTHING_IN_COMMON)


def test_every_filter_is_tested() -> None:
    assert {*FAILING, Why.UNSURE, Why.NOTHING_IN_COMMON} == set(Why)  # unsure: see test_filters


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        (replace(NEED, blocked=frozenset({20})), OFFER),
        (replace(NEED, trust=0), replace(OFFER, trust_needed=1)),
        (replace(NEED, reach=0), OFFER),
        (replace(NEED, expires=date(2026, 11, 30)), OFFER),
        (NEED, replace(OFFER, needed=frozenset({"geen hond"}))),
        (replace(NEED, organisation=5), replace(OFFER, organisation=5)),
    ],
)
def test_filters_hold_from_both_sides(need: Profile, offer: Profile) -> None:
    assert len(failures(need, offer, TODAY)) == 1


def test_what_nobody_knows_refuses_nobody() -> None:
    unknown = replace(OFFER, buurt="", reach=0, day_parts=frozenset(), expires=None, person=None)
    assert failures(replace(NEED, person=None), unknown, TODAY) == ()


def test_missing_requirements_are_named_from_both_sides() -> None:
    need = replace(NEED, needed=frozenset({"vog", "auto"}))
    offer = replace(OFFER, needed=frozenset({"lift"}), met=frozenset({"auto"}))
    refused = score(need, offer, Pool.of([offer]), today=TODAY)
    assert refused == Refusal((Why.REQUIREMENT,), ("lift", "vog"))
    assert refused.as_json() == {"why": ["requirement"], "missing": ["lift", "vog"]}

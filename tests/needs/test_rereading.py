"""What an older version read is read again by a sweep, and what a person confirmed stays."""

from typing import Any

import pytest

from members.models import User
from needs import tasks
from needs.confirming import confirm
from needs.models import Need
from offers.models import Offer
from offers.tasks import reread_old_offers
from wijk.celery import SCHEDULE
from wijk.places.models import Neighbourhood
from wijk.themes.analysis import ANALYSIS_VERSION, Features, is_current

pytestmark = pytest.mark.django_db
OLD = {
    "never": {},
    "an old version": {"version": 1, "concepts": {"schaken_dammen": 2.0}, "words": {"schak": 1.0}},
    "another thesaurus": {"version": ANALYSIS_VERSION, "thesaurus": "0123456789ab", "concepts": {}, "words": {}},
    "no thesaurus": {"version": ANALYSIS_VERSION, "concepts": {}, "words": {}},
}


@pytest.fixture
def need(amina: User, wijk: Neighbourhood) -> Need:
    return Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Wie laat mijn hond uit?", text="Elke dag."
    )


@pytest.fixture
def offer(bram: User, wijk: Neighbourhood) -> Offer:
    fields: dict[str, Any] = {"kinds": ["help"], "title": "Honden uitlaten", "text": "Graag.", "not_done": "katten"}
    return Offer.objects.register(by=bram, neighbourhood=wijk, person=bram, **fields)


def store(row: Need | Offer, features: dict[str, Any]) -> None:
    type(row).objects.within(row.neighbourhood, reason="test").update(features=features)


@pytest.mark.parametrize("name", OLD)
def test_old_rows_are_read_again(need: Need, offer: Offer, name: str) -> None:
    read = need.features, offer.features
    for row in (need, offer):
        store(row, OLD[name])
    assert (tasks.reread_old_needs(), reread_old_offers()) == (1, 1)
    for row in (need, offer):
        row.refresh_from_db()
        assert is_current(row.features)
    assert (need.features, offer.features) == read


def test_rows_of_this_version_are_left_alone(need: Need, offer: Offer) -> None:
    assert (tasks.reread_old_needs(), reread_old_offers()) == (0, 0)


def test_what_a_person_confirmed_stays(need: Need, amina: User) -> None:
    confirm(need, ["huisdier_oppas"], by=amina)
    store(need, {"version": 1, "concepts": {}, "words": {}})
    tasks.reread_old_needs()
    need.refresh_from_db()
    features = Features.from_json(need.features)
    assert features.confirmed == {"huisdier_oppas"} and features.concepts["huisdier_oppas"] == 4.0


def test_nothing_else_of_the_row_moves(need: Need, wijk: Neighbourhood) -> None:
    rows = Need.objects.within(wijk, reason="test")
    before = rows.values().get()
    store(need, {})
    tasks.reread_old_needs()
    assert {name for name, value in rows.values().get().items() if value != before[name]} == set()


def test_an_offer_says_what_it_does_not_do(offer: Offer) -> None:
    assert Features.from_json(offer.features).against["huisdier_oppas"] > 0


def test_no_words_are_quoted(need: Need) -> None:
    assert need.title not in str(need.features) and need.text not in str(need.features)


def test_both_sweeps_stand_in_the_beat_table() -> None:
    assert {"needs.tasks.reread_old_needs", "offers.tasks.reread_old_offers"} <= {e["task"] for e in SCHEDULE.values()}

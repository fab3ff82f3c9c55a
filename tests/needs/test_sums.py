"""The coordinator can do the sum herself."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from members.models import User
from needs import sums
from needs.matching import engine
from needs.matching.profile import Profile, Side
from needs.matching.relevance import Pool
from needs.matching.scoring import Score, score
from needs.models import Match, Need
from wijk.themes.analysis import Features

HALF = {"value": 0.5, "parts": {"concepts": [0.8, 1.0], "words": [0.5, 0.35], "time": [1.0, 0.06]}}


def test_each_part_times_its_weight() -> None:
    found = sums.of(HALF)
    assert found is not None
    assert [(row.percentage, row.weight, round(row.product, 3)) for row in found.rows] == [
        (80, 1.0, 0.8),
        (50, 0.35, 0.175),
        (100, 0.06, 0.06),
    ]
    assert (round(found.total, 3), found.percentage) == (1.035, 50)


def test_every_part_of_a_score_has_a_label() -> None:
    """And what is told is all of it: the products are what the chance was made of."""
    both = Features({"tuin": 3.0}, {"heg": 1.0})
    need, offer = Profile(Side.NEED, 1, both), Profile(Side.OFFER, 2, both)
    found = score(need, offer, Pool.of([offer]), today=date(2026, 11, 25))
    assert isinstance(found, Score)
    told = sums.of(found.as_json())
    assert told is not None and len(told.rows) == len(found.parts) == len(sums.LABELS)
    assert told.total == pytest.approx(sum(part.value * part.weight for part in found.parts), abs=1e-3)


@pytest.mark.parametrize("parts", [{}, {"parts": {}, "value": 0.5}, {"shared": ["tuin"]}, {"parts": HALF["parts"]}])
def test_what_nobody_computed_has_no_sum(parts: dict[str, Any]) -> None:
    assert sums.of(parts) is None


@pytest.mark.django_db
def test_only_the_coordinator_reads_the_sums(
    client: Client, need: Need, new_offer: Any, coby: User, amina: User, bram: User
) -> None:
    new_offer()
    engine.rematch(need.neighbourhood)
    match = Match.objects.within(need.neighbourhood, reason="test").get()
    seen = {}
    for name, somebody in {"coby": coby, "amina": amina, "bram": bram}.items():
        client.force_login(somebody)
        seen[name] = "Hoe is dit berekend?" in client.get(need.get_absolute_url()).content.decode()
    assert seen == {"coby": True, "amina": False, "bram": False}
    client.force_login(coby)
    page = client.get(need.get_absolute_url()).content.decode()
    told = sums.of(match.parts)
    assert told is not None and f"De kans dat dit past is {told.percentage} op de 100." in page

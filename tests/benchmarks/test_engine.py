"""The engine over 60 needs and 900 offers, database included, beside the bare reading of its rows."""

import time

import pytest

from members.models import User
from needs.matching import engine
from needs.models import Need
from offers.models import Offer
from wijk.management.demo.story import lines
from wijk.places.models import Neighbourhood

pytestmark = [pytest.mark.bench, pytest.mark.django_db]


def test_engine(wijk: Neighbourhood, amina: User) -> None:
    for number, row in enumerate((lines("offers") * 4)[:900]):
        giver = User.objects.enter(name=f"G{number}", by=None, phone="0600000000")
        Offer.objects.register(
            by=giver, neighbourhood=wijk, person=giver, kinds=[row["kind"]], title=row["title"], text=row["text"]
        )
    for row in lines("needs")[:60]:
        Need.objects.register(
            by=amina, neighbourhood=wijk, asker=amina, kind=row["kind"], title=row["title"], text=row["text"]
        )
    times: dict[str, list[float]] = {"read": [], "whole": []}
    for _round in range(5):
        began = time.perf_counter()
        engine._needs(wijk), engine._offers(wijk)
        times["read"].append(time.perf_counter() - began)
        began = time.perf_counter()
        run = engine.rematch(wijk)
        times["whole"].append(time.perf_counter() - began)
    read, whole = (sorted(times[name])[2] for name in ("read", "whole"))
    assert run is not None and run.proven
    print(f"\nengine 60 × 900: {whole:.2f} s, {whole / read:.1f} × reading its rows ({read:.3f} s), {run.pairs} pairs")

"""The command measures every stage, proves its plan, gives the same for the same numbers and stores nothing."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from needs.matching.storing import write
from needs.models import Match
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
STAGES = {"candidates", "filters", "flow", "certificate", "storing", "bare solver"}


def measured(*numbers: int) -> dict:
    out = io.StringIO()
    needs, offers, per_need = numbers
    call_command("benchmark_matching", needs=needs, offers=offers, per_need=per_need, json=True, stdout=out)
    return json.loads(out.getvalue())


def test_every_stage_is_measured_and_the_plan_is_proven() -> None:
    result = measured(80, 60, 10)
    assert set(result["stages"]) == STAGES
    assert all(set(row) == {"cpu", "wall", "peak"} and row["peak"] > 0 for row in result["stages"].values())
    assert (result["gap"], result["over_capacity"], result["primal"]) == (0, 0, result["dual"])
    assert 0 < result["chosen"] <= result["pairs"] <= 80 * 10


def test_the_same_numbers_give_the_same_plan() -> None:
    first, again = measured(50, 50, 5), measured(50, 50, 5)
    assert [first[name] for name in ("pairs", "chosen", "primal")] == [
        again[name] for name in ("pairs", "chosen", "primal")
    ]


def test_nothing_is_stored_and_the_real_table_is_found_again() -> None:
    measured(20, 20, 5)
    assert Match.objects.within(EVERYWHERE, reason="test").count() == 0
    write([])


def test_for_people_it_is_a_table() -> None:
    out = io.StringIO()
    call_command("benchmark_matching", needs=20, offers=20, per_need=5, stdout=out)
    assert [name for name in STAGES if name not in out.getvalue()] == []
    assert "gap 0" in out.getvalue() and "× the bare solver" in out.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_run_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    call_command("benchmark_matching", needs=20, offers=20, per_need=5, stdout=io.StringIO(), stderr=seen)
    assert (
        "candidates    [" + "." * 24 + "]" in seen.getvalue() and "storing       [" + "#" * 24 + "]" in seen.getvalue()
    )


@pytest.mark.parametrize("numbers", [(0, 10, 5), (10, -1, 5), (10, 10, 0), (10**9, 10, 5)])
def test_impossible_numbers_are_refused_in_words(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(CommandError, match="Kies getallen"):
        measured(*numbers)

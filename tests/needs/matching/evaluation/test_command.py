"""`manage.py evaluate_matching`: the figures of the product beside what it must beat, and nothing is stored."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

pytestmark = pytest.mark.django_db


def run(folder: Path, **options: Any) -> str:
    out = StringIO()
    call_command("evaluate_matching", folder, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_it_measures_the_product_beside_three_baselines(folder: Path) -> None:
    found = json.loads(run(folder, json=True, given="theme,kind"))
    assert found["given"] == ["kind", "theme"]
    assert list(found["figures"]) == ["engine", "bm25", "lettergroepen", "volledige tekst"]
    assert found["figures"]["engine"]["p@1"] == 1
    assert 0 < found["figures"]["bm25"]["ndcg@5"] < found["figures"]["engine"]["ndcg@5"] <= 1
    assert 0 < found["figures"]["volledige tekst"]["ndcg@5"] < 1
    assert found["right concept among five"] == 1
    assert set(found["halves"]) == {"a", "b", "gap"}


def test_a_half_measures_only_its_own_needs(folder: Path) -> None:
    found = json.loads(run(folder, json=True, intents="b"))
    assert (found["needs"], found["offers"], list(found["halves"])) == (1, 4, ["b"])


def test_for_people_it_prints_a_table(folder: Path) -> None:
    printed = run(folder)
    assert "3 vragen, 4 keer aanbod, bekend: niets" in printed
    assert [line.split()[0] for line in printed.splitlines()[2:6]] == ["engine", "bm25", "lettergroepen", "volledige"]


def test_measuring_twice_gives_the_same(folder: Path) -> None:
    first, second = (json.loads(run(folder, json=True)) for _turn in range(2))
    for found in (first, second):
        found.pop("milliseconds a need")
    assert first == second


def test_nothing_is_written_and_no_table_stays(folder: Path) -> None:
    before = connection.introspection.table_names()
    run(folder)
    assert connection.introspection.table_names() == before


def test_a_bad_file_is_refused_with_its_line(folder: Path) -> None:
    (folder / "offers.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"Niets gemeten. offers.jsonl, regel 1: id ontbreekt"):
        run(folder)


def test_an_unknown_thing_given_is_refused(folder: Path) -> None:
    with pytest.raises(CommandError, match="--given kent 'age' niet"):
        run(folder, given="age")

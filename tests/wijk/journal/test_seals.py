"""A look that somebody changes, removes or slips in afterwards is found, also when the owner of the database did it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from tests.threads import at_once
from wijk.journal import seals
from wijk.journal.models import Look, Seal

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SLIPPED_IN = """
INSERT INTO journal_look (id, at, actor, role, object, object_id, ids, action, ground, purpose, words)
SELECT max(id) + 1, '%s', 9, 'worker', 'needs.need', 3, '{}', 'full', '', '', '' FROM journal_look
"""


@pytest.fixture
def db(race: None) -> Iterator[None]:
    """Committed, so that the owner sees it too."""
    yield


@pytest.fixture
def sealed(db: None) -> list[Seal]:
    """Three looks an hour for four hours, each hour sealed when it was over."""
    found = []
    for hour in range(4):
        for minute in (0, 20, 59):
            at = NINE + hour * HOUR + timedelta(minutes=minute)
            Look.objects.create(
                at=at, actor=1, subject=2, role="worker", object="needs.need", object_id=3, action="full"
            )
        found.append(seals.seal(NINE + (hour + 1) * HOUR + timedelta(minutes=6)))
    return [seal for seal in found if seal is not None]


def as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def wrong() -> list[int]:
    """Which of the four hours do not fit."""
    return [seal.until.hour - 10 for seal in seals.broken()]


def test_every_hour_is_sealed_once(sealed: list[Seal]) -> None:
    assert [(seal.until, seal.rows) for seal in sealed] == [(NINE + (n + 1) * HOUR, 3) for n in range(4)]
    assert len({seal.digest for seal in sealed}) == 4 and wrong() == []
    assert seals.seal(NINE + 4 * HOUR + timedelta(minutes=30)) is None
    out = StringIO()
    call_command("verify_looks", stdout=out)
    assert out.getvalue() == "4 seals fit.\n"


def test_what_may_still_be_on_its_way_is_not_sealed_yet(db: None) -> None:
    assert seals.seal(NINE + timedelta(minutes=4)).until == NINE - HOUR
    assert seals.seal(NINE + timedelta(minutes=5)).until == NINE


def test_hours_in_which_nothing_ran_are_one_seal(sealed: list[Seal]) -> None:
    late = seals.seal(NINE + 30 * HOUR)
    assert late is not None and (late.until, late.rows) == (NINE + 29 * HOUR, 0)
    as_owner(SLIPPED_IN % (NINE + 9 * HOUR))
    assert wrong() == [(late.until.hour - 10)]


@pytest.mark.parametrize(
    ("statement", "hours"),
    [
        ("UPDATE journal_look SET actor = 9 WHERE id = (SELECT min(id) + 3 FROM journal_look)", [1]),
        ("DELETE FROM journal_look WHERE id = (SELECT max(id) FROM journal_look)", [3]),
        (
            "UPDATE journal_look SET at = at + interval '1 hour' WHERE id = (SELECT min(id) + 8 FROM journal_look)",
            [2, 3],
        ),
        ("UPDATE journal_seal SET digest = repeat('0', 64) WHERE id = (SELECT min(id) + 1 FROM journal_seal)", [1, 2]),
        ("DELETE FROM journal_seal WHERE id = (SELECT min(id) + 1 FROM journal_seal)", [2]),
    ],
)
def test_what_the_owner_changes_is_found(sealed: list[Seal], statement: str, hours: list[int]) -> None:
    as_owner(statement)
    assert wrong() == hours
    with pytest.raises(CommandError, match="do not fit"):
        call_command("verify_looks", stderr=StringIO())


def test_two_workers_make_one_seal(db: None) -> None:
    at_once([lambda: seals.seal(NINE)] * 8)
    assert Seal.objects.count() == 1

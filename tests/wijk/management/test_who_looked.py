"""What did one person see between two moments, and about whom: complete, out of a hundred thousand looks."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from time import monotonic

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from members.models import User
from needs.models import Need
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, tzinfo=UTC)
MANY = 100_000
# Ten people by turns, a look every ten seconds; every seventh is a list of three needs of one asker.
SEED = """
INSERT INTO journal_look (at, actor, role, subject, object, object_id, ids, action, ground, purpose, words)
SELECT %s::timestamptz + n * interval '10 s', n %% 10, 'worker', CASE WHEN n %% 7 = 0 THEN NULL ELSE n END,
    'needs.need',
    CASE WHEN n %% 7 = 0 THEN NULL ELSE n END, CASE WHEN n %% 7 = 0 THEN %s::bigint[] ELSE '{}' END,
    'request', 'share:1', '', ''
FROM generate_series(0, %s) n
"""


def run(**options: str) -> list[list[str]]:
    out = StringIO()
    call_command("who_looked", stdout=out, **options)
    return [line.split("\t") for line in out.getvalue().splitlines()[1:]]


def test_a_drill_on_a_hundred_thousand_looks(wijk: Neighbourhood, amina: User) -> None:
    about = {"by": amina, "neighbourhood": wijk, "asker": amina, "kind": "help", "title": "Rit", "text": "Rit"}
    listed = [Need.objects.register(**about).pk for _one in range(3)]
    with connection.cursor() as cursor:
        cursor.execute(SEED, [START, listed, MANY - 1])
    before = monotonic()
    lines = run(actor="3", since="2026-11-03T00:00+00:00", until="2026-11-05T00:00+00:00")
    took = monotonic() - before
    first = int(timedelta(days=2).total_seconds() // 10)
    wanted = [n for n in range(first, first * 2) if n % 10 == 3]
    assert [line[5] for line in lines] == [str(amina.pk if n % 7 == 0 else n) for n in wanted]
    assert len(lines) == 1728 and took < 60


def test_a_person_or_a_moment_that_is_none(amina: User) -> None:
    for wrong in ({"actor": "niemand@voorbeeld.example"}, {"since": "gisteren"}, {"until": "2026-13-40"}):
        with pytest.raises(CommandError):
            run(**{"actor": str(amina.pk), "since": "2026-11-01", "until": "2026-11-02", **wrong})

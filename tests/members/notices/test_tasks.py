"""The doorbells: each may ring twice."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from members.models import User
from members.notices import tasks
from members.notices.kinds import KINDS, Kind, Words
from members.notices.models import Notice
from tests.members.notices.conftest import Sink
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


def test_ringing_twice_sends_once(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    KINDS["test.plain"] = Kind("test.plain", "Een bericht", lambda notice: Words(["Er is iets voor u."]))
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    assert (tasks.drain(), tasks.drain(), len(sink.mails)) == (1, 0, 1)


def test_the_night_throws_away_only_what_is_over() -> None:
    cache.set("kept", 1, 3600)
    cache.set("over", 1, 3600)
    with connections["cache"].cursor() as cursor:
        past = timezone.now() - timedelta(hours=1)
        cursor.execute("UPDATE cache SET expires = %s WHERE cache_key LIKE %s", [past, "%over"])
    assert (tasks.purge_cache(), tasks.purge_cache()) == (1, 0)
    assert cache.get("kept") == 1
    cache.delete("kept")

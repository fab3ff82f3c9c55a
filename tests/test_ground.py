"""The ground under the tests: two runs never share a database, and one is dropped whoever is still in it."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import OperationalError

from tests import ground

NAME = f"test_ground_{os.getpid()}"


@pytest.fixture(autouse=True)
def unblocked(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_two_runs_take_two_names() -> None:
    with ground.name_of_our_own(NAME) as first, ground.name_of_our_own(NAME) as second:
        assert (first, second) == (NAME, f"{NAME}_2")
    with ground.name_of_our_own(NAME) as again:
        assert again == NAME, "whoever ends, or is killed, leaves the name free"


def run(alias: str, statement: str) -> None:
    by_hand = connections[alias].copy("by hand")
    try:
        with by_hand.cursor() as cursor:
            cursor.execute(statement)
    finally:
        by_hand.close()


def test_a_session_that_was_left_is_named_and_ended() -> None:
    """Somebody of the application's role still sits in it, idle."""
    real = settings.DATABASES["owner"]["NAME"]
    run("owner", f"DROP DATABASE IF EXISTS {NAME}")
    run("owner", f"CREATE DATABASE {NAME}")
    left: Any = connections["default"].copy("left")
    left.settings_dict["NAME"] = NAME
    try:
        with left.cursor() as cursor:
            cursor.execute("SELECT 7")
            with pytest.raises(OperationalError, match="being accessed by other users"):
                run("owner", f"DROP DATABASE {NAME}")
            found = ground.end_sessions(NAME, real)
            assert [row.partition(" ")[2] for row in found] == ["idle: SELECT 7"]
        run("owner", f"DROP DATABASE {NAME}")
    finally:
        left.close()

"""The ground under the tests: two runs never share a database, and one is dropped whoever is still in it."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import OperationalError

from tests import ground

NAME = "test_ground_of_its_own"


def test_two_runs_take_two_names() -> None:
    with ground.name_of_our_own(NAME) as first, ground.name_of_our_own(NAME) as second:
        assert (first, second) == (NAME, f"{NAME}_2")
    with ground.name_of_our_own(NAME) as again:
        assert again == NAME, "whoever ends, or is killed, leaves the name free"


def run(alias: str, statement: str) -> None:
    with connections[alias].copy("by hand").cursor() as cursor:
        cursor.execute(statement)
        cursor.connection.close()


def test_a_session_that_was_left_is_named_and_ended() -> None:
    """Somebody of the application's role is in the middle of a long query."""
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

"""The database of a test run: its own, and dropped when really nobody is in it any more.

Two runs in one checkout share a server, and a run that was killed leaves its database behind. So a run takes the first
name whose lock is free, and holds that lock: what is left under that name is nobody's and may be thrown away.
"""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.utils import OperationalError

LOCK = 7_303  # a number of our own for the advisory lock; the second one is the name's
PATIENCE = 60  # seconds; PostgreSQL itself waits five for whoever is on the way out, which a loaded machine exceeds
NAMES = 20


@contextmanager
def name_of_our_own(wanted: str) -> Iterator[str]:
    """`wanted`, or `wanted_2` … when another run works there; ours until the end of the block."""
    holder = connections["owner"].copy("holder")  # on the real database: a lock in a database that goes is no lock
    try:
        with holder.cursor() as cursor:
            yield next(name for name in _names(wanted) if _lock(cursor, name))
    finally:
        holder.close()


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}_{number}" for number in range(2, NAMES))


def _lock(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCK, name])
    return bool(cursor.fetchone()[0])


def end_sessions(database: str, real: str) -> list[str]:
    """End what the two roles still have open in `database`, wait until it is gone, and say what it was."""
    found: list[str] = []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        still = [row for alias in ("default", "owner") for row in _terminate(alias, database, real)]
        if not still:
            break
        found += [row for row in still if row not in found]
        time.sleep(0.05)
    return found


def _terminate(alias: str, database: str, real: str) -> list[str]:
    """A role may end its own sessions. As that role, from the real database."""
    own = connections[alias].copy(f"{alias} elsewhere")
    own.settings_dict["NAME"] = real
    try:
        with own.cursor() as cursor:
            cursor.execute(
                "SELECT pid || ' ' || coalesce(state, '') || ': ' || left(query, 80), pg_terminate_backend(pid)"
                " FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
                [database],
            )
            return [row[0] for row in cursor.fetchall()]
    finally:
        own.close()


def drop(database: str, real: str) -> None:
    """Drop the database. Whoever was still in it is named in a warning: a test that leaves a session is not clean."""
    owner = connections["owner"]
    for alias in ("default", "cache"):
        connections[alias].close()
    owner.close()
    if left := end_sessions(database, real):
        warnings.warn(f"sessions left in {database}: {left}", stacklevel=2)
    end = time.monotonic() + PATIENCE
    while True:  # the server's own processes (autovacuum) go in their own time
        try:
            owner.creation.destroy_test_db(real, verbosity=0)
        except OperationalError:
            if time.monotonic() > end:
                raise
            owner.settings_dict["NAME"] = database
            time.sleep(0.5)
        else:
            return

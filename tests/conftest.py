"""The ground of the tests: a real PostgreSQL, built as its owner and used as the application's role.

`race` is for tests with several connections: nothing is rolled back, so the owner empties the tables afterwards.
"""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from tests import ground
from tests.audit import audit
from tests.cast import *  # noqa: F403 -- the cast: amina, bram, coby, dirk, els and the places they live in
from tests.proved import whole_login
from tests.thesaurus import *  # noqa: F403 -- small_tables: a thesaurus of three concepts
from wijk.embedded.server import running
from wijk.management.translations.catalogues import compile_stale

KEPT = ("django_migrations", "django_content_type", "auth_permission")


@pytest.fixture(scope="session", autouse=True)
def server() -> Iterator[None]:
    compile_stale()
    with running():
        yield


@pytest.fixture(scope="session")
def django_db_setup(server: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        owner = connections["owner"]
        real = settings.DATABASES["owner"]["NAME"]
        wanted = owner.settings_dict["TEST"]["NAME"] + os.environ.get("PYTEST_XDIST_WORKER", "")
        with ground.name_of_our_own(wanted) as name:
            owner.settings_dict["TEST"]["NAME"] = name
            ground.end_sessions(name, real)
            test = owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            for alias in ("default", "cache"):
                connections[alias].close()
                connections[alias].settings_dict["NAME"] = test
            yield
            ground.drop(test, real)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The cache table has a connection of its own; a test that uses the database may use both."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            mark.kwargs["databases"] = ["default", "cache"]


@pytest.fixture(autouse=True)
def second_factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """`force_login` brings somebody in as the whole way would; the middleware is the real one (tests/proved.py)."""
    monkeypatch.setattr(Client, "force_login", whole_login)


@pytest.fixture(autouse=True)
def audited(request: pytest.FixtureRequest) -> Iterator[None]:
    """After every test that touches the database: places held are exactly the proposals that are out."""
    watched = request.node.get_closest_marker("django_db") and not request.node.get_closest_marker("unaudited")
    if watched:
        request.getfixturevalue("db")  # set up before, so that it is torn down after
    yield
    if watched:
        audit()


@pytest.fixture
def race(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        empty()


def empty() -> None:
    owner = connections["owner"]
    with owner.cursor() as cursor:
        tables = [t for t in owner.introspection.table_names(cursor) if t not in KEPT]
        cursor.execute("TRUNCATE " + ", ".join(owner.ops.quote_name(t) for t in tables) + " CASCADE")
    for connection in connections.all(initialized_only=True):
        connection.close()

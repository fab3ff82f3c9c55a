"""The application works as a role that owns nothing."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, connections

pytestmark = pytest.mark.django_db


def _one(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_we_are_the_application_role_and_no_superuser() -> None:
    user = connection.settings_dict["USER"]
    assert _one("SELECT current_user, usesuper FROM pg_user WHERE usename = current_user") == (user, False)
    assert _one("SELECT rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user") == (
        False,
        False,
        False,
    )


def test_the_application_role_owns_no_table() -> None:
    assert _one("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == (0,)


def test_it_may_not_change_or_empty_a_table() -> None:
    for sql in ("DROP TABLE members_user", "TRUNCATE members_user CASCADE", "CREATE TABLE mine (id int)"):
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            from django.db import transaction

            with transaction.atomic():
                cursor.execute(sql)


def test_a_superuser_connection_is_refused() -> None:
    """The guard reads what PostgreSQL reports when a connection opens; here the report is turned to 'on'."""
    backend = connections["default"]

    class Superuser:
        class info:  # noqa: N801 -- the shape of psycopg's connection
            @staticmethod
            def parameter_status(name: str) -> str:
                return {"is_superuser": "on"}[name]

        closed = False

        def close(self) -> None:
            Superuser.closed = True

    from django.db.backends.postgresql import base

    real, base.DatabaseWrapper.get_new_connection = (
        base.DatabaseWrapper.get_new_connection,
        lambda self, params: Superuser(),
    )
    try:
        with pytest.raises(ImproperlyConfigured):
            backend.get_new_connection({})
    finally:
        base.DatabaseWrapper.get_new_connection = real
    assert Superuser.closed

"""The two database roles: `owner` builds (migrations, test database), `app` works (web, worker, tests).

    python -m wijk.roles ADMIN_URL DATABASE_OWNER_URL DATABASE_URL

makes both roles and the database on a server of your own, with the names and passwords of the two addresses.
`app` is no superuser, cannot pass row security and owns nothing; its rights on tables are migrations
(`wijk/places/migrations/0001_grants.py`).
"""

import sys

import environ
import psycopg
from psycopg import sql

Login = tuple[str, str]  # name, password


def provision(admin: psycopg.Connection, *, database: str, owner: Login, app: Login) -> None:
    """Make or renew both roles and the database. `admin` is an autocommit connection of a superuser; idempotent."""
    for (name, password), creates in ((owner, sql.SQL("CREATEDB")), (app, sql.SQL("NOCREATEDB"))):
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
        admin.execute(
            sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {} PASSWORD {}").format(
                sql.SQL("ALTER" if known else "CREATE"), sql.Identifier(name), creates, sql.Literal(password)
            )
        )
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(owner[0])))


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__)
        return 2
    admin_url, owner_url, app_url = sys.argv[1:]
    owner, app = environ.Env.db_url_config(owner_url), environ.Env.db_url_config(app_url)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        provision(
            admin,
            database=app["NAME"],
            owner=(owner["USER"], owner["PASSWORD"]),
            app=(app["USER"], app["PASSWORD"]),
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
